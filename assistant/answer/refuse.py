"""What cannot be answered as asked: a question back, or a plain statement of what is not published and what is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from assistant.answer.absent import Absence, Absences, absent_topics, published_where
from assistant.answer.model import Part, Reason, Status
from assistant.answer.near import Nearby
from assistant.answer.numbers import listed
from assistant.answer.phrases import period_label, upper_first
from assistant.answer.phrases import reading as in_words
from assistant.answer.questions import ask_text
from assistant.asked.operand import EVERY
from assistant.asked.selection import GRAINS, Selection
from assistant.catalog.lookup import Lookup
from assistant.english.said import Said
from assistant.plan.model import NotHeld
from assistant.words.suggest import nearest
from assistant.words.tokens import phrase
from assistant.words.vocabulary import Sense, Vocabulary


class Refusals:
    """Builds the parts that carry no figure."""

    def __init__(self, lookup: Lookup, near: Nearby) -> None:
        self.lookup = lookup
        self.near = near
        self.absences = Absences(lookup, near)

    def part(
        self,
        said: Said,
        status: Status,
        headline: str,
        missing: str | None,
        choices: Sequence[str],
        query: Selection | None = None,
        reason: Reason = "not_published",
    ) -> Part:
        return Part(
            question=said.text, status=status, headline=headline, caveats=(), sources=(), missing=missing,
            reading=in_words(query, self.lookup) if query else "", choices=tuple(choices),
            asked=query, words=said.words,
            reason=reason if status == "not_published" else None,
        )  # fmt: skip

    @property
    def contact(self) -> str:
        return f"For more, ask the statistics team at {self.lookup.publication.contact}."

    def out_of_scope(self, said: Said) -> Part:
        publication = self.lookup.publication
        subjects = [
            publication.subject,
            *(p.subject for p in self.near.lookup.publications.values() if p is not publication),
        ]
        told = "; ".join(
            f"{'and ' if i and subject == subjects[-1] else ''}{subject}" for i, subject in enumerate(subjects)
        )
        why = "That is outside what these tables hold" if said.words.used else "I could not read a question in that"
        headline = f"{why}. I answer questions about {told}."
        return self.part(said, "out_of_scope", headline, None, publication.examples[:3])

    def measure(self, said: Said, queries: Sequence[Selection]) -> Part:
        """Which measure? Each choice is the question asked of one of them."""
        able = dict.fromkeys(query.measure for query in queries if self.near.answers(query))
        names = [self.lookup.measures[m].label for m in (able if len(able) > 1 else said.measures)]
        choices = self.near.choices(queries)
        limited = choices and any(query.where for query in queries)  # an example is of nobody whom the question names
        if len(choices) < 2 and not limited:
            choices = (
                *choices,
                *(q for m in said.measures if (q := self.lookup.measures[m].example) not in choices),
            )[:4]
        return self.part(said, "clarify", f"Do you mean {listed(names, 'or')}?", None, choices)

    def either(self, said: Said, queries: Sequence[Selection]) -> Part:
        """Which publication? The same words can be read against the tables of more than one."""
        found = [*([said.query] if said.query else queries), *(r.query for r in said.others if r.query)]
        measures = dict.fromkeys(query.measure for query in found)
        names = [self.near.lookup.measures[name].label for name in measures]
        return self.part(said, "clarify", f"Do you mean {listed(names, 'or')}?", None, self.near.choices(found))

    def ambiguous(self, said: Said, query: Selection | None) -> Part:
        typed, senses = said.ambiguous[0]
        options: list[tuple[str, str]] = []
        for sense in senses:
            options += self._options(sense)
        names = [self.lookup.label(d, m) for d, m in options]
        base = query or (
            Selection(self.lookup.publication.default_measure or self.lookup.catalog.measures[0].id, relative="default")
        )
        queries = [replace(base.with_where(**{d: (m,)}), by=(), calculation=EVERY) for d, m in options]
        choices = self.near.choices(queries)
        headline = f"“{typed}” could mean {listed(names, 'or')}."
        return self.part(said, "clarify", headline, None, choices or self.lookup.publication.examples[:2], query)

    def _options(self, sense: Sense) -> list[tuple[str, str]]:
        if sense.kind == "group":
            return [(sense.dimension, m) for m in self.lookup.expand(sense.dimension, (sense.id,))]
        return [(sense.dimension, sense.id)]

    def period(self, said: Said, query: Selection | None) -> Part:
        text = said.problems[0]
        choices = (
            self.near.nearest(replace(query, periods=(), relative="latest_quarter"))
            if query
            else self.lookup.publication.examples[:2]
        )
        return self.part(said, "not_published", text, text, choices, query)

    def topics(self, said: Said, query: Selection | None) -> Part:
        topics = [self.lookup.topics[name] for name in said.topics]
        absence = absent_topics(self.lookup, topics)
        why = " ".join(dict.fromkeys(topic.why for topic in topics))
        ask = next((topic.ask for topic in topics if topic.ask), "") or self.contact
        nearest_ = [question for topic in topics for question in topic.nearest]
        found = self.near.nearest(query) if query else ()
        choices = tuple(dict.fromkeys([*found[:3], *nearest_]))[:5]
        headline = " ".join(filter(None, (absence.sentence, why, ask)))
        return self.part(said, "not_published", headline, absence.sentence, choices, query, absence.reason)

    def unknown(self, said: Said, query: Selection | None, meant: str = "") -> Part:
        """Words that nothing knows; ``meant``: the question without them, where it can be read."""
        words = said.words.not_understood
        quoted = listed([f"“{word}”" for word in words])
        verb = "is" if len(words) == 1 else "are"
        missing = (
            f"{quoted} {verb} not something these tables hold or a word I know, so no figure is given: it could "
            f"change the answer."
        )
        known = all(phrase(word) in self._named for word in words)
        if known:
            missing = (
                f"Figures for {quoted} cannot be put together with the rest of the question here, so no figure is "
                f"given: ask for each by itself."
            )
        near = [] if known else self._near_words(words)
        hint = f" Did you mean {listed([f'“{word}”' for word in near], 'or')}?" if near else ""
        return self.part(
            said, "not_published", missing + hint, missing, self._offered(said, query, meant), query, "not_held"
        )

    def unsure(self, said: Said, meant: str) -> Part:
        """The words name what is held, but how they belong together is not sure: the likely question comes first,
        where there is one.
        """
        words = [word for word in said.words.used if len(word) > 2]
        missing = (
            f"I read {listed([f'“{word}”' for word in words[:8]])}, but am not sure how they belong together, so no "
            f"figure "
            f"is given.{f' Did you mean: {meant}' if meant else ''}"
        )
        choices = self._offered(said, said.query, meant)
        return self.part(said, "not_published", missing, missing, choices[:4], said.query, "not_held")

    def said_more(self, said: Said, printed: str, meant: str) -> Part:
        """A printed figure, of which more was said than is told of it: it is offered as it is printed."""
        missing = (
            f"Held of this is only the {self.lookup.measures[printed].label}, as printed and without how it was "
            f"counted, so no figure is given as you ask for it. Did you mean: {meant}"
        )
        choices = self._offered(said, said.query, meant)
        return self.part(said, "not_published", missing, missing, choices[:4], said.query, "not_held")

    def _offered(self, said: Said, query: Selection | None, meant: str) -> tuple[str, ...]:
        near = self.near.nearest(query) if query else () if meant else self.lookup.publication.examples[:3]
        return tuple(dict.fromkeys([*((meant,) if meant else ()), *near]))

    @cached_property
    def _named(self) -> frozenset[tuple[str, ...]]:
        """What measures, members and groups are called."""
        catalog = self.lookup.catalog
        texts = [text for m in catalog.measures for text in (m.label, *m.words)]
        texts += [text for d in catalog.dimensions for m in d.members for text in (m.label, *m.words)]
        texts += [text for d in catalog.dimensions for g in d.groups for text in (g.label, *g.words)]
        plain = {phrase(text) for text in texts}
        return frozenset(plain | {Vocabulary.plural(words) for words in plain})

    def _near_words(self, words: tuple[str, ...]) -> list[str]:
        found = [label for word in words if len(word) > 3 for label in nearest(word, self._single, 3)]
        return list(dict.fromkeys(found))[:3]

    def near_members(self, said: Said) -> Part | None:
        """ "Austrlian" with nothing else named: a question back between the members it may be a slip of."""
        unknown = said.words.not_understood
        labels = self._near_words(unknown) if len(unknown) == 1 else []
        if len(labels) < 2:
            return None
        measure = self.lookup.publication.default_measure or self.lookup.catalog.measures[0].id
        base = Selection(measure, periods=said.spans[:1], relative="" if said.spans else "latest_year")
        choices = self.near.choices(
            base.with_where(**{self._single[label][0]: (self._single[label][1],)}) for label in labels
        )
        told = listed([f"“{label}”" for label in labels], "or")
        return (
            self.part(said, "clarify", f"Is “{unknown[0]}” meant for {told}?", None, choices)
            if len(choices) > 1
            else None
        )

    @cached_property
    def _single(self) -> dict[str, tuple[str, str]]:
        """Labels of one word, with their dimension and member."""
        return {m.label: (d.id, m.id) for d in self.lookup.catalog.dimensions for m in d.members if " " not in m.label}

    def not_held(self, said: Said, query: Selection, reason: NotHeld) -> Part:
        """No table has this: the dimension, the crossing or the period."""
        narrower: tuple[str, ...] = ()
        if reason.code == "period" and reason.held:
            absence = self.absences.period(query, reason)
            missing = absence.sentence
        elif reason.code == "confirm":
            absence = Absence(
                "not_held",
                f"No figure is given until the publisher's team has confirmed this: {reason.text.rstrip('.')}.",
            )
            missing = absence.sentence
        elif reason.code == "withheld":
            text = (
                "this figure is withheld or not printed. Some figures of the table are, so that none is made of others"
            )
            absence = Absence("not_published", f"{upper_first(reason.text)}: {text}.")
            missing = absence.sentence
        elif reason.code == "member":
            measure = upper_first(self.lookup.measures[query.measure].label)
            absence = Absence(
                "not_published",
                f"{measure}: {reason.text}, which does not say that there were none. So no figure is given.",
            )
            missing = absence.sentence
        else:
            crossed = reason.code == "crossing"
            absence = self.absences.breakdown((query.measure,), reason.dimensions, reason.text, crossed)
            narrower = self.near.narrower(query)
            held = "" if narrower else f" {self._what_is(query.measure, absence.reason)}"
            missing = f"{absence.sentence}{held}"
        choices = tuple(dict.fromkeys([*narrower, *self.near.nearest(query)]))
        return self.part(said, "not_published", f"{missing} {self.contact}", missing, choices, query, absence.reason)

    def unranked(self, said: Said, query: Selection) -> Part:
        """A ranking of which some members are not held: any of them could be the highest."""
        labels = listed([self.lookup.dimensions[name].label for name in query.by])
        text = f"Not every {labels} has a figure here for that period, so none is said to be the highest or the lowest."
        where = self.absences.breakdown(
            (query.measure,), query.by, f"{self.lookup.measures[query.measure].label} by {labels}"
        )
        plain = (replace(query, calculation=EVERY), replace(query, by=(), calculation=EVERY))
        choices = self.near.choices(plain)
        missing = f"{text} {where.sentence}" if where.reason == "not_held" else text
        return self.part(said, "not_published", missing, missing, choices, query, "not_held")

    def unlike(self, said: Said, query: Selection) -> Part:
        """Several periods, of some of which only some members are held: nothing is added or compared across them."""
        labels = listed([self.lookup.dimensions[name].label for name in query.listed])
        text = f"Not every {labels} is held for every one of these periods, so they are not added or compared here."
        where = published_where(self.lookup, query.measure, query.periods[-1:])
        missing = f"{text} The full tables are {where}." if where else text
        alone = [Selection(query.measure, periods=(span,)) for span in query.periods]
        choices = self.near.choices([replace(query, periods=(), relative="latest_year"), *alone])
        return self.part(said, "not_published", missing, missing, choices, query, "not_held")

    def only_printed(self, said: Said, query: Selection) -> Part:
        """A printed percentage or number of days for another period, or asked to be worked with."""
        measure = self.lookup.measures[query.measure]
        spans = sorted(
            self.near.planner.coverage.spans(measure.id, frozenset()), key=lambda span: (span.end, span.start)
        )
        labels = listed([period_label(span, query, self.lookup) for span in spans])
        text = (
            f"{upper_first(measure.label)}: held as printed for {labels}, and not added, averaged, divided or ranked."
        )
        topics = [topic for topic in self.lookup.topics.values() if measure.id in topic.printed.values()]
        text = f"{absent_topics(self.lookup, topics).sentence} {text}".strip()
        choices = [ask_text(Selection(measure.id, periods=(span,)), self.lookup) for span in reversed(spans[-3:])]
        return self.part(said, "not_published", f"{text} {self.contact}", text, choices, query, "not_held")

    def too_large(self, said: Said, query: Selection) -> Part:
        """More figures than are given at once: which of the breakdowns is wanted?"""
        listing = query.listed
        time = tuple(name for name in query.by if name in GRAINS)
        labels = listed([self.lookup.dimensions[name].label for name in listing])
        fewer = [replace(query, by=(name,), calculation=EVERY) for name in listing]
        choices = self.near.choices(fewer) if len(listing) > 1 else self.near.nearest(replace(query, by=time[:0]))
        text = (
            f"A table by {labels} has more figures than are given at once. Ask for fewer breakdowns or a shorter "
            f"period."
        )
        status: Status = "clarify" if len(choices) > 1 else "not_published"
        return self.part(said, status, text, text if status == "not_published" else None, choices, query, "not_held")

    def undefined(self, said: Said, query: Selection | None) -> Part:
        """ "What is Albania?": no entry of the glossary, and a figure would answer another question."""
        text = "There is no definition of that here: the glossary holds the terms of these statistics."
        choices = self.near.nearest(query) if query else self.lookup.publication.examples[:3]
        return self.part(said, "not_published", text, text, choices, query, "not_held")

    def _what_is(self, measure: str, reason: Reason) -> str:
        names = sorted(self.lookup.dimensions[d].label for d in self.lookup.dimensions_of(measure))
        label = upper_first(self.lookup.measures[measure].label)
        verb = "published" if reason == "not_published" else "held here"
        if not names:
            return f"{label} are {verb} by quarter and year only."
        return f"{label} are {verb} by {listed(names)}."
