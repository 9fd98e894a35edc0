"""The sender's own words in an email: greetings, signature, disclaimers and quoted history are left alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

HISTORY = re.compile(
    r"^(?:-{2,} ?(?:original|forwarded) message.*|begin forwarded message:?|_{10,}|-{10,}|on .{4,160} wrote:\s*)$",
    re.IGNORECASE,
)
HEADER = re.compile(r"^\W{0,2}(?:from|to|cc|sent|date|subject|reply-to)\W{0,2}: ?\S", re.IGNORECASE)
DEVICE = re.compile(
    r"^(?:sent (?:from|via) (?:my|outlook|yahoo|samsung|mail)|get outlook for)\b.*|^sent from my \w+", re.IGNORECASE
)
CLOSE = (
    r"(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many)? ?regards|yours(?: (?:sincerely|faithfully|truly|ever|etc))?|(?:with )?best wishes|"
    r"best|sincerely|cheers|thx|ta|tia|(?:many |with )?thanks(?: (?:in advance|again|so much|very much|a lot|for your help|for your time))?|"
    r"thank you(?: (?:very much|in advance|for your (?:help|time|assistance|consideration)))?|all the best|cordially|respectfully|kr)"
)
CLOSING = re.compile(rf"^{CLOSE}[,.!– -]*$", re.IGNORECASE)
# "… by noon? Thanks, Priya"
SIGNED = re.compile(
    rf"(?:(?<=[.?!])|(?<=[.?!,;]\s)|(?<=\w,\s))\s*(?i:{CLOSE})[,.! ]+(?:[A-Z][\w.'’-]*\s*){{1,3}}[\d +()-]*$"
    rf"|(?<=[.?!])\s*(?i:{CLOSE})[,.! ]*$"
)
WHO = r"(?:all|there|team|both|everyone|folks|colleagues?|again|sir(?: ?(?:or|/|and) ?madam)?|madam)"
HELLO = r"(?:dear|hi|hiya|hello|hey|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|greetings|to whom it may concern|bonjour)"
GREETING = re.compile(
    rf"^{HELLO}(?:\b[^?]{{0,60}}[,:!.–—-]|(?: (?!how|what|which|could|can|please)[\w./'’-]+){{0,6}})\s*$", re.IGNORECASE
)
OPENING = re.compile(rf"^{HELLO}(?: {WHO})?\s*[,!:–—-]+\s*|^{HELLO} {WHO}\b\s*", re.IGNORECASE)
DISCLAIMER = re.compile(
    r"\b(?:this (?:e-?mail|message|communication) (?:and|is|may|was|has)|intended (?:recipient|for the addressee|solely)|"
    r"confidentiality notice|(?:are|is) confidential|disclaimer|please consider the environment|how we use your (?:data|information)|"
    r"registered (?:in england|charity|office)|virus(?:es)?|unsubscribe|view (?:this|it) in your browser)\b",
    re.IGNORECASE,
)
AFTERWARDS = re.compile(r"^p\.? ?p?\.?s\b\.?[:. -]*", re.IGNORECASE)


@dataclass(frozen=True)
class Message:
    """One message of a thread: ``lines`` as its writer wrote them, and those of the ``signature`` under it."""

    lines: tuple[str, ...]
    signature: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def thread(text: str) -> list[Message]:
    """The messages of an email from the newest down; quoting marks are taken off those below the first."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").splitlines()
    blocks: list[list[str]] = [[]]
    quoted = False
    for i, line in enumerate(lines):
        plain = re.sub(r"^[>\s|]+", "", line).strip()
        marked = line.lstrip().startswith(">")
        if _history(lines, i, plain) or (marked and not quoted):
            blocks.append([])
        quoted = marked
        if not (HISTORY.match(plain) or (HEADER.match(plain) and _headers(lines, i)) or _wrapped(lines, i)):
            blocks[-1].append(re.sub(r"^(?:> ?)+", "", line) if marked else line)
    messages = [_own(block) for block in blocks]
    return [message for message in messages if any(line.strip() for line in message.lines)]


def _history(lines: list[str], i: int, plain: str) -> bool:
    return bool(HISTORY.match(plain)) or _wrapped(lines, i) or (bool(HEADER.match(plain)) and _headers(lines, i) == 1)


def _wrapped(lines: list[str], i: int) -> bool:
    """ "On … wrote:" broken over two lines."""
    pair = " ".join(re.sub(r"^[>\s]+", "", line).strip() for line in lines[i : i + 2])
    back = " ".join(re.sub(r"^[>\s]+", "", line).strip() for line in lines[max(0, i - 1) : i + 1])
    found = re.compile(r"^on .{10,200}\bwrote:$", re.IGNORECASE)
    return bool(found.match(pair) or (i and found.match(back)))


def _headers(lines: list[str], i: int) -> int:
    """The place of a line in a block of two or more headers ("From: …", "Sent: …"), from 1; 0 outside one."""
    marks = [bool(HEADER.match(re.sub(r"^[>\s]+", "", line).strip())) for line in lines]
    start = i
    while start and marks[start - 1]:
        start -= 1
    size = next((n for n in range(start, len(lines)) if not marks[n]), len(lines)) - start
    return i - start + 1 if size > 1 else 0


def _own(block: list[str]) -> Message:
    own: list[str] = []
    signature: list[str] = []
    closed = False
    for raw in block:
        line = raw.rstrip()
        plain = line.strip()
        if plain == "--" or (CLOSING.match(plain) and any(kept.strip() for kept in own)):
            closed = True
            continue
        if DEVICE.match(plain):
            continue
        if closed and not (AFTERWARDS.match(plain) or ("?" in plain and not DISCLAIMER.search(plain))):
            signature.append(plain)
            continue
        if not own and HEADER.match(plain):
            continue
        own.append("" if GREETING.match(plain) or DISCLAIMER.search(plain) else AFTERWARDS.sub("", line))
    while own and not own[-1].strip():
        own.pop()
    if (
        own
        and not closed
        and len(own) > 1
        and re.fullmatch(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}\W*", own[-1].strip())
    ):
        signature.append(own.pop().strip())  # a name under the letter
    if own:
        last = SIGNED.search(own[-1])
        if last:
            signature.append(re.sub(rf"^\W*(?i:{CLOSE})\W*", "", last.group()).strip())
            own[-1] = own[-1][: last.start()]
    return Message(tuple(own), tuple(line for line in signature if line))
