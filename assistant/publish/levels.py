"""Columns whose labels must not be added before somebody has said so: of rows of headings, of units and adjustments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.publish import addup, roles
from assistant.publish.doubts import Answers, Doubt
from assistant.publish.find import FIGURE
from assistant.publish.guard import WorkbookError
from assistant.publish.lines import Lines
from assistant.publish.marks import TOTALS
from assistant.publish.patterns import pattern

# Headings of columns that say what is counted, and labels of which one beside others says so.
THINGS = pattern("levels.things")
THING = pattern("levels.thing")
SHOWN = 4  # headings named in a question


def levels(kept: Lines, value: str, when: Sequence[str], answers: Answers) -> Iterator[Doubt]:
    """What is open of them: different things would be added up, so that no figure is given until somebody has said
    that they are none, or a printed total shows it. Raises :class:`WorkbookError` where they are.
    """
    for level in kept.levels:
        labels = kept.distinct(level)
        others = [*when, *(h for h in kept.headings if h not in (FIGURE, *when))]
        if len(labels) == 1 or addup.look(kept, level, others, value).proven:
            continue
        told = ", ".join(map(repr, labels[:SHOWN]))
        asked = Doubt(
            f"headings:{level}", f"Are {told} members of one breakdown of what is counted?",
            (f"{kept.name}, row {kept.header}",),
            (("members", "they are, and may be added up"), ("things", "different things are counted")),
        )  # fmt: skip
        answer = answers.choose(asked)
        if answer == "things":
            raise WorkbookError(f"{kept.name}: {told} are different things: give each a file of its own.")
        if not answer:
            yield asked


def things(kept: Lines, value: str, labels: Sequence[str], others: Sequence[str], answers: Answers) -> Iterator[Doubt]:
    """What is open of columns that seem to say what is counted, beside figures whose own heading does not: pupils and
    schools are never added up.
    """
    said = roles.plain(value)
    if not (roles.GENERIC.fullmatch(said) or roles.OPEN.fullmatch(said)):
        return
    for heading in labels:
        found = [label for label in addup.distinct(kept.distinct(heading)) if label and not TOTALS.fullmatch(label)]
        alike = {bool(THING.search(label)) for label in found}
        if len(found) < 2 or not (THINGS.fullmatch(roles.plain(heading)) or len(alike) == 2):
            continue
        if addup.look(kept, heading, others, value).proven:
            continue
        asked = Doubt(
            f"things:{heading}", f"Are {', '.join(map(repr, found[:SHOWN]))} of {heading!r} different things, "
                                 f"each counted by itself?",
            (f"{kept.where(0, heading)}: {kept.column(heading)[0]!r}",),
            (("members", "they are parts of what is counted, and may be added up"), ("things",
            "they are, and are never added up")),
        )  # fmt: skip
        if not answers.choose(asked):
            yield asked


def apart(lines: Lines, answers: Answers) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of columns that say one thing in several ways the label whose lines are read. Raises :class:`WorkbookError` with
    the question where nobody has said which.
    """
    for heading in lines.apart:
        labels = lines.distinct(heading)
        if len(labels) < 2:
            continue
        yield heading, (only(lines, heading, answers),)


def only(lines: Lines, heading: str, answers: Answers) -> str:
    """The label of a column whose lines are read. Raises :class:`WorkbookError` where nobody has said which."""
    labels = lines.distinct(heading)
    asked = Doubt(
        f"only:{heading}", f"Lines of which {heading!r} are read? They say one thing in several ways.",
        (f"{lines.where(0, heading)}: {labels[0]!r}",), tuple((label, "is read") for label in labels),
    )  # fmt: skip
    chosen = answers.choose(asked)
    if not chosen:
        raise WorkbookError(f"{lines.name}: {asked.text} In a file of answers: {asked.how}.")
    return chosen
