"""What share of its year a quarter is: "what share of the year is that?", "as a % of the annual total"."""

from __future__ import annotations

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.ratio import Ratio
from assistant.asked.walk import over_of, with_when
from assistant.english.conversation import Context
from assistant.english.ends import GRAINS
from assistant.english.joining import OF, leads_on
from assistant.english.lexeme import Lexeme
from assistant.period import Span

BESIDE = ("AND", "ARTICLE", "BE", "COMMA", "IT", "MARK", "OF", "POLITE", "STOP", "THAT", "TOTAL", "WHAT")


def names_year(items: tuple[Lexeme, ...], when: Span) -> Span | None:
    """The year of which a share is asked for, and of nothing else: the one that it names, or that of ``when``."""
    said = [(i, x) for i, x in enumerate(items) if x.is_("SHARE", "SHAREOF") or not x.is_(*BESIDE)]
    if len(said) != 2 or not said[0][1].is_("SHARE", "SHAREOF"):
        return None
    (_, share), (at, year) = said
    of = share.is_("SHAREOF") or leads_on(share) or items[at - 1].is_("OF") or year.text.split()[0] in OF
    time, unit = year.get("TM"), year.get("UNIT")
    whens = time.what.whens if time is not None and not time.what.ends else ()
    named = [span for span in whens if isinstance(span, Span) and span.is_year]
    if not of or (len(named) != 1 and (unit is None or unit.what != "year")):
        return None
    return named[0] if named else Span.year(when.start // 4)


def share_of_year(items: tuple[Lexeme, ...], context: Context) -> tuple[Ratio, ...] | None:
    """The share that a part of a year was of all of it; empty where that is another year than the one named, or the
    part lies in two; None where no such share is asked for.
    """
    count = _of_part(context)
    when = count.when if count is not None else None
    year = names_year(items, when) if isinstance(when, Span) and when.length < 4 else None
    if count is None or year is None or not isinstance(when, Span):
        return None
    inside = year.start <= when.start and when.end <= year.end
    return (Ratio(count, with_when(count, year), "percent"),) if inside else ()


def _of_part(context: Context) -> Count | None:
    """The count that was told last, or that of the period which a ranking has picked."""
    tree: Node | None = context.before
    over = over_of(tree) if tree is not None else None
    if tree is not None and isinstance(over, Over) and over.axis in GRAINS and context.winner is not None:
        tree = context.winner(tree)
    return tree if isinstance(tree, Count) else None
