"""The text of new catalog files. "TODO" stands where only a person can know, and before every guess to be confirmed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assistant.catalog.model import Columns
from assistant.publish.donor import Lent

MARK = "TODO"


def _text(value: object) -> str:
    """A value as TOML: JSON's strings, numbers and lists of them are TOML's as well."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _lines(*pairs: tuple[str, object]) -> str:
    return "".join(f"{key} = {_text(value)}\n" for key, value in pairs)


def publication(name: str, title: str, measure: str, example: str, own: bool) -> str:
    """``own`` for a publication beside others: it needs words that point at it."""
    points = (
        f"# {MARK} words that only a question about this publication says; without one, it is read against the first publication.\n"
        f"words = [{_text(title.lower())}]\n"
        if own
        else ""
    )
    return (
        f"# {MARK} replace every {MARK} below; status is the publisher's own label, such as Official Statistics.\n"
        "[[publication]]\n"
        + _lines(
            ("id", name), ("title", title), ("publisher", MARK), ("status", MARK), ("licence", MARK), ("licence_url", MARK),
            ("attribution", MARK), ("url", MARK), ("contact", MARK), ("subject", title.lower()), ("examples", [example]),
        )
        + points
        + f'default_measure = "{measure}"\n'
        + 'everyone = "all"  # said where nothing limits a figure: "all people", "all libraries"\n'
        + f"# {MARK} confirm: meant where no period is named; latest_year, or all for the sum of everything held.\n"
        + 'default_period = "latest_year"\n'
    )  # fmt: skip


def release(name: str, publication_id: str, title: str, period: str) -> str:
    return f"# {MARK} the day it came out (published = 2024-03-07), its title and its address.\n[[release]]\n" + _lines(
        ("id", name), ("publication", publication_id), ("title", title), ("period", period), ("url", MARK)
    )


def measures(counted: Sequence[tuple[str, str, str]], publication_id: str, when: str) -> str:
    """``counted``: id, label and heading of each column of figures."""
    out = [
        f"# {MARK} confirm what is counted: its words are those that people use for it; singular is for a figure of 1."
    ]
    for name, label, heading in counted:
        headline = f"There were {{value}} {label.replace('{', '(').replace('}', ')')}{{who}}{{by}} {{period}}"
        singular = label[:-1] if label.endswith("s") and not label.endswith("ss") else label
        out.append(
            "[[measure]]\n"
            + _lines(
                ("id", name), ("publication", publication_id), ("label", label), ("unit", label), ("singular", singular),
                ("definition", f"{MARK} what {heading!r} counts, in one sentence."), ("headline", headline), ("words", [label]),
            )
            + "# weak_words = []  # name it only where nothing stronger does: the verb, such as \"visited\"\n"
            + f"# {MARK} confirm: flow is added over time; stock is a count at a date and never added.\n"
            + 'kind = "flow"\n'
            + _lines(("example", f"How many {label} were there {when}?"))
        )  # fmt: skip
    return "\n".join(out)


def dataset(name: str, title: str) -> str:
    return f"[[dataset]]\n{_lines(('id', name), ('title', title))}"


def dimension(name: str, heading: str, members: Sequence[tuple[str, str]], lent: Lent, note: str) -> str:
    """A breakdown with every label of its column as a member."""
    words = list(dict.fromkeys([heading.replace("_", " ").lower(), *lent.headings]))
    borrowed = (
        f"# {MARK} confirm the words: they are those that this catalog has for members of the same name.\n"
        if lent.of
        else ""
    )
    out = [
        (f"# {note}\n" if note else "")
        + _lines(("id", name), ("label", heading.replace("_", " ").lower()), ("words", words))
        + f"# {MARK} confirm: every unit has exactly one of these members. If not: partition = false\n"
        + _lines(("partition", True), ("persons", bool(lent.dimension and lent.dimension.persons)))
        + (_lines(("confusable", True)) if len(members) > 30 else "")
        + borrowed
    ]
    for member, label in members:
        listed = lent.words.get(label, ())
        out.append("[[member]]\n" + _lines(("id", member), ("label", label), *((("words", listed),) if listed else ())))
    return "\n".join(out)


def table(
    name: str, title: str, columns: Columns, release_id: str, grain: str, levels: Sequence[Sequence[str]],
    ignored: Sequence[tuple[str, str]], withheld: bool,
) -> str:  # fmt: skip
    """How the file is read; ``levels`` only where it prints totals, ``withheld`` where it leaves figures out."""
    out = [_lines(("id", name), ("dataset", name), ("title", title), ("measures", list(columns.values)))]
    out.append(_lines(("dimensions", list(columns.dimensions)), ("releases", [release_id]), ("grain", grain)))
    out.append(
        f"# {MARK} confirm: each release restates every period. If it only adds its own: series = false\nseries = true\n"
    )
    if withheld:
        out.append("# Some figures are withheld, so that nothing is added up: only printed figures are given.\n")
        out.append('absent = "unknown"\ncomplete = false\n')
    else:
        zero = "confirm: a combination that is not listed is zero. If it is not known:"
        out.append(f'# {MARK} {zero} absent = "unknown"\nabsent = "zero"\n')
    if levels:
        out.append("# The breakdowns at which the file prints figures; [] is the total over everything.\n")
        out.append(_lines(("levels", [list(level) for level in levels])))
    out += [f"# Not read: {heading}, which {why}.\n" for heading, why in ignored]
    out.append("\n[columns]\n" + _lines(("period", columns.period), ("total", columns.total)))
    if columns.sheet:
        out.append(_lines(("sheet", columns.sheet)))
    out.append(_lines(("header_row", columns.header_row)))
    out.append("\n[columns.dimensions]\n" + _lines(*columns.dimensions.items()))
    out.append("\n[columns.values]\n" + _lines(*columns.values.items()))
    return "".join(out)


def words(language: dict[str, Any], compounds: dict[str, dict[str, str]]) -> str:
    """Ordinary English for a first publication, joined words for any."""
    out = ["# Words to pass over, joined words and slips of spelling. Never list a word that could narrow a figure.\n"]
    out.append("ignore = [\n" + "".join(f"  {_text(w)},\n" for w in language.get("ignore", ())) + "]\n")
    out.append("\n[compounds]\n")
    for text, parts in compounds.items():
        out.append(f"{_text(text)} = {{ {', '.join(f'{d} = {_text(m)}' for d, m in parts.items())} }}\n")
    for key in ("spellings", "tolerances"):
        if language.get(key):
            out.append(f"\n[{key}]\n" + "".join(f"{_text(k)} = {_text(v)}\n" for k, v in language[key].items()))
    return "".join(out)
