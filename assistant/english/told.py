"""The figures told last, one after the other: of several of a kind, or of one thing at several times."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.asked.count import Count
from assistant.asked.following import KEPT
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.asked.walk import TIME, counts, with_when
from assistant.english.conversation import Context
from assistant.english.ends import when_of
from assistant.english.follow import Editor
from assistant.english.frame import Frame
from assistant.english.lexeme import Lexeme
from assistant.period import Span

WHEN = "period"


def told(context: Context) -> tuple[Count, ...]:
    """The counts told one after the other up to the last, oldest first, that differ in one thing alone: a limit of one
    kind, or the period; none of them where there may have been more than are remembered.
    """
    asked = [*context.before_it, *context.asked]
    found: list[Count] = []
    kind = ""
    for one in reversed(asked):
        if not isinstance(one, Count) or one in found:
            break
        apart = differ_in(found[-1], one) if found else ""
        if found and (not apart or (kind and apart != kind)):
            break
        kind = kind or apart
        found.append(one)
    return () if len(found) == len(asked) > KEPT else tuple(reversed(found))


def parts_told(context: Context) -> tuple[Count, ...]:
    """The same, without the total of all of them that was told last: "Q1? Q2? Q3? Q4? Total?"."""
    last, asked = context.before, [*context.before_it, *context.asked]
    if not (isinstance(last, Count) and isinstance(last.when, Span) and asked[-1:] == [last]):
        return told(context)
    gone = told(replace(context, before_it=(), asked=asked[:-1]))
    spans = sorted(one.when for one in gone if isinstance(one.when, Span))
    beside = len(spans) > 1 and all(a.end + 1 == b.start for a, b in pairwise(spans)) and spans[0] != spans[-1]
    whole = Span(spans[0].start, spans[-1].end) if beside else None
    return gone if whole == last.when and differ_in(gone[-1], last) == WHEN else told(context)


def differ_in(one: Count, other: Count) -> str:
    """The one thing in which two counts differ: a breakdown, or the period; empty where they differ in more."""
    if (one.measure, one.as_of) != (other.measure, other.as_of):
        return ""
    if one.where == other.where:
        return WHEN if isinstance(one.when, Span) and isinstance(other.when, Span) else ""
    own, theirs = dict(one.where), dict(other.where)
    apart = [d for d in own if own[d] != theirs.get(d)]
    single = own.keys() == theirs.keys() and len(apart) == 1 and one.when == other.when
    return apart[0] if single and len(own[apart[0]]) == len(theirs[apart[0]]) == 1 else ""


def told_beside(tree: Node, context: Context) -> tuple[Node, Node] | None:
    """The figure and the same at the time of a figure that the text tells ("I have seen 5,999 for 2024. What was it in
    2023, and what is the fall?"), later first; None where none is told of another time of the same length.
    """
    whens = context.quoted.time.whens if context.quoted is not None and context.quoted.time is not None else ()
    now, when = when_of(tree), whens[0] if len(whens) == 1 else None
    said = context.claimed
    if said is not None and now is not None and when_of(said) is not None and with_when(said, now) == tree:
        when = when_of(said)
    if not (isinstance(now, Span) and isinstance(when, Span)) or now == when or now.length != when.length:
        return None
    other = with_when(tree, when)
    return (other, tree) if now < when else (tree, other)


def times_told(context: Context) -> tuple[Span, ...]:
    """The periods that one thing was told at, its number, its share or who was first, one after the other up to the
    last.
    """
    if (ranked := _ranked_at(context)) is not None:
        return ranked
    own, spans = None, set[Span]()
    for tree in reversed(context.spoken):
        one = tree.part if isinstance(tree, Ratio) and tree.as_ == "percent" else tree
        if not isinstance(one, Count) or not isinstance(one.when, Span):
            break
        if own is not None and differ_in(own, one) != WHEN and own != one:
            break
        own = own or one
        spans.add(one.when)
    return tuple(sorted(spans)) if len({span.length for span in spans}) == 1 else ()


def _ranked_at(context: Context) -> tuple[Span, ...] | None:
    """The periods of one ranking, or of one table of all of a kind; None where none was told last."""
    last, spans = context.before, set[Span]()
    if not isinstance(last, (Pick, Top)) and not (isinstance(last, Over) and last.axis not in TIME):
        return None
    for tree in reversed(context.spoken):
        whens = {count.when for count in counts(tree)}
        when = whens.pop() if len(whens) == 1 else None
        if not isinstance(when, Span) or with_when(tree, when) != with_when(last, when):
            break
        spans.add(when)
    return tuple(sorted(spans)) if len({span.length for span in spans}) == 1 else ()


def named_alike(editor: Editor, gone: tuple[Node | None, ...]) -> tuple[Node | None, ...]:
    """ "Local authorities? Government agencies?": who refers, told as one of a kind where the last is of that kind, so
    that they stand side by side.
    """
    last = gone[-1]
    kinds = {d for d, _ in last.where} & editor.referrers if isinstance(last, Count) else set()
    if len(kinds) != 1:
        return gone
    (kind,) = kinds

    def renamed(limit: tuple[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
        same = editor.lookup.same_as(limit[0], limit[1][0]) if len(limit[1]) == 1 and limit[0] != kind else None
        return (kind, (same[1],)) if same is not None and same[0] == kind else limit

    return tuple(
        replace(one, where=tuple(sorted(renamed(limit) for limit in one.where))) if isinstance(one, Count) else one
        for one in gone
    )


def side_by_side(series: tuple[Count, ...]) -> Over | None:
    """A table of them."""
    kind = differ_in(series[0], series[1]) if len(series) > 1 else ""
    if kind == WHEN:
        spans = tuple(sorted(one.when for one in series if isinstance(one.when, Span)))
        return Over(replace(series[-1], when=Span(spans[0].start, max(span.end for span in spans))), WHEN, spans)
    if not kind:
        return None
    kept = tuple(x for x in series[-1].where if x[0] != kind)
    return Over(replace(series[-1], where=kept), kind, tuple(dict(one.where)[kind][0] for one in series))


def shares_told(context: Context, many: int = 0) -> Over | Ratio | None:
    """A table of the shares told one after the other up to the last that differ in one thing alone; of the last
    ``many`` where it is said how many.
    """
    found: list[Ratio] = []
    parts, wholes = list[Count](), list[Count]()
    kind = ""
    for one in reversed(context.spoken):
        if not (isinstance(one, Ratio) and one.as_ == "percent") or one in found:
            break
        part, whole = one.part, one.whole
        if not (isinstance(part, Count) and isinstance(whole, Count)):
            break
        apart = differ_in(parts[0], part) if parts else ""
        if parts and (not apart or (kind and apart != kind)):
            break
        kind, found = kind or apart, [one, *found]
        parts, wholes = [part, *parts], [whole, *wholes]
    table = side_by_side(tuple(parts[-many:]))
    if table is None or len(parts) < max(many, 2) or len(found) == len(context.spoken) > KEPT:
        return None
    return _of_wholes(table, tuple(parts[-many:]), tuple(wholes[-many:]))


def _of_wholes(table: Over, parts: tuple[Count, ...], wholes: tuple[Count, ...]) -> Over | Ratio | None:
    """The table of parts as shares: of one whole, or each of the whole that is limited as it is."""
    kind, last = table.axis, wholes[-1]
    if len({*wholes}) == 1 and kind != WHEN:
        return Ratio(table, last, "percent")
    if kind == WHEN:
        alike = {with_when(one, "default") for one in wholes}
        fits = len(alike) == 1 and all(a.when == b.when for a, b in zip(parts, wholes, strict=True))
        own = with_when(last, counts(table)[0].when)
    else:
        fits = all(dict(a.where)[kind] == dict(b.where).get(kind) for a, b in zip(parts, wholes, strict=True))
        rests = {replace(one, where=tuple(x for x in one.where if x[0] != kind)) for one in wholes}
        fits, own = fits and len(rests) == 1, min(rests, key=repr)
    return Over(Ratio(table.of, own, "percent"), kind, table.values) if fits else None


def all_told(items: tuple[Lexeme, ...], context: Context) -> tuple[tuple[Lexeme, ...], Node | None]:
    """ "And 2021, all three", after three of a kind told one after the other: each of them, at that time."""
    at = next((i for i, x in enumerate(items) if _how_many(items, i)), None)
    named = any(x.is_("F", "M", "W", "D", "SHARE", "SUM", "TOTAL", "AVERAGE", "COMPARE", "MORE") for x in items)
    if at is None or named or not any(x.is_("T", "TM", "EARLIER", "QUARTER") for x in items):
        return items, context.before
    many, series = _how_many(items, at), told(context)
    table = side_by_side(series[-many:]) if 1 < many <= len(series) and series[-1:] == (context.before,) else None
    if table is None or table.axis == WHEN:
        return items, context.before
    end = at + (1 if items[at].is_("BOTH") else 2)
    end += items[end : end + 1] != () and items[end].is_("THOSE")
    rest = (*items[:at], *items[end:])
    while rest and rest[-1].is_("COMMA", "FOR", "AND", "OF"):
        rest = rest[:-1]
    return tuple(x for x in rest if not x.is_("REPEAT")), table


def _how_many(items: tuple[Lexeme, ...], i: int) -> int:
    """ "All three", "both"."""
    every, number = items[i].get("ANYOF"), items[i + 1].get("N") if i + 1 < len(items) else None
    both = items[i].get("BOTH")
    if both is not None and both.what == "two":
        return 2
    return int(number.what) if every is not None and every.what == "all" and number is not None else 0


def together(editor: Editor, series: tuple[Node, ...], at_times: bool = False) -> Node | None:
    """Their sum; None where they may hold the same people, or are not told of one thing.

    ``at_times``: they are of several periods.
    """
    shares = [one for one in series if isinstance(one, Ratio) and one.as_ == "percent"]
    if shares and len(shares) == len(series) and len({one.whole for one in shares}) == 1:
        part = together(editor, tuple(one.part for one in shares))
        return Ratio(part, shares[0].whole, "percent") if part is not None else None
    known = tuple(one for one in series if isinstance(one, Count))
    kinds = {differ_in(a, b) for a, b in pairwise(known)} if len(known) == len(series) else set()
    if len(kinds) != 1 or "" in kinds or (at_times and kinds != {WHEN}):
        return None
    if kinds == {WHEN}:
        spans = sorted(one.when for one in known if isinstance(one.when, Span))
        beside = all(a.end + 1 == b.start for a, b in pairwise(spans))
        return replace(known[-1], when=Span(spans[0].start, spans[-1].end)) if beside else None
    (kind,) = kinds
    many = tuple(Frame(where=((kind, dict(one.where)[kind]),)) for one in known)
    return editor.edit(known[-1], Frame(lists=(many,), together=True), within=True)


def of_unread(tree: Node, unread: Frame | None) -> Node:
    """What names no period beside what could not be read is of that period, and not of the newest."""
    times = unread.time.whens if unread is not None and unread.time is not None else ()
    undated = all(count.when == "default" for count in counts(tree))
    return with_when(tree, times[0]) if undated and len(times) == 1 else tree
