"""What was told last as what is now: "so how many times as many is it now?", after the newest year beside another."""

from __future__ import annotations

from assistant.asked.count import Count
from assistant.asked.minus import Minus
from assistant.asked.ratio import Ratio
from assistant.asked.walk import with_when
from assistant.english.turn import Turn
from assistant.period import Span


def times_now(turn: Turn) -> Ratio | None:
    """How many times the earlier figure of a change the later one is, where that is the newest."""
    tree, valued = turn.tree, turn.context.valued
    if not (isinstance(tree, Minus) and isinstance(tree.later, Count) and isinstance(tree.later.when, Span)):
        return None
    time = turn.frame.time
    if turn.named or turn.frame.step or valued is None or time is None or time.whens != ("latest_quarter",):
        return None
    newest = with_when(tree.later, "latest_year" if tree.later.when.is_year else "latest_quarter")
    same = (figure := valued(tree.later)) is not None and figure == valued(newest)
    return Ratio(tree.later, tree.earlier, "times") if same else None
