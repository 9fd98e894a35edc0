"""What a column of numbers is: counts, or what would be wrong to add up: codes, ranks, rates, sizes, ages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.publish.doubts import Answers, Doubt
from assistant.publish.guard import WorkbookError
from assistant.publish.lines import Lines
from assistant.publish.marks import Unread, figure_of, is_figure, is_marker
from assistant.publish.patterns import pattern

GENERIC = pattern("roles.generic")
OPEN = pattern("roles.open")
CODE = pattern("roles.code")
RANK = pattern("roles.rank")
RATE = pattern("roles.rate")
SIZE = pattern("roles.size")
SORTS = pattern("roles.sorts")
PEOPLE = pattern("roles.people")
NUMBER, NUMBER_OF = pattern("roles.number"), pattern("roles.number_of")
STOCK = pattern("roles.stock")
BESIDE_FIGURES = pattern("roles.beside_figures")  # columns of marks
MARKING = pattern("roles.marking")
ABOUT = pattern("roles.about")  # when a file was written, and not what its figures are of
MULTIPLIER = pattern("roles.multiplier")
SCALES = {
    "thousand": 1000,
    "thousands": 1000,
    "000s": 1000,
    "'000": 1000,
    "000": 1000,
    "’000": 1000,
    "ths": 1000,
    "million": 10**6,
    "mio": 10**6,
    "billion": 10**9,
    "millions": 10**6,
}
SCALE, MANY = pattern("roles.scale"), pattern("roles.many")


@dataclass(frozen=True)
class Numbers:
    """A column of figures: the factor printed in its heading, and the open question on what it counts."""

    heading: str
    scale: int = 1
    doubt: Doubt | None = None


def numeric(labels: Sequence[str]) -> bool:
    """Are these different labels numbers, most of what is no marker?"""
    labels = [label for label in labels if label]
    figures = sum(map(is_figure, labels))
    others = sum(not is_marker(label) for label in labels) - figures
    return figures > 0 and others * 3 <= figures


def plain(heading: str) -> str:
    return re.sub(r"[_\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)).strip()


def scale_of(heading: str, title: Sequence[str]) -> int:
    """The factor that a heading, or the title, prints: "Employed (thousands)" is 1000."""
    found = SCALE.search(heading) or next(
        (m for text in title if (m := re.search(r"\((?:in )?(thousands|millions|000s)\)", text))), None
    )
    return _times(found[1]) if found else 1


def many(unit: str) -> int:
    """The factor that a unit has: "Persons (thousands)" is 1000."""
    found = MANY.search(unit)
    return _times(found[1]) if found else 1


def _times(said: str) -> int:
    word = said.casefold()
    return SCALES.get(word, SCALES.get(word.removesuffix("s"), 1))


def multiplier(lines: Lines) -> int:
    """What a column of multipliers says that figures are multiplied by. Raises :class:`WorkbookError` where it
    varies.
    """
    for heading in lines.headings:
        if not MULTIPLIER.fullmatch(heading.strip()):
            continue
        found = {label.casefold() for label in lines.distinct(heading)}
        powers = {label: 10 ** int(label) for label in found if label.isdigit() and int(label) <= 9}
        powers |= {label: SCALES.get(label, 1) for label in found if label in ("", "units", "unit", *SCALES)}
        if len(found) > 1 or len(powers) < len(found):
            raise WorkbookError(
                f"{lines.where(0, heading)}: {heading!r} says what figures are multiplied by, and it is not one for "
                f"all."
            )
        return next(iter(powers.values()), 1)
    return 1


def not_counted(lines: Lines, heading: str, labels: Sequence[str]) -> str:
    """Why nothing is read from a column of numbers, or "" where it may be counts. ``labels`` are the columns of
    words.
    """
    said = plain(heading)
    if _numbers_lines(lines.column(heading)):
        return "numbers the lines"
    if CODE.search(said) or CODE.search(heading) or _stands_for(lines, heading, labels):
        return "looks like a code"
    if RANK.search(said):
        return "looks like a rank"
    if RATE.search(said) or "%" in heading:
        return "looks like a rate, an average or a change, which is never added"
    return ""


def fraction(lines: Lines, heading: str, scale: int) -> str:
    """The place and reason of the first figure that is no whole number, or ""."""
    for label in lines.distinct(heading):
        try:
            figure_of(label, scale)
        except Unread as error:
            return f"{lines.where(lines.column(heading).index(label), heading)}: {error}"
    return ""


def _stands_for(lines: Lines, heading: str, labels: Sequence[str]) -> bool:
    """Is there one number for each label of another column, and one label for each number, over several lines each?"""
    distinct = len(lines.distinct(heading))
    return 1 < distinct < len(lines.rows) and any(_alike(lines, heading, label) for label in labels)


def _alike(lines: Lines, one: str, other: str) -> bool:
    """Has each label of a column one of the other beside it, and the other way round?"""
    different = len(lines.distinct(one))
    if len(lines.distinct(other)) != different:
        return False
    return len(set(zip(lines.column(one), lines.column(other), strict=True))) == different


def stands_beside(lines: Lines, heading: str, labels: Sequence[str]) -> bool:
    """Is it a column of codes that says what another column of labels, or all of them together, say in words?"""
    if not CODE.search(plain(heading)):
        return False
    words = [h for h in labels if not CODE.search(plain(h))]
    different = len(lines.distinct(heading))
    if different > 1 and any(_alike(lines, heading, h) for h in words):
        return True
    columns = [lines.column(h) for h in words]
    return different > max((len(lines.distinct(h)) for h in words), default=different) and different == len(
        set(zip(*columns, strict=True))
    ) == len(set(zip(lines.column(heading), *columns, strict=True)))


def _numbers_lines(column: Sequence[str]) -> bool:
    """1, 2, 3 and so on, or from nought."""
    if len(column) < 3 or not all(label.isdigit() for label in column[:3]):
        return False
    return any(all(label == str(n) for n, label in enumerate(column, start)) for start in (0, 1))


def marks(heading: str, labels: Sequence[str]) -> bool:
    """Does the column mark figures ("p", "estimated"), and say nothing of what is counted?"""
    return bool(BESIDE_FIGURES.fullmatch(heading.strip())) and all(MARKING.fullmatch(label) for label in labels)


def sorts(heading: str) -> bool:
    """Are its numbers labels, such as ages?"""
    return bool(SORTS.fullmatch(plain(heading)))


def counted(lines: Lines, heading: str, why: str, answers: Answers, proven: Callable[[], bool]) -> Numbers | None:
    """A column as counts, with the open question where that is not evident; None where it is answered that it is none.

    ``proven`` says whether its figures add up to printed totals.
    """
    scale = scale_of(heading, lines.title)
    said = SCALE.sub("", plain(heading)).strip()
    evident = bool(GENERIC.fullmatch(said) or PEOPLE.search(said) or NUMBER.match(said))
    evident |= bool(re.search(r"[a-z]{2,}s\b(?<!ss)", said, re.IGNORECASE)) and not OPEN.fullmatch(said)
    told = answers.told.get(f"counts:{heading}", "")
    if told == "no":
        return None
    if not why and evident and not SIZE.search(said):
        return Numbers(heading, scale)
    if not why and (OPEN.fullmatch(said) or not SIZE.search(said)) and proven():
        return Numbers(heading, scale)
    if not why and NUMBER_OF.match(said):
        return Numbers(heading, scale)
    first = next((i for i, label in enumerate(lines.column(heading)) if is_figure(label)), 0)
    evidence = f"{lines.where(first, heading)}: {lines.rows[first][lines.headings.index(heading)]}"
    doubt = Doubt(
        f"counts:{heading}", f"Is {heading!r} a count of things or people, which may be added up?",
        (evidence, *((f"it {why}",) if why else ())),
        (("yes", "a count"), ("no", "a rate, an average, an amount of something else, or a code: it is not read")),
    )  # fmt: skip
    answer = answers.choose(doubt)
    return None if answer == "no" else Numbers(heading, scale, None if answer else doubt)
