"""A mail to its messages, newest first: greetings, signatures, disclaimers and quoted history told apart, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.desk.settings import Settings

MOST_LINES = 20_000
LONGEST = 24_000  # characters of a message that are read: of a longer one the beginning and the end
ENDING = 6_000
LONGEST_QUOTED = 6_000
LONGEST_LINE = 2000  # characters of a line; a longer one is read in pieces of this size
RULE = re.compile(r"[-_=*]{5,}")
SIGNED = 5  # lines of a signature without a closing
SHORT = 60  # characters of a line of it
# A name with initials, and who that is: "D. Prewett, sixth form politics teacher".
WITH_ROLE = re.compile(r"(?:[A-Z]\.? ?){1,3} ?[A-Z][\w’'-]+(?:, |,? [|–—-] )[^?:\d]{3,70}")
NAME = re.compile(r"(?:[A-Z][\w.'’-]* ?){1,4}[.,]?")


@dataclass(frozen=True)
class Own:
    """A line as its writer wrote it; ``above`` is the passage quoted directly over it, ``at`` its place in the mail."""

    text: str
    above: str = ""
    at: int = 0


@dataclass(frozen=True)
class Message:
    """One message of a thread and the ``signature`` under it; ``quoted`` is the text that it replies to; ``cut`` says that
    its middle was left out, for its length."""

    lines: tuple[Own, ...]
    signature: tuple[str, ...] = ()
    quoted: str = ""
    cut: bool = False


def lines_in(text: str) -> list[str]:
    """The lines of a mail as the rest of the desk counts them, none too long and not too many."""
    out: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n"):
        out += [line[i : i + LONGEST_LINE] for i in range(0, max(1, len(line)), LONGEST_LINE)]
        if len(out) > MOST_LINES:
            break
    return out[:MOST_LINES]


def thread(text: str, words: Settings) -> list[Message]:
    """The messages of an email from the newest down, those without a word left out."""
    reader = _Reader(words)
    lines = lines_in(text)
    marks = [_unquoted(line) for line in lines]
    heads = _heads([bare for _, bare in marks], words)
    i = 0
    while i < len(lines):
        depth, bare = marks[i]
        size = heads.get(i, 0) or _attribution([b for _, b in marks[i : i + 3]]) or _divider(bare, words)
        if size:
            reader.history(depth, any(d for d, b in marks[i + size : i + size + 4] if b))
            i += size
            continue
        reader.line(lines[i] if not depth else bare, depth, i)
        i += 1
    return reader.finished()


def _unquoted(line: str) -> tuple[int, str]:
    """How deep a line is quoted, and the line without its marks; "| 2021 | 12,727 |" is the row of a table."""
    depth, bare = 0, line.strip()
    while bare[:1] == ">" or (bare[:1] == "|" and "|" not in bare[1:].lstrip(" |>")):
        depth, bare = depth + 1, bare[1:].lstrip()
    return depth, bare


def _divider(bare: str, words: Settings) -> int:
    plain = bare.strip("-_ :")
    dashed = bare.startswith(("--", "__")) or plain.lower().startswith("begin ")
    if RULE.fullmatch(bare) and len(bare) >= 10:
        return 1
    return int(dashed and len(bare) < 200 and bool(words["history"].opening.match(plain)))


def _attribution(ahead: list[str]) -> int:
    """ "On … wrote:", over up to three lines; the number of lines."""
    if not ahead or ahead[0][:3].lower() != "on " or len(ahead[0]) > 300:
        return 0
    for size in range(1, len(ahead) + 1):
        if ahead[size - 1].rstrip().lower().endswith("wrote:"):
            return size
        if not ahead[size - 1]:
            return 0
    return 0


def _heads(bare: list[str], words: Settings) -> dict[int, int]:
    """Where blocks of two or more headers ("From: …", "Sent: …") begin, with their sizes."""
    found: dict[int, int] = {}
    i = 0
    while i < len(bare):
        size = 0
        while i + size < len(bare) and _header(bare[i + size], words):
            size += 1
        if size > 1:
            found[i] = size
        i += max(1, size)
    return found


def _header(line: str, words: Settings) -> bool:
    name, colon, _ = line.strip("*_ ").partition(":")
    return bool(colon) and len(name) < 15 and name.strip("* ").lower() in words["headers"].phrases


def _shortened(own: list[Own]) -> tuple[list[Own], bool]:
    """The lines of a message, of a very long one the first and the last; and whether any were left out."""
    if sum(len(line.text) + 1 for line in own) <= LONGEST:
        return own, False
    first, size = 0, 0
    while size + len(own[first].text) < LONGEST - ENDING:
        size += len(own[first].text) + 1
        first += 1
    last, size = len(own), 0
    while last > first and size + len(own[last - 1].text) < ENDING:
        last -= 1
        size += len(own[last].text) + 1
    return [*own[:first], Own(""), *own[last:]], True


def _named(line: str) -> bool:
    return len(line) < 60 and NAME.fullmatch(line) is not None


def _signing(lines: list[str]) -> int:
    """How many lines at the end are a name, alone or over who that is; 0 where nothing stands before them."""
    start = len(lines)
    while start and lines[start - 1]:
        start -= 1
    under = lines[start:]
    before = next((line for line in reversed(lines[:start]) if line), "")
    ended = before.endswith((".", "?", "!"))
    if ended and len(under) == 1 and WITH_ROLE.fullmatch(under[0]):
        return 1
    alone = ended and 0 < len(under) <= SIGNED and _named(under[0])
    if alone and all(len(line) < SHORT and not re.search(r"[\d?:]", line) for line in under):
        return len(under)
    return 1 if len(lines) > 1 and _named(lines[-1]) and not before.endswith(":") else 0


class _Reader:
    """Puts each line to the newest message or to what it quotes."""

    def __init__(self, words: Settings) -> None:
        self.words = words
        self.blocks: list[list[Own]] = [[]]
        self.base = 0  # depth of the marks of the message being read
        self.above: list[str] = []
        self.requesting = False  # under "For ease of reference, I asked:", whose quoted lines are the writer's own

    def history(self, depth: int, marked: bool) -> None:
        """A sign that an earlier message follows; where it is marked line by line, unmarked lines are the newest still."""
        begun = len(self.blocks) == 1 or any(own.text.strip() for own in self.blocks[-1])
        if begun and depth == self.base and not marked:  # a divider and the headers under it begin one message
            self.blocks.append([])

    def line(self, text: str, depth: int, at: int) -> None:
        if depth > self.base and not self.requesting:
            self.above.append(text)
            return
        if text.strip() or not self.above:
            self.blocks[-1].append(Own(text, " ".join(self.above).strip(), at))
        if text.strip():
            self.above = []
            own = depth <= self.base
            self.requesting = self.words.patterns["own_request"].search(text) is not None if own else self.requesting

    def finished(self) -> list[Message]:
        if self.above:
            self.blocks.append([])
        messages = []
        quoted = "\n".join(self.above)
        if quoted:
            self.blocks[-1] = [Own(line) for line in self.above]
        for n, block in enumerate(self.blocks):
            below = "\n".join(own.text for own in self.blocks[n + 1]) if n + 1 < len(self.blocks) else ""
            messages.append(self._message(block, below))
        return [one for one in messages if any(line.text.strip() for line in one.lines)]

    def _message(self, block: list[Own], quoted: str) -> Message:
        own: list[Own] = []
        signature: list[str] = []
        closed = False
        over = ""
        for line in block:
            plain = line.text.strip()
            if plain in ("--", "---") or (any(o.text.strip() for o in own) and self._closes(plain)):
                closed = True
                signature += self._name_after(plain)
            elif self.words["devices"].opening.match(plain):
                continue
            elif closed and not self.words.patterns["p_s"].match(plain) and ("?" not in plain or self._standing(plain)):
                signature.append(plain)
            elif _header(plain, self.words) and not any(o.text.strip() for o in own):
                continue
            else:
                kept = "" if self._standing(plain) else self.words.patterns["p_s"].sub("", self._ungreeted(line.text))
                above = line.above or over
                over = "" if kept.strip() else above  # what is quoted over a greeting stands over what it greets with
                own.append(Own(kept, above if kept.strip() else "", line.at))
        while own and not own[-1].text.strip():
            own.pop()
        if not closed:
            lines = [line.text.strip() for line in own]
            size = 0 if self._lists_bodies(lines) else _signing(lines)
            signature += [line.text.strip() for line in own[len(own) - size :]]
            own = own[: len(own) - size]
        read, cut = _shortened(own)
        return Message(tuple(read), tuple(line for line in signature if line), quoted[:LONGEST_QUOTED], cut)

    def _lists_bodies(self, lines: list[str]) -> bool:
        """Do the last lines name bodies under what leads in a list of them: "by each of the following forces?"."""
        start = next((n + 1 for n in reversed(range(len(lines))) if not lines[n]), 0)
        before = next((line for line in reversed(lines[:start]) if line), "")
        under = lines[start:]
        leads = self.words.patterns["leads_lines"].search(before) is not None
        return leads and len(under) > 1 and all(self.words["bodies"].found(line) for line in under)

    def _standing(self, line: str) -> bool:
        """A disclaimer, an automatic reply: the same under every message."""
        return "?" not in line and self.words["disclaimers"].found(line)

    def _closes(self, line: str) -> bool:
        """ "Kind regards", alone or with a name."""
        found = self.words["closings"].opening.match(line) if len(line) < 60 else None
        if not found or "?" in line:
            return False
        rest = line[found.end() :].strip(" ,.!–-:)")
        return not rest or (_named(rest) and len(rest.split()) < 4)

    def _name_after(self, line: str) -> list[str]:
        found = self.words["closings"].opening.match(line)
        rest = line[found.end() :].strip(" ,.!–-") if found else ""
        return [rest] if rest else []

    def _ungreeted(self, line: str) -> str:
        """The line without "Hi team," before its first words; empty where it only greets."""
        plain = line.strip()
        found = self.words["greetings"].opening.match(plain)
        if not found:
            return line
        rest = plain[found.end() :]
        marks = (n for n, mark in enumerate(rest[:60]) if mark in ",!:–—" or rest[n : n + 3] == " - ")
        stop = next((n for n in marks if not any(map(str.isdigit, rest[: n + 2]))), -1)
        if stop < 0:
            words = rest.split()
            asks = self.words["asks"].found(rest) or self.words["requests"].found(rest) or "?" in rest
            team = self.words.patterns["team"].match(rest)
            if asks and team:
                return rest[team.end() :]
            return "" if len(words) < 8 and not asks else line
        if self.words["asks"].found(rest[:stop]) or self.words["requests"].found(rest[:stop]):
            return line
        return rest[stop:].lstrip(" ,!:–—-")
