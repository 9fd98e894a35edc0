"""What a clause says anew of those that were spoken of: which of them, or the same share of others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.asked.count import Count, Where
from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.ratio import Ratio
from assistant.asked.top import Top
from assistant.asked.truth import Truth
from assistant.asked.walk import NODES, TIME, counts, over_of
from assistant.english.conversation import Context
from assistant.english.frame import Frame
from assistant.english.joining import leads_on
from assistant.english.lexeme import Lexeme
from assistant.english.spans import that_time
from assistant.english.turn import timeless
from assistant.period import Span
from assistant.words.vocabulary import Sense

Limits = Callable[[tuple[Lexeme, ...]], Where]

SMALLEST = 10  # of the figures that a question after them may quote: "of those two" counts things
LISTED = (
    "F",
    "AND",
    "COMMA",
    "BOTH",
    "BREAKDOWN",
    "BY",
    "FOR",
    "REPEAT",
    "POLITE",
    "MARK",
)  # of a short note that names some
SAYING = ("OF", "ARTICLE", "THOSE", "FOR", "BY", "ANYOF", "POLITE", "MARK", "PEOPLE")  # nothing of whom is meant

REQUESTED = ("ARTICLE", "HOWMANY", "VERB", "ASK", "WE", "STOP")  # "please give the figures for"
OPENING = ("AND", "COMMA", "ARTICLE", "POLITE", "WHAT", "BE", "REPEAT")
PLAIN = ("AND", "COMMA", "IN", "FOR", "REL", "MARK", "STOP", "POLITE", "HAVE", "BE")  # round a time, and nothing of it


def halved(
    items: tuple[Lexeme, ...], known: Frame | None, compounds: Mapping[str, Mapping[str, str]]
) -> tuple[Lexeme, ...]:
    """ "Of these, boys and girls", after children: which of two things at once was said before says nothing new."""
    if known is None:
        return items
    said = {dimension: ids[0] for dimension, ids in known.where if len(ids) == 1}
    apart = tuple(one for item in items for one in _split(item, said, compounds))
    if _parts_of(apart, said, compounds):  # "boys and girls separately"
        apart = apart[1:] if apart[0].is_("AND") else apart
        short = tuple(x for x in apart if not x.is_("BREAKDOWN", "BY", "FOR", "REPEAT", *REQUESTED))
        items = (apart[0].as_("THOSE", "those"), *short)
    elif any(item.is_("THOSE") for item in items):
        items = apart
    else:
        return items
    out: list[Lexeme] = []
    for item in items:
        named = item.get("F")
        parts = compounds.get(named.what.id, {}) if named is not None and named.what.kind == "compound" else {}
        new = [(dimension, member) for dimension, member in parts.items() if said.get(dimension) != member]
        out.append(item.as_("F", Sense("member", new[0][1], new[0][0])) if len(new) == 1 < len(parts) else item)
    return tuple(out)


def _parts_of(items: tuple[Lexeme, ...], said: Mapping[str, str], compounds: Mapping[str, Mapping[str, str]]) -> bool:
    """Does a short note name several of those that were spoken of, and nobody else?"""
    named = [compounds.get(m.what.id, {}) for item in items if (m := item.get("F")) is not None]
    new = [[d for d, member in parts.items() if said.get(d) != member] for parts in named]
    halves = all(len(one) == 1 < len(parts) and one[0] not in said for one, parts in zip(new, named, strict=True))
    return len(named) > 1 and halves and all(item.is_(*LISTED, *REQUESTED) for item in items)


def _split(item: Lexeme, said: Mapping[str, str], compounds: Mapping[str, Mapping[str, str]]) -> tuple[Lexeme, ...]:
    """ "Boys and girls", of whom it is said already that they are children: boys, and girls."""
    named = item.get("F")
    parts = compounds.get(named.what.id, {}) if named is not None and named.what.kind == "compound" else {}
    words = item.text.split()
    if not parts or len(words) != 3 or any(said.get(dimension) != member for dimension, member in parts.items()):
        return (item,)
    if not (words[0] in compounds and words[2] in compounds):
        return (item,)
    first, last = (item.as_("F", Sense("compound", word)) for word in (words[0], words[2]))
    return first, item.as_("AND", "and"), last


def of_all_who(said: tuple[Lexeme, ...], context: Context) -> tuple[Lexeme, ...]:
    """ "What share of those referred in 2022 were children?", where nobody was spoken of: of all who were; "was
    that more or fewer than": compared with that.
    """
    items = _either_way(said, context.before)
    if context.before or context.setting or context.mentioned:
        return items
    at = next((i for i, item in enumerate(items) if item.is_("THOSE")), len(items))
    do = next((i for i in range(at + 1, len(items)) if not items[i].is_("REL", "BE", "HAVE")), len(items))
    counts = do < len(items) and items[do].is_("W", "M") and not items[do].is_("F")
    shares = any(item.is_("SHARE") for item in items[:at])
    return (*items[:at], items[at].as_("OF", "of"), *items[do:]) if counts and shares else items


def whom_they_referred(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How many of the people they referred were children?": of those that whoever was named referred."""
    for i in range(len(items) - 2):
        whom, who, did = items[i : i + 3]
        if whom.is_("PEOPLE", "THOSE", "ARTICLE") and not whom.is_("F") and who.is_("IT") and did.is_("W"):
            return (*items[:i], whom.as_("THOSE", "those"), *items[i + 3 :])
    return items


def _either_way(items: tuple[Lexeme, ...], before: Node | None) -> tuple[Lexeme, ...]:
    """ "Was that more or fewer than the year before, and by how many?": compared with that, which tells both."""
    at = next((i for i, item in enumerate(items) if (m := item.get("MORE")) is not None and m.what == "either"), 0)
    points = before is not None and all(item.is_("AND", "POLITE", "COMMA", "MARK") for item in items[:at])
    points = points or (before is not None and any(item.is_("THAT", "IT") for item in items[:at]))
    if (
        not points
        or not (m := items[at].get("MORE"))
        or m.what != "either"
        or at + 2 >= len(items)
        or not items[at + 1].is_("THAN")
    ):
        return items
    rest = items[at + 2 :]
    tail = next((i for i, item in enumerate(rest) if item.is_("HOWMUCH")), len(rest))
    while tail < len(rest) and tail and rest[tail - 1].is_("AND", "COMMA"):
        tail -= 1
    return (items[at].as_("VERSUS", "versus"), *rest[:tail])


def share_again(items: tuple[Lexeme, ...], before: Node | None) -> tuple[Lexeme, ...]:
    """ "And the proportion for adults", after the share of decisions that were positive: the same share of theirs."""
    tree = before.of if isinstance(before, Over) else before
    if isinstance(tree, Ratio) and (again := _rate_again(items, "RATE" if tree.as_ == "percent" else "RATIO")):
        return again
    at = next((i for i, item in enumerate(items) if not item.is_("AND", "COMMA", "ARTICLE", "POLITE")), len(items))
    if not isinstance(tree, Ratio) or at + 1 >= len(items) or not items[at].is_("SHARE"):
        return items
    if items[at + 1].is_("FOR") and not any(item.is_("M", "W") for item in items):
        return (*items[:at], items[at].as_("REPEAT", "repeat"), *items[at + 2 :])
    return _share_within(items, at, tree)


def _rate_again(items: tuple[Lexeme, ...], kind: str) -> tuple[Lexeme, ...]:
    """ "And what was the rate in 2022?", "the same ratio for women": the one before; empty where more is said."""
    at = next((i for i, item in enumerate(items) if not item.is_(*OPENING)), len(items))
    rest = items[at + 1 :]
    again = at < len(items) and items[at].is_(kind) and all(item.is_("F", "T", "TM", "LATEST", *PLAIN) for item in rest)
    return (
        (items[at].as_("REPEAT", "repeat"), *rest) if again and any(item.is_("F", "T", "TM") for item in rest) else ()
    )


def _share_within(items: tuple[Lexeme, ...], at: int, tree: Ratio) -> tuple[Lexeme, ...]:
    """ "… were UK nationals, and what proportion of the children?": the same of them, of whom it says nothing else."""
    those = items[at + 1].is_("THOSE")  # "of those for adults"; those of whom it is said what they "were" are its part
    others = those and at + 2 < len(items) and items[at + 2].is_("FOR")
    of = others or (leads_on(items[at]) and not those) or items[at + 1].is_("OF")
    part, whole = tree.part, tree.whole
    if not (of and isinstance(part, Count) and isinstance(whole, Count)):
        return items
    rest = tuple(x for x in items[at + 1 :] if not (x.is_(*SAYING) or _counts(x, whole.measure)))
    named = [m.what.dimension for x in rest for m in x.meanings if m.category == "F" and m.what.kind == "member"]
    other = [x for x in rest if x.is_("M")]
    said = {d for d, ids in part.where if (d, ids) not in whole.where}
    if not said or len(named) + len(other) != 1 or len(rest) != 1 or said & set(named):
        return items
    return (*items[:at], items[at].as_("REPEAT", "repeat"), *rest)


def _counts(item: Lexeme, measure: str) -> bool:
    """Does it name that count, and nobody?"""
    return not item.is_("F") and any(m.what.id == measure for m in item.meanings if m.category in ("M", "W"))


def those_dated(items: tuple[Lexeme, ...], before: Node | None) -> tuple[Lexeme, ...]:
    """ "And of those who arrived in 2023?", "of those who arrived in 2023, how many were?": the same as was asked of
    others that arrived, of then."""
    measure = counts(before)[0].measure if before is not None else ""
    said = [x for x in items if not x.is_(*PLAIN)]
    said = said[:-1] if said and said[-1].is_("HOWMANY") else said
    named = [x for x in said if any(m.what.id == measure for m in x.meanings if m.category in ("M", "W", "V"))]
    if len(said) != 3 or len(named) != 1 or named[0] is not said[1] or named[0].is_("F"):
        return items
    when = said[2]
    return (items[0].as_("AND", "and"), when) if said[0].is_("THOSE") and when.is_("T", "TM") else items


def goes_on(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "And then how many children": without the word that only goes on."""
    then = len(items) > 2 and items[0].is_("AND") and items[1].is_("GOESON") and not items[2].is_("T", "TM", "STOP")
    return (items[0], *items[2:]) if then else items


def of_everyone(tree: Node) -> Ratio | None:
    """A share without what limits its whole to some people or referrers; None where nothing does."""
    if not (isinstance(tree, Ratio) and isinstance(tree.part, Count) and isinstance(tree.whole, Count)):
        return None
    part, whole = tree.part, tree.whole
    gone = {limit for limit in whole.where if limit in part.where}
    if not gone or set(part.where) == set(whole.where):
        return None
    kept = [tuple(limit for limit in one.where if limit not in gone) for one in (part, whole)]
    return replace(tree, part=replace(part, where=kept[0]), whole=replace(whole, where=kept[1]))


def moved_from(items: tuple[Lexeme, ...], before: Node | None) -> Node | None:
    """ "And the % change on Q4 2024?", after the change on the quarter before: from the same later figure; "the same
    for 2022", after a number that was asked about: the figure.
    """
    overall = any(m.what == "overall" for x in items for m in x.meanings if m.category == "TOTAL")
    if overall and before is not None and any(x.is_("RATE", "SHARE") for x in items):
        # "The overall positive rate", after that of children, or after their number.
        return replace(before, where=()) if isinstance(before, Count) else of_everyone(before) or before
    if isinstance(before, Truth) and isinstance(before.right, (int, float)) and any(x.is_("REPEAT") for x in items):
        return before.left
    timed = any(item.is_("T", "TM", "EARLIER", "SAMEPERIOD") for item in items)
    moves = any(item.is_("GROWTH", "MOVE") for item in items) and not any(item.is_("M", "W") for item in items)
    sides = (before.later, before.earlier) if isinstance(before, Minus) else None
    if isinstance(before, Truth) and isinstance(before.right, NODES):
        sides = before.left, before.right
    again = timed and moves and sides is not None and timeless(sides[0]) == timeless(sides[1])
    return sides[0] if again and sides is not None else before


def of_ranked(items: tuple[Lexeme, ...], context: Context, where: Limits) -> Node | None:
    """ "What proportion of them were British?", "how many of those were?", after the top nationalities of children: of
    all those children; "what share of them were children?" after the highest quarter: of that quarter.
    """
    before = context.before
    over = before.over if isinstance(before, (Pick, Top)) else None
    asked = any(x.is_("SHARE") for x in items) or any(x.is_("THOSE") for x in items)
    if before is None or not isinstance(over, Over) or not asked:
        return before
    bare = not any(x.is_("M", "W", "T", "PICKED") for x in items)
    spoken = any(x.is_("IT", "THOSE") for x in items) and bare
    limits = {d for d, _ in where(items)}
    known = {limit for count in counts(before)[:1] for limit in count.where}
    if spoken and {d for d, ids in where(items) if (d, ids) not in known} == {over.axis}:  # "those girls", of girls
        return counts(before)[0]
    first = isinstance(before, Pick) or (isinstance(before, Top) and before.n == 1)
    shared = any(x.is_("SHARE") for x in items) and first and bool(limits) and over.axis not in limits
    of_it = shared and (spoken or (bare and over.axis in TIME))
    return (context.winner(before) or before) if of_it and context.winner is not None else before


def of_both_years(items: tuple[Lexeme, ...], known: Node | None) -> Node | None:
    """ "How does 2024 compare with 2023?", after the quarters of one, or the highest of them: the count of each."""
    before = moved_from(items, known)
    set_beside = any(item.is_("VERSUS", "COMPARE") for item in items) and not any(
        item.is_("M", "W", "F") for item in items
    )
    two = [span.what for item in items if (span := item.get("T")) is not None]
    table = over_of(before) if before is not None else None
    cut = isinstance(table, Over) and table.axis == "quarter"
    if before is None or not (set_beside and cut and len(two) == 2) or any(span.length < 4 for span in two):
        return before
    return counts(before)[0]


def that_beside(items: tuple[Lexeme, ...], known: Frame | None) -> tuple[Lexeme, ...]:
    """ "Compare that year with 2022", "how does it compare with 2020?": the year that was spoken of, and 2022."""
    at = [i for i, x in enumerate(items) if (m := x.get("THATTIME")) is not None and m.what == "year"]
    when = known.time.whens[0] if known is not None and known.time is not None and len(known.time.whens) == 1 else None
    dated = [i for i, x in enumerate(items) if x.is_("T")]
    compares = any(x.is_("VERSUS", "COMPARE") for x in items)
    if not (compares and len(at) == len(dated) == 1 and at[0] < dated[0] and isinstance(when, Span)):
        return items
    year = that_time("year", when)
    return (*items[: at[0]], items[at[0]].as_("T", year), *items[at[0] + 1 :]) if year is not None else items


def of_figure(items: tuple[Lexeme, ...], context: Context) -> tuple[Lexeme, ...]:
    """ "Of those 512, how many were Vietnamese?": of those whose figure that was; of a figure that nobody told it is
    not read.
    """
    spoken = [one for one in (context.before, *reversed(context.spoken)) if one is not None]
    for i in range(len(items) - 1 if context.valued is not None and spoken else 0):
        number = items[i + 1].get("N") if items[i].is_("OF", "AMONG", "THOSE", "WHOLE") else None
        if number is None or int(number.what) < SMALLEST:
            continue
        told = next((one for one in spoken if context.valued and context.valued(one) == int(number.what)), None)
        if told is not None:
            context.before = told
            return (*items[:i], items[i].as_("THOSE", "those"), *items[i + 2 :])
    return items
