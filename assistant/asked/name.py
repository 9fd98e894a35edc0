"""What a tree asks for, as a noun phrase that composes: "the share of children among referrals in 2023"."""

from __future__ import annotations

from assistant.asked.before import Before
from assistant.asked.count import Count
from assistant.asked.each import Each
from assistant.asked.having import Having
from assistant.asked.history import History
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.people import joined, member_words, said, subject
from assistant.asked.per import Per
from assistant.asked.pick import Pick
from assistant.asked.place import Place
from assistant.asked.ratio import Ratio
from assistant.asked.running import Running
from assistant.asked.summary import Summary
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import TIME, axes, compared, counts, percentage, walk
from assistant.catalog.lookup import Lookup
from assistant.period import MONTHS, Span, quarter

NUMBERS = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PLACES = ("", "", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ")
LIMITS = {">": "more than", ">=": "at least", "<": "fewer than", "<=": "at most", "=": "exactly"}
MEASURED = {"<": "less than"}  # of what is measured, not counted
COMPARED = {">": "higher than", ">=": "at least", "<": "lower than", "<=": "at most", "=": "the same as"}
RELATIVE = {"default": "", "all": "", "latest_year": "in the latest year", "latest_quarter": "in the latest quarter",
            "latest_financial": "in the latest financial year"}  # fmt: skip


def spread(node: Per) -> Node:
    """What is spread: of an average by quarter, its count."""
    return counts(node)[0] if isinstance(node.of, Summary) else node.of


def _dates(node: Node) -> bool:
    """Does it give all below it their periods, one after the other?"""
    return isinstance(node, Over) and node.axis in TIME and bool(node.values)


class Names:
    """Noun phrases of one catalog."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup

    def name(self, node: Node) -> str:
        """The phrase with its period: once at the end where all counts share it."""
        shared = self.shared(node)
        if shared is None:
            return self.phrase(node, True)
        return " ".join(bit for bit in (self.phrase(node, False), self.when(shared)) if bit)

    def shared(self, node: Node) -> Count | None:
        """A count whose period is that of all; None where they differ or stand at steps of their own."""
        found = counts(node)
        whens = {(count.when, count.as_of) for count in found}
        odd = any(isinstance(n, Over) and n.axis in TIME and n.values for n in walk(node))
        return found[0] if found and len(whens) == 1 and not odd else None

    def when(self, count: Count) -> str:
        return self.period(count.when, count.measure)

    def period(self, when: Span | str, measure: str) -> str:
        """ "in 2023", "since July 2023", "in the last 4 quarters"; empty for what needs no word."""
        if isinstance(when, Span):
            return when.end_phrase if self.lookup.measures[measure].kind == "stock" else when.phrase
        kind, _, rest = when.partition(":")
        if kind == "since":
            number = quarter(rest)
            return f"since {MONTHS[number % 4 * 3]} {number // 4}" if number % 4 else f"since {number // 4}"
        if kind == "until":
            number = quarter(rest)
            return f"up to the end of {MONTHS[number % 4 * 3 + 2]} {number // 4}"
        if kind == "last":
            number_, _, unit = rest.partition(":")
            return f"in the last {number_} {unit}s" if number_ != "1" else f"in the last {unit}"
        return RELATIVE.get(when, "")

    def phrase(self, node: Node, dated: bool = False) -> str:
        """As :meth:`name`; ``dated`` gives each count its own period."""
        if isinstance(node, Count):
            return " ".join(bit for bit in (subject(node, self.lookup), self.when(node) if dated else "") if bit)
        if isinstance(node, (Ratio, Minus)):
            return self.share(node, dated) if isinstance(node, Ratio) else self.change(node, dated)
        if isinstance(node, Over):
            return f"{self.phrase(node.of, dated and not _dates(node))} {self.along(node)}"
        if isinstance(node, Each):
            return joined([self.phrase(part, dated) for part in node.of])
        if isinstance(node, Before):
            ago = {"year": "a year earlier", "quarter": "a quarter earlier", "same": "in the period just before"}
            return f"{self.phrase(node.of, dated)} {ago[node.step]}"
        return self._reducing(node, dated)

    def _reducing(self, node: Node, dated: bool) -> str:
        if isinstance(node, Running):
            return f"the running total of {self.phrase(node.over, dated)}"
        if isinstance(node, Summary):
            return f"the {node.word} {self.bare(node.over, dated)} per {self.axes(node.over)}"
        if isinstance(node, Per):
            return f"the average {self.bare(spread(node), dated)} per {node.unit}"
        if isinstance(node, Pick):
            word = "highest" if node.highest else "lowest"
            return f"the {PLACES[min(node.nth, 10)]}{word} {self.bare(node.over, dated)} {self.any(node.over)}"
        if isinstance(node, Top):
            return self.top(node, dated)
        if isinstance(node, Having):
            return f"{self.plural(node.over)} with {self.limit(node)}"
        if isinstance(node, Place):
            return f"the rank of {self.member(node)} among {self.plural(node.over)} by {self.bare(node.over, dated)}"
        if isinstance(node, Truth):
            return f"whether {self.figure(node.left, dated)} is {self.compared(node, dated)}"
        assert isinstance(node, History)
        return f"every published figure of {self.phrase(node.of, dated)}"

    def bare(self, node: Node, dated: bool = False) -> str:
        """What a figure along an axis is, without the axis: "number of referrals", "share of children among
        referrals".
        """
        inner = node.of if isinstance(node, Over) else node
        dated = dated and not _dates(node)
        if isinstance(inner, Over):
            return self.bare(inner, dated)
        if isinstance(inner, Count):
            return f"number of {self.phrase(inner, dated)}"
        return self.phrase(inner, dated).removeprefix("the ")

    def share(self, node: Ratio, dated: bool) -> str:
        if node.as_ == "per":
            return f"the number of {self.phrase(node.part, dated)} per {self.one(node.whole, dated)}"
        if node.as_ == "times":
            return f"{self.phrase(node.part, dated)} as a multiple of {self.phrase(node.whole, dated)}"
        if isinstance(node.part, Top) and isinstance(node.part.over, Over) and node.part.over.of == node.whole:
            return f"the share of {self.phrase(node.whole, dated)} for {self.leading(node.part)} together"
        part, whole = _bare(node.part), _bare(node.whole)
        along = "".join(f" {self.along(over)}" for over in axes(node))
        if (
            isinstance(part, Count)
            and isinstance(whole, Count)
            and (part.measure, part.when) == (whole.measure, whole.when)
        ):
            extra = self.extra(part, whole)
            if extra:
                return f"the share of {extra} among {self.phrase(whole, dated)}{along}"
            return f"the share of {self.phrase(whole, dated)}{along}"
        if isinstance(part, Count) and isinstance(whole, Count) and part.measure != whole.measure:
            return f"{self.phrase(node.part, dated)} as a share of {self.phrase(node.whole, dated)}"
        if isinstance(part, Minus) and isinstance(whole, Minus):
            ends, mine = self.ends(whole), self.ends(part)
            if ends and mine and ends[1] == mine[1]:
                return f"the share of the change in {ends[0]} {ends[1]} due to {mine[0]}{along}"
        return f"the share of {self.phrase(node.whole, dated)} due to {self.phrase(node.part, dated)}"

    def extra(self, part: Count, whole: Count) -> str:
        """What the part has that the whole has not: "children", "positive decisions", "those by the police"."""
        already = dict(whole.where)
        more = tuple((d, ids) for d, ids in part.where if already.get(d) != ids)
        words = said(more, self.lookup)
        unit = self.lookup.measures[part.measure].unit
        head = f"{' '.join(words.kind)} {unit}" if words.kind else words.who or ("those" if words.by else "")
        tail = words.who if words.kind and words.who else ""
        return " ".join(bit for bit in (head, f"for {tail}" if tail else "", *words.by) if bit)

    def change(self, node: Minus, dated: bool) -> str:
        kind = {"number": "", "percent": "percentage ", "points": "percentage point "}[node.as_]
        later, earlier = node.later, node.earlier
        if isinstance(earlier, Before) and earlier.of == later:
            ago = {"year": "a year", "quarter": "a quarter", "same": "the period just"}[earlier.step]
            return f"the {kind}change on {ago} earlier in {self.phrase(later, dated)}"
        ends = self.ends(node)
        if ends:
            return f"the {kind}change in {ends[0]} {ends[1]}"
        if (
            isinstance(later, Pick)
            and isinstance(earlier, Pick)
            and later.over == earlier.over
            and later.nth == earlier.nth == 1
        ):
            both = "the highest and the lowest" if later.highest else "the lowest and the highest"
            return f"the {kind}difference between {both} {self.bare(later.over, dated)} {self.any(later.over)}"
        return f"the {kind}difference between {self.phrase(later, dated)} and {self.phrase(earlier, dated)}"

    def ends(self, node: Minus) -> tuple[str, str] | None:
        """The same thing at two times: (what, "from 2019 to 2023"); None of two things."""
        a, b = self.shared(node.later), self.shared(node.earlier)
        if a is None or b is None or a.when == b.when:
            return None
        what = self.phrase(node.later)
        if what != self.phrase(node.earlier) or not isinstance(a.when, Span) or not isinstance(b.when, Span):
            return None
        stock = self.lookup.measures[a.measure].kind == "stock"
        first, last = (s.end_phrase.removeprefix("at ") if stock else s.label for s in (b.when, a.when))
        if a.when.is_year and b.when.is_year and not stock:
            return what, f"from {first} to {last}"
        return what, f"between {first} and {last}"

    def one(self, node: Node, dated: bool) -> str:
        """In the singular: "positive reasonable grounds decision"."""
        text = self.phrase(node, dated)
        if isinstance(node, Count):
            measure = self.lookup.measures[node.measure]
            if measure.label.startswith(measure.singular):
                return text.replace(measure.label, measure.singular, 1)
            if measure.label.endswith(measure.unit):
                return text.replace(measure.label, measure.label.removesuffix(measure.unit) + measure.singular, 1)
        return text

    def along(self, over: Over) -> str:
        """ "by quarter", "for each of Albanian nationals and UK nationals", "in 2022 and in 2023"."""
        if over.axis in TIME:
            spans = [value for value in over.values if isinstance(value, Span)]
            if over.axis == "period" or (spans and len(spans) <= 3):
                return joined([span.phrase for span in spans])
            unit = f"by {over.axis}"
            if not spans:
                return unit
            span = Span(spans[0].start, spans[-1].end)
            return f"{unit} {span.phrase}"
        if over.values:
            return f"for each of {joined([member_words(over.axis, str(v), self.lookup) for v in over.values])}"
        return f"by {self.lookup.dimensions[over.axis].label}"

    def axis(self, over: Over) -> str:
        return over.axis if over.axis in TIME else self.lookup.dimensions[over.axis].label

    def axes(self, node: Node) -> str:
        return joined([self.axis(over) for over in axes(node)])

    def plural(self, node: Node) -> str:
        found = []
        for over in axes(node):
            dimension = self.lookup.dimensions.get(over.axis)
            found.append((dimension.plural if dimension else "") or f"{self.axis(over)}s")
        return joined(found)

    def any(self, node: Node) -> str:
        """ "in any quarter", "for any nationality"."""
        return " ".join(f"{'in' if over.axis in TIME else 'for'} any {self.axis(over)}" for over in axes(node))

    def top(self, node: Top, dated: bool) -> str:
        if node.n is None:
            return f"the ranking of {self.plural(node.over)} by {self.bare(node.over, dated)}"
        if node.what == "list":
            return f"{self.leading(node)} by {self.bare(node.over, dated)}"
        return f"the {self.bare(node.over, dated)} for {self.leading(node)}"

    def leading(self, node: Top) -> str:
        """ "The top three nationalities", "all but the bottom force"."""
        n = node.n or 1
        number = NUMBERS[n] if n < len(NUMBERS) else str(n)
        word = ("top" if node.highest else "bottom") + (f" {number}" if number else "")
        among = "all but " if node.what == "rest" else ""
        return f"{among}the {word} {self.plural(node.over) if n > 1 else self.axes(node.over)}"

    def limit(self, node: Having) -> str:
        """ "fewer than 2,500 referrals"."""
        two = compared(node)
        if two is not None:
            word = "more" if node.op == ">" else "fewer"
            a, b = self.shared(two.later), self.shared(two.earlier)
            if a is not None and b is not None and (ends := self.ends(two)) is not None:
                return f"{word} {ends[0]} {self.when(a)} than {self.when(b)}"
            return f"{word} {self.phrase(two.later)} than {self.phrase(two.earlier)}"
        if not isinstance(node.n, (int, float)):
            words = COMPARED[node.op]
            return f"a {self.bare(node.over, False)} {words} {self.figure(node.n, False)}"
        n = f"{node.n:,}{'%' if percentage(node.over) else ''}"
        inner = _bare(node.over)
        if isinstance(inner, Count):
            return f"{LIMITS[node.op]} {n} {self.one(inner, False) if node.n == 1 else self.phrase(inner, False)}"
        bare = self.bare(node.over, False)
        word = MEASURED.get(node.op, LIMITS[node.op]) if percentage(node.over) else LIMITS[node.op]
        return f"{'an' if bare[0] in 'aeio' else 'a'} {bare} of {word} {n}"

    def member(self, node: Place) -> str:
        over = axes(node.over)[-1]
        return node.member if over.axis in TIME else member_words(over.axis, node.member, self.lookup)

    def compared(self, node: Truth, dated: bool) -> str:
        times = "" if node.factor == 1 else "twice " if node.factor == 2 else f"{node.factor:g} times "
        sign = "%" if percentage(node.left) else ""
        right = f"{node.right:,}{sign}" if isinstance(node.right, (int, float)) else self.figure(node.right, dated)
        return f"{COMPARED[node.op]} {times}{right}"

    def figure(self, node: Node, dated: bool = False) -> str:
        """As :meth:`phrase`; a count is "the number of" it."""
        return f"the number of {self.phrase(node, dated)}" if isinstance(node, Count) else self.phrase(node, dated)


def _bare(node: Node) -> Node:
    """Without its axes."""
    while isinstance(node, Over):
        node = node.of
    return node
