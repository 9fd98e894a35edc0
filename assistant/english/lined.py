"""What is asked of several at once: a list of lines below one that leads in, a count and its share."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.minus import Minus
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.english.apposed import acting_singly
from assistant.english.claimed import figures_told
from assistant.english.conversation import Context, Question, word_use
from assistant.english.ends import Unfit
from assistant.english.frame import EMPTY, Frame, fill
from assistant.english.joining import joins_alone
from assistant.english.lexeme import Lexeme, typed
from assistant.english.meaning import of_meaning
from assistant.english.part_of import as_share
from assistant.english.peers import with_names
from assistant.english.refining import PLAIN, WISHES, of_writer
from assistant.english.sought import all_included
from assistant.english.talk import Talk
from assistant.english.writer import set_aside
from assistant.words.tokens import WordUse

STAR = re.compile(r"^[ \t]*\*[ \t]+", re.MULTILINE)
POINT = re.compile(r"(?:^|(?<=[:.;?,]))\s*\(?(?P<number>\d{1,2})[.)]\s+(?=[A-Za-z])", re.MULTILINE)


def numbered(text: str) -> str:
    """A text with each of its numbered points on a line of its own: "…: 1. referrals. 2. reports." as well; a star
    before a line says no more than the line.
    """
    text = STAR.sub("", text)
    numbers = [int(found["number"]) for found in POINT.finditer(text)]
    if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
        return text
    return POINT.sub(lambda found: f"\n{found['number']}) ", text).strip()


class Lined(Talk):
    """Reads lines below one that leads in."""

    def _opening(self, items: tuple[Lexeme, ...], context: Context) -> bool:
        """ "Please provide the number of referrals in 2022 for:" says what every line of the list below is about."""
        clause = self.reader.clause(items)
        lead = items[:-1] if items[-1].is_("COMMA", "MARK") else items
        frame = clause.frame
        if frame is None and not (lead and joins_alone(lead[-1]) and any(item.is_("M", "W") for item in lead)):
            return False
        context.lead = lead if frame is None or clause.said - PLAIN else ()
        frame = frame or EMPTY
        context.setting = frame if context.setting is None else fill(frame, context.setting)
        context.lists = True
        return True

    def _heads(self, line: str, following: str) -> bool:
        """ "Referrals of children" above "- 2022" and "- 2023": a bullet stands below a line that has none."""
        first, second = (self.reader.lexer.read(text)[:1] for text in (line, following))
        return bool(first and second) and second[0].is_("COMMA") and not first[0].is_("COMMA")

    def _item(self, items: tuple[Lexeme, ...], text: str, context: Context) -> Question | None:
        """A line of a list that only names people or a time: the count is that of the line above the list."""
        clause = self.reader.clause(items)
        if clause.unknown or clause.frame is None or clause.said - {"D"} or context.setting is None:
            return None
        if context.lead:  # "the percentage of referrals that were: - children"
            alone = replace(context, before=None, setting=None)
            made = self._clause((*context.lead, *items), text, alone)
            context.before = alone.before
            return made
        if clause.frame.counts or clause.said:
            return None
        found = self._of_setting(fill(clause.frame, context.setting))
        if found is None or len(found[0]) != 1:
            return None
        context.before = found[0][0]
        context.asked.append(found[0][0])
        return Question(text, found[0], (), word_use(clause, ()))

    def _leading(self, items: tuple[Lexeme, ...], context: Context, asking: bool) -> bool:
        """ "Please provide for 2022:", "my question is about conclusive grounds decisions.": what follows is asked
        of it.
        """
        introduces = any(item.is_("ASK", "PRONOUN", "ONLY") for item in items) and not of_writer(items)
        clause = self.reader.clause(items)
        frame = clause.frame
        if frame is None or not introduces or (frame.time and frame.counts) or (asking and clause.ways):
            return False
        if clause.said - PLAIN - {"ONLY"}:
            return False
        if not (frame.where or frame.time or frame.counts):
            return False
        context.setting = frame if context.setting is None else fill(frame, context.setting)
        return True

    def _both_ways(self, items: tuple[Lexeme, ...], text: str, context: Context) -> list[Question]:
        """ "Referrals by gender in 2023, numbers and percentages": the count, and its share; nothing where it has none.

        A change is told in both anyway.
        """
        plain = tuple(item for item in items if not item.is_("BOTHWAYS"))
        while plain and plain[-1].is_("COMMA", "AND", "MARK"):
            plain = plain[:-1]
        tried = replace(context, asked=[*context.asked])
        one = self._clause(plain, text, tried) if plain else None
        if one is None or len(one.trees) != 1:
            return []
        tree = one.trees[0]
        told = isinstance(tree, (Minus, Ratio))
        try:
            share = tree if told else as_share(tree)
        except Unfit:
            return []
        context.before, context.asked, context.setting = tried.before, tried.asked, tried.setting
        counted = isinstance(share, Ratio) and isinstance(share.part, Over)  # a breakdown in percent tells its counts
        return [replace(one, trees=(share,))] if told or counted else [one, Question(text, (share,))]

    def _hung(
        self, last: Question, items: tuple[Lexeme, ...], asking: tuple[Lexeme, ...], began: Context
    ) -> list[Question]:
        """ "… in 2023? Include only children.": what stands behind a question, and nothing follows it, is of that one;
        where it cannot be, no figure is given.
        """
        only = any(item.is_("ONLY") for item in items)
        more = tuple(item for item in items if not item.is_(*WISHES, *(("INCLUDING",) if only else ())))
        also = tuple(item for item in all_included(more) if item.is_("ALSO"))
        if also and not any(item.is_("F", "D", "T", "TM", "NOT", "EXCEPT") for item in more):
            more = also  # "include cases where it was one of several types"
        frame = self.reader.clause(more).frame
        if frame is None:  # "I am writing about Albanian children."
            more = tuple(item for item in items if item.is_("F", "T", "TM"))
            frame = self._topic(items) or EMPTY
        if not (also or frame.where or frame.lists or frame.time) or not last.read:
            return [last]
        tried = replace(began, asked=[*began.asked])
        one = self._clause((*asking, *more), f"{typed(asking)}. {typed(items)}", tried)
        if one is not None and one.read:
            return [one]
        return [last, Question(typed(items), words=WordUse(not_understood=(typed(items),)), lexemes=items, vetoes=True)]

    def _stated(self, items: tuple[Lexeme, ...], context: Context) -> bool:
        """ "Referrals went up from 2021 to 2022.": nothing is asked, and what follows may be about it."""
        clause = self.reader.clause(set_aside(items)[0])
        found = self.reader.trees(clause, context.frame)
        if len(found.trees) != 1 or isinstance(found.trees[0], (Count, Over)):
            return False
        context.before = found.trees[0]
        return True

    def _told(self, items: tuple[Lexeme, ...], context: Context) -> bool:
        """ "The share of women was 20%.", "The average wait was 637 days.": what "it" means behind it is that share."""
        for asking in figures_told(items):
            asked = self._clause(asking, typed(items), Context(None))
            if asked is not None and len(asked.trees) == 1:
                context.before = context.claimed = asked.trees[0]
                return True
        return False

    def _defined_first(self, parts: list[tuple[Lexeme, ...]], context: Context) -> list[Question] | None:
        """ "What is a Duty to Notify report | and how many (of them) were there in 2016?": its meaning, and how many;
        None where the first of two does not ask for a meaning.
        """
        if len(parts) != 2 or not of_meaning(parts[0], self.reader.lexer.vocabulary):
            return None
        named, began = self._named(parts[0], ("F", "M", "W")), replace(context)
        meaning = self._clause(parts[0], typed(parts[0]), began)
        if named is None or not named.counts or meaning is None:
            return None
        tried = replace(began, setting=replace(named, noun=False), asked=[*context.asked])
        asked = tuple(item for item in parts[1] if not item.is_("THOSE"))
        many = self._clause(asked, typed(parts[1]), tried)
        if many is None or not many.read:
            return None
        context.before, context.asked = tried.before, tried.asked
        return [meaning, many]

    def _remember(self, items: tuple[Lexeme, ...], asked: list[Question] | None, context: Context) -> None:
        """What a sentence that asks nothing tells for those that follow: whose area it is, and of which figure."""
        context.ours = (self._ours(items) if asked is None else None) or context.ours
        context.quoted = context.quoted if asked else self._quoted(items) or context.quoted

    def _quoted(self, items: tuple[Lexeme, ...]) -> Frame | None:
        """ "I have seen 5,999 quoted for 2024.": when that figure is of, and of whom."""
        figure = any(item.is_("N") for item in items) and any(item.is_("T") for item in items)
        return self._named(items, ("F", "T")) if figure else None

    def _ours(self, items: tuple[Lexeme, ...]) -> Frame | None:
        """ "I used to be a magistrate in Cambridgeshire.": the one organisation there that is named after it."""
        for name in acting_singly(self.reader.chunker.compounds):
            senses = [
                now.get("F")
                for now, was in zip(with_names(items, name, self.reader.lexer.vocabulary), items, strict=True)
                if now is not was
            ]
            known = {one.what.id for one in senses if one is not None}
            if len(known) == 1:
                return Frame(where=((name, (known.pop(),)),))
        return None
