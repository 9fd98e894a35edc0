"""What every entry of the catalog is: immutable, with ids of a plain form; a misspelt key is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
ReleaseId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]  # "nrm-2023-q4"
Words = tuple[str, ...]
EITHER = re.compile(r"\(([^()]*\|[^()]*)\)")  # the innermost first


def spelt_out(row: str) -> Iterator[str]:
    """The phrases that a row stands for: "(a|b|)" is either or nothing."""
    found = EITHER.search(row)
    if found is None:
        yield " ".join(row.split())
        return
    for each in found[1].split("|"):
        yield from spelt_out(f"{row[: found.start()]}{each}{row[found.end() :]}")


def _all_spelt(rows: Words) -> Words:
    return tuple(dict.fromkeys(phrase for row in rows for phrase in spelt_out(row)))


Phrases = Annotated[Words, AfterValidator(_all_spelt)]  # what people write, a row for many


class Entry(BaseModel):
    """Common settings: immutable, and a misspelt key in a TOML file is an error, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")
