"""What names or finds a person becomes one unknown word for each kind: no limit vanishes with it, and nothing of it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from email.utils import getaddresses

from assistant.desk.settings import Settings, alternatives

NAME = r"[A-Z][a-z'’]+(?:-[A-Z][a-z'’]+)?|[A-Z]['’][A-Z][a-z]+|Ma?c[A-Z][a-z]+"
NAMES = rf"(?:[A-Z]\.? ){{0,2}}(?:{NAME})(?: (?:{NAME}|[A-Z]\b\.?)){{0,3}}"
PAIR = re.compile(rf"(?<!\w)(?:{NAME})(?: (?:{NAME}|[A-Z]\b\.?)){{1,3}}(?!\w)")
DATE = re.compile(
    r"\b(?:\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|(?:19|20)\d\d(?:[/-](?:19|20)?\d\d)?|Q[1-4][ /-]?(?:19|20)\d\d)(?![\d/-])"
)
NUMBER = re.compile(r"(?<![\w,.])\+?\(?\d[\d ()/.-]{5,24}\d(?![\w,])(?!\.\d)")
POSTCODE = re.compile(
    r"(?<!\w)(?i:[A-Z]{1,2}\d[A-Z\d]? ?\d(?!st|nd|rd|th)[A-Z]{2})(?!\w)|(?<!\w)(?!FY|CY)(?:[A-Z]{2}\d{1,2}|[A-Z]\d{1,2}[A-Z])(?![\w/-])"
)
INSURANCE = re.compile(r"(?<!\w)[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)")
CODE = re.compile(
    r"(?<![\w/-])(?=[A-Z0-9/-]*\d{4})(?=[A-Z0-9/-]*[A-Z])[A-Z0-9]{1,12}(?:[/-][A-Z0-9]{1,12}){0,4}(?![\w/-])"
)
QUARTER = re.compile(r"(?:CY|FY|Q[1-4]|H[12])?[/-]?(?:19|20)\d\d(?:[/-](?:Q[1-4]|\d\d|\d{4}))?(?:Q[1-4])?")
TOKEN = re.compile(r"\S+")
YEAR = re.compile(r"(?:19|20)\d\d")
EMAIL = re.compile(r"<?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}>?")
ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,300}")


@dataclass(frozen=True)
class Cleaned:
    """``text`` with a word for each private detail; ``person`` says that it speaks of a person's name, birth or case."""

    text: str
    person: bool = False


class Private:
    """Takes private details out of text; ``known`` says whether a word means something to the tables."""

    def __init__(self, words: Settings, known: Callable[[str], bool], names: Iterable[str] = ()) -> None:
        self.patterns = words.patterns
        self.words = words.private
        self.cases = words["cases"].opening
        self.known = known
        longest = sorted({name for name in names if name}, key=len, reverse=True)
        self.names = (
            re.compile(rf"(?<!\w)(?:{alternatives(longest)})(?:['’]s)?(?!\w)", re.IGNORECASE) if longest else None
        )

    def cleaned(self, text: str) -> Cleaned:
        """A detail that only says how to reach the writer, or who writes, is left out; any other becomes its word."""
        p = self.patterns
        name, number, address = (f" {self.words[kind]} " for kind in ("name", "number", "address"))
        found: list[bool] = []

        def person(match: re.Match[str]) -> str:
            said = match["name"]
            if self.known(said):
                # "Dr Barnardo's" is a charity: only the title goes.
                return match.group() if match.re is not self.patterns["titled"] else f" {said} "
            found.append(True)
            if match.re is self.patterns["titled"]:
                return name
            return f"{match.group()[: match.start('name') - match.start()]} {name}"

        def case(match: re.Match[str]) -> str:
            if match.re is not p["case_number"] or self.cases.match(match.group()):
                found.append(True)
            return number

        text = ADDRESS.sub(
            " ", EMAIL.sub(" ", self._unreachable(p["own_name"].sub(" ", p["introduced"].sub(self._introduced, text))))
        )
        text = p["letter_number"].sub(" ", text)
        text = p["birth"].sub(case, text)
        text = p["street"].sub(lambda m: m.group() if self.known(m.group()) else address, text)
        for pattern in (p["titled"], p["kin_named"], p["called_so"]):
            text = pattern.sub(person, text)
        text = p["case_number"].sub(case, text)
        text = INSURANCE.sub(case, text)
        text = CODE.sub(lambda m: m.group() if QUARTER.fullmatch(m.group()) else number, text)
        text = POSTCODE.sub(lambda m: m.group() if self.known(m.group()) else f" {self.words['postcode']} ", text)
        text = NUMBER.sub(lambda m: m.group() if _is_public(m.group()) else number, text)
        if self.names:
            text = self.names.sub(name, text)
        return Cleaned(re.sub(r"[ \t]{2,}", " ", re.sub(r" +([,.?!;:)])", r"\1", text)), bool(found))

    def _unreachable(self, text: str) -> str:
        """The text without "call me on 07700 900123": what follows such words as long as it holds digits or an address."""
        out, at = [], 0
        for found in self.patterns["reached"].finditer(text):
            end = _detail(text, found.end()) if found.start() >= at else 0
            if end:
                out.append(text[at : found.start()])
                at = end
        return "".join([*out, text[at:]])

    def _introduced(self, match: re.Match[str]) -> str:
        """ "I am Jane Doe from": who writes; "I am Albanian" keeps what the tables know."""
        return match.group() if self.known(match["name"]) else " "


def _detail(text: str, start: int) -> int:
    """Where the number or address that begins at ``start`` ends; 0 where none does. A year alone is none."""
    end, held = 0, False
    for token in TOKEN.finditer(text, start, start + 120):
        said = token.group().strip(".,;:()?!")
        following = re.match(r"\s\S*\d", text[token.end() :])
        coded = following and said.isalpha() and (said.isupper() or (held and len(said) < 4))  # "REF 12", "… ext 12"
        if YEAR.fullmatch(said) or not (coded or "@" in said or any(map(str.isdigit, said))):
            break
        held = held or not coded
        end = token.end()
        if token.group()[-1] in ".,;?!":
            break
    return end if held else 0


def _is_public(text: str) -> bool:
    """Dates, years and small numbers side by side are nobody's number."""
    rest = re.sub(r"\b\d{1,4}\b(?!\d)", " ", DATE.sub(" ", text)) if DATE.search(text) else text
    digits = sum(map(str.isdigit, rest))
    return digits < 7


def unnamed(text: str, unknown: Collection[str], words: Settings) -> str:
    """A sentence in which words with capitals that stand together, none of them understood, are a private name."""
    strange = {word.removesuffix("'s").removesuffix("’s") for word in unknown}

    def name(match: re.Match[str]) -> str:
        parts = match.group().split()
        bare = [re.sub(r"['’]s$|\.$", "", part) for part in parts]
        first = next((n for n in range(len(parts)) if all(b in strange or len(b) < 3 for b in bare[n:])), len(parts))
        if len(parts) - first < 2 or bare[-1] == "I" or bare[-1].lower() in words["months"].phrases:
            return match.group()
        return " ".join([*parts[:first], words.private["name"]])  # "Was" of "Was Jane Q. Doe" stays

    return PAIR.sub(name, text)


def hidden(text: str, words: Settings) -> str:
    """Text to be shown: the words that stand for private details as brackets that say so."""
    named = {word: kind for kind, word in words.private.items() if kind != "postcode"}
    removed = words.letter.removed
    return re.sub(rf"(?<!\w)(?:{alternatives(named)})(?!\w)", removed, text, flags=re.IGNORECASE)


def people(
    headers: Iterable[str], signed: Iterable[str], known: Callable[[str], bool], bodies: re.Pattern[str]
) -> list[str]:
    """Names in From, To and Cc and under the letter; single words of them where nothing else knows them.

    ``known`` says whether a word means something to the tables, so that "Kent Police" keeps its county; ``bodies`` are
    words in the names of bodies, which are nobody's.
    """
    named = [name for name in _named(headers) if not bodies.search(name)]
    lines = [re.sub(r"\(.{0,60}?\)|\d[\d ()+-]{0,30}", "", line).strip(" ,.") for line in list(signed)[:6]]
    under = [line for line in lines if not bodies.search(line)]
    found = [*named, *(line for line in under if re.fullmatch(rf"(?:\w{{2,9}}\.? )?{NAMES}", line))]
    whole = {re.sub(r"\s+", " ", name.replace(",", " ")).strip() for name in found}
    given = {re.sub(r"\s+", " ", name.replace(",", " ")).strip() for name in (*named, *lines[:1])}
    alone = {word for name in whole & given for word in re.findall(r"[^\W\d_][\w'’-]{2,}", name) if not known(word)}
    return sorted({name for name in whole if not known(name)} | alone, key=len, reverse=True)


def _named(headers: Iterable[str]) -> list[str]:
    return [name for name, _ in getaddresses(list(headers)) if name]
