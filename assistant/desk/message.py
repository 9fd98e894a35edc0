"""An email as it was saved or pasted, to its subject and plain text. Nothing of it is kept or logged."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from html.parser import HTMLParser

from assistant.errors import AssistantError

MAX_BYTES = 1_000_000
HEADER = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*: .*\r?\n(?:[ \t].*\r?\n)*)+\r?\n")
MAIL_HEADERS = re.compile(
    rb"^(?:from|to|subject|date|mime-version|content-type|received|message-id):", re.IGNORECASE | re.MULTILINE
)
HIDDEN = frozenset(("script", "style", "head", "title"))
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
BLOCKS = frozenset("p div br li tr h1 h2 h3 h4 blockquote table ul ol".split())


@dataclass(frozen=True)
class Message:
    """``people`` are its address headers, so that names can be left out; ``notes`` tell the officer what was not read."""

    subject: str
    text: str
    notes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def read_message(raw: bytes) -> Message:
    """Raises :class:`AssistantError` for more than 1 MB and for mail without readable text."""
    if len(raw) > MAX_BYTES:
        raise AssistantError("The email is larger than 1 MB. Paste the part with the questions instead.")
    head = HEADER.match(raw)
    if head is None or not MAIL_HEADERS.search(head.group()):
        return Message("", _decoded(raw, "utf-8"))
    parsed = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    notes = []
    names = _attachments(parsed)
    if names:
        notes.append(f"Not read: {len(names)} attachment{'s' if len(names) > 1 else ''}.")
    text = _text(parsed) or _decoded(raw[head.end() :], "utf-8")
    if not text.strip():
        raise AssistantError("The email holds no text that can be read.")
    people = tuple(_header(parsed, name) for name in ("From", "To", "Cc", "Reply-To"))
    return Message(_header(parsed, "Subject"), text, tuple(notes), people)


def _header(parsed: EmailMessage, name: str) -> str:
    """A header on one line; one that cannot be decoded counts as missing."""
    try:
        return re.sub(r"\s+", " ", str(parsed.get(name, ""))).strip()
    except (ValueError, IndexError, LookupError):
        return ""


def _attachments(parsed: EmailMessage) -> list[str]:
    try:
        return [part.get_filename() or "" for part in parsed.iter_attachments()]
    except (KeyError, AttributeError, TypeError):
        return []


def _text(parsed: EmailMessage) -> str:
    """The plain part, else the HTML part as text; broken structure falls back to every text part in turn."""
    try:
        body = parsed.get_body(preferencelist=("plain", "html"))
    except (KeyError, AttributeError, TypeError):
        body = None
    parts = [body] if body is not None else [part for part in parsed.walk() if part.get_content_maintype() == "text"]
    for part in parts:
        raw = part.get_payload(decode=True)
        payload = raw if isinstance(raw, bytes) else str(part.get_payload()).encode("utf-8", "replace")
        text = _decoded(payload, part.get_content_charset() or "utf-8")
        if part.get_content_type() == "text/html":
            text = html_text(text)
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
        self.lists: list[tuple[str, int]] = []  # kind of numbering (empty: bullets) and the next number

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in HIDDEN
        named = dict(attrs)
        if tag in BLOCKS:
            self.pieces.append("\n")
        if tag == "blockquote":
            self.pieces.append("> ")
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
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))


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
