"""One clause as a question: read whole, or as an edit of what was asked before it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from assistant.asked.count import Count, Where
from assistant.asked.having import Having
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.top import Top
from assistant.catalog.lookup import Lookup
from assistant.english.afterthought import beside_first
from assistant.english.apposed import acting_singly, apposed, without_gloss
from assistant.english.boths import both_alone
from assistant.english.clause_reader import Clause, Reader
from assistant.english.conversation import Context, Question, unread, word_use
from assistant.english.counted import of_unit
from assistant.english.edits import Edits
from assistant.english.ends import Undecided, Unfit
from assistant.english.everybody import of_all_types, of_everybody, without_some
from assistant.english.first_last import few_of_them, first_to_last, last_together, last_told, one_of_them, part_of_each
from assistant.english.fiscal import unfounded
from assistant.english.follow import Editor
from assistant.english.frame import EMPTY, Frame, fill
from assistant.english.its_share import its_share, of_their_total, of_wider
from assistant.english.kinds import referrers
from assistant.english.lasting import of_lasting, waited_for
from assistant.english.leaning import (
    became,
    fate,
    movement,
    of_it,
    of_people,
    points,
    recalled,
    redated,
    says_again,
    says_nobody,
    share_of_those,
)
from assistant.english.left_open import left_open
from assistant.english.lexeme import Lexeme, typed
from assistant.english.meaning import of_meaning
from assistant.english.moments import of_moments
from assistant.english.of_them import of_them
from assistant.english.of_those import (
    goes_on,
    halved,
    of_all_who,
    of_both_years,
    of_figure,
    of_ranked,
    share_again,
    that_beside,
    those_dated,
    whom_they_referred,
)
from assistant.english.ordering import how_many_for, in_order
from assistant.english.other_kind import of_all_kinds
from assistant.english.peers import (
    as_named,
    names_agents,
    of_lists,
    of_spoken,
    passed_on,
    with_agent,
    with_beside,
    with_kinds,
    with_listed,
    with_names,
    with_peers,
    with_ranked,
)
from assistant.english.pointed import pointed_at
from assistant.english.quarters import ordinals
from assistant.english.received import given_to
from assistant.english.referring import as_in, asked_of_them, back_to, picked_time, referring, steps_alone, than_theirs
from assistant.english.refining import of_writer, tells
from assistant.english.said_of import another_whole, but_of_part, share_that, whole_named
from assistant.english.sought import sought
from assistant.english.steps_dated import in_steps, rest_of, with_its_date
from assistant.english.the_other import of_the_other
from assistant.english.then import (
    as_it_stands,
    in_total,
    of_both,
    of_same,
    of_then,
    of_whole_year,
    parts_of_it,
)
from assistant.english.there import placed
from assistant.english.told import of_unread, told
from assistant.english.turn import from_base
from assistant.english.turned import held, of_topic, without_thanks
from assistant.english.writer import set_aside
from assistant.words.vocabulary import Sense, Vocabulary

Meant = tuple[tuple[Node, ...], tuple[str, ...]]  # trees, and the counts of which any could be meant


class Talk:
    """Reads clauses against one catalog, each in a context; keeps nothing between them."""

    def __init__(self, lookup: Lookup, vocabulary: Vocabulary) -> None:
        self.reader = Reader(lookup, vocabulary)
        self.editor = Editor(lookup)
        self.edits = Edits(self.editor, self.reader.builder)
        self.persons = self.editor.persons

    def _of_agent(self, items: tuple[Lexeme, ...], context: Context) -> tuple[Lexeme, ...]:
        """ "How many did the force itself refer?": the one who was named before; nobody where none was."""
        vocabulary = self.reader.lexer.vocabulary
        items = with_beside(passed_on(whom_they_referred(items), vocabulary), vocabulary)
        items = given_to(items, referrers(self.editor.lookup.catalog), vocabulary)
        spoken = any(item.is_("SAMEAGENT") for item in items)
        if not (spoken or names_agents(items)):
            return items
        single = acting_singly(self.reader.chunker.compounds)
        for name in single:
            items = with_names(items, str(name), self.reader.lexer.vocabulary)
        if not spoken:
            return items
        frames = [f for f in (context.ours, context.frame, context.mentioned) if f is not None]
        known = [Sense("member", ids[0], d) for f in frames for d, ids in f.where if d in single]
        return with_agent(items, known, single)

    def _dated(self, items: tuple[Lexeme, ...], context: Context) -> tuple[Lexeme, ...]:
        """ "That year", "the same quarter", "Q4": of the period that was spoken of, or that a ranking has named."""
        if (any(item.is_("THATTIME") for item in items) or steps_alone(items)) and (
            found := picked_time(context)
        ) is not None:
            context.before = found
        time = context.frame.time if context.frame is not None else None
        if time is None and context.mentioned is not None:
            time = context.mentioned.time
        items = one_of_them(first_to_last(few_of_them(items, context.before), context.before), context)
        items = both_alone(items, told(context), self.reader.kinds.combined_as)
        items = of_both(parts_of_it(part_of_each(tuple(ordinals(list(items))), context.before)), context)
        items, context.before = of_whole_year(items, context.before)
        items = in_total(items, context.before)
        whens = tuple(time.whens) if time is not None else ()
        items = unfounded(of_same(with_its_date(in_steps(rest_of(items, whens)), whens), whens), whens)
        return of_then(items, whens, isinstance(context.before, (Pick, Top, Over, Place)))

    def _clause(self, items: tuple[Lexeme, ...], text: str, context: Context) -> Question | None:
        """One clause as a question; with what asks nothing set aside only where it cannot be read whole."""
        items, context.before = back_to(items, context, self._where)
        known = context.frame.strong if context.frame is not None else ()
        items = held(without_thanks(items) if context.before is not None else items, context.before is not None)
        items, context.before = as_it_stands(*pointed_at(items, context))
        items = without_some(of_all_types(items, context.before, self.reader.kinds, self.editor.lookup), self.persons)
        items = of_everybody(items, self._where, self.reader.builder) if context.before is not None else items
        items = of_lasting(items, self.reader.kinds.lasting, waited_for(items, known, self.reader.kinds.taken))
        items = how_many_for(items, context.before)
        items = in_order(last_together(left_open(items), context.before)) if context.before is not None else items
        items = of_wider(items, context, self.editor, self._where)
        items = of_spoken(as_named(of_figure(last_told(items, context), context), context.before), told(context)[-2:])
        items = with_listed(of_lists(sought(items)), self.reader.lexer.vocabulary, self.editor.agents)
        items = self._apposed(items, self.editor.agents) or items
        items = of_them(items, context, lambda said: self.reader.clause(said).frame, self.persons, self.editor.agents)
        items = halved(goes_on(items), context.frame, self.reader.chunker.compounds)
        items = of_their_total(without_gloss(of_all_who(items, context)), context, self.editor.agents)
        items = share_again(those_dated(that_beside(items, context.frame), context.before), context.before)
        context.before = of_both_years(items, of_ranked(items, context, self._where))
        items = of_topic(of_the_other(items, context, self.editor), context.topic)
        items = with_kinds(items, context.spoken, self.reader.lexer.vocabulary)
        items = with_peers(items, context.of_part, self.reader.lexer.vocabulary, self.editor.agents)
        lookup, vocabulary = self.reader.builder.lookup, self.reader.lexer.vocabulary
        agents, several = self.editor.agents, self.reader.chunker.several
        items = placed(items, (context.mentioned, context.frame), lookup, vocabulary)
        items = than_theirs(items, context, self.editor, self._where)
        items = referring(asked_of_them(items, agents), context, agents, several)
        items = with_ranked(items, context, self.editor.finer(context.before), vocabulary, self.editor.agents)
        items = of_moments(as_in(items, context), self.reader.kinds.stocks, known)
        items = self._dated(
            of_unit(recalled(items, context, self._where, self.persons), context, lookup.measures), context
        )
        clause = self.reader.clause(items)
        aside: tuple[Lexeme, ...] = ()
        if clause.unknown or not (clause.ways or clause.frame) or any(item.is_("ASKED") for item in items):
            kept, aside = set_aside(items)
            if aside:
                clause = self.reader.clause(kept)
        lost = context.lost and (says_nobody(clause) or of_it(items))
        made = self._meaning(clause, context) if not lost else None
        if made is None and not clause.unknown and (moved := movement(items)):
            clause = self.reader.clause(moved)
            made = self._meaning(clause, context)
            made = made if made is not None and all(isinstance(tree, Minus) for tree in made[0]) else None
        if made is None and not lost and (listed := self._listed(items, clause)):
            items, clause = listed, self.reader.clause(listed)
            made = self._meaning(clause, context)
        if made is None and not (lost or aside or clause.unknown):
            kept, aside = set_aside(items)
            clause = self.reader.clause(kept) if aside and kept else clause
            made = self._meaning(clause, context) if aside and kept else None
        if made is None:
            return unread(text, items, clause, aside)
        trees, undecided = made
        trees = tuple(of_all_kinds(of_unread(tree, context.unread), items, context.before, lookup) for tree in trees)
        why = any(item.is_("WHY") for item in items)
        words, quoted = word_use(clause, aside), (typed(aside),) if aside else ()
        question = Question(text, trees, undecided, words, quoted, why=why, lexemes=items)
        if question.read:
            question = replace(question, whole=self._whole(items, trees[0]))
            context.before = trees[0]
            context.asked += [tree for tree in (question.whole, trees[0]) if tree is not None]
            context.setting = context.setting if context.lists else None
        return question

    def _listed(self, items: tuple[Lexeme, ...], clause: Clause) -> tuple[Lexeme, ...]:
        """The same with a list that stands apart from what it lists in one place; empty where there is none."""
        return () if clause.unknown else self._apposed(items) or beside_first(items)

    def _apposed(self, items: tuple[Lexeme, ...], of: AbstractSet[str] = frozenset()) -> tuple[Lexeme, ...]:
        vocabulary, agents = self.reader.lexer.vocabulary, self.editor.agents
        return apposed(items, vocabulary, agents, acting_singly(self.reader.chunker.compounds), of)

    def _where(self, items: tuple[Lexeme, ...]) -> Where:
        """What a stretch of a clause limits."""
        frame = self.reader.clause(items).frame if items else None
        return frame.where if frame is not None else ()

    def _whole(self, items: tuple[Lexeme, ...], tree: Node) -> Node | None:
        """What a count is said to be of, which a share that is asked for next is of as well."""
        where = whole_named(items, lambda said: self.reader.clause(said).frame)
        held = isinstance(tree, Count) and bool(where) and set(where) < set(tree.where)
        return replace(tree, where=where) if isinstance(tree, Count) and held else None

    def _meaning(self, clause: Clause, context: Context) -> Meant | None:
        if (made := self.edits.at_once(clause, context)) is not None:
            return (made,), ()
        if (
            clause.unknown
            or of_meaning(clause.lexemes, self.reader.lexer.vocabulary)
            or says_again(clause, context.before)
            or fate(clause.lexemes)
        ):
            return None
        said, asked = clause.frame, clause.said and clause.said <= {"HOWMANY", "WHAT"}
        spoken = context.setting is not None and (context.setting.counts or context.setting.where)
        if said is not None and asked and spoken and context.setting and replace(said, time=None) == EMPTY:
            return self._of_setting(fill(said, context.setting))
        if points(clause, context):
            return None  # "how has it changed?", of which nobody knows what it is
        if (share := its_share(clause.lexemes, context, self.reader)) is not None:
            return (share, ()) if share else None
        edited = self.edits.edited(clause, context)
        if edited is not None:
            return (edited,), ()
        if context.before is not None and (share_that(clause) or another_whole(clause, context.before)):
            return None  # what it is a share of does not hold the count before
        those = "THOSE" in clause.said or any("THOSE" in way.said for way in clause.ways)
        those = those or share_of_those(clause.lexemes) or of_people(clause.lexemes, context.frame, self.reader.kinds)
        setting = context.setting
        theirs = any(item.is_("THAT") for item in clause.lexemes) and "HOWMANY" in {
            s for w in clause.ways for s in w.said
        }
        if theirs and not those and isinstance(context.before, (Pick, Top, Having)):
            return None  # "how many did they account for?" of those that a ranking shows
        if those:
            if isinstance(context.before, (Pick, Top, Having, Place)):
                return None  # "how many of those" of the highest: which it is shows only in its answer
            setting = context.frame or context.mentioned
            if setting is None:
                return None
        moves = any(item.is_("MOVE", "GROWTH") for item in clause.lexemes)
        if moves and from_base(clause.lexemes) and sum(item.is_("T", "TM") for item in clause.lexemes) == 1:
            return None  # "what rise is that on 2024?": until when it rose nobody has said
        found = self.reader.trees(clause, but_of_part(clause, context.frame, self._where), setting)
        if those and setting is not None and became(found.trees, setting, self.editor.lookup):
            return None
        if len(found.trees) == 1 and (same := redated(clause, found.trees[0], context.before)) is not None:
            return (same, *found.trees), ()
        return (found.trees, found.undecided) if found.trees or found.undecided else None

    def _published(self, items: tuple[Lexeme, ...], context: Context) -> bool:
        """ "The 2019 total was 10,627 when it first came out.": of the figure as it was first published."""
        named = self._named(items, ("F", "T", "M", "W")) if any(x.is_("FIRSTPUBLISHED") for x in items) else None
        if named is None or named.time is None or not tells(items):
            return False
        made = self._of_setting(replace(named, as_of="first"))
        context.before = made[0][0] if made is not None and len(made[0]) == 1 else context.before
        return context.before is not None

    def _mention(self, named: Frame | None, context: Context) -> None:
        """ "What is being done about the cases waiting, and how many such cases were there?"."""
        context.mentioned = named
        if named is not None and named.counts and (made := self._of_setting(named)) is not None and made[0]:
            context.before = made[0][0]

    def _named(self, items: tuple[Lexeme, ...], kinds: tuple[str, ...] = ("F", "T", "M")) -> Frame | None:
        named = tuple(item for item in items if item.is_(*kinds))
        clause = self.reader.clause(named) if named else None
        frame = clause.frame if clause is not None else None
        return frame if frame is not None and (frame.where or frame.time or frame.strong) else None

    def _topic(self, items: tuple[Lexeme, ...]) -> Frame | None:
        """ "I'm writing a story about Albanian children.", "In 2022, 16,921 people were referred.": people, or a
        time.
        """
        plain = tuple(item for item in items if not item.is_("N"))
        for start, item in enumerate(plain):
            if not start and of_writer(items):
                continue
            part = (
                plain if not start else plain[start:] if item.is_("TOPICAL") or plain[start - 1].is_("TOPICAL") else ()
            )
            clause = self.reader.clause(part) if part else None
            if clause is not None and clause.frame is not None and not clause.unknown:
                kind = dict(clause.signs).get("D")  # "child exploitation" asks for no breakdown
                frame = replace(clause.frame, axes=tuple(axis for axis in clause.frame.axes if axis != kind))
                if frame.where or frame.time or (frame.counts and not start) or (frame.strong and not frame.axes):
                    return frame
        return None

    def _of_setting(self, setting: Frame) -> tuple[tuple[Node, ...], tuple[str, ...]] | None:
        """ "Boys and criminal exploitation, April to June 2023. How many?"."""
        try:
            return (self.reader.builder.thing(setting),), ()
        except Undecided as problem:
            return (), problem.measures
        except Unfit:
            return None
