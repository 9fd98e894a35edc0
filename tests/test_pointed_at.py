"""Who was put first, pointed at: theirs, which one of them, and what share that is."""

from __future__ import annotations

import pytest
from given import GIVEN, talk

from assistant.service import Assistant

pytestmark = pytest.mark.slow

FORCES = "How many referrals did the police make in 2023?"
KINDS = "Which type of first responder made the most referrals in 2023?"
POINTED = [
    ((KINDS, "and theirs?"), 8244),
    ((KINDS, "theirs in Q4?"), 1908),
    ((KINDS, "and theirs?", "theirs in Q4"), 1908),
    ((FORCES, "which one referred most?", "the second one"), 242),
    ((FORCES, "which one referred most?", "theirs for children?"), 287),
    (("Which nationality was referred most in 2023?", "theirs in 2022"), 4172),
]
NAMED = [
    ((FORCES, "which one referred most?"), "Metropolitan Police Service (670)"),
    (("referrals by type of first responder in 2023", "which one referred most?"), "Government agencies (8,244)"),
    (("How many women were referred in 2023?", "from which nationality mostly?"), "UK (1,014)"),
    (
        ("How many British children were referred in 2023?", "what type of exploitation was most common for them?"),
        "Criminal (2,334)",
    ),
]
SHARES = [
    (("Which nationality was referred most among children in 2023?", "as a share"), 45.0),  # 3,354 of 7,450
    (("Which nationality was referred most among children in 2023?", "what percentage is that?"), 45.0),
    (("How many British children were referred in 2023?", "most common type of exploitation?", "as a share"), 69.6),
]


@pytest.mark.parametrize(("turns", "value"), POINTED, ids=[" > ".join(turns) for turns, _ in POINTED])
def test_theirs_are_of_whom_was_put_first(assistant: Assistant, turns: tuple[str, ...], value: int) -> None:
    assert talk(assistant, *turns).value == value


@pytest.mark.parametrize(("turns", "named"), NAMED, ids=[" > ".join(turns) for turns, _ in NAMED])
def test_which_of_them_was_first_is_told(assistant: Assistant, turns: tuple[str, ...], named: str) -> None:
    assert named in talk(assistant, *turns).headline


@pytest.mark.parametrize(("turns", "share"), SHARES, ids=[" > ".join(turns) for turns, _ in SHARES])
def test_its_share_is_of_all_that_were_ranked(assistant: Assistant, turns: tuple[str, ...], share: float) -> None:
    value = talk(assistant, *turns).value
    assert value is not None and abs(value - share) <= 0.1


def test_of_several_that_were_first_nobody_knows_whose(assistant: Assistant) -> None:
    top = "Which three nationalities were referred most in 2023?"
    assert talk(assistant, top, "theirs in 2022").status not in GIVEN
