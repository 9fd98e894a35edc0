"""Which publication each sentence of a text is about; every publication is then read with its own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import groupby

from assistant.asked.selection import Selection
from assistant.catalog.lookup import Lookup
from assistant.catalog.views import view
from assistant.english.lexicon import kinds, kinds_said, lexicon, spoken
from assistant.english.pointing import gapped, in_order, phrases
from assistant.english.stretches import pieces
from assistant.made import Made
from assistant.words.suggest import correction
from assistant.words.tokens import phrase
from assistant.words.vocabulary import Phrase, Sense, Vocabulary, both_sizes, sizes_of

# Kinds of sense by how surely they name what is counted.
STRENGTH = {"measure": "strong", "weak_measure": "weak", "vague_measure": "vague"}
FOLLOWS = 3  # words at most that open an edit of the question before


@dataclass(frozen=True)
class About:
    """``publications``: none where nothing points at one, several where it could be either.

    ``how``: "word" (a publication's own), "strong", "weak", "vague" or "named".
    """

    publications: tuple[str, ...] = ()
    how: str = ""


class Publications:
    """The vocabulary of each publication, and which of them a sentence points at."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        names = list(lookup.publications)
        self.first = names[0]
        self.lookups = Made(names, lambda name: lookup if len(names) == 1 else Lookup(view(lookup.catalog, name)))
        self.vocabularies = Made(names, lambda name: Vocabulary(self.lookups[name].catalog))
        self._always = [p.id for p in lookup.catalog.publications if not p.by_words or p.id == self.first]
        self._words = phrases((p.id, p.words) for p in lookup.catalog.publications)
        self._hints = phrases((p.id, p.hints) for p in lookup.catalog.publications)
        self._apart = gapped((p.id, p.hints) for p in lookup.catalog.publications)
        self._gapped = gapped((p.id, p.words) for p in lookup.catalog.publications)
        self.about = lru_cache(maxsize=256)(self._about)  # a text is looked at for its publication more than once
        self._sizes = sizes_of(self._words)

    @property
    def _eager(self) -> list[Vocabulary]:
        """Vocabularies of the publications that any question may be about."""
        return [self.vocabularies[name] for name in self._always]

    def only(self, text: str, home: str = "") -> str:
        """The one publication that all of a text is about; empty where it may be of several. ``home``: that before
        it.
        """
        settled = [names for names, _ in self.runs(text, home)]
        named = {name for names in settled for name in names or (self.first,)}
        return next(iter(named)) if len(named) == 1 and all(len(names) < 2 for names in settled) else ""

    def stretches(self, text: str, home: str = "") -> list[tuple[str, str]]:
        """The sentences of a text that are of one publication each, in order; none where one may be of several."""
        runs = self.runs(text, home)
        if any(len(names) > 1 for names, _ in runs):
            return []
        named = [(names[0] if names else self.first, part) for names, part in runs]
        return [(name, " ".join(part for _, part in many)) for name, many in groupby(named, key=lambda pair: pair[0])]

    def runs(self, text: str, home: str = "") -> list[tuple[tuple[str, ...], str]]:
        """The stretches of a text, each with the publications that it may be of."""
        parts = list(pieces(text))
        settled = self._settled(parts, home)
        grouped = groupby(zip(settled, parts, strict=True), key=lambda pair: pair[0])
        return [(names, " ".join(part for _, part in many)) for names, many in grouped] or [((), text)]

    def named(self, text: str, home: str = "") -> tuple[str, ...]:
        """The publications that one sentence may be of, and that before it unless another is named by its own word."""
        if len({names for names, _ in self.runs(text, home) if names}) > 1:
            return ()  # sentences of different publications
        about = self.about(text)
        beside = (home,) if home and (about.how not in ("word", "strong", "weak") or follows(text)) else ()
        return tuple(dict.fromkeys((*beside, *about.publications)))

    def mixes(self, text: str, name: str) -> bool:
        """Does a question of one publication lean on what another counts?

        "What share of referrals came by small boat?", "are detected victims comparable with referrals?".
        """
        return any(self._mixes(phrase(piece), name) for piece in pieces(text))

    def _mixes(self, words: Phrase, name: str) -> bool:
        ends = [i for i in range(len(words)) if self._own(words[i:]) and not self._own(words[i + 1 :])]
        starts = [j for j in range(len(words) + 1) if self._own(words[:j])]
        if not ends or not starts:
            return False
        others = [other for other in self.vocabularies if other != name]
        before, outside = self._walk(words[: ends[0]]), self._walk((*words[: ends[0]], "?", *words[min(starts) :]))
        if _says(words, ("SHARE", "SHAREOF", "RATE")):
            return any(before.get((other, how)) for other in others for how in ("strong", "weak"))
        if _says(words, ("COMPARE", "VERSUS")) or kinds_said(words).get("comparable"):
            return any(outside.get((other, "strong")) for other in others)
        return False

    def publication_of(self, text: str, before: Selection | None = None) -> str:
        """The publication that one sentence is read against."""
        home = self.lookup.measures[before.measure].publication if before else ""
        names = self._settled([text], home)[0]
        return names[0] if names else self.first

    def _about(self, text: str) -> About:
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
    def _known_sizes(self) -> dict[str, tuple[int, ...]]:
        """Of phrases that some publication knows or hints at."""
        return reduce(both_sizes, (one.sizes for one in self._eager), sizes_of(self._hints))

    @cached_property
    def _asking(self) -> frozenset[str]:
        return spoken().union(*kinds())

    @cached_property
    def _spoken(self) -> frozenset[str]:
        """Every word that some publication or the grammar knows."""
        return self._asking.union(*(words for one in self._eager for words in (one.single_words, one.plain_words)))

    def _righted(self, words: Phrase) -> Phrase:
        """Slips of spelling put right in the first publication's words: a word lost would leave the choice to the
        others.
        """
        known = self.vocabularies[self.first]
        slips = {
            word: correction(word, known, self._asking, False)
            for word in words
            if word.isalpha() and word not in self._spoken
        }
        return tuple(slips.get(word) or word for word in words) if slips else words

    def _own(self, words: Phrase) -> list[str]:
        """Publications of which a word of their own is said."""
        stretches = (words[i : i + n] for i, word in enumerate(words) for n in reversed(self._sizes.get(word, ())))
        found = [self._words[stretch] for stretch in stretches if stretch in self._words]
        found += [name for parts, name in self._gapped if in_order(parts, words)]
        return list(dict.fromkeys(found))

    def _walk(self, words: Phrase) -> dict[tuple[str, str], int]:
        """By publication and how: the longest phrase that it knows so, each read from the left in its own words."""
        found: dict[tuple[str, str], int] = {}
        for name in dict.fromkeys((*self._always, *self._own(words))):
            vocabulary = self.vocabularies[name]
            senses, i = vocabulary.senses, 0
            while i < len(words):
                size = _longest(words, i, vocabulary.sizes, senses)
                hint = self._hints.get(words[i : i + size]) == name
                here = senses(words[i : i + size]) if not _percent(words, i + size) else ()  # "over 40%" is no age
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
                    others += [name for name in self.vocabularies if name != own and named.get((name, "strong"))]
        return tuple(dict.fromkeys(others))

    def _known(self, words: Phrase) -> bool:
        return any(vocabulary.senses(words) for vocabulary in self._eager)

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
            size = _longest(words, i, self._known_sizes, lambda of: self._known(of) or of in self._hints)
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
        edits = bool(texts and follows(texts[0]))
        settled: list[tuple[str, ...]] = []
        named = ""  # by a word of its own
        for one, text in zip(about, texts, strict=True):
            if one.how == "word":
                named = one.publications[0]
                settled.append(one.publications)  # and any that is asked for beside it
            elif not one.publications and any(other.publications for other in about):
                settled.append(())
            elif named in one.publications and one.how != "strong" and _says(phrase(text), ("THOSE",)):
                settled.append((named,))  # "and of those who arrived in 2023?"
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
        return _told_of_one(texts, settled, {i for i, one in enumerate(about) if one.how == "word"})


def _told_of_one(texts: list[str], settled: list[tuple[str, ...]], own: set[int]) -> list[tuple[str, ...]]:
    """ "Refusals shot up. How many negative reasonable grounds decisions …?": what is only told is of the publication
    that is asked.
    """
    for i, names in enumerate(settled):
        others = {other for j, other in enumerate(settled) if j != i}
        alone = next(iter(others)) if len(others) == 1 else ()
        if len(names) > 1 and i not in own and not texts[i].endswith("?") and len(alone) == 1 and alone[0] in names:
            settled[i] = alone
    return settled


def _longest(words: Phrase, i: int, sizes: Mapping[str, tuple[int, ...]], known: Callable[[Phrase], object]) -> int:
    """How many words the longest known phrase has that begins at a place; 1 where there is none."""
    left = len(words) - i
    return next((n for n in sizes.get(words[i], ()) if n <= left and known(words[i : i + n])), 1)


def follows(text: str) -> bool:
    """Does a text open as an edit of the question before does: "and for women?"."""
    words = phrase(text[:60])
    return any("follows" in kinds().get(words[:size], ()) for size in range(1, FOLLOWS + 1))


def _percent(words: Phrase, end: int) -> bool:
    """Does a number end here, and behind it stand what makes it a percentage?"""
    return words[end - 1].isdigit() and any(_says(words[end : end + n], ("SHARE",)) for n in (1, 2) if words[end:])


def _says(words: Phrase, categories: Iterable[str]) -> bool:
    """Does a phrase of the lexicon of one of these categories stand in the words?"""
    wanted = set(categories)
    return any(
        word.category in wanted
        for i in range(len(words))
        for size in range(1, min(FOLLOWS, len(words) - i) + 1)
        for word in lexicon().get(words[i : i + size], ())
    )
