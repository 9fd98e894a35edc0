"""Whatever is sent, at the largest size that is taken: an answer or a sentence, within three seconds, and never a
traceback.

The seconds are those that the worker worked, so that a machine with much else to do says the same.

The list grows: what once took long, or failed, stays in it. What takes too long is ended with its worker, and says so.
FUZZ_EXAMPLES=500 fills the largest sizes with more mixtures than the few that a usual run tries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fuzzing import fuzz
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.model import Answer
from assistant.apart import Child, Ended, Unforeseen, worked
from assistant.api.models import MOST_CLAIM, MOST_QUESTION
from assistant.api.workers import MEGABYTES, TOO_LONG, answering
from assistant.claims.model import Checked
from assistant.desk.draft import Draft
from assistant.errors import AssistantError

pytestmark = pytest.mark.slow

MAIL = 200_000  # bytes
SECONDS = 3.0
BUDGET = 0.6  # seconds, fewer than a service gives, so that this has an end also on a machine that is busy

# Repeated until they fill what may be sent.
REPEATED = {
    "digits": "1", "numbers": "1 ", "thousands": "1,234,", "words for numbers": "one hundred and ", "years": "2019 ",
    "years joined": "2019-", "ranges of years": "from 2019 to ", "between": "between 2019 and ", "quarters": "Q1 ",
    "quarters joined": "Q1 to ", "months": "January to ", "month after month": "March ", "relative": "last 3 ",
    "shares": "41% ", "shares of": "41 per cent of ", "percent signs": "%", "brackets": "(", "closed brackets": "()",
    "square brackets": "[", "braces": "{", "quotes": '"', "curly quotes": "“", "apostrophes": "'", "dashes": "—",
    "slashes": "/", "spaces": " ", "no-break spaces": "\u00a0", "new lines": "\n", "returns": "\r\n", "tabs": "\t",
    "one ligature that is eighteen letters": "\ufdfa", "combining marks": "e\u0301\u0301", "wide letters": "Ａ",
    "letters": "a", "capitals": "Abc ", "and": "and ", "nationalities": "Albanian and Vietnamese ", "questions": "a? ",
    "questions in full": "How many referrals were there in 2019? ", "numbered lists": "1. How many referrals?\n",
    "lists in lists": "- ", "quoted lines": "> ", "commas": ",", "full stops": ".", "not": "not ", "of the": "of the ",
    "signs": "<>&;", "claims": "There were 12,345 referrals in 2019, up from 4,321 the year before. ", "nulls": "\0",
    "emoji": "👩‍👩‍👧", "right to left": "\u202e", "half of a pair": "\udc80", "greater than": "more than 5 ",
}  # fmt: skip


def _filled(text: str, size: int) -> str:
    return (text * (size // len(text) + 1))[:size]


def _mail(kind: str, body: str | bytes, head: str = "") -> bytes:
    raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return (
        f"From: a@example.org\r\nSubject: Figures\r\n{head}Content-Type: {kind}\r\n\r\n".encode(
            "utf-8", "surrogatepass"
        )
        + raw
    )


def _nested(depth: int) -> bytes:
    return b"".join(b"Content-Type: message/rfc822\r\n\r\n" for _ in range(depth)) + b"\r\nHow many referrals in 2019?"


def _multipart(depth: int) -> bytes:
    return (
        b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))
        + b"\r\nHow many referrals in 2019?"
    )


OUTLOOK = "".join(
    f"X-MS-Exchange-{name}:\r\n" for name in ("Has-Attach", *(f"Organization-{n}" for n in range(40)))
)  # fmt: skip
PLAIN = 'text/plain; charset="utf-8"'
MAILS: dict[str, bytes] = {
    "headers of Exchange, empty and folded": _mail(
        PLAIN, "How many referrals in 2019?", f"{OUTLOOK}Message-ID:\r\n <a@b>\r\n"
    ),
    "headers without a body": f"{OUTLOOK}{OUTLOOK}".encode(),
    "a message in a message, 1,000 deep": _nested(1_000),
    "parts in parts, 1,000 deep": _multipart(1_000),
    "100,000 parts": b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\n\r\n" * 100_000,
    "20,000 parts": b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\n" * 20_000,
    "an unknown charset": _mail("text/plain; charset=klingon", "How many referrals in 2019?"),
    "a charset that is no text": _mail("text/plain; charset=undefined", "How many referrals in 2019?"),
    "punycode": _mail("text/plain; charset=punycode", b"\xff\xfe-" * 1_000),
    "unclosed elements": _mail("text/html", _filled("<a ", MAIL)),
    "unclosed comments": _mail("text/html", _filled("<!--", MAIL)),
    "an unclosed declaration": _mail("text/html", "<!["),
    "deep lists": _mail("text/html", _filled("<ol><li>", MAIL)),
    "deep tables": _mail("text/html", _filled("<table><tr><td>", MAIL)),
    "character references": _mail("text/html", _filled("&#", MAIL)),
    "a sender in brackets": b"From: " + b"(" * 5_000 + b"\r\n\r\nHow many referrals in 2019?",
    "a sender in quotes": b"From: " + b'"' * 50_000 + b"\r\n\r\nHow many referrals in 2019?",
    "20,000 addresses": b"To: " + b"a@b.c, " * 20_000 + b"\r\n\r\nHow many referrals in 2019?",
    "a subject in encoded words": b"Subject: " + b"=?utf-8?q?a?= " * 10_000 + b"\r\n\r\nHow many referrals in 2019?",
    "broken base64": _mail(PLAIN, _filled("=", MAIL), "Content-Transfer-Encoding: base64\r\n"),
    "quoted printable": _mail(PLAIN, _filled("=3D=\r\n", MAIL), "Content-Transfer-Encoding: quoted-printable\r\n"),
}


class _Ready:
    """A worker that is ready, and another that will be when the first has had to be ended."""

    def __init__(self) -> None:
        self.one, self.spare = self._next(), self._next()
        self.one.ready()

    def call(self, name: str, sent: Any) -> Any:
        try:
            return self.one.call(BUDGET, name, sent)
        except Ended:
            self.one, self.spare = self.spare, self._next()
            raise

    def close(self) -> None:
        self.one.close()
        self.spare.close()

    @staticmethod
    def _next() -> Child:
        return Child(answering, "", megabytes=MEGABYTES)


@pytest.fixture(scope="module")
def worker() -> Iterator[_Ready]:
    made = _Ready()
    yield made
    made.close()


def _told(worker: _Ready, name: str, sent: Any, again: bool = False) -> tuple[float, str]:
    """For how long the worker worked, and what is wrong with what came, or nothing."""
    begun = worked(worker.one.pid)
    try:
        found = worker.call(name, sent)
    except Ended as error:
        worker.one.ready()
        if not (error.late or again):  # as the service does: what was ended from elsewhere is asked once more
            return _told(worker, name, sent, again=True)
        return BUDGET, "" if error.late else "it died"
    except Unforeseen as error:
        said = f"nobody foresaw it: {error}"
    except AssistantError as error:
        said = "" if str(error).endswith((".", "…")) and "\n" not in str(error) else f"no sentence: {error}"
    else:
        said = "" if isinstance(found, (Answer, Checked, Draft)) else f"{type(found)}"
    return worked(worker.one.pid) - begun, said


def _all(worker: _Ready, name: str, sent: dict[str, Any]) -> list[str]:
    """What is wrong, of everything sent one after another."""
    amiss = []
    for kind, one in sent.items():
        spent, said = _told(worker, name, one)
        if said:
            amiss.append(f"{kind}: {said}")
        if spent > SECONDS:
            amiss.append(f"{kind}: {spent:.1f} s")
    return amiss


def test_a_question_of_any_kind_is_answered_or_told(worker: _Ready) -> None:
    assert _all(worker, "ask", {kind: _filled(text, MOST_QUESTION) for kind, text in REPEATED.items()}) == []


def test_a_claim_of_any_kind_is_checked_or_told(worker: _Ready) -> None:
    assert _all(worker, "check", {kind: _filled(text, MOST_CLAIM) for kind, text in REPEATED.items()}) == []


def test_an_email_of_any_words_is_drafted_or_told(worker: _Ready) -> None:
    sent = {kind: _mail(PLAIN, _filled(text, MAIL)) for kind, text in REPEATED.items()}
    assert _all(worker, "reply", sent) == []


def test_an_email_of_any_form_is_drafted_or_told(worker: _Ready) -> None:
    assert _all(worker, "reply", MAILS) == []


def test_what_is_told_is_one_sentence_or_two() -> None:
    assert TOO_LONG.endswith(".") and "\n" not in TOO_LONG


# What nobody tried yet: pieces of all kinds mixed, joined as mail programs join lines, until nothing more may be sent.

PIECES = (
    *REPEATED.values(), "--b\r\n", "From: a@b.c\r\n", "Subject:\r\n ", "Content-Type: text/html\r\n\r\n", "<table><td>",
    "</p>",
    "&#x41;", "=?utf-8?b?", "=\r\n", "> > ", "On Monday, A wrote:", "Kind regards", "12.5% ", "£1,000 ", "Q4 2023 ",
    "up from ",
    "half of ", "Table 3: ", "per cent", "e.g. ", "a) ", "referrals", "2019/20 ", "1st", "www.a.b/c?d=", "was ", "vs ",
    "\ufeff", "ﬁ", "½",
)  # fmt: skip
mixed = st.builds(
    lambda pieces, join: join.join(pieces) + join,
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), st.sampled_from(["", " ", "\r\n", "\r\n\r\n", "\n",
    "\r"]),
)  # fmt: skip
KINDS = (PLAIN, "text/html", 'multipart/mixed; boundary="b"', "message/rfc822", "text/plain; charset=utf-16")


@fuzz(15)
@given(text=mixed)
def test_a_question_of_any_mixture_is_answered_or_told(worker: _Ready, text: str) -> None:
    assert _told(worker, "ask", _filled(text, MOST_QUESTION))[1] == ""


@fuzz(6)
@given(text=mixed)
def test_a_claim_of_any_mixture_is_checked_or_told(worker: _Ready, text: str) -> None:
    assert _told(worker, "check", _filled(text, MOST_CLAIM))[1] == ""


@fuzz(6)
@given(kind=st.sampled_from(KINDS), head=mixed, text=mixed)
def test_an_email_of_any_mixture_is_drafted_or_told(worker: _Ready, kind: str, head: str, text: str) -> None:
    assert _told(worker, "reply", _mail(kind, _filled(text, MAIL), head))[1] == ""
