"""Which of the names of a statement about a share are the part, and which the whole that it is a part of."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.english.joining import leads_on
from assistant.english.named import Names

SHARES = ("SHARE", "SHAREOF", "RATE", "INPERCENT")
OPENS = ("OF", "AMONG")
NOUNS = ("F", "M", "W", "V", "PEOPLE", "THOSE", "EVERYONE")
VERBS = ("BE", "HAVE", "DO", "VERB", "REL", "PLACE", "INCLUDING", "MOVE")


@dataclass(frozen=True)
class Parted:
    """Breakdowns by which the part is named, and those that limit the whole as well."""

    part: frozenset[str]
    whole: frozenset[str]


def parted(names: Names, rates: frozenset[str]) -> Parted | None:
    """None where no share is spoken of, or nobody is named. ``rates``: breakdowns that a rate is named by."""
    cue = next((i for i, item in enumerate(names.items) if item.is_(*SHARES)), None)
    placed = [f for f in names.filters if f.at >= 0]
    if cue is None or not placed:
        return None
    every = frozenset(f.dimension for f in placed)
    if names.items[cue].is_("RATE") and every & rates:
        return Parted(every & rates, every - rates)
    before = frozenset(f.dimension for f in placed if f.at < cue)
    end = _whole_ends(names, cue)
    inside = frozenset(f.dimension for f in placed if cue < f.at < end)
    after = frozenset(f.dimension for f in placed if f.at >= end) - inside
    if after:
        return Parted(after, (inside or before) - after)
    if inside and before - inside:
        return Parted(before - inside, inside)
    return Parted(every, frozenset())


def _whole_ends(names: Names, cue: int) -> int:
    """Where the words end that name the whole behind "percentage of": at the verb; at once where there are none."""
    items = names.items
    following = next((x for x in items[cue + 1 :] if not x.is_("COMMA", "MARK", "ARTICLE")), None)  # "% (209) of the"
    opened = leads_on(items[cue]) or (following is not None and following.is_(*OPENS))
    if not opened:
        return cue + 1
    noun = False
    for i in range(cue + 1, len(items)):
        noun = noun or items[i].is_(*NOUNS)
        if noun and (items[i].is_(*VERBS) or items[i].text in ("came from", "came")) and not items[i].is_(*NOUNS):
            return i
    return len(items)
