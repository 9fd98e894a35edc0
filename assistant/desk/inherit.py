"""One question from what is asked and what is said around it: a lead-in, a heading, a closing line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.desk.ask import Ask
from assistant.desk.sense import Sense
from assistant.desk.sentences import Language


def whole_question(text: str, scopes: Sequence[str], sense: Sense, language: Language) -> str:
    """The text with every limit that it does not say itself, as one sentence where that can be said.

    ``scopes`` stand outermost first; of two that speak of the same, the nearer holds. A limit that names nothing known is
    kept, so that the reader can say so. What says some of the text's own kinds and some others stands before it as a
    line of its own.
    """
    *scopes, text = _stemmed([*scopes, text], language)
    own, those = set(sense.said(text).kinds), sense.said(text).those
    before: list[str] = []
    after: list[str] = []
    head = ""
    for scope in reversed(scopes):
        said = sense.said(scope)
        # "for each of the years 2020 to 2023", over what is asked of a quarter
        kinds = said.kinds - ({"grain"} if "period" in said.kinds & own else set())
        if kinds and kinds <= own:
            continue
        if not (said.kinds or said.unknown or said.topics):
            continue
        if said.counts and those:
            continue  # "of those" are of what was counted before
        leads = not own & said.kinds or language.patterns["hanging"].search(scope) is not None
        if said.counts and leads and not head:
            head = scope
        elif said.counts or said.kinds & own or sense.several(text):
            before.insert(0, scope)
        else:
            after.append(scope)
        own |= said.kinds
    if head:
        hangs = language.patterns["hanging"].search(head) if language.begins_limit(text) else None
        head = (
            head[: hangs.start()] if hangs else head
        )  # "by each of the following", before "by all charities together"
        text = f"{head} {text}" if not language.asks_directly(text) else text
        before = before if text.startswith(head) else [*before, head]
    if after:
        text = re.sub(r"[\s?.!,;]+$", "", text)
        joined = [_joined(scope, sense, language) for scope in after]
        text = re.sub(r"\s+,", ",", f"{text} {' '.join(joined)}")
    return under(text, before)


def dated(ask: Ask, sense: Sense) -> bool:
    """Does an ask say when, or what it counts, under what says when?"""
    said = sense.said(ask.text)
    return "period" in said.kinds or (said.counts and any("period" in sense.said(one).kinds for one in ask.scopes))


def _stemmed(lines: Sequence[str], language: Language) -> list[str]:
    """The lines, each that is left open joined with the next: "the number of children that were" and "referred"."""
    out: list[str] = []
    for line in lines:
        goes_on = language.patterns["goes_with"].match(line) and out and language.patterns["stem_who"].search(out[-1])
        open_ = goes_on or (out and language.patterns["stem"].search(out[-1]))
        if open_ and not language.asks_directly(line):
            out[-1] = f"{out[-1].rstrip(' :')} {line[:1].lower()}{line[1:]}"
        else:
            out.append(line)
    return out


def _joined(scope: str, sense: Sense, language: Language) -> str:
    if language.patterns["preposition"].match(scope):
        return scope
    return f"for {scope}" if sense.said(scope).kinds <= {"period"} else f", {scope}"


def under(text: str, scopes: Sequence[str]) -> str:
    """The text under its limits, each a line of its own that ends with a colon."""
    return "\n".join([*(f"{scope.rstrip(' :.,')}:" for scope in scopes), text])
