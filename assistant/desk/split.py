"""The text of an email to what it asks: greetings, legal paragraphs, signature and quoted history are left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_QUESTIONS = 50
QUOTED = re.compile(
    r"^(?:-{2,} ?(?:original message|forwarded message)|_{10,}|on .{4,120} wrote:\s*$|from: .+|sent from (?:my|outlook)\b)",
    re.IGNORECASE,
)
FORWARDED = re.compile(r"^(?:from|to|cc|sent|date|subject): ", re.IGNORECASE)
CLOSING = re.compile(
    r"^(?:(?:kind|best|warm|many)? ?regards|yours (?:sincerely|faithfully|truly)|best wishes|best|sincerely|cheers|thx|ta|"
    r"(?:many )?thanks(?: in advance)?|thank you(?: (?:very much|in advance|for your help))?|with thanks|all the best)[,.! ]*$",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"^(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|to whom it may concern)\b[^?]{0,60}$", re.IGNORECASE
)
LEGAL = re.compile(
    r"\b(?:this (?:e-?mail|message) (?:and|is|may)|intended recipient|confidential(?:ity)?|data protection|disclaimer|"
    r"section \d+ of the|internal review|twenty working days|20 working days|information commissioner|electronic (?:copy|format)|"
    r"acknowledge receipt|i understand that under|statutory (?:time|deadline)|duty to (?:advise|confirm|provide)|please consider the environment)\b",
    re.IGNORECASE,
)
ITEM = re.compile(r"^\s*(?:question |q)?\(?((?:\d{1,2}|[a-z]|[ivx]{1,4}))[.):]\s+(?=\S)", re.IGNORECASE)
BULLET = re.compile(r"^\s*[•*–-]\s+(?=\S)")
FALLBACK = re.compile(
    r"\bif (?:it |this |that |these |any of this )?(?:is|are|isn['’]t|aren['’]t)?(?: ?not)? ?(?:possible|available|held|published|too much)[^.?!]*?(?:,|then|please) *(?:then |please |can you |could you )*(?P<rest>[^.?!]+)[.?!]?",
    re.IGNORECASE,
)
REFERS = re.compile(
    r"\b(?:the same(?: question| figures?| information| breakdown)?|same)?,? ?(?:as|for|in)(?: (?:in|for|per))? (?:question|q|part|point|\() ?(?P<label>\d{1,2}|[a-z])\)?,?(?: above)?,?(?: but)?",
    re.IGNORECASE,
)
# What could name a person: it is not needed to answer, and so is taken out before anything else sees it.
NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}\W*")
PERSONAL = (
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    re.compile(r"(?<![\d,])(?:\+44|0)(?:[ -]?\d){9,10}(?!\d)"),
    re.compile(
        r"\b(?:our |your |my )?(?:ref(?:erence)?|case|foi|request)(?: (?:number|no|id))?[ .:#]+(?=\S*\d)[A-Z0-9][A-Z0-9/-]{3,}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:my|our) (?:tele)?(?:phone|mobile|address|postcode|email|number|reference|constituent['’]?s name)(?: number| address)? is\b[^.;]*?(?:,(?: and)?| and |\.|;|$)",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?i:my name is|this is|i['’]?m|i am) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}(?:,| and| from)?"),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
)


@dataclass(frozen=True)
class Item:
    """One thing asked. ``label`` is the sender's ("1", "2a"), or empty; ``like`` the label of a question it refers to;
    ``fallback`` what would do instead ("please give the total")."""

    text: str
    label: str = ""
    like: str = ""
    fallback: str = ""


@dataclass(frozen=True)
class Letter:
    """``lead`` stands before the questions and may limit them all, as may its ``fallback``."""

    lead: str
    items: tuple[Item, ...]
    fallback: str = ""


def read_letter(text: str) -> Letter:
    """The questions of an email in order. More than 50 are cut off by the caller, who says so."""
    kept = " \n".join(_body(text.replace("\r\n", "\n").replace("\r", "\n").splitlines()))
    for pattern in PERSONAL:
        kept = pattern.sub(" ", kept)
    lead: list[str] = []
    items: list[Item] = []
    parent = ""
    for line in kept.splitlines():
        mark, bullet = ITEM.match(line), BULLET.match(line)
        if mark:
            label = mark[1].lower()
            nested = not label.isdigit() and any(item.label[:1].isdigit() for item in items)
            parent = parent if nested else label
            items.append(Item(line[mark.end() :], f"{parent}{label}" if nested else label))
        elif bullet:
            items.append(Item(line[bullet.end() :]))
        elif items and line.strip():
            last = items[-1]
            items[-1] = Item(f"{last.text} {line.strip()}", last.label)
        elif line.strip():
            lead.append(line.strip())
    text_of_lead, fallback = _without_fallback("\n".join(lead))
    return Letter(text_of_lead, tuple(_read(item) for item in items), fallback)


def _without_fallback(text: str) -> tuple[str, str]:
    found = FALLBACK.search(text)
    return (FALLBACK.sub(" ", text).strip(), found["rest"].strip()) if found else (text.strip(), "")


def _read(item: Item) -> Item:
    text, fallback = _without_fallback(item.text)
    refers = REFERS.search(text)
    if not refers:
        return Item(text, item.label, "", fallback)
    rest = (text[: refers.start()] + " " + text[refers.end() :]).strip(" ,.")
    return Item(rest, item.label, refers["label"].lower(), fallback)


def _body(lines: list[str]) -> list[str]:
    """The sender's own words. A forwarded thread's newest text is empty: then the text below its headers is read."""
    own: list[str] = []
    for i, line in enumerate(lines):
        plain = line.strip()
        if plain == "--" or (QUOTED.match(plain) and (any(own) or not _forwarded(lines[i:]))):
            break
        if plain.startswith(">") or FORWARDED.match(plain) or QUOTED.match(plain):
            continue
        if CLOSING.match(plain) and any("?" in kept or len(kept) > 20 for kept in own):
            break
        own.append("" if GREETING.match(plain) or (LEGAL.search(plain) and "?" not in plain) else plain)
    while own and (not own[-1] or (len(own) > 1 and NAME.fullmatch(own[-1]))):
        own.pop()  # a name under the letter
    if not any(own) and any(line.lstrip().startswith(">") for line in lines):
        return _body([re.sub(r"^[>\s]+", "", line) for line in lines])
    return _rejoined(own)


def _forwarded(lines: list[str]) -> bool:
    return any(FORWARDED.match(line.strip()) for line in lines[:8])


def _rejoined(lines: list[str]) -> list[str]:
    """Lines broken by a mail program within a sentence are one line again."""
    out: list[str] = []
    for line in lines:
        starts = ITEM.match(line) or BULLET.match(line)
        if out and out[-1] and line and not starts and (line[:1].islower() or out[-1][-1:] not in ".?!:;"):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return out
