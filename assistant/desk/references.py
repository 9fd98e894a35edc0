"""Questions of a letter that name others of it: "as in question 1, but", "the same as in 1 and 2 for 2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass

LABEL = r"(?P<{name}>\d{{1,2}} ?\(?[a-h]?\)?|[a-h]|[ivx]{{1,4}})(?![\w-])\)?"
# "As in question 1, but", "of those in question 2", "same as Q3"; "Q4 2023" is a quarter.
REFERS = re.compile(
    r"(?P<those>\bof (?:all |any )?(?:the |those|these|them)(?:\w+ ){0,3}?,? ?)?(?P<same>\b(?:the )?same(?: question| figures?| information| breakdown)?|\bas|\brepeat)?(?: ?\b(?:as|for|in|of|at|from|to|per|with|above|under|given)){0,3}"
    r"(?: ?\(?\b(?:question|qn|part|point|item) ?"
    + LABEL.format(name="label")
    + r"|(?<=\b(?:as|in|of|to|at)) q\.? ?"
    + LABEL.format(name="short")
    + r"(?! ?(?:\d{4}|of|to|and|\())"
    r"|(?<=\bas) (?:(?:in|for|at) )?\(?(?P<dotted>\d{1,2}(?:\.\d{1,2}|[a-h])?)\)?(?=\s*(?:,|\.|but\b|above\b|for\b|$))|(?<=\bas) \((?P<lettered>[a-h]|[ivx]{1,4})\)|(?<=\bas) (?P<above>above)\b|(?<=\bin) \((?P<numeral>[ivx]{1,4}|[a-h]|\d{1,2})\))"
    r"(?: above)?,?(?P<but> but| except)?(?: also)?",
    re.IGNORECASE,
)
MANY = re.compile(
    r"\b(?:same|repeat|as)\b[^?.\d]{0,60}?(?:\b(?:questions?|points?|items?|parts?|numbers?|qs?\.?) ?(?P<labels>\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\b\)?"
    r"(?:(?: ?, ?(?:and )?| and | to | ?- ?| & )\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\b\)?(?! ?(?:19|20)\d\d))*)|(?P<above>\babove))"
    r"(?: above)?,? ?(?:but |also )?(?P<rest>(?:for|in|but|by|from|between|during|excluding|covering)\b.+)$",
    re.IGNORECASE,
)


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


def several_named(text: str) -> Several | None:
    """The questions that a text repeats by their numbers, or all above it; None where it names one or none."""
    found = MANY.search(text)
    if not found or not found["rest"].strip():
        return None
    if found["above"]:
        return Several(("above",), found["rest"].strip())
    names = re.findall(r"\d{1,2}\(?[a-h]?\)?|\b[a-h]\b|\b[ivx]{1,4}\b|\bto\b|-", found["labels"].lower())
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


def reference(text: str, numbered: bool) -> Reference:
    """The question that a text refers to; "of the referrals in question 2" leaves "of those". "Q1" is a quarter, unless the
    writer's own questions are ``numbered`` so."""
    found = REFERS.search(text)
    if not found:
        return Reference(text)
    those = bool(found["those"])
    kept = "of those" if those else ""
    rest = f"{text[: found.start()]} {kept} {text[found.end() :]}".strip(" ,.;:")
    names = ("label", "short", "dotted", "above", "lettered", "numeral")
    label = next(found[name] for name in names if found[name])
    if found["short"] and not (numbered or found["same"] or found["but"]):
        return Reference(text)  # "in Q1" is a quarter
    said = re.sub(r"\s+", " ", rest)
    said = re.sub(r"^of those,? ", "Of those, ", said, flags=re.IGNORECASE)
    return Reference(said, re.sub(r"[\s()]", "", label).lower(), bool(found["same"] or found["but"]) and not those)
