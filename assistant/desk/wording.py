"""A sentence of a letter in the words that its question needs, and the things that it lists."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.claims.stated import states_figures
from assistant.desk.private import unnamed
from assistant.desk.sense import Said, Sense
from assistant.desk.sentences import Language

SEVERAL = 3  # things in one sentence that the reader takes apart itself


def plainly(text: str, sense: Sense, language: Language) -> tuple[str, Said]:
    """A sentence without private names, as a question where it supposes what may be so, or wishes for what there may be."""
    helpful = language.patterns["helpful"].match(text)
    if helpful and not sense.said(helpful["what"]).names:
        helpful = None
    if wished := language.patterns["wished"].match(text) or helpful:
        text = wished.expand(language.words.letter.wished)
    text = language.aimless(text, lambda head: says(head, sense)) or text
    said = sense.said(text)
    if len(said.unknown) > 1:
        text = unnamed(text, said.unknown, language.words)
    supposed = language.patterns["supposed"].match(text)
    if supposed and sense.said(supposed["what"]).dated and not text.endswith("?"):
        text = f"{supposed['what'].rstrip('.')}?"  # "I think the threshold changed": is it so?
    return text, sense.said(text)


def apart(text: str, sense: Sense, language: Language) -> list[str]:
    """The things that a sentence lists, where the reader does not see itself what they share."""
    pieces = language.things(text, lambda piece: sense.said(piece).counts)
    repeats = any(map(language.repeats, pieces[1:]))
    said = [sense.said(piece) for piece in pieces]
    refused = any(one.topics for one in said) and not any(one.those for one in said)  # the reader tells only why
    whole = not (repeats or refused or pieces[0].endswith(":"))
    if 1 < len(pieces) <= SEVERAL and whole and sense.several(text):
        return [text]
    while len(pieces) > 1 and not pieces[0].endswith(":") and not sense.said(pieces[0]).names:
        pieces = [f"{pieces[0]}, {pieces[1]}", *pieces[2:]]  # "On average, how many …"
    return pieces


def says(head: str, sense: Sense) -> bool:
    """Do words before a question name anything of the tables, or a number?"""
    said = sense.said(head)
    return said.names or said.numbers


def passage(pieces: Sequence[str]) -> list[str]:
    """The sentences of a passage that state figures, without the marks of quotation."""
    return [one.strip("\"“”' ") for one in pieces if states_figures(one)]
