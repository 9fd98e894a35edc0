"""How many examples a test of anything tries: the same few each time, or as many new ones as FUZZ_EXAMPLES says."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings

MANY = int(os.environ.get("FUZZ_EXAMPLES", "0"))


def fuzz(examples: int) -> Callable[[Any], Any]:
    """A usual run tries the same few each time; a long one tries new ones."""
    return settings(
        max_examples=MANY or examples, deadline=None, derandomize=not MANY, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    )  # fmt: skip
