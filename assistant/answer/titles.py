"""The title of a chart: what the picture shows, of whom and when, in ten to fifteen words."""

from __future__ import annotations

import re

from assistant.period import MONTHS

LEAST, MOST = 10, 15  # words
QUARTERS = [f"{MONTHS[3 * n]} to {MONTHS[3 * n + 2]}" for n in range(4)]
QUARTER = re.compile(rf"({'|'.join(QUARTERS)})(?= \d{{4}})")
END = "end of "


def fitting(*titles: str) -> str:
    """The first that is neither too short nor too long, with its quarters written out or else as numbers; failing that
    the first that is not too long, and then the shortest.
    """
    forms = [form for title in titles for form in (title, shortened(title))]
    short = [form for form in forms if _length(form) <= MOST]
    return next((form for form in short if _length(form) >= LEAST), short[0] if short else min(forms, key=_length))


def _length(text: str) -> int:
    return len(text.split())


def shortened(title: str) -> str:
    """
    >>> shortened("Referrals rose from 3,773 in January to March 2022 to 4,413 in October to December 2022")
    'Referrals rose from 3,773 in Q1 2022 to 4,413 in Q4 2022'
    """
    return QUARTER.sub(lambda found: f"Q{QUARTERS.index(found[1]) + 1}", title)


def dated(head: str, when: str) -> str:
    return f"{head}, {when}" if when else head


def at(label: str) -> str:
    """
    >>> at("2023"), at("end of March 2025")
    ('in 2023', 'at the end of March 2025')
    """
    return f"at the {label}" if label.startswith(END) else f"in {label}"


def bracketed(label: str) -> str:
    """A day at which is counted by its month: that it is the end of it is said below the title.

    >>> bracketed("2023"), bracketed("end of March 2025")
    ('(2023)', '(March 2025)')
    """
    return f"({label.removeprefix(END)})"


def by(about: str, what: str) -> str:
    """
    >>> by("referrals", "nationality"), by("referrals by the police", "first responder"), by("referrals", "period")
    ('referrals by nationality', 'referrals by the police', 'referrals')
    """
    return about if " by " in about or what == "period" else f"{about} by {what}"


def ranked(heads: tuple[str, ...], told: list[str], spare: tuple[str, ...] = ()) -> str:
    """What leads and what comes next, under the first head that leaves room for both, else what leads alone; two that
    are short are followed by a third. ``spare`` heads say less, and stand where the others leave no room at all.
    """
    first, *others = (one.removeprefix(END) for one in told[:3])
    both = ", then ".join([first, *others[:1]])
    three = [f"{first}, {others[0]}, then {others[1]}"] if len(others) > 1 else []
    forms = [f"{head}: {each}" for each in (both, *three, first) for head in heads]
    return fitting(*forms, *(f"{head}: {each}" for each in (both, first) for head in spare), (*heads, *spare)[-1])
