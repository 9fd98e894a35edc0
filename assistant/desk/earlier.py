"""What a question of a letter follows: the question before it, the one that it names, or a passage that the letter quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.model import Part
from assistant.asked.following import Following
from assistant.asked.history import History
from assistant.asked.meaning import Asked, Meaning
from assistant.asked.node import Node
from assistant.asked.subject import Subject, subject_of
from assistant.asked.walk import in_periods
from assistant.claims.stated import find
from assistant.desk.alike import of_the_same
from assistant.desk.ask import Ask
from assistant.desk.leading import of_those_again
from assistant.desk.referents import begins_anew, holds, named_before, spoken_of, worded
from assistant.desk.sense import TIMES, Sense
from assistant.desk.sentences import Language
from assistant.desk.shares import counted_part, figure_of_time, of_all, of_its_own
from assistant.desk.shown import FIGURES, doubted
from assistant.desk.stated import counted, exactly
from assistant.english.frame import Frame
from assistant.service import Assistant

ASIDES = 20  # sentences of a quoted message that are looked at for what it was about


def counted_by(before: Asked | None) -> Subject | None:
    """What is counted, of whom and when, where anything is."""
    return subject_of(before) if before is not None else None


class Earlier:
    """Of the ``asks`` of one letter, what each was found to ask; ``quoted`` is the message that the letter replies to."""

    def __init__(self, assistant: Assistant, sense: Sense, language: Language, asks: Sequence[Ask], quoted: str = ""):
        self.assistant = assistant
        self.sense = sense
        self.language = language
        self.asks = asks
        self.quoted = quoted
        self.asked: list[Asked | None] = []  # of each ask so far
        self.followed: list[Asked | None] = []  # the same, what it was asked of
        self.parts: list[tuple[Part, ...]] = []  # the same, answered
        self.stated: dict[int, Node] = {}  # by the place of an ask, the statement that it follows
        self.notes: list[str] = []
        self.lost_at: set[int] = set()  # of those that have no figure, and whose people are not known
        self.near_at: set[int] = set()  # of those that have only something near to what they ask
        self.missing = False  # is the next ask about those of one of them?

    def add(self, parts: Sequence[Part], before: Asked | None = None, instead: bool = False) -> None:
        """What the last of the parts that count something asks; else what it followed, as where all that it says is of
        that, and has no figure. ``instead`` says that the parts are near to what was asked, and are not that."""
        if instead or (parts and all(part.status == "not_published" for part in parts)):
            self.near_at.add(len(self.asked))
        ask = self.asks[len(self.asked)]
        self.parts.append(tuple(parts))
        self.followed.append(before)
        said = self.sense.said(ask.text)
        told = any(part.status != "not_published" for part in parts) or said.counts or before is None
        # what was not read as a whole was read without those that it follows
        those = (before is not None and said.those) or bool(said.same_time)  # "in that quarter", of none that is known
        own = [part for part in parts if told and (part.query or part.link) and not (those and doubted(part))]
        found = [self.assistant.asked_of(part) for part in reversed(own)]
        declined = [part for part in parts if part.status == "not_published"]
        open_ = bool(parts) and not found and all(part.status in ("clarify", "not_published") for part in parts)
        refused = open_ or (bool(parts) and (len(declined) == len(parts) or parts[0] in declined))
        limited = any(self.sense.said(text).withheld for text in (ask.text, *ask.scopes))
        unread = any(part.words.not_understood for part in parts) and not ask.same
        empty = not found and (refused or not parts) and (before is None or self._own(ask))
        if empty or (refused and (limited or unread)):
            self.lost_at.add(len(self.asked))
            before = None
        # of several, the widest: what follows may be of all
        kept = min(found, key=lambda one: subject_of(one).width) if found else before
        self.asked.append(kept.of if isinstance(kept, History) else kept)  # if it was revised: what follows is about it

    def trees(self, like: str) -> list[Asked]:
        """What each figure that one ask was answered with counts; empty where any of them is none."""
        parts = self.parts[int(like[1:])] if like.startswith("#") else ()
        figures = [part for part in parts if part.status in FIGURES and (part.query or part.link)]
        found = [self.assistant.asked_of(part) for part in figures]
        return found if len(found) == len(parts) else []

    def of(self, like: str) -> Asked | None:
        """What one ask was asked of: those that "of those" were."""
        at = int(like[1:]) if like.startswith("#") else -1
        return self.followed[at] if at >= 0 and self.sense.said(self.asks[at].text).those else None

    def _own(self, ask: Ask) -> bool:
        """Does an ask say whom or what it counts, so that without its figure nothing before it stands for it?"""
        return bool(self.sense.said(ask.text).kinds - {"period", "quarter of", "grain"}) and not ask.same

    def _at(self, at: int) -> Asked | None:
        """What an ask was found to ask; None, and ``missing``, where something that nothing knows limited it."""
        self.missing = at in self.lost_at
        return None if self.missing else self.asked[at]

    def last(self) -> Asked | None:
        return next((one for one in reversed(self.asked) if one), None)

    def following(self, before: Asked | None) -> Asked | Following | None:
        """What a question follows, with the one asked before that, for the change between the two."""
        if before is None or before not in self.asked:
            return before
        at = len(self.asked) - 1 - self.asked[::-1].index(before)
        earlier = next((one for one in reversed(self.asked[:at]) if one and one != before), self._stated(at))
        tree = earlier.of if isinstance(earlier, Meaning) else earlier
        return Following(before, tree) if tree is not None else before

    def _stated(self, at: int) -> Node | None:
        """The statement that an ask followed, where it says of when it is."""
        found = self.stated.get(at)
        return found if found is not None and subject_of(found).periods else None

    def _passage_over(self, at: int, ask: Ask) -> Node | None:
        found = self.passage(ask.above) if ask.above else None
        self.stated |= {at: found} if found is not None else {}
        return found

    def before(self, at: int, ask: Ask) -> Asked | None:
        """What an ask refers to, follows or leans on; None, and ``missing``, where that has no figure."""
        self.missing = False
        if ask.beside is not None:
            self.missing = self.followed[ask.beside] is None and self.sense.said(ask.text).those
            return self.followed[ask.beside]
        return None if begins_anew(ask, self.sense, self.language) else self._followed_by(at, ask)

    def _followed_by(self, at: int, ask: Ask) -> Asked | None:
        """The same, of an ask that opens nothing of its own."""
        if ask.shares and not ask.like:
            named = figure_of_time(at, ask, self.asked, self.sense, self.language)
            self.missing = named is None
            return self._at(named) if named is not None else None
        in_both = self.language.patterns["in_both"].match(ask.text)  # "How many overseas? How many in both?"
        if like := ask.like or (f"#{at - 1}" if at > 1 and in_both else ""):
            named = self._named(at, like)
            if named is not None:
                return self._at(named)
            self.missing = self.sense.said(ask.text).those  # of one that the letter does not have
            if like[0] == "#" or like == "above" or self.missing:
                return None
        said = self.sense.said(ask.text)
        timeless = at - 1 in self.stated and not subject_of(self.stated[at - 1]).periods
        if said.moves and timeless and "period" not in said.kinds:
            self.missing = True  # from a figure of which it is not known when it was
            return None
        if ask.above or of_all(ask.text, self.sense, self.language):
            return self._passage_over(at, ask)
        those = self.language.patterns["those"].search(ask.text) and not (said.counts or "period" in said.kinds)
        if said.those and at and self.language.patterns["cohort"].search(ask.text):
            return self._last_whole(ask)
        if (said.those or those) and at and not of_its_own(ask, self.sense, self.language):
            usual = self._at(at - 1 if ask.after is None or not ask.label else ask.after)
            besides = of_the_same(at, self.asks, self.sense, self.language) and not self.missing
            of = self.followed[at - 1] if besides else None
            return self._whom(ask, of if of is not None else usual)
        if ask.after is not None and ask.after < at:
            # Of the questions of one sentence or list, the nearest that says what is counted.
            total = self.language.words["whole"].found(ask.text) and said.kinds <= TIMES
            wholes = (n for n in range(at - 1, ask.after, -1) if self._whole(self.asks[n]))
            near = (n for n in wholes if not (total and self.sense.said(self.asks[n].text).those))
            last = self.asks[at - 1]  # "what was it in 2023, and how much did it rise"
            moved = said.moves and "period" in self.sense.said(last.text).kinds - said.kinds
            of_that = said.kinds <= TIMES and self.language.patterns["that"].search(ask.text)
            compares = moved or self.language.patterns["compares"].search(ask.text) or (last.whole and of_that)
            return self._at(at - 1 if compares else next(near, ask.after))
        if stated := self.passage(ask.context) if ask.context and not said.counts else None:
            self.stated[at] = stated
            return stated  # "In 2022, 16,921 people were referred. How many were children?"
        # A list's item that names no count is about what was counted before it, and "that" is what it found.
        whole = self.language.words["whole"].found(ask.text) and not said.limits
        leans = at > 0 and (whole or bool(self.language.patterns["leans"].search(ask.text)))
        moves = at > 0 and said.moves and said.kinds <= {"period", "quarter of", "grain"}
        limited = ask.scopes and not ((leans or moves) and set(ask.scopes) <= set(self.asks[at - 1].scopes))
        known = self._last_whole(ask)
        plain = known is None or subject_of(known).measure == self.assistant.lookup.publication.default_measure
        apart = bool(ask.group) or (at > 0 and ask.at != self.asks[at - 1].at and plain)
        alone = apart and said.picks and "period" in said.kinds  # "which nationality was most common in 2023?"
        if ask.same and said.counts and (len(said.measures) > 1 or not said.changed):
            return self._last_whole(ask)  # "could I have the same for Duty to Notify reports?"
        anew = self.language.patterns["dated_first"].match(ask.text) and bool(said.kinds - TIMES)
        if said.counts or limited or alone or anew or not (said.changed or leans):
            return None
        if said.why:
            return self._newest()
        found = self._at(at - 1) if leans else self._last_whole(ask)
        if not said.moves or "period" not in said.kinds or leans:
            return found
        self.missing = self.missing or at - 1 in self.near_at
        part = None if self.missing else counted_part(found, self.asked)
        self.missing = self.missing or (part is None and found is not None)
        return part

    def _whom(self, ask: Ask, usual: Asked | None) -> Asked | None:
        """Whom "of those" is of: those that it names, or the sentence before it speaks of, else ``usual``."""
        named = named_before(ask, self.parts, usual, self.assistant, self.sense, self.language)
        self.missing = self.missing or named.lost
        if named.lost or named.asked is not None or usual is None:
            return named.asked
        return spoken_of(ask, usual, self.assistant, self.sense) or usual

    def reported(self, ask: Ask) -> Asked | None:
        """What an earlier question asked, or the answer to it told, that is asked again."""
        self.missing = False
        parts = self.assistant.ask(self.language.plain(ask.reported, lambda _: False)).parts if ask.reported else ()
        found = [self.assistant.asked_of(part) for part in parts if part.status in FIGURES and part.link]
        return found[0] if len(found) == len(parts) == 1 else None

    def _newest(self) -> Asked | None:
        """Of all that was asked the one of the latest time, for "why it fell"."""
        dated = [(one.periods[-1].end, n) for n, one in enumerate(map(counted_by, self.asked)) if one and one.periods]
        return self._at(max(dated)[1]) if dated else None

    def _named(self, at: int, like: str) -> int | None:
        """The place of the ask that another names."""
        if like.startswith("#"):
            return int(like[1:])
        if like == "above":
            return at - 1 if at else None
        labels = [other.label for other in self.asks[:at]]
        if like in labels:
            return labels.index(like)
        found = [n for n, label in enumerate(labels) if label.endswith(f"({like})")]
        found = found or [n for n, label in enumerate(labels) if label[-1:] == like]
        return found[-1] if found else None

    def _last_whole(self, ask: Ask) -> Asked | None:
        """The last question that does not narrow the one before it, else what the quoted message is about."""
        some = [self.sense.said(o.text).those or self.language.patterns["of_the"].match(o.text) for o in self.asks]
        narrowed = [bool(ask.label and o.label and partly) for o, partly in zip(self.asks, some, strict=True)]
        known = [n for n, one in enumerate(self.asked) if one or n in self.lost_at]
        kept = [n for n in known if not narrowed[n]] or known
        return self._at(kept[-1]) if kept else self._quoted()

    def _quoted(self) -> Node | None:
        """What the message that this one replies to was about, for "and what about 2022?"."""
        if not self.quoted:
            return None
        found = self.passage(self.quoted)
        if found is not None:
            self.stated[len(self.asked)] = found
            self.notes.append("Read as following on from the earlier message that it quotes.")
        return found

    def told(self, text: str) -> list[Asked]:
        """What each figure of a quoted message counts: of "16,921 referrals, of which 7,004 were children" two; empty where
        that of one is not known."""
        found: list[Asked] = []
        frame: Frame | None = None
        divided = self.language.words.patterns["of_which"]
        for sentence in self.language.sentences(" ".join(text.split()))[:ASIDES]:
            if not self.sense.said(sentence).counts:
                continue
            for n, piece in enumerate(divided.split(sentence)):
                stated = self.sense.statement(f"of those {piece}" if n else piece, frame if n else None)
                if stated is None:
                    return []
                found.append(stated[0])
                frame = stated[1]
        return found

    def passage(self, text: str) -> Node | None:
        """What a statement would answer; the last of several that state a figure."""
        found: Node | None = None
        frame: Frame | None = None
        for sentence in self.language.sentences(self.language.uncited(" ".join(text.split())))[:ASIDES]:
            said = self.sense.said(sentence)
            states = re.search(r"\d", sentence) and (said.counts or find(sentence) or (found and said.those))
            if not states or said.withheld:  # "the median wait for a decision was 526 days" is no number of decisions
                continue
            before = frame if found and (said.those or "period" not in said.kinds) else None
            stated = self.sense.statement(sentence, before) or self.sense.statement(exactly(sentence), before)
            edition = self.language.dated_edition(sentence)
            if edition and counted(self.sense, edition) is not None:
                stated = self.sense.statement(edition) or stated  # "your Q3 2025 bulletin says that there were …"
            if stated is not None:
                found, frame = stated
            elif (published := counted(self.sense, sentence)) is not None:
                found, frame = published, None
        if found is not None and not subject_of(found).periods:
            last = next((one for one in map(counted_by, reversed(self.asked)) if one and one.periods), None)
            found = in_periods(found, last.periods) if last else found
        return found

    def period(self, at: int, ask: Ask, before: Subject | None) -> tuple[str, ...]:
        """The period of what is referred to, or quoted above, else that of the nearest question that names one."""
        if before is not None and before.periods:
            return (worded(before),)
        passage = counted_by(self.passage(ask.above)) if ask.above else None
        if passage is not None and passage.periods:
            return (worded(passage),)
        for n in range(at - 1, -1, -1):
            one, texts = counted_by(self.asked[n]), (self.asks[n].text, *self.asks[n].scopes)
            dated = any("period" in said.kinds or said.same_time for said in map(self.sense.said, texts))
            if one and one.periods and (self.asks[n].same or dated):
                return (worded(one),)
        return ()

    def added(self, scope: str, before: Subject) -> str:
        """What a scope adds to what was asked before; empty where it says only that."""
        return of_those_again(scope, self.language.words) if self.restates(scope, before) else scope

    def restates(self, scope: str, before: Subject) -> bool:
        """Does it say only what was asked before: its period, its people, its count? Who is counted in Scotland is not
        counted in Wales."""
        said, frame = self.sense.said(scope), self.sense.frame(scope)
        divided = frame is not None and any(axis.name not in before.filters for axis in frame.axes)
        if frame is None or said.unknown or frame.lists or divided:
            return False  # "by force", over a list of some of them, is said again by each
        whens = set(frame.time.whens) if frame.time else set()
        counted = not frame.counts or set(said.measures) == {before.measure}
        return (
            counted
            and whens <= set(before.periods)
            and all(holds(one, before, self.assistant.lookup) for one in frame.where)
        )

    def _whole(self, ask: Ask) -> bool:
        """Does an ask say what it counts, or of whom and when ("how many of the 2023 ones were British"), and not only what
        another is compared with ("in the same quarter of 2021")?"""
        said, compared = self.sense.said(ask.text), self.language.patterns["time_beside"].search(ask.text)
        dated = "period" in said.kinds and bool(said.kinds - {"period"}) and not said.moves
        return not compared and (said.counts or dated)
