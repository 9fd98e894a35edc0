"""What no tree was made of: what its words name, and the sentence that says why there is no figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from assistant.answer.beside import Beside
from assistant.answer.catalogue import Catalogue
from assistant.answer.caveats import would_bear
from assistant.answer.model import Part
from assistant.answer.printed import as_it_stands, of_topic
from assistant.answer.refuse import Refusals
from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.operand import EVERY
from assistant.asked.over import Over
from assistant.asked.question import question
from assistant.asked.selection import Selection
from assistant.asked.selections import selection_of, tree_of
from assistant.asked.walk import of_release
from assistant.catalog.lookup import Lookup
from assistant.english.named import Names
from assistant.english.publications import Publications
from assistant.english.said import Said
from assistant.english.saying import Sayer
from assistant.english.text import Question, TextReader
from assistant.errors import LinkError
from assistant.plan.choose import Planner
from assistant.plan.model import NotHeld, Plan
from assistant.words.tokens import MAX_CHARACTERS


@dataclass(frozen=True)
class Unread:
    """By publication: what reads its questions, and what tells of those that are not read. ``figure`` answers a
    query.
    """

    lookup: Lookup
    publications: Publications
    planner: Planner
    readers: Mapping[str, TextReader]
    sayers: Mapping[str, Sayer]
    refusals: Mapping[str, Refusals]
    besides: Mapping[str, Beside]
    catalogues: Mapping[str, Catalogue]
    catalogue: Catalogue  # of all publications
    figure: Callable[[Said, Selection], Part]
    answer_tree: Callable[[Node], Part]

    def named(self, text: str) -> Names:
        """What a stretch of text names, in the words of the publication that it is of."""
        return self.sayers[self.publications.publication_of(text)].names_of(text)

    def said(self, one: Question, before: Node | None = None) -> Said:
        """What a question that is not read says."""
        name = one.publication or self.publications.first
        earlier = selection_of(before) if before is not None else None
        same = earlier is not None and self.lookup.measures[earlier.measure].publication == name
        said = self.sayers[name].read(one.text, one.lexemes, earlier if same else None)
        if one.undecided:
            said = replace(said, measures=one.undecided, query=None)
        if said.query is None and len(said.measures) > 1 and same and earlier is not None:
            said = replace(said, follows=_spoken_of(one, earlier))
        if earlier is not None and not same and any(item.is_("THOSE") for item in one.lexemes):
            return self._apart(said)  # its people are not those that the publication before counts
        if earlier is not None and same and self._follows(one, said, earlier.measure, name):
            return replace(said, topics=(str(self.lookup.publications[name].cohort_topic),), query=None)
        return said

    def _follows(self, one: Question, said: Said, before: str, name: str) -> bool:
        """ "How many of those received a positive decision?", of people referred: what became of them."""
        publication = self.lookup.publications[name]
        theirs = any(item.is_("THOSE", "OBTAIN") for item in one.lexemes)
        other = bool(said.measures) and before not in said.measures
        return bool(publication.cohort_topic) and theirs and other and before == publication.default_measure

    def said_of(self, text: str, before: Node | None = None) -> list[Said]:
        """What a text says, of each publication in turn."""
        text = text[: MAX_CHARACTERS * 5]
        earlier = selection_of(before) if before is not None else None
        home = self.lookup.measures[earlier.measure].publication if earlier else ""
        found: list[Said] = []
        for names, stretch in self.publications.runs(text, home):
            first = names[0] if names else self.publications.first
            same = earlier is not None and home == first
            said = self.sayers[first].read(stretch, before=earlier if same else None)
            if first != self.publications.first and self.publications.mixes(stretch, first):
                said = self._apart(said)
            else:
                others = (self.sayers[name].read(stretch) for name in names[1:])
                foreign = first != self.publications.first
                told = tuple(other for other in others if other.query and (foreign or _understood(other)))
                said = replace(said, others=told)
            found.append(said)
        return [one for one in found if one.meaningful] or found[:1]

    def _apart(self, said: Said) -> Said:
        """Refused with the publication's own words."""
        topic = self.lookup.publications[said.publication].apart_topic
        return replace(said, intent="figure", topics=(*said.topics, topic), others=()) if topic else said

    def bare(self, text: str, dated: bool, as_of: str = "") -> Part | None:
        """What asks for no figure, however well its words can be joined: a greeting, a subject alone (and no
        period).
        """
        first = self.publications.first
        beside = self.besides[first]
        if beside.greets(text) or beside.opening(text) is not None or (not dated and beside.subject(text)):
            return self._before(self.sayers[first].read(text), as_of)
        return None

    def _before(self, said: Said, as_of: str) -> Part | None:
        name = said.publication or self.publications.first
        return self.besides[name].before(
            said, self.sayers[name], self.answer_tree, partial(self._overview, name, as_of)
        )

    def _overview(self, name: str, as_of: str) -> list[Node]:
        texts = self.lookup.publications[name].overview
        trees = [tree for text in texts for one in self.readers[name].read(text) for tree in one.trees[:1]]
        return [of_release(tree, as_of) for tree in trees] if as_of else trees

    def told(self, said: Said, as_of: str = "") -> Part:
        """The sentence for a question that is not read; what plainly asks for no figure is told so, with those
        nearest.
        """
        told = self._before(said, as_of)
        return told or self.besides[said.publication or self.publications.first].instead(said, self._told(said))

    def _told(self, said: Said) -> Part:
        name = said.publication or self.publications.first
        refusals, mine = self.refusals[name], self.catalogues[name]
        if said.intent == "definition" and said.terms:
            return self.catalogue.definition(said)
        if said.intent == "undefined" and not said.topics:
            return refusals.undefined(said, said.query)
        if said.intent in ("change", "comparable", "why") and not said.words.not_understood:
            return self._changed(said, mine)
        printed = of_topic(said, self.lookup)
        if printed is not None and self._stands(printed):
            return refusals.said_more(
                replace(said, query=printed), printed.measure, question(_tree(printed), self.lookup)
            )
        obstacle = self._obstacle(said, refusals)
        unknown = obstacle is not None and bool(said.words.not_understood)
        if said.intent == "release" and not unknown and not said.topics:
            return mine.releases(said)
        if said.intent == "catalogue" and not unknown and not said.topics:
            crossed = said.dimensions or len(said.measures) == 1
            return mine.crossing(said) if crossed else (mine if said.meaningful else self.catalogue).tables(said)
        return obstacle or self._unsure(said, refusals)

    def _stands(self, query: Selection) -> bool:
        plan = self.planner.plan(query)
        return isinstance(plan, Plan) and as_it_stands(plan)

    def _changed(self, said: Said, catalogue: Catalogue) -> Part:
        """What changed, and what it means for the comparison asked about."""
        query = said.query
        named = catalogue.touching(query, True) if query and query.where and not said.changes else []
        stretch = query is not None and any(not (span.is_year or span.length == 1) for span in query.periods)
        if said.intent == "change" or query is None or (said.intent == "why" and stretch):  # a sum answers no reason
            return catalogue.changes(said, named or catalogue.changes_for(said, list(said.spans)))
        part = self.figure(said, query)
        shown = part.status in ("answered", "partial")
        bearing = [c for c in part.caveats if c.kind in ("break", "note")] if shown else would_bear(query, self.lookup)
        return catalogue.compared(said, query, part, bearing, named)

    def _obstacle(self, said: Said, refusals: Refusals) -> Part | None:
        """What forbids a figure: nothing asked, words not understood, topics not held, several readings."""
        near = refusals.near
        others = tuple(one for one in said.others if one.query and near.answers(one.query))
        if others:
            return refusals.either(replace(said, others=others), self._each(said))
        hard = tuple(name for name in said.topics if self.lookup.topics[name].hard)
        if not said.meaningful or not (said.measures or said.topics or said.dimensions):
            slip = refusals.near_members(said) if said.spans else None
            return slip or refusals.out_of_scope(said)
        if hard:
            return refusals.topics(replace(said, topics=hard), said.query)
        if said.words.not_understood:
            return refusals.unknown(said, said.query, self._meant(said))
        if said.ambiguous:
            return refusals.ambiguous(said, said.query)
        if said.problems:
            return refusals.period(said, said.query)
        if said.query is None:
            return self._undecided(said, refusals)
        return None

    def _undecided(self, said: Said, refusals: Refusals) -> Part:
        """Several counts that could be meant, or none."""
        queries = self._each(said)
        plans = [self.planner.plan(one) for one in queries]
        refused = [plan for plan in plans if isinstance(plan, NotHeld)]
        if queries and len(refused) == len(plans):
            return refusals.not_held(said, queries[0], refused[0])
        if queries:
            asked_back = refusals.measure(said, queries)
            worked = self._worked_of_each(said)
            return replace(asked_back, choices=worked) if len(worked) > 1 else asked_back
        return refusals.topics(said, None) if said.topics else refusals.out_of_scope(said)

    def _worked_of_each(self, said: Said) -> tuple[str, ...]:
        """ "What share of decisions were positive?": that of each count that may be meant; none of a plain count."""
        reader, found = self.readers[said.publication], list[str]()
        vague = next((item for item in said.lexemes if item.is_("V", "W") and not item.is_("F")), None)
        for name in said.measures if vague is not None else ():
            label = self.lookup.measures[name].label
            text = " ".join(label if item is vague else item.text for item in said.lexemes)
            trees = [tree for one in reader.read(text) for tree in one.trees]
            if len(trees) != 1 or isinstance(_innermost(trees[0]), Count):
                return ()
            if self.answer_tree(trees[0]).status in ("answered", "partial"):
                found.append(self._readable(question(trees[0], self.lookup), said.publication))
        return tuple(filter(None, found))

    def _each(self, said: Said) -> list[Selection]:
        return self.sayers[said.publication].each(said)

    def _unsure(self, said: Said, refusals: Refusals) -> Part:
        """Every word is known: what is named is not held, or how the words belong together is not sure."""
        query = said.query
        assert query is not None
        part = self.figure(said, query)
        if part.status not in ("answered", "partial"):
            return part
        return refusals.unsure(said, self._meant(said) or self._nearest(query))

    def _meant(self, said: Said) -> str:
        """The question without the words that nothing joins, where that is read and answers."""
        tree = self.readers[said.publication].without_strange(said.lexemes)
        try:
            answered = tree is not None and self.answer_tree(tree).status in ("answered", "partial")
        except LinkError:  # without its words a question may name a breakdown twice
            answered = False
        if tree is None or not answered:
            return ""
        return self._readable(question(tree, self.lookup), said.publication)

    def _nearest(self, query: Selection) -> str:
        """The count of what is named, as a question that is read."""
        return self._readable(question(_tree(query), self.lookup), self.lookup.measures[query.measure].publication)

    def _readable(self, text: str, name: str) -> str:
        """A question that is offered, where it is read itself; else nothing."""
        read = self.readers[name].read(text)
        return text if read and all(one.read for one in read) else ""


def _understood(said: Said) -> bool:
    return not (said.words.not_understood or said.topics or said.problems or said.ambiguous)


def _tree(query: Selection) -> Node:
    """A query as a tree: those of what is named have periods, or the words for them."""
    tree = tree_of(query)
    assert tree is not None
    return tree


def _spoken_of(one: Question, earlier: Selection) -> Selection | None:
    """ "How many decisions were there for them?": whom and when the count before was of; its time, of nobody named."""
    theirs = any(item.is_("REFERS", "THOSE", "THAT") for item in one.lexemes)
    if earlier.calculation != EVERY:
        return None
    return earlier if theirs else replace(earlier, where=(), by=())


def _innermost(tree: Node) -> Node:
    return _innermost(tree.of) if isinstance(tree, Over) else tree
