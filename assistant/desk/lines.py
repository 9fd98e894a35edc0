"""The lines of an email to paragraphs and list items with their nesting, as the sender numbered them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.desk.bare import BULLET, CODED, SHORT, ended, listed, with_marks
from assistant.desk.forms import with_forms
from assistant.desk.sense import Sense
from assistant.desk.sentences import Language
from assistant.desk.thread import Own
from assistant.period import MONTHS

LEADS = re.compile(r"[ ]?:[ ]?[-–—]+[ ]*$")  # "namely:-", over a list
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
BARE = re.compile(r"^\s*(?P<number>\d{1,2})\s+(?=[A-Za-z])")
NAMES = "|".join(month for month in MONTHS if month != "May")
# "Q1 - total number of referrals", "2 – by age"; "Q1 - January to March" is a quarter.
DASHED = re.compile(rf"^\s*(?P<q>Q ?)?(?P<number>\d{{1,2}})\s*[-–—]+\s+(?!(?:{NAMES})\b)(?=[A-Za-z])", re.IGNORECASE)
QUARTER = re.compile(rf"^\s*Q[1-4]\s*[-–—:]+\s+(?=(?:{NAMES})\b)", re.IGNORECASE)
CAPITAL = re.compile(r"^\s*\(?(?P<label>[A-H])[.):]+\s+(?=\S)")  # a heading, where items have small letters
INITIAL = re.compile(r"^\s*(?:[B-HJ-Z]\. ){1,2}[A-Z][\w’'-]+\s*$")  # of a name, alone on its line
SMALL = re.compile(r"^\s*\(?a[.):]+\s+(?=\S)")
FIRST = ("a", "i")
BRIEF = 3  # words of a line that only goes on with the one above it
MIN_INSET = 2  # lines that stand indented


@dataclass(frozen=True)
class Line:
    """A paragraph (level 0) or an item of a list with its place in the nesting; ``above`` is the passage quoted over it,
    ``at`` the line of the mail that it begins in."""

    text: str
    label: str = ""
    level: int = 0
    above: str = ""
    at: int = 0


@dataclass
class _Seen:
    """What of the lines before bears on the next one's label: the last item with a label, the last number at the top, or
    the last letter, of a list whose letters stand over numbers."""

    last: Line | None = None
    top: str = ""
    digit: bool = False
    over: str = ""
    parts: bool = False  # what stands over is called a part, whatever it is counted by

    def begin(self, label: str) -> None:
        """A list of its own, under a paragraph."""
        self.top = "" if label in FIRST else self.top
        self.over = ""

    def take(self, item: Line, label: str) -> None:
        self.last, self.digit = item, self.digit or label[0].isdigit()
        if item.level == 1 and label[0].isdigit():
            self.top = item.label
        elif item.level == 1 and self.over:
            self.over = label

    def head(self, label: str) -> Line:
        """A part of the letter, over the items that come next."""
        self.last, self.top, self.over, self.parts = Line("", label, 1), "", label, True
        return self.last


def lines_of(own: Sequence[Own], language: Language, sense: Sense) -> list[Line]:
    """Paragraphs and items; lines that a mail program broke are one again. A line that begins a question is one of its own
    under a short one. A line that begins a limit is of all items of a list where it stands under the last, short one."""
    made: list[tuple[Line, list[str]]] = []
    seen = _Seen()
    blank = True
    own = with_forms([replace(one, text=LEADS.sub(":", one.text)) for one in own], language)
    lines = with_marks(_gone_on(_outlined(_numbered(own), language), language), language, sense)
    width = max((len(one.text.rstrip()) for one in lines), default=0)
    for n, one in enumerate(lines):
        line = one.text
        if not line.strip():
            blank = True
            continue
        mark, bullet, coded = language.patterns["item"].match(line), BULLET.match(line), CODED.match(line)
        mark = None if INITIAL.match(line) and seen.last is None else mark
        before = made[-1][0] if made else Line("")
        if part := _part(n, lines, language):
            capital = CAPITAL.match(line) is not None
            item = seen.head(part["label"] if capital else part["label"].lower())
            made.append((replace(item, above=one.above, at=one.at), [line[part.end() :].strip()]))
        elif mark:
            label = (mark["q"] or mark["label"] or mark["dotted"]).lower()
            if not before.level and made:
                seen.begin(label)
            item = _item(seen, label)
            seen.take(item, label)
            rest = line[mark.end() :].strip()
            inner = language.patterns["item"].match(rest) if label.isdigit() else None
            if inner and (under := (inner["label"] or "").lower()) in ("a", "i"):  # "1. (a) …", over "(b) …"
                seen.last = item = _item(seen, under)
                rest = rest[inner.end() :].strip()
            made.append((replace(item, above=one.above, at=one.at), [rest]))
        elif coded:
            made.append((Line("", coded["code"], 1, one.above, one.at), [line[coded.end() :].strip()]))
        elif bullet:
            beside = before.level if before.level and not before.label else 0
            under = bool(before.label) and (not blank or made[-1][1][-1].rstrip().endswith(":"))
            level = beside or (before.level + 1 if under else 1)
            made.append((Line("", "", level, one.above, one.at), [line[bullet.end() :].strip()]))
        elif (before.level and language.patterns["totals_each"].match(line.strip())) or (
            _closes(made, line, lines[n + 1 :], language) and language.begins_limit(line)
        ):
            made.append((Line("", "", 0, one.above, one.at), [line.strip()]))
        elif before.level and blank and (last := language.goes_on(line)):
            made.append(
                (Line("", "", before.level, one.above, one.at), [last[0]])
            )  # "- …" and below "and by all of them"
            if last[1]:
                made.append((Line("", "", 0, one.above, one.at), [last[1]]))
        elif made and _unmarked(made, "" if blank else line, language) and language.patterns["thing"].match(line):
            made.append((Line("", "", 1, one.above, one.at), [line.strip()]))
        elif before.level and language.patterns["begins_those"].match(line.strip()):
            made.append((Line("", "", before.level, one.above, one.at), [line.strip()]))
        elif (
            made and not one.above and (not blank or (before.level and line[:2].isspace())) and not _whole(made[-1])
            and not (len(made[-1][1][-1]) <= SHORT and line[:1].isupper() and language.opens(line))
            and not (before.level and line[:1].isupper() and ended(lines[n - 1].text, line, width))
            and not (before.level and len(made[-1][1][-1]) <= SHORT and language.words["requests"].opening.match(line.strip()))
        ):  # fmt: skip
            made[-1][1].append(line.strip())
        else:
            made.append((Line("", "", 0, one.above, one.at), [line.strip()]))
        blank = False
    return _unfilled([replace(line, text=" ".join(pieces)) for line, pieces in made])


def _part(at: int, lines: Sequence[Own], language: Language) -> re.Match[str] | None:
    """The name of a part of the letter, where items come next, or others of its kind stand beside it."""
    found = language.patterns["part"].match(lines[at].text) or _capital(at, lines)
    beside = [
        next((one.text for one in near if one.text.strip()), "")
        for near in (lines[at + 1 :], lines[at - 1 :: -1] if at else [])
    ]
    return (
        found if found and (listed(beside[0], language) or any(map(language.patterns["part"].match, beside))) else None
    )


def _capital(at: int, lines: Sequence[Own]) -> re.Match[str] | None:
    """ "A. Referrals", over items with small letters."""
    found = CAPITAL.match(lines[at].text)
    return found if found and any(SMALL.match(one.text) for one in lines[at + 1 :]) else None


def _unfilled(lines: list[Line]) -> list[Line]:
    """Items that stand side by side and all end in a colon, after which an answer is to be written, without it."""
    blank = [line.level if line.text.endswith(":") else 0 for line in lines]
    beside = [{*blank[max(0, n - 1) : n], *blank[n + 1 : n + 2]} for n in range(len(blank))]
    return [
        replace(line, text=line.text.rstrip(": ")) if level and level in near else line
        for line, level, near in zip(lines, blank, beside, strict=True)
    ]


def _closes(made: list[tuple[Line, list[str]]], line: str, rest: Sequence[Own], language: Language) -> bool:
    """Does a line without indent stand under the last of several short items, which no mail program has broken?"""
    if len(made) < 2 or not (made[-1][0].level and made[-2][0].level) or line[:1].isspace():
        return False
    last, following = made[-1][1], next((one.text for one in rest if one.text.strip()), "")
    return len(last) == 1 and len(last[0]) <= SHORT and not listed(following, language)


def _unmarked(made: list[tuple[Line, list[str]]], text: str, language: Language) -> bool:
    """After a line that ends in a colon, or an item of such a list: may what comes next be one whose mark was left out?"""
    line, pieces = made[-1]
    if not line.level:
        return pieces[-1].endswith(":")
    begun = not line.label and language.patterns["thing"].match(pieces[0]) is not None
    anew = text[:1].isupper() and not (language.left_open(pieces[-1]) or pieces[-1].endswith(","))
    return begun and (anew or pieces[-1].endswith((".", "?", ";")))


def _whole(made: tuple[Line, list[str]]) -> bool:
    """An item that is a whole question: what stands under it without indent is not part of it."""
    line, pieces = made
    return (bool(line.level) and pieces[-1].endswith(("?", ";"))) or (not line.level and pieces[-1].endswith("?"))


def _item(seen: _Seen, label: str) -> Line:
    """Digits stand at the top, letters under digits, Roman numerals under either; digits under the letter that they begin
    anew right after."""
    last = seen.last
    if label == "1" and last is not None and last.level == 1 and len(last.label) == 1 and last.label.isalpha():
        seen.over = last.label
    if label.isdigit() and seen.over:
        return Line("", f"{seen.over}{'.' if seen.over.isdigit() else ''}{label}", 2)
    if label[0].isdigit():
        return Line("", label, 1 if label.isdigit() else 2)
    if seen.parts and len(label) == 1 and label.isalpha() and not (label in ROMAN and last and last.level > 1):
        return Line("", f"{seen.over}({label})", 2)
    if len(label) == 1 and len(seen.over) == 1 and ord(label) == ord(seen.over) + 1:
        return Line("", label, 1)
    after = last.label.rstrip(")").rpartition("(")[2] if last else ""
    next_numeral = after in ROMAN and label in ROMAN and ROMAN.index(label) == ROMAN.index(after) + 1
    roman = label in ROMAN and last is not None and ((label == "i" and not after.endswith("h")) or next_numeral)
    if roman and last is not None and last.level == 1 and last.label in ROMAN:
        return Line("", label, 1)  # a list that is numbered i, ii, iii from the top
    if roman and last is not None:
        head = last.label.partition("(")[0]
        return Line("", f"{head}({label})", 3 if (head[-1:].isalpha() and seen.digit) or "." in head else 2)
    return Line("", f"{seen.top}{label}", 2 if seen.top else 1)


def _outlined(own: Sequence[Own], language: Language) -> list[Own]:
    """The lines, short ones that stand indented under a short one that is not as items of a part of the letter; as they
    are where the letter has marks of its own."""
    out, parts = list(own), 0
    for n, one in enumerate(own):
        end = n + 1
        while end < len(own) and _inset(own[end].text, language):
            end += 1
        head = one.text.strip()
        if end - n > MIN_INSET and 0 < len(head) <= SHORT and head[-1].isalnum() and one.text[:1].strip():
            parts += 1
            out[n] = replace(one, text=language.words.letter.part.format(number=parts, text=head))
            out[n + 1 : end] = [replace(line, text=f"- {line.text.strip()}") for line in own[n + 1 : end]]
    return list(own) if any(listed(one.text, language) for one in own) else out


def _inset(line: str, language: Language) -> bool:
    return line[:2].isspace() and 0 < len(line.strip()) <= SHORT and not listed(line, language)


def _numbered(own: Sequence[Own]) -> list[Own]:
    """The lines, with a mark behind the number of each that a list of them begins with: "1 what is …", "2 how many …",
    "Q1 - referrals", "Q2 - decisions"."""
    out = list(own)
    for form, mark in ((BARE, r"\g<number>. "), (DASHED, r"\g<q>\g<number>. ")):
        found = [(n, int(hit["number"])) for n, one in enumerate(own) if (hit := form.match(one.text))]
        run = [n for at, (n, number) in enumerate(found) if number == at + 1]
        for n in run if len(run) > 1 and len(run) == len(found) else ():
            out[n] = replace(own[n], text=form.sub(mark, own[n].text, count=1))
    return [replace(one, text=QUARTER.sub("- ", one.text)) for one in out]


def _gone_on(own: Sequence[Own], language: Language) -> list[Own]:
    """The lines, with short ones under a line that is left open ("the share of children for") in one with it."""
    out: list[Own] = []
    i = 0
    while i < len(own):
        line = own[i]
        i += 1
        if not language.left_open(line.text):
            out.append(line)
            continue
        ahead = next((n for n in range(i, len(own)) if own[n].text.strip()), len(own))
        end = ahead
        while end < len(own) and own[end].text.strip() and _brief(own[end].text, language):
            end += 1
        if end > ahead:
            pieces = [one.text.strip(" ,;") for one in own[ahead:end]]
            line = replace(line, text=language.listed(line.text.rstrip(), pieces))
            i = end
        out.append(line)
    return out


def _brief(line: str, language: Language) -> bool:
    return len(line.split()) <= BRIEF and not listed(line, language)
