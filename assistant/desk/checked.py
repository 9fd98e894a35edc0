"""Questions of a letter whether a figure is right: of one that it states itself, or of one that the message below states."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.model import Part
from assistant.asked.subject import Subject
from assistant.claims.stated import find, states_figures
from assistant.desk.ask import Ask
from assistant.desk.sense import Sense
from assistant.desk.settings import Settings
from assistant.desk.stated import confirmed, judged


def checked(ask: Ask, earlier: Subject | None, sense: Sense, words: Settings) -> tuple[Part, ...]:
    """What is published of a figure that the sender quotes and asks about; ``earlier`` is what was asked before."""
    if ask.claims and (found := judged(sense, ask.said)):
        return found
    if not words["confirms"].found(f"{ask.text} {ask.said}") or sense.bounds(ask.text):
        return ()
    if words.patterns["number_asked"].search(ask.said) and not states_figures(ask.said):
        return ()  # "please confirm how many of them were children"
    return confirmed(sense, words, ask.said or ask.text, earlier, ask.context or ask.above)


def below(ask: Ask, quoted: str, sense: Sense, words: Settings) -> tuple[Part, ...]:
    """ "Is her number right?", of the figure that the ``quoted`` message states; none of a question that says itself what
    it is of, or follows one that does."""
    own = ask.above or ask.same or ask.claims or states_figures(ask.said) or find(ask.context)
    if not quoted or own or not words["confirms"].found(ask.said):
        return ()
    if sense.said(ask.text).kinds - {"period", "grain"} or words.patterns["number_asked"].search(ask.said):
        return ()
    return confirmed(sense, words, ask.said, None, quoted)


def unjudged(ask: Ask, parts: Sequence[Part]) -> list[str]:
    """The figures that an ask states and of which its answers say nothing."""
    told = " ".join(part.headline for part in parts)
    stated = [ask.said[one.start : one.end].strip() for one in find(ask.said)] if parts else []
    return [one for one in stated if one not in told]
