"""Lexemes to chunks: runs of words that say one thing of a count, the words that ask, and what joins them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.english.chunk import GLUED, PLAIN_PARTS, Chunk, Chunks, collapse
from assistant.english.contrasts import set_beside
from assistant.english.frame import EMPTY, Axis, Frame, merge
from assistant.english.joining import GLUE, heads, joining, meaning_of, noun, relates
from assistant.english.lexeme import Lexeme, Meaning
from assistant.english.lexicon import Word, lexicon
from assistant.words.vocabulary import Sense, Vocabulary

JOINING = (Word("AND", "plain"), Word("OR", "or"), Word("VERSUS", "versus"))
DROPPED = (
    "POLITE", "CITING", "SIGNOFF", "THAT", "ASK", "REPORT", "ARTICLE", "SCOPE", "PRONOUN", "EVALUATION", "NO",
    "ASKED", "FILLER", "WRITING", "REPEAT", "DRAWN",
)  # fmt: skip
# Words that ask or compute: each must find its place in the tree.
SIGNS = (
    "HOWMANY", "PICKED", "WHAT", "WHICH", "WHEN", "MINUS", "FRACTION", "TWO", "EVERYONE", "MOSTLY", "INCLUDING",
    "LATEST", "SHARE", "SHAREOF", "RATE", "SUM", "DISTINCT", "MOVE", "GROWTH", "POINTS", "HOWMUCH", "DIFF", "BETWEEN",
    "MOST", "EVER",
    "FASTEST", "NTH", "RANK", "EACH", "BREAKDOWN", "TREND", "AVERAGE", "TOTAL", "RUNNING", "TIMES", "RATIO",
    "INPERCENT", "MORE", "LIKELY", "ASMANY",
    "LIMIT", "ORMORE", "FIRST", "DOUBLE", "REVISED", "SOURCE", "WHY", "REFERS", "ANYOF", "REST", "FIRSTPUBLISHED",
    "ALSO", "THOSE", "TRUE", "N", "UNIT", "GRAIN",
    "EARLIER", "THAN", "VERSUS", "COMPARE", "NOT", "EXCEPT", "EXCLUDED", "TAKE", "OUT",
    "NEITHER", "ONLY", "BOTH", "AND", "OR", "COMMA",
    "SINCE", "UNTIL", "ONWARDS", "LATEST", "NOW", "D",
)  # fmt: skip


class Chunker:
    """Makes chunks against one catalog."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        catalog = vocabulary.catalog
        self.compounds = catalog.language.compounds
        self.contrasts = catalog.language.contrasts
        scopes = [words for words, meanings in lexicon().items() if any(m.category == "SCOPE" for m in meanings)]
        self.of_scope = {s.dimension for words in scopes for s in vocabulary.senses(words) if s.kind == "member"}
        self.agents = {d.id for d in catalog.dimensions if d.place == "by"}
        # Members that are many of a kind: "local authorities", and every type that has members of its own.
        self.several = {(d, i) for words in self.compounds.values() for d, i in words.items() if d in self.agents}
        self.vocabulary = vocabulary
        self.not_after = {d.id: d.not_after for d in catalog.dimensions if d.not_after}
        self.groups = {(d.id, g.id): frozenset(g.members) for d in catalog.dimensions for g in d.groups}
        self.residual = {(d.id, m.id) for d in catalog.dimensions for m in d.members if m.residual}
        self.persons = {d.id for d in catalog.dimensions if d.persons}

    def read(self, items: list[Lexeme]) -> Chunks:
        dropped: list[Lexeme] = []
        unknown: list[Lexeme] = []
        out: list[Chunk] = []
        for i, item in enumerate(items):
            made = self._chunk(items, i) if not self.directed(items, i) else None
            if made is not None:
                out.append(made)
            elif self._denies(items, i):
                unknown.append(item)
            elif item.is_(*DROPPED) or item.is_("MARK", "STOP") or (item.is_("AND") and i == 0):
                dropped.append(item)
            else:
                unknown.append(item)
        return Chunks(tuple(collapse(out)), tuple(dropped), tuple(unknown))

    def _denies(self, items: list[Lexeme], i: int) -> bool:
        """ "Had no referrals": none of what follows. "No, 2022" corrects."""
        denied = items[i].get("NO")
        return denied is not None and denied.what == "deny" and any(self.says(item) for item in items[:i])

    def says(self, item: Lexeme) -> bool:
        """Does the lexeme say or ask anything, but for politeness, marks and the number of a list?"""
        return any(m.category not in (*DROPPED, *GLUE, "MARK", "COMMA", "AND", "N") for m in item.meanings)

    def _chunk(self, items: list[Lexeme], i: int) -> Chunk | None:
        item = items[i]
        if self._single_out(items, i):
            return None
        if self._said_before(items, i):
            return Chunk(frozenset(("FR",)), {"FR": replace(EMPTY, noun=True)}, (item,))
        if relates(items, i):
            return Chunk(GLUED & {"G"}, {"G": ("OF",) if item.is_("THOSE") else ("REL",)}, (item,))
        what = self._named(items, i)
        for category in SIGNS:
            meaning = item.get(category)
            if category == "ANYOF" and not any(x.is_("D") for x in items[i + 1 : i + 2]):
                continue
            if meaning is not None and category != "D" and (category != "LATEST" or meaning.what == "latest"):
                what[category] = meaning.what
        if not (item.is_("WHICH") and heads(items, i)):
            what.update({} if noun(items, i) else joining(item))
        at = i - 1 if not (i and items[i - 1].is_("ONLY")) else i - 2
        if item.is_("SCOPE") and at >= 0 and items[at].is_("PLACE"):
            return self._place(item)
        if "FR" in what and (
            (item.is_("SCOPE") and not self.nationality(items, i))
            or (item.is_("REPORT") and not self._referrer(items, i))
        ):
            return None
        return Chunk(frozenset(what), what, (item,)) if what else None

    def _said_before(self, items: list[Lexeme], i: int) -> bool:
        """What the word before it says already: a wider group, or the kind of what it named."""
        if not i:
            return False
        return self._inside(items[i - 1], items[i]) or (
            items[i].is_("D") and self._beside_agent(items[i - 1], items[i])
        )

    def _named(self, items: list[Lexeme], i: int) -> dict[str, Any]:
        """What the lexeme names: a count or its limits, a breakdown, a release, a period, everyone."""
        item = items[i]
        what: dict[str, Any] = {}
        frame = self._frame(items, i)
        dimension = self._dimension(item)
        if frame is not None:
            what["FR"] = frame
        if dimension is not None and dimension.where and i and items[i - 1].is_("BY"):
            # "By police force" asks for each of them, "by police forces" names who referred.
            if item.text.endswith("s"):
                dimension = None
            else:
                what.pop("FR", None)
        if dimension is not None and dimension.where and self._acting(items, i):
            what.pop("FR", None)
        if dimension is not None and dimension.where and i and items[i - 1].is_("WHICH") and heads(items, i - 1):
            what.pop("FR", None)  # "which forces?" asks for each of them
        if dimension is not None:
            what["D"] = dimension
            if self._broken_down(item):
                what["FR"] = Frame(axes=(dimension,))
        if item.is_("AS_OF"):
            what["FR"] = Frame(as_of=meaning_of(item, "AS_OF"))
        if item.is_("TM"):
            what["TM"] = meaning_of(item, "TM")
        if item.is_("EVERYONE"):
            what["FR"] = replace(EMPTY, noun=True)
        return what

    @staticmethod
    def _acting(items: list[Lexeme], i: int) -> bool:
        """ "How many charities made referrals" counts charities; "how many police referrals" does not count forces."""
        many = bool(i) and items[i - 1].is_("HOWMANY") and items[i].text.endswith("s")
        return many and any(x.is_("VERB", "HAVE", "DO") or x.text == "referred" for x in items[i + 1 : i + 2])

    def _broken_down(self, item: Lexeme) -> bool:
        """ "Positive versus negative decisions" and "outcomes" ask for each of them."""
        words = item.text.split()
        joined = any(word in JOINING for w in words for word in self._word(w))
        joined = joined or any(Word("BREAKDOWN", "noun") in self._word(w) for w in words[1:])
        return joined or (item.is_("W", "V") and not item.is_("F", "M"))

    def directed(self, items: list[Lexeme], i: int) -> bool:
        """ "Sent to Kent Police" is not "made by Kent Police", nor "with children" of children: the catalog lists
        the words.
        """
        senses = [
            m.what
            for m in items[i].meanings
            if m.category == "F" and (m.what.dimension, m.what.id) not in self.residual
        ]
        words = {w for sense in senses for w in self.not_after.get(sense.dimension, ())}
        if not words or not i or any(x.is_("RATIO") for x in items[:i]) or items[i - 1].is_("VERSUS", "OF", "NO"):
            return False
        before = [x for x in items[max(0, i - 3) : i] if not x.is_("ARTICLE")][-2:]
        texts = [x.text for x in before[-1:]] + [" ".join(x.text for x in before)]
        return any(text in words or text.split()[-1:] == [word] for text in texts for word in words if text)

    def _inside(self, before: Lexeme, item: Lexeme) -> bool:
        """ "British-Nigerian dual nationals" are those who are both: the wider group says nothing more."""
        named = {(m.what.dimension, m.what.id) for m in before.meanings if m.category == "F"}
        wider = [
            self.groups.get((m.what.dimension, m.what.id), frozenset()) for m in item.meanings if m.category == "F"
        ]
        return any(member in group for group in wider for _, member in named)

    def _beside_agent(self, before: Lexeme, item: Lexeme) -> bool:
        """ "Police first responders": the kind's word after one of its kind says nothing more."""
        agents = any(m.category == "F" and m.what.dimension in self.agents for m in before.meanings)
        return agents and any(m.category == "D" and m.what.id in self.agents for m in item.meanings)

    def _single_out(self, items: list[Lexeme], i: int) -> bool:
        """ "How many councils", "which council": one of a kind held together; not "how many council referrals"."""
        kinds = [m.what for m in items[i].meanings if m.category == "F" and m.what.kind == "compound"]
        if not any("topic" in self.compounds[sense.id] for sense in kinds) or not i:
            return False
        beside = any(x.is_("M") for x in items[i + 1 : i + 2]) and not items[i].is_("PLURAL")
        return items[i - 1].is_("WHICH", "MOST", "EACH", "N", "DISTINCT", *(() if beside else ("HOWMANY",)))

    def _place(self, item: Lexeme) -> Chunk | None:
        """ "Happened in the UK": where the exploitation took place, as the catalog names it."""
        senses = [s for s in self.vocabulary.senses(("exploited", *item.text.split())) if s.kind == "member"]
        if len(senses) != 1:
            return None
        frame = Frame(where=((senses[0].dimension, (senses[0].id,)),), words=1, lead=senses[0].dimension)
        return Chunk(frozenset(("FR",)), {"FR": frame}, (item,))

    def _referrer(self, items: list[Lexeme], i: int) -> bool:
        """ "Home Office" is who referred only where something says so; else it is whose figures these are."""
        before = [x for x in items[max(0, i - 2) : i] if not x.is_("ARTICLE")][-1:]
        following = items[i + 1 : i + 2]
        joined = ("BY", "FROM", "AND", "OR", "NOT", "EXCEPT", "NEITHER")
        acts = any(x.is_("DO", "HAVE") for x in before) and any(x.is_("REFERRING") for x in following)  # "did it make"
        referred = any(x.is_("AND", "OR") or x.text.startswith("refer") for x in following)
        return acts or referred or any(x.is_(*joined) for x in before)

    def nationality(self, items: list[Lexeme], i: int) -> bool:
        """ "UK" is a nationality beside people only: "from the UK", "UK children"; else the scope of the statistics."""
        following = items[i + 1] if i + 1 < len(items) else None
        before = items[i - 1] if i else None
        while before is not None and before.is_("ARTICLE"):
            i -= 1
            before = items[i - 1] if i else None
        if before is not None and (
            before.is_("FROM", "NOT", "EXCEPT", "THAN", "SINCE", "AS")
            or before.text == "non"
            or self._names_nationality(before)
        ):
            return True
        if before is not None and before.is_("AND", "OR", "COMMA") and i > 1 and self._is_nationality(items[i - 2]):
            return True  # "Albania and the UK"
        if following is None:
            return False
        if following.is_("SHARE"):
            return True  # "the UK share", "the UK's share of referrals"
        if following.is_("AND", "OR", "COMMA", "VERSUS") and i + 2 < len(items) and self._is_nationality(items[i + 2]):
            return True  # "UK and Vietnamese nationals"
        persons = following.get("F")
        sense = persons.what if persons else None
        return following.is_("PEOPLE") or (
            isinstance(sense, Sense) and (sense.dimension in self.persons or sense.kind == "compound")
        )

    def _names_nationality(self, item: Lexeme) -> bool:
        """ "With nationality UK"."""
        return any(m.category == "D" and m.what.id in self.of_scope for m in item.meanings)

    def _is_nationality(self, item: Lexeme) -> bool:
        return any(m.category == "F" and m.what.dimension in self.of_scope for m in item.meanings)

    def _frame(self, items: list[Lexeme], i: int) -> Frame | None:
        item = items[i]
        senses = [m.what for m in item.meanings if m.category in ("F", "M", "W", "V")]
        if not senses and item.is_("SCOPE"):  # "after the UK", "not from the UK": a nationality where it stands as one
            senses = [
                s for s in self.vocabulary.senses(tuple(item.text.removeprefix("the ").split())) if s.kind == "member"
            ]
        if not senses:
            return replace(EMPTY, noun=True) if item.is_("PEOPLE") else None
        frame = EMPTY
        members = [s for s in senses if s.kind in ("member", "group")]
        compound = next((s for s in senses if s.kind == "compound"), None)
        if compound is not None:
            frame = self._compound(compound)
        elif members:
            plain = [s for s in members if s.kind == "member"] or members
            if len({(s.dimension, s.id) for s in plain}) > 1 or plain[0].id.startswith("ambiguous_"):
                near = self._near(items, i)
                plain = [s for s in plain if s.dimension in near]
                if len({(s.dimension, s.id) for s in plain}) != 1:
                    return None
            if plain[0].id.startswith("ambiguous_"):
                return None
            frame = Frame(where=((plain[0].dimension, (plain[0].id,)),))
        strong = tuple(dict.fromkeys(s.id for s in senses if s.kind == "measure"))
        weak = tuple(dict.fromkeys(s.id for s in senses if s.kind == "weak_measure"))
        vague = tuple(dict.fromkeys(s.id for s in senses if s.kind == "vague_measure"))
        counts = Frame(strong, (weak,) if weak else (), (vague,) if vague and not members else ())
        both = merge(frame, counts)
        if both is None:
            return None
        agent = any(d in self.agents for d, _ in both.where)
        persons = compound is not None or any(d in self.persons for d, _ in both.where)
        several = (
            agent
            or item.text.endswith("s")
            or any(m.category == "PLURAL" for w in item.text.split()[-1:] for m in self._word(w))
        )
        adjective = i + 1 < len(items) and items[i + 1].is_("PEOPLE")
        noun = persons or agent or both.counts or several
        lead = both.where[0][0] if both.where else ""
        beside = tuple((d, (one,)) for d, one in self.contrasts.get(item.text, {}).items())
        if beside and set_beside(items, i, {d for d, _ in beside}, self.compounds):
            both = merge(both, Frame(where=beside)) or both  # "men, women and children": of age
        return replace(
            both,
            noun=noun,
            words=1,
            lead=lead,
            beside=beside,
            everyone=compound is not None,
            plural=several and not adjective,
        )

    def _word(self, word: str) -> tuple[Word, ...]:
        return lexicon().get((word,), ())

    def _near(self, items: list[Lexeme], i: int) -> set[str]:
        near = items[max(0, i - 5) : i] + items[i + 1 : i + 4]
        return {m.what.id for item in near for m in item.meanings if m.category == "D"}

    def _compound(self, sense: Sense) -> Frame:
        parts = self.compounds[sense.id]
        strong = (parts["measure"],) if "measure" in parts else ()
        where = tuple(sorted((d, (m,)) for d, m in parts.items() if d not in PLAIN_PARTS))
        return Frame(strong=strong, where=where)

    def _dimension(self, item: Lexeme) -> Axis | None:
        for meaning in item.meanings:
            sense = meaning.what
            if meaning.category == "D":
                return Axis(sense.id, several=item.plural)
            if meaning.category == "F" and sense.kind == "compound":
                parts = self.compounds[sense.id]
                name = parts.get("by") or parts.get("which")
                if name:
                    where = tuple(sorted((d, (m,)) for d, m in parts.items() if d not in PLAIN_PARTS))
                    apart = ((name, (f"!{parts['without']}",)),) if "without" in parts else ()
                    return Axis(name, where, item.plural, apart)
        return None


__all__ = ["Chunk", "Chunker", "Chunks", "Meaning"]
