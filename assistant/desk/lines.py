"""The lines of an email to paragraphs and list items with their nesting, as the sender numbered them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

ITEM = re.compile(
    r"^\s*(?:(?:question|qu?\.?) ?(?P<q>\d{1,2}|[a-z])[.):]*\s+|\(?(?P<label>(?:\d{1,2}(?:\.\d{1,2})?|[a-z]|[ivx]{1,4}))(?:[.):]+)\s+|(?P<dotted>\d{1,2}\.\d{1,2})\s+)(?=\S)",
    re.IGNORECASE,
)
BULLET = re.compile(r"^\s*(?:[•*·o▪‣–—-]|->)\s+(?=\S)")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
SHORT = 60  # characters of a line that may be an item of a list without marks


@dataclass(frozen=True)
class Line:
    """A paragraph (level 0) or an item of a list with its place in the nesting."""

    text: str
    label: str = ""
    level: int = 0


def lines_of(text: str) -> list[Line]:
    """Paragraphs and items; lines that a mail program broke are one again."""
    out: list[Line] = []
    raw = _marked(text.splitlines())
    blank = True
    letter = digit = False
    for line in raw:
        if not line.strip():
            blank = True
            continue
        mark, bullet = ITEM.match(line), BULLET.match(line)
        if mark:
            label = (mark["q"] or mark["label"] or mark["dotted"]).lower()
            out.append(_item(out, label, line[mark.end() :].strip(), digit, letter))
            digit = digit or label[0].isdigit()
            letter = label.isalpha() if not label[0].isdigit() else False
        elif bullet:
            last = out[-1] if out else Line("")
            beside = last.level if last.level and not last.label else 0
            under = bool(last.label) and last.text.rstrip().endswith(":")
            out.append(Line(line[bullet.end() :].strip(), "", beside or (last.level + 1 if under else 1)))
        elif out and (not blank or (out[-1].level and line[:2].isspace())):
            out[-1] = replace(out[-1], text=f"{out[-1].text} {line.strip()}")
        else:
            out.append(Line(line.strip()))
        blank = False
    return out


def _item(out: list[Line], label: str, text: str, digit: bool, letter: bool) -> Line:
    """Digits stand at the top, letters under digits, Roman numerals under either."""
    if label[0].isdigit():
        return Line(text, label, 2 if "." in label else 1)
    last = next((line for line in reversed(out) if line.label), None)
    after = last.label.rstrip(")").rpartition("(")[2] if last else ""
    roman = (
        label in ROMAN
        and last is not None
        and (
            (label == "i" and not after.endswith("h"))
            or (after in ROMAN and ROMAN.index(label) == ROMAN.index(after) + 1)
        )
    )
    if roman and last is not None and last.level == 1 and last.label in ROMAN:
        return Line(text, label, 1)  # a list that is numbered i, ii, iii from the top
    if roman and last is not None:
        head = last.label.partition("(")[0]
        level = 3 if head[-1:].isalpha() and digit else 2
        return Line(text, f"{head}({label})", level)
    top = next((line.label for line in reversed(out) if line.level == 1 and line.label[:1].isdigit()), "")
    return Line(text, f"{top}{label}", 2 if top else 1)


def _marked(lines: list[str]) -> list[str]:
    """Short lines after a colon are a list whose marks were lost."""
    out: list[str] = []
    i = 0
    while i < len(lines):
        out.append(lines[i])
        if lines[i].rstrip().endswith(":"):
            ahead = i + 1
            while ahead < len(lines) and not lines[ahead].strip():
                ahead += 1
            end = ahead
            while end < len(lines) and lines[end].strip() and not (ITEM.match(lines[end]) or BULLET.match(lines[end])):
                end += 1
            if end - ahead > 1 and all(len(line.strip()) <= SHORT for line in lines[ahead:end]):
                out += [f"- {line.strip()}" for line in lines[ahead:end]]
                i = end
                continue
        i += 1
    return out
