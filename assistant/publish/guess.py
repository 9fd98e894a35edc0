"""What the columns of an unknown file are: when, how many, by what; what only a person can know is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.publish import addup, roles, units
from assistant.publish.doubts import Answers, Doubt
from assistant.publish.guard import WorkbookError
from assistant.publish.levels import apart, levels, things
from assistant.publish.lines import Lines
from assistant.publish.marks import TOTALS
from assistant.publish.members import Breakdown, breakdown
from assistant.publish.overtime import unlike_quarters
from assistant.publish.patterns import pattern
from assistant.publish.periods import day_of, stamp_of
from assistant.publish.roles import Numbers
from assistant.publish.subject import COUNTS, subject
from assistant.publish.times import NAMED, POSITION, When, quarters_of, when

BESIDE = pattern("guess.beside")  # columns about the figures, not about what is counted
VINTAGE, SHORT = pattern("guess.vintage"), pattern("guess.short")
MOST_MEMBERS = 500
FEWEST = 3  # members in which a column differs before a title's word stands for what is counted


@dataclass(frozen=True)
class Counted:
    """A column of figures: what it is multiplied by, whether it is a count at a date, may be added over time, and
    what is open.
    """

    heading: str
    scale: int
    stock: bool
    adds: bool
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class Guess:
    """What was made of a file. ``ignored`` pairs a heading with why nothing is read from it."""

    when: When
    values: tuple[Counted, ...]
    breakdowns: tuple[Breakdown, ...]
    ignored: tuple[tuple[str, str], ...]
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    release: str = ""
    vintages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()  # columns of numbers that are not read, and why
    marking: tuple[str, ...] = ()  # columns that mark figures
    subject: str = ""  # what the title, or a column that is alike in every line, says is counted

    @property
    def totals(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(label for b in self.breakdowns for label in (*b.totals, *((b.both,) if b.both else ())))
        )


def guess(lines: Lines, answers: Answers) -> Guess:
    """The likely meaning of every column. Raises :class:`WorkbookError` where there is no period or no figure."""
    return _Guesser(lines, answers).guess()


class _Guesser:
    def __init__(self, lines: Lines, answers: Answers) -> None:
        self.lines, self.answers = lines, answers
        self.ignored: list[tuple[str, str]] = []
        self.only: list[tuple[str, tuple[str, ...]]] = []
        self.release = ""
        self.marking: list[str] = []
        self.factor = roles.multiplier(lines)

    def guess(self) -> Guess:
        self._vintage()
        self.only += apart(self.lines, self.answers)
        time = when(self._without_release(), self.answers)
        numbers, labels = self._sorted(time)
        labels = self._units(labels)
        kept = self._kept()
        others = [*time.columns, *labels, *([self.release] if self.release else [])]
        values = [
            replace(one, doubts=(*one.doubts, *things(kept, one.heading, labels, others, self.answers)))
            for one in self._values(kept, numbers, labels, others, time)
        ]
        labels = [h for h in self.lines.headings if h in labels]
        quarters = quarters_of(kept, time)
        breakdowns = [breakdown(kept, h, others, values[0].heading, self.answers, quarters) for h in labels]
        breakdowns = [
            replace(b, partition=False) if self.answers.used.get(f"things:{b.heading}") == "things" else b
            for b in breakdowns
        ]
        return Guess(
            time, tuple(values), tuple(breakdowns), tuple(self.ignored), tuple(self.only),
            "" if any(h == self.release for h, _ in self.only) else self.release,
            tuple(self.lines.distinct(self.release))
            if self.release and not any(h == self.release for h, _ in self.only) else (),
            tuple(b.note for b in breakdowns if b.note),
            tuple(pair for pair in self.ignored if pair[0] in numbers), tuple(self.marking),
            subject(self.lines, [h for h, _ in self.ignored]),
        )  # fmt: skip

    def _vintage(self) -> None:
        """A column that names the release of a line: what it holds is never added over it."""
        for heading in self.lines.headings:
            labels = self.lines.distinct(heading)
            if not VINTAGE.fullmatch(roles.plain(heading)) or len(labels) < 2:
                continue
            self.release = heading
            if all(day_of(label) for label in labels):
                continue
            asked = Doubt(
                f"newest:{heading}", f"Which {heading!r} is the newest? Only its lines are read, for their order "
                                     f"cannot be told.",
                (f"{self.lines.where(0, heading)}: {labels[0]!r}",), tuple((label,
                "is the newest") for label in labels),
            )  # fmt: skip
            newest = self.answers.choose(asked)
            if not newest:
                raise WorkbookError(f"{self.lines.name}: {asked.text} In a file of answers: {asked.how}.")
            self.only.append((heading, (newest,)))

    def _without_release(self) -> Lines:
        if not self.release:
            return self.lines
        at = self.lines.headings.index(self.release)

        def cut(row: tuple[str, ...]) -> tuple[str, ...]:
            return (*row[:at], *row[at + 1 :])

        return replace(
            self.lines, headings=cut(self.lines.headings), rows=tuple(map(cut, self.lines.rows)),
            columns=cut(self.lines.columns),
        )  # fmt: skip

    def _sorted(self, time: When) -> tuple[list[str], list[str]]:
        """Columns of numbers and columns of labels; the others are ignored with a reason."""
        numbers: list[str] = []
        labels: list[str] = []
        for heading in self.lines.headings:
            if heading in (*time.columns, self.release) or heading in dict(self.only):
                continue
            column = self.lines.distinct(heading)
            if roles.MULTIPLIER.fullmatch(heading.strip()):
                self.ignored.append((heading, "says what figures are multiplied by"))
            elif roles.ABOUT.fullmatch(roles.plain(heading)):
                self.ignored.append((heading, "is about the file"))
            elif all(label.casefold() in addup.NOT_APPLICABLE for label in column):
                self.ignored.append((heading, f"is {column[0]!r} in every line" if len(column) == 1 else "is empty"))
            elif len(column) > 1 and roles.marks(heading, column):
                self.ignored.append((heading, "marks figures: its marks are not shown"))
                self.marking.append(heading)
            elif self._again(heading, column, time):
                self.ignored.append((heading, "says when a second time"))
            elif len(column) > 1 and (roles.sorts(heading) or self.answers.agreed(f"label:{heading}")):
                labels.append(heading)
            elif roles.numeric(column):
                numbers.append(heading)
            elif len(column) == 1 and (BESIDE.fullmatch(roles.plain(heading)) or TOTALS.fullmatch(column[0])):
                self.ignored.append((heading, f"is {column[0]!r} in every line"))
            elif len(column) > MOST_MEMBERS:
                self.ignored.append((heading, f"has {len(column)} different labels, too many for a breakdown"))
            else:
                labels.append(heading)
        codes = [h for h in labels if roles.stands_beside(self.lines, h, labels)]
        self.ignored += [(heading, "looks like a code of the labels beside it") for heading in codes]
        return numbers, [h for h in labels if h not in codes]

    def _again(self, heading: str, labels: Sequence[str], time: When) -> bool:
        """Does the column name periods, one for each period of the columns that say when?"""
        named = NAMED.search(heading) or not all(label.isdigit() for label in labels)
        short = SHORT.search(heading) and not roles.numeric(labels)
        if not time.columns or not (
            (named and all(stamp_of((c,)).form for c in labels if c)) or short or SHORT.search(heading)
        ):
            return False
        stamps = [self.lines.column(h) for h in time.columns]
        return len(set(zip(*stamps, self.lines.column(heading), strict=True))) == len(set(zip(*stamps, strict=True)))

    def _units(self, labels: list[str]) -> list[str]:
        """The columns of labels, without one that says the unit of lines of which one kind is read."""
        chosen = units.choose(self.lines, labels, self.answers)
        if chosen is None:
            return labels
        self.only.append((chosen.heading, chosen.labels))
        self.ignored.append((chosen.heading, chosen.why))
        return [h for h in labels if h != chosen.heading or len(chosen.labels) > 1]

    def _kept(self) -> Lines:
        """The lines that are read."""
        if not self.only:
            return self.lines
        limits = [(self.lines.headings.index(h), set(found)) for h, found in self.only]
        keep = [i for i, row in enumerate(self.lines.rows) if all(row[at] in found for at, found in limits)]
        if len(keep) == len(self.lines.rows):
            return self.lines
        spots = tuple(self.lines.spots[i] for i in keep) if self.lines.spots else ()
        return replace(
            self.lines,
            rows=tuple(self.lines.rows[i] for i in keep),
            places=[self.lines.places[i] for i in keep],
            spots=spots,
        )

    def _values(
        self, kept: Lines, numbers: Sequence[str], labels: Sequence[str], others: Sequence[str], time: When
    ) -> list[Counted]:
        """The columns of counts; of the others, why they are not read."""
        why = {heading: roles.not_counted(kept, heading, labels) or units.not_counted(kept) for heading in numbers}
        sound = [h for h in numbers if not why[h] and not roles.fraction(kept, h, roles.scale_of(h, kept.title))]
        if len(numbers) == 1 and not sound and self.only:
            sound = [h for h in numbers if not why[h]]
        tried = sound or [h for h in numbers if not why[h]] or list(numbers[:1])
        # A bare unit column that says Number has told what is counted.
        others_said = {self.release, *kept.apart}  # which of several is read, and no unit
        said = [found for h, found in self.only if h not in others_said or units.says_unit(h)]
        said += [(kept.distinct(h)[0],) for h, _ in self.ignored if units.says_unit(h) and len(kept.distinct(h)) == 1]
        told = (
            bool(said)
            and any(COUNTS.fullmatch(found[0]) for found in said)
            and all(COUNTS.fullmatch(label) for found in said for label in found)
        )
        values: list[Counted] = []
        for heading in numbers:
            if heading not in tried:
                broken = roles.fraction(kept, heading, roles.scale_of(heading, kept.title))
                reason = why[heading] or f"holds what is no whole number ({broken})"
                if self.answers.given.get(f"counts:{heading}") != "yes":
                    self.ignored.append((heading, reason))
                    continue
                self.answers.used[f"counts:{heading}"] = "yes"
                found: Numbers | None = Numbers(heading, roles.scale_of(heading, kept.title))
            else:
                found = roles.counted(
                    kept,
                    heading,
                    why[heading],
                    self.answers,
                    lambda column=heading: told or any(addup.look(kept, h, others, column).proven for h in labels),  # type: ignore[misc]
                )
            if found is None:
                self.ignored.append((heading, "is no count"))
            else:
                values.append(self._counted(kept, found, time, labels))
        if not values:
            raise WorkbookError(self._no_figures(kept, numbers))
        return values

    def _no_figures(self, kept: Lines, numbers: Sequence[str]) -> str:
        told = "; ".join(f"{heading!r} {why}" for heading, why in self.ignored)
        return f"{kept.name}: no column holds figures that are counts" + (
            f": {told}." if told else f": the headings of row {kept.header} are {', '.join(kept.headings)}."
        )

    def _counted(self, kept: Lines, found: Numbers, time: When, labels: Sequence[str]) -> Counted:
        """Whether a count is one at a date, and may be added over time."""
        doubts = [
            doubt
            for doubt in (found.doubt, time.doubt, *levels(kept, found.heading, time.columns, self.answers))
            if doubt
        ]
        many = self.factor if self.factor > 1 else units.factor(kept)
        found = replace(found, scale=found.scale if found.scale == many else found.scale * many)
        if time.position:
            return Counted(found.heading, found.scale, True, False, tuple(doubts))
        said = " ".join(
            [roles.plain(found.heading), *(kept.title if roles.OPEN.fullmatch(roles.plain(found.heading)) else ())]
        )
        titled = bool(POSITION.search(" ".join(kept.title)))
        unlike = "" if time.dated else unlike_quarters(kept, found.heading, labels, time.columns, time.basis)
        if time.dated or not (titled or unlike or roles.STOCK.search(said)) or len(time.periods) < 2 - titled:
            return Counted(found.heading, found.scale, False, True, tuple(doubts))
        doubt = Doubt(
            f"kind:{found.heading}", f"Is {found.heading!r} counted at a date, or over the whole period?",
            (f"{kept.where(0, found.heading)}: {kept.rows[0][kept.headings.index(found.heading)]}",
            f"{len(time.periods)} periods", *([unlike] if unlike else [])),
            (("stock", "at the end of each period, and never added over time"), ("flow",
            "over the period, and added over time"),
             ("alone", "never added over time")),
        )  # fmt: skip
        answer = self.answers.choose(doubt)
        if titled and not answer:
            doubts.append(doubt)
        return Counted(found.heading, found.scale, answer == "stock", answer in ("stock", "flow"), tuple(doubts))
