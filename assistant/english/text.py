"""A text to what it asks: clause by clause, each in the context of those before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.following import beside, trees
from assistant.asked.node import Node
from assistant.english.asides import only_beside, said_once
from assistant.english.asked_again import asks_all_again
from assistant.english.claimed import apart, asked_itself, asked_of_nothing, figures_told, oddly_limited
from assistant.english.clauses import (
    Sentence,
    asks,
    asks_again,
    bare_sides,
    content,
    split_asks,
    strange,
    without_cited,
    without_comments,
    without_reasons,
    without_tail,
)
from assistant.english.conversation import Aside, Context, Question, Valued, Winner
from assistant.english.dating import with_later_period
from assistant.english.dropped import spoken
from assistant.english.either import count_and_share
from assistant.english.fragments import as_one
from assistant.english.frame import Frame, fill
from assistant.english.itemized import Itemized, headed, lists_total
from assistant.english.laid_out import laid_out
from assistant.english.lexeme import Lexeme, typed
from assistant.english.lined import numbered
from assistant.english.meaning import Topic, of_meaning, terms
from assistant.english.refining import (
    SHARES,
    WISHES,
    adds,
    dates_alone,
    echoes,
    hangs,
    heard,
    introduced,
    leans,
    lettered,
    maintains,
    of_one_whole,
    of_somebody,
    of_these,
    of_told,
    of_writer,
    refines,
    states,
    tells,
)
from assistant.english.scheme import undescribed
from assistant.english.scope import of_all_parts, scoped, spoken_of
from assistant.english.told import named_alike
from assistant.english.wholes import named_whole
from assistant.english.writer import tells_of_writer, without_purpose
from assistant.words.tokens import WordUse


class TextReader(Itemized):
    """Reads texts against one catalog; keeps nothing between them."""

    def read(
        self,
        text: str,
        before: Node | None = None,
        earlier: Node | None = None,
        winner: Winner | None = None,
        topic: Topic | None = None,
        valued: Valued | None = None,
    ) -> list[Question]:
        """Every question of ``text``, in order; ``before`` is what was asked before it, and ``earlier`` before that.

        ``winner`` tells whom a ranking has put first, ``valued`` the figure of a count; ``topic`` is of a meaning.
        """
        gone = named_alike(self.editor, (*reversed(trees(earlier)), before))
        context = Context(
            before, before_it=tuple(one for one in gone if one is not None), topic=topic, valued=valued, winner=winner
        )
        found: list[Question] = []
        alike = (*reversed(beside(earlier)), before) if beside(earlier) else ()
        previous = [Question("", (one,)) for one in alike if one is not None]  # of the sentence, or the text, before
        aside: list[str] = []
        began, asking = replace(context), tuple[Lexeme, ...]()
        hung: Sentence | None = None  # behind the last question, and used by none
        extended = False  # the last question by a sentence behind it
        lines = [line for line in numbered(text).splitlines() if line.strip()]
        for number, line in enumerate(lines):
            told = apart(as_one(spoken(self.reader.lexer.read(line)), self.reader))
            for place, sentence in enumerate(told):
                if found and sentence.lexemes[0].is_("SIGNOFF"):
                    return with_later_period(found)  # the names that follow ask nothing
                last = number == len(lines) - 1 and place == len(told) - 1
                opens = not last and place == len(told) - 1 and (line.rstrip().endswith(":") or hangs(sentence))
                opens = opens or (not last and place == len(told) - 1 and self._heads(line, lines[number + 1]))
                if opens and (head := of_these(sentence.lexemes)):
                    sentence, context.lists = replace(sentence, lexemes=head), True
                elif opens and self._opening(sentence.lexemes, context):
                    continue
                leads = not last and place < len(told) - 1 and sentence.stop != "?"
                if found and sentence.stop != "?" and echoes(sentence.lexemes, context.before):
                    continue
                if found and (more := self._added(asking, sentence, began, found[-1].undecided)) is not None:
                    # "How many were referred? | 2017 | 2018": each that is added is another, and replaces none.
                    found = [*found, more] if extended else [*found[:-1], more]
                    context.before, context.asked, extended = more.trees[0], [*began.asked, *more.trees], True
                    continue
                again = self._again(sentence, previous, context)
                if (again := again or self._of_each(sentence.lexemes, previous, context)) is not None:
                    found, previous = [*found, *again], again
                    continue
                if found and not found[-1].read and leans(sentence):
                    said = (*found[-1].lexemes, *sentence.lexemes)
                    found[-1:] = [replace(found[-1], text=f"{found[-1].text} {sentence.text}", lexemes=said)]
                    continue  # of what could not be read nobody knows what more of it asks
                extended, last_began, last_asking, asking = False, began, asking, sentence.lexemes
                began = replace(context, asked=[*context.asked])
                asked = self._sentence(sentence, context, leads)
                previous = asked or previous
                hung = sentence if asked == [] and found else None
                if hung is not None:
                    began, asking = last_began, last_asking
                if asked is None:
                    aside.append(sentence.text)
                    context.stated |= not all(
                        item.is_("POLITE", "NO", "COMMA", "MARK", "STOP") for item in sentence.lexemes
                    )
                    continue
                if found and asked and asked[0].read and refines(sentence) and found[-1].read:
                    found[-1:] = [replace(asked[0], text=f"{found[-1].text}. {asked[0].text}")]
                    continue
                found += [replace(one, aside=(*aside, *one.aside)) if i == 0 else one for i, one in enumerate(asked)]
                aside = [] if asked else aside
        if hung is not None:
            found[-1:] = self._hung(found[-1], hung.lexemes, asking, began)
        return with_later_period(found)

    def _again(self, sentence: Sentence, previous: list[Question], context: Context) -> list[Question] | None:
        """ "Total and rate for 2021. Then the same for 2023.", "And in 2023?": all that was asked before, again."""
        if len(previous) < 2 or not all(len(one.trees) == 1 for one in previous):
            return None
        if not asks_all_again(sentence.lexemes, tuple(one.trees[0] for one in previous), self._where):
            return None
        found: list[Question] = []
        for one in previous:
            tried = replace(context, before=one.trees[0], asked=[*context.asked])
            again = self._sentence(sentence, tried, leads=False)
            if again is None or len(again) != 1 or len(again[0].trees) != 1:
                return None
            found += again
        if len({one.trees for one in found}) < len(found):
            return None  # "and men?", after children and adults, of whom neither is a limit of the other
        context.before = found[-1].trees[0]
        context.asked += [tree for one in found for tree in one.trees]
        return found

    def without_strange(self, items: Sequence[Lexeme]) -> Node | None:
        """The one tree of a clause without the words that nothing knows or joins; None where it has no one."""
        clause = self.reader.clause(without_tail(bare_sides(tuple(x for x in items if not x.is_("STOP", "X")))))
        if clause.unknown:
            lost = {(item.start, item.end) for item in clause.unknown}
            clause = self.reader.clause(tuple(x for x in clause.lexemes if (x.start, x.end) not in lost))
        found = self.reader.trees(clause).trees
        return found[0] if len(found) == 1 else None

    def _added(
        self, asking: tuple[Lexeme, ...], sentence: Sentence, began: Context, undecided: tuple[str, ...]
    ) -> Question | None:  # "… up or down? The last five years would be ideal."
        again = SHARES if any(item.is_(*SHARES, "LIKELY") for item in asking) else ()  # "rates for 2023, please"
        items = tuple(item for item in sentence.lexemes if not item.is_(*WISHES, *again))
        items = items[:-1] if items and items[-1].is_("COMMA") else items
        if sentence.stop == "?" or not (items and asking) or not adds(items, self.reader.clause(items), undecided):
            return None
        tried = replace(began, asked=[*began.asked])
        one = self._clause((*asking, *items), f"{typed(asking)}? {sentence.text}", tried)
        return one if one is not None and one.read else None

    def _sentence(self, sentence: Sentence, context: Context, leads: bool) -> list[Question] | None:
        """None where the sentence asks nothing; an empty list where it only says what the next questions are about."""
        base = context.before
        plain = undescribed(sentence.lexemes, self.reader.lexer.vocabulary)
        asking = without_cited(named_whole(without_tail(bare_sides(said_once(without_purpose(plain))))))
        items = of_one_whole(self._of_agent(without_comments(without_reasons(asking)), context))
        if 0 < (end := introduced(items)) < len(items) - 1:
            context.mentioned, items = self._named(items[:end], ("F", "T")), items[end + 1 :]
        items = items if sentence.stop == "?" else heard(items)
        told, context.told = context.told, None  # "10,000 children in 2024, they say. How many were there?"
        told = of_told(told, items) if told is not None and context.setting is None else None
        bare, context.setting = told is not None, context.setting if told is None else told
        ways = (way(items, sentence.text, context) for way in (laid_out, asked_itself, asked_of_nothing))
        asked = next(filter(None, ways), None) or self._asks(sentence, items, context, leads)
        context.setting = None if bare and context.setting == told else context.setting
        self._remember(items, asked, context)
        if asked:
            kept = {id(item) for item in items}
            tail = tuple(item.typed for item in sentence.lexemes if id(item) not in kept)
            asked[-1] = replace(asked[-1], words=replace(asked[-1].words, ignored=(*asked[-1].words.ignored, *tail)))
            context.lost = not asked[-1].read and not of_meaning(items, self.reader.lexer.vocabulary)
            context.unread = self._named(items, ("T",)) if context.lost else None
        if context.lists and base is not None and not any(item.is_("M", "W") for item in items):
            context.before = base  # of each line of a list it is asked by itself
        return asked

    def _asks(
        self, sentence: Sentence, items: tuple[Lexeme, ...], context: Context, leads: bool
    ) -> list[Question] | None:
        items = scoped(items, spoken_of(context.frame, context.before), self.reader.lexer.vocabulary)
        items = count_and_share(headed(items))
        says = any(item.is_("X") or self.reader.chunker.says(item) for item in items)
        if not says and not of_all_parts(items, context.frame, self.editor.agents):
            return None
        if only_beside(items):
            return None  # "headline numbers are fine, no breakdown by nationality"
        if asked_terms := terms(items, self.reader.lexer.vocabulary, context.topic):
            known, odd = (tuple(x.typed for x in items if strange(x) is apart) for apart in (False, True))
            return [Question(sentence.text, words=WordUse(used=known, ignored=odd), terms=asked_terms)]
        if (
            leads
            and any(item.is_("PUB") for item in items)
            and not (asks(items) or any(content(item) for item in items))
        ):
            return []  # "I am looking at small boats.": which publication is chosen by the whole text
        if leads and (of_somebody(items) or of_writer(items)):
            context.mentioned = self._named(items, ("F", "T"))
            return None
        if leads and self._leading(items, context, asks(items)):
            return []
        if context.lists:
            item = self._item(items, sentence.text, context)
            if item is not None:
                return [item]
        if any(item.is_("BOTHWAYS") for item in items) and (ways := self._both_ways(items, sentence.text, context)):
            return ways
        if (apart := self._apart(items, context)) is not None:
            return apart
        began = replace(context, asked=[*context.asked])
        whole = self._clause(items, sentence.text, context) if not asks_again(items) else None
        if whole is not None and whole.read:
            return self._listed_apart(items, context, began) if lists_total(items) else [whole]
        both = self._continued(items, context)
        if both is not None:
            return both
        parts = split_asks(items)
        if len(parts) > 1 and (several := self._several(parts, context, lettered(items))) is not None:
            return several
        if (several := self._asked_behind(items, context) or self._itemized(items, context)) is not None:
            return several
        return self._unread(sentence, items, context, whole, leads)

    def _listed_apart(self, items: tuple[Lexeme, ...], context: Context, began: Context) -> list[Question]:
        """ "Referrals in 2023: total, women, children", of which no item limits another: never one count of all."""
        found = self._itemized(items, began)
        context.before, context.asked, context.setting = began.before, began.asked, began.setting
        return found or [Question(typed(items), words=WordUse(not_understood=(typed(items),)), lexemes=items)]

    def _unread(
        self, sentence: Sentence, items: tuple[Lexeme, ...], context: Context, whole: Question | None, leads: bool
    ) -> list[Question] | None:
        """What cannot be read as asking: it sets the scene for what follows, asks nothing, or stands as it is."""
        defined = self.reader.clause(items).frame
        if whole is not None and defined is not None and defined.strong and not (defined.time or defined.where):
            context.setting = Frame(strong=defined.strong)  # "What is a conclusive grounds decision? And how many …"
        if leads and sentence.stop != "?" and dates_alone(items):
            return None
        if leads and sentence.stop != "?" and figures_told(items):
            if not self._told(items, context):
                context.told = context.mentioned = None if oddly_limited(items) else self._named(items, ("F", "T"))
            return None
        if (not asks(items) or tells_of_writer(items)) and sentence.stop != "?":
            try:
                setting_only = self._setting(items, context)
            except Aside:
                # Whom "of them" may mean; of a figure that is told, what "is that a rise?" asks of.
                told = ("F", "T", "M", "W", "AS_OF") if any(item.is_("N") for item in items) else ("F", "T")
                said = () if oddly_limited(items) else tuple(x for x in items if not x.is_("REPORT"))
                self._mention(self._named(said, told), context)
                context.unread = self._named(items, ("T",)) if any(x.is_("M", "W") for x in items) else None
                context.told = context.mentioned
                return None
            if setting_only is not None:
                return setting_only
        if leads and sentence.stop != "?" and states(items) and (of := self._named(items, ("F", "M", "W"))) is not None:
            context.setting = of if context.setting is None else fill(of, context.setting)
            context.unread = self._named(items, ("T",))
            return []
        if leads and sentence.stop != "?" and maintains(items) and (of := self._named(items, ("F", "T", "M", "W"))):
            self._mention(of, context)
            context.unread = self._named(items, ("T",))
            return None
        words = WordUse(not_understood=(sentence.text,))
        return [whole if whole is not None else Question(sentence.text, words=words, lexemes=items)]

    def _setting(self, items: tuple[Lexeme, ...], context: Context) -> list[Question] | None:
        """A sentence without a question: what the next one is about, or who writes and why."""
        odd = [item for item in items if strange(item)]
        if self._published(items, context):
            return []
        topic = self._topic(items)
        if topic is not None:
            if topic.time is not None and context.before is None and any(item.is_("N") for item in items):
                self._mention(topic, context)
                if context.before is not None:  # "17,004 were referred in 2023. How does that compare with 2022?"
                    return []
            context.setting = topic if context.setting is None else fill(topic, context.setting)
            return []
        if self._stated(items, context):
            return []
        if not odd and not tells(items) and not tells_of_writer(items):
            return None
        at = items.index(odd[0]) if odd else 0
        # "I want zorks" limits; "I want a line", "I need to draw a chart" do not.
        wished = items[max(0, at - 2) : at]
        limits = any(item.is_("ASK") for item in wished) and not any(content(x) for x in items[:at])
        does = items[at].is_("X") and any(item.is_("TO") for item in wished)
        limits = limits and not (does or items[at].is_("MEDIA"))
        telling = ("PRONOUN", "MEDIA", "REPORT", "SAYS", *(() if any(x.is_("TOPIC") for x in items) else ("POLITE",)))
        told = any(item.is_(*telling) for item in items)
        verb = any(item.is_("BE", "HAVE", "DO", "VERB") for item in items)
        if limits or not (told or verb) or any(item.is_("REFERENCE") for item in items):
            return [Question(typed(items), words=WordUse(not_understood=tuple(x.typed for x in odd)), vetoes=True)]
        raise Aside


__all__ = ["Question", "TextReader"]
