"""Commands that change or look over what is held: figures taken in, catalogs begun and checked, exports."""

from __future__ import annotations

import argparse
import logging
import sys

log = logging.getLogger(__name__)


def ingest(options: argparse.Namespace) -> int:
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


def update(options: argparse.Namespace) -> int:
    from assistant.update.command import run

    return run(options.check, options.accept, options.undo, options.json)


def add_figures(options: argparse.Namespace) -> int:
    from assistant.update.figures import run

    return run(options.file)


def new_publication(options: argparse.Namespace) -> int:
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


def manifest(options: argparse.Namespace) -> int:
    from assistant.home import home
    from assistant.manifest import read, write

    path = write(home())
    print(f"{len(read(home()) or ()):,} files are named in {path}.")
    return 0


def check_catalog(options: argparse.Namespace) -> int:
    from assistant.check_catalog import findings
    from assistant.home import home

    found = findings(home())
    for number, finding in enumerate(found, 1):
        print(f"{number}. {finding}")
    if not found:
        print("Nothing is missing.")
    return 1 if found else 0


def export_warehouse(options: argparse.Namespace) -> int:
    from assistant.catalog.load import load
    from assistant.home import home
    from assistant.store.export import export

    folder = home()
    print(export(load(folder / "catalog"), folder / "data", options.target))
    return 0
