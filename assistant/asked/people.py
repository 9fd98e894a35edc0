"""Who is counted, in words: "positive decisions for Albanian children", from the catalog's phrases alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.asked.count import Count, Where
from assistant.catalog.dimension import Group, Member
from assistant.catalog.lookup import Lookup


@dataclass
class Said:
    """The words of some limits by their place: "positive", "male Albanian", "children", "exploited overseas", "by
    …".
    """

    kind: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    noun: str = ""
    after: list[str] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)  # of those in ``by`` what says only by whom not
    people: str = "people"

    @property
    def who(self) -> str:
        """ "Albanian children reporting labour exploitation alone"; empty where nobody is told apart."""
        if not (self.noun or self.adjectives or self.after):
            return ""
        return " ".join([*self.adjectives, self.noun or self.people, *self.after])


def joined(parts: list[str], last: str = "and") -> str:
    """
    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def said(where: Where, lookup: Lookup) -> Said:
    """The limits in words."""
    found = Said()
    for dimension, ids in where:
        _say(found, dimension, ids, lookup)
    kept = any(lookup.dimensions[d].place == "by" and any(not i.startswith("!") for i in ids) for d, ids in where)
    found.by.sort(key=found.left_out.__contains__)  # "by the police but not by regional organised crime units"
    if kept and found.left_out:
        found.by[-len(found.left_out)] = f"but {found.by[-len(found.left_out)]}"
    return found


def subject(count: Count, lookup: Lookup, skip: frozenset[str] = frozenset()) -> str:
    """What is counted, without when: "referrals of Albanian children by Kent Police"."""
    measure = lookup.measures[count.measure]
    found = said(tuple((d, ids) for d, ids in count.where if d not in skip), lookup)
    bits = [*found.kind, measure.label]
    if found.who:
        bits += [measure.of, found.who]
    return " ".join([*bits, *found.by])


def member_words(dimension: str, value: str, lookup: Lookup) -> str:
    """One value of an axis as it stands after "for": "Albanian nationals", "children", "Kent Police"."""
    found = said(((dimension, (value,)),), lookup)
    if found.kind:
        return f"{found.kind[0]} ones"
    if found.by:
        return lookup.label(dimension, value)
    return found.who


def _entry(dimension: str, value: str, lookup: Lookup) -> Member | Group | None:
    return lookup.member(dimension, value) or lookup.group(dimension, value)


def phrase(dimension: str, value: str, lookup: Lookup) -> str:
    """The catalog's phrase of a member or group: "aged 17 or under at exploitation"."""
    entry = _entry(dimension, value, lookup)
    pattern = (entry.who if entry else "") or lookup.dimensions[dimension].who
    return pattern.replace("{label}", entry.label if entry else value).removeprefix("and ")


def _say(found: Said, dimension: str, ids: tuple[str, ...], lookup: Lookup) -> None:
    kept = [name for name in ids if not name.startswith("!")]
    left_out = [name[1:] for name in ids if name.startswith("!")]
    place = lookup.dimensions[dimension].place
    if place != "who":
        words = [phrase(dimension, name, lookup) for name in kept]
        without = joined([phrase(dimension, name, lookup) for name in left_out], "or")
        text = " but ".join(bit for bit in (joined(words, "or"), f"not {without}" if without else "") if bit)
        (found.kind if place == "kind" else found.by).append(text)
        found.left_out += [text] if place == "by" and not kept else []
        return
    if len(kept) == 1:
        _one(found, dimension, kept[0], lookup)
    elif kept:
        _several(found, [plain(dimension, name, lookup) for name in kept])
    if left_out:
        nouns = [plain(dimension, name, lookup) for name in left_out]
        found.after.append(f"who are not {joined(nouns, 'or')}" if all(_noun(n, lookup) for n in nouns) else
                           f"other than those {joined(nouns, 'or')}")  # fmt: skip


def _several(found: Said, phrases: list[str]) -> None:
    text = joined(phrases, "or")
    if phrases[0][:1].isupper() and not found.noun:
        found.noun = text
    elif found.noun and phrases[0][:1].isupper():
        found.after.append(f"who are {text}")
    else:
        found.after.append(text)


def _one(found: Said, dimension: str, name: str, lookup: Lookup) -> None:
    entry = _entry(dimension, name, lookup)
    entry_dimension = lookup.dimensions[dimension]
    if isinstance(entry, Member) and (entry.noun or entry.adjective):
        if found.noun or not entry.noun:
            found.adjectives.append(entry.adjective or entry.noun)
        else:
            found.noun = entry.noun
    elif isinstance(entry, Member) and entry_dimension.noun and not entry.who:
        found.adjectives.append(entry.label)
        found.people = entry_dimension.noun
    elif entry_dimension.noun and not found.noun:
        found.noun = phrase(dimension, name, lookup)
    elif entry_dimension.noun:
        found.after.append(f"who are {phrase(dimension, name, lookup)}")
    else:
        found.after.append(phrase(dimension, name, lookup))


def plain(dimension: str, name: str, lookup: Lookup) -> str:
    """A member's noun, or its phrase."""
    entry = _entry(dimension, name, lookup)
    return (entry.noun if isinstance(entry, Member) else "") or phrase(dimension, name, lookup)


def _noun(text: str, lookup: Lookup) -> bool:
    first = text.split()[0]
    return first[:1].isupper() or text in {m.noun for d in lookup.catalog.dimensions for m in d.members if m.noun} or (
        first in ("dual", "nationals", "citizens", "non-UK")
    )  # fmt: skip
