"""A reply to an email: every question answered through the one path, in the order asked, for an officer to read and send."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from assistant.desk.answering import Desk
from assistant.desk.ask import Ask, Asked, without
from assistant.desk.asks import MAX_QUESTIONS, asks_of
from assistant.desk.draft import Answered, Draft, Imprint, Thread
from assistant.desk.message import read_message
from assistant.desk.private import Private, hidden, people
from assistant.desk.sense import Sense
from assistant.desk.sentences import Language
from assistant.desk.settings import Settings, settings
from assistant.desk.thread import Message, thread
from assistant.errors import AssistantError
from assistant.service import Assistant
from assistant.words.tokens import clean

SUBJECT = "Re: your enquiry"
MOST_MESSAGES = 3  # of a thread, that are read
REQUEST = "A request for information by law: whether unpublished records hold what has no figure here is yours to say."
PERSON = (
    "The email seems to be about a named person or case. Check what may be said, and to whom, before anything is sent."
)

__all__ = ["Answered", "Draft", "draft_reply"]


def draft_reply(assistant: Assistant, raw: bytes) -> Draft:
    """Raises :class:`AssistantError` where the email cannot be read or asks nothing."""
    message = read_message(raw)
    words = settings(assistant.folder / "catalog")
    language, sense = Language(words), Sense(assistant)
    messages = thread(message.text, words)[:MOST_MESSAGES]
    signed = [line for one in messages for line in one.signature]
    names = people(message.people, signed, sense.known, words["bodies"].pattern)
    private = Private(words, sense.known, names)
    asked, notes = _asked(messages, sense, language, private)
    if not asked.asks:
        raise AssistantError("No question was found in the email.")
    notes = [*message.notes, *notes]
    if len(asked.asks) > MAX_QUESTIONS:
        notes.append(f"Only the first {MAX_QUESTIONS} questions were read.")
    if sense.tired or any(one.cut for one in messages[:1]):
        notes.append("The email is long: not all of its sentences were read.")
    below = messages[0].quoted or " ".join(line.text for one in messages[1:2] for line in one.lines)
    quoted = private.cleaned(below).text if messages else ""
    desk = Desk(assistant, sense, language, asked.asks[:MAX_QUESTIONS], quoted)
    items, unread = desk.answered()
    if words["foi"].found(message.text) and any(item.part.status == "not_published" for item in items):
        notes.insert(0, REQUEST)
    if asked.person:
        notes.insert(0, PERSON)
    notes += [*desk.notes, *(f"Mentioned in the email, and not read as a limit: {text}" for text in asked.aside[:5])]
    letter = words.letter
    by_law = words["foi"].found(message.text)
    letter = replace(letter, next_step=letter.requested) if by_law else replace(letter, review="")
    return Draft(
        _subject(message.subject, private), tuple(items), tuple(unread),
        tuple(hidden(text, words) for text in notes),
        Thread(message.sender, message.message_id, message.references), _imprint(assistant), letter=letter,
    )  # fmt: skip


def _imprint(assistant: Assistant) -> Imprint:
    found = assistant.catalog.publications
    lines = dict.fromkeys(one.attribution for one in found)
    hosts = dict.fromkeys(urlsplit(one.url).hostname or "" for one in found)
    pages = {one.title: assistant.lookup.publications[one.publication].url for one in assistant.catalog.releases}
    briefs = {change.text: change.brief for change in assistant.catalog.changes if change.brief}
    briefs |= {one.text: one.brief for change in assistant.catalog.changes for one in change.scopes if one.brief}
    contacts = tuple(one.contact for one in found)
    return Imprint(tuple(hosts), pages, contacts, " ".join(f"{line}." for line in lines), briefs)


def _subject(subject: str, private: Private) -> str:
    """The sender's subject, unless it names a person or a reference."""
    plain = clean(subject)[:150]
    while found := private.patterns["subject"].match(plain):
        plain = plain[found.end() :]
    plain = plain.strip()
    bare = re.sub(r"\s+", " ", private.cleaned(plain).text).strip()
    return f"Re: {plain}" if plain and bare == plain else SUBJECT


def _asked(messages: Sequence[Message], sense: Sense, language: Language, private: Private) -> tuple[Asked, list[str]]:
    """What the newest message asks; below a cover note that asks for no figures, what the one under it asks."""
    words: Settings = language.words
    read = [asks_of(message, sense, language, private) for message in messages]
    if not read:
        return Asked(()), []

    def names(ask: Ask) -> bool:
        return ask.person or sense.said(" ".join([*ask.scopes, ask.text])).names

    def points(ask: Ask) -> bool:
        return words["below"].found(ask.text) and words["pointed"].found(ask.text) and not (names(ask) or ask.same)

    pointing = [ask for ask in read[0].asks if points(ask)]
    person = any(one.person for one in read)
    if pointing and len(read) > 1 and any(map(names, read[1].asks)):
        own = [replace(ask, after=None) for ask in read[0].asks if ask not in pointing]
        note = ["Read with the forwarded or quoted text below the newest message."]
        return Asked((*read[1].asks, *own), person, read[0].aside), note
    first = read[0]
    asks = [ask for ask in first.asks if ask not in pointing]
    if pointing and any(names(ask) or words["confirms"].found(ask.text) for ask in asks):
        # "See below. How many …?" asks itself, and what is below tells why.
        first = replace(first, asks=without(first.asks, pointing))
    if first.asks and (any(map(names, first.asks)) or any(sense.said(ask.text).changed for ask in first.asks)):
        return replace(first, person=first.person), []
    for one in read[1:]:
        if any(map(names, one.asks)):
            return replace(one, person=person), ["Read from the forwarded or quoted text below the newest message."]
    return first, []
