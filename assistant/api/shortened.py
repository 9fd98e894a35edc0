"""A document made to fit: lists are cut, the longest first, and what was left out is said in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from assistant.render.json_view import dumps

FEW = 2  # items that a list keeps
LAST = ("caveats", "sources", "columns", "choices")  # what a figure is not to be shown without goes last
WORKINGS = ("sql", "words", "query")  # of no use beside the sentence: they go first
LONG = 300  # characters of a text that is kept when nothing else helps


class _List(NamedTuple):
    name: str
    items: list[Any]
    size: int


def size(document: Any) -> int:
    """Bytes as JSON."""
    return len(dumps(document).encode())


def shortened(document: dict[str, Any], room: int) -> dict[str, Any]:
    """A copy of at most ``room`` bytes of JSON, with ``left_out`` where something is; the document itself if it
    fits.
    """
    if size(document) <= room:
        return document
    made, said = json.loads(dumps(document)), "SQL statements and readings in ids are left out."
    for each in _objects(made):
        for name in WORKINGS:
            if name in each:
                each[name] = type(each[name])()
    held: dict[int, tuple[str, int, list[Any]]] = {}

    def whole() -> dict[str, Any]:
        cut = [f"{name}: the first {len(items)} of {all_} are here." for name, all_, items in held.values()]
        return {**made, "left_out": [said, *list(dict.fromkeys(cut))[:10], "Ask for less at once to have the rest."]}

    while (over := size(whole()) - room) > 0:
        lists = sorted(_lists(made, ""), key=lambda one: (one.name in LAST, -one.size))
        longest = next((one for one in lists if len(one.items) > FEW), None)
        if longest is None:
            _cut_texts(made)
            break
        held.setdefault(id(longest.items), (longest.name, len(longest.items), longest.items))
        count = len(longest.items)
        del longest.items[max(FEW, min(count - 1, count - int(over * count / longest.size))) :]
    return whole()


def shortened_text(text: str, room: int) -> str:
    """At most ``room`` bytes, whole lines of them, and a last line that says so."""
    raw = text.encode()
    if len(raw) <= room:
        return text
    said = "\n[The rest is left out: this is too long to be given at once. Ask for less to have it.]"
    kept = raw[: room - len(said)].decode(errors="ignore")
    return kept.rpartition("\n")[0] + said if "\n" in kept else kept + said


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(one)


def _lists(value: Any, name: str) -> Iterator[_List]:
    if isinstance(value, list):
        yield _List(name, value, size(value))
    pairs = (
        value.items() if isinstance(value, dict) else ((name, one) for one in value) if isinstance(value, list) else ()
    )
    for key, one in pairs:
        if isinstance(one, (dict, list)):
            yield from _lists(one, key)


def _cut_texts(value: Any) -> None:
    for each in _objects(value):
        for name, one in each.items():
            if isinstance(one, str) and len(one) > LONG:
                each[name] = f"{one[:LONG]}…"
