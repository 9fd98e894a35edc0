"""Browsers that stay open: what each of them costs the server in memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from assistant.benchmark.measure import Row, timed
from assistant.benchmark.server import HOST, server
from assistant.errors import AssistantError
from assistant.service import Assistant

OPEN = 100
STATUS = Path("/proc/self/status")  # Linux alone says what a process holds
PATIENCE = 60  # seconds for a page to be drawn


def sessions(assistant: Assistant, questions: list[str]) -> Iterator[Row]:
    """A row of the server's memory with :data:`OPEN` sessions, each at the link of an answer, beside that with one."""
    if not STATUS.exists():
        return
    links = [part.link for question in questions for part in assistant.ask(question).parts if part.link]
    if not links:
        raise AssistantError("No question of the sample has an answer with a link.")
    with ExitStack() as browsers, server() as (port, process):
        _open(browsers, port, links[0])  # what the first page loads is not the session's
        one = _held(process)
        following = itertools.islice(itertools.cycle(links), 1, OPEN)
        taken = [timed(partial(_open, browsers, port, link))[0] for link in following]
        held = _held(process)
        note = f"{(held - one) / (OPEN - 1):.2f} MB each, slowest page {max(taken):,.0f} ms"
        yield Row(f"memory of the server, {OPEN} open sessions", held, "MB", one, "1 session", note=note)


def _open(browsers: ExitStack, port: int, link: str) -> None:
    """As a browser does it: a web socket, the address, and every message until the page is drawn."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from websockets.sync.client import connect
    from websockets.typing import Origin, Subprotocol

    address = f"{HOST}:{port}"
    browser = connect(
        f"ws://{address}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], origin=Origin(f"http://{address}"),
        max_size=None,
    )  # fmt: skip
    socket = browsers.enter_context(browser)
    asking = BackMsg()
    asking.rerun_script.query_string = link
    socket.send(asking.SerializeToString())
    drawn = ForwardMsg()
    while drawn.WhichOneof("type") != "script_finished":
        drawn.ParseFromString(socket.recv(timeout=PATIENCE))


def _held(process: int) -> float:
    """MB that the process holds now."""
    text = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(text.split("VmRSS:")[1].split()[0]) / 1024
