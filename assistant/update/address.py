"""GOV.UK's content, calendar and files, asked for with limits: time, size, attempts, and only of hosts that belong
to it.
"""

from __future__ import annotations

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from assistant.errors import AssistantError

PUBLIC = "https://www.gov.uk"
OWN_HOSTS = (".gov.uk",)  # of the public address: its files are on another host of that domain
LOOPBACK = ("127.0.0.1", "localhost", "::1")
JSON_LIMIT = 10 * 1024 * 1024
CHUNK = 64 * 1024
PATIENT = 12  # times as long may a file take as an answer
AGAIN = (429, 500, 502, 503, 504)  # worth another attempt


class CouldNotLook(AssistantError):
    """The address gave no answer that can be used; the message is one sentence.

    ``missing``: it says that there is none. ``silent``: it gave no answer at all, so that it need not be asked again.
    """

    def __init__(self, sentence: str, missing: bool = False, silent: bool = False) -> None:
        super().__init__(sentence)
        self.missing, self.silent = missing, silent


class _Within(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to where this address may be asked."""

    def __init__(self, address: Address) -> None:
        self.address = address

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        self.address.check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Address:
    """One GOV.UK, or what stands in for it. Nothing is asked for until a method is called."""

    def __init__(self, base: str = "", seconds: float = 10.0, attempts: int = 2, pause: float = 0.5) -> None:
        self.base = (base or os.environ.get("ASSISTANT_GOVUK") or PUBLIC).rstrip("/")
        self.seconds, self.attempts, self.pause = seconds, attempts, pause
        self.host = urlsplit(self.base).hostname or ""
        if urlsplit(self.base).scheme not in ("http", "https") or not self.host:
            raise CouldNotLook(f"ASSISTANT_GOVUK names {self.base[:60]!r}, which is no web address.")
        handlers: list[Any] = [_Within(self)]
        if self.host in LOOPBACK:
            handlers.append(urllib.request.ProxyHandler({}))  # a machine's own services are behind no proxy
        self._opener = urllib.request.build_opener(*handlers)

    def check(self, url: str) -> None:
        """Raise :class:`CouldNotLook` where a file or a redirect lies outside this address."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        own = host == self.host or (host in LOOPBACK and self.host in LOOPBACK)
        public = self.host.endswith(OWN_HOSTS) and host.endswith(OWN_HOSTS) and parts.scheme == "https"
        if parts.scheme not in ("http", "https") or not (own or public):
            raise CouldNotLook(f"{url[:120]} is not at {self.base}, so it was not asked for.")

    def content(self, path: str) -> dict[str, Any]:
        """The content item of a page. Raises :class:`CouldNotLook`."""
        return self._json(f"/api/content{path}")

    def announcements(self, organisation: str) -> list[dict[str, Any]]:
        """The calendar's entries of an organisation."""
        wanted = {
            "filter_format": "statistics_announcement", "filter_organisations": organisation, "count": "200",
            "fields": "title,link,release_timestamp,statistics_announcement_state,metadata",
        }  # fmt: skip
        return [
            r for r in self._json(f"/api/search.json?{urlencode(wanted)}").get("results", []) if isinstance(r, dict)
        ]

    def _json(self, path: str) -> dict[str, Any]:
        raw = self.get(path, JSON_LIMIT)
        try:
            found = json.loads(raw)
        except ValueError as error:
            raise CouldNotLook(f"{self.base}{path} answered with something that is not JSON.") from error
        if not isinstance(found, dict):
            raise CouldNotLook(f"{self.base}{path} answered with something that is no content item.")
        return found

    def get(self, path: str, limit: int) -> bytes:
        """What is at a path or address, at most ``limit`` bytes. Raises :class:`CouldNotLook`."""
        url = urljoin(f"{self.base}/", path)
        self.check(url)
        for attempt in range(1, self.attempts + 1):
            try:
                return self._once(url, limit)
            except urllib.error.HTTPError as error:
                error.close()
                said = f"{url} answered {error.code} ({error.reason})."
                if error.code not in AGAIN or attempt == self.attempts:
                    raise CouldNotLook(said, missing=error.code in (404, 410)) from error
            except TimeoutError as error:
                if attempt == self.attempts:
                    raise CouldNotLook(f"{url} gave no answer within {self.seconds:g} seconds.", silent=True) from error
            except (OSError, HTTPException) as error:
                slow = isinstance(getattr(error, "reason", None), TimeoutError)
                said = f"gave no answer within {self.seconds:g} seconds" if slow else "cannot be reached, or broke off"
                if attempt == self.attempts:
                    raise CouldNotLook(f"{url} {said}.", silent=True) from error
            time.sleep(self.pause * attempt)
        raise AssertionError  # the last attempt returns or raises

    def _once(self, url: str, limit: int) -> bytes:
        ends = time.monotonic() + self.seconds * (PATIENT if limit > JSON_LIMIT else 1)
        request = urllib.request.Request(url, headers={"User-Agent": "nrm-assistant", "Accept-Encoding": "identity"})
        with self._opener.open(request, timeout=self.seconds) as answer:
            said = int(answer.headers.get("Content-Length") or 0)
            if said > limit:
                raise CouldNotLook(f"{url} is larger than {limit // 2**20} MB, so it was not fetched.")
            content = b"".join(_limited(iter(lambda: answer.read1(CHUNK), b""), limit, ends, url))
        if said and len(content) < said:
            raise CouldNotLook(f"{url} broke off after {len(content):,} of {said:,} bytes.")
        return content


def _limited(chunks: Iterable[bytes], limit: int, ends: float, url: str) -> Iterable[bytes]:
    """Chunks as they come; a server that sends a byte now and then is ended as well."""
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > limit:
            raise CouldNotLook(f"{url} is larger than {limit // 2**20} MB, so it was not fetched.")
        if time.monotonic() > ends:
            raise TimeoutError
        yield chunk
