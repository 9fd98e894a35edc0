"""A language model's tools, through the SDK's own client: sentence, figure, caveats and source come together."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from servers import HOST, Daemon, free_port

from assistant.service import Assistant

pytest.importorskip("mcp", reason="the extra mcp is not installed")

import httpx2
from mcp import Client, StdioServerParameters
from mcp.server import MCPServer
from mcp.types import CallToolResult, TextContent
from starlette.applications import Starlette

from assistant.web.asgi import mcp_routes
from assistant.web.mcp_server import server

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
T = TypeVar("T")
QUESTION = "How many Albanian children were referred in 2023?"


@pytest.fixture(scope="module")
def tools(assistant: Assistant) -> MCPServer:
    return server(assistant)


def _call(tools: Any, name: str, **arguments: Any) -> CallToolResult:
    async def call(client: Client) -> CallToolResult:
        return await client.call_tool(name, arguments)

    return _with(tools, call)


def _with(tools: Any, use: Callable[[Client], Awaitable[T]]) -> T:
    async def run() -> T:
        async with Client(tools) as client:
            return await use(client)

    return asyncio.run(run())


def _text(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return " ".join(content.text.split())


def _data(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


def test_five_tools_that_only_read_each_with_what_it_takes_and_gives(tools: MCPServer) -> None:
    listed = _with(tools, lambda client: client.list_tools()).tools
    names = {tool.name for tool in listed}
    assert names == {"answer_question", "check_claim", "list_tables", "describe_table", "list_changes"}
    for tool in listed:
        assert tool.description
        assert tool.output_schema
        assert tool.output_schema["type"] == "object"
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.annotations.idempotent_hint
        assert tool.annotations.open_world_hint is False


def test_the_server_says_how_its_answers_are_to_be_used(tools: MCPServer) -> None:
    async def instructions(client: Client) -> str:
        return client.instructions or ""

    said = _with(tools, instructions)
    assert "Quote the headline, its caveats and its source together" in said
    assert "not a service of the publisher" in " ".join(said.split())


def test_an_answer_has_sentence_figure_caveats_and_source_in_text_and_in_data(tools: MCPServer) -> None:
    result = _call(tools, "answer_question", question=QUESTION)
    (part,) = _data(result)["parts"]
    assert part["value"] == 625
    assert "age-at-exploitation" in [caveat["id"] for caveat in part["caveats"]]
    assert part["sources"][0]["published"] == "2024-03-07"
    said = _text(result)
    assert part["headline"] in said
    for caveat in part["caveats"]:
        assert " ".join(caveat["text"].split()) in said
    assert part["sources"][0]["url"] in said


def test_what_is_not_published_is_a_result_with_choices_that_answer(tools: MCPServer) -> None:
    asked = "How many positive conclusive grounds decisions were made for UK nationals in 2023?"
    result = _call(tools, "answer_question", question=asked)
    (part,) = _data(result)["parts"]
    assert (part["status"], part["value"]) == ("not_published", None)
    assert "not published" in _text(result)
    assert part["choices"]
    for choice in part["choices"]:
        assert choice in _text(result)
        assert _data(_call(tools, "answer_question", question=choice))["parts"][0]["status"] == "answered"


def test_an_unclear_question_is_asked_back(tools: MCPServer) -> None:
    (part,) = _data(_call(tools, "answer_question", question="How many decisions were made in 2022?"))["parts"]
    assert part["status"] == "clarify"
    assert len(part["choices"]) >= 2


def test_a_question_is_read_in_its_release_and_after_another(tools: MCPServer) -> None:
    asked = "How many referrals were there in Q1 2023?"
    first = _data(_call(tools, "answer_question", question=asked, as_of="nrm-2023-q1"))["parts"][0]
    assert first["value"] == 4746
    later = _data(_call(tools, "answer_question", question="and in Q2 2023?", before=first["link"]))["parts"][0]
    assert "April to June 2023" in later["headline"]


def test_a_claim_is_checked_figure_by_figure(tools: MCPServer) -> None:
    result = _call(tools, "check_claim", claim="There were 5,929 duty to notify reports in 2023.")
    (assertion,) = _data(result)["assertions"]
    assert (assertion["verdict"], assertion["published"]) == ("not_supported", 4929)
    assert "4,929" in _text(result)


def test_tables_lead_to_one_in_full_and_its_examples_to_answers(tools: MCPServer) -> None:
    tables = _data(_call(tools, "list_tables"))["tables"]
    assert "dtn_nationality" in [table["id"] for table in tables]
    table = _data(_call(tools, "describe_table", table="dtn_nationality"))
    assert "Albanian" in [member["label"] for member in table["breakdowns"][0]["members"]]
    for example in table["examples"]:
        assert _data(_call(tools, "answer_question", question=example))["parts"][0]["status"] == "answered"


def test_changes_have_dates_effects_and_sources(tools: MCPServer) -> None:
    changes = {c["id"]: c for c in _data(_call(tools, "list_changes", measure="rg_decisions"))["changes"]}
    assert changes["rg-threshold-2023"]["date"] == "2023-01-30"
    assert changes["rg-threshold-2023"]["effect"]
    assert changes["rg-threshold-2023"]["source"].startswith("https://")


@pytest.mark.parametrize(
    ("name", "arguments", "says"),
    [
        ("answer_question", {"question": QUESTION, "as_of": "nrm-1066-q1"}, "no release of this id"),
        ("answer_question", {"question": QUESTION, "before": "m=weather"}, "The measure is not one of"),
        ("answer_question", {"question": ""}, "at least 1 character"),
        ("answer_question", {"question": "x" * 2001}, "at most 2000 characters"),
        ("describe_table", {"table": "weather"}, "referrals_series"),
        ("list_changes", {"measure": "weather"}, "referrals"),
    ],
)
def test_what_a_caller_can_mend_is_said_in_a_sentence(
    tools: MCPServer, name: str, arguments: dict[str, str], says: str
) -> None:
    result = _call(tools, name, **arguments)
    assert result.is_error
    assert says in _text(result)
    assert "Traceback" not in _text(result)


def test_a_page_elsewhere_cannot_reach_the_tools_of_one_s_own_machine(tools: MCPServer) -> None:
    routes = mcp_routes(tools, ("127.0.0.1", "figures.example"))
    sent = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    accepts = {"Accept": "application/json, text/event-stream"}

    async def run() -> list[int]:
        async with tools.session_manager.run():
            door = httpx2.ASGITransport(app=Starlette(routes=routes))
            async with httpx2.AsyncClient(transport=door, base_url="http://127.0.0.1") as client:
                headers = (
                    {}, {"Host": "127.0.0.1:8501"}, {"Host": "figures.example"}, {"Host": "rebound.example"},
                    {"Origin": "https://figures.example"}, {"Origin": "https://elsewhere.example"},
                )  # fmt: skip
                return [(await client.post("/mcp", json=sent, headers={**accepts, **h})).status_code for h in headers]

    assert asyncio.run(run()) == [200, 200, 200, 421, 200, 403]


def test_the_tools_work_over_stdin_and_stdout(tmp_path: Path) -> None:
    here = {"PYTHONPATH": str(ROOT), "ASSISTANT_CACHE": str(tmp_path)}
    command = StdioServerParameters(command=sys.executable, args=["-m", "assistant", "mcp"], env=here)
    (part,) = _data(_call(command, "answer_question", question=QUESTION))["parts"]
    assert part["value"] == 625


def test_the_tools_work_over_http_beside_the_app_and_the_interface(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "assistant", "serve", "--host", HOST, "--port", str(port)]
    daemon = Daemon(command, {"PYTHONPATH": str(ROOT), "ASSISTANT_CACHE": str(tmp_path)}, ROOT)
    try:
        daemon.until("URL: ")
        (part,) = _data(_call(f"http://{HOST}:{port}/mcp", "answer_question", question=QUESTION))["parts"]
        assert part["value"] == 625
        refused = _call(f"http://{HOST}:{port}/mcp", "describe_table", table="weather")
        assert refused.is_error
        line = json.loads(daemon.until('"route": "/mcp"').string)
        assert line["status"] == 200
    finally:
        daemon.kill()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("answer_question", {"question": "How many referrals were there by nationality in each quarter from 2019 to "
                                         "2023?"}),
        ("answer_question", {"question": "How many referrals were there in 2019? " * 40}),
        ("check_claim", {"claim": "There were 5,929 duty to notify reports in 2023. " * 12}),
        ("list_tables", {}),
        ("describe_table", {"table": "detail_police"}),
        ("describe_table", {"table": "key_figures"}),
        ("list_changes", {}),
    ],
)  # fmt: skip
def test_a_result_leaves_room_for_the_question_and_says_what_it_left_out(
    tools: MCPServer, name: str, arguments: dict[str, str]
) -> None:
    result = _call(tools, name, **arguments)
    data = _data(result)
    assert len(result.model_dump_json(by_alias=True).encode()) <= 20_000
    assert data.get("left_out") or name in ("list_tables", "answer_question", "check_claim")
    for part in data.get("parts", []):
        assert part["headline"] and (part["sources"] or part["status"] != "answered")
        assert len(part["caveats"]) > 0 or part["status"] != "answered"


def test_of_many_rows_the_first_are_given_and_counted(tools: MCPServer) -> None:
    large = "How many referrals were there by nationality in each quarter from 2019 to 2023?"
    data = _data(_call(tools, "answer_question", question=large))
    (part,) = data["parts"]
    assert part["rows"] and part["columns"]
    assert any(f"rows: the first {len(part['rows'])} of " in said for said in data["left_out"]), data["left_out"]
