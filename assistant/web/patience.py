"""The server's HTTP protocol with an end to its patience: who does not finish a request's head is let go."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol


class Patient(H11Protocol):
    """Closes a connection whose next request has not been read whole, up to its body, in ``seconds``."""

    seconds = 15.0
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        if self._idle():
            self._wait()
        super().data_received(data)
        if not self._idle():
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        """The clock of a request starts once, however many of its bytes still come."""
        if self._waiting is None:
            self._waiting = self.loop.call_later(self.seconds, self._late)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _idle(self) -> bool:
        """Is no request being answered?"""
        return self.cycle is None or self.cycle.response_complete

    def _late(self) -> None:
        self._waiting = None
        upgraded = self.transport.get_protocol() is not self
        if self._idle() and not upgraded and not self.transport.is_closing():
            self.transport.close()
