"""An email's lines to what it asks: numbered and nested questions, questions in prose, what limits them, what would do instead."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.desk.ask import Asked
from assistant.desk.each_listed import with_asked_below
from assistant.desk.line_reader import MAX_QUESTIONS, LineReader
from assistant.desk.lines import Line, lines_of
from assistant.desk.private import Cleaned, Private
from assistant.desk.sense import Sense
from assistant.desk.sentences import Language
from assistant.desk.thread import Message
from assistant.desk.wording import is_time, with_bids, with_times

__all__ = ["MAX_QUESTIONS", "asks_of"]

DASHES = re.compile(r"\s*[-–—]+\s*$")


def asks_of(message: Message, sense: Sense, language: Language, private: Private) -> Asked:
    """Everything that a message asks, private details replaced before anything of it is read."""
    lines: list[Line] = []
    person = False
    for line in lines_of(message.lines, language, sense):
        cleaned: Cleaned = private.cleaned(line.text)
        person = person or cleaned.person
        above = private.cleaned(line.above).text if line.above else ""
        text = cleaned.text.strip()
        if line.level and not language.left_open(cleaned.text.removesuffix("and")):
            text = language.patterns["trailing"].sub("", text)  # "Migrant Help, and" the next
        lines.append(replace(line, text=text, above=above))
    lines = with_times(with_bids(with_asked_below(lines, sense, language), language), sense, language)
    reader = LineReader(
        sense, language, person, any(language.patterns["q_label"].match(line.text) for line in message.lines)
    )
    reader.letter = " ".join(line.text for line in lines)
    last_item = max((i for i, line in enumerate(lines) if line.level), default=-1)
    tabled = language.patterns["tabled"]
    questions = (i for i, line in enumerate(lines) if language.begins_asking(line.text) or tabled.match(line.text))
    last_question = max(questions, default=-1)
    for i, line in enumerate(lines):
        if len(reader.asks) > MAX_QUESTIONS:
            break
        below = lines[i + 1] if i + 1 < len(lines) else None
        heads = below is not None and below.level > line.level > 0
        if below is not None and below.level > line.level == 0:
            line = replace(line, text=_over_list(DASHES.sub("", line.text), below, sense, language))
        if below is not None and below.level > line.level == 0:
            line = replace(line, text=language.patterns["viz_end"].sub(":", line.text))
        closed = line.text[-1:].isalnum() or line.text.endswith(")")
        if below is not None and below.level > line.level == 0 and closed:
            line = replace(line, text=f"{line.text}:")  # a lead-in whose colon was left out
        if below is not None and below.level > line.level == 0 and _leads(line.text, sense, language):
            line = replace(line, text=f"{line.text.rstrip('? ')}:")  # "Could I have these figures for 2023?"
        if below is not None and below.level > line.level == 0 and language.patterns["listed_here"].search(line.text):
            line = replace(line, text=f"{line.text.rstrip('?:. ')}:")  # "how many did these make in 2023?"
        reader.below = below.text if below is not None else ""
        reader.read(line, heads, i < last_item, i < last_question)
    return reader.finished()


def _over_list(text: str, below: Line, sense: Sense, language: Language) -> str:
    """A line over a list, which it calls the following; a question over times, which asks nothing without them, as a lead-in."""
    text = language.patterns["these_below"].sub(language.words.letter.following, text)
    bare = language.of_times(text)
    asks = text.endswith("?") and bare != text and is_time(below.text, sense)
    return f"{bare.rstrip('? ')}:" if asks and "period" not in sense.said(bare).kinds else text


def _leads(text: str, sense: Sense, language: Language) -> bool:
    """Does a request over a list end as a question, and say no more itself than of whom or when the list is?"""
    last = (language.sentences(text) or [""])[-1]
    asks = language.asks_directly(last) or sense.said(last).counts
    return last.endswith("?") and language.words["requests"].found(last) and not asks
