"""Questions of one sentence that share its end: "how many men and how many women | were referred a month?"."""

from __future__ import annotations

from assistant.english.lexeme import Lexeme

ACTS = ("VERB", "BE", "HAVE", "DO", "BY", "W")
LIMITING = ("NOT", "FROM", "EXCEPT", "WITH", "REL", "FOR", "AMONG", "LIMIT")
ASKED = ("HOWMANY", "SHARE")
OWN = ("THOSE", "IT", "T", "TM", "LATEST", "NOW", "GRAIN", "BREAKDOWN", "WHICH", "MOST", "AVERAGE")
Part = tuple[Lexeme, ...]


def ended_alike(parts: list[Part]) -> list[Part]:
    """The parts, each with the end that all of them have: what is said behind the one verb holds for each of the
    people that the question is asked of, were it by whom, when, or how it is told.

    Where they count different things ("how many referrals and how many decisions were positive?") what is said behind
    the verb may be of the last alone: they stay as they are.
    """
    parts = _of_one_whole([_said_of(part, parts[0]) if i else part for i, part in enumerate(parts)])
    at = next((i for i, part in enumerate(parts) if _acts(part) < len(part)), 0)  # the first that has a verb
    others, last = parts[:at], parts[at] if parts else ()
    verb = _acts(last)
    if not others or verb >= len(last) - 1:
        return parts
    asking = next((i for i, item in enumerate(parts[0]) if item.is_("WHAT", *ASKED)), len(parts[0]))
    lead, first = parts[0][:asking], parts[0][asking:]
    aside = next((i for i, item in enumerate(last) if i and item.is_("COMMA")), verb)
    aside, end = (aside, aside + 1) if aside < verb - 1 else (verb, verb)  # "… children, | from Kent were …"
    limited = _limited(last[:aside])
    aside, end = (limited, limited) if limited < aside else (aside, end)
    head = last[:aside]
    asked = (first, *others[1:], head)
    does = last[verb].is_("DO")  # "how many referrals and how many reports | did the police make?": of both
    if not all(_who(part, does) for part in asked) or (len({_counted(part) for part in asked}) > 1 and not does):
        return parts
    first_limit = next((i for i, item in enumerate(head) if item.is_("F")), len(head))
    noun = head[first_limit + 1 :]
    averaged = lead if any(item.is_("AVERAGE") for item in lead) else ()
    ended = [_named(_bare(part), noun) + last[end:] for part in others]
    return [ended[0], *(averaged + part for part in ended[1:]), averaged + head + last[end:], *parts[at + 1 :]]


def _said_of(part: Part, first: Part) -> Part:
    """ "What share were boys, and what share | for labour exploitation?": the verb of the first, left out."""
    shares = next((i for i, item in enumerate(first) if item.is_("SHARE")), len(first))
    verb = next((item for item in first[shares:] if item.is_("BE")), None)
    bare = len(part) > 2 and part[0].is_("SHARE") and part[1].is_("FOR", "BY", "FROM") and part[2].is_("F")
    return (part[0], verb, *part[1:]) if verb is not None and bare and not any(x.is_("BE") for x in part) else part


def _of_one_whole(parts: list[Part]) -> list[Part]:
    """ "What share were boys and what share were girls | of children referred in 2023": each of those children."""
    last = parts[-1] if parts else ()
    at = next((i for i, item in enumerate(last) if i > 2 and item.is_("OF", "AMONG")), len(last))
    short = [tuple(item for item in part if not item.is_("COMMA")) for part in parts[:-1]]
    alike = all(_shares(part) and all(item.is_("F") for item in part[2:]) for part in (*short, last[:at]))
    return [*(part + last[at:] for part in short), last] if short and at < len(last) and alike else parts


def _shares(part: Part) -> bool:
    return len(part) > 2 and part[0].is_("SHARE") and part[1].is_("BE")


def _limited(head: Part) -> int:
    """Where a limit stands behind the people whom it limits: "… women | not from the UK"; its length if none does."""
    named = next((i for i, item in enumerate(head) if item.is_("F", "PEOPLE")), len(head))
    return next((i for i in range(named + 1, len(head)) if head[i].is_(*LIMITING)), len(head))


def _acts(items: Part) -> int:
    """Where its verb stands; its length where it has none."""
    return next((i for i, item in enumerate(items) if item.is_(*ACTS)), len(items))


def _who(items: Part, does: bool) -> bool:
    """Does it ask of people, and of nothing else? ``does``: or of what somebody made."""
    asked = [item for item in items if item.is_(*ASKED)]
    things = ("M",) if does or (asked and asked[0].is_("SHARE")) else ()
    people = any(item.is_("F", "PEOPLE", *things) for item in items)
    return len(asked) == 1 and people and not any(item.is_(*ACTS, *OWN) for item in items)


def _counted(items: Part) -> frozenset[str]:
    """What is counted, said with the people: "child referrals"."""
    return frozenset(m.what.id for item in items for m in item.meanings if m.category == "M")


def _named(items: Part, noun: Part) -> Part:
    """ "How many UK and how many Albanian | nationals": with the noun that is said with the last alone."""
    short = bool(noun) and items[-1].is_("F") and not items[-1].is_("PEOPLE", "PLURAL") and not items[-1].plural
    return items + noun if short else items


def _bare(items: Part) -> Part:
    return items[:-1] if items and items[-1].is_("COMMA") else items
