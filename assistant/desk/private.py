"""What names or finds a person is taken out of an email before anything else reads it: no answer needs it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from email.utils import getaddresses

TITLE = (
    r"(?:mr|mrs|ms|miss|mx|dr|prof(?:essor)?|sir|dame|lord|lady|baroness|cllr|councillor|rev(?:erend)?|hon|pc|sgt)\b\.?"
)
NAME = r"[A-Z][\w'’-]+"
NAMES = rf"(?:[A-Z]\. ?)*{NAME}(?: (?:[A-Z]\.? )*{NAME}){{0,3}}"
STREET = (
    r"(?:street|road|lane|avenue|close|drive|way|place|crescent|terrace|gardens|hill|square|row|st|rd|ave|house|court)"
)
KIN = r"(?:client|constituent|colleague|friend|neighbour|daughter|son|wife|husband|partner|mother|father|sister|brother|niece|nephew|boss|editor)"
PATTERNS = (
    # Who somebody is.
    re.compile(rf"\b(?i:my name is|this is|i['’]?m|i am|name:|i am called) {NAMES}(?:,| and| from)?(?= |$|[.,;])"),
    re.compile(rf"\b(?i:{TITLE}) {NAMES}"),
    re.compile(rf"(?<=\b)(?i:{KIN})(?:,? (?:called |named )?){NAME}(?: {NAME}){{1,2}}"),
    re.compile(rf"\b(?i:on behalf of|called|named|c/o|regards,|signed) {NAME}(?: {NAME}){{1,2}}"),
    re.compile(
        rf"\b(?i:my|our|whose|his|her|their) (?i:tele)?(?i:phone|mobile|(?:home )?address|postcode|email|number|reference|{KIN}['’]?s? name)(?i: number| address)? (?i:is)\b[^.;?]*?(?:,(?: and)?(?= )| and |(?=[.;?])|$)"
    ),
    re.compile(r"<?\b[\w.+-]+@[\w-]+\.[\w.-]*\w>?"),
    re.compile(r"\b(?:https?://|www\.)\S+"),
    # Telephone and other numbers of a person: with a nought or country code, or too long for a figure without commas.
    re.compile(
        r"(?:\b(?:tele?(?:phone)?|mob(?:ile)?|phone|fax|ring|call)\b(?: me)?(?: (?:on|at|no\.?|number|is))*[.: ]*)?(?<![\d,.])(?:\(?\+44\)?|\(?0)(?:[ ()-]{0,2}\d){8,10}(?!\d)(?: ?(?:ext|x)\.? ?\d+)?",
        re.IGNORECASE,
    ),
    re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?(?:\d\d ?){3}[A-D]\b", re.IGNORECASE),
    re.compile(r"(?<![\d,.])\d(?:[ -]?\d){6,}(?![\d,])(?=\D|$)(?<!\d{4}-\d{4})"),
    # References: a word for them and what follows, or capitals and digits that run together.
    re.compile(
        r"[(\[]?\b(?:our |your |my )?(?:ref(?:erence)?|case|foi|request|file|crime|passport|account|unique|nhs)(?: (?:number|no|id|ref(?:erence)?))*[ .:#]+(?:is |of )?(?=[\w/-]*\d)(?!(?:19|20)\d\d\b)\w[\w/-]{3,}[)\]]?",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?=[A-Z\d/-]*\d{4})(?=[A-Z\d/-]*[A-Z])[A-Z\d]+(?:[/-][A-Z\d]+)+\b(?<!Q\d)"),
    re.compile(r"\b[A-Z]{1,2}\d{5,}[A-Z]?\b"),
    re.compile(r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)[ :]+\d[\w /.-]{3,}?(?=[,.;)]|\s[a-z]|$)", re.IGNORECASE),
    # Where somebody lives.
    re.compile(rf"\b(?:flat \d+\w?,? )?\d+[a-z]?,? (?:{NAME} ){{1,3}}(?i:{STREET})\b(?:,? {NAME}){{0,3}}"),
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
)


def without_personal(text: str, names: Iterable[str] = ()) -> str:
    """The text without what could name a person; ``names`` are those that the email is from and to."""
    for pattern in PATTERNS:
        text = pattern.sub(" ", text)
    for name in names:
        text = re.sub(rf"\b{re.escape(name)}(?:['’]s)?(?!\w)", " ", text, flags=re.IGNORECASE)
    return re.sub(r"[ \t]{2,}", " ", re.sub(r"\(\s*[,;]?\s*\)", " ", text))


def people(headers: Iterable[str], signed: Iterable[str], known: Callable[[str], bool]) -> list[str]:
    """Names in From, To and Cc and under the letter, longest first; single words of them where nothing else knows them.

    ``known`` says whether a word means something to the tables, so that "Kent Police" keeps its county.
    """
    found = _named(headers)
    signed = [re.sub(r"\(.*?\)|\d[\d ()+-]*", "", line).strip(" ,.") for line in signed]
    found += [line for line in signed if re.fullmatch(rf"(?:(?i:{TITLE}) )?{NAMES}", line)]
    whole = {re.sub(r"\s+", " ", name.replace(",", " ")).strip() for name in found}
    given = {re.sub(r"\s+", " ", name.replace(",", " ")).strip() for name in (*_named(headers), *list(signed)[:1])}
    words = {word for name in whole & given for word in re.findall(r"[^\W\d_][\w'’-]{2,}", name)}
    alone = {word for word in words if not known(word)}
    return sorted({name for name in whole if not known(name)} | alone, key=len, reverse=True)


def _named(headers: Iterable[str]) -> list[str]:
    return [name for name, _ in getaddresses(list(headers)) if name]
