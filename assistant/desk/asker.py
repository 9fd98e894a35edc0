"""The asks of a letter as its lines are read: each with its number, its list, and what stands over it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.desk.ask import Ask
from assistant.desk.kinds import Kinds
from assistant.desk.leading import of_those_led, scopes_for
from assistant.desk.limits import Limits
from assistant.desk.lines import Line
from assistant.desk.question_or_quarter import question_or_quarter
from assistant.desk.references import reference
from assistant.desk.repeats import Paragraph, Repeats
from assistant.desk.sense import Said, Sense
from assistant.desk.sentences import Language
from assistant.desk.shares import leans
from assistant.desk.uncounted import Told
from assistant.desk.wording import apart, each_breakdown, is_whole, limits, says, time_of_all


class Asker:
    """Keeps what was asked; what limits it stands by the level at which it was said."""

    def __init__(self, sense: Sense, language: Language, person: bool, numbered: bool = False) -> None:
        self.numbered = numbered  # by "Q1", "Q2"
        self.sense = sense
        self.language = language
        self.words = language.words
        self.person = person
        self.kinds = Kinds(sense, language, person)
        self.asks: list[Ask] = []
        self.repeats = Repeats(self.asks, sense, language, numbered)
        self.scopes: dict[int, tuple[str, ...]] = {}
        self.heads: dict[int, tuple[str, int | None]] = {}  # by level: a reference, and the ask that heads the list
        self.fallback = ""
        self.aside: list[str] = []
        self.limits = Limits(self.words, sense)
        self.bare: list[tuple[str, Line]] = []  # what names something and does not ask
        self.told: list[Told] = []  # what asks nothing
        self.hints: list[tuple[str, Line]] = []  # what asks where nothing else does
        self.listing, self.group = False, 0
        self.of_each: list[str] = []  # what is asked of each item of the list being read
        self.headline = ""  # what a line over a list counts, until another such line
        self.letter = ""  # all that its writer says
        self.later = False  # a line below ends as a question
        self.below, self.last = "", Line("")  # the next line, and the one read last
        self.heading = ""  # the number of a heading, until a question under it has it
        self.claiming = False  # "are the following statements correct?"
        self.checking = False  # "please check this paragraph:", which comes next

    def _things(self, text: str, at: Paragraph) -> None:
        own = at.own
        mark = self.words.patterns["for_mark"].match(text)
        things = apart(text[mark.end() :] if mark else text, self.sense, self.language)
        if mark:
            label = re.sub(r"\W", "", mark["mark"])
            things = [self.words.letter.of_mark.format(mark=label, text=thing) for thing in things]
        later = time_of_all(things, self.sense, self.language)
        for thing in things:
            thing, *others = each_breakdown(thing, self.sense, self.language)
            thing, grain = self.language.with_further(thing)
            thing, when = self.language.with_what_it_was(thing)
            if thing.endswith(":"):
                said = self.sense.said(thing)
                own = [self.language.limit(thing, said) or thing.rstrip(":")] if said.kinds else []
            elif not (at.first is not None and self.repeats.take_thing(thing, at)):
                self._ask(thing, at.line, (*own, *later) if thing != things[-1] else tuple(own), at.first, at.context)
                at.first = len(self.asks) - 1 if at.first is None else at.first
            for other in others:
                self._beside(other, tuple(own), at)
            if when:
                text = self.words.letter.another_time.format(when=when)
                self._ask(text, replace(at.line, label=""), (), len(self.asks) - 1, at.context)
            if grain and any("period" in self.sense.said(one).kinds for one in (thing, *self.asks[-1].scopes)):
                grain = self.language.unjoined(grain)
                self.repeats.repeat([len(self.asks) - 1], grain, replace(at.line, label=""), f"The same {grain}")

    def _only(self, text: str) -> str:
        """ "Duty to Notify reports, 2023" of "NRM referral - Duty to Notify only, 2023", which counts those and no referrals."""
        found = self.language.patterns["only_those"].match(text)
        own, of = (self.sense.said(found["what"]), self.sense.said(found["of"])) if found else (Said(), Said())
        other = own.counts and of.kinds == {"count"} and not (of.unknown or of.topics)
        return (
            f"{found['what']}{found['rest'] or ''}" if found and other and {*own.measures} != {*of.measures} else text
        )

    def _compared(self, text: str, first: int | None) -> tuple[str, str]:
        """ "How the first number compares with 2022", of several of one sentence or list: how that does, and which it is."""
        found = self.language.nth_compared(text)
        start = first if first is not None else self.repeats.start(len(self.asks) - 1) if self.asks else 0
        at = start + found[0] if found and found[0] >= 0 else len(self.asks) - 1
        return (found[1], f"#{at}") if found and start <= at < len(self.asks) else (text, "")

    def _each_compared(self, text: str, line: Line) -> bool:
        """ "How does each of these compare with 2022?", after several: each is asked for so. It is then taken."""
        found = self.language.patterns["each_compared"].match(text)
        if found is None or len(self.asks) < 2 or "period" not in self.sense.said(found["rest"]).kinds:
            return False
        asked = self.words.letter.compared.format(text=found["rest"])
        self.asks += [
            Ask(asked, line.label if not n else "", (), f"#{n}", said=f"{text} {self.asks[n].shown}", at=line.at)
            for n in range(len(self.asks))
        ]
        return True

    def _beside(self, text: str, own: tuple[str, ...], at: Paragraph) -> None:
        """ "By minors or adults", beside "by male/female": of what that is of."""
        before = len(self.asks) - 2
        self._ask(text, replace(at.line, label=""), own, None, at.context)
        if before >= 0 and not self.sense.said(text).counts and not self.asks[-1].like:
            like = self.asks[-2].like or f"#{before}"
            self.asks[-1] = replace(self.asks[-1], like=like)

    def _ask(self, text: str, line: Line, own: tuple[str, ...], first: int | None, context: str) -> None:
        text = self.language.whole_list(text, self.sense.examples)
        written, (text, nth) = text, self._compared(self._only(text), first)
        meant = question_or_quarter(text, self.asks, self.numbered, self.sense, self.language)
        if meant is None:
            self.asks.append(Ask("", line.label, said=written, at=line.at))  # which of the two is asked back
            return
        referred = reference(text, self.words, meant)
        referred = replace(referred, like=nth) if nth else referred
        leaning = leans(text, self.sense, self.language)
        if leaning and self.repeats.shares(text, line):
            return
        above = [self.heads[level] for level in sorted(self.heads) if level < line.level]
        like = referred.like or next((name for name, _ in reversed(above) if name), "")
        after = first if first is not None else next((at for _, at in reversed(above) if at is not None), None)
        scopes = tuple(s for level in sorted(self.scopes) if level < max(1, line.level) for s in self.scopes[level])
        beside = [one for one in self.asks if one.group == self.group]
        if line.level or self.group:
            scopes = scopes_for(text, scopes, beside, bool(line.level), self.sense, self.language)
        asked, scopes = of_those_led(referred.text, scopes, self.sense, self.language)
        self.asks.append(
            Ask(
                self.language.plain(asked, lambda head: says(head, self.sense), lambda head: limits(head, self.sense)), (line.label or self.heading) if first is None else "", (*scopes, *own), like,
                referred.same, after, "", context, line.above if first is None else "", written, line.at,
                self.kinds.of_person(text, asked=True), shares=leaning, whole=not leaning and first is not None and len(self.asks) == first + 1 and is_whole(text, self.sense, self.language), claims=self.claiming and line.level > 0 and not self.language.asks_directly(text), group=self.group if line.level else 0,
            )
        )  # fmt: skip
        self.heading = ""
