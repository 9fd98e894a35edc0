"""The text of new catalog files. "TODO" stands where only a person can know, and before every guess to be confirmed."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.catalog.layouts import Columns
from assistant.publish.donor import Lent

MARK = "TODO"


def _text(value: object) -> str:
    """A value as TOML: JSON's strings, numbers and lists of them are TOML's as well."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _lines(*pairs: tuple[str, object]) -> str:
    return "".join(f"{key} = {_text(value)}\n" for key, value in pairs)


def publication(name: str, title: str, measure: str, example: str, own: bool, words: Sequence[str]) -> str:
    """``own`` for a publication beside others: it needs words that point at it."""
    points = (
        f"# {MARK} words that only a question about this publication says; without one, it is read against the first "
        f"publication.\n"
        f"words = {_text(list(words))}\n"
        if own
        else ""
    )
    return (
        f"# {MARK} replace every {MARK} below; status is the publisher's own label, such as Official Statistics.\n"
        "[[publication]]\n"
        + _lines(
            ("id", name), ("title", title), ("publisher", MARK), ("status", MARK), ("licence", MARK), ("licence_url",
            MARK),
            ("attribution", MARK), ("url", MARK), ("contact", MARK), ("subject", title.lower()), ("examples",
            [example]),
        )
        + points
        + f'default_measure = "{measure}"\n'
        + 'everyone = "all"  # said where nothing limits a figure: "all people", "all libraries"\n'
        + f"# {MARK} confirm: meant where no period is named; latest_year, or all for the sum of everything held.\n"
        + 'default_period = "latest_year"\n'
    )  # fmt: skip


def releases(named: Sequence[tuple[str, str, str, str]], publication_id: str) -> str:
    """``named``: id, title, newest period and day of each, oldest first."""
    out = [f"# {MARK} the day each came out (published = 2024-03-07), its title and its address."]
    for name, title, period, day in named:
        out.append(
            "[[release]]\n"
            + _lines(("id", name), ("publication", publication_id), ("title", title), ("period", period))
            + (f"published = {day}\n" if day else "")
            + _lines(("url", MARK))
        )
    return "\n".join(out)


@dataclass(frozen=True)
class Measure:
    """One column of figures as an entry: what it is called, and what is open about it."""

    id: str
    label: str
    heading: str
    words: tuple[str, ...]
    stock: bool = False
    adds: bool = True
    confirm: str = ""
    how: tuple[str, ...] = ()  # how its open questions are answered


def measures(counted: Sequence[Measure], publication_id: str, when: str) -> str:
    out = [
        f"# {MARK} confirm what is counted: its words are those that people use for it; singular is for a figure of 1."
    ]
    for one in counted:
        headline = f"There were {{value}} {one.label.replace('{', '(').replace('}', ')')}{{who}}{{by}} {{period}}"
        out.append(
            "[[measure]]\n"
            + _lines(
                ("id", one.id), ("publication", publication_id), ("label", one.label), ("unit", one.label),
                ("singular", singular(one.label)), ("definition",
                f"{MARK} what {one.heading!r} counts, in one sentence."),
                ("headline", headline), ("words", list(one.words)),
            )
            + "# weak_words = []  # name it only where nothing stronger does: the verb, such as \"visited\"\n"
            + f"# {MARK} confirm: flow is added over time; stock is a count at a date and never added.\n"
            + _lines(("kind", "stock" if one.stock else "flow"))
            + ("" if one.adds or one.stock else f"# {MARK} confirm: may its figures be added over time? Then delete "
                                                f"this line.\nadds = false\n")
            + (f"# {MARK} answer, then delete this line; until then no figure is "
               f"given.\n{_lines(('confirm', one.confirm))}" if one.confirm else "")
            + "".join(f"# or make it again with --answers FILE: {how}\n" for how in one.how)
            + _lines(("example", f"How many {one.label} were there {when}?"))
        )  # fmt: skip
    return "\n".join(out)


def singular(label: str) -> str:
    """
    >>> singular("counties"), singular("births"), singular("illness"), singular("boxes")
    ('county', 'birth', 'illness', 'box')
    """
    if label.endswith("ies") and len(label) > 4:
        return label[:-3] + "y"
    if label.endswith(("xes", "ches", "shes", "sses")):
        return label[:-2]
    return label[:-1] if label.endswith("s") and not label.endswith(("ss", "us", "is")) else label


def plural(label: str) -> str:
    """
    >>> plural("county"), plural("births"), plural("area")
    ('counties', 'births', 'areas')
    """
    if label.endswith("s"):
        return label
    if label.endswith("y") and label[-2:-1] not in "aeiou":
        return label[:-1] + "ies"
    return label + ("es" if label.endswith(("x", "ch", "sh")) else "s")


def caveat(name: str, title: str, text: str, table_id: str, source: str) -> str:
    """A standing limit of one table, shown beside each of its figures."""
    return (
        _lines(("id", name), ("title", title), ("kind", "limit"), ("text", text), ("source", source))
        + f"\n[[scope]]\n{_lines(('tables', [table_id]), ('kind', 'limit'))}"
    )


def dataset(name: str, title: str) -> str:
    return f"[[dataset]]\n{_lines(('id', name), ('title', title))}"


def elsewhere(columns: Sequence[tuple[str, str, str]]) -> str:
    """That the same columns are published, though not held."""
    return "\n".join(
        "[[elsewhere]]\n"
        + _lines(
            ("id", name),
            ("what", label.capitalize()),
            ("plural", False),
            ("where", "the publisher's file"),
            ("topics", [name]),
        )
        for name, label, _ in columns
    )


def unread(columns: Sequence[tuple[str, str, str]], example: str) -> str:
    """Columns of numbers that the file has and that are not read: id, what it is called, why."""
    out = [
        "# Columns of the file that are not read. To read one as counts, make the publication again with --answers "
        "FILE."
    ]
    for name, label, why in columns:
        out.append(
            "[[topic]]\n"
            + _lines(("id", name), ("label", label), ("words", [label]), ("why", f"It {why}."), ("nearest", [example]))
        )
    return "\n".join(out)


@dataclass(frozen=True)
class Parts:
    """Whether the members of a breakdown may be added, and the open question on it."""

    partition: bool = True
    confirm: str = ""
    how: str = ""
    note: str = ""
    holding: dict[str, str] = field(default_factory=dict)  # label of a member that holds others -> what is said of it


def dimension(
    name: str, heading: str, members: Sequence[tuple[str, str]], lent: Lent, parts: Parts, counted: Collection[str] = ()
) -> str:
    """A breakdown with every label of its column as a member. A label that is a word of what is ``counted`` as well
    says its breakdown beside it: "How many apples?" is no question about the crates that are marked so.
    """
    label = heading.replace("_", " ").lower()
    last = label.rpartition(" ")[2]
    words = list(
        dict.fromkeys(
            [label, plural(label), *([last, plural(last)] if " " in label and len(last) > 3 else []), *lent.headings]
        )
    )
    borrowed = (
        f"# {MARK} confirm the words: they are those that this catalog has for members of the same name.\n"
        if lent.of
        else ""
    )
    out = [
        (f"# {parts.note}\n" if parts.note else "")
        + _lines(("id", name), ("label", label), ("plural", plural(label)), ("words", words))
        + f"# {MARK} confirm: every unit has exactly one of these members. If not: partition = false\n"
        + _lines(("partition", parts.partition))
        + (f"# {MARK} answer, then delete this line.\n" + _lines(("confirm", parts.confirm)) if parts.confirm else "")
        + (f"# or make it again with --answers FILE: {parts.how}\n" if parts.confirm else "")
        + _lines(("persons", bool(lent.dimension and lent.dimension.persons)))
        + (_lines(("confusable", True)) if len(members) > 30 else "")
        + borrowed
    ]
    for member, label in members:
        listed = lent.words.get(label, ())
        held = parts.holding.get(label)
        twofold = label.casefold() in counted
        said = (("label", f"{heading} {label}"), ("printed", [label])) if twofold else (("label", label),)
        out.append(
            "[[member]]\n"
            + _lines(("id", member), *said, *((("words", listed),) if listed else ()))
            + (
                "# It holds others, or stands for all: it is never the highest among them.\n"
                + _lines(("residual", True), ("note", held))
                if held
                else ""
            )
        )
    return "\n".join(out)


def table(
    name: str, title: str, columns: Columns, releases: Sequence[str], grain: str, levels: Sequence[Sequence[str]],
    ignored: Sequence[tuple[str, str]], withheld: bool, full: bool, caveats: Sequence[str],
    since: dict[str, str],
) -> str:  # fmt: skip
    """How the file is read; ``levels`` only where it prints totals, ``withheld`` where it leaves figures out."""
    out = [_lines(("id", name), ("dataset", name), ("title", title), ("measures", list(columns.values)))]
    out.append(_lines(("dimensions", list(columns.dimensions)), ("releases", list(releases)), ("grain", grain)))
    out.append(
        f"# {MARK} confirm: each release restates every period. If it only adds its own: series = false\nseries = "
        f"true\n"
    )
    if withheld:
        out.append("# Some figures are withheld, so that nothing is added up: only printed figures are given.\n")
        out.append('absent = "unknown"\ncomplete = false\n')
    elif full:
        out.append(
            f"# {MARK} confirm: a combination that is not listed is zero. If it is not known: absent = "
            f'"unknown"\nabsent = "zero"\n'
        )
    else:
        out.append(
            f"# {MARK} confirm: not every combination has a line. If those that have none are zero: absent = "
            f'"zero"\nabsent = "unknown"\n'
        )
    if caveats:
        out.append(_lines(("caveats", list(caveats))))
    if since:
        told = ", ".join(f"{_text(name)} = {_text(first)}" for name, first in since.items())
        out.append(
            f"# The first quarter in which a breakdown is told apart; before it, one member stands for all.\nsince "
            f"= {{ {told} }}\n"
        )
    if levels:
        out.append("# The breakdowns at which the file prints figures; [] is the total over everything.\n")
        out.append(_lines(("levels", [list(level) for level in levels])))
    out += [f"# Not read: {heading}, which {why}.\n" for heading, why in ignored]
    out.append("\n[columns]\n" + _lines(("period", columns.period), ("total", columns.total)))
    if columns.sheet:
        out.append(_lines(("sheet", columns.sheet)))
    if columns.basis:
        out.append(_lines(("basis", columns.basis)))
    if columns.release:
        out.append(_lines(("release", columns.release)))
    out.append(_lines(("header_row", columns.header_row)))
    if columns.repeated:
        out.append(_lines(("repeated", columns.repeated)))
    out.append("\n[columns.dimensions]\n" + _lines(*columns.dimensions.items()))
    out.append("\n[columns.values]\n" + _lines(*columns.values.items()))
    for key, pairs in (("scale", columns.scale), ("only", columns.only), ("vintages", columns.vintages)):
        if pairs:
            out.append(
                f"\n[columns.{key}]\n" + _lines(*((_text(k) if key == "only" else k, v) for k, v in pairs.items()))
            )
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
