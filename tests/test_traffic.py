"""Several processes share nothing but the figures: they start together, and one that dies takes no request with it."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from servers import HOST, Daemon, free_port

from assistant.kept import SUFFIX

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / ".ci" / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
QUESTION = "How many referrals were there in 2019?"
CLIENTS, EACH = 8, 60  # requests under which a server dies
PROMPT = 1.0  # seconds at the median, of a machine that others use too

needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


def _env(cache: Path) -> dict[str, str]:
    return {"ASSISTANT_CACHE": str(cache), "PYTHONPATH": str(ROOT)}


def test_processes_that_start_together_on_an_empty_cache_all_answer(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assistant", "ask", QUESTION, "--json"]
    started = [
        subprocess.Popen(command, env={**os.environ, **_env(tmp_path)}, cwd=ROOT, stdout=-1, stderr=-1, text=True)
        for _ in range(5)
    ]
    done = [(*process.communicate(), process.returncode) for process in started]
    assert [(error, status) for _, error, status in done] == [("", 0)] * 5
    assert {json.loads(out)["parts"][0]["value"] for out, _, _ in done} == {10606}
    left = sorted(path.suffix for path in tmp_path.iterdir() if path.suffix != SUFFIX)
    assert left == [".duckdb", ".sha256"], "one file with its sum, words, and nothing half built"


class App:
    """One app process, as ``serve`` starts it."""

    def __init__(self, cache: Path) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "assistant", "serve", "--host", HOST, "--port", str(self.port)]
        self.daemon = Daemon(command, _env(cache), ROOT)

    def wait(self) -> None:
        """Until it is healthy."""
        self.daemon.until(r"URL: |running on")
        assert _get(self.port, "/api/health")[0] == 200


@pytest.fixture
def apps(tmp_path: Path) -> Iterator[list[App]]:
    """Two that start at once on an empty cache."""
    (tmp_path / "cache").mkdir(mode=0o700)
    made = [App(tmp_path / "cache") for _ in range(2)]
    try:
        for app in made:
            app.wait()
        yield made
    finally:
        for app in made:
            app.daemon.kill()


@pytest.fixture
def proxy(apps: list[App], tmp_path: Path) -> Iterator[int]:
    """The example of the documents, with this machine's ports and folders."""
    assert NGINX is not None
    port, text = free_port(), EXAMPLE.read_text(encoding="utf-8")
    for name, app in zip(("app1", "app2"), apps, strict=True):
        assert text.count(f"server {name}:8501") == 1
        text = text.replace(f"server {name}:8501", f"server {HOST}:{app.port}")
    text = text.replace("proxy_read_timeout 12s;", "proxy_read_timeout 6s;")  # there is less patience in a test
    text = text.replace("listen 80;", f"listen {HOST}:{port};").replace("/var/log/nginx/", f"{tmp_path}/")
    folders = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    own = "".join(f"    {name}_temp_path {tmp_path}/{name};\n" for name in folders)
    text = text.replace("http {\n", "http {\n" + own)
    who = "" if os.geteuid() else "user root;\n"  # whose folders these are
    (tmp_path / "nginx.conf").write_text(f"{who}pid {tmp_path}/nginx.pid;\ndaemon off;\n{text}", encoding="utf-8")
    command = [NGINX, "-c", str(tmp_path / "nginx.conf"), "-e", "stderr", "-g", "error_log stderr notice;"]
    daemon = Daemon(command, {}, tmp_path)
    try:
        daemon.until("start worker process ")
        yield port
    finally:
        daemon.kill()


def _get(port: int, path: str, cookie: str = "", body: str = "") -> tuple[int, str, str]:
    """As :func:`_once`; an answer cut off after its head is asked for again, as browsers and HTTP libraries do.

    So is a POST that the proxy got no answer to: it never sends one twice, since only its sender knows whether it may.
    """
    try:
        found = _once(port, path, cookie, body)
    except http.client.IncompleteRead:
        return _once(port, path, cookie, body)
    return _once(port, path, cookie, body) if body and found[0] in (502, 504) else found


def _once(port: int, path: str, cookie: str, body: str) -> tuple[int, str, str]:
    """Status, text and the cookie that came with them, over a connection of its own."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    try:
        headers = {"Cookie": cookie} if cookie else {}
        if body:
            headers["Content-Type"] = "application/json"
        connection.request("POST" if body else "GET", path, body or None, headers)
        answer = connection.getresponse()
        set_cookie = [value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie", [])]
        found = next((value for value in set_cookie if value.startswith("node=")), "")
        return answer.status, answer.read().decode(), found
    finally:
        connection.close()


@needs_nginx
def test_no_request_is_lost_while_a_process_dies(apps: list[App], proxy: int, tmp_path: Path) -> None:
    asked = json.dumps({"question": QUESTION})
    link = json.loads(_get(apps[0].port, "/api/ask", "", asked)[1])["parts"][0]["link"]
    paths = [("/api/ask", asked), (f"/api/answer?{link}", ""), (f"/?{link}", ""), ("/_stcore/health", "")]
    enough, killed = threading.Event(), threading.Event()
    statuses: Counter[int] = Counter()

    def client(number: int) -> None:
        cookie = ""
        for turn in range(EACH):
            if turn == EACH // 2:
                killed.wait(60)  # half of every client's requests come after the death at the latest
            path, body = paths[(number + turn) % len(paths)]
            status, text, node = _get(proxy, path, cookie, body)
            cookie = cookie or node
            statuses[status] += 1
            if turn == EACH // 4:
                enough.set()
            if status == 200 and path.startswith("/api/"):
                assert '"value":10606' in text.replace(" ", "")

    with ThreadPoolExecutor(CLIENTS) as pool:
        running = [pool.submit(client, number) for number in range(CLIENTS)]
        enough.wait(60)
        # By chance the clients may all stay with one of the two: it is one that serves them which dies.
        logged = (tmp_path / "access.log").read_text(encoding="utf-8")
        dying = next((app for app in apps if f"{HOST}:{app.port}" in logged), apps[0])
        dying.daemon.kill()
        killed.set()
        for one in running:
            one.result()
    assert statuses == {200: CLIENTS * EACH}
    served = [line.split() for line in (tmp_path / "access.log").read_text(encoding="utf-8").splitlines()]
    assert any(f"{HOST}:{dying.port}" in line for line in served), "the one that died had its share before"


@needs_nginx
def test_a_browser_stays_with_one_process_and_the_log_holds_no_question(
    apps: list[App], proxy: int, tmp_path: Path
) -> None:
    cookies = [_get(proxy, "/_stcore/health")[2] for _ in range(12)]
    assert len(set(cookies)) == 12
    for cookie in cookies:
        for _ in range(3):
            assert _get(proxy, "/?measure=referrals", cookie)[2] == cookie
    log = (tmp_path / "access.log").read_text(encoding="utf-8")
    served = {(node, place) for line in log.splitlines() for *_, place, _, node in [line.split()]}
    assert len(served) == 12, "no browser is with two"
    assert {place for _, place in served} == {f"{HOST}:{app.port}" for app in apps}
    assert "referrals" not in log
    for app in apps:
        app.daemon.kill()
    assert _get(proxy, f"/api/ask?{urlencode({'q': 'How many zyxwvut?'})}")[0] == 502
    for path in tmp_path.rglob("*.log"):
        written = path.read_text(encoding="utf-8")
        assert "zyxwvut" not in written and f"client: {HOST}" not in written


@needs_nginx
def test_one_address_may_send_so_many_texts_and_answers_are_compressed(apps: list[App], proxy: int) -> None:
    with ThreadPoolExecutor(40) as pool:  # more than wait in line: the others are told at once
        texts = [pool.submit(_once, proxy, "/api/check", "", "{}") for _ in range(40)]
        statuses = Counter(text.result()[0] for text in texts)
    assert statuses[429] > 0 and statuses[429] + statuses[422] == 40
    connection = http.client.HTTPConnection(HOST, proxy, timeout=60)
    try:
        connection.request("GET", f"/api/ask?{urlencode({'q': QUESTION})}", headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")
        assert b"10606" in gzip.decompress(answer.read()).replace(b" ", b"")
    finally:
        connection.close()


@needs_nginx
def test_no_request_of_others_is_lost_while_a_process_stands_still(apps: list[App], proxy: int, tmp_path: Path) -> None:
    frozen = threading.Event()
    statuses: Counter[int] = Counter()

    def client(number: int) -> None:
        for turn in range(EACH // 4):
            if turn == EACH // 8:
                frozen.wait(60)
            year = 2010 + (number + turn) % 13
            status, text, _ = _get(proxy, f"/api/ask?{urlencode({'q': f'How many referrals were there in {year}?'})}")
            statuses[status] += 1
            assert f" in {year}." in text

    with ThreadPoolExecutor(CLIENTS) as pool:
        running = [pool.submit(client, number) for number in range(CLIENTS)]
        os.kill(apps[0].daemon.process.pid, signal.SIGSTOP)  # it listens, and says nothing any more
        frozen.set()
        for one in running:
            one.result()
    assert statuses == {200: CLIENTS * (EACH // 4)}
    os.kill(apps[0].daemon.process.pid, signal.SIGCONT)


@needs_nginx
def test_a_text_that_takes_too_long_is_sent_to_one_process_alone_and_holds_nobody_up(
    apps: list[App], proxy: int, tmp_path: Path
) -> None:
    sent = json.dumps({"claim": "1" * 50_000})
    with ThreadPoolExecutor(4) as pool:
        texts = [pool.submit(_once, proxy, "/api/check", "", sent) for _ in range(3)]
        spent = []
        while not all(text.done() for text in texts):
            status, text, _ = _get(proxy, f"/api/ask?{urlencode({'q': QUESTION})}")
            assert status == 200 and "10,606" in text
            for app in apps:
                started = time.monotonic()
                assert _get(app.port, "/api/health")[0] == 200
                spent.append(time.monotonic() - started)
    assert sorted(spent)[len(spent) // 2] < PROMPT
    for status, text, _ in (text.result() for text in texts):
        assert status == 200 or "took too long and was stopped" in text
    log = (tmp_path / "access.log").read_text(encoding="utf-8")
    assert f", {HOST}" not in log, "none was asked again elsewhere"


def _below(pid: int) -> Iterator[int]:
    """The processes that a process has started, and those that they have."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        for one in (task / "children").read_text().split():
            yield int(one)
            yield from _below(int(one))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_health_answers_at_once_while_all_workers_stand_still(apps: list[App]) -> None:
    pid = apps[0].daemon.process.pid
    workers = list(_below(pid))
    assert len(workers) >= 3, "what workers are copies of, and the workers"
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(
            _get, apps[0].port, f"/api/ask?{urlencode({'q': 'How many referrals were there in 2012?'})}"
        )
        spent = []
        while not asked.done():
            started = time.monotonic()
            _get(apps[0].port, "/api/health")
            spent.append(time.monotonic() - started)
        assert asked.result()[0] in (200, 503)
    assert sorted(spent)[len(spent) // 2] < PROMPT
    end = time.monotonic() + 60
    while _get(apps[0].port, f"/api/ask?{urlencode({'q': QUESTION})}")[0] != 200:
        assert time.monotonic() < end, "others take their place"


def test_the_compose_file_runs_the_processes_that_the_proxy_knows() -> None:
    compose = (EXAMPLE.parent / "compose.yaml").read_text(encoding="utf-8")
    named = re.findall(r"server (\w+):8501", EXAMPLE.read_text(encoding="utf-8"))
    assert named == re.findall(r"^  (\w+): \*app$", compose, re.MULTILINE)
    assert "healthcheck" in compose and "init: true" in compose, "one that is not well is ended, and so restarted"
    assert (EXAMPLE.parent / "healthy.py").is_file()
