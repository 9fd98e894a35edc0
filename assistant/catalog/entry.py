"""What every entry of the catalog is: immutable, with ids of a plain form; a misspelt key is refused."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
ReleaseId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]  # "nrm-2023-q4"
Words = tuple[str, ...]


class Entry(BaseModel):
    """Common settings: immutable, and a misspelt key in a TOML file is an error, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")
