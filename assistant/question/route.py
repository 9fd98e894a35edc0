"""Which publication each sentence is about; every publication is then read with its own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from assistant.catalog.lookup import Lookup
from assistant.catalog.views import view
from assistant.made import Made
from assistant.query import Query
from assistant.question.findings import Slots
from assistant.question.followup import OPENING
from assistant.question.grammar import CUE_WORDS
from assistant.question.parse import Parser, Reading
from assistant.question.pointing import gapped, in_order, phrases
from assistant.question.split import split
from assistant.words.suggest import correction
from assistant.words.tokens import MAX_CHARACTERS, phrase
from assistant.words.vocabulary import Phrase, Sense

# Kinds of sense by how surely they name what is counted.
STRENGTH = {"measure": "strong", "weak_measure": "weak", "vague_measure": "vague"}


@dataclass(frozen=True)
class About:
    """``publications``: none where nothing points at one, several where it could be either.

    ``how``: "word" (a publication's own), "strong", "weak", "vague" or "named".
    """

    publications: tuple[str, ...] = ()
    how: str = ""


class Router:
    """One parser a publication. With a single publication it is that parser and nothing else."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        names = list(lookup.publications)
        self.first = names[0]
        self.lookups = Made(names, lambda name: lookup if len(names) == 1 else Lookup(view(lookup.catalog, name)))
        self.parsers = Made(names, lambda name: Parser(self.lookups[name]))
        self._always = [p.id for p in lookup.catalog.publications if not p.by_words or p.id == self.first]
        self._words = phrases((p.id, p.words) for p in lookup.catalog.publications)
        self._hints = phrases((p.id, p.hints) for p in lookup.catalog.publications)
        self._apart = gapped((p.id, p.hints) for p in lookup.catalog.publications)
        self._gapped = gapped((p.id, p.words) for p in lookup.catalog.publications)
        self._longest = max(
            [p.vocabulary.longest for p in self._eager] + [len(k) for k in (*self._words, *self._hints)]
        )

    @property
    def _eager(self) -> list[Parser]:
        """Parsers of the publications that any question may be about."""
        return [self.parsers[name] for name in self._always]

    def parse(self, text: str, before: Query | None = None) -> list[Reading]:
        """Readings of every question in ``text``, each with its publication; ``others`` where it could be another's."""
        if len(self.parsers) == 1:
            return self.parsers[self.first].parse(text, before)
        pieces = [piece.text for piece in split(text[: MAX_CHARACTERS * 5])]
        home = self.lookup.measures[before.measure].publication if before else ""
        about = self._settled(pieces, home)
        readings: list[Reading] = []
        stretches = [(names, [piece for _, piece in group]) for names, group in groupby(
            zip(about, pieces, strict=True), key=lambda pair: pair[0]
        )]  # fmt: skip
        for names, stretch in stretches:
            whole = text if len(stretches) == 1 else " ".join(stretch)
            earlier = next((r.query for r in reversed(readings) if r.query), before)
            found = self._read(whole, names, before if not readings else None)
            readings += [self._after(reading, earlier) for reading in found]
        return readings

    def _after(self, reading: Reading, earlier: Query | None) -> Reading:
        """A question that follows one of another publication: its period holds, its people cannot be followed."""
        name = reading.publication
        if earlier is None or not name or self.lookup.measures[earlier.measure].publication == name:
            return reading
        query = reading.query
        if query is not None and query.relative == "default":
            query = replace(query, periods=earlier.periods, relative=earlier.relative)
        leans = self.slots_of(reading.text, name).cue("of_those")
        return self._set_apart(replace(reading, query=query)) if leans else replace(reading, query=query)

    def _set_apart(self, reading: Reading) -> Reading:
        """Refused with the publication's own words: its people are not those that another one counts."""
        topic = self.lookup.publications[reading.publication].apart_topic
        return replace(reading, intent="figure", topics=(*reading.topics, topic), others=()) if topic else reading

    def _mixes(self, reading: Reading) -> bool:
        """ "What share of referrals came by small boat?", "are detected victims comparable with referrals?"."""
        words = phrase(reading.text)
        ends = [i for i in range(len(words)) if self._own(words[i:]) and not self._own(words[i + 1 :])]
        starts = [j for j in range(len(words) + 1) if self._own(words[:j])]
        if not ends or not starts:
            return False
        slots = self.slots_of(reading.text, reading.publication)
        others = [name for name in self.parsers if name != reading.publication]
        before, outside = self._walk(words[: ends[0]]), self._walk((*words[: ends[0]], "?", *words[min(starts) :]))
        if slots.cue("share"):
            return any(before.get((name, how)) for name in others for how in ("strong", "weak"))
        if slots.cue("comparable", "compare") or reading.intent == "comparable":
            return any(outside.get((name, "strong")) for name in others)
        return False

    def only(self, text: str, home: str = "") -> str:
        """The one publication that all of a text is about; empty where it may be of several. ``home``: that before it."""
        pieces = [piece.text for piece in split(text[: MAX_CHARACTERS * 5])]
        settled = self._settled(pieces, home)
        named = {name for names in settled for name in names or (self.first,)}
        return next(iter(named)) if len(named) == 1 and all(len(names) < 2 for names in settled) else ""

    def stretches(self, text: str, home: str = "") -> list[tuple[str, str]]:
        """The sentences of a text that are of one publication each, in order; none where one may be of several."""
        pieces = [piece.text for piece in split(text[: MAX_CHARACTERS * 5])]
        settled = self._settled(pieces, home)
        if any(len(names) > 1 for names in settled):
            return []
        named = zip([names[0] if names else self.first for names in settled], pieces, strict=True)
        return [(name, " ".join(piece for _, piece in many)) for name, many in groupby(named, key=lambda pair: pair[0])]

    def named(self, text: str, home: str = "") -> tuple[str, ...]:
        """The publications that one sentence may be of, and that before it unless another is named by its own word."""
        if (
            len(
                {
                    names
                    for names in self._settled([piece.text for piece in split(text[: MAX_CHARACTERS * 5])], home)
                    if names
                }
            )
            > 1
        ):
            return ()  # sentences of different publications
        about = self.about(text)
        beside = (home,) if home and (about.how not in ("word", "strong", "weak") or OPENING.match(text)) else ()
        return tuple(dict.fromkeys((*beside, *about.publications)))

    def mixes(self, text: str, name: str) -> bool:
        """Does a question of one publication lean on what another counts: "what share of referrals came by small boat"?"""
        return any(self._mixes(replace(r, publication=name)) for r in self._parsed(name, text, None))

    def publication_of(self, text: str, before: Query | None = None) -> str:
        """The publication that one sentence is read against."""
        home = self.lookup.measures[before.measure].publication if before else ""
        names = self._settled([text], home)[0]
        return names[0] if names else self.first

    def slots_of(self, text: str, publication: str = "") -> Slots:
        """What one piece of text names in a publication's words, before anything is decided."""
        return self.parsers[publication or self.publication_of(text)].slots_of(text)

    def about(self, text: str) -> About:
        """What one sentence points at, by itself."""
        words = phrase(text)
        own, found = self._own(words), self._walk(words)
        if not own and not any(how == "strong" for _, how in found):
            words = self._righted(words)
            own, found = self._own(words), self._walk(words)
        if len(own) == 1:
            return About((own[0], *self._beside(words, own[0])), "word")
        among = own or self._always
        for how in ("strong", "weak", "vague"):
            sizes = {name: found.get((name, how), 0) for name in among}
            longest = max(sizes.values())
            if longest:
                best = [name for name in among if sizes[name] == longest]
                own_words = {name: found.get((name, "named"), 0) for name in (self.first, *best)}
                if how != "strong" and self.first in among and own_words[self.first] > max(own_words[n] for n in best):
                    best = [self.first]  # "councils: who referred more": only the first knows councils
                # The first publication's plain words are its own: others name theirs in full.
                chosen = best if how == "vague" or len(best) == 1 else best[:1] if self.first in best else best
                counted = any(found.get((name, "counted")) for name in chosen)
                return About(self._hinted(words, tuple(chosen), counted), how)
        named = {name: found.get((name, "named"), 0) for name in among}
        most = max(named.values(), default=0)
        if own or most:
            return About(self._hinted(words, (next(name for name in among if named[name] == most),)), "named")
        return About(self._hinted(words, ()), "named")

    @cached_property
    def _spoken(self) -> frozenset[str]:
        """Every word that some publication or the grammar knows."""
        vocabularies = [parser.vocabulary for parser in self._eager]
        return CUE_WORDS.union(*(words for one in vocabularies for words in (one.single_words, one.plain_words)))

    def _righted(self, words: Phrase) -> Phrase:
        """Slips of spelling put right in the first publication's words: a word lost would leave the choice to the others."""
        known = self.parsers[self.first].vocabulary
        slips = {
            word: correction(word, known, CUE_WORDS, False)
            for word in words
            if word.isalpha() and word not in self._spoken
        }
        return tuple(slips.get(word) or word for word in words) if slips else words

    def _own(self, words: Phrase) -> list[str]:
        """Publications of which a word of their own is said."""
        spans = [(i, j) for i in range(len(words)) for j in range(i + 1, min(len(words), i + self._longest) + 1)]
        found = [self._words[words[i:j]] for i, j in spans if words[i:j] in self._words]
        found += [name for parts, name in self._gapped if in_order(parts, words)]
        return list(dict.fromkeys(found))

    def _walk(self, words: Phrase) -> dict[tuple[str, str], int]:
        """By publication and how: the longest phrase that it knows so, each read from the left in its own words."""
        found: dict[tuple[str, str], int] = {}
        for name in dict.fromkeys((*self._always, *self._own(words))):
            parser = self.parsers[name]
            senses, longest, i = parser.vocabulary.senses, parser.vocabulary.longest, 0
            while i < len(words):
                size = next((n for n in range(min(longest, len(words) - i), 0, -1) if senses(words[i : i + n])), 1)
                hint = self._hints.get(words[i : i + size]) == name
                here = senses(words[i : i + size])
                if any(sense.kind != "topic" and self._strength(sense, name) == "strong" for sense in here):
                    found[name, "counted"] = size
                for how in {self._strength(sense, name) for sense in here}:
                    if hint and how != "strong":
                        continue  # what only may mean a publication does not choose it
                    total = found.get((name, how), 0)
                    found[name, how] = total + size if how == "named" else max(total, size)
                i += size
        return found

    def _beside(self, words: Phrase, own: str) -> tuple[str, ...]:
        """ "Referrals and small boat arrivals": other publications whose own count is joined to this one by "and"."""
        others = []
        for i in [i for i, word in enumerate(words) if word == "and"]:
            for half, other in ((words[:i], words[i + 1 :]), (words[i + 1 :], words[:i])):
                named = self._walk(other)
                if own in self._own(half) and own not in self._own(other):
                    others += [name for name in self.parsers if name != own and named.get((name, "strong"))]
        return tuple(dict.fromkeys(others))

    def _known(self, words: Phrase) -> bool:
        return any(parser.vocabulary.senses(words) for parser in self._eager)

    def _strength(self, sense: Sense, name: str) -> str:
        if sense.kind == "compound" and "measure" in self.lookups[name].catalog.language.compounds[sense.id]:
            return "strong"
        if sense.kind == "topic" and name == self.first:
            return (
                "strong"  # "urgent referrals": what is said not to be published is said by the one that it is asked of
            )
        return STRENGTH.get(sense.kind, "named")

    def _hinted(self, words: Phrase, chosen: tuple[str, ...], counted: bool = False) -> tuple[str, ...]:
        """The publications that a hint may mean as well, unless the hint is only part of a longer known phrase.

        Where what is counted is named (``counted``), one that is read by its words alone is not meant.
        """
        i, said = 0, []
        while i < len(words):
            stretch = range(min(self._longest, len(words) - i), 0, -1)
            size = next((n for n in stretch if self._known(words[i : i + n]) or words[i : i + n] in self._hints), 1)
            said += [self._hints[words[i : i + size]]] if words[i : i + size] in self._hints else []
            i += size
        said += [name for parts, name in self._apart if in_order(parts, words)]
        hinted = [name for name in said if name not in chosen and not (counted and name not in self._always)]
        return tuple(dict.fromkeys([*(chosen or ((self.first,) if hinted else ())), *hinted]))

    def _settled(self, texts: list[str], home: str) -> list[tuple[str, ...]]:
        """What each sentence is about once its neighbours are heard: a publication named holds for what follows.

        ``home`` is the publication of the question before, which a follow-up stays with.
        """
        about = [self.about(text) for text in texts]
        if any(one.publications and one.how != "named" for one in about):
            # Members alone ("by Kent Police") belong to the count named beside them.
            about = [About() if one.how == "named" and len(one.publications) < 2 else one for one in about]
        edits = bool(texts and OPENING.match(texts[0]))
        settled: list[tuple[str, ...]] = []
        named = ""  # by a word of its own
        for one in about:
            if one.how == "word":
                named = one.publications[0]
                settled.append(one.publications)  # and any that is asked for beside it
            elif not one.publications and any(other.publications for other in about):
                settled.append(())
            elif named and named not in one.publications:
                either = (named, *one.publications) if one.how == "strong" else (named,)
                settled.append(either)
            elif home and home not in one.publications and (edits or one.how not in ("strong", "weak")):
                settled.append((home,))
            else:
                settled.append(one.publications)
        decided = [i for i, names in enumerate(settled) if names]
        for i, names in enumerate(settled):
            if not names and decided:
                near = max((j for j in decided if j < i), default=decided[0])
                settled[i] = settled[near][:1]
        return settled

    def _read(self, text: str, names: tuple[str, ...], before: Query | None) -> list[Reading]:
        name = names[0] if names else self.first
        readings = [replace(r, publication=name if names else "") for r in self._parsed(name, text, before)]
        if names[:1] in ((), (self.first,)) and len(names) < 2 and not any(_understood(r) for r in readings):
            return self._better(text, before) or readings
        # Beside a publication named by a word of its own, the other one need not know that word.
        if name != self.first:
            readings = [self._set_apart(r) if self._mixes(r) else r for r in readings]
        others = [
            r
            for other in names[1:]
            for r in self._parsed(other, text, before)[:1]
            if _understood(r) or (name != self.first and r.query is not None)
        ]
        if not others or not readings or not (readings[0].query or readings[0].measures or readings[0].topics):
            return readings
        return [replace(readings[0], others=tuple(others)), *readings[1:]]

    def _better(self, text: str, before: Query | None) -> list[Reading]:
        """Readings of another publication that understands every word and counts what is named: slips of spelling put right."""
        for name in self._always:
            parser = self.parsers[name]
            if name != self.first and parser.slots_of(text).measures:
                readings = self._parsed(name, text, before)
                if readings and all(_understood(r) for r in readings):
                    return readings
        return []

    def _parsed(self, name: str, text: str, before: Query | None) -> list[Reading]:
        same = before is not None and self.lookup.measures[before.measure].publication == name
        return [replace(r, publication=name) for r in self.parsers[name].parse(text, before if same else None)]


def _understood(reading: Reading) -> bool:
    return reading.query is not None and not (
        reading.words.not_understood or reading.topics or reading.problems or reading.ambiguous
    )
