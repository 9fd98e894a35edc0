"""Figures as sentences state them: counts, shares, changes and multiples, each with the precision that it claims."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, cast

from assistant.answer.numbers import Number, rounded
from assistant.english.phrases import figures, numbered, pattern, phrases
from assistant.period import MONTHS

Kind = Literal["count", "share", "change", "difference", "multiple", "points"]
COUNTS = numbered("count")
WORDS = {word: n for word, n in COUNTS.items() if n <= 12}
TENS = {word: n for word, n in COUNTS.items() if 20 <= n < 100}
PARTS = numbered("part")
TIMES = {word: float(times) for times, words in phrases("times").items() for word in words}
# "Made up" is no rise.
# Qualifiers and the row of the catalog's tolerances that they take.
QUALIFIERS = {word: row for row, words in phrases("exact").items() for word in words}
BARELY = frozenset(phrases("barely")["over"])


@dataclass(frozen=True)
class Stated:
    """One stated figure: where it stands, what kind, its value (percent for shares and changes), and how exact."""

    kind: Kind
    value: Number
    start: int
    end: int
    qualifier: str = ""  # row of the tolerances, empty where the figure stands bare
    step: float = 1.0  # what the figure is rounded to
    falling: bool = False
    opened: int = -1  # of one in a bracket, where that starts which it gives exactly
    barely: bool = False  # "just over 17,000", which 17,900 is not


# "A third | from Immigration Enforcement"
# "All four quarters", "the following three quarters" are stretches of time.
PATTERNS = cast("tuple[tuple[Kind, re.Pattern[str]], ...]", figures())
FALLING = pattern("shared.down")
MINUS = "-–−"
NUMERIC = pattern("stated.numeric")
# Behind a day of a month: "12 March", "3 of May", but not "12 may have"
DATED = (
    *(f"{month} ".lower() if month == "May" else month.lower() for month in MONTHS),
    *(f"{suffix} " for suffix in phrases("label")["suffix"]),
)
SHARE_BEFORE = pattern("stated.share_before")
NO_YEAR = pattern("stated.no_year")
PEOPLE, LED_YEAR = pattern("stated.people"), pattern("stated.dated")
YEAR = re.compile(r"(?:1[5-9]|2[01])\d{2}")


def find(sentence: str) -> list[Stated]:
    """Stated figures from the left; a year, a date or a list number is not one."""
    return list(_found(sentence))


@lru_cache(maxsize=512)  # the same words are looked through by all who split or rewrite a sentence
def _found(sentence: str) -> tuple[Stated, ...]:
    found: list[Stated] = []
    if not NUMERIC.search(sentence):
        return ()
    for kind, stating in PATTERNS:
        for hit in stating.finditer(sentence):
            if any(hit.start() < s.end and s.start < hit.end() for s in found):
                continue
            stated = _read(kind, hit, sentence)
            if stated is not None:
                found.append(replace(stated, barely=True) if _barely(hit) else stated)
    return tuple(_companions(sorted(found, key=lambda s: s.start), sentence))


JOINED = pattern("stated.joined")  # "up 10% on the quarter and | 15% on the year"
TURNED = pattern("stated.turned")  # "up 81% and | 337% respectively"
AGAINST, OF_OTHERS = pattern("stated.against"), pattern("stated.of_others")  # "rose 44%, against | 13% for those …"
BY = pattern("stated.by")
BASE = pattern("stated.base")
# "Of Eritreans went up 81% | and of Somalis | 337%": a verb left out is the one said before
GAPPED, ENDS = pattern("stated.gapped"), pattern("stated.ends")


def _companions(found: list[Stated], sentence: str) -> list[Stated]:
    """ "An increase of 8% (349)", "up by 349 (8%)": what stands in brackets behind a change is the change itself."""
    out: list[Stated] = []
    for s in found:
        last = out[-1] if out else None
        moved = next((o for o in reversed(out) if o.kind != "count"), None)
        if moved and s.kind == "share" and moved.kind == "change" and moved.step != FRACTION:
            between = sentence[moved.end : s.start]
            # "Up 10% on the quarter (4,312) and | 15% on the year": the base in a bracket stands between them.
            bracketed = last is not None and moved is out[-2 % len(out)] and sentence[last.end :].startswith(")")
            based = (moved is last or bracketed) and JOINED.search(between) and BASE.match(sentence[s.end : s.end + 60])
            turned = moved is last and JOINED.search(between) and TURNED.match(sentence[s.end :])
            against = moved is last and AGAINST.fullmatch(between) and OF_OTHERS.match(sentence[s.end :])
            if (
                based
                or turned
                or against
                or BY.search(between)
                or (moved is last and moved is out[0] and GAPPED.fullmatch(between) and ENDS.match(sentence[s.end :]))
            ):  # "rose by 22% to 23,411 and reports | by 27% to 7,130"
                s = replace(s, kind="change", falling=moved.falling)
        if last and last.kind == s.kind == "share" and sentence[last.end : s.start].strip() == "(":
            exact, rough = (s, last) if last.step == FRACTION or last.qualifier else (last, s)
            if abs(exact.value - rough.value) <= loose(rough, exact) and exact.step != rough.step:
                start = min(s.start, last.start) if exact is last else s.start
                opened = last.start if exact is s and sentence[s.end :].startswith(")") else -1
                out[-1] = replace(exact, start=start, opened=opened)
                continue  # "around a third (36%)": one figure, said twice
        if (
            last
            and last.kind == "change"
            and last.step == FRACTION
            and s.kind == "share"
            and _apposed(sentence, last, s)
        ):
            out[-1] = replace(last, value=s.value, step=s.step, qualifier=s.qualifier, end=s.end)
            continue  # "by a third, 33%, between": one change, said twice
        between = sentence[last.end : s.start].strip() if last else ""
        again = between in ("or", ", or") or (between == "(" and sentence[s.end :].startswith(")"))
        if again and last and {last.kind, s.kind} in ({"change", "points"}, {"points", "share"}) and _bare(s, sentence):
            # "Fell by 38%, or 34 percentage points"
            s = replace(s, kind="change" if s.kind == "share" else s.kind, falling=last.falling)
        if again and last and (last.kind, s.kind) in (("change", "count"), ("difference", "share")):
            s = replace(s, kind="difference" if s.kind == "count" else "change", falling=last.falling)
        out.append(s)
    return out


def _bare(s: Stated, sentence: str) -> bool:
    """Does a figure begin with its number, and no word for the way it went?"""
    return sentence[s.start : s.end].lstrip()[:1].isdigit()


def loose(rough: Stated, exact: Stated) -> float:
    """How far a share in words may be from the exact one in its bracket, which is what is claimed: "nearly half (41%)"."""
    below, over = exact.value <= rough.value, exact.value >= rough.value
    told = {"almost": below, "under": below, "around": True, "over": over, "": None}.get(rough.qualifier, False)
    if told is False:
        return -1.0  # "over half (44%)" contradicts itself
    if rough.qualifier in ("over", "under"):
        return ALL  # "more than half (78%)"
    return max(rough.step, LOOSE if told else FRACTION)


def _apposed(sentence: str, first: Stated, second: Stated) -> bool:
    """ "A third, 33%,": the same figure once more between commas or in brackets, and near enough to be it."""
    between, behind = sentence[first.end : second.start].strip(), sentence[second.end :]
    marked = (between == "," and behind[:1] in (",", ".", "")) or (
        between in ("(", ", or", "or") and behind[:1] in ("", ")", ",", ".", " ")
    )
    return marked and abs(float(first.value) - float(second.value)) <= FRACTION


def _barely(hit: re.Match[str]) -> bool:
    """ "Just over 17,000", "rose by | just | over 20%": is the figure said to be hardly more than the number?"""
    said = hit.groupdict().get("q")
    if not said:
        return False
    before = hit.string[: hit.start("q")].split()[-1:]
    return not {said.lower(), " ".join([*before, said]).lower()}.isdisjoint(BARELY)


def states_figures(text: str) -> bool:
    """Is this a sentence that states a figure, rather than a question for one?"""
    return not text.rstrip().endswith("?") and any(s.kind != "multiple" and s.value > 20 for s in find(text))


def _read(kind: Kind, hit: re.Match[str], sentence: str) -> Stated | None:
    groups = hit.groupdict()
    qualifier = QUALIFIERS.get((groups.get("q") or "").lower(), "")
    falling = bool(groups.get("dir") and (FALLING.fullmatch(groups["dir"]) or groups["dir"] in MINUS))
    if groups.get("mult"):
        times = TIMES[groups["mult"].lower()]
        return Stated(kind, times, hit.start(), hit.end(), qualifier, 0.5 if times > 1 else 0.1)
    if groups.get("same"):
        return Stated(kind, 1, hit.start(), hit.end(), qualifier, 0.1)
    if groups.get("most"):
        return Stated(kind, 50, hit.start(), hit.end(), "over", 5)
    if groups.get("few"):
        return Stated(kind, 50, hit.start(), hit.end(), "under", 5)
    if groups.get("a"):
        a, b = (_int(groups[name]) for name in ("a", "b"))
        # "One in three" is neither one in four nor one in two: half the way to the next on either side.
        step = min(10.0, 25.0 / b if a == 1 else 100.0 / b)
        return Stated(kind, 100 * a / b, hit.start(), hit.end(), qualifier, step, falling) if a <= b and b > 1 else None
    if groups.get("frac"):
        top, bottom = _fraction(groups["frac"].lower())
        if kind == "multiple":
            return Stated(kind, top / bottom, hit.start(), hit.end(), qualifier, 0.1)
        return Stated(kind, 100 * top / bottom, hit.start(), hit.end(), qualifier or "", FRACTION, falling)
    text = groups["n"]
    if kind in ("count", "difference") and _is_date(text, hit, sentence):
        return None
    plain = re.sub(r"[,\s]", "", text)
    if not re.fullmatch(r"[\d.]+", plain):
        return Stated(kind, WORDS.get(text.lower()) or TENS[text.lower()], hit.start(), hit.end(), qualifier, 1)
    if len(plain) > DIGITS:
        return None
    value: Number = float(plain) if "." in plain else int(plain)
    if kind == "count" and (groups.get("q") or "").strip().lower() == "some" and value >= EXACT and value % 10:
        qualifier = ""  # "some 17,004" is no rounded figure, as "about 16,995" is
    return Stated(
        kind,
        value,
        hit.start("q") if groups.get("q") else hit.start(),
        hit.end(),
        qualifier,
        _step(plain, kind),
        falling,
    )


def _is_date(text: str, hit: re.Match[str], sentence: str) -> bool:
    """A bare year, a small number without a comma beside "Q" or a month, or a list number."""
    if YEAR.fullmatch(text):  # "48% (1978)", "2118 of them": no year of these figures
        lead, behind = sentence[: hit.start("n")], sentence[hit.end() :]
        bracketed = SHARE_BEFORE.search(lead) and behind.startswith(")")
        counted = PEOPLE.match(behind) and not LED_YEAR.search(lead.rstrip())
        return NO_YEAR.fullmatch(text) is None or not (bracketed or counted)
    before, after = sentence[: hit.start("n")].rstrip().lower(), sentence[hit.end() :].lstrip().lower()
    if before.endswith(phrases("label")["before"]) and len(text) < 3:
        return True
    return len(text) < 3 and (after.startswith(DATED) or "/" in after[:1])


def _int(text: str) -> int:
    return COUNTS.get(text.lower()) or int(text)


def _fraction(text: str) -> tuple[int, int]:
    words = text.split()
    if words == ["half"]:
        return 1, 2
    top = {"a": 1}.get(words[0]) or WORDS[words[0]]
    return top, PARTS[words[1].rstrip("s")]


def _step(text: str, kind: Kind) -> float:
    """What a bare figure is rounded to: 27 to 1, 27.4 to 0.1, 17,000 to 1,000, 17,004 to 1."""
    if "." in text:
        return float(10 ** -len(text.partition(".")[2]))
    if kind not in ("count", "difference"):
        return 1.0
    zeros = len(text) - len(text.rstrip("0"))
    return float(10**zeros) if zeros >= 2 and len(text) > zeros else 1.0


DIGITS = 15  # no figure is as long, and no number of more is kept exactly: it names something, as a reference does
EXACT = 1000  # from here on "some" before a figure to the last digit rounds nothing
NEARLY = 2.0  # points below a half, a third or a quarter
ALL = 100.0
LOOSE = 10.0  # points: "nearly half (41%)"
FRACTION = 6.0  # "a third", "half": three percent on either side
JUST, JUST_PART = 3.0, 1.1  # points above a percentage; how many times a part in words: "just over half" of 55%
JUST_COUNT = 1.05  # times a count
JUST_SHARE = 0.02  # of a percentage far above a hundred: "just over 750%" of 753%
LITTLE = 0.01  # of a count said roughly, however exactly it is written
ROUNDING = ("around", "almost")
HARDLY = 0.05  # of a count: "20,000" for 17,004 is rounded beyond use


def far(stated: Stated, value: Number) -> bool:
    """ "More than 10,000" of 23,411: true to the letter, and far from the figure."""
    target = float(stated.value)
    up, down = stated.qualifier in ("over", "at least"), stated.qualifier in ("under", "at most")
    return (up and value > target) or (down and value < target)


def _grain(target: int) -> float:
    """How far a figure that is said roughly may be off: what it is rounded to, tens or fifties and so on; at least a little."""
    zeros = len(str(target)) - len(str(target).rstrip("0"))
    five = str(target).rstrip("0").endswith("5")
    return max(float(f"1e{zeros}") * (5 if five else 1), target * LITTLE)


def barely_over(stated: Stated) -> float:
    """The most that is "just over" what is stated."""
    target = float(stated.value)
    if stated.kind in ("count", "difference"):
        return target * JUST_COUNT
    return (
        target * JUST_PART if stated.kind == "multiple" or stated.step > 1 else target + max(JUST, target * JUST_SHARE)
    )


def agrees(stated: Stated, value: Number, tolerances: dict[str, tuple[float, float]]) -> bool:
    """Does the published value lie within the precision that the sentence claims?"""
    target = float(stated.value)
    if stated.kind == "change" and target == 0 and value < 0:
        return False  # however little, it went the other way
    if stated.kind == "multiple" and target < 1 and stated.qualifier in ("over", "under"):
        return (value < target) == (stated.qualifier == "over")  # "more than halved" is less than half
    if stated.barely and value > barely_over(stated):
        return False
    if stated.qualifier in ("over", "at least"):
        above = value > target if stated.qualifier == "over" else value >= target
        return above and (stated.kind != "count" or value <= target * 1.5)
    if stated.qualifier in ("under", "at most"):
        below = value < target if stated.qualifier == "under" else value <= target
        return below and (stated.kind != "count" or value >= target * 0.5)
    if stated.qualifier == "almost" and stated.kind == "change" and stated.step == FRACTION:
        return target * 0.9 <= value <= target + 1e-9  # "fell by almost half", as "almost halved"
    if stated.qualifier == "almost" and stated.kind == "multiple" and target < 1:
        return target - 1e-9 <= value <= target + (1 - target) * 0.1  # "almost halved": a fall of nearly a half
    if stated.qualifier == "almost" and stated.kind == "share" and stated.step == FRACTION:
        return (
            target - max(NEARLY, 0.07 * target) <= rounded(value) and value <= target + 1e-9
        )  # "almost a quarter" of 23%
    if stated.qualifier:
        low, high = tolerances.get(stated.qualifier, (1.0, 1.0))
        if stated.qualifier == "around" and stated.kind == "share" and abs(value - target) <= stated.step / 2:
            return True  # no closer than the bare figure
        if stated.qualifier == "around" and stated.kind == "multiple":
            low, high = min(low, 0.9), max(high, 1.1)
        if stated.kind == "count" and stated.qualifier in ROUNDING and abs(value - target) > _grain(int(target)):
            return False  # "some 17,400" of 17,004: rounded to a hundred, and four away
        return target * low - 1e-9 <= value <= target * high + 1e-9
    if stated.kind == "multiple":
        return target * (0.95 if target > 1 else 0.9) <= value <= target * 1.1  # "doubled" at 1.84 has not
    half = stated.step / 2 if not (stated.kind == "count" and stated.step == 1) else 0
    if stated.kind == "count":
        half = min(half, HARDLY * target)
    return target - half - 1e-9 <= value <= target + half + 1e-9
