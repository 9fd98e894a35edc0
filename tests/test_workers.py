"""Processes that answer what users send: the same as in one process, each with an end to its time."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import apart
from assistant.api.answers import InProcess
from assistant.api.pulse import WRONG, Pulse
from assistant.api.workers import Workers, answering
from assistant.errors import AssistantError, UnknownRelease
from assistant.service import Assistant

pytestmark = pytest.mark.slow

QUESTION = "How many referrals were there in 2019?"
CLAIM = "There were 5,929 duty to notify reports in 2023, and 10,606 referrals in 2019."
EMAIL = (
    b"From: a@example.org\r\nSubject: Figures\r\n\r\nHow many referrals were there in 2019? And how many children?\r\n"
)
stops = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="nobody knows here that a process is stopped")


@pytest.fixture(scope="module")
def here(assistant: Assistant) -> InProcess:
    return InProcess(assistant)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = Workers()
    made.settled()
    yield made
    made.close()


def test_a_worker_says_what_is_said_here(workers: Workers, here: InProcess) -> None:
    for text in (QUESTION, "Referrals by nationality in 2023", "How many decisions were made in 2022?", "Weather?"):
        for drawn in (False, True):
            there = workers.ask(text, drawn=drawn)
            assert replace(there, timings_ms={}) == replace(here.ask(text, drawn=drawn), timings_ms={})
    part = here.ask(QUESTION).parts[0]
    assert workers.open(part.link) == here.open(part.link)
    assert workers.check(CLAIM) == here.check(CLAIM)
    assert workers.reply(EMAIL) == here.reply(EMAIL)


def test_an_error_made_on_purpose_comes_as_it_is(workers: Workers) -> None:
    with pytest.raises(UnknownRelease, match="There is no release 'nrm-1066'"):
        workers.ask(QUESTION, as_of="nrm-1066")


def test_a_worker_that_is_killed_takes_no_question_with_it(workers: Workers) -> None:
    workers.ask(QUESTION)
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(workers.ask, f"How many referrals were there in {2010 + n % 13}?") for n in range(40)]
        os.kill(workers.pids()[0], signal.SIGTERM)
        assert {one.result().parts[0].status for one in asked} == {"answered"}


@stops
def test_one_that_stands_still_is_ended_and_replaced_and_every_question_is_answered() -> None:
    workers = Workers(seconds=5)
    try:
        workers.settled()
        still = workers.pids()[0]
        os.kill(still, signal.SIGSTOP)
        with ThreadPoolExecutor(
            2
        ) as pool:  # they are asked in turn, so that the one that stands still is asked as well
            asked = [pool.submit(workers.ask, f"How many referrals were there in {2010 + n % 13}?") for n in range(20)]
            assert {one.result().parts[0].status for one in asked} == {"answered"}
        workers.settled()
        assert still not in workers.pids() and len(workers.pids()) == 3
    finally:
        workers.close()


@stops
def test_one_that_stands_still_while_it_starts_is_ended() -> None:
    child = apart.Child(answering, "")
    os.kill(child.pid, signal.SIGSTOP)
    with pytest.raises(apart.Ended) as ended:
        child.ready(seconds=0.5)
    assert not ended.value.late


def test_work_past_its_time_or_its_memory_is_ended() -> None:
    with pytest.raises(apart.Ended) as ended:
        apart.once(time.sleep, 10**6, seconds=0.5, megabytes=1_000)
    assert ended.value.late
    with pytest.raises(AssistantError):
        apart.once(bytes, 4 * 10**9, seconds=20, megabytes=1_000)


# Health


def test_every_publication_is_asked_what_is_known_of_it(assistant: Assistant, here: InProcess) -> None:
    assert all(p.known_question and p.known_value is not None for p in assistant.catalog.publications)
    pulse = Pulse(assistant.catalog, here)
    pulse.start()
    try:
        assert pulse.well
        assert {proof.publication for proof in pulse.proofs} == {p.id for p in assistant.catalog.publications}
    finally:
        pulse.stop()


def test_another_figure_than_the_known_one_is_not_well(assistant: Assistant, here: InProcess) -> None:
    first, *others = assistant.catalog.publications
    wrong = first.model_copy(update={"known_value": 10607})
    pulse = Pulse(assistant.catalog.model_copy(update={"publications": (wrong, *others)}), here)
    pulse.beat()
    assert not pulse.well
    assert {p.publication: p.outcome for p in pulse.proofs} == {
        first.id: WRONG, **{p.id: "answered" for p in others}
    }  # fmt: skip
