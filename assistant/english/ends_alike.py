"""Questions of one sentence that share its end: "how many men and how many women | were referred a month?"."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme

ACTS = ("VERB", "BE", "HAVE", "BY", "W")
ASKED = ("HOWMANY", "SHARE")
OWN = ("M", "THOSE", "IT", "T", "TM", "LATEST", "NOW", "GRAIN", "BREAKDOWN", "WHICH", "MOST", "AVERAGE")


def ended_alike(parts: list[tuple[Lexeme, ...]]) -> list[tuple[Lexeme, ...]]:
    """The parts, each with the end that all of them have: what is said behind the one verb holds for each of the
    people that the question is asked of, were it by whom, when, or how it is told.

    Where they count different things ("how many referrals and how many decisions were positive?") what is said behind
    the verb may be of the last alone: they stay as they are.
    """
    *others, last = parts
    at = next((i for i, item in enumerate(last) if item.is_(*ACTS)), len(last))
    heads = [*others, last[:at]]
    if not others or at >= len(last) - 1 or not all(_who(head) for head in heads[1:]):
        return parts
    asking = next((i for i, item in enumerate(parts[0]) if item.is_("WHAT", *ASKED)), len(parts[0]))
    lead, first = parts[0][:asking], parts[0][asking:]
    if not _who(first):
        return parts
    averaged = lead if any(item.is_("AVERAGE") for item in lead) else ()
    first_limit = next((i for i, item in enumerate(last[:at]) if item.is_("F")), at)
    noun = last[first_limit + 1 : at]
    ended = [_named(_bare(head), noun) + last[at:] for head in others] + [last]
    return [ended[0], *(averaged + part for part in ended[1:])]


def _who(items: tuple[Lexeme, ...]) -> bool:
    """Does it ask of people, and of nothing else?"""
    asked = [item for item in items if item.is_(*ASKED)]
    people = any(item.is_("F", "PEOPLE") for item in items)
    return len(asked) == 1 and people and not any(item.is_(*ACTS, *OWN) for item in items)


def _named(items: tuple[Lexeme, ...], noun: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    """ "How many UK and how many Albanian | nationals": with the noun that is said with the last alone."""
    short = items[-1].is_("F") and not items[-1].is_("PEOPLE", "PLURAL") and not items[-1].plural
    return items + noun if short else items


def _bare(items: tuple[Lexeme, ...]) -> tuple[Lexeme, ...]:
    return items[:-1] if items and items[-1].is_("COMMA") else items
