"""A follow-up that asks for what was told once more, in another form: "put it in a table"."""

from __future__ import annotations

from assistant.asked.count import Count
from assistant.asked.having import Having
from assistant.asked.node import Node
from assistant.english.conversation import Context, Question
from assistant.english.lexeme import Lexeme
from assistant.english.told import side_by_side, told
from assistant.words.tokens import WordUse

# Beside the form: what is to stand in it, who asks for it, and words of asking.
BESIDE = (
    "ASK", "PARTED", "VERB", "PARTICLE", "OUT", "PRONOUN", "FOR", "POLITE", "REL", "IT", "THAT", "THOSE", "ARTICLE",
    "BOTH", "TWO", "N", "ANYOF", "AND", "COMMA", "MARK", "STOP", "DO", "LAYS", "GOESON", "WHAT",
)  # fmt: skip


def laid_out(items: tuple[Lexeme, ...], text: str, context: Context) -> list[Question]:
    """ "Put it in a table", "as a list": what was told, again; "put the two in a table": each of several."""
    again = _told(items, context)
    if again is None:
        return []
    context.before, context.asked = again, [*context.asked, again]
    return [Question(text, (again,), words=WordUse(used=tuple(x.typed for x in items)), lexemes=items)]


def _told(items: tuple[Lexeme, ...], context: Context) -> Node | None:
    forms = [x for x in items if x.is_("LAIDOUT")]
    rest = [x for x in items if x not in forms]
    if not forms or isinstance(context.before, Having) or not all(x.is_(*BESIDE) for x in rest):
        return None
    both = any(x.is_("TWO", "BOTH") for x in rest)
    number = 2 if both else next((int(m.what) for x in rest if (m := x.get("N")) is not None), 0)
    if not isinstance(context.before, Count) or not (number or any(_they(x) for x in rest)):
        return context.before
    series = told(context)
    known = series[-1:] == (context.before,) and len(series) >= max(number, 2)
    return side_by_side(series[-number:]) if known else None


def _they(item: Lexeme) -> bool:
    return item.is_("ANYOF", "THOSE") or ((they := item.get("IT")) is not None and they.what == "they")
