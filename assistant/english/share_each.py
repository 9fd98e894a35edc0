"""What share of all each of several is that were told: "how many women and how many men, and what share was each?"."""

from __future__ import annotations

from assistant.asked.count import Count
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.english.conversation import Context
from assistant.english.lexeme import Lexeme
from assistant.english.of_several import several_told
from assistant.english.told import WHEN

ASKED = ("SHARE", "SHAREOF", "INPERCENT")
BESIDE = (
    "AND", "ARTICLE", "BE", "COMMA", "DO", "FOR", "HAVE", "IN", "MARK", "OF", "POLITE", "STOP", "TO", "TOTAL", "VERB",
    "WHAT", "WHOLE", "EVERYONE", "ALLOF",
)  # fmt: skip


def share_of_each(items: tuple[Lexeme, ...], context: Context) -> tuple[Ratio, ...] | None:
    """Each of them as a share of all; empty where what it is a share of is not all, None where no such is asked."""
    said = [x for x in items if x.is_("EACH") or not x.is_(*BESIDE)]
    asked = [x for x in said if x.is_(*ASKED)]
    each = [i for i, x in enumerate(items) if x.is_("EACH")]
    if len(asked) != 1 or len(each) != 1 or any(x.is_("D", "UNIT") for x in items[each[0] : each[0] + 2]):
        return None
    table = several_told(context)
    one = table.of if isinstance(table, Over) and table.axis != WHEN else None
    if not isinstance(table, Over) or not isinstance(one, Count) or len(table.values) < 2:
        return None
    many = items[each[0] + 1 : each[0] + 2]  # "each of the four"
    told = [x for x in many if (n := x.get("N")) is not None and int(n.what) == len(table.values)]
    rest = [x for x in said if x not in (*asked, *told) and not x.is_("EACH")]
    if any(not _says_whole(x, one, context) for x in rest):
        return () if all(x.is_("N") for x in rest) else None
    return (Ratio(table, one, "percent"),)


def _says_whole(item: Lexeme, one: Count, context: Context) -> bool:
    """ "(Of the) 19,125", "(of) referrals": the figure of all of them, or what is counted."""
    number = item.get("N")
    if number is not None:
        return context.valued is not None and context.valued(one) == float(number.what)
    return any(m.category in ("M", "W") and m.what.id == one.measure for m in item.meanings)
