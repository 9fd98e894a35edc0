"""An email as it was saved or pasted, to its subject and plain text. Nothing of it is kept or logged."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from html.parser import HTMLParser
from itertools import islice

from assistant.errors import AssistantError

MAX_BYTES = 1_000_000
# What the reader of mail raises, of mail that no program writes.
BROKEN = (ValueError, IndexError, LookupError, AttributeError, TypeError, RecursionError, AssertionError, MessageError)
FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}:")
MAIL_FIELDS = ("from", "to", "subject", "date", "mime-version", "content-type", "received", "message-id")
MOST_PARTS = 50  # of a nested message that are looked at
HIDDEN = frozenset(("script", "style", "head", "title"))
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
BLOCKS = frozenset(
    "p div br hr li tr h1 h2 h3 h4 h5 h6 blockquote table ul ol dl dt dd pre section article header footer center".split()
)
CELLS = frozenset(("td", "th"))
# Marks of HTML in a text that says to be plain: a tag with a name that HTML has, or an entity.
MARKS = re.compile(
    r"</?(?:!doctype|html|body|span|font|b|i|u|em|strong|a|img|o:p|"
    + "|".join(sorted({*BLOCKS, *CELLS}))
    + r")(?=[\s/>])[^<>]*>"
    r"|&(?:nbsp|amp|lt|gt|quot|apos|[lr][sd]quo|[nm]dash|hellip|pound|#\d{1,6}|#x[0-9a-f]{1,5});",
    re.IGNORECASE,
)
TWICE = 2  # HTML within HTML, as some programs forward it


@dataclass(frozen=True)
class Message:
    """``people`` are its address headers, so that names can be left out; ``notes`` tell the officer what was not read.

    ``sender`` is the address to reply to; ``message_id`` and ``references`` are those of the thread.
    """

    subject: str
    text: str
    notes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    sender: str = ""
    message_id: str = ""
    references: str = ""


def read_message(raw: bytes) -> Message:
    """Raises :class:`AssistantError` for more than 1 MB and for mail without readable text."""
    if len(raw) > MAX_BYTES:
        raise AssistantError("The email is larger than 1 MB. Paste the part with the questions instead.")
    end = _head(raw)
    if not end:
        return Message("", _unmarked(_decoded(raw, "utf-8")))
    try:
        parsed = email.message_from_bytes(raw, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        attached, text = _attachments(parsed), _text(parsed)
    except BROKEN as error:
        raise AssistantError("The email is broken and cannot be read. Paste its text instead.") from error
    text = text or _unmarked(_decoded(raw[end:], "utf-8"))
    if not text.strip():
        raise AssistantError("The email holds no text that can be read.")
    notes = (f"Not read: {attached} attachment{'s' if attached > 1 else ''}.",) if attached else ()
    people = tuple(_header(parsed, name) for name in ("From", "To", "Cc", "Reply-To"))
    sender = next((name for name in (people[3], people[0]) if name), "")
    ids = [_header(parsed, name) for name in ("Message-ID", "References")]
    return Message(_header(parsed, "Subject"), text, notes, people, sender, *ids)


def _head(raw: bytes) -> int:
    """Where the headers of a saved message end; 0 where the text does not begin with any. Empty and folded ones count."""
    at, named = 0, False
    for line in raw[:64_000].decode("latin-1").splitlines(keepends=True):
        bare = line.strip()
        if not bare:
            return at + len(line) if named else 0
        found = FIELD.match(line)
        if not found and not (at and line[0] in " \t"):
            return 0
        named = named or bool(found and found.group()[:-1].lower() in MAIL_FIELDS)
        at += len(line)
    return at if named and at >= len(raw) else 0


def _header(parsed: EmailMessage, name: str) -> str:
    """A header on one line; one that cannot be decoded counts as missing."""
    try:
        return re.sub(r"\s+", " ", str(parsed.get(name, ""))).strip()
    except BROKEN:
        return ""


def _attachments(parsed: EmailMessage) -> int:
    try:
        return sum(1 for _ in islice(parsed.iter_attachments(), MOST_PARTS))
    except (KeyError, AttributeError, TypeError):
        return 0


def _text(parsed: EmailMessage) -> str:
    """The plain part, else the HTML part as text; broken structure falls back to every text part in turn."""
    try:
        body = parsed.get_body(preferencelist=("plain", "html"))
    except (KeyError, AttributeError, TypeError):
        body = None
    every = islice(parsed.walk(), MOST_PARTS)
    parts = [body] if body is not None else [part for part in every if part.get_content_maintype() == "text"]
    for part in parts:
        raw = part.get_payload(decode=True)
        payload = raw if isinstance(raw, bytes) else str(part.get_payload()).encode("utf-8", "replace")
        text = _decoded(payload, part.get_content_charset() or "utf-8")
        text = _unmarked(html_text(text) if part.get_content_type() == "text/html" else text)
        if text.strip():
            return text
    return ""


def _decoded(raw: bytes, charset: str) -> str:
    for name in (charset, "utf-8", "cp1252"):
        try:
            return raw.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("latin-1")


class _Reader(HTMLParser):
    """Visible text, one line a block; ordered lists keep the numbers that a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = 0
        self.quotes = 0
        self.lists: list[tuple[str, int]] = []  # kind of numbering (empty: bullets) and the next number

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in HIDDEN
        named = dict(attrs)
        if tag in BLOCKS:
            self._line()
        elif tag in CELLS:
            self.pieces.append(" ")
        if tag == "blockquote":
            self.quotes += 1
        elif tag in ("ol", "ul"):
            start = named.get("start") or "1"
            kind = (named.get("type") or "1") if tag == "ol" else ""
            self.lists.append((kind, int(start) if start.isdecimal() and len(start) < 4 else 1))
        elif tag == "li":
            kind, number = self.lists.pop() if self.lists else ("", 1)
            self.pieces.append(f"{'   ' * len(self.lists)}{_mark(kind, number)} ")
            self.lists.append((kind, number + 1))

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in HIDDEN))
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)
        if tag in BLOCKS:
            self._line()

    def _line(self) -> None:
        self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            words = " ".join(data.split())
            begins = not self.pieces or self.pieces[-1] == "\n"
            spaced = f"{' ' if data[:1].isspace() and not begins else ''}{words}{' ' if words and data[-1:].isspace() else ''}"
            if self.quotes and begins and words:
                self.pieces.append("> ")  # each quoted line keeps its mark
            self.pieces.append(spaced)


def _mark(kind: str, number: int) -> str:
    if kind.lower() == "a" and number <= 26:
        return f"{chr(96 + number)})"
    if kind.lower() == "i" and number <= len(ROMAN):
        return f"{ROMAN[number - 1]})"
    return f"{number}." if kind else "-"


def html_text(html: str) -> str:
    """The visible text of HTML, one line a block."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [line.rstrip() for line in "".join(reader.pieces).replace("\u00a0", " ").splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _unmarked(text: str) -> str:
    """A text that says to be plain without the marks of HTML in it. Where it does not begin with one, it is a plain text
    with some marks, whose own lines stay lines."""
    for _ in range(TWICE):
        if not MARKS.search(text):
            break
        plain = not text.lstrip().startswith("<")
        text = html_text(re.sub(r"\r?\n", "<br>", text) if plain else text)
    return text
