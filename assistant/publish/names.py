"""Ids for what a file names, in the catalog's form."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, count


def identifier(label: str, taken: set[str], prefix: str = "") -> str:
    """A new id: "17 and under" is "m_17_and_under"."""
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "blank"
    slug = slug if slug[0].isalpha() else f"m_{slug}"
    slug = f"{slug}_label" if slug == "total" else slug
    options = chain((slug, f"{prefix}_{slug}" if prefix else slug), (f"{slug}_{n}" for n in count(2)))
    found = next(option for option in options if option not in taken)
    taken.add(found)
    return found
