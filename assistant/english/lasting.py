"""How long something took: words for a length of time, beside what is counted, name the printed days of it."""

from __future__ import annotations

from collections.abc import Mapping, Set

from assistant.catalog.model import Catalog
from assistant.english.lexeme import Lexeme
from assistant.english.phrases import pattern
from assistant.words.vocabulary import Sense

TAKING = pattern("lasting.taking")  # verbs of taking time, and words for the average that is printed
TAKES = pattern("lasting.takes")  # of those who wait: not how long they have, but how long what they wait for takes
LONGER = pattern("lasting.longer")
DAYS = pattern("lasting.days")
ASKS = pattern("lasting.asks")
PRINTED = pattern("lasting.printed")
ASKED = ("T", "TM", "MORE", "DIFF", "MOVE", "TREND", "COMPARE", "GROWTH", "MX")  # beside "what was …"
BESIDE = ("M", "AND", "COMMA", "COMPARE", "VERSUS", "THAN", "OR", "ARTICLE", "TO", "FOR", "OF")
LINKS = ("TO", "FOR", "OF", "BEFORE")  # "time | to | a decision"
Printed = Mapping[str, Mapping[str, str]]  # topic -> count -> its printed days


def waited_for(items: tuple[Lexeme, ...], known: tuple[str, ...], taken: Mapping[str, str]) -> tuple[str, ...]:
    """What was spoken of; of "how long does it take?" after those who wait, what they wait for."""
    takes = any(TAKES.fullmatch(item.text) for item in items)
    return tuple(taken.get(count, count) for count in known) if takes else known


def days_again(catalog: Catalog, told: Set[str], count: str) -> str:
    """ "What about reasonable grounds?", after the days to a conclusive grounds decision (``told``): the days to those;
    else ``count`` itself.
    """
    for topic in catalog.unpublished:
        if told and told <= set(topic.printed.values()) and "" not in topic.printed:
            return topic.printed.get(count, count)
    return count


def of_lasting(items: tuple[Lexeme, ...], printed: Printed, known: tuple[str, ...] = ()) -> tuple[Lexeme, ...]:
    """The same, with a length of time as the days printed of it, which are a mean themselves: "the average number of |
    days to a reasonable grounds decision" asks for no mean of them.
    """
    items = _lengths(_reached(items, printed), printed, known)
    days = {name for names in printed.values() for name in names.values()}
    means = [i for i, one in enumerate(items) if one.is_("AVERAGE") and PRINTED.fullmatch(one.text)]
    behind = {i: [x for x in items[i + 1 : i + 3] if not x.is_("ARTICLE")][:1] for i in means}
    gone = [i for i in means if behind[i] and _of_days(behind[i][0], days)]
    return tuple(item for i, item in enumerate(items) if i not in gone)


def _of_days(item: Lexeme, days: Set[str]) -> bool:
    return any(m.category == "M" and m.what.id in days for m in item.meanings)


def _reached(items: tuple[Lexeme, ...], printed: Printed) -> tuple[Lexeme, ...]:
    """ "Days taken to | reach | a decision": without the verb, which limits no number here."""
    for i in range(1, len(items) - 2):
        decided = items[i + 2 : i + 3] if items[i + 1].is_("ARTICLE") else items[i + 1 : i + 2]
        taken = any(_topic(item, printed) for item in items[:i])
        if taken and items[i].is_("LIMIT") and items[i - 1].is_("TO") and decided and decided[0].is_("M"):
            return (*items[:i], *items[i + 1 :])
    return items


def _lengths(items: tuple[Lexeme, ...], printed: Printed, known: tuple[str, ...]) -> tuple[Lexeme, ...]:
    """The same, with a length of time beside what is counted, or beside nothing after ``known``, as the days printed
    of it.

    Of two counts that are not listed ("from one to the other") it is another stretch of time, and nothing is read.
    """
    days = {count: name for names in printed.values() for count, name in names.items()}
    said = [i for i, item in enumerate(items) if _topic(item, printed)]
    items = _decided(items, known, set(days)) if said else items
    compares = [i for i, item in enumerate(items) if LONGER.fullmatch(item.text)]
    compares += [i for i, item in enumerate(items) if item.is_("MORE") and DAYS.fullmatch(_text(items, i + 1))]
    at = [i for i, item in enumerate(items) if item.is_("M")]
    counted = [m.what.id for i in at for m in items[i].meanings if m.category == "M"]
    named = counted or [name for name in known[:1] if name in days or name in days.values()]
    told = any(name in days.values() for name in counted)  # "the average time to a decision", by its name
    if not (said or compares or told) or not named or not _listed(items, at):
        return items
    if any(item.is_("SUM", "TOTAL") for item in items):  # no total of days is printed
        return tuple(item.as_("X", item.text) if item.is_("SUM", "TOTAL") else item for item in items)
    if not all(name in days or name in days.values() for name in named):
        return items
    out: list[Lexeme] = []
    for i, item in enumerate(items):
        if item.is_("M"):
            out.append(_printed(item, item.get("M").what.id, days))  # type: ignore[union-attr]
        elif i in said:
            out += [item.as_("HOWMANY", "many")] if asks_how_long(item) else []
            out += [_printed(item, named[0], days)] if not counted and i == said[0] else []
        elif i in compares:
            out += [item.as_("MORE", "more")]
        elif not _spoken(items, i):
            out.append(item)
    return tuple(out) if any(item.is_(*ASKED) for item in out) else tuple(_how_many(item) for item in out)


def _decided(items: tuple[Lexeme, ...], known: tuple[str, ...], able: Set[str]) -> tuple[Lexeme, ...]:
    """ "How long does a decision take?": one of the kind that was spoken of."""
    if any(item.is_("M") for item in items) or len({*known}) != 1 or known[0] not in able:
        return items
    spoken = Sense("measure", known[0])
    return tuple(
        item.as_("M", spoken) if any(m.category == "W" and m.what.id == known[0] for m in item.meanings) else item
        for item in items
    )


def asks_how_long(item: Lexeme) -> bool:
    """ "How long did" begins a question."""
    return item.is_("TOPIC") and ASKS.match(item.text) is not None


def _printed(item: Lexeme, count: str, days: Mapping[str, str]) -> Lexeme:
    return item.as_("M", Sense("measure", days.get(count, count)))


def _how_many(item: Lexeme) -> Lexeme:
    """ "What is the average time to a decision?" asks for a number, and not for a meaning."""
    return item.as_("HOWMANY", "many") if item.is_("WHAT") else item


def _listed(items: tuple[Lexeme, ...], at: list[int]) -> bool:
    """Stand the counts beside one another, none as where the time begins or ends?"""
    between = items[at[0] + 1 : at[-1]] if at else ()
    plain = all(item.is_(*BESIDE) or TAKING.fullmatch(item.text) for item in between)
    return len(at) < 2 or (plain and not any(item.is_("FROM", "BETWEEN") for item in items[: at[0]]))


def _topic(item: Lexeme, printed: Printed) -> bool:
    return any(m.category == "TOPIC" and m.what.id in printed for m in item.meanings)


def _spoken(items: tuple[Lexeme, ...], i: int) -> bool:
    """Does a word only say that time passes until what is counted?"""
    item = items[i]
    if TAKING.fullmatch(item.text) or item.is_("IT", "DO") or DAYS.fullmatch(item.text):
        return True
    if LONGER.fullmatch(_text(items, i + 1)) and item.is_("HOWMUCH"):
        return True
    behind = next((x for x in items[i + 1 :] if not (x.is_("ARTICLE") or TAKING.fullmatch(x.text))), None)
    return item.is_(*LINKS) and behind is not None and behind.is_("M")


def _text(items: tuple[Lexeme, ...], i: int) -> str:
    return items[i].text if i < len(items) else ""
