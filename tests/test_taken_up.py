"""A question that got no figure is taken up: a choice of what was asked back, or a word in place of a strange one."""

from __future__ import annotations

import pytest
from given import GIVEN

from assistant import Part
from assistant.asked.old import opened
from assistant.asked.unanswered import Unanswered, gone_before
from assistant.errors import LinkError
from assistant.service import Assistant

pytestmark = pytest.mark.slow

BOTH_DECISIONS = "How many decisions were made in 2022?"
TAKEN_UP = [
    ((BOTH_DECISIONS, "conclusive"), 6152),
    ((BOTH_DECISIONS, "the first one"), 16747),
    ((BOTH_DECISIONS, "the second one", "and for children?"), 2602),
    ((BOTH_DECISIONS, "I mean conclusive grounds decisions"), 6152),
    ((BOTH_DECISIONS, "positive ones", "the first one"), 14826),
    ((BOTH_DECISIONS, "and in 2023?", "the second one"), 9825),
    (("How many positive decisions were there for children in 2023?", "reasonable grounds"), 4610),
    (("How many people were seen in 2023?", "referred"), 16990),
    ((BOTH_DECISIONS, "How many children were referred in 2023?"), 7432),
    (("How many Martians were referred in 2023?", "and Albanians?"), 4055),
    (("How many Martian referrals were there in 2022?", "and in 2023?", "and Albanian?"), 4055),
    (("How many Martians were referred in 2023?", "I mean women"), 4088),
    (("How many Martians were referred in 2023?", "leave it out"), 16990),
    (("How many Albanians were referred by Greggs in 2023?", "and by the police?"), 508),
    (("How many Albanian teenagers were referred in 2023?", "I mean children"), 625),
    (("How many old people were referred in 2023?", "adults then"), 8622),
    (("How many referrals in Leeds in 2022?", "ok then in the UK"), 16921),
    (("How many referrals were made by Leeds council in 2023?", "all councils"), 3955),
]
STILL_STRANGE = [
    ("How many Martians were referred in 2023?", "and in 2022?"),
    ("How many Martian women were referred in 2023?", "children?"),
    ("How many Albanians were referred by Greggs in 2023?", "and Vietnamese?"),
    ("How many Albanians were referred by Greggs in 2023?", "and in 2022?"),
    ("How many Albanian teenagers were referred in 2023?", "and Vietnamese?"),
    ("How many referrals in Leeds in 2022?", "2023?"),
    ("How many referrals in Leeds in 2022?", "and children?"),
    ("How many referrals in Leeds in 2022?", "yes"),
    (BOTH_DECISIONS, "yes"),
    (BOTH_DECISIONS, "and in 2023?"),
]


def taken_up(assistant: Assistant, *turns: str) -> Part:
    """The answer to the last turn, each asked after the one before it, whether that was answered or not."""
    before, part = None, None
    for text in turns:
        part = assistant.ask(text, before=before).parts[-1]
        before = assistant.following(part) if part.follow or part.link else before
    assert part is not None
    return part


@pytest.mark.parametrize(("turns", "value"), TAKEN_UP, ids=[" > ".join(turns) for turns, _ in TAKEN_UP])
def test_a_question_that_got_no_figure_is_taken_up(assistant: Assistant, turns: tuple[str, ...], value: int) -> None:
    part = taken_up(assistant, *turns)
    assert part.status == "answered" and part.value == value, part.headline


@pytest.mark.parametrize("turns", STILL_STRANGE, ids=[" > ".join(turns) for turns in STILL_STRANGE])
def test_what_stood_in_the_way_is_not_lost(assistant: Assistant, turns: tuple[str, ...]) -> None:
    part = taken_up(assistant, *turns)
    assert part.status not in GIVEN and part.choices, part.headline


def test_both_of_what_was_asked_back_are_answered(assistant: Assistant) -> None:
    gone = assistant.following(assistant.ask(BOTH_DECISIONS).parts[0])
    assert [part.value for part in assistant.ask("both", before=gone).parts] == [16747, 6152]


def test_what_follows_a_choice_follows_what_was_answered_before_it(assistant: Assistant) -> None:
    part = taken_up(
        assistant, "How many Albanians were referred in 2023?", BOTH_DECISIONS, "conclusive", "and in 2023?"
    )
    assert part.value == 9825, part.headline


def test_a_link_of_a_text_without_a_figure_is_no_permalink() -> None:
    gone = gone_before("q=How+many+Martians%3F")
    assert gone == Unanswered("How many Martians?")
    for link in ("q=", "q=x&of=nonsense", f"q={'x' * 401}", "q=x&a=1&b=1&c=1&d=1&e=1"):
        with pytest.raises(LinkError):
            gone_before(link)
    with pytest.raises(LinkError):
        opened("q=How+many+Martians%3F")
