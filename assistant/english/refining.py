"""A sentence behind a question that says no more than when it is asked of, or whom it leaves out."""

from __future__ import annotations

from dataclasses import replace

from assistant.asked.minus import Minus
from assistant.asked.node import Node
from assistant.asked.ratio import Ratio
from assistant.english.clause_reader import Clause
from assistant.english.clauses import Sentence, asks, strange
from assistant.english.frame import Frame
from assistant.english.joining import joins_alone
from assistant.english.lexeme import Lexeme
from assistant.english.parted import of_one_verb
from assistant.english.writer import QUESTION

# Words of a line above a list that ask for a count alone.
PLAIN = frozenset(("HOWMANY", "WHAT", "TOTAL", "COMMA", "AND", "BOTH", "EVERYONE"))
# Words that compute: a count before one of them is not asked for by itself.
WORKING = ("SHARE", "MOST", "MORE", "MOVE", "COMPARE", "BETWEEN", "DIFF", "RATIO", "WHICH", "WHEN", "TREND", "AVERAGE")
WISHES = ("POLITE", "PRONOUN", "ASK", "BE")
SHARES = ("SHARE", "RATE", "INPERCENT")
LONGEST = 8  # words of such a sentence
BESIDE = frozenset(("LATEST", "UNIT", "N", "EXCEPT", "ALSO", "INCLUDING", "ALLOF"))


def echoes(items: tuple[Lexeme, ...], tree: Node | None) -> bool:
    """ "Just the number.", and of a share "percentages please": what is asked already."""
    asked = (
        ("SHARE", "INPERCENT") if isinstance(tree, Ratio) or (isinstance(tree, Minus) and tree.as_ != "number") else ()
    )
    return all(item.is_("HOWMANY", "TOTAL", "ARTICLE", "ONLY", "COMMA", *asked, *WISHES) for item in items)


def of_somebody(items: tuple[Lexeme, ...]) -> bool:
    """ "One of our clients got a yes in 2022.": it tells of one whom the writer knows, and asks nothing."""
    told = (known := items[0].get("PRONOUN")) is not None and known.what == "somebody"
    verb = any(item.is_("BE", "HAVE", "VERB", "OBTAIN") for item in items[1:3])
    return told and verb and not any(item.is_("ASK", "HOWMANY", "SHARE", "WHAT", "WHICH") for item in items)


def introduced(items: tuple[Lexeme, ...]) -> int:
    """How many words say who the writer is: "we are a charity", "I'm a trustee of one, how many …"; else 0."""
    am = items[0].get("PRONOUN") if items else None
    if am is None or am.what != "am" or len(items) < 2 or not items[1].is_("ARTICLE", "F"):
        return 0
    end = next((i for i, item in enumerate(items) if item.text in (",", ":", ";")), len(items))
    asked = any(item.is_("T", "TM", "ASK", "HOWMANY", "SHARE", "WHAT", "WHICH", "M", "W") for item in items[:end])
    return 0 if asked else end


def of_writer(items: tuple[Lexeme, ...]) -> bool:
    """ "I am writing for a local authority.": whom the writer writes for, and not whom the question is about."""
    if 0 < introduced(items) >= len(items) - 1:
        return True
    if not items[0].is_("PRONOUN") or any(item.is_("ASK") for item in items):
        return False
    named = [i for i, item in enumerate(items) if item.is_("F") and not item.is_("SCOPE")]
    before = (items[i - 1 - items[i - 1].is_("ARTICLE")] for i in named if i > 1)
    return any(item.is_("FOR", "AT", "WITH") and not item.is_("TOPICAL") for item in before)


def tells_each(parts: list[tuple[Lexeme, ...]]) -> bool:
    """ "… referrals for each, and which charity made the most?": those named are told, and the most is of all; "how
    many were children, and what share were girls?" asks for a number as well.
    """
    if len(parts) > 1 and parts[-1][0].is_("SHARE") and any(item.is_("F") for item in parts[-1]):
        return any(item.is_("HOWMANY") for item in parts[-2]) and any(item.is_("F") for item in parts[-2])
    several = len(parts) > 1 and any(item.is_("EACH") for item in parts[0])
    return several and parts[-1][0].is_("WHICH") and any(item.is_("MOST") for item in parts[-1])


def asks_whose(items: tuple[Lexeme, ...]) -> bool:
    """ "…, how many were Albanian, and how many by the police?": each is asked of the same people."""
    said = [item for item in items if not item.is_("AND", "COMMA", "MARK")]
    plain = len(said) > 2 and said[0].is_("HOWMANY") and any(item.is_("F") for item in said[1:])
    plain = plain and (said[1].is_("BE", "REL") or (said[1].is_("FOR", "BY") and not said[1].is_("F")))
    return plain and not any(item.is_("THOSE", "IT", "M", "W", "T") for item in said)


def leads_in(items: tuple[Lexeme, ...]) -> bool:
    """ "Of those referred in 2023, …": it says of whom the next is asked."""
    return items[0].is_("THOSE", "OF", "AMONG") and not asks(items)


def refines(sentence: Sentence) -> bool:
    """ "Only women please." after a question says more of it."""
    return bool(sentence.lexemes) and sentence.lexemes[0].is_("ONLY") and sentence.stop != "?"


def adds(items: tuple[Lexeme, ...], clause: Clause, undecided: tuple[str, ...] = ()) -> bool:
    """ "The last five years", "excluding the police", "all ages": ``items`` are those of ``clause``, without wishes.
    Of a question that could be of several counts (``undecided``) one of them is named: "reasonable grounds, 2023".
    """
    frame = clause.frame
    if frame is not None and len(frame.strong) == 1 and frame.strong[0] in undecided:
        return not (frame.where or frame.axes or frame.lists or clause.said - BESIDE - {"COMMA"})
    if frame is None or len(items) > LONGEST or frame.counts or frame.axes or frame.lists or clause.said - BESIDE:
        return False
    if items[0].is_("EXCEPT") or "ALSO" in clause.said:
        return bool(frame.where) or not items[0].is_("EXCEPT")
    return (frame.time is not None or "ALLOF" in clause.said) and not frame.where


def states(items: tuple[Lexeme, ...]) -> bool:
    """ "The number from Vietnam has more than doubled.": a verb, a number that is no question, and no wish."""
    verb = any(item.is_("HAVE", "BE") for item in items[1:])
    asking = any(item.is_("WHAT", "WHICH", "WHEN", "HOWMUCH") for item in items)
    wishes = any(item.is_("ASK") and not item.is_("POLITE") for item in items)
    many = {m.what for item in items if (m := item.get("HOWMANY")) is not None}
    known = not any(strange(item) for item in items)
    return known and verb and not (asking or wishes) and "asked" not in many


def maintains(items: tuple[Lexeme, ...]) -> bool:
    """ "A third of referrals involved labour exploitation.", "child referrals doubled": what somebody says of a figure,
    and asks nothing.
    """
    figure = any(item.is_("FRACTION", "DOUBLE", "SHARE", "MOVE", "MOSTLY", "TIMES") for item in items)
    verb = any(item.is_("HAVE", "BE", "VERB", "MOVE", "DOUBLE") and not item.is_("M", "W") for item in items[1:])
    asking = any(item.is_("WHAT", "WHICH", "WHEN", "HOWMUCH", "HOWMANY", "THOSE", "THAT", "ASK") for item in items)
    return figure and verb and not asking and not items[0].is_("BE", "DO", "HAVE", "SHARE", "TREND")


def tells(items: tuple[Lexeme, ...]) -> bool:
    """ "More than 7,000 children were referred in 2023." tells a number, and asks for none."""
    return any(item.is_("N") for item in items) and any(item.is_("BE", "HAVE", "VERB") for item in items)


def dates_alone(items: tuple[Lexeme, ...]) -> bool:
    """ "The law changed in January 2023.": a day or a month, and nothing that is counted."""
    dated = any(item.is_("MONTH", "BADTIME") for item in items)
    return dated and not asks(items) and not any(item.is_("F", "M", "W", "V", "D", "N", "ASK", "X") for item in items)


def leans(sentence: Sentence) -> bool:
    """ "2022 against 2023, adults.": a note that says more of the question before it, and counts nothing itself."""
    items = sentence.lexemes
    if _breaks_down(items) or (items[-1].text == ")" and not any(x.text == "(" for x in items)):
        return True  # "(referred for labour exploitation)" says more of what stands before it
    noted = len(items) <= LONGEST and any(item.is_("T", "F") for item in items)
    return (
        noted
        and sentence.stop != "?"
        and not any(
            item.is_("M", "W", "ASK", "AND", "PRONOUN", "BE", "COMPARE", "DO", "WHAT", "HOWMANY") for item in items[:3]
        )
    )


def _breaks_down(items: tuple[Lexeme, ...]) -> bool:
    """ "Please break the numbers down by year and by gender.": how what was asked before it is to be shown."""
    if not any(item.is_("D", "GRAIN", "UNIT") for item in items):
        return False
    by = any(item.is_("BY", "EACH", "BREAKDOWN", "GRAIN") for item in items)
    counts = any(item.is_("M", "W", "T", "TM", "LATEST", "WHICH", "WHAT", *WORKING) for item in of_one_verb(items))
    return by and not counts


def hangs(sentence: Sentence) -> bool:
    """ "The percentage of referrals that were children for": the lines below go on with it."""
    return not sentence.stop and len(sentence.lexemes) > 1 and joins_alone(sentence.lexemes[-1])


def of_these(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "The total referred in 2022 and, of these:": what is asked before the list of what is asked of them; else
    nothing.
    """
    at = next((i for i in range(len(items) - 1, 0, -1) if items[i].is_("THOSE")), 0)
    if not at or any(not x.is_("COMMA", "MARK") for x in items[at + 1 :]):
        return ()
    while at and items[at - 1].is_("AND", "COMMA", "MARK", "OF", "AMONG"):
        at -= 1
    return items[:at] if any(item.is_("HOWMANY", "TOTAL") for item in items[:at]) else ()


def leans_on(clause: Clause) -> bool:
    """It names no count of its own, and speaks of nobody by a word for them."""
    of_them = any(item.is_("THOSE", "IT") for item in clause.lexemes)
    return clause.frame is not None and not clause.frame.counts and not of_them


def beside_count(items: tuple[Lexeme, ...]) -> list[tuple[Lexeme, ...]]:
    """ "The total in 2023, and percentage positive", "how many women, and the main nationality": a count, and a share
    or the highest of it; empty where it is one question.
    """
    for i, item in enumerate(items[:-1]):
        head, tail = items[:i], tuple(x for x in items[i + 1 :] if not x.is_("AND", "COMMA", "ARTICLE"))
        if item.is_("AND") and _asks_beside(tail, head) and all(any(x.is_(n) for x in head) for n in ("MORE", "THAN")):
            return [head, tail]  # "how many more in 2023 than in 2014, and how many times as many?"
        counted = any(x.is_("HOWMANY", "TOTAL", "GRAIN") for x in head) and any(x.is_("M", "W") for x in head)
        if not item.is_("AND", "COMMA") or not counted or any(x.is_(*WORKING) for x in head):
            continue
        picks = _picks(head, tail)
        if any(x.is_("HOWMANY", "M", "AND", "COMMA", "THAN", *(() if picks else ("BE",))) for x in tail):
            continue
        shares = [x.is_("SHARE") for x in tail]
        portion = any(x.is_("F") for x in tail) and sum(shares) == 1 and (shares[0] or shares[-1])
        highest = len(tail) > 1 and tail[0].is_("MOST") and tail[1].is_("D")
        if portion or highest or picks:
            return [head, tail]
    return []


def by_twice(items: tuple[Lexeme, ...]) -> list[tuple[Lexeme, ...]]:
    """ "Referrals in 2023 by gender, and by age": a table by each of the two; empty where it is one."""
    by = [i for i in range(len(items) - 1) if items[i].is_("BY") and items[i + 1].is_("D")]
    if len(by) != 2 or not all(item.is_("COMMA", "AND") for item in items[by[0] + 2 : by[1]]) or by[1] == by[0] + 2:
        return []
    first, second = by
    return [(*items[: first + 2], *items[second + 2 :]), (*items[:first], *items[second:])]


def two_counts(items: tuple[Lexeme, ...]) -> list[tuple[Lexeme, ...]]:
    """ "DtN reports in 2019, and NRM referrals in the same year": two counts, each with its own time."""
    at = [i for i, item in enumerate(items) if item.is_("AND")]
    if len(at) != 1 or any(x.is_(*WORKING, "THAN", "VERSUS", "D", "EACH") for x in items):
        return []
    head, tail = items[: at[0]], items[at[0] + 1 :]
    dates = [x for x in head if x.is_("T")]
    year = len(dates) == 1 and (when := dates[0].get("T")) is not None and getattr(when.what, "is_year", False)
    tail = tuple(dates[0] if x.is_("THATTIME") and year else x for x in tail)  # "in the year" of a quarter is another
    both = all(any(x.is_("M") for x in part) and any(x.is_("T") for x in part) for part in (head, tail))
    return [head[: len(head) - head[-1].is_("COMMA")], tail] if both and len(dates) == 1 else []


def _asks_beside(tail: tuple[Lexeme, ...], head: tuple[Lexeme, ...]) -> bool:
    """ "… and how many times as many?"; "were there more than …, and by how much?"."""
    said = [x for x in tail if not x.is_("STOP", "MARK")]
    truth = bool(head) and head[0].is_("BE", "DO", "HAVE") and not any(x.is_("SHARE", "RATE") for x in head)
    return len(said) == 1 and (said[0].is_("TIMES") or (truth and said[0].is_("HOWMUCH")))


def _picks(head: tuple[Lexeme, ...], tail: tuple[Lexeme, ...]) -> bool:
    """ "Referrals by quarter, and which exploitation type leads": a table over time, and another ranking."""
    grains = any(x.is_("GRAIN") for x in head)
    return grains and len(tail) > 2 and tail[0].is_("WHICH") and tail[1].is_("D") and not tail[1].is_("M")


def lettered(items: tuple[Lexeme, ...]) -> bool:
    """ "(a) total referrals, (b) of which female, (c) of which under 18": no item is said of the one before it."""
    marks = [m.what for item in items for m in item.meanings if m.category == "COMMA"]
    return marks.count("item") > 1


def of_one_whole(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Of those referred in 2023, (a) how many were women, (b) how many were children?": letters part no questions
    that have a word of asking each.
    """
    head = next((x for x in items if not x.is_("ASK", "ASKED", "COMMA", "POLITE")), None)
    if head is None or not head.is_("OF", "AMONG", "THOSE"):
        return items
    asked = [i for i, x in enumerate(items[1:], 1) if x.is_("COMMA") and items[i : i + 2][-1].is_("HOWMANY", "SHARE")]
    return tuple(x.as_("COMMA", "comma") if i in asked else x for i, x in enumerate(items))


SPEAKER = ("X", "TOPIC", "ARTICLE", "MEDIA", "PRONOUN", "REPORT", "STOP")
SPOKEN_TO = (*SPEAKER, "IN", "T", "ON")  # behind "said": whom, when and where


def _says(ahead: Lexeme, item: Lexeme) -> bool:
    """ "The paper | claims", but not "asylum | claims" and not "is | said"."""
    return item.is_("SAYS") and not ahead.is_("BE") and (not item.is_("V") or ahead.is_("MEDIA"))


def heard(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """What somebody says, without who: "a charity on the radio said | 20,000 children were trafficked", "the minister
    said in 2022 that | …", "referrals rose by a third | , said the wires".
    """
    if any(item.is_(*QUESTION, "ASK", "BREAKDOWN", "TREND") for item in items):
        return items
    items = _without_speaker_behind(items)
    at = next((i for i in range(1, len(items)) if _says(items[i - 1], items[i])), None)
    if at is None or any(item.is_("M", "W", "N") for item in items[:at]):
        return items
    rest = items[at + 1 :]
    end = next((i for i, item in enumerate(rest) if item.is_("REL") or not item.is_(*SPOKEN_TO)), len(rest))
    if 0 < end < len(rest) and rest[end].is_("REL") and not rest[0].is_("IT", "THOSE"):
        return rest[end + 1 :]
    return items if rest and rest[0].is_("IT", "THOSE", "PRONOUN") else rest  # "Kent Police said it made 90"


def _without_speaker_behind(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "Referrals rose by a third, said the wires"."""
    at = next((i for i in range(len(items) - 2, 1, -1) if items[i].is_("SAYS")), 0)
    behind = items[at + 1 :]
    alone = at and items[at - 1].is_("COMMA", "MARK") and all(x.is_(*SPEAKER) for x in behind)
    return items[: at - 1] if alone and len(behind) < 5 else items


def of_told(told: Frame, items: tuple[Lexeme, ...]) -> Frame | None:
    """What holds of a question behind what was told: whom and when, where it names nobody ("how many were in fact
    referred?") and does not begin anew, and of another that names no time, when.
    """
    if not asks(items):
        return None
    dated = any(item.is_("T", "TM", "LATEST", "NOW", "WHEN", "GRAIN", "UNIT", "SINCE", "UNTIL") for item in items)
    anew = ("M",) if dated or told.time is None else ()  # "how many referrals were there in 2022?" begins anew
    if not any(item.is_("F", "D", "PEOPLE", "THOSE", "EVERYONE", *anew) for item in items):
        return told
    if (others := _unsaid(told, items)) is not None:
        return replace(others, time=None if dated else told.time)
    return Frame(time=told.time) if told.time is not None and not dated else None


def _unsaid(told: Frame, items: tuple[Lexeme, ...]) -> Frame | None:
    """ "Councils refer many Vietnamese. How many did local authorities put in?": of those whom it leaves out."""
    if len(items) < 2 or not items[0].is_("HOWMANY") or not items[1].is_("DO", "HAVE"):
        return None
    named = [{(m.what.dimension, m.what.id) for m in x.meanings if m.category == "F"} for x in items if x.is_("F")]
    again = [limit for limit in told.where if any((limit[0], one) in senses for senses in named for one in limit[1])]
    same = all(any((d, one) in senses for d, ids in again for one in ids) for senses in named)
    others = tuple(limit for limit in told.where if limit not in again)
    whom = any(item.is_("PEOPLE", "D", "M") for item in items)
    return replace(told, where=others) if named and same and others and not whom else None
