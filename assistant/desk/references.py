"""Questions of a letter that name others of it: "as in question 1, but", "the same as in 1 and 2 for 2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer.phrases import upper_first
from assistant.desk.settings import Settings

MARK = re.compile(r"(?<!\w)\((\w{1,3})\)")
FIRST_MARK = re.compile(r"(?<!\b[aA]s)\s\((?:[a-h1-9]|i{1,3}|iv|vi{0,3})\)\s(?=[a-z]|(?:19|20)\d\d)")
LIST_MARK = re.compile(r"(?:(?<=\s)|^)\(([a-h1-9]|i{1,3}|iv|vi{0,3})\)\s")
BARE_MARK = re.compile(r"(?<![\w(])([a-h1-9]|i{1,3}|iv|vi{0,3})\)\s(?=[a-zA-Z])")  # "a) in the UK b) overseas"
LATER_MARK = re.compile(r"(?<=\w)(?<!\band)(?<!\bor) \((?:[b-h2-9]|i{2,3}|iv|vi{0,3})\)\s(?=\w)")  # no comma before it
EVERY = "everything above"  # of a list, too
FIRST_TWO = (["a", "b"], ["1", "2"], ["i", "ii"])  # "to (i) Police Scotland, (ii) the PSNI and (iii) Welsh forces"


@dataclass(frozen=True)
class Reference:
    """``text`` without the words that refer to another question; ``like`` its label; ``same`` where it is repeated."""

    text: str
    like: str = ""
    same: bool = False


@dataclass(frozen=True)
class Several:
    """ "The same information as in questions 1 and 2 for 2023": the ``labels``, and what else is said."""

    labels: tuple[str, ...]
    rest: str


def unmarked(text: str, words: Settings) -> str:
    """A line without the marks that only list; "break (a) down by quarter" names question a."""
    if several_named(text, words) is not None:
        return text  # "the figures at (a) and (b) for children only"
    if [one[1] for one in BARE_MARK.finditer(text)][:2] in FIRST_TWO:
        text = BARE_MARK.sub(r"(\1) ", text)
    named = words.patterns["by_mark"].sub(words.letter.marked_question, text)
    bare = FIRST_MARK.sub(" ", words.patterns["marked"].sub(words.letter.marked, named))
    lists = [one[1] for one in LIST_MARK.finditer(text)][:2] in FIRST_TWO
    return LIST_MARK.sub("", LATER_MARK.sub(", ", bare)) if lists else bare


def several_named(text: str, words: Settings) -> Several | None:
    """The questions that a text repeats by their numbers, or all above it; None where it names one or none."""
    found = words.patterns["many"].search(text)
    if not found or not found["rest"].strip():
        return _marked(text, words)
    if found["above"]:
        return Several((EVERY if found["every"] else "above",), found["rest"].strip())
    return Several(_labels(found["labels"], words), found["rest"].strip(" ,"))


def _marked(text: str, words: Settings) -> Several | None:
    """ "For 2022, the same for b, c and d": those, and "for 2022"."""
    found = words.patterns["marks_named"].search(text)
    if found is None:
        return None
    named, behind = "one" if found["one"] else "marks", text[found.end() :]
    of_them = words.patterns["figures_at"].search(text[: found.start(named)].rstrip("( "))
    if of_them and (asked := words.patterns["asked_at"].match(behind)):
        return Several(_labels(found[named], words), behind[asked.end() :].rstrip(" .?;:"))
    if not words.patterns["repeats_them"].search(text):
        return None
    rest = words.patterns["repeats_them"].sub(" ", f"{text[: found.start()]} {text[found.end() :]}")
    rest = words.patterns["unjoined"].sub("", re.sub(r"\s+", " ", rest).strip(" ,.:;"))
    rest = rest.strip(" ,.:;")
    return Several(_labels(found["one"] or found["marks"], words), rest) if rest else None


def _labels(named: str, words: Settings) -> tuple[str, ...]:
    """ "a", "b" and "c" of "a) to c)"."""
    names = words.patterns["labels"].findall(named.lower())
    labels: list[str] = []
    for n, name in enumerate(names):
        bare = re.sub(r"[()]", "", name)
        if name in ("to", "-", "–"):
            labels += _between(labels[-1] if labels else "", *names[n + 1 : n + 2])
            continue
        labels.append(bare)
    return tuple(labels)


def _between(first: str, last: str = "") -> list[str]:
    """The labels between two, by their numbers or letters."""
    last = re.sub(r"[()]", "", last)
    if first.isdecimal() and last.isdecimal():
        return [str(n) for n in range(int(first) + 1, int(last))]
    letters = len(first) == len(last) == 1 and first.isalpha() and last.isalpha()
    return [chr(n) for n in range(ord(first) + 1, ord(last))] if letters else []


def reference(text: str, words: Settings, numbered: bool) -> Reference:
    """The question that a text refers to; "of the referrals in question 2" leaves "of those". "Q1" is a quarter, unless the
    writer's own questions are ``numbered`` so."""
    found = words.patterns["refers"].search(text)
    if not found or (found["numeral"] and len({*MARK.findall(text)}) > 1):
        return Reference(text)  # "in (a) spring and (b) summer" lists
    those = bool(found["those"])
    kept = "of those" if those else ""
    before, behind = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    if before.endswith("(") and behind.startswith(")"):  # "the referrals received (as per item 1)"
        before, behind = before[:-1], behind[1:]
    rest = f"{before} {kept} {behind}".strip(" ,.;:")
    names = ("label", "short", "dotted", "above", "lettered", "numeral", "inner")
    label = next(found[name] for name in names if found[name])
    if found["short"] and not (numbered or found["same"] or found["but"]):
        return Reference(text)  # "in Q1" is a quarter
    said = re.sub(r"\s+", " ", rest)
    said = words.patterns["of_those_first"].sub(upper_first(words.letter.of_those.format(text="")), said)
    return Reference(said, re.sub(r"[\s()]", "", label).lower(), bool(found["same"] or found["but"]) and not those)
