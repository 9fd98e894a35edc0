"""Questions of a letter that name others of it: "as in question 1, but", "the same as in 1 and 2 for 2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answer.phrases import upper_first
from assistant.desk.settings import Settings

MARK = re.compile(r"(?<!\w)\((\w{1,3})\)")
FIRST_MARK = re.compile(r"(?<!\b[aA]s)\s\((?:[a-h1-9]|i{1,3}|iv|vi{0,3})\)\s(?=[a-z]|(?:19|20)\d\d)")


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
    named = words.patterns["by_mark"].sub(words.letter.marked_question, text)
    return FIRST_MARK.sub(" ", words.patterns["marked"].sub(words.letter.marked, named))


def several_named(text: str, words: Settings) -> Several | None:
    """The questions that a text repeats by their numbers, or all above it; None where it names one or none."""
    found = words.patterns["many"].search(text)
    if not found or not found["rest"].strip():
        return None
    if found["above"]:
        return Several(("above",), found["rest"].strip())
    names = words.patterns["labels"].findall(found["labels"].lower())
    labels: list[str] = []
    for n, name in enumerate(names):
        bare = re.sub(r"[()]", "", name)
        if name in ("to", "-"):
            ends = [labels[-1] if labels else "", *names[n + 1 : n + 2]]
            if all(end.isdecimal() for end in ends) and len(ends) == 2:
                labels += [str(i) for i in range(int(ends[0]) + 1, int(ends[1]))]
            continue
        labels.append(bare)
    return Several(tuple(labels), found["rest"].strip(" ,"))


def reference(text: str, words: Settings, numbered: bool) -> Reference:
    """The question that a text refers to; "of the referrals in question 2" leaves "of those". "Q1" is a quarter, unless the
    writer's own questions are ``numbered`` so."""
    found = words.patterns["refers"].search(text)
    if not found or (found["numeral"] and len({*MARK.findall(text)}) > 1):
        return Reference(text)  # "in (a) spring and (b) summer" lists
    those = bool(found["those"])
    kept = "of those" if those else ""
    rest = f"{text[: found.start()]} {kept} {text[found.end() :]}".strip(" ,.;:")
    names = ("label", "short", "dotted", "above", "lettered", "numeral")
    label = next(found[name] for name in names if found[name])
    if found["short"] and not (numbered or found["same"] or found["but"]):
        return Reference(text)  # "in Q1" is a quarter
    said = re.sub(r"\s+", " ", rest)
    said = words.patterns["of_those_first"].sub(upper_first(words.letter.of_those.format(text="")), said)
    return Reference(said, re.sub(r"[\s()]", "", label).lower(), bool(found["same"] or found["but"]) and not those)
