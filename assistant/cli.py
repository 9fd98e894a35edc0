"""Command line: stdout carries the answer, stderr notices. Exit 0 answered, 2 clarify, 3 not published, 1 an error."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from assistant.commands import parser
from assistant.errors import AssistantError, EngineLost, UnknownRelease

log = logging.getLogger(__name__)
STATUS_EXIT = {"answered": 0, "partial": 0, "clarify": 2, "not_published": 3, "out_of_scope": 3}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; errors are one sentence on stderr and exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # Windows consoles default to another encoding
            reconfigure(encoding="utf-8", errors="replace")
    options = parser().parse_args(arguments)
    try:
        return int(globals()[f"_{options.command.replace('-', '_')}"](options))
    except AssistantError as error:
        print(f"nrm-assistant: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except OSError as error:
        print(f"nrm-assistant: {error.strerror or error}: {error.filename or ''}".rstrip(": "), file=sys.stderr)
        return 1


def _ask(options: argparse.Namespace) -> int:
    from assistant.render.json_view import answer_view, dumps
    from assistant.render.text import answer_text
    from assistant.service import Assistant

    if options.batch:
        return _batch(options)
    if not options.question:
        raise AssistantError('Say what to answer: ask "QUESTION", or ask --batch FILE --json.')
    answer = Assistant().ask(options.question, as_of=options.as_of)
    print(
        dumps(answer_view(answer), indent=2) if options.json else answer_text(answer),
        end="" if not options.json else "\n",
    )
    codes = [STATUS_EXIT[part.status] for part in answer.parts]
    return min(codes) if codes else 3


def _batch(options: argparse.Namespace) -> int:
    from assistant.render.json_view import answer_view
    from assistant.service import Assistant

    assistant = Assistant()
    with open(options.batch, encoding="utf-8") as file:
        return _each(
            file, "question", {"parts": []}, lambda text: answer_view(assistant.ask(text, as_of=options.as_of))
        )


def _check(options: argparse.Namespace) -> int:
    from assistant.claims.check import Checker
    from assistant.render.claim_text import checked_text
    from assistant.render.json_view import checked_view, dumps
    from assistant.service import Assistant

    if not (options.batch or options.claim):
        raise AssistantError('Say what to check: check "CLAIM", or check --batch FILE --json.')
    dated = _day(options.dated) if options.dated else None
    checker = Checker(Assistant())
    if options.batch:
        with open(options.batch, encoding="utf-8") as file:
            empty: dict[str, Any] = {"assertions": [], "not_claims": []}
            return _each(file, "claim", empty, lambda text: checked_view(checker.check(text, dated)))
    checked = checker.check(options.claim, dated)
    print(dumps(checked_view(checked), indent=2) if options.json else checked_text(checked))
    return 0


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise AssistantError(f"{text[:40]!r} is not a day such as 2024-03-07.") from error


def _each(file: TextIO, key: str, empty: dict[str, Any], view: Callable[[str], dict[str, Any]]) -> int:
    """One JSON line an item; an item that fails says so in an ``error``, and the others are still answered.

    Exit status 1 where a line was no item. What holds for every item ends the batch: a release that does not exist, an
    engine that is gone.
    """
    from assistant.render.json_view import dumps

    status = 0
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        item, text = _item(line, key)
        if text is None:
            said = f'Line {number} is not an item such as {{"id": "q1", "{key}": "…"}}.'
            print(f"nrm-assistant: {said}", file=sys.stderr)
            found, status = {**empty, "error": said}, 1
        else:
            found = {key: text, **empty}
            try:
                found = view(text)
            except (UnknownRelease, EngineLost):
                raise
            except AssistantError as error:
                found["error"] = str(error)
            except Exception as error:  # whatever it is, it is of this item
                log.exception("An item of a batch failed.")
                found["error"] = f"This item could not be read ({type(error).__name__})."
        print(dumps({"id": item, **found}), flush=True)
    return status


def _item(line: str, key: str) -> tuple[Any, str | None]:
    """The id and the text of one line; None for the text of a line that is no item."""
    try:
        item = json.loads(line)
        return item["id"], str(item[key])
    except (ValueError, TypeError):
        return None, None
    except KeyError:
        return item.get("id"), None


def _reply(options: argparse.Namespace) -> int:
    from assistant.render.reply_view import run

    raw = sys.stdin.buffer.read(2_000_000) if options.file == "-" else Path(options.file).read_bytes()
    return run(raw, options.json, options.out)


def _explain(options: argparse.Namespace) -> int:
    from assistant.answer.phrases import reading
    from assistant.service import Assistant

    assistant = Assistant()
    for found in assistant.explain(options.question, options.as_of):
        print(f"Question: {found.reading.text}")
        print(f"Kind: {found.reading.intent}")
        if found.query:
            print(f"Reading: {reading(found.query, assistant.lookup)}")
            print(f"Link: ?{found.query.to_url()}")
        words = found.reading.words
        for name, listed in (
            ("Used", words.used),
            ("Ignored", words.ignored),
            ("Not understood", words.not_understood),
        ):
            if listed:
                print(f"{name}: {', '.join(listed)}")
        if found.refusal:
            print(f"No figure: {found.refusal}")
        if found.sql:
            print(f"\n{found.sql}")
    return 0


def _tables(options: argparse.Namespace) -> int:
    from assistant.render.json_view import dumps
    from assistant.render.text import table_text
    from assistant.service import Assistant

    assistant = Assistant()
    part = assistant.ask("Which tables do you have?").parts[0]
    if options.json:
        print(dumps([dict(zip(part.columns, row, strict=True)) for row in part.rows], indent=2))
    else:
        print(table_text(part.columns, part.rows))
    return 0


def _changes(options: argparse.Namespace) -> int:
    import textwrap

    from assistant.catalog.load import load
    from assistant.catalog.lookup import Lookup
    from assistant.home import home
    from assistant.render.json_view import dumps

    catalog = load(home() / "catalog")
    if options.measure and options.measure not in {m.id for m in catalog.measures}:
        raise AssistantError(f"There is no measure {options.measure!r}: {', '.join(m.id for m in catalog.measures)}.")
    listed = Lookup(catalog).changes_of(options.measure) if options.measure else catalog.changes
    found = [
        c for c in listed
        if not options.measure or any(options.measure in s.measures or not s.measures for s in c.scopes)
    ]  # fmt: skip
    found.sort(key=lambda c: (c.date.isoformat() if c.date else "9999", c.id))
    if options.json:
        print(dumps([c.model_dump(mode="json", exclude={"words"}) for c in found], indent=2))
        return 0
    for change in found:
        print(f"{change.date or 'always'}  {change.title} ({change.id})")
        print(textwrap.fill(change.text, 80, initial_indent="  ", subsequent_indent="  "))
    return 0


def _revisions(options: argparse.Namespace) -> int:
    from assistant.period import Span
    from assistant.render.json_view import dumps, part_view
    from assistant.render.text import part_text
    from assistant.service import Assistant

    try:
        span = Span.read(options.period) if options.period else None
    except ValueError as error:
        raise AssistantError(f"{options.period!r} is not a period such as 2023, 2023-Q1 or 2019..2023.") from error
    parts = Assistant().revisions(options.measure, span)
    if options.json:
        print(dumps([part_view(part) for part in parts], indent=2))
    else:
        print(
            "\n\n".join(part_text(replace(part, caveats=(), sources=())) for part in parts)
            or "No total held differs between releases."
        )
    return 0


def _ingest(options: argparse.Namespace) -> int:
    from assistant.catalog.load import load
    from assistant.home import home
    from assistant.manifest import record
    from assistant.publish.columns import ingest_file
    from assistant.publish.ingest import ingest

    folder = home()
    catalog = load(folder / "catalog")
    if any(options.release in table.releases and table.columns for table in catalog.tables):
        print(ingest_file(options.workbook, options.release, options.table, catalog, folder / "data"))
    else:
        print(ingest(options.workbook, options.release, catalog, folder / "data"))
    record(folder, options.release)
    return 0


def _update(options: argparse.Namespace) -> int:
    from assistant.update.command import run
    return run(options.check, options.accept, options.undo, options.json)


def _add_figures(options: argparse.Namespace) -> int:
    from assistant.update.figures import run
    return run(options.file)


def _new_publication(options: argparse.Namespace) -> int:
    from assistant.catalog.load import load
    from assistant.home import home
    from assistant.publish.doubts import answers_of
    from assistant.publish.scaffold import scaffold
    from assistant.publish.terminal import ask

    here = home()
    target = options.home or here
    given = answers_of(options.answers) if options.answers else {}
    asked = ask if sys.stdin.isatty() and not options.answers else None
    lender = load(here / "catalog")
    made = scaffold(options.file, target, options.id, options.release, options.sheet, lender, given, asked)
    for line in made.lines:
        print(line)
    print(f"The catalog is in {made.folder}. What is to be confirmed there is marked TODO.")
    chosen = f"ASSISTANT_HOME={options.home} " if options.home else ""
    print(f"Next: {chosen}python -m assistant check-catalog")
    return 0


def _manifest(options: argparse.Namespace) -> int:
    from assistant.home import home
    from assistant.manifest import read, write

    path = write(home())
    print(f"{len(read(home()) or ()):,} files are named in {path}.")
    return 0


def _check_catalog(options: argparse.Namespace) -> int:
    from assistant.check_catalog import findings
    from assistant.home import home

    found = findings(home())
    for number, finding in enumerate(found, 1):
        print(f"{number}. {finding}")
    if not found:
        print("Nothing is missing.")
    return 1 if found else 0


def _export_warehouse(options: argparse.Namespace) -> int:
    from assistant.catalog.load import load
    from assistant.home import home
    from assistant.store.export import export

    folder = home()
    print(export(load(folder / "catalog"), folder / "data", options.target))
    return 0


def _feedback(options: argparse.Namespace) -> int:
    from assistant.feedback.command import summary

    for path in summary(options.first, options.last, options.out):
        print(path)
    return 0


def _serve(options: argparse.Namespace) -> int:
    from assistant.web.serve import serve

    if options.workers < 2:
        raise AssistantError("A service needs at least 2 workers: one for questions, and one for texts.")
    return serve(options.host, options.port, options.workers)


def _mcp(options: argparse.Namespace) -> int:
    import importlib.util

    if importlib.util.find_spec("mcp") is None:
        raise AssistantError("The tools need the extra mcp: pip install 'nrm-assistant[mcp]'.")
    from assistant import log
    from assistant.api.workers import Workers
    from assistant.home import home
    from assistant.manifest import confirm
    from assistant.service import Assistant
    from assistant.web.mcp_server import server

    log.setup()  # on stderr: stdout is the connection
    confirm(home(), "data", "catalog")
    workers = Workers(workers=2)
    try:
        server(Assistant(), answers=workers).run("stdio")
    finally:
        workers.close()
    return 0


def _benchmark(options: argparse.Namespace) -> int:
    from assistant.benchmark import Options, run

    for line in run(
        Options(options.repeat, options.sample, tuple(options.only), options.questions, options.peer, options.long)
    ):
        print(line, flush=True)
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from assistant.evaluate import evaluate, report

    results = evaluate(options.folder)
    for line in report(results):
        print(line)
    return 1 if any(result.grade == "wrong" for result in results) else 0
