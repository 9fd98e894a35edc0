"""What a file counts, where the heading of its figures does not say: in its title, or in a column that is alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.publish.lines import Lines
from assistant.publish.patterns import pattern
from assistant.publish.roles import plain

COUNTS = pattern("subject.counts")
SUBJECT = pattern("subject.subject")


def subject(lines: Lines, ignored: Sequence[str]) -> str:
    """What is counted, as the file says it: in a column that is alike in every line, or in its title."""
    for heading in ignored:
        label, *others = lines.distinct(heading)
        alike = SUBJECT.fullmatch(plain(heading)) and not others
        if alike and len(label) > 3 and not COUNTS.fullmatch(label) and not label.isdigit():
            return re.sub(r"\s*\((?:number|count|no\.?)\)$", "", label, flags=re.IGNORECASE)
    title = next((text for text in lines.title if len(text) > 3), "")
    found = re.match(
        r"(?:table\s?[\w.]+\s?[:.\-–]?\s*)?(?:number of )?([^,:\[(]+?)"
        r"(?=\s(?:by|in|for|across|per|as at|as of|at)\s|[,:\[(]|$)",
        title,
        re.IGNORECASE,
    )
    return found[1].strip() if found and 3 < len(found[1].strip()) <= 60 else ""
