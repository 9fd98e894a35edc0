"""What must hold for any text and any query."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.asked.having import Having
from assistant.asked.minus import Minus
from assistant.asked.old import read, written
from assistant.asked.operand import EVERY, FIRST, LAST
from assistant.asked.pick import Pick
from assistant.asked.selection import HISTORY, MEAN, Selection, share
from assistant.asked.top import Top
from assistant.period import Span
from assistant.render.json_view import answer_view
from assistant.service import Assistant
from assistant.words.tokens import clean, tokenise

pytestmark = pytest.mark.slow

QUESTIONS = (
    "How many Albanian children were referred in 2023?",
    "Top five nationalities in Q4 2023",
    "What proportion of referrals in 2022 were children?",
    "positive reasonable grounds decisions by quarter in 2022",
    "How did DtN reports change between 2022 and 2023?",
    "referrals by police force in Q3 2022",
)
INVENTED = ("blorptastic", "quizzlewick", "frumious", "zanthropic", "vorpalised", "snarkless")
WORDS = (
    *"how many referrals children Albanian UK 2023 2022 Q3 by nationality age gender and of the in from to share top "
    "five positive "
    "negative decisions reasonable grounds DtN change between women police not excluding each year quarter ? , ( ) % "
    "17 2019/20".split(),
)

spans = st.integers(2009 * 4, 2026 * 4).flatmap(lambda s: st.integers(s, s + 30).map(lambda e: Span(s, e)))
ids = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
calculations = st.one_of(
    st.sampled_from([EVERY, MEAN, HISTORY, Minus(LAST, FIRST), Minus(LAST, FIRST, "percent")]),
    st.lists(ids, max_size=2, unique=True).map(lambda names: share(tuple(names))),
    st.builds(Pick, st.just(EVERY), st.integers(1, 50), st.booleans()),
    st.builds(Top, st.just(EVERY), st.none() | st.integers(1, 50), st.booleans()),
    st.builds(
        Having, st.just(EVERY), st.sampled_from(["<", ">"]), st.integers(0, 5000), st.sampled_from(["list", "first"])
    ),
)
selections = st.builds(
    Selection,
    measure=ids,
    where=st.dictionaries(ids, st.lists(ids, min_size=1, max_size=3, unique=True).map(tuple), max_size=3).map(
        lambda d: tuple(sorted(d.items()))
    ),
    by=st.lists(ids, max_size=2, unique=True).map(tuple),
    periods=st.lists(spans, max_size=3, unique=True).map(tuple),
).flatmap(
    lambda asked: calculations.map(
        lambda made: replace(asked, calculation=Top(made) if isinstance(made, Minus) and asked.by else made)
    )
)


@given(selections)
def test_a_selection_survives_its_permalink(asked: Selection) -> None:
    assert read(written(asked)) == asked


@given(spans)
def test_a_span_survives_its_id(span: Span) -> None:
    assert Span.read(span.id) == span


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=120) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_ask_answers_any_text_without_raising(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(text)
    assert isinstance(json.dumps(answer_view(answer)), str)
    for part in answer.parts:
        if part.status in ("clarify", "not_published", "out_of_scope"):
            assert part.value is None
            assert part.rows == ()
        elif part.kind == "figure":
            assert part.sources


@settings(max_examples=40, deadline=None)
@given(question=st.sampled_from(QUESTIONS))
def test_the_same_question_gives_the_same_bytes(assistant: Assistant, question: str) -> None:
    first, second = (json.dumps({**answer_view(assistant.ask(question)), "timings_ms": {}}) for _ in range(2))
    assert first == second


@settings(max_examples=60, deadline=None)
@given(question=st.sampled_from(QUESTIONS), word=st.sampled_from(INVENTED), place=st.integers(0, 12))
def test_a_word_that_nothing_knows_never_leaves_a_plain_answer(
    assistant: Assistant, question: str, word: str, place: int
) -> None:
    words = question.split()
    words.insert(min(place, len(words)), word)
    assert all(part.status != "answered" for part in assistant.ask(" ".join(words)).parts)


@settings(max_examples=60, deadline=None)
@example(words=["children", "?", "Albanian"])
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_every_word_is_used_ignored_or_reported(assistant: Assistant, words: list[str]) -> None:
    text = " ".join(words)
    for part in assistant.ask(text).parts:
        said = " ".join([*part.words.used, *part.words.ignored, *part.words.not_understood])
        accounted = [token.text for token in tokenise(clean(said)) if token.kind != "mark"]
        for token in tokenise(clean(part.question)):
            if token.kind != "mark":
                assert token.text in accounted, (part.question, token.text)


@pytest.mark.parametrize("word", ["", "green "])
def test_a_statement_that_asks_whether_it_is_so_tells_every_word_of_it(assistant: Assistant, word: str) -> None:
    text = f"16,990 {word}people were referred in 2023, is that right?"
    (part,) = assistant.ask(text).parts
    words = " ".join((*part.words.used, *part.words.ignored, *part.words.not_understood))
    assert sorted(words.split()) == sorted(text.replace("2023,", "2023").rstrip("?").split())
    assert part.words.not_understood == tuple(word.split())
