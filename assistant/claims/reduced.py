"""A sentence less what says nothing of its figures: who reports them, when they came out, what the scheme does."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.catalog.lookup import Lookup
from assistant.claims.defining import without_meanings
from assistant.claims.ranking import orders
from assistant.claims.sole import Sole
from assistant.claims.stated import Stated, find
from assistant.claims.wording import spelled_out
from assistant.english.named import Names
from assistant.english.phrases import explanation, filled, pattern
from assistant.period import Span
from assistant.words.tokens import clean

ASIDE = pattern("reduced.aside")
REST, UNSAID = pattern("reduced.rest"), pattern("reduced.unsaid")
LEAST = 85  # percent that shares come to of which the rest may be unknown
WHETHER = explanation("reduced.whether")
UNTOLD = explanation("reduced.untold")
COMMENT = pattern("reduced.comment")  # "…, which the Commissioner welcomed"
ENDED = pattern("reduced.ended")  # "…, ending a run of yearly rises", which came before
DASH = re.compile(r"(?<=[^\s\d])—(?=[^\s\d])")  # without spaces
NUMBER_OF = re.compile(r"(?<=[(\s])n ?= ?(?=\d)", re.IGNORECASE)  # "(n=2,337)"
# "… on record #ModernSlavery #Home": labels of a text
TAGS, TAG = re.compile(r"(?:\s+#\w+)+\s*$"), re.compile(r"#(\w+)")
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
# "The NRM, which identifies and supports victims, received …": what the scheme does limits nothing.
DESCRIBING = pattern("reduced.describing")
AND, OR = " and ", " or "
# "Figures published on 2 March 2023 show …": when they came out dates none of them.
ISSUED = pattern("reduced.issued")
BY_END = pattern("reduced.by_end")
DECEMBER = pattern("reduced.december")
MONTH_END = pattern("reduced.month_end")


class Reduced:
    """Reads with the names of a sentence and what a catalog says of claims."""

    def __init__(self, lookup: Lookup, names_of: Callable[[str], Names]) -> None:
        self.lookup = lookup
        self.names_of = names_of
        self.words = words = lookup.catalog.claims
        who = words.receives.words
        says = (*words.saying, *words.showing)
        self.reporting = filled("reduced.reporting", verbs=words.reporting, says=says)
        self.receives = filled("reduced.receives", who=who, does=words.receives.verbs)
        self.offences = filled("reduced.offences", crimes=words.offences)
        self.publishers = filled("reduced.publishers", who=words.publishers)
        # "Women or girls", who are women and girls
        said = [words.replace(AND, OR) for words in lookup.catalog.language.compounds if AND in words]
        self.either = filled("reduced.either", pairs=said)
        self.purpose = filled("reduced.purpose", why=words.purposes)  # "referred | for help and assessment"
        scope = words.scope.words if words.scope else ()
        self.twice = filled("reduced.twice", scope=scope)  # "the United Kingdom (UK)"
        self.kept = filled("reduced.kept", who=who, scheme=words.receives.scheme)  # "the government's NRM"
        starts = [change.date for change in lookup.catalog.changes if change.kind == "coverage"]
        self.sole = Sole(lookup, names_of)
        self.begun = frozenset(day.year for day in starts if day is not None)

    def aside(self, sentence: str) -> tuple[str, str, str]:
        """The sentence without what it says last of most of those whom it counts, or of the rest of them, a note of what is
        not checked, and what is said of most: ", mostly boys used by gangs", "; for the rest the age was not known"."""
        if (found := ASIDE.search(sentence)) and find(sentence[: found.start()]):
            words = found["aside"]
            return f"{sentence[: found.start()]}{sentence[found.end() :]}", WHETHER.format(words=words), words
        if (found := REST.search(sentence)) and (told := find(sentence[: found.start()])):
            unsaid = UNSAID.search(found.group())
            if unsaid or not found["share"]:  # "the other 24% were female" is a figure like others
                return sentence[: found.start()], "" if unsaid and _all(told) else UNTOLD, ""
        return sentence, "", ""

    def plain(self, sentence: str) -> str:
        """The sentence less clauses that describe the scheme or say what a word means."""
        sentence = self.twice.sub(r"\1", DASH.sub(" - ", self.kept.sub("the ", sentence)))
        sentence = NUMBER_OF.sub("", TAGS.sub(self._tagged, sentence))
        sentence = self.either.sub(lambda found: found.group().replace(OR, AND), sentence)
        sentence = self.purpose.sub(r"\1", sentence)
        sentence = ENDED.sub("", sentence)
        crimes = self.words.offences
        sentence = without_meanings(self.offences.sub(crimes[0], clean(sentence)), self.names_of, crimes)
        sentence = COMMENT.sub(lambda found: found.group() if self._says(found.group()) else "", sentence)
        return DESCRIBING.sub(lambda found: found.group() if self._limits(found.group()) else " ", sentence)

    def _tagged(self, found: re.Match[str]) -> str:
        """Nothing of "#ModernSlavery" at the end of a text; one that names people or a place, or that nothing knows, as words."""
        words = TAG.sub(lambda tag: self._spelled(tag[1]), found.group())
        names = self.names_of(words)
        return f" {words.strip()}" if names.filters or names.topics or names.unknown or names.spans else ""

    def _spelled(self, tag: str) -> str:
        """The words of a label, also of one whose words no capitals part: "#modernslavery"."""
        plain = " ".join(PART.findall(tag))
        apart = (f"{plain[:at]} {plain[at:]}" for at in range(2, len(plain) - 1)) if plain.isalpha() else ()
        return next((words for words in apart if not self.names_of(words).unknown), plain)

    def told(self, sentence: str, told: tuple[Span, ...], about: str = "") -> str:
        """The sentence less who tells it, its times written out; ``told``: the periods of the sentence before, and
        ``about``: the measure that it counts."""
        sentence = self.sole.told(sentence, told)
        sentence = self.reporting.sub(self._said, ISSUED.sub(r"\1", sentence))
        received = self.receives.sub("there were ", sentence, count=1)  # "the Home Office received 4,929 reports"
        return spelled_out(self._ends(received, about), self.names_of, told, self.begun)

    def _said(self, found: re.Match[str]) -> str:
        """ "Figures from Kent Police show 75 referrals" says whose they are; who says "that …" is no limit."""
        said = found.group()
        if find(said):
            return said  # "Six in ten of those referred said that …" is what is claimed
        spans = self.names_of(said).spans
        limits = self._limits(self.publishers.sub(" ", said))
        if len(spans) == 1 and not limits:
            return f"In {spans[0].label} "  # "The 2021 figures show that …", "NCA figures for 2017 show"
        shown = found["found"] or said.split()[-1].lower() in self.words.showing
        return said if shown and limits else ""

    def _ends(self, sentence: str, about: str) -> str:
        """ "In June 2024" of what is counted at the end of a quarter is the end of June; "by" an end is at it."""
        found = MONTH_END.search(sentence) or BY_END.search(sentence) or DECEMBER.search(sentence)
        names = self.names_of(sentence) if found else None
        counted = names.counted[:1] or ((about,) if about and not names.weak else ()) if names else ()
        stock = any(self.lookup.measures[m].kind == "stock" for m in counted)
        december = stock and DECEMBER.search(sentence)
        if december and [span.is_year for span in self.names_of(DECEMBER.sub("", sentence)).spans] == [True]:
            return DECEMBER.sub("", sentence)  # the end of the one year named
        return BY_END.sub("at ", MONTH_END.sub(r"at the end of \1 \2", sentence)) if stock else sentence

    def _says(self, clause: str) -> bool:
        """Does a clause name people, counts or times, or how figures stand to one another?"""
        names = self.names_of(clause)
        return bool(names.filters or names.measures or names.weak or names.spans or names.topics or orders(clause))

    def _limits(self, clause: str) -> bool:
        """Does a clause name people, and so may say whom a figure counts?"""
        return bool(self.names_of(clause).filters)


def _all(told: list[Stated]) -> bool:
    """Are nearly all those who were counted among whom several figures are of?"""
    return len(told) > 1 and (told[0].kind != "share" or sum(s.value for s in told if s.kind == "share") >= LEAST)
