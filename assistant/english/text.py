"""A text to what it asks: clause by clause, each in the context of those before it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.mean import Mean
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.asked.walk import counts, with_counts
from assistant.catalog.lookup import Lookup
from assistant.english.asks import Ask
from assistant.english.clauses import Sentence, asks, content, sentences, set_aside, split_asks, strange
from assistant.english.ends import Undecided, Unfit
from assistant.english.follow import Editor, frame_of
from assistant.english.frame import EMPTY, Frame, fill, without
from assistant.english.lexer import Lexeme
from assistant.english.read import Clause, Reader
from assistant.period import Span
from assistant.question.vocabulary import Vocabulary
from assistant.question.words import WordUse

GLUED = frozenset(("OF", "AMONG", "BE", "HAVE", "DO", "REL", "BY", "FROM", "FOR", "IN", "WITH", "TO", "AT", "AS", "AND", "COMMA"))


@dataclass(frozen=True)
class Question:
    """One question of a text. ``trees``: its meaning, or several that it may have; ``undecided``: counts that could be meant.

    ``aside``: clauses before or in it that ask nothing; ``unknown``: words that stand in the way of a reading.
    """

    text: str
    trees: tuple[Node, ...] = ()
    undecided: tuple[str, ...] = ()
    words: WordUse = WordUse()
    aside: tuple[str, ...] = ()
    of_tables: bool = False  # it asks what the tables hold, and for no figure
    vetoes: bool = False  # it limits what is asked beside it by something that nothing knows

    @property
    def read(self) -> bool:
        return len(self.trees) == 1


@dataclass
class _Context:
    """What has been said so far: the tree before, and what was said of a count without asking."""

    before: Node | None
    setting: Frame | None = None
    mentioned: Frame | None = None  # people in a sentence that asks nothing, whom "of them" may mean
    asked: list[Node] = field(default_factory=list)  # every question so far
    lists: bool = False  # the setting is that of a list, and holds for all of its lines

    @property
    def frame(self) -> Frame | None:
        known = frame_of(self.before) if self.before is not None else None
        if known is not None and self.setting is not None:
            return fill(self.setting, known)
        return self.setting or known


class TextReader:
    """Reads texts against one catalog; keeps nothing between them."""

    def __init__(self, lookup: Lookup, vocabulary: Vocabulary) -> None:
        self.reader = Reader(lookup, vocabulary)
        self.editor = Editor(lookup)
        self.persons = self.editor.persons

    def read(self, text: str, before: Node | None = None) -> list[Question]:
        """Every question of ``text``, in order; ``before`` is what was asked before it."""
        context = _Context(before)
        found: list[Question] = []
        aside: list[str] = []
        lines = [line for line in text.splitlines() if line.strip()]
        for number, line in enumerate(lines):
            told = sentences(self.reader.lexer.read(line))
            for place, sentence in enumerate(told):
                last = number == len(lines) - 1 and place == len(told) - 1
                opens = not last and line.rstrip().endswith(":") and place == len(told) - 1
                if opens and self._opening(sentence.lexemes, context):
                    continue
                leads = not last and place < len(told) - 1 and sentence.stop != "?"
                asked = self._sentence(sentence, context, leads)
                if asked is None:
                    aside.append(sentence.text)
                    continue
                if found and asked and asked[0].read and self._refines(sentence):
                    found[-1:] = [replace(asked[0], text=f"{found[-1].text}. {asked[0].text}")]
                    continue
                found += [replace(one, aside=(*aside, *one.aside)) if i == 0 else one for i, one in enumerate(asked)]
                aside = [] if asked else aside
        return _with_later_period(found)

    def _opening(self, items: tuple[Lexeme, ...], context: _Context) -> bool:
        """ "Please provide the number of referrals in 2022 for:" says what every line of the list below is about."""
        frame = self.reader.clause(items).frame
        if frame is None:
            return False
        context.setting = frame if context.setting is None else fill(frame, context.setting)
        context.lists = True
        return True

    def _refines(self, sentence: Sentence) -> bool:
        """ "Only women please." after a question says more of it."""
        return bool(sentence.lexemes) and sentence.lexemes[0].is_("ONLY") and sentence.stop != "?"

    def _sentence(self, sentence: Sentence, context: _Context, leads: bool) -> list[Question] | None:
        """None where the sentence asks nothing; an empty list where it only says what the next questions are about."""
        items = sentence.lexemes
        if not any(item.is_("X") or self.reader.chunker.says(item) for item in items):
            return None
        if leads and self._leading(items, context, asks(items)):
            return []
        if context.lists:
            item = self._item(items, sentence.text, context)
            if item is not None:
                return [item]
        whole = self._clause(items, sentence.text, context)
        if whole is not None and whole.read:
            return [whole]
        parts = split_asks(items)
        if len(parts) > 1:
            several = self._several(parts, context)
            if several is not None:
                return several
        defined = self.reader.clause(items).frame
        if whole is not None and defined is not None and defined.strong and not (defined.time or defined.where):
            context.setting = Frame(strong=defined.strong)  # "What is a conclusive grounds decision? And how many …"
        if not asks(items) and sentence.stop != "?":
            try:
                setting_only = self._setting(items, context)
            except _Aside:
                context.mentioned = self._people(items)
                return None
            if setting_only is not None:
                return setting_only
        return [whole if whole is not None else Question(sentence.text, words=WordUse(not_understood=(sentence.text,)))]

    def _item(self, items: tuple[Lexeme, ...], text: str, context: _Context) -> Question | None:
        """A line of a list that only names people or a time: the count is that of the line above the list."""
        clause = self.reader.clause(items)
        if clause.unknown or clause.frame is None or clause.frame.counts or clause.said or context.setting is None:
            return None
        found = self._of_setting(fill(clause.frame, context.setting))
        if found is None or len(found[0]) != 1:
            return None
        context.before = found[0][0]
        context.asked.append(found[0][0])
        return Question(text, found[0], (), _words(clause, ()))

    def _leading(self, items: tuple[Lexeme, ...], context: _Context, asking: bool) -> bool:
        """ "Please provide for 2022:", "my question is about conclusive grounds decisions.": what follows is asked of it."""
        introduces = any(item.is_("ASK", "PRONOUN", "ONLY") for item in items)
        clause = self.reader.clause(items)
        frame = clause.frame
        if frame is None or not introduces or (frame.time and frame.counts) or (asking and clause.ways):
            return False
        if not (frame.where or frame.time or frame.counts):
            return False
        context.setting = frame if context.setting is None else fill(frame, context.setting)
        return True

    def _several(self, parts: list[tuple[Lexeme, ...]], context: _Context) -> list[Question] | None:
        """Questions joined by "and": what the last of them counts, and when, holds for those before that say neither."""
        began = replace(context)
        last = self._clause(parts[-1], _typed(parts[-1]), replace(context))
        after = None
        if last is not None and last.read and self.reader.clause(parts[-1]).frame is not None:
            named = self.reader.clause(parts[-1]).frame
            if named is not None and named.counts:
                after = frame_of(last.trees[0])
        found: list[Question] = []
        for part in parts:
            clause = self.reader.clause(part)
            bare = clause.frame is not None and not clause.frame.time
            if after is not None and bare and clause.frame is not None and not found:
                own = {d for d, _ in clause.frame.where}
                persons = self.persons if own & self.persons else set()
                context.setting = without(after, persons) if not clause.frame.counts else Frame(time=after.time)
            one = self._clause(part, _typed(part), context)
            if one is None:
                one = Question(_typed(part), words=WordUse(not_understood=tuple(x.typed for x in part if strange(x))))
            found.append(one)
        if not any(one.read for one in found):
            context.before, context.setting = began.before, began.setting
            return None
        return found

    def _setting(self, items: tuple[Lexeme, ...], context: _Context) -> list[Question] | None:
        """A sentence without a question: what the next one is about, or who writes and why."""
        odd = [item for item in items if strange(item)]
        topic = self._topic(items)
        if topic is not None:
            context.setting = topic if context.setting is None else fill(topic, context.setting)
            return []
        if self._stated(items, context):
            return []
        if not odd:
            return None
        at = items.index(odd[0])
        limits = any(item.is_("ASK") for item in items[max(0, at - 2) : at]) and not any(content(x) for x in items[:at])
        told = any(item.is_("PRONOUN", "MEDIA", "POLITE", "REPORT") for item in items)
        verb = any(item.is_("BE", "HAVE", "DO", "VERB") for item in items)
        if limits or not (told or verb) or any(item.is_("REFERENCE") for item in items):
            return [Question(_typed(items), words=WordUse(not_understood=tuple(x.typed for x in odd)), vetoes=True)]
        raise _Aside

    def _stated(self, items: tuple[Lexeme, ...], context: _Context) -> bool:
        """ "Referrals went up from 2021 to 2022.": nothing is asked, and what follows may be about it."""
        clause = self.reader.clause(set_aside(items)[0])
        found = self.reader.trees(clause, context.frame)
        if len(found.trees) != 1 or isinstance(found.trees[0], (Count, Over)):
            return False
        context.before = found.trees[0]
        return True

    def _people(self, items: tuple[Lexeme, ...]) -> Frame | None:
        """The people, and the period, that a sentence names, whatever else it says."""
        named = tuple(item for item in items if item.is_("F", "T"))
        clause = self.reader.clause(named) if named else None
        frame = clause.frame if clause is not None else None
        return frame if frame is not None and (frame.where or frame.time) else None

    def _topic(self, items: tuple[Lexeme, ...]) -> Frame | None:
        """ "I'm writing a story about Albanian children.", "In 2022, 16,921 people were referred.": people, or a time."""
        plain = tuple(item for item in items if not item.is_("N"))
        for start, item in enumerate(plain):
            part = plain if not start else plain[start:] if item.is_("TOPICAL") or plain[start - 1].is_("TOPICAL") else ()
            clause = self.reader.clause(part) if part else None
            if clause is not None and clause.frame is not None and not clause.unknown:
                frame = clause.frame
                if frame.where or frame.time or (frame.counts and not start):
                    return frame
        return None

    def _referred(self, items: tuple[Lexeme, ...], context: _Context) -> tuple[Lexeme, ...]:
        """ "As in question 1, but for men": what it follows is that question, and the rest is what it says."""
        for i, item in enumerate(items):
            number = items[i + 1].get("N") if item.is_("REFERENCE") and i + 1 < len(items) else None
            if number is not None and 0 < int(number.what) <= len(context.asked):
                context.before = context.asked[int(number.what) - 1]
                return (*items[:i], *items[i + 2 :])
        return items

    def _dated(self, items: tuple[Lexeme, ...], context: _Context) -> tuple[Lexeme, ...]:
        """ "That year", "the same quarter", "Q4": of the period that was spoken of."""
        time = context.frame.time if context.frame is not None else None
        if time is None and context.mentioned is not None:
            time = context.mentioned.time
        when = time.whens[0] if time is not None and len(time.whens) == 1 else None
        if not isinstance(when, Span):
            dated = [i for i, x in enumerate(items) if x.is_("T")]
            return tuple(x for i, x in enumerate(items) if not (x.is_("THATTIME") and dated and dated[0] < i))
        out: list[Lexeme] = []
        for i, item in enumerate(items):
            alone = item.get("QUARTER")
            own = any(x.is_("T") for x in items[i + 1 : i + 3])
            quarter = next((x.get("QUARTER") for x in items if x.is_("QUARTER")), None)
            if quarter is not None and (item.is_("THATTIME") or (item.is_("OF") and any(x.is_("THATTIME") for x in items[i + 1 : i + 2]))):
                continue  # "Q4 of that year" is that quarter
            if item.is_("THATTIME") and any(x.is_("T") for x in items[:i]):
                continue  # "in Q4 2023, and of men in the same quarter"
            if item.is_("THATTIME") and not own:
                out.append(item.as_("T", when))
            elif alone is not None and not any(x.is_("T") for x in items):
                start = when.start // 4 * 4 + int(alone.what) - 1
                out.append(item.as_("T", Span(start, start)))
            else:
                out.append(item)
        return tuple(x for i, x in enumerate(out) if not (_now(x) and len(out) > 1 and i == 0))

    def _clause(
        self, items: tuple[Lexeme, ...], text: str, context: _Context
    ) -> Question | None:
        """One clause as a question; with what asks nothing set aside only where it cannot be read whole."""
        items = self._dated(self._referred(items, context), context)
        clause = self.reader.clause(items)
        aside: tuple[Lexeme, ...] = ()
        if clause.unknown or not (clause.ways or clause.frame) or any(item.is_("ASKED") for item in items):
            kept, aside = set_aside(items)
            if aside:
                clause = self.reader.clause(kept)
        made = self._meaning(clause, context)
        if made is None:
            words = WordUse(not_understood=tuple(x.typed for x in clause.unknown))
            of_tables = any(item.is_("CATALOGUE") for item in items)
            return Question(text, words=words, aside=(_typed(aside),) if aside else (), of_tables=of_tables)
        trees, undecided = made
        question = Question(text, trees, undecided, _words(clause, aside), (_typed(aside),) if aside else ())
        if question.read:
            context.before = trees[0]
            context.asked.append(trees[0])
            context.setting = context.setting if context.lists else None
        return question

    def _meaning(self, clause: Clause, context: _Context) -> tuple[tuple[Node, ...], tuple[str, ...]] | None:
        if clause.unknown:
            return None
        if clause.frame == EMPTY and clause.said and clause.said <= {"HOWMANY", "WHAT"} and context.setting is not None:
            return self._of_setting(context.setting)
        edited = self._edited(clause, context)
        if edited is not None:
            return (edited,), ()
        those = "THOSE" in clause.said or any("THOSE" in way.said for way in clause.ways)
        setting = context.setting
        if those:
            setting = context.frame or context.mentioned
            if setting is None:
                return None
        found = self.reader.trees(clause, context.frame, setting)
        return (found.trees, found.undecided) if found.trees or found.undecided else None

    def _of_setting(self, setting: Frame) -> tuple[tuple[Node, ...], tuple[str, ...]] | None:
        """ "Boys and criminal exploitation, April to June 2023. How many?"."""
        try:
            return (self.reader.builder.thing(setting),), ()
        except Undecided as problem:
            return (), problem.measures
        except Unfit:
            return None

    def _compared(self, tree: Node, frame: Frame) -> Node | None:
        """ "And how does it compare with the year before?", "compared with 2022?"."""
        if not isinstance(tree, (Count, Ratio)):
            return None
        if frame.step and not (frame.where or frame.time or frame.axes or frame.lists):
            step = frame.step if frame.step in ("year", "quarter") else "same"
            return Minus(tree, Before(tree, step), "points" if isinstance(tree, Ratio) else "number")  # type: ignore[arg-type]
        if frame.axes or frame.lists or not (frame.time or frame.where):
            return None
        try:
            other = self.editor.edit(tree, frame)
        except Unfit:
            return None
        return self.reader.builder.between(tree, other)

    def _edited(self, clause: Clause, context: _Context) -> Node | None:
        """The tree before as the clause edits it, where the clause names no count of its own."""
        frame, tree = clause.frame, context.before
        if frame is None or tree is None:
            return None
        repeats = any(item.is_("REPEAT") for item in clause.lexemes)
        if frame.strong and not repeats and not ({"SHARE", "INPERCENT", "SHAREOF"} & clause.said and not frame.where):
            return None
        refines = clause.lexemes[0].is_("ONLY")
        share = {"SHARE", "INPERCENT", "SHAREOF"} & clause.said
        if frame.counts and not (refines or repeats or (share and not frame.where)) and "SHAREOF" not in clause.said:
            return None
        if context.setting is not None:
            frame = fill(frame, context.setting)
        named = {d for d, _ in frame.where}
        if refines and named and all(named <= {d for d, _ in count.where} for count in counts(tree)):
            tree = self.editor.whole(tree)  # "just Albanians": those, and no narrower group of them
        try:
            return self._edit(tree, frame, clause, context)
        except Unfit:
            return None

    def _edit(self, tree: Node, frame: Frame, clause: Clause, context: _Context) -> Node | None:
        said = clause.said - {"COMMA", "AND", "WHAT", "HOWMANY", "BOTH", "D", "ONLY", "VERSUS", "BREAKDOWN"}
        if "HOWMANY" in clause.said and isinstance(tree, (Pick, Top, Having, Place, Mean)):
            tree = counts(tree)[0]  # a new number is asked for, and no other ranking
        if "HOWMANY" in clause.said and "THOSE" in said:
            tree = _counted(tree)
        named = bool(frame.where or frame.axes or frame.lists)
        if "COMPARE" in said or "VERSUS" in clause.said:
            return self._compared(tree, frame)
        signs = dict(clause.signs)
        if any(item.is_("EVERYONE") for item in clause.lexemes):
            said = said | {"EVERYONE"}
        if any(item.is_("TOTAL") for item in clause.lexemes):
            said = said | {"TOTAL"}
        if "FIRSTPUBLISHED" in said:
            return self.editor.edit(tree, replace(frame, as_of="first"))
        newest = frame.time is not None and frame.time.whens == ("latest_quarter",)
        if newest and not named and any(count.as_of == "first" for count in counts(tree)):
            return with_counts(tree, lambda count: replace(count, as_of=""))  # "and now?"
        if "MX" in said or said == {"NTH"} or said == {"NTH", "WHICH"}:
            return self._highest(tree, frame, signs.get("MX") or (None, True, int(signs["NTH"])))
        if "AVERAGE" in said and not named:
            table = tree.over if isinstance(tree, Pick) else tree
            return Mean(table, signs["AVERAGE"]) if isinstance(table, Over) else None
        if said & {"DIFF", "TWO"}:
            percent = bool(said & {"GROWTH", "INPERCENT"})
            return None if named or frame.time else self._two_apart(tree, percent) or self._last_two(context, percent)
        if "MOVE" in said:
            shares = isinstance(tree, Minus) and "SHARE" in said and bool(frame.where)
            return Ratio(self.editor.edit(tree, frame), tree, "percent") if shares else None
        if "EVERYONE" in said and said & {"SHARE", "INPERCENT", "SHAREOF"}:
            return self.editor.share(self.editor.edit(tree, replace(frame, noun=False)))
        if "SHAREOF" in said and frame.where:
            return self.editor.share_of(tree, frame)
        if "SHAREOF" in said and not frame.counts:
            return self.editor.share(self.editor.edit(tree, replace(frame, noun=False)))
        if said & {"SHARE", "INPERCENT", "SHAREOF"} and frame.counts:
            return self._share_of_all(tree, frame)
        if said & {"SHARE", "INPERCENT"} and not named:
            return self.editor.share(self.editor.edit(tree, frame))
        if said & {"TOTAL", "EVERYONE"} and not (frame.where or frame.lists):
            return self.editor.edit(self.editor.whole(tree), frame)
        if said == {"THOSE"} and not (named or frame.time or frame.step):
            return tree
        if said - {"THOSE", "TOTAL", "EVERYONE"} or not (named or frame.time or frame.step):
            return None
        return self.editor.edit(tree, frame, "THOSE" in said)

    def _highest(self, tree: Node, frame: Frame, mx: tuple[int | None, bool, int]) -> Node | None:
        """ "Which was the highest?": of the table before."""
        tree = self.editor.edit(tree, frame)
        number, high, nth = mx
        if isinstance(tree, Pick):
            return replace(tree, nth=nth, highest=tree.highest if nth > 1 else high)  # "and who is second?"
        if isinstance(tree, Top):
            tree = tree.over
        if not isinstance(tree, Over):
            return None
        return Top(tree, number, high) if number and number > 1 else Pick(tree, nth, high)

    def _share_of_all(self, tree: Node, frame: Frame) -> Node | None:
        """ "What percentage of all 2023 referrals is that?": the whole is named, and is that of the count before."""
        known = counts(tree)[0]
        if not isinstance(tree, (Count, Pick)) or frame.lists or frame.axes or (frame.strong and frame.strong != (known.measure,)):
            return None
        if frame.time is not None and frame.time.whens != (known.when,):
            return None
        return self.editor.share(tree)

    def _last_two(self, context: _Context, percent: bool) -> Node | None:
        """ "The change between the two?": the two asked last."""
        if len(context.asked) < 2:
            return None
        made = self.reader.builder.between(context.asked[-1], context.asked[-2])
        return replace(made, as_="percent") if percent and isinstance(made, Minus) else made

    def _two_apart(self, tree: Node, percent: bool) -> Node | None:
        """ "What is the difference between the two?", "the percentage change between the two?"."""
        if isinstance(tree, Minus) and percent and tree.as_ == "number":
            return replace(tree, as_="percent")
        if not isinstance(tree, Over) or len(tree.values) != 2:
            return None
        first, last = tree.values
        if isinstance(first, Span) and isinstance(last, Span):
            sides = [with_counts(tree.of, lambda c, w=span: replace(c, when=w)) for span in (last, first)]  # type: ignore[misc]
        else:
            limits = [((tree.axis, (str(value),)),) for value in (first, last)]
            sides = [self.editor.edit(tree.of, Frame(where=where)) for where in limits]
        made = self.reader.builder.between(*sides)
        return replace(made, as_="percent") if percent and isinstance(made, Minus) else made


def _with_later_period(found: list[Question]) -> list[Question]:
    """A question without a period has that of the first question after it that names one."""
    periods = [_period(one) for one in found]
    out = []
    for i, one in enumerate(found):
        later = next((p for p in periods[i + 1 :] if p is not None), None)
        if one.read and periods[i] is None and later is not None and not any(periods[:i]):
            out.append(replace(one, trees=(with_counts(one.trees[0], lambda c, w=later: replace(c, when=w)),)))  # type: ignore[misc]
        else:
            out.append(one)
    return out


def _period(one: Question) -> Span | str | None:
    whens = {count.when for tree in one.trees for count in counts(tree)}
    return next(iter(whens)) if len(whens) == 1 and whens != {"default"} else None


class _Aside(Exception):
    """The sentence asks nothing."""


def _counted(tree: Node) -> Node:
    """ "Of those, how many were girls?" after a share: those are its part."""
    if isinstance(tree, Ratio):
        return tree.part
    return replace(tree, of=_counted(tree.of)) if isinstance(tree, Over) else tree


def _now(item: Lexeme) -> bool:
    """ "Now" at the head of a follow-up goes on; alone it is a time."""
    return item.text == "now"


def _typed(items: tuple[Lexeme, ...]) -> str:
    return " ".join(item.typed for item in items)


def _words(clause: Clause, aside: tuple[Lexeme, ...]) -> WordUse:
    """The leaves of the tree are used; politeness, reporting and what is set aside is ignored."""
    dropped = {id(item) for item in clause.dropped}
    used = tuple(item.typed for item in clause.lexemes if id(item) not in dropped and not _glue(item))
    ignored = [item.typed for item in clause.lexemes if id(item) in dropped or _glue(item)]
    return WordUse(used, (*ignored, *(item.typed for item in aside)), (), _corrected(clause))


def _glue(item: Lexeme) -> bool:
    return all(m.category in GLUED for m in item.meanings)


def _corrected(clause: Clause) -> tuple[tuple[str, str], ...]:
    return ()


__all__ = ["Ask", "Question", "TextReader"]
