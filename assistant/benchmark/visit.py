"""A browser's visit to the web app: its web socket, what it asks, and everything until the page is drawn."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from assistant.errors import AssistantError

PATIENCE = 60  # seconds for a page to be drawn


class Visit:
    """One open page. Raises :class:`AssistantError` where the app drew an error."""

    def __init__(self, browsers: ExitStack, address: str) -> None:
        from websockets.sync.client import connect
        from websockets.typing import Origin, Subprotocol

        browser = connect(
            f"ws://{address}/_stcore/stream", subprotocols=[Subprotocol("streamlit")],
            origin=Origin(f"http://{address}"),
            max_size=None,
        )  # fmt: skip
        self._socket = browsers.enter_context(browser)
        self._page = ""
        self._fields: list[str] = []  # ids of what can be written in, and of what can be pressed
        self._buttons: list[str] = []

    def open(self, link: str = "", page: str = "") -> None:
        """The page at an address, drawn to its end."""
        self._page = page
        self._run(link, [])

    def send(self, text: str) -> None:
        """Write into the first field of the page, press the button after it, and wait for the field that comes."""
        from streamlit.proto.WidgetStates_pb2 import WidgetState

        if not self._fields or not self._buttons:
            raise AssistantError("The page has no form.")
        before = len(set(self._fields))
        written, pressed = WidgetState(id=self._fields[0]), WidgetState(id=self._buttons[0])
        written.string_value = text
        pressed.trigger_value = True
        self._run("", [written, pressed])
        if len(set(self._fields)) == before:
            raise AssistantError("The page has drawn no draft.")

    def _run(self, link: str, states: list[Any]) -> None:
        from streamlit.proto.BackMsg_pb2 import BackMsg
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        asking = BackMsg()
        asking.rerun_script.query_string = link
        asking.rerun_script.page_name = self._page
        asking.rerun_script.widget_states.widgets.extend(states)
        self._socket.send(asking.SerializeToString())
        drawn = ForwardMsg()
        # A page that is drawn again for what it has just taken in says that it ended early.
        while (
            drawn.WhichOneof("type") != "script_finished"
            or drawn.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
        ):
            drawn.ParseFromString(self._socket.recv(timeout=PATIENCE))
            if drawn.WhichOneof("type") == "delta":
                self._see(drawn.delta.new_element)

    def _see(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise AssistantError("The page drew an error.")
        if kind == "text_area":
            self._fields.append(element.text_area.id)
        if kind == "button" and self._fields:
            self._buttons.append(element.button.id)
