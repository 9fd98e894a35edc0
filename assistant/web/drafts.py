"""An officer's work on one reply: the draft, the text as edited, and what an edit replaced. Kept in memory for some hours."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

from cachetools import TTLCache

from assistant.desk.draft import FIGURE, Draft
from assistant.render.email_draft import draft_text

HOURS = 4
MOST = 100  # pieces of work that are kept at a time
EARLIER = 5  # replaced texts that can be taken back


@dataclass(frozen=True)
class Work:
    """``mail``: its lines; ``text``: the letter as the officer has it; ``drawn``: as the parts last gave it."""

    mail: tuple[str, ...]
    draft: Draft
    text: str
    drawn: str
    earlier: tuple[str, ...] = ()

    @property
    def edited(self) -> bool:
        return self.text.strip() != self.drawn.strip()

    @property
    def behind(self) -> bool:
        """Was the text edited before the parts were last changed?"""
        return self.edited and self.drawn != draft_text(self.draft)

    def typed(self, text: str) -> Work:
        return replace(self, text=text)

    def with_parts(self, draft: Draft) -> Work:
        """Other parts: an untouched letter is drawn again, an edited one stays as it is."""
        made = draft_text(draft)
        if self.edited:
            return replace(self, draft=draft)
        return replace(self, draft=draft, text=made, drawn=made)

    def taken(self, text: str) -> Work:
        """This text instead of the officer's, which can be taken back."""
        kept = tuple(dict.fromkeys((self.text, *self.earlier)))[:EARLIER] if self.edited else self.earlier
        return replace(self, text=text, drawn=draft_text(self.draft), earlier=kept)

    def unchecked(self) -> list[str]:
        """Figures of the text that the draft does not hold."""
        held = set(FIGURE.findall(draft_text(self.draft)))
        return list(dict.fromkeys(figure for figure in FIGURE.findall(self.text) if figure not in held))


def begun(mail: tuple[str, ...], draft: Draft) -> Work:
    made = draft_text(draft)
    return Work(mail, draft, made, made)


class Drafts:
    """Work by a token that nobody can guess; safe between threads."""

    def __init__(self) -> None:
        self._kept: TTLCache[str, Work] = TTLCache(MOST, HOURS * 3600)
        self._lock = Lock()

    def add(self, work: Work) -> str:
        token = secrets.token_urlsafe(18)
        self.keep(token, work)
        return token

    def keep(self, token: str, work: Work) -> None:
        with self._lock:
            self._kept[token] = work

    def get(self, token: str) -> Work | None:
        with self._lock:
            return self._kept.get(token)


@cache
def drafts() -> Drafts:
    """One for all sessions: a page that is loaded again finds its work."""
    return Drafts()
