"""Requests read with limits: how long, how big, how slow; every error in them found before any is reported."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from pydantic import ValidationError
from starlette.requests import ClientDisconnect, Request

from assistant.api.models import Request as Model
from assistant.api.problems import Fault, Problem, from_validation, invalid

MOST_BODY = 256 * 1024  # bytes: a claim of 50,000 characters, however they are encoded
MOST_QUERY = 16 * 1024  # bytes of a query string: a question of 2,000 characters, each percent-encoded
MOST_FIELDS = 40
BODY_SECONDS = 10.0

M = TypeVar("M", bound=Model)


async def read(request: Request, model: type[M], seconds: float = BODY_SECONDS) -> M:
    """The parameters of a GET or the JSON body of a POST. Raises :class:`Problem`."""
    if request.method == "POST":
        values: Any = await _body(request, seconds)
        faults = [] if not request.url.query else [Fault("query", "unexpected", "A POST takes its fields in the body.")]
    else:
        values, faults = parameters(request)
    found: M | None = None
    try:
        found = model.model_validate(values)
    except ValidationError as error:
        faults += from_validation(error)
    if faults or found is None:
        raise invalid(faults)
    return found


def query_string(request: Request) -> str:
    """The query string as text. Raises :class:`Problem` where it is too long or is not UTF-8."""
    raw: bytes = request.scope["query_string"]
    if len(raw) > MOST_QUERY:
        raise Problem(HTTPStatus.REQUEST_URI_TOO_LONG, f"The query string is longer than {MOST_QUERY:,} bytes.")
    try:
        return raw.decode("ascii")
    except UnicodeDecodeError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The query string is not percent-encoded.") from error


def parameters(request: Request) -> tuple[dict[str, str], list[Fault]]:
    """The parameters, and what is wrong with them as a whole. Raises :class:`Problem`."""
    text = query_string(request)
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except UnicodeDecodeError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The query string does not hold UTF-8.") from error
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, f"The query string has more than {MOST_FIELDS} parameters.") from error
    counted = Counter(name for name, _ in pairs)
    twice = [Fault(name[:100], "repeated", "It is given more than once.") for name, n in counted.items() if n > 1]
    return dict(pairs), twice


async def _body(request: Request, seconds: float) -> Any:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body has to be application/json.")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The body has to come without compression.")
    raw = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                raw += chunk
                if len(raw) > MOST_BODY:
                    raise Problem(
                        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The body is larger than {MOST_BODY:,} bytes.",
                        headers={"Connection": "close"},
                    )  # fmt: skip
    except TimeoutError as error:
        raise Problem(
            HTTPStatus.REQUEST_TIMEOUT, "The body took too long to arrive.", headers={"Connection": "close"}
        ) from error
    except ClientDisconnect as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The body was cut short.") from error
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The body is not one JSON object in UTF-8.") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are given once: of two, nobody can say which was meant."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key is given twice")
    return made
