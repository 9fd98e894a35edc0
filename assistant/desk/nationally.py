"""A question of a place asked of the whole country: its words without the place, where nothing else in them is unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer.model import Part
from assistant.asked.count import Count
from assistant.asked.meaning import Asked, Meaning
from assistant.asked.walk import unpinned
from assistant.desk.again import again
from assistant.desk.ask import Ask
from assistant.desk.inherit import whole_question
from assistant.desk.sense import Sense
from assistant.desk.sentences import Language
from assistant.desk.settings import Settings
from assistant.desk.shown import told
from assistant.period import Span
from assistant.service import Assistant


def nationally(
    assistant: Assistant,
    ask: Ask,
    asked: Ask,
    answer: Callable[[str], tuple[Part, ...]],
    language: Language,
    sense: Sense,
) -> tuple[Part, ...]:
    """What ``asked`` asks of a place, of the whole country, with the change that ``ask`` says; none where no place limits
    it."""
    whole = without_place(whole_question(asked.text, asked.scopes, sense, language), sense, language.words)
    parts = answer(whole) if whole else ()
    if not told(parts) or len(parts) > 1:
        return ()
    change = language.words["both"].pattern.sub("", ask.text).strip()
    if sense.said(change).kinds or sense.said(change).unknown:
        edited = again(assistant, change, assistant.asked_of(parts[0]))
        parts = (assistant.answer_tree(edited, ask.said),) if edited is not None else ()
    return parts


def of_all(assistant: Assistant, ask: Ask, before: Asked | None, language: Language, sense: Sense) -> tuple[Part, ...]:
    """ "I'd also like the UK total", after the referrals of one force: the same, whoever made them; none where nobody is
    named, or the time that it points at is not the one that was asked for."""
    tree = unpinned(before.of if isinstance(before, Meaning) else before) if before is not None else None
    said = sense.said(ask.text)
    if not isinstance(tree, Count) or not isinstance(tree.when, Span):
        return ()
    agents = {one.id for one in assistant.lookup.catalog.dimensions if one.place == "by"}
    where = tuple(limit for limit in tree.where if limit[0] not in agents)
    if where == tree.where or said.unknown or (said.same_which == "year" and not tree.when.is_year):
        return ()
    whole = replace(tree, where=where)
    change = language.words["both"].pattern.sub("", ask.text).strip()
    edited = again(assistant, change, whole) if said.kinds else None
    return (assistant.answer_tree(edited or whole, ask.said),)


def without_place(text: str, sense: Sense, words: Settings) -> str:
    """The question without the places that limit it; empty where it has none, or where something else is not known or
    not held."""
    bare = text
    for found in reversed([*words.patterns["placed"].finditer(text)]):
        said = sense.said(found.group())
        if (said.unknown or said.withheld) and not said.kinds:
            bare = f"{bare[: found.start()]}{bare[found.end() :]}"
    left = sense.said(bare)
    return bare if bare != text and left.counts and not (left.unknown or left.withheld) else ""
