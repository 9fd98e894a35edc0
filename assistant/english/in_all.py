"""Those of a list in all: "how many in 2022 and 2023 in total", "altogether, how many Albanians and Vietnamese"."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme, breakdowns

APART = (
    "SHARE", "RATE", "MOST", "BREAKDOWN", "EACH", "BY", "D", "MOVE", "AVERAGE", "RUNNING", "SUM", "COMPARE", "DIFF",
)  # fmt: skip
ENDS = ("STOP", "MARK", "POLITE")


def in_all(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """The same, with that word as one that adds, at the end; where it is an item of the list itself, it is none."""
    at = [i for i, item in enumerate(items) if (word := item.get("TOTAL")) is not None and word.what == "added"]
    if len(at) != 1 or not _lists(items) or any(x.is_(*APART) and not x.is_("F") for x in items):
        return items
    i = at[0]
    after, last = items[:i][-1:], i == len(items) - 1
    if after and (after[0].is_("AND") or (after[0].is_("COMMA") and not last)):
        return items  # "women, men and in total"
    behind = items[i + 1 :]
    rest = (*items[:i], *(behind[1:] if not after and behind and behind[0].is_("COMMA") else behind))
    end = next((j for j in range(len(rest), 0, -1) if not rest[j - 1].is_(*ENDS, "COMMA")), 0)
    return (*rest[:end], items[i].as_("SUM", "sum"), *rest[end:])


def _lists(items: tuple[Lexeme, ...]) -> bool:
    """Two members of a breakdown, or two times, with "and" between them."""
    for i in range(1, len(items) - 1):
        one, two = items[i - 1], items[i + 1]
        same = breakdowns((one,)) & breakdowns((two,))
        if items[i].is_("AND") and (same or (one.is_("T", "TM") and two.is_("T", "TM"))):
            return True
    return any((time := item.get("TM")) is not None and len(time.what.whens) > 1 for item in items)
