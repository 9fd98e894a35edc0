"""Another of the kind that was spoken of: "what about Essex?" after the Metropolitan Police is Essex Police."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from assistant.asked.count import Count
from assistant.asked.node import Node
from assistant.asked.over import Over
from assistant.asked.pick import Pick
from assistant.asked.walk import counts, over_of, walk
from assistant.english.conversation import Context
from assistant.english.frame import Frame
from assistant.english.lexeme import Lexeme, Meaning, breakdowns
from assistant.words.tokens import phrase
from assistant.words.vocabulary import Sense, Vocabulary

# Words beside a name that ask for its figure.
BARE = ("AND", "WHAT", "TOTAL", "T", "QUARTER", "IN", "FOR", "COMMA", "MARK", "STOP", "POLITE", "THATTIME", "LATEST")
OWN = ("'", "\u2019")  # before the s of whose it is
TOWARDS = "to"  # in the name of those to whom cases go


def with_peers(
    items: tuple[Lexeme, ...], known: Frame | None, vocabulary: Vocabulary, kinds: AbstractSet[str]
) -> tuple[Lexeme, ...]:
    """The same, with a name that the tables lack as the member of one of ``kinds`` that it is the first word of.

    ``known``: what was spoken of before; the member's last word is one of the member that was.
    """
    for dimension, ids in known.where if known is not None else ():
        if dimension not in kinds or len(ids) != 1:
            continue
        if (same := _of_breakdown(items, dimension, vocabulary)) != items:
            return same
        if any(_strange(item) for item in items):
            last = {words[-1] for words, _ in _members(vocabulary, dimension, ids[0])}
            return tuple(_peer(item, dimension, last, vocabulary) if _strange(item) else item for item in items)
    return items


def _of_breakdown(items: tuple[Lexeme, ...], dimension: str, vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "And Northumbria in 2021?", after the force of crime recording: what else names one of that breakdown is it, in
    a clause that names nothing more.
    """
    shared = shared_names(vocabulary, dimension)
    at = [i for i, x in enumerate(items) if x.is_("F", "M", "W", "V", "D") or _strange(x)]
    name = plain_name(items[at[0]]) if len(at) == 1 else ()
    if name not in shared:
        return items
    return (*items[: at[0]], items[at[0]].as_("F", Sense("member", shared[name], dimension)), *items[at[0] + 1 :])


def shared_names(vocabulary: Vocabulary, dimension: str) -> dict[tuple[str, ...], str]:
    """Names and areas of the members of a breakdown, which may be those of another's as well."""
    return {
        phrase(name): member.id
        for one in vocabulary.catalog.dimensions
        if one.id == dimension
        for member in one.members
        for name in (*member.names, *member.areas)
    }


def plain_name(item: Lexeme) -> tuple[str, ...]:
    """The words of a name, as those of a member are looked for."""
    return tuple(word for word in item.text.removeprefix("the ").split() if word != "-")


def with_names(items: tuple[Lexeme, ...], dimension: str, vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "Our force is Essex": a name that the tables lack as the one member that begins with it."""
    last = {words[-1] for words, _ in _members(vocabulary, dimension)}
    return tuple(_peer(item, dimension, last, vocabulary) if _strange(item) else item for item in items)


def with_ranked(
    items: tuple[Lexeme, ...], context: Context, finer: str, vocabulary: Vocabulary, kinds: AbstractSet[str]
) -> tuple[Lexeme, ...]:
    """ "Merseyside?", "West Midlands?", after forces told in their order or side by side: named as the first of them
    is. ``finer``: the breakdown that tells apart those who were counted together.
    """
    before = context.before
    table = before if before is None or isinstance(before, Over) else over_of(before)
    axis = table.axis if isinstance(table, Over) else finer
    if axis not in kinds or any(item.is_("F", "M", "W", "D") for item in items):
        return items
    first = context.winner(Pick(table, 1)) if isinstance(table, Over) and context.winner is not None else None
    if isinstance(first, Count):
        known = Frame(where=tuple(limit for limit in first.where if limit[0] == axis))
        items = with_peers(items, known, vocabulary, kinds)
    return with_names(items, axis, vocabulary)


def with_listed(items: tuple[Lexeme, ...], vocabulary: Vocabulary, kinds: AbstractSet[str]) -> tuple[Lexeme, ...]:
    """ "Essex Police and Kent", "Hampshire against Thames Valley Police": a place listed with a force is its force."""
    named = [(m.what.dimension, m.what.id) for x in items for m in x.meanings if m.category == "F"]
    among = [(dimension, member) for dimension, member in named if dimension in kinds]
    if not among or not any(_strange(item) for item in items):
        return items
    dimension, member = among[0]
    last = {words[-1] for words, _ in _members(vocabulary, dimension, member)}
    return tuple(
        _peer(item, dimension, last, vocabulary) if _strange(item) and _beside(items, i) else item
        for i, item in enumerate(items)
    )


def with_kinds(items: tuple[Lexeme, ...], spoken: Sequence[Node], vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "The most common type for women?", after types of exploitation: the last word of the name of a breakdown that
    was spoken of is that breakdown, where one alone is named so.
    """
    if not any(x.is_("X") for x in items):
        return items
    told = {d for tree in spoken for one in counts(tree) for d, _ in one.where}
    told |= {node.axis for tree in spoken for node in walk(tree) if isinstance(node, Over)}
    last = {d.id: d.label.split()[-1] for d in vocabulary.catalog.dimensions if d.id in told and " " in d.label}
    out: list[Lexeme] = []
    for item in items:
        meant = [name for name, word in last.items() if (item.text,) in ((word,), vocabulary.plural((word,)))]
        known = item.is_("X") and len(meant) == 1
        out.append(item.as_("D", Sense("dimension", meant[0])) if known else item)
    return tuple(out)


def as_named(items: tuple[Lexeme, ...], before: Node | None) -> tuple[Lexeme, ...]:
    """ "The Home Office total?" after others who refer: the one of that name, and not who published the figures."""
    share = any(x.is_("SHARE") for x in items) and any(x.is_("TOTAL") for x in items)  # "of the Home Office total"
    rest = [x for x in items if not x.is_(*BARE, *(("SHARE", "THAT", "OF", "BE", "IT", "ARTICLE") if share else ()))]
    one = rest[0] if len(rest) == 1 and before is not None else None
    named = one.get("F") if one is not None and one.is_("REPORT") else None
    return tuple(x.as_("F", named.what) if x is one else x for x in items) if named is not None else items


def of_spoken(items: tuple[Lexeme, ...], told: Sequence[Count]) -> tuple[Lexeme, ...]:
    """ "Unknown?", after those exploited overseas: what could be of several breakdowns is of that told last."""
    if not told:
        return items
    spoken = {d for d, _ in told[-1].where}
    apart = {d for d, ids in told[-1].where if len(told) > 1 and dict(told[-2].where).get(d) != ids}
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        mine = (
            breakdowns((item,)) if not (i and items[i - 1].is_("WHICH")) else set()
        )  # "which charity" is each of them
        theirs = (mine & apart) or (mine & spoken)
        if len(mine) > 1 and len(theirs) == 1 and all(m.category == "F" for m in item.meanings):
            item = replace(item, meanings=tuple(m for m in item.meanings if m.what.dimension in theirs))
        out.append(item)
    return tuple(out)


def names_agents(items: tuple[Lexeme, ...]) -> bool:
    """ "How many did Humberside refer?", "Dorset and Wiltshire as first responders": who refers is a force, and no
    county.
    """
    for i, item in enumerate(items):
        said = item.get("REFERRING")
        does = said is not None and said.what == "does" and i > 1 and items[i - 2].is_("DO", "HAVE")
        if (does and _strange(items[i - 1])) or (said is not None and said.what == "as"):
            return True
    return False


def passed_on(items: tuple[Lexeme, ...], vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "To Police Scotland, the PSNI and Welsh forces": where the first of a list says to whom cases go, so do
    the others, though each by itself would be one that refers."""
    out = list(items)
    towards = ""  # the breakdown of the list that is being read
    for i, item in enumerate(out):
        named = {m.what.dimension for m in item.meanings if m.category == "F"}
        if len(named) == 1 and TOWARDS in item.text.split():
            towards = next(iter(named))
        elif towards and named and towards not in named:
            found = [
                s
                for s in vocabulary.senses((TOWARDS, *plain_name(item)))
                if s.kind == "member" and s.dimension == towards
            ]
            out[i] = item.as_("F", found[0]) if len(found) == 1 else item
        elif towards and item.is_("BESIDE") and out[i - 1].is_("FOR"):
            out[i - 1 : i + 1] = [one.as_("ARTICLE", "article") for one in out[i - 1 : i + 1]]  # "for crime recording"
        elif not (named or item.is_("COMMA", "AND", "OR", "ARTICLE", "FOR")):
            towards = ""
    return tuple(out)


def with_agent(items: tuple[Lexeme, ...], spoken: list[Sense], single: AbstractSet[str]) -> tuple[Lexeme, ...]:
    """ "The force itself": the one named before it, or ``spoken`` of; ``single`` are the breakdowns by who acts."""
    known, out = [*spoken], list[Lexeme]()
    for i, item in enumerate(items):
        known += [m.what for m in item.meanings if m.category == "F" and m.what.dimension in single]
        if not item.is_("SAMEAGENT"):
            out.append(item)
        elif items[i + 1 : i + 2] and items[i + 1].is_("BE"):
            out.append(item.as_("POLITE", item.text))  # "our force is Kent Police" says who it is
        else:
            out.append(item.as_("F", known[-1]) if known else item.as_("X", item.text))
    return tuple(out)


def with_beside(items: tuple[Lexeme, ...], vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """ "Sussex Police, referrals for crime recording": a name of two breakdowns is of the one said beside it."""
    said = next((m.what.id for x in items for m in x.meanings if m.category == "BESIDE"), "")
    if not said:
        return items
    shared = shared_names(vocabulary, said)
    named = {i: shared[words] for i, x in enumerate(items) if (words := plain_name(x)) in shared}
    of_it = bool(named) or said in breakdowns(items)
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        if i in named:
            out.append(item.as_("F", Sense("member", named[i], said)))
        elif of_it and item.is_("SAMEAGENT"):
            out.append(item.as_("ARTICLE", "article"))  # "passed to the force for crime recording"
        elif item.is_("BESIDE"):
            kept = tuple(m for m in item.meanings if m.category != "BESIDE") or (Meaning("X", item.text),)
            out.append(item.as_("ARTICLE", "article") if of_it else replace(item, meanings=kept))
        else:
            out.append(item)
    return tuple(out)


def of_lists(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Adult, child and unknown": what could be of several breakdowns is of the one that it is listed with."""
    out = list(items)
    for i, item in enumerate(items):
        mine = breakdowns((item,))
        if len(mine) < 2:
            continue
        before = next((x for x in reversed(out[:i]) if not x.is_("AND", "OR", "COMMA", "ARTICLE", "MARK")), None)
        theirs = breakdowns((before,)) if before is not None else set()
        if i and items[i - 1].is_("AND", "OR", "COMMA", "MARK") and len(mine & theirs) == 1:
            kept = tuple(m for m in item.meanings if m.category != "F" or m.what.dimension in theirs)
            out[i] = replace(item, meanings=kept)
    return tuple(out)


def _beside(items: tuple[Lexeme, ...], i: int) -> bool:
    around = (*items[max(0, i - 1) : i], *items[i + 1 : i + 2])
    return any(item.is_("AND", "OR", "COMMA", "VERSUS", "THAN", "COMPARE", "BETWEEN") for item in around)


def _strange(item: Lexeme) -> bool:
    return all(m.category in ("TOPIC", "X") for m in item.meanings)


def _members(vocabulary: Vocabulary, dimension: str, member: str = "") -> list[tuple[tuple[str, ...], Sense]]:
    return [
        (words, sense)
        for words in vocabulary.phrases()
        for sense in vocabulary.senses(words)
        if sense.kind == "member" and sense.dimension == dimension and member in ("", sense.id)
    ]


def _peer(item: Lexeme, dimension: str, last: AbstractSet[str], vocabulary: Vocabulary) -> Lexeme:
    name = tuple(word for word in item.text.split() if word.isalnum())
    names = {name, (*name[:-1], name[-1][:-1])} if name and item.typed[-2:-1] in OWN else {name}  # "Kent's"
    found = {sense for words, sense in _members(vocabulary, dimension) if words[:-1] in names and words[-1] in last}
    return item.as_("F", found.pop()) if len(found) == 1 else item
