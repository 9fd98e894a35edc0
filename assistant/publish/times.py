"""Which columns of a file say when, and how its years and dates are meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.period import Span
from assistant.publish import roles
from assistant.publish.doubts import Answers, Doubt
from assistant.publish.find import ACROSS
from assistant.publish.guard import WorkbookError
from assistant.publish.lines import Lines
from assistant.publish.patterns import pattern
from assistant.publish.periods import DATE, NAMES, stamp_of

NAMED = pattern("times.named")
POSITION = pattern("times.position")
TOTAL = pattern("times.total")
MONTHS_TO = {"march": "ending april", "june": "ending july", "september": "ending october", "december": ""}
WHOLE = "periods here are calendar quarters and years, and years that begin with a quarter"
MOSTLY = 0.6  # of the labels of a column that says when


@dataclass(frozen=True)
class When:
    """The columns that say when (none: the title does), what a year or a date means, and the periods in order of
    time.
    """

    columns: tuple[str, ...]
    basis: str
    periods: tuple[str, ...]
    position: bool = False  # a count at a date
    dated: bool = False  # by dates alone
    doubt: Doubt | None = None  # open: no figure may be given


def when(lines: Lines, answers: Answers) -> When:
    """Raises :class:`WorkbookError` saying which form of period was found, where there is none that can be held."""
    columns = _columns(lines)
    if not columns:
        return _of_title(lines, answers)
    labels = list(dict.fromkeys(zip(*(lines.column(heading) for heading in columns), strict=True)))
    basis, doubt = _basis(lines, columns, labels, answers)
    dates = [stamp for stamp in (stamp_of(label) for label in labels) if stamp.form]
    dated = bool(dates) and all(stamp.form == DATE for stamp in dates) and len(columns) == 1
    position = False
    if dated:
        basis, position, doubt = _dates(lines, columns[0], answers)
    stamps = [stamp_of(label, basis) for label in labels]
    held = {stamp.id for stamp in stamps if stamp.id}
    if sum(bool(s.id) for s in stamps) < MOSTLY * sum(bool(s.form) for s in stamps) or not held:
        number, label, form = next(
            (i, " ".join(row), stamp_of(row, basis).form)
            for i, row in enumerate(zip(*(lines.column(h) for h in columns), strict=True))
            if not stamp_of(row, basis).id and stamp_of(row, basis).form
        )
        raise WorkbookError(f"{lines.where(number, columns[0])}: {label!r} is {form}; {WHOLE}.")
    return When(columns, basis, tuple(sorted(held)), position, dated, doubt)


def _filled(lines: Lines, heading: str) -> list[str]:
    return [label for label in lines.distinct(heading) if label and not TOTAL.fullmatch(label)]


def _columns(lines: Lines) -> tuple[str, ...]:
    """One column of quarters, else a year with a quarter or month beside it, else one of years or dates."""
    forms: dict[str, set[str]] = {}
    for heading in lines.headings:
        if roles.ABOUT.fullmatch(roles.plain(heading)):
            continue
        labels = _filled(lines, heading)
        if not NAMED.search(heading) and all(label.isdigit() for label in labels):
            continue  # figures, it may be a million of them
        found = [stamp_of((label,)) for label in labels]
        if labels and sum(bool(s.form) for s in found) >= MOSTLY * len(labels):
            forms[heading] = {s.form for s in found if s.form}
    if not forms:
        return _bare(lines)
    years = [h for h, found in forms.items() if found & {"a year", "a year that runs over two calendar years"}]
    for year in years:
        for heading in lines.headings:
            if heading != year and _names_months(lines, heading):
                said = lines.column(heading)[0] if heading == ACROSS else heading
                raise WorkbookError(
                    f"{lines.where(0, heading)}: {said!r} stands beside {year!r} and names months; {WHOLE}."
                )
            if heading in forms or not re.search(r"quarter|qtr|time[_ ]identifier", heading, re.IGNORECASE):
                continue
            if len(lines.distinct(heading)) > 1 and not any(found == {"a quarter"} for found in forms.values()):
                return (year, heading)
    named = sorted(forms, key=lambda h: ("a quarter" not in forms[h], forms[h] == {DATE}, lines.headings.index(h)))
    return (named[0],)


def _names_months(lines: Lines, heading: str) -> bool:
    """Months by name, or by number under a heading that says so: a year's figure is no sum of them where it is a
    stock.
    """
    labels = _filled(lines, heading)
    if re.search(r"month", heading, re.IGNORECASE) and all(re.fullmatch(r"0?[1-9]|1[0-2]", label) for label in labels):
        return bool(labels)
    return bool(labels) and all(re.fullmatch(NAMES, label.casefold().rstrip(".")) for label in labels)


def _bare(lines: Lines) -> tuple[str, ...]:
    """A first column of years without a word for them: years that run on, or all one."""
    labels = [int(label) for label in _filled(lines, lines.headings[0]) if re.fullmatch(r"(?:19|20)\d\d", label)]
    if labels and len(labels) == len(_filled(lines, lines.headings[0])) and len(labels) > max(labels) - min(labels):
        return (lines.headings[0],)
    return ()


def _basis(
    lines: Lines, columns: Sequence[str], labels: Sequence[tuple[str, ...]], answers: Answers
) -> tuple[str, Doubt | None]:
    said = " ".join([*columns, *(lines.column(h)[0] for h in lines.headings if re.search("time_identifier", h))])
    around = " ".join(lines.title)
    ending = re.search(rf"(?:year|12 months|y/?e) (?:ending|ended|to)\s(?:\d\d? )?({NAMES})", said, re.IGNORECASE)
    if ending:
        return _ending(lines, columns, ending[1])
    if re.search(r"academic|school year", said, re.IGNORECASE):
        return "academic", None
    two = any(stamp_of(label).form == "a year that runs over two calendar years" for label in labels)
    financial = re.search(r"financial|fiscal|\bfy\b", said + " " + around, re.IGNORECASE)
    hint = re.search(rf"(?:year|12 months|y/?e) (?:ending|ended|to)\s(?:\d\d? )?({NAMES})", around, re.IGNORECASE)
    if not (two or (financial and financial[0].casefold() in said.casefold()) or hint):
        return "", None
    choices = [
        (name, f"{label}")
        for name, label in (("april", "begins in April"), ("july", "begins in July"), ("october", "begins in October"))
    ]
    choices += [("academic", "an academic year")] if two else [
        *((f"ending {name}", f"{label}, and is named by the year in which it ends") for name, label in choices),
        ("calendar", "is a calendar year"),
    ]  # fmt: skip
    evidence = [f"{lines.where(0, columns[0])}: {' '.join(labels[0])!r}"]
    evidence += [f"title: {around[:80]!r}"] if around and (hint or financial) else []
    doubt = Doubt(f"year:{columns[0]}", f"When does a year of {columns[0]!r} begin?", tuple(evidence), tuple(choices))
    answer = answers.choose(doubt)
    if answer:
        return ("" if answer == "calendar" else answer), None
    likely = "april" if two else MONTHS_TO.get(_month(hint[1]), "ending april") if hint else "ending april"
    return likely, doubt


def _month(text: str) -> str:
    return next(
        name for name in ("january february march april may june july august september october november "
                          "december").split()
        if name.startswith(text[:3].casefold())
    )  # fmt: skip


def _ending(lines: Lines, columns: Sequence[str], month: str) -> tuple[str, None]:
    name = _month(month)
    if name not in MONTHS_TO:
        raise WorkbookError(
            f"{lines.name}: {columns[0]!r} is a year that ends in {name.capitalize()}, in the middle of a "
            f"quarter; {WHOLE}."
        )
    return MONTHS_TO[name], None


def _dates(lines: Lines, heading: str, answers: Answers) -> tuple[str, bool, Doubt | None]:
    """What a date is the date of, where no other column says when."""
    if POSITION.search(heading):
        return "date", True, None
    labels = _filled(lines, heading)
    doubt = Doubt(
        f"date:{heading}", f"What stands at a date of {heading!r}?",
        (f"{lines.where(0, heading)}: {labels[0]!r}", f"{len(labels)} dates"),
        (("stock", "a count at that date, never added over time"), ("quarter",
        "what was counted in the quarter that it lies in"),
         ("year", "what was counted in its calendar year"), ("ending",
         "what was counted in the twelve months up to it")),
    )  # fmt: skip
    answer = answers.choose(doubt)
    if answer == "stock":
        return "date", True, None
    return answer or "quarter", False, None if answer else doubt


def _of_title(lines: Lines, answers: Answers) -> When:
    """A period that somebody gives, or that stands in the title or the sheet's name, to be confirmed.

    Raises :class:`WorkbookError`.
    """
    given = answers.given.get("when", "")
    if given not in ("", "yes", "no"):
        stamp = stamp_of((given,))
        if not stamp.id or stamp.form == DATE:
            raise WorkbookError(f"when: {given!r} is {stamp.form or 'no period'}; {WHOLE}.")
        answers.used["when"] = given
        return When((), "", (stamp.id,))
    found: dict[str, str] = {}
    for text in (*lines.title, lines.sheet):
        plain = text.casefold().replace("_", " ").replace("-", " ")
        for piece in re.findall(
            rf"(?:year (?:ending|ended) (?:\d\d? )?(?:{NAMES}) \d{{4}}|(?:{NAMES}) to (?:{NAMES}) \d{{4}}|q[1-4] "
            rf"\d{{4}}|\d{{4}} q[1-4]|\d{{1,2}} (?:{NAMES}) \d{{4}}|(?<!\d)(?:19|20)\d\d(?![\d/]))",
            plain,
        ):
            stamp = stamp_of((piece,))
            if stamp.id:
                found.setdefault(stamp.id, text)
    if len(found) != 1:
        named = next((h for h in lines.headings if NAMED.search(h) and not roles.numeric(lines.distinct(h))), "")
        if named:
            raise WorkbookError(
                f"{lines.where(0, named)}: {lines.column(named)[0]!r} of {named!r} is no period that is known; {WHOLE}."
            )
        raise WorkbookError(
            f"{lines.name}: no column says when, nor do the title and the sheet's name alone: give a column whose "
            f"labels are years or quarters (2023, 2023 Q1, 2023-03-31), or, where all are of one period, say it in a "
            f'file of answers: "when" = "2023". The headings of row {lines.header} are {", ".join(lines.headings)}.'
        )
    ((period, text),) = found.items()
    doubt = Doubt(
        "when",
        f"Are all figures of {period}?",
        (f"no column says when; title: {text[:80]!r}",),
        (("yes", "they are"), ("no", "they are not")),
    )
    answer = answers.choose(doubt)
    if answer == "no":
        raise WorkbookError(f"{lines.name}: no column says when: add one whose labels are years or quarters.")
    return When((), "", (period,), doubt=None if answer else doubt)


def quarters_of(lines: Lines, time: When) -> list[int]:
    """The first quarter of each line's period; of a line whose period cannot be read, none before."""
    numbers: dict[tuple[str, ...], int] = {}
    found = []
    for labels in zip(*(lines.column(h) for h in time.columns), strict=True):
        if labels not in numbers:
            stamp = stamp_of(labels, time.basis)
            numbers[labels] = Span.read(stamp.id).start if stamp.id else 0
        found.append(numbers[labels])
    return found
