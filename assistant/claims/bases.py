"""A figure that is the whole of which others are parts: "of the 16,990"."""

from __future__ import annotations

import re

from assistant.claims.stated import Stated

# "A total of 4,746 women" are no part of 4,746.
OF_THE = re.compile(
    r"(?<!total )(?<!sum )(?<!number )(?<!average )(?<!mean )(?<!record )(?<!high )(?<!peak )"
    r"\b(?:of|among) (?:the |all |those |some |these )*$",
    re.IGNORECASE,
)
# "305 of Scotland's 512 referrals"
OF_WHOSE = re.compile(r"\b(?:of|among) (?:[A-Z][\w.-]* ){0,3}[A-Z][\w.-]*['’]s? $")


def base_of(sentence: str, s: Stated) -> bool:
    """ "Of the 16,990": is the figure the whole of which something is a part?"""
    lead = sentence[: s.start].rstrip() + " "
    return bool(OF_THE.search(lead) or OF_WHOSE.search(lead))
