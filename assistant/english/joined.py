"""Questions of one sentence that are joined by "and": each in the context of those beside it."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.walk import counts
from assistant.english.among_each import among_each
from assistant.english.bases import change_bases
from assistant.english.clause_reader import Clause
from assistant.english.clauses import ASKING, split_asks, strange
from assistant.english.conversation import Context, Question
from assistant.english.dating import dated_by, when_of
from assistant.english.ends import GRAINS
from assistant.english.ends_alike import ended_alike
from assistant.english.followed import frame_of
from assistant.english.frame import Axis, Frame, fill, without
from assistant.english.lexeme import Lexeme, typed
from assistant.english.marked import marked, named_twice
from assistant.english.refining import asks_whose, beside_count, by_twice, leads_in, leans_on, tells_each, two_counts
from assistant.english.scope import scoped, spoken_of
from assistant.english.total_listed import WithTotal
from assistant.english.turn import counted
from assistant.words.tokens import WordUse

MOST_JOINED = 4  # places of one sentence where it may go on after "and"
SOON = 3  # words in which what follows asks: "and GMP's proportion", "and by how much"
MOST_PARTS = 6  # places where a second question may begin


def _one(items: tuple[Lexeme, ...]) -> bool:
    """Does no more than one thing ask in it?"""
    return sum(item.is_(*ASKING) and not item.is_("BREAKDOWN", "MORE", "M", "F") for item in items) < 2


def _complete(items: tuple[Lexeme, ...]) -> bool:
    """Does it say what is counted, or who, and when?"""
    return any(x.is_("M", "W", "F") for x in items) and any(x.is_("T", "TM", "LATEST", "NOW", "GRAIN") for x in items)


def _counts_some(items: tuple[Lexeme, ...], frame: Frame | None) -> bool:
    """Does it name a count, and not of all: "and how many referrals were there in total?"."""
    return frame is not None and bool(frame.counts) and not any(x.is_("TOTAL", "EVERYONE", "SCOPE") for x in items)


def _along(first: Question, clause: Clause) -> Frame | None:
    """ "Referrals in each year from 2019 to 2022, and how many reports?": of each year as well."""
    tree = first.trees[0] if len(first.trees) == 1 else None
    plain = clause.said <= {"HOWMANY", "AND", "COMMA", "WHAT"} and clause.frame is not None
    if not (isinstance(tree, Over) and tree.axis in GRAINS and isinstance(tree.of, Count) and plain):
        return None
    own = clause.frame is None or clause.frame.time is not None or clause.frame.axes
    return None if own else Frame(time=frame_of(tree).time, axes=(Axis(tree.axis),))


def _shared_end(first: tuple[Lexeme, ...], last: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How many referrals and how many decisions were there | for children?": what stands behind the one verb of
    both; nothing where the first has its own verb, or "who" tells what is said of the last alone.
    """
    acts = [i for i, item in enumerate(last) if item.is_("VERB", "BE", "HAVE")]
    whose = any(item.is_("VERB", "BE", "HAVE") for item in first) or any(item.is_("REL") for item in last)
    return last[acts[-1] + 1 :] if acts and not whose else ()


def _adjective(first: tuple[Lexeme, ...], last: tuple[Lexeme, ...]) -> bool:
    """ "How many male | and how many female adults were referred?": is the noun of both said with the last alone?"""
    said = [item for item in first if not item.is_("AND", "COMMA", "HOWMANY")]
    at = next((i for i, item in enumerate(last) if item.is_("F")), len(last))
    bare = len(said) == 1 and said[0].is_("F") and not (said[0].is_("PEOPLE", "PLURAL") or said[0].plural)
    return bare and at + 1 < len(last) and last[at + 1].is_("F", "PEOPLE")


class Joined(WithTotal):
    """Reads the parts of a sentence against one catalog; keeps nothing between them."""

    def _apart(self, items: tuple[Lexeme, ...], context: Context) -> list[Question] | None:
        """What is never one question, though it could be read as one: a count beside another, what is told of each."""
        both = self._several(parts, replace(context, asked=[])) if (parts := beside_count(items)) else None
        if both and all(one.read for one in both):
            return self._several(parts, context)
        if parts := marked(items) or named_twice(items):
            words = WordUse(not_understood=(typed(items),))
            return self._each_read(parts, context) or [Question(typed(items), words=words, lexemes=items)]
        if (parts := by_twice(items) or two_counts(items) or among_each(items)) and (
            tables := self._each_read(parts, context)
        ):
            return tables
        told = self._two_bases(items, context) or self._with_total(items, context) or self._with_parts(items, context)
        if told:
            return told
        parts = split_asks(items)
        return self._several(parts, context) if tells_each(parts) else None

    def _two_bases(self, items: tuple[Lexeme, ...], context: Context) -> list[Question] | None:
        """ "The change on the previous quarter and on the same quarter a year earlier": of each of the two."""
        bases = change_bases(items, context.before is not None)
        if bases is None:
            return None
        (first, behind), (second, end) = bases
        return self._each_read([(*items[:behind], *items[end:]), (*items[:first], *items[second:])], context)

    def _each_read(self, parts: list[tuple[Lexeme, ...]], context: Context) -> list[Question] | None:
        """A question each, asked of the same that was spoken of; None where one cannot be read."""
        found: list[Question] = []
        began = replace(context, asked=[*context.asked])
        for said in parts:
            tried = replace(began, asked=[*began.asked])
            one = self._clause(said, typed(said), tried)
            if one is None or not one.read:
                return None
            found.append(one)
        context.before, context.setting = tried.before, tried.setting
        context.asked += [one.trees[0] for one in found]
        return found

    def _continued(self, items: tuple[Lexeme, ...], context: Context) -> list[Question] | None:
        """ "The number of women in Q4 2023, and of men in the same quarter": what is said after "and" edits what is
        asked before.
        """
        items = tuple(x for i, x in enumerate(items) if not (x.is_("GOESON") and i and items[i - 1].is_("AND")))
        goes_on = ("OF", "FOR", "FROM", "BY", "IN", "EACH", "GRAIN")
        joins = [i for i in range(1, len(items) - 1) if items[i].is_("AND") and items[i + 1].is_(*goes_on)]
        for i in joins if len(joins) <= MOST_JOINED else ():
            end = i - 1 if items[i - 1].is_("COMMA") else i
            tried = replace(context, asked=[*context.asked])
            first = self._clause(items[:end], typed(items[:end]), tried)
            if first is None or not first.read:
                continue
            said = self.reader.clause(self._dated(items[i + 1 :], tried))
            if said.frame is None or said.frame.counts or said.said - {"AND", "COMMA", "BOTH"}:
                continue  # it asks for more than the same of others
            rest = self._clause(items[i + 1 :], typed(items[i + 1 :]), tried)
            if rest is not None and rest.read:
                context.before, context.asked, context.setting = tried.before, tried.asked, tried.setting
                return [first, rest]
        return None

    def _asked_behind(self, items: tuple[Lexeme, ...], context: Context) -> list[Question] | None:
        """ "Adults and children by quarter, and in which quarter were there more children?", "A v B in 2023, and A's
        share of all": what asks behind a question, where each can be read by itself.
        """
        joins = [i for i in range(1, len(items) - 1) if items[i].is_("AND", "COMMA") and not items[i - 1].is_("AND")]
        asking = (*ASKING, "RATE", "GROWTH")
        places = [i for i in joins if any(x.is_(*asking) for x in items[i + 1 + items[i + 1].is_("AND") :][:SOON])]
        for i in places if len(places) <= MOST_PARTS else ():
            at = i + 1 + items[i + 1].is_("AND")
            tail = items[at:]
            listed = items[i - 1].is_("T") and tail[:1] and tail[0].is_("T")  # "for 2021 and 2022 and the change"
            if listed or leads_in(items[:i]):
                continue  # "of those referred in 2023, …" says of whom the rest is asked
            tried = replace(context, asked=[*context.asked])
            first = self._clause(items[:i], typed(items[:i]), tried)
            if first is None or not first.read or not _complete(items[:i]) or not _one(items[:i]):
                continue
            if any(item.is_("M", "W") for item in tail):
                tried.before = self._of_all(tried.before)  # it names what it counts: of nobody who was spoken of
            again = replace(tried, asked=[*tried.asked])
            one = self._clause(tail, typed(tail), again) if _one(tail) else None
            rest = [one] if one is not None and one.read else self._asked_behind(tail, tried)
            if rest is not None:
                after = again if one is not None and one.read else tried
                context.before, context.asked, context.setting = after.before, after.asked, after.setting
                return [first, *rest]
        return None

    def _first_told(self, parts: list[tuple[Lexeme, ...]]) -> tuple[Lexeme, ...]:
        """The first part behind another that says what it counts, or whom, and when; else the last."""
        frames = ((part, self.reader.clause(part).frame) for part in parts[1:-1])
        told = (part for part, f in frames if f is not None and f.time and (f.counts or (f.where and not f.axes)))
        return next(told, parts[-1])

    def _when_said(self, part: tuple[Lexeme, ...], setting: Frame | None) -> Frame | None:
        """The period of a part that cannot be read, which holds for those behind it that say none."""
        dated = self._named(part, ("T",))
        return fill(setting or Frame(), when_of(dated)) if dated is not None else setting

    def _several(self, parts: list[tuple[Lexeme, ...]], context: Context, apart: bool = False) -> list[Question] | None:
        """Questions joined by "and": what the last of them counts, and when, holds for those before that say
        neither; ``apart``: none is asked of the one before it, and all of the first.
        """
        parts = ended_alike(parts)
        began = replace(context)
        end = self._first_told(parts)
        last = self._clause(end, typed(end), replace(context))
        after, named = None, self.reader.clause(end).frame
        if last is not None and named is not None and (named.counts or (named.time and end is not parts[-1])):
            grains = tuple(axis for axis in named.axes if axis.name in GRAINS)
            # What has no figure says when as well as what has one.
            after = replace(frame_of(last.trees[0]) if last.read else named, axes=grains)
        elif (last is None or not last.read) and any(item.is_("HOWMANY", "SHARE") for item in end):
            after = self._named(end, ("T", "M", "W"))  # "how many were referred and how many were arrested in 2022?"
        found: list[Question] = []
        led: list[Lexeme] = []  # what dates the next question, and asks nothing
        of: Node | None = None  # what the questions side by side are asked of
        last_part, of_last = parts[0], began.before
        widened: bool | None = False  # are they the people of the question before, and not those that it asks for?
        led_in = self._led_in(parts[0])
        for part in parts:
            part = self._where_of(part, context) if found else part
            clause = self.reader.clause(part)
            held = (led_in or _along(found[0], clause)) if found else None
            if held is not None and _counts_some(part, clause.frame):
                context.setting = fill(held, context.setting or Frame())
            beside = bool(found) and asks_whose(part)
            widened = False if not beside else widened if of is not None else None
            of = (of or self._same_people(last_part, context.before, of_last)) if beside else None
            widened = of != context.before if widened is None else widened
            context.before = of if beside and of is not None else context.before
            last_part, of_last = part, context.before
            bare = clause.frame is not None and not clause.frame.time
            if after is not None and bare and clause.frame is not None and not found and part is not parts[-1]:
                own = {d for d, _ in clause.frame.where}
                others = self._apart_from(part, end, own, after)
                context.setting = without(after, others) if not clause.frame.counts else when_of(after)
                if clause.frame.counts and not own and (shared_end := _shared_end(part, end)):
                    able, told = self._able(clause.frame), self.reader.clause(shared_end).frame
                    shared = tuple(limit for limit in (told.where if told else ()) if limit[0] in able)
                    context.setting = replace(context.setting, where=shared)
            if part is not parts[-1] and (dated := dated_by(clause)) is not None:
                context.setting = fill(dated, context.setting or Frame())
                led += part
                continue  # "from the data for 2022, how many girls were referred?"
            if apart and found and found[0].read and part[0].is_("THOSE"):
                context.before = found[0].trees[0]
            if found and (
                both := self._two_bases(part, context)
                or self._of_each(part, found, context)
                or self._each_then(part, found, context)
            ):
                found += both
                continue
            of_those = (part[0], part[0].as_("THOSE", "those"), *part[1:]) if widened else part
            one = self._clause(of_those, typed(part), context)
            if (
                one is not None
                and found
                and (
                    # "Sussex: total referrals, and how many were children?": of Sussex; "of the referrals that the Met
                    # made, how many got a positive decision?"
                    (one.read and not found[-1].read and (leans_on(clause) or part[0].is_("WITH")))
                    or (leads_in(parts[0]) and self._of_others(one, found[0]))
                )
            ):
                one = replace(one, trees=())
            if one is None:
                words = WordUse(not_understood=tuple(x.typed for x in part if strange(x)))
                one = Question(typed(part), words=words, lexemes=part)
            opening = next((item for item in part if item.is_(*ASKING) or strange(item)), None)
            if not one.read and context.frame is None and not (opening is not None and opening.is_("HOWMANY")):
                self._mention(self._named(part), context)
            context.lost = not one.read and context.before is began.before
            context.setting = context.setting if one.read or found else self._when_said(part, context.setting)
            used = tuple(item.typed for item in led)
            found.append(replace(one, words=replace(one.words, used=(*used, *one.words.used))) if used else one)
            led = []
        if leads_in(parts[0]) and len(found) == len(parts) and not all(one.read for one in found):
            found = found[1:]  # "of those referred in 2023, how many were housed?" asks for no number of referrals
        if not any(one.read for one in found):
            context.before, context.setting = began.before, began.setting
            return None
        return found

    def _where_of(self, part: tuple[Lexeme, ...], context: Context) -> tuple[Lexeme, ...]:
        """ "How many were exploited abroad | and how many in the UK?": of the kind that was spoken of; where none was
        it asks for what nobody knows, and not for the same again.
        """
        said = scoped(part, spoken_of(context.frame, context.before), self.reader.lexer.vocabulary)
        beside = [x for x in said if not x.is_("SCOPE", "AND", "COMMA", "STOP", "MARK", "BUT", "BE")]
        alone = any(x.is_("SCOPE") and not x.is_("F") for x in said) and [x.is_("HOWMANY") for x in beside] == [True]
        return tuple(x.as_("X", x.text) if x.is_("SCOPE") else x for x in said) if alone else said

    def _same_people(self, part: tuple[Lexeme, ...], tree: Node | None, before: Node | None) -> Node | None:
        """ "How many of those were boys | and how many were Vietnamese?": of those, and not of the boys. ``tree`` is
        what ``part`` asks, ``before`` what it was asked of.
        """
        if asks_whose(part) and before is not None:  # "how many were positive | and how many for children?"
            return counted(before) if isinstance(before, (Count, Over, Ratio)) else counts(before)[0]
        asked = next((i for i, item in enumerate(part) if item.is_("HOWMANY")), 0)
        at = next((i for i, item in enumerate(part) if i > asked and item.is_("BE")), asked)
        told, said = self.reader.clause(part[:at]).frame, self.reader.clause(part[at + 1 :]).frame
        leans = any(item.is_("THOSE", "IT") for item in part[:at]) or (at > 0 and part[at - 1].is_("ARTICLE"))
        alike = any(x.is_("M") for x in part[:at]) and not any(x.is_("W", "VERB", "BY", "T", "TM") for x in part[at:])
        whose = leans or alike or any(item.is_("PEOPLE", "F") for item in part[:at])
        if tree is None or said is None or said.counts or not (at and whose) or not isinstance(tree, Count):
            return tree
        kept = {*(told.where if told is not None else ()), *(counts(before)[0].where if leans and before else ())}
        return replace(tree, where=tuple(limit for limit in tree.where if limit in kept or limit not in said.where))

    def _apart_from(self, part: tuple[Lexeme, ...], last: tuple[Lexeme, ...], own: set[str], after: Frame) -> set[str]:
        """What only the last limits: "which nationality was most common, and how many children were there?"."""
        if any(x.is_("WHICH") for x in part) and any(x.is_("MOST") for x in part):
            return {d for d, _ in after.where}
        persons = own & self.persons if _adjective(part, last) else set(self.persons)
        return persons if own & self.persons else set()

    def _able(self, frame: Frame) -> set[str]:
        """The breakdowns that every count of a frame has."""
        lookup = self.reader.builder.lookup
        return set.intersection(*(set(lookup.dimensions_of(name)) for name in frame.strong)) if frame.strong else set()

    def _of_all(self, tree: Node | None) -> Node | None:
        """The count of a tree in its period, of everybody."""
        known = counts(tree)[0] if tree is not None else None
        return replace(known, where=()) if known is not None else None

    def _of_others(self, one: Question, lead: Question) -> bool:
        """Does it count something that is no part of what it is asked of?"""
        if not (one.trees and lead.trees):
            return False
        mine, theirs = counts(one.trees[0])[0].measure, counts(lead.trees[0])[0].measure
        return theirs not in (mine, self.reader.builder.lookup.measures[mine].part_of)

    def _led_in(self, items: tuple[Lexeme, ...]) -> Frame | None:
        """ "For each quarter of 2023, how many men and how many women …?": the periods, said once, of which all that
        follows is asked one by one; "sexual exploitation, 2023: how many …?": whom, as well.
        """
        at = next((i for i, item in enumerate(items) if item.is_("HOWMANY")), 0)
        frame = self.reader.clause(items[:at]).frame if at else None
        if frame is None or frame.counts or frame.lists:
            return None
        if frame.where and items[at - 1].is_("COMMA", "MARK") and not frame.axes:
            return Frame(time=frame.time, where=frame.where)
        if frame.where or frame.time is None:
            return None
        grains = bool(frame.axes) and all(axis.name in GRAINS for axis in frame.axes)
        return Frame(time=frame.time, axes=frame.axes) if grains or len(frame.time.whens) > 1 else None
