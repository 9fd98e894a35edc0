"""Every part of a reading to change where it stands: what is counted, who, when, by what, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from assistant.answer.model import Part
from assistant.answer.phrases import upper_first
from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.walk import TIME, counts, of_release, rebuilt, walk, with_counts, with_when
from assistant.catalog.dimension import Dimension
from assistant.period import Span
from assistant.web.ahead import edits
from assistant.web.parts import escaped
from assistant.web.shared import assistant
from assistant.web.turns import reread, tree

ANY = "any"
ELSEWHERE = "reread"  # of the session: is there a turn that the page does not show yet?
NOT_READ = "This period cannot be read. Examples: 2023, January to March 2023, 2019 to 2023."


def edit(part: Part, key: str) -> None:
    """A row of parts under an answer; what is chosen in one becomes the next turn, figures and all."""
    if part.status not in ("answered", "partial", "not_published") or part.kind != "figure":
        return
    asked = tree(part)
    if asked is None or counts(asked)[0].measure not in assistant().lookup.measures:
        return
    st.markdown("**Change a part of it**")
    with st.container(horizontal=True, gap="xsmall", key=f"{key}-edit"):
        _measure(asked, key)
        _who(asked, key)
        _period(asked, key)
        _breakdown(asked, key)
        _operation(asked, key)


def _slot(kind: str, label: str, key: str) -> st.delta_generator.DeltaGenerator:
    """The button of one part, coloured by its kind as its words are (style.css)."""
    return st.popover(escaped(label), key=f"{key}-slot-{kind}")


def _measure(asked: Node, key: str) -> None:
    labels = {m.id: upper_first(m.label) for m in assistant().lookup.catalog.measures}
    mine = counts(asked)[0].measure
    own = f"{key}-measure"
    with _slot("measure", labels[mine], key):
        st.selectbox(
            "Measure", list(labels), index=list(labels).index(mine), format_func=labels.__getitem__, key=own,
            on_change=_changed, args=(own, lambda measure: _of_measure(asked, mine, measure)),
        )  # fmt: skip


def _of_measure(asked: Node, mine: str, measure: str) -> Node:
    """The same of another measure, without the limits that it has not."""
    able = assistant().lookup.dimensions_of(measure)

    def other(count: Count) -> Count:
        kept = tuple((d, ids) for d, ids in count.where if d in able)
        return replace(count, measure=measure, where=kept, as_of="") if count.measure == mine else count

    return with_counts(asked, other)


def _who(asked: Node, key: str) -> None:
    lookup = assistant().lookup
    base = counts(asked)[0]
    now = dict(base.where)
    along = {node.axis for node in walk(asked) if isinstance(node, Over)}
    able = [d for d in lookup.catalog.dimensions if d.id in lookup.dimensions_of(base.measure) and d.id not in along]
    labels = [_label(d, now[d.id]) for d in able if d.id in now]
    with _slot("people", ", ".join(labels) or "Everyone", key):
        for dimension in able:
            _limit(asked, dimension, now.get(dimension.id, ()), key)


def _label(dimension: Dimension, ids: tuple[str, ...]) -> str:
    names = _names(dimension)
    return " or ".join(names.get(name, name) for name in ids)


def _names(dimension: Dimension) -> dict[str, str]:
    return {m.id: m.label for m in dimension.members} | {g.id: g.label for g in dimension.groups}


def _limit(asked: Node, dimension: Dimension, now: tuple[str, ...], key: str) -> None:
    names = _names(dimension)
    if len(now) > 1 or (now and now[0] not in names):
        st.markdown(f"{escaped(upper_first(dimension.label))}: as asked")
        return
    labels = {ANY: "any", **names}
    own = f"{key}-who-{dimension.id}"
    st.selectbox(
        upper_first(dimension.label), list(labels), index=list(labels).index(now[0]) if now else 0,
        format_func=labels.__getitem__, key=own,
        on_change=_changed, args=(own, lambda member: _limited(asked, dimension.id, now, member)),
    )  # fmt: skip


def _limited(asked: Node, dimension: str, now: tuple[str, ...], member: str) -> Node:
    """The tree with another limit wherever it had the one before."""

    def other(count: Count) -> Count:
        where = dict(count.where)
        if where.get(dimension, ()) != now:
            return count
        where.pop(dimension, None)
        if member != ANY:
            where[dimension] = (member,)
        return replace(count, where=tuple(sorted(where.items())), as_of="")

    return with_counts(asked, other)


def _period(asked: Node, key: str) -> None:
    """One field for each period that the tree names; a time axis has one for all of its own."""
    along = next((node for node in walk(asked) if isinstance(node, Over) and node.axis in TIME and node.values), None)
    whens = list(dict.fromkeys(count.when for count in counts(asked) if isinstance(count.when, Span)))
    spans = [value for value in along.values if isinstance(value, Span)] if along else []
    texts = [", ".join(span.label for span in spans)] if spans else [when.label for when in whens] or [""]
    with _slot("period", " and ".join(texts) if sum(map(len, texts)) < 60 else "Periods", key):
        for place, text in enumerate(texts):
            own = f"{key}-period{place or ''}"
            now = None if spans or not whens else whens[place]
            st.text_input(
                "Period", text, key=own, max_chars=80,
                on_change=_changed, args=(own, lambda typed, now=now: _at(asked, now, typed)),
            )  # fmt: skip
        if st.session_state.pop(f"{key}-unread", False):
            st.warning(NOT_READ)


def _at(asked: Node, now: Span | None, typed: str) -> Node | None:
    """The tree at what was typed; None where it cannot be read."""
    spans = assistant().unread.named(typed).spans
    if not spans:
        return None
    if now is None or len(spans) > 1:
        return _over_spans(asked, spans)
    return with_counts(asked, lambda count: replace(count, when=spans[0], as_of="") if count.when == now else count)


def _over_spans(asked: Node, spans: tuple[Span, ...]) -> Node:
    """Along time: these periods; else the same of each of them."""
    if any(isinstance(node, Over) and node.axis in TIME for node in walk(asked)):
        return _retimed(asked, spans)
    at = of_release(with_when(asked, spans[0]), "")
    return at if len(spans) == 1 else Over(at, "period", spans)


def _retimed(node: Node, spans: tuple[Span, ...]) -> Node:
    node = rebuilt(node, lambda part: _retimed(part, spans))
    if isinstance(node, Over) and node.axis in TIME:
        whole = Span(min(span.start for span in spans), max(span.end for span in spans))
        inner = of_release(with_when(node.of, whole), "")
        return replace(node, of=inner, values=() if len(spans) == 1 else spans)
    return node


def _breakdown(asked: Node, key: str) -> None:
    lookup = assistant().lookup
    inner = asked.of if isinstance(asked, Over) else asked
    if not (isinstance(inner, Over | Count) or isinstance(asked, Over)):
        return
    able = [d.id for d in lookup.catalog.dimensions if d.id in lookup.dimensions_of(counts(asked)[0].measure)]
    names = {ANY: "nothing", "year": "year", "quarter": "quarter"} | {
        name: lookup.dimensions[name].label for name in able
    }
    now = asked.axis if isinstance(asked, Over) and asked.axis in names else ANY
    own = f"{key}-by"
    with _slot("breakdown", f"By {names[now]}" if now != ANY else "No breakdown", key):
        st.selectbox(
            "Broken down by", list(names), index=list(names).index(now), format_func=names.__getitem__, key=own,
            on_change=_changed, args=(own, lambda axis: _by(asked, axis)),
        )  # fmt: skip


def _by(asked: Node, axis: str) -> Node:
    inner = asked.of if isinstance(asked, Over) else asked
    if axis == ANY:
        return inner
    free = with_counts(
        inner, lambda count: replace(count, where=tuple((d, ids) for d, ids in count.where if d != axis), as_of="")
    )
    return Over(free, axis)


def _operation(asked: Node, key: str) -> None:
    """What is made of the figures: the other things that can be made of them, one press each."""
    with _slot("operation", "Make of it", key):
        for place, (label, other) in enumerate(edits(asked)):
            st.button(label, key=f"{key}-make-{place}", on_click=_reread, args=(other,), type="tertiary")


def _changed(own: str, made: Callable[[str], Node | None]) -> None:
    other = made(st.session_state[own])
    if other is None:
        st.session_state[f"{own.rpartition('-')[0]}-unread"] = True
    else:
        _reread(other)


def _reread(other: Node) -> None:
    """The next turn; what is pressed in a fragment draws the fragment alone, so that the page has to be asked for."""
    reread(other)
    st.session_state[ELSEWHERE] = True


def draw_again() -> None:
    """Called where the parts are drawn: draws the page if one of them was changed."""
    if st.session_state.pop(ELSEWHERE, False):
        st.rerun()
