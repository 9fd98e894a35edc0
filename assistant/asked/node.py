"""Node: anything that can be asked; every class of this package that composes is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from assistant.asked.before import Before
    from assistant.asked.count import Count
    from assistant.asked.each import Each
    from assistant.asked.having import Having
    from assistant.asked.history import History
    from assistant.asked.minus import Minus
    from assistant.asked.operand import Operand
    from assistant.asked.over import Over
    from assistant.asked.per import Per
    from assistant.asked.pick import Pick
    from assistant.asked.place import Place
    from assistant.asked.ratio import Ratio
    from assistant.asked.running import Running
    from assistant.asked.summary import Summary
    from assistant.asked.top import Top
    from assistant.asked.truth import Truth

Node: TypeAlias = (
    "Count | Over | Each | Before | Ratio | Minus | Running | Summary | Per | Pick | Top | Having | Place | Truth | "
    "History | Operand"
)
