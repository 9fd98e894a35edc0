"""Is the service well? It asks itself one question of each publication whose answer is known, again and again."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

import anyio

from assistant import log
from assistant.answer.model import Answer
from assistant.api.answers import Answers
from assistant.catalog.model import Catalog
from assistant.errors import AssistantError, EngineLost

EVERY = 5.0  # seconds from one round to the next
SOON = 0.02  # seconds until whoever waits for the first round looks again
PATIENCE = 60.0  # seconds without an answer, of a service that is busy, until it is no longer well
WELL = ("answered", "partial")
WRONG = "wrong"  # answered, with another figure than the one that is known


@dataclass(frozen=True)
class Proof:
    """What became of one publication's question: the status of its answer, "wrong", or the kind of the error."""

    publication: str
    question: str
    outcome: str

    @property
    def well(self) -> bool:
        return self.outcome in WELL


class Pulse:
    """The newest proofs. :meth:`begin` renews them on a thread of its own, so that looking at them takes no time."""

    def __init__(self, catalog: Catalog, answers: Answers) -> None:
        self._answers = answers
        self._known = [
            (p.id, p.known_question or next(iter(p.examples), ""), p.known_value) for p in catalog.publications
        ]
        self._proofs: tuple[Proof, ...] = ()
        self._at = 0.0
        self._stopped: threading.Event | None = None

    @property
    def running(self) -> bool:
        return self._stopped is not None

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """Of the last round; those of a round too long ago no longer hold."""
        if self.running and time.monotonic() - self._at > PATIENCE:
            return tuple(Proof(p.publication, p.question, "no answer") for p in self._proofs)
        return self._proofs

    @property
    def well(self) -> bool:
        return bool(self.proofs) and all(proof.well for proof in self.proofs)

    def beat(self) -> None:
        """One round. That everybody is waiting in line says nothing of the figures: the last round then stands."""
        try:
            found = tuple(
                Proof(name, question, self._outcome(question, value)) for name, question, value in self._known
            )
        except EngineLost as error:
            if self.running and self._proofs:
                return
            found = tuple(Proof(name, question, type(error).__name__) for name, question, _ in self._known)
        if self._proofs and {p.well for p in found} != {p.well for p in self._proofs}:
            log.event("health", proofs={p.publication: p.outcome for p in found})
        self._proofs, self._at = found, time.monotonic()

    def begin(self) -> threading.Event:
        """Ask on a thread, again and again until :meth:`stop`. What is returned is set after the first round."""
        stopped, asked = threading.Event(), threading.Event()
        self._stopped = stopped

        def run() -> None:
            self.beat()
            asked.set()
            while not stopped.wait(EVERY):
                self.beat()

        threading.Thread(target=run, name="pulse", daemon=True).start()
        return asked

    def start(self) -> None:
        """The same, once the first round has been asked."""
        self.begin().wait()

    async def known(self) -> None:
        """Returns once there are proofs."""
        while not self._proofs:
            await anyio.sleep(SOON)

    def stop(self) -> None:
        if self._stopped is not None:
            self._stopped.set()
            self._stopped = None

    def _outcome(self, question: str, value: int | None) -> str:
        """Raises :class:`EngineLost` alone."""
        try:
            answer: Answer = self._answers.ask(question)
        except EngineLost:
            raise
        except AssistantError as error:
            return type(error).__name__
        except Exception as error:
            log.failure("health question failed", error)
            return type(error).__name__
        if not answer.parts:
            return "out_of_scope"
        part = answer.parts[0]
        return WRONG if part.status in WELL and value is not None and part.value != value else part.status
