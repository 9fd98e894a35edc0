"""Words of a question that point at those before it, said in full: "both years", "the same period", "the same force"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.numbers import listed
from assistant.asked.meaning import Asked, Meaning
from assistant.asked.minus import Minus
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.subject import Subject, subject_of
from assistant.asked.top import Top
from assistant.asked.walk import counts
from assistant.catalog.lookup import Lookup
from assistant.desk.ask import Ask
from assistant.desk.earlier import Earlier, counted_by
from assistant.desk.sense import Sense
from assistant.english.spans import that_time
from assistant.period import Span

COUNTED = {2: "two", 3: "three", 4: "four"}
PLACES = {"first": 0, "second": 1, "third": 2, "last": -1}
POINTED = ("they_referred", "their_referrals")  # who referred, where only a pronoun says it
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class Pointers:
    """Of the asks of one letter, by what was ``earlier`` found to be asked."""

    def __init__(self, earlier: Earlier, sense: Sense, lookup: Lookup) -> None:
        self.earlier = earlier
        self.sense = sense
        self.lookup = lookup
        self.words = earlier.language.words

    def filled(self, at: int, ask: Ask) -> Ask:
        found = self._they(
            at, self._same_kind(at, self._same_time(at, self._both(at, self._listed(at, self._nth_time(at, ask)))))
        )
        found = self._there(at, found)
        return replace(found, written=ask.shown) if found != ask else ask

    def quoted(self, at: int, ask: Ask) -> Ask:
        """The ask under a passage that says "that year" of what stood before it, with the year in the passage."""
        return replace(ask, above=self._same_time(at, ask).above) if ask.above else ask

    def others(self, text: str, before: Asked | None) -> str:
        """ "The other three quarters of 2024" said in full, after what was asked for one of them."""
        found = self.words.patterns["others"].search(text)
        if before is None or not found:
            return text
        asked = subject_of(before).periods
        each = [Span(number, number) for number in Span.year(int(found["year"])).quarters]
        left = [quarter for quarter in each if quarter not in asked]
        return text.replace(found.group(), " and ".join(quarter.label for quarter in left))

    def _both(self, at: int, ask: Ask) -> Ask:
        """ "In both years": those of the questions before."""
        found = self.words["both"].pattern.search(ask.text)
        if not found:
            return ask
        spans = dict.fromkeys(
            span for query in map(counted_by, self.earlier.asked[:at]) if query for span in query.periods
        )
        if each := _each_time(next(filter(None, map(counted_by, reversed(self.earlier.asked[:at]))), None)):
            return replace(ask, text=self.words["both"].pattern.sub(" and ".join(each), ask.text), said=ask.said)
        quoted = counted_by(self.earlier.passage(self.earlier.quoted)) if len(spans) == 1 else None
        if quoted is not None:  # one of the two in the message that is replied to
            spans = dict.fromkeys(sorted({*quoted.periods, *spans}))
        named = [span.label for span in spans]
        if len(named) != 2 and self.words["two"].found(
            found.group()
        ):  # of those that have no figure, the years that they name
            named = [*dict.fromkeys(year for one in self.earlier.asks[:at] for year in YEAR.findall(one.text))]
        text = self.words["both"].pattern.sub(" and ".join(named), ask.text)
        return replace(ask, text=text, said=ask.said) if len(named) == 2 else ask

    def _nth_time(self, at: int, ask: Ask) -> Ask:
        """ "In the last of those quarters": of the years or quarters that the question before it was asked for."""
        found = self.words.patterns["nth_time"].search(ask.text)
        told = [one for one in self.earlier.trees(f"#{at - 1}") if one is not None] if found and at else []
        spans = sorted({span for one in told for span in _in_grain(one, found["grain"] if found else "")})
        name = next((name for name in PLACES if found and found[name]), "")
        if found is None or len(spans) < 2 or PLACES.get(name, 0) >= len(spans):
            return ask
        return replace(ask, text=f"{ask.text[: found.start()]}in {spans[PLACES[name]].label}{ask.text[found.end() :]}")

    def _listed(self, at: int, ask: Ask) -> Ask:
        """ "In each of the same three periods": those of the list before it, where they are so many."""
        found = self.words.patterns["same_times"].search(ask.text)
        last = self.earlier.asks[at - 1] if found and at else None
        if found is None or last is None:
            return ask
        start = at - 1
        while start and _beside(self.earlier.asks[start - 1], last):
            start -= 1
        named = list(dict.fromkeys(span for one in self.earlier.asked[start:at] for span in _periods(one)))
        # of "2020 to 2022", "2022" and "the same years" the first
        spans = [
            one
            for one in named
            if not any(one != other and other.start <= one.start and one.end <= other.end for other in named)
        ]
        many = next((n for n in COUNTED if found["many"] and self.words[COUNTED[n]].found(found["many"])), len(spans))
        if (
            len(spans) == 1
            and found["grain"]
            and len(spans[0].quarters if found["grain"] == "quarter" else spans[0].years) > 1
        ):
            when = f" by {found['grain']} in {spans[0].label}"  # "in each of those quarters", of a year by quarter
        elif len(spans) < 2 or len(spans) != many:
            return ask
        else:
            when = f" in {listed([span.label for span in spans])}"
        return replace(ask, text=f"{ask.text[: found.start()].rstrip()}{when}{ask.text[found.end() :]}", said=ask.said)

    def _same_time(self, at: int, ask: Ask) -> Ask:
        """ "For the same period": that of the nearest question before it."""
        before = reversed([one for one in self.earlier.asked[:at] if one is not None])
        own = tuple(span for scope in ask.scopes for span in self._spans(replace(ask, text=scope)))
        spans = next(filter(None, map(_spoken, before)), ())
        spans = spans or own or next(filter(None, map(self._spans, reversed(self.earlier.asks[:at]))), ())
        told = (replace(ask, text=one) for one in reversed(self._sentences(ask)))
        spans = spans or next(filter(None, map(self._spans, told)), ())  # "I write on 2023. … referrals in that year"
        if not spans:
            return ask

        def dated(text: str) -> str:
            said = self.sense.said(text)
            same = said.same_time
            pointed = dict.fromkeys(that_time(said.same_which, span) or span for span in spans)
            when = " and ".join(span.label for span in ([*pointed][-1:] if said.same_which == "end" else pointed))
            if same.endswith(("'s", "’s")):
                return text  # "of that quarter's referrals"
            phrase = rf"(?<!\w)(?:(?:in|for|during|over) )?(?:the )?{re.escape(same)}(?!\w)(?! (?:of|in) \d{{4}})"
            return re.sub(phrase, f"in {when}", text, flags=re.IGNORECASE) if same else text

        return replace(
            ask, text=dated(ask.text), scopes=tuple(map(dated, ask.scopes)), said=ask.said, above=dated(ask.above)
        )

    def _spans(self, ask: Ask) -> tuple[Span, ...]:
        """The periods that a question without a figure names."""
        frame = self.sense.frame(ask.text, strict=False)
        return tuple(when for when in (frame.time.whens if frame and frame.time else ()) if isinstance(when, Span))

    def _there(self, at: int, ask: Ask) -> Ask:
        """ "How many were referred there?": in the place that the nearest sentence before it names, where that is held."""
        pattern = self.words.patterns["there"]
        if not pattern.search(ask.text):
            return ask
        before = [self._sentences(ask), *([*self._sentences(one), one.text] for one in self.earlier.asks[:at])]
        told = [text for texts in (before[0], *reversed(before[1:])) for text in reversed(texts)]
        near = next((one for one in told if self.sense.place(one) or self.sense.said(one).withheld), "")
        where = self.sense.place(near) if near else ""
        return replace(ask, text=pattern.sub(f" {where}", ask.text), said=ask.said) if where else ask

    def _they(self, at: int, ask: Ask) -> Ask:
        """ "Which nationality they referred most often", "its referrals": those who referred whom the nearest question before
        it counted."""
        they, theirs = (self.words.patterns[name] for name in POINTED)
        if not (they.search(ask.text) or theirs.search(ask.text)):
            return ask
        agents = [d.id for d in self.lookup.catalog.dimensions if d.place == "by"]
        before = ((one, subject_of(one).filters) for one in reversed(self.earlier.asked[:at]) if one)
        last = next(((one, limits) for one, limits in before if {*limits} & {*agents}), None)
        named = [(d, ids) for d in agents if (ids := last[1].get(d))] if last and not _several(last[0]) else []
        if len(named) != 1 or len(named[0][1]) != 1 or named[0][1][0].startswith("!"):
            return ask
        label = self.lookup.label(named[0][0], named[0][1][0])
        by = self.words.letter.referrals_by
        return replace(
            ask, text=theirs.sub(lambda one: by.format(what=one["what"], who=label), they.sub(label, ask.text))
        )

    def _sentences(self, ask: Ask) -> list[str]:
        return self.earlier.language.sentences(ask.context)

    def _same_kind(self, at: int, ask: Ask) -> Ask:
        """ "The same force": the one that the nearest question before it is limited to."""
        text = ask.text
        for found in reversed([*self.words.patterns["same_kind"].finditer(text)]):
            kinds = self.sense.said(f"by {found['what'] or found['one']}").kinds - {"period", "count", "grain"}
            known = (
                q.filters[d]
                for q in map(counted_by, reversed(self.earlier.asked[:at]))
                if q
                for d in kinds
                if d in q.filters
            )
            ids = next(known, ())
            if len(kinds) == 1 and len(ids) == 1 and not ids[0].startswith("!"):
                label = self.lookup.label(next(iter(kinds)), ids[0])
                text = f"{text[: found.start()]}{label}{text[found.end() :]}"
        return replace(ask, text=text) if text != ask.text else ask


def _beside(ask: Ask, other: Ask) -> bool:
    """Are both of one list, or of one line outside any?"""
    return ask.group == other.group and (bool(ask.group) or ask.at == other.at)


def _in_grain(asked: Asked, grain: str) -> list[Span]:
    """The years or quarters that something was asked for, each by itself."""
    subject = subject_of(asked)
    if grain in subject.by:
        each = [one for span in subject.periods for one in (span.years if grain == "year" else span.quarters)]
        return [one if isinstance(one, Span) else Span(one, one) for one in each]
    return [span for span in subject.periods if span.length == (4 if grain == "year" else 1)]


def _each_time(asked: Subject | None) -> list[str]:
    """The years that one question of several, each by itself, was asked for; none of any other question."""
    if asked is None or len(asked.periods) != 1 or "year" not in asked.by:
        return []
    return [year.label for year in asked.periods[0].years]


def _several(asked: Asked) -> bool:
    """Were two counts asked for, or one of many picked, so that a pronoun may mean another than whom it is limited to?"""
    return isinstance(asked, (Pick, Top)) or (
        not isinstance(asked, Meaning) and len({one.where for one in counts(asked)}) > 1
    )


def _periods(asked: Asked | None) -> tuple[Span, ...]:
    return subject_of(asked).periods if asked is not None else ()


def _spoken(asked: Asked) -> tuple[Span, ...]:
    """The periods of what was asked; of a change the later of its two is "that quarter"."""
    periods = subject_of(asked).periods
    inner = asked.over if isinstance(asked, Top) else asked
    while isinstance(inner, Over):
        inner = inner.of
    return periods[-1:] if isinstance(inner, Minus) else periods
