"""The commands and their options; a test holds assistant/README.md to them."""

from __future__ import annotations

import argparse
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = argparse.ArgumentParser(prog="nrm-assistant", description="Ask questions of published official statistics.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    ask = commands.add_parser("ask", help="answer a question, which may hold several parts")
    ask.add_argument("question", nargs="?", help="the question, in quotes")
    ask.add_argument("--json", action="store_true", help="print the answer object as JSON")
    ask.add_argument("--as-of", default="", metavar="RELEASE", help="read the figures as they stood in this release")
    ask.add_argument("--batch", metavar="FILE", help='JSON Lines of {"id": …, "question": …}; one JSON line an item')
    check = commands.add_parser("check", help="check a sentence that states figures")
    check.add_argument("claim", nargs="?", help="the sentence or article, in quotes")
    check.add_argument("--json", action="store_true", help="print the assertions as JSON")
    check.add_argument("--batch", metavar="FILE", help='JSON Lines of {"id": …, "claim": …}; one JSON line an item')
    check.add_argument(
        "--dated", default="", metavar="DAY", help='the day of the text, which "last year" is read from: 2024-03-07'
    )
    reply = commands.add_parser("reply", help="draft a reply to an email with questions")
    reply.add_argument("file", help="the email as text or .eml; - for standard input")
    reply.add_argument("--json", action="store_true", help="print the draft and its parts as JSON")
    reply.add_argument("--out", type=Path, help="write the draft to a .docx, .eml or .txt file")
    explain = commands.add_parser("explain", help="show the reading and the SQL of a question, without its figures")
    explain.add_argument("question")
    explain.add_argument("--as-of", default="", metavar="RELEASE")
    tables = commands.add_parser("tables", help="list what is published")
    tables.add_argument("--json", action="store_true")
    changes = commands.add_parser("changes", help="list definitional changes and limits")
    changes.add_argument("--json", action="store_true")
    changes.add_argument("--measure", default="", help="only those that bear on this measure")
    revisions = commands.add_parser("revisions", help="list totals that differ between releases, with their history")
    revisions.add_argument("--measure", default="", help="only this measure")
    revisions.add_argument("--period", default="", help='only inside this period: "2023", "2023-Q1", "2019..2023"')
    revisions.add_argument("--json", action="store_true")
    ingest = commands.add_parser("ingest", help="read a published workbook into data/, checked against its own totals")
    ingest.add_argument("workbook", type=Path)
    ingest.add_argument("--release", required=True, metavar="ID")
    ingest.add_argument("--table", default="", metavar="ID", help="of a file with one figure a line: which table it is")
    update = commands.add_parser("update", help="look for new and corrected releases; take in what is accepted")
    update.add_argument("--check", action="store_true", help="only look and show: no file is kept")
    update.add_argument("--accept", default="", metavar="ID", help="write this release, as it was shown")
    update.add_argument("--undo", default="", metavar="ID", help="put back all that accepting this release wrote")
    update.add_argument("--json", action="store_true", help="print what was found as JSON")
    figures = commands.add_parser("add-figures", help="take in printed figures, one a row of a CSV file")
    figures.add_argument("file", type=Path)
    new = commands.add_parser("new-publication", help="a first catalog and figures from a CSV file or workbook")
    new.add_argument("file", type=Path)
    new.add_argument("--id", default="", help="the publication's id, such as library_visits; else the file's name")
    new.add_argument("--home", type=Path, help="folder with catalog/ and data/, made if need be; else the one in use")
    new.add_argument("--sheet", default="", help="of a workbook: the sheet with the figures")
    new.add_argument("--release", default="", metavar="ID", help="the release's id; else made from the newest period")
    new.add_argument(
        "--answers", type=Path, metavar="FILE", help="answers to questions about the file, as TOML; else they are asked"
    )
    commands.add_parser(
        "manifest", help="write down the sum of every file of figures and of the catalog, as they are now"
    )
    commands.add_parser("check-catalog", help="what the catalog lacks, in the order to mend it")
    exported = commands.add_parser("export-warehouse", help="write the figures for another engine, as Parquet")
    exported.add_argument("target", metavar="FOLDER", help="a folder, or postgresql://… for tables of a database")
    feedback = commands.add_parser("feedback", help="what users said: summary")
    reports = feedback.add_subparsers(dest="report", required=True, metavar="summary")
    summary = reports.add_parser("summary", help="what was said between two days, as Markdown and ODS")
    summary.add_argument("--from", dest="first", required=True, metavar="DATE", help="the first day: 2026-11-01")
    summary.add_argument("--to", dest="last", required=True, metavar="DATE", help="the last day: 2026-11-30")
    summary.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="where to write; else here")
    serve = commands.add_parser("serve", help="start the web app")
    serve.add_argument("--port", type=int, default=8501)
    serve.add_argument("--host", default="localhost")
    serve.add_argument("--workers", type=int, default=3, metavar="N", help="processes that answer, at least 2; else 3")
    commands.add_parser("mcp", help="serve the tools of the Model Context Protocol over stdin and stdout")
    bench = commands.add_parser("benchmark", help="what questions cost, each time beside something run beside it")
    bench.add_argument("--repeat", type=int, default=3, metavar="N", help="how often each question is timed")
    bench.add_argument("--sample", type=int, default=100, metavar="N", help="how many questions of the corpus")
    bench.add_argument("--questions", type=Path, metavar="FOLDER", help="the corpus; else tests/questions")
    bench.add_argument(
        "--only",
        action="append",
        default=[],
        choices=("answers", "claims", "start", "growth", "load", "sessions", "peers", "soak"),
        help="one part; soak, everything at once for a minute, or with --long for fifteen, is run where it is named",
    )
    bench.add_argument("--peer", type=Path, metavar="FOLDER", help="questions.py and its files: other programs as well")
    bench.add_argument("--long", action="store_true", help="the sizes that take minutes as well")
    judge = commands.add_parser("evaluate", help="grade the answers to a folder of questions")
    judge.add_argument("folder", type=Path)
    return top
