"""What of a text asks, what only sets the scene, and where one question ends and the next begins."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.english.asked_beside import ranking_beside, second_share, share_of_it, total_alone
from assistant.english.joining import OPENING, relates, tells_of
from assistant.english.lasting import asks_how_long
from assistant.english.lexeme import Lexeme, Meaning, typed

# Words that begin a question.
ASKING = ("HOWMANY", "WHAT", "WHICH", "WHEN", "SHARE", "TIMES", "HOWMUCH", "MORE", "TREND", "RATIO", "BREAKDOWN")
# What the tables have: a clause with one of these may limit.
CONTENT = ("F", "M", "T", "TM", "D", "MOST", "AVERAGE", "LIMIT", "N", "BADTIME", "MONTH")
STRANGE = ("X", "TOPIC", "TERM", "CHANGE", "MEDIA", "PUB", "REFERENCE")
COUNTED = ("SHARE", "HOWMANY")
LEADING = ("AND", "COMMA", "MARK", "OF", "IN", "THOSE", "PRONOUN", "POLITE", "FOR", "BUT", "ARTICLE", "WITH")
AGAIN = ("T", "TM", "IN", "M", "W", "REFERRING", "TOTAL")  # in a tail that asks for the figures of those picked
EACH_DID = ("EACH", "DO", "HAVE", "VERB", "M", "W", "REFERRING")
MARKS = ("COMMA", "MARK")
TELLING = (";", ":", "-")  # behind a figure that is told
OPENS = ("WHAT", "WHICH", "WHEN", "HOWMANY", "HOWMUCH")
PICKING = ("WHICH", "WHEN", "MOST")
VALUE = (
    "HOWMANY",
    "HOWMUCH",
    "WHAT",
    "PEOPLE",
    "BE",
    "ARTICLE",
    "THAT",
    "PRONOUN",
    "WITH",
    "BY",
    "AT",
    "POLITE",
    "THATTIME",
    "FEW",
    "DO",
    "IT",
    "VERB",
    "EACH",
    "TOTAL",
)


@dataclass(frozen=True)
class Sentence:
    """The lexemes of one sentence; ``stop``: the mark that ends it."""

    lexemes: tuple[Lexeme, ...]
    stop: str = ""

    @property
    def text(self) -> str:
        """As typed, with its question mark."""
        return typed(self.lexemes) + ("?" if self.stop == "?" else "")


def sentences(lexemes: list[Lexeme]) -> list[Sentence]:
    """Cut at full stops and the like; a mark at the head of one is a bullet."""
    found: list[Sentence] = []
    begun: list[Lexeme] = []
    for i, item in enumerate(lexemes):
        goes_on = item.text == ";" and i + 1 < len(lexemes) and lexemes[i + 1].is_("GOESON")  # "; then children only"
        if item.is_("STOP") or goes_on:
            if begun:
                found.append(Sentence(tuple(begun), item.text if item.is_("STOP") else ""))
            begun = []
        elif begun or not item.is_("COMMA"):
            begun.append(item)
    if begun:
        found.append(Sentence(tuple(begun)))
    return [part for one in found for part in _wished(one)]


def _wished(sentence: Sentence) -> list[Sentence]:
    """ "I'm writing about Albanians and need the number of …": who writes, and what is asked, are two sentences; so
    are a question and the wish behind it.
    """
    items = sentence.lexemes
    for i in range(2, len(items) - 1):
        if items[i].is_("COMMA", "MARK") and items[i].text in TELLING and _tells_figure(items[:i], items[i + 1 :]):
            return [Sentence(items[:i]), *_wished(Sentence(items[i + 1 :], sentence.stop))]
        if items[i].is_("AND") and items[i + 1].is_("ASK") and not items[i + 1].is_("POLITE"):
            before = items[: i - 1 if items[i - 1].is_("COMMA") else i]
            said = any(item.is_("T", "TM", "GRAIN", "LATEST") for item in before) and any(content(x) for x in before)
            if (before[0].is_("PRONOUN") and not asks(before)) or said:
                asked = any(x.is_("ASK") and not x.is_("POLITE") for x in before)  # "confirm whether …, and give …"
                first = Sentence(before, sentence.stop if asked else "")
                return [first, *_wished(Sentence(items[i + 1 :], sentence.stop))]
        asked = items[i - 1].is_("BE", "WHAT", "HOWMANY")  # "…, and what was | the same share in 2022?"
        if items[i].is_("REPEAT") and not asked and any(content(item) for item in items[:i]):
            head = items[: i - items[i - 1].is_("AND")]
            return [Sentence(head[: len(head) - head[-1].is_("COMMA")]), Sentence(items[i:], sentence.stop)]
    return [sentence]


def _tells_figure(head: tuple[Lexeme, ...], tail: tuple[Lexeme, ...]) -> bool:
    """ "The average wait was 526 days; what was it …?", "referrals doubled: by how much …?"."""
    figure = any(x.is_("DOUBLE") or (x.is_("N") and head[i - 1].is_("BE", "HAVE")) for i, x in enumerate(head) if i)
    asked = any(x.is_("WHAT", "WHICH", "WHEN", "HOWMANY", "HOWMUCH", "ASK") for x in head)
    return figure and not asked and not head[0].is_("BE", "DO", "HAVE") and tail[0].is_(*OPENS)


def strange(item: Lexeme) -> bool:
    """Nothing here knows the word, or only as something that no table counts."""
    return all(m.category in STRANGE for m in item.meanings)


def content(item: Lexeme) -> bool:
    return item.is_(*CONTENT) and not item.is_("SCOPE", "PEOPLE", "REPORT")


def asks(items: tuple[Lexeme, ...]) -> bool:
    return any(item.is_(*ASKING) and (not i or item.text != "who") for i, item in enumerate(items)) or bool(
        items and items[0].is_("BE", "DO", "HAVE") and items[0].text.split()[0] in OPENING
    )


def asks_again(items: tuple[Lexeme, ...]) -> bool:
    """ "What share were exploited overseas, and what about children?", "each year, and the change over the period":
    another question begins behind "and".
    """
    for i in range(2, len(items)):
        if not items[i - 1].is_("AND"):
            continue
        before, behind = items[: i - 1], items[i:]
        again = items[i].is_("WHAT", "HOWMUCH") or asks_how_long(items[i])
        most = items[i].is_("SHARE") and any(x.is_("MOST") for x in before)  # "which had the most, and what share …?"
        if (again and any(x.is_(*COUNTED) for x in before)) or (most and any(x.is_("M", "W") for x in before)):
            return True
        ranks = items[i].is_("WHICH") and any(x.is_("MORE", "MOST") for x in behind)
        if ranks and any(x.is_("HOWMANY") for x in before) and any(x.is_(*COUNTED) for x in before):
            return True  # "how many did the two make, and which made more?"
        if any(ranking_beside(items, j) for j in range(i, min(i + 3, len(items)))):
            return True  # "how many men, and the top three nationalities"
        if behind[-1].is_("OVERALL") and any(x.is_("GRAIN", "EACH") for x in before):
            return True
        moves = any(x.is_("GROWTH", "MOVE") for x in behind) and behind[-1].is_("GRAIN", "UNIT")
        if moves and sum(x.is_("T") for x in before) > 1 and not any(x.is_("TO", "UNTIL") for x in before):
            return True  # "reports in 2023, 2024 and 2025 and the percentage change each year"
    return False


def split_asks(items: tuple[Lexeme, ...]) -> list[tuple[Lexeme, ...]]:
    """Where a second question begins after "and", a comma or nothing: "…, and how many of them were women"."""
    cuts: list[int] = []
    seen = False
    items = bare_sides(items)
    for i, item in enumerate(items):
        begins = item.is_("HOWMANY", "WHICH", "WHEN", "WHAT") and not item.is_("F", "M") and not relates(list(items), i)
        counted = seen or any(x.is_("M") for x in items[:i])
        of_which = counted and item.text == "of which" and i > 0 and items[i - 1].is_("COMMA")
        begins = begins or of_which or asks_how_long(item)
        begins = (
            begins
            or (item.is_("SHARE") and item.text.startswith("what"))
            or (item.is_("THAT", "HOWMUCH") and i > 0 and items[i - 1].is_("AND"))
        )
        again = 0 if begins else share_of_it(items, i) or second_share(items, i) or ranking_beside(items, i)
        if again:
            cuts.append(again)
        if begins and (seen or of_which or _compares(items, i) or _goes_on(items, i)):
            start = i
            while start and items[start - 1].is_(*LEADING) and not tells_of(items, start):
                start -= 1
            listed = any(x.is_("AND") for x in items[start:i])  # "in 2023 and in 2024, and how many …"
            if start > 2 and items[start - 1].is_("T") and items[start - 2].is_("FOR", "IN") and not listed:
                dated = start - 2  # "…, and for 2024 how many of them were children"
                dated += items[dated].is_("AND")
                while dated and items[dated - 1].is_("AND", "COMMA", "MARK"):
                    dated -= 1
                start = dated if dated < start - 2 else start
            start = _of_others(items, start)
            if any(x.is_("AND", "COMMA", "MARK") for x in items[start:i]):
                cuts.append(start)
        seen = seen or begins or total_alone(items, i)
    parts, at = [], 0
    for cut in [*cuts, len(items)]:
        part = items[at:cut]
        while part and part[0].is_("AND", "COMMA", "MARK"):
            part = part[1:]
        if part:
            parts.append(part)
        at = cut
    return parts


def _of_others(items: tuple[Lexeme, ...], start: int) -> int:
    """ "…; and for UK nationals, what percentage …": where the words begin that say whom the second asks about."""
    at = start
    while at and items[at - 1].is_("F", "PEOPLE", "ARTICLE"):
        at -= 1
    joined = items[at - 1].get("AND") if at > 1 else None
    led = joined is not None and joined.what != "plain" and any(x.is_("F") for x in items[at:start])
    marked = start < len(items) and items[start].is_("COMMA") and not items[start + 1].is_("AND")
    if not (led and marked):
        return start
    return at - 1 - items[at - 2].is_("COMMA", "MARK")


def _goes_on(items: tuple[Lexeme, ...], i: int) -> bool:
    """ "Referrals by Kent Police in Q3, and how many were children?", "… for each, and which made the most?": the count
    stands before it.
    """
    asks_again = items[i].is_("HOWMANY") or (items[i].is_("WHICH") and any(x.is_("EACH") for x in items[:i]))
    return bool(i) and asks_again and items[i - 1].is_("AND") and any(x.is_("M") for x in items[:i])


def _compares(items: tuple[Lexeme, ...], i: int) -> bool:
    """ "Referrals in Q4, and how that compares with the quarter before": what is compared stands before it."""
    return any(x.is_("M") for x in items[:i]) and any(x.is_("VERSUS", "COMPARE") for x in items[i + 1 : i + 5])


def bare_sides(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Between the number of referrals and the number of reports", "the number of positive and the number of negative
    decisions": what is compared, or counted by one name, is asked for once.
    """
    at = next((i for i, item in enumerate(items) if item.is_("BETWEEN", "RATIO", "MINUS")), len(items))
    if items and items[0].is_("HOWMUCH") and any(item.is_("MORE") for item in items):
        at = 0  # "by how much did the number of referrals exceed the number of reports?"
    return tuple(
        replace(x, meanings=(Meaning("POLITE", x.text),))
        if x.is_("HOWMANY") and x.text.endswith("number of") and (i > at or _counted_again(items, i))
        else x
        for i, x in enumerate(items)
    )


def _counted_again(items: tuple[Lexeme, ...], i: int) -> bool:
    """The second "number of" in "number of positive and number of negative decisions"."""
    at = next((j for j in range(i - 1, -1, -1) if items[j].is_("HOWMANY")), None)
    between = [item for item in items[at + 1 : i] if not item.is_("ARTICLE")] if at is not None else []
    one = len(between) == 2 and between[0].is_("F") and between[1].is_("AND")
    behind = items[i + 1 : i + 3]
    return one and len(behind) == 2 and behind[0].is_("F") and behind[1].is_("M", "W")


def without_tail(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Which type was highest, and by how many?", "…, and what was it?": the figure that the answer gives anyway."""
    if len(items) > 2 and items[-1].is_("HOWMANY") and items[0].is_("BE", "DO", "HAVE", "TRUE"):
        last = next(i for i in range(len(items) - 1, -1, -1) if not items[i].is_("HOWMANY", "AND", "COMMA", "POLITE"))
        if any(x.is_("POLITE") for x in items[last + 1 :]):
            return items[: last + 1]  # "Were any …, and, if so, how many?"
    at = next((i for i in range(len(items) - 1, 0, -1) if items[i].is_("AND", "COMMA")), 0)
    while at > 1 and items[at - 1].is_("AND", "COMMA"):
        at -= 1
    head, tail = items[:at], [x for x in items[at:] if not x.is_("AND", "COMMA", "MARK", "STOP")]
    picks = any(x.is_("MOST", "FIRST", "NTH", "LIMIT") for x in head) and any(x.is_(*PICKING) for x in head)
    picks = picks or (any(x.is_("LIMIT") for x in head) and any(x.is_("D") for x in head))  # "list those with over 200"
    sides = any(x.is_("MORE") for x in head) and any(x.is_("OR", "ORMORE") for x in head)  # "…, and how many of each"
    told = (*VALUE, "DIFF", "EACH", "ORMORE") if sides else VALUE
    value = any(x.is_("HOWMANY", "HOWMUCH", "WHAT") for x in tail)
    if value and (picks or sides) and all(x.is_(*told) for x in tail):
        return head
    if value and picks and any(x.is_("EACH") for x in tail) and all(x.is_(*told, *EACH_DID) for x in tail):
        return head  # "the top five, and how many did each refer?"
    # "…, and how many referrals did each make in 2023?": of those that are picked, with the period for both.
    dated = any(x.is_("T", "TM") for x in head)
    each = any(x.is_("EACH", "THAT") for x in tail) or not any(x.is_("M", "W") for x in tail)
    again = value and picks and each and not dated and all(x.is_(*told, *AGAIN) for x in tail)
    when = tuple(x for x in tail if x.is_("T", "TM", "IN"))
    return (*head, *when) if again and any(x.is_("T", "TM") for x in when) else items


def without_cited(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "With reference to the NRM statistics for 2023, how many …": of what is only cited no more than its date is
    kept.
    """
    start = next((i for i, item in enumerate(items) if item.is_("CITING")), None)
    if start is None or any(item.is_(*ASKING) for item in items[:start]):
        return items
    for end in range(start + 1, len(items) - 1):
        rest = [item for item in items[end + 1 :] if not item.is_("ASK", "POLITE", "ARTICLE", "AND")]
        if items[end].is_("COMMA") and rest and rest[0].is_(*ASKING):
            cited = items[start:end]
            named = any(item.is_("HOWMANY", "MEDIA", "AS_OF", "REPORT") for item in cited)
            counted = not any(x.is_("M") for x in cited) or any(x.is_("M", "W", "V") for x in items[end:])
            if not named or not counted or any(x.is_("F", "D") and not x.is_("SCOPE", "REPORT") for x in cited):
                return items
            return (*items[:start], *(x for x in cited if x.is_("T", "TM", "AS_OF")), *items[end + 1 :])
    return items


def without_reasons(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Bearing in mind that every release recounts the series, what …?": less what is only known or meant by it.

    A clause that names people is kept, and so is the only one that names a period.
    """
    if not any(item.is_("REASON") for item in items):
        return items
    out: list[Lexeme] = []
    at = 0
    while at < len(items):
        end = next((j for j in range(at + 1, len(items)) if items[j].is_("COMMA")), len(items))
        if items[at].is_("REASON") and _bare_reason(items, at, end) and (not out or out[-1].is_("COMMA")):
            at = end + 1 if not out else end
            continue
        out.append(items[at])
        at += 1
    while out and out[-1].is_("COMMA"):
        out.pop()
    return tuple(out) if any(item.is_(*ASKING) or content(item) for item in out) else items


def without_comments(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "…, which shocked me,", "…, when I think it was near its peak": what the writer thinks of it says nothing."""
    for i in range(1, len(items) - 2):
        if items[i - 1].is_("COMMA") and ((items[i].is_("WHICH") and items[i].is_("REL")) or items[i].is_("WHEN")):
            end = next((j for j in range(i + 1, len(items)) if items[j].is_("COMMA")), len(items))
            said = items[i + 1 : end]
            thinks = bool(said) and said[0].is_("ASK", "PRONOUN") and items[i].is_("WHEN")  # "when I think it was …"
            counts = any(content(x) or x.is_("D", "W", "V", "X") for x in said)
            dates = any(x.is_("T", "TM", "F", "N") for x in said)
            if (thinks and not dates) or (any(x.is_("PRONOUN") for x in said) and not counts):
                return without_comments((*items[: i - 1], *items[end:]))
    return items


def _bare_reason(items: tuple[Lexeme, ...], at: int, end: int) -> bool:
    inside, beside = items[at:end], (*items[:at], *items[end:])
    dated = any(x.is_("T", "TM", "BADTIME", "MONTH", "LATEST") for x in inside)
    return (
        not any(x.is_("IT", "THOSE") or x.text == "who" for x in inside)  # "given that they were dentists" limits
        and not any(x.is_("F") and not x.is_("REPORT", "SCOPE") for x in inside)
        and (not dated or any(x.is_("T", "TM", "LATEST", "NOW") for x in beside))
        and any(x.is_("M", "W", "V", "F") for x in beside)
    )
