"""Items to slots: which measure, people, breakdowns, periods and cues a question names, and what was left over."""

from __future__ import annotations

from dataclasses import replace

from assistant.catalog.model import Catalog
from assistant.question.filters import OPEN, Filter, bounds, excluding, previous
from assistant.question.findings import Slots
from assistant.question.limits import find_limit, opens
from assistant.question.numbers import claim_numbers, continues, most_of
from assistant.question.periods import PeriodWords
from assistant.question.scope import Scope
from assistant.question.tag import Item
from assistant.words.vocabulary import Sense, Vocabulary

RELEASE_WORDS = frozenset({"release", "releases", "bulletin", "publication", "edition", "tables"})
BY_CUES = frozenset({"by", "breakdown", "top", "bottom", "rank", "share", "which"})


class SlotReader:
    """Reads one part's items against the catalog; sense of an item is decided by its neighbours."""

    def __init__(self, catalog: Catalog, vocabulary: Vocabulary) -> None:
        self.catalog = catalog
        self.vocabulary = vocabulary
        self.not_after = {d.id: frozenset(d.not_after) for d in catalog.dimensions if d.not_after}
        self.residual = frozenset((d.id, m.id) for d in catalog.dimensions for m in d.members if m.residual)
        self.compounds = catalog.language.compounds
        self.scope = Scope(catalog)
        self.agents = frozenset(d.id for d in catalog.dimensions if d.place == "by")
        whole = {(d.id, m.id) for d in catalog.dimensions for m in d.members if m.id in m.contains}
        self.combined = {(d.id, m.id): m.contains for d in catalog.dimensions for m in d.members if m.contains[1:]}
        self.holding = {(d.id, g.containing): g.id for d in catalog.dimensions for g in d.groups if g.containing}
        self.holding = {key: group for key, group in self.holding.items() if key in whole}  # with the member alone
        self.groups = {(d.id, g.id): frozenset(g.members) for d in catalog.dimensions for g in d.groups}

    def read(self, items: list[Item]) -> Slots:
        slots = Slots(items, beyond=find_limit(items))
        limit = slots.beyond.at if slots.beyond and not any("threshold" in item.cues for item in items) else range(0)
        slots.used |= set(limit)
        for i, item in enumerate(items):
            for cue in item.cues if i not in limit else ():
                slots.cues.setdefault(cue, []).append(i)
        for i, item in enumerate(items):
            if i not in limit:
                self._item(slots, i, item)
        claim_numbers(slots)
        if any(p.spans for p in slots.periods) and not slots.cue("change"):
            # "The last two quarters" beside a year that it is not of: which is meant is not known.
            lost = ("last:", "since:")
            slots.unknown += [i for i, x in enumerate(items) if x.period and x.period.relative.startswith(lost)]
        if slots.threshold is None:
            slots.unknown += slots.cues.get("threshold", [])
        slots.unknown = [i for i in slots.unknown if i not in slots.used or items[i].kind == "period"]
        # "Where the exploitation happened overseas" names the breakdown of a member, and asks for none.
        named = {f.dimension for f in slots.filters}
        slots.by = [d for d in slots.by if d in slots.asked or d not in named]
        if slots.cue("top", "bottom") and not slots.by and any(item.text == "who" for item in items):
            slots.by = [d.id for d in self.catalog.dimensions if d.who_asks]
            slots.asked |= set(slots.by)
        most_of(slots)
        if slots.cue("containing"):
            self._containing(slots)
        if slots.cue("separately"):
            self._apart(slots)
        return slots

    def _containing(self, slots: Slots) -> None:
        """ "Alone or with other types": the group of every combination that holds the member named."""
        for dimension in self.catalog.dimensions:
            groups = {group.containing: group.id for group in dimension.groups if group.containing}
            for f in slots.filters:
                if f.dimension == dimension.id and f.member in groups:
                    f.member = groups[f.member]

    def _apart(self, slots: Slots) -> None:
        """ "Labour and sexual exploitation, separately": the members themselves, and not their combination."""
        slots.filters = [
            Filter(f.dimension, member, f.at, f.excluded)
            for f in slots.filters
            for member in self.combined.get((f.dimension, f.member), (f.member,))
        ]

    def _item(self, slots: Slots, i: int, item: Item) -> None:
        if item.kind == "period" and item.period:
            if not self.scope.begins(item.text, self.vocabulary):
                slots.unknown.append(i)  # "since covid began" is no beginning of these figures
                return
            before = previous(slots.items, i)
            if before is not None and "exclude" in slots.items[before].cues:
                slots.unknown.append(i)  # "2023 excluding the fourth quarter": no stretch with a hole is computed
                return
            slots.used.add(i)
            release = self._release(slots, i, item.period)
            if release:
                slots.release = release
            else:
                slots.periods.append(item.period)
        elif item.kind == "number":
            if item.number is None:
                slots.unknown.append(i)
            else:
                slots.numbers.append((i, item.number))
        elif item.kind == "unknown":
            slots.unknown.append(i)
        elif item.kind == "phrase":
            self._phrase(slots, i, item)

    def _release(self, slots: Slots, i: int, period: PeriodWords) -> str:
        """The release that a period names when "release" or "bulletin" follows it, else empty."""
        at = i + 1
        if at + 1 < len(slots.items) and slots.items[at].text in ("annual", "quarterly"):
            at += 1
        following = slots.items[at].text.split() if at < len(slots.items) else []
        if not following or following[0] not in RELEASE_WORDS or len(period.spans) != 1:
            return ""
        slots.used |= set(range(i + 1, at + 1))
        with_tables = {release for table in self.catalog.tables for release in table.sheets}
        named = [r for r in self.catalog.releases if r.period == period.spans[0].id]
        named.sort(key=lambda r: (r.id not in with_tables, r.id))
        return named[0].id if named else ""

    def _phrase(self, slots: Slots, i: int, item: Item) -> None:
        senses = item.senses
        slots.terms += [s.id for s in senses if s.kind == "term"]
        slots.changes += [s.id for s in senses if s.kind == "change"]
        members = tuple(s for s in senses if s.kind in ("member", "group"))
        dimensions = tuple(s for s in senses if s.kind == "dimension")
        if any(s.kind == "weak_dimension" for s in senses) and self._breaks_down(slots, i):
            dimensions = tuple(s for s in senses if s.kind == "weak_dimension")
        compound = next((s for s in senses if s.kind == "compound"), None)
        before = len(slots.filters) + len(slots.by) + len(slots.ambiguous)
        if compound and not (
            members and not dimensions and not {"by", "which", "topic"} & set(self.compounds[compound.id])
        ):
            self._compound(slots, i, self.compounds[compound.id])
        elif members and not (dimensions and self._breaks_down(slots, i)):
            self._members(slots, i, members)
        elif dimensions:
            self._dimension(slots, i, dimensions[0].id)
        strong = tuple(s.id for s in senses if s.kind == "measure")
        weak = tuple(s.id for s in senses if s.kind == "weak_measure")
        if strong:
            slots.measures += [(i, measure) for measure in strong]
        vague = tuple(s.id for s in senses if s.kind == "vague_measure")
        if weak:
            slots.weak.append((i, weak))
        elif vague and not members:
            slots.vague.append((i, vague))
        topics = [s.id for s in senses if s.kind == "topic"]
        changed = len(slots.filters) + len(slots.by) + len(slots.ambiguous) > before
        if topics and not (changed or strong or weak):
            if bounds(slots.items, i):
                slots.unknown.append(i)  # "after the Illegal Migration Act" is a time that is not named
                topics = []
            else:
                slots.topics += topics
        if changed or strong or weak or vague or topics or any(s.kind == "publication" for s in senses):
            slots.used.add(i)
        elif (
            i not in slots.used
            and not item.cues
            and not self.vocabulary.ignored(tuple(item.text.split()))
            and not dimensions
        ):
            slots.aside.append(i)  # a term or a change alone: for a figure, a limit that no table has

    def _breaks_down(self, slots: Slots, i: int) -> bool:
        j = previous(slots.items, i)
        if self._counted(slots, i):
            return True  # "how many police forces …": the forces are asked for
        if slots.beyond and slots.items[i].text.endswith("s") and not opens(slots.items):
            return True  # "police forces with more than 100"
        return j is not None and bool(BY_CUES & set(slots.items[j].cues)) and "agent" not in slots.items[j].cues

    def _counted(self, slots: Slots, i: int) -> bool:
        """ "How many police forces": the things themselves are counted."""
        before = [item.text for item in slots.items[max(0, i - 3) : i] if item.text not in ("the", "different", "of")]
        how_many = (
            "how many",
            "number of",
            "the number of",
            "how many different",
            "number of different",
            "the number of different",
            "how many distinct",
        )
        return bool(before) and before[-1] in how_many and slots.items[i].text.endswith("s")

    def _singled_out(self, slots: Slots, i: int) -> bool:
        """ "Which charity …", "the top charities": one of the kind is looked for, not the kind as a whole."""
        j = previous(slots.items, i)
        return j is not None and bool({"which", "top", "bottom", "rank"} & set(slots.items[j].cues))

    def _members(self, slots: Slots, i: int, senses: tuple[Sense, ...]) -> None:
        dimensions = {sense.dimension for sense in senses}
        if len(dimensions) > 1:
            near = self._near_dimensions(slots, i)
            narrowed = tuple(s for s in senses if s.dimension in near)
            if not narrowed:
                slots.ambiguous.append((slots.items[i].typed, senses))
                return
            senses = narrowed
        members = tuple(s for s in senses if s.kind == "member") or senses
        if len(members) > 1 or members[0].id.startswith("ambiguous_"):
            slots.ambiguous.append((slots.items[i].typed, senses))
            return
        sense = members[0]
        if self.scope.quoted(slots.items, i) or self.scope.everywhere(slots.items, i, sense.dimension):
            slots.used.add(i)
            return
        if (sense.dimension, sense.id) not in self.residual and self._directed(slots, i, sense.dimension):
            slots.unknown.append(i)
            return
        excluded = self._excludes(slots, i, dimensions)
        if i in slots.unknown:
            return
        parts = self.combined.get((sense.dimension, sense.id), ())
        if parts and not excluded and "and" in slots.items[i].text.split() and continues(slots, i, sense.dimension):
            slots.filters += [Filter(sense.dimension, part, i, False, True) for part in parts]
            return  # "criminal, | labour and sexual": three of a list, and no combination
        if excluded and self._denied(slots, i):
            sense = replace(sense, id=self.holding.get((sense.dimension, sense.id), sense.id))
        joined = i > 0 and any("and" in item.cues for item in slots.items[max(0, i - 1) : i])
        last = slots.filters[-1] if slots.filters else None
        if last and last.dimension == sense.dimension and last.at == i - 1 and not excluded and sense.kind == "group":
            inside = self.groups.get((sense.dimension, sense.id), frozenset())
            if last.member in inside:
                slots.used.add(i)
                return  # "British-Nigerian | dual nationals" are those who are both
        slots.filters.append(Filter(sense.dimension, sense.id, i, excluded, joined))

    def _excludes(self, slots: Slots, i: int, dimensions: set[str]) -> bool:
        """Is what is named at ``i`` left out? The word that says so is used; where it may not be, ``i`` is not understood."""
        j = excluding(slots.items, slots.filters, i, dimensions, slots.cue("top", "bottom", "rank"))
        if j == i:
            slots.unknown.append(i)
        elif j is not None:
            slots.used.add(j)
        return j is not None

    def _denied(self, slots: Slots, i: int) -> bool:
        """ "Did not involve", "were not for": what is denied is in no combination either, where "except" leaves out a category."""
        j = previous(slots.items, i)
        return any(item.text.split()[0] in OPEN for item in slots.items[0 if j is None else max(0, j - 1) : i])

    def _directed(self, slots: Slots, i: int, dimension: str) -> bool:
        """ "Sent to Kent Police" is not "made by Kent Police": the catalog lists the words that say so."""
        words = self.not_after.get(dimension, frozenset())
        for j in range(i - 1, max(-1, i - 3), -1):
            if slots.items[j].text in words:
                return not (slots.items[j].text == "with" and slots.cue("compare"))  # "compare adults with children"
            if slots.items[j].kind not in ("ignored", "mark"):
                break
        return False

    def _near_dimensions(self, slots: Slots, i: int) -> set[str]:
        """Dimensions named within three items of an ambiguous member: "unknown gender", "age … unknown"."""
        near = slots.items[max(0, i - 4) : i] + slots.items[i + 1 : i + 4]
        return {s.id for item in near for s in item.senses if s.kind == "dimension"}

    def _dimension(self, slots: Slots, i: int, dimension: str) -> None:
        if slots.filters and slots.filters[-1].at == i - 1 and {dimension, slots.filters[-1].dimension} <= self.agents:
            slots.used.add(i)  # "by non-police | first responders": the noun of the limit
            return
        following = slots.items[i + 1 : i + 2]
        asked = self._breaks_down(slots, i) or any({"breakdown", "share"} & set(x.cues) for x in following)
        listed = previous(slots.items, i)
        continued = bool(slots.by) and listed is not None and "and" in slots.items[listed].cues
        continued = continued and not self._names_member(slots, i, dimension)
        if self._counted(slots, i):
            slots.units.add(i)
        if asked or continued:
            slots.asked.add(dimension)
        if asked or continued or not any(f.dimension == dimension for f in slots.filters):
            if dimension not in slots.by:
                slots.by.append(dimension)
            slots.used.add(i)

    def _names_member(self, slots: Slots, i: int, dimension: str) -> bool:
        """ "… and gender is female": a breakdown's word with its own member after it asks for that member."""
        following = (x for x in slots.items[i + 1 : i + 4] if x.kind not in ("mark", "ignored") and x.cues != ("of",))
        return any(s.dimension == dimension for x in list(following)[:1] for s in x.senses)

    def _compound(self, slots: Slots, i: int, parts: dict[str, str]) -> None:
        breaks = self._breaks_down(slots, i)
        joined = i > 0 and "and" in slots.items[i - 1].cues
        named = [name for name in parts if name not in ("measure", "topic", "by", "which")]
        excluded = self._excludes(slots, i, set(named))
        if "and" in slots.items[i].text.split() and continues(slots, i):
            slots.unknown.append(i)  # "boys and girls" are all children, but not beside men and women
            return
        if excluded and len(named) != 1:
            slots.unknown.append(i)  # "except boys" leaves out neither all children nor all males
            return
        for name, member in parts.items():
            if name == "measure":
                slots.measures.append((i, member))
            elif name == "topic":
                if self._singled_out(slots, i) or self._counted(slots, i):
                    slots.topics.append(member)
            elif name in ("by", "which"):
                if self._counted(slots, i):
                    slots.units.add(i)
                if member not in slots.by and (
                    breaks if name == "by" else self._singled_out(slots, i) or i in slots.units
                ):
                    slots.by.append(member)
                    slots.asked.add(member)
            else:
                slots.filters.append(Filter(name, member, i, excluded, joined))
