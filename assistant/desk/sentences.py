"""What a sentence of an email says and does: its words are lists of ``catalog/desk.toml``, its marks are told here."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.desk.sense import Said
from assistant.desk.settings import Settings, alternatives

SENTENCE = re.compile(
    r"(?<=[?!])[\"'”’)]{0,2}\s+|(?<=[.?!][\"'”’])\s+(?=[A-Z])|(?<=[a-z0-9)%’'\"”])\.\s+(?=[A-Z\"'“(])|(?<=[A-Z]{2})\.\s+(?=[A-Z][a-z])|(?:\.{2,9}|…)\s(?!no\b)|(?<=[a-z0-9)])\.\s+(?=(?:how|what|which|also|and|can|could|please|if)\b)|"
    r";\s+(?=(?:and |also ){0,2}(?:how|what|which|the number|number|if)\b)"
)
ACT_NAMED = re.compile(
    r"(?:,? ?\b(?:section|s\.) ?\d{1,4}\w? of)?(?: the)?(?: (?:[A-Z][\w’'-]{1,30}|and|of)){1,8} Act,? (?:19|20)\d\d\b"
)
NUMBERS = ("", "one", "two", "three", "four")
ORDINALS = ("first", "second", "third", "last")
LONGEST = 1000  # characters of a sentence that are read
IS_IT_SO = re.compile(r"^(?:(?:and|so|but) ){0,2}(?:is|are|was|were|which|can|could|please)\b", re.IGNORECASE)
# "Referrals for each of the following in 2023:" are referrals in 2023 for what each line says.
EACH = re.compile(
    r" (?P<joins>for|of|by|from|in) (?:(?:each|all|both|any) (?:of )?)?(?:the following|these|those)\b", re.IGNORECASE
)
AND_ONLY = re.compile(r",? (?:and|but) (?:only|just|solely) (?:for |in )?", re.IGNORECASE)
PREAMBLE = re.compile(r"(?:\s[-–—]+\s|: ?|; ?)")
FISCAL = re.compile(
    r"\b(?:the |each of the |all )?(?:financial|fiscal|tax|reporting) years?:? (?=(?:from |between )?(?:19|20)\d\d ?[/-] ?\d\d)",
    re.IGNORECASE,
)
STRETCH = re.compile(
    r"\b(?:the )?(?:calendar )?years (?P<years>(?:19|20)\d\d ?(?:to|-|until) ?(?:19|20)\d\d)\b", re.IGNORECASE
)


class Language:
    """Sentences by the words of the settings."""

    def __init__(self, words: Settings) -> None:
        self.words = words
        of = {name: alternatives(one.phrases) for name, one in words.words.items()}
        self.law = re.compile(
            rf"(?:^|,? ?)(?<!\w)(?:{of['under']}) (?:terms of the |provisions of the |the )?(?:{of['laws']})(?:,? \(?(?:19|20)\d\d\)?)?(?: \((?:the )?\w{{2,8}}\))?,?",
            re.IGNORECASE,
        )
        self.letter = re.compile(
            rf"^(?:{of['refers']})\b(?=[^,?]{{0,120}}\b(?:{of['letters']}|{alternatives(words.private.values())})\b)[^,:?]{{0,160}}(?:\([^)]{{0,80}}\))?[,:]\s*",
            re.IGNORECASE,
        )
        self.aside = re.compile(rf"(?<!\w)(?:{of['aside']})(?!\w),?", re.IGNORECASE)
        self.sequence = re.compile(
            rf"^(?:(?:and|also) )?(?:{of['sequence']})(?: please)?(?:\s*[,:–]\s*|\s+-\s+)", re.IGNORECASE
        )
        self.direct = re.compile(
            rf"^(?:(?:and|also|so|but|or|then|plus) ){{0,2}}(?:{of['asks']})(?!\w)|(?<!\w)how (?:many|much|often|long)(?!\w)|"
            rf"(?<!\w)(?:tell (?:me|us)|know|ask(?:ed|ing)?|wonder\w{{0,4}}|confirm|explain|state|say)(?: is)?,? (?:{of['asks']})(?!\w)",
            re.IGNORECASE,
        )
        self.number = re.compile(rf"(?<!\w)(?:{of['counts']})(?!\w)|%", re.IGNORECASE)
        thing = rf"(?:also )?(?:the |a |one |what )?(?:% ?\w|(?:total |overall |annual |quarterly )?(?:{of['counts']})(?!\w)|(?:one|another) of\b|the (?:{of['again']}) (?:(?:{of['again_what']}) )?(?:of [a-z -]{{2,40}} )?(?:for|in)\b)"
        self.thing = re.compile(thing, re.IGNORECASE)
        self.listed = re.compile(
            rf"(?:\s?[,;]\s?(?:(?:and|plus|also|together with) ){{0,2}}| (?:and|plus|together with) )(?={thing})",
            re.IGNORECASE,
        )
        self.stands = re.compile(
            rf"(?<!\w)(?:{of['stands']})(?: (?:{of['joins']})(?!\w)){{0,6}}[ ,]{{0,2}}(?=$|(?:(?:each|every|all|both) )?(?:{of['prepositions']})\b|(?:(?:the )?(?:calendar |financial )?years? )?(?:19|20)\d\d)",
            re.IGNORECASE,
        )
        self.joined = re.compile(
            rf"(?<!\w)(?:{alternatives((*words['strictly'].phrases, *words['narrows'].phrases))}) (?=\w)", re.IGNORECASE
        )
        self.lead_in = re.compile(rf"(?<!\w)(?:(?:{of['prepositions']}|{of['between']}) ){{1,8}}$", re.IGNORECASE)
        self.preposition = re.compile(rf"(?:{of['prepositions']})\b", re.IGNORECASE)
        self.failing = re.compile(rf"(?<!\w)\(?(?:(?:and|or|but),? )?(?:{of['failing']})(?!\w)[,:]? ", re.IGNORECASE)
        self.unless = re.compile(
            rf"(?<!\w)(?:{of['unless']})\b(?P<why>[^.?!]{{0,160}}?)(?:,| then | please )", re.IGNORECASE
        )
        forms = of["tables"]
        self.bracketed = re.compile(rf"\((?=[^()]{{0,80}}(?<!\w)(?:{forms})(?!\w))[^()]{{0,120}}\)", re.IGNORECASE)
        self.form = re.compile(
            rf"(?:(?<!\w)(?:in|as|on) )?(?<!\w)(?<!the )(?:an? )?(?:(?:{forms})(?: (?:file|format|sheet))?(?: or | and |, |/)?){{1,4}}(?: (?:of|with|showing|containing)(?!\w)|(?=[.?]?$))",
            re.IGNORECASE,
        )
        self.layout = re.compile(
            rf"(?:(?<!\w)(?:an? |the )?(?:{forms}),? )?(?<!\w)(?:{of['rows']}) (?P<what>[^,;?]{{2,60}}?),? (?:{of['carries']}) "
            rf"(?P<thing>(?:the |a )?(?:{of['counts']})(?!\w).*)$",
            re.IGNORECASE,
        )
        self.row = re.compile(rf"(?<!\w)(?:{of['rows']}) (?=\w)", re.IGNORECASE)
        occasion = rf"(?:{of['purposes']}) (?:[a-z'’-]+ ){{0,4}}(?:{of['occasions']})(?: (?:running|going out|due|coming out|published))?(?: (?:next|this|on|tomorrow|tonight|today)(?: (?:week|month|morning|afternoon|evening|\w+day))?)?"
        self.occasion = re.compile(
            rf"^{occasion}(?:,| (?=(?:{of['requests']}|{of['asks']})\b))|,? {occasion}(?=[.?]?$)", re.IGNORECASE
        )
        self.supposed = re.compile(
            rf"^(?:(?:and|but|also) )?(?:{of['supposes']})(?: that)? (?P<what>.+?)(?:,? (?:and|but) (?:that|whether|if|so)\b.*)?$",
            re.IGNORECASE,
        )
        self.conditions = re.compile(
            rf" (?:from|in) (?:{of['stands']})(?!\w).*| (?:where|wherever|if|when|unless|as far as|should|must|are to|can)\b.*|, .*",
            re.IGNORECASE,
        )
        self.share_after = re.compile(
            rf"(?P<join>,? and (?:also )?)(?:(?:what|the) )?(?:share|proportion|percentage|per cent|%)(?!\w)[^?]{{0,120}}(?<!\w)(?:{of['leaning']})(?!\w)",
            re.IGNORECASE,
        )
        self.likewise = re.compile(
            rf"^(?:(?:and|also) )?(?:(?P<before>[^?.]{{2,80}}?),? (?:{of['likewise']})|(?:{of['likewise']}),? (?P<after>[^?.]{{2,80}}))[?.! ]*$",
            re.IGNORECASE,
        )
        self.wonders = re.compile(
            rf"^(?:[\w’'-]+,? ){{1,8}}(?:{of['wonders']})(?: me| us| you)?(?: to ask)?,? (?=(?:{of['asks']})(?!\w))",
            re.IGNORECASE,
        )
        self.polite = re.compile(
            rf"^(?:(?:then |please |just |simply )?(?:{of['openers']})(?!\w)[ ,]*){{1,4}}", re.IGNORECASE
        )

    def repeats(self, text: str) -> str:
        """What is said instead, where a text asks the same again: "for 2022" of "the same for 2022", of "2022 likewise"."""
        found = self.words.patterns["again"].match(text)
        if found:
            return found["rest"]
        like = self.likewise.match(text)
        if not like:
            return ""
        rest = (like["before"] or like["after"]).strip(" ,.?!")
        return rest if self.preposition.match(rest) else f"for {rest}"

    def repeated(self, text: str) -> str:
        """What the same is asked of, where that is said: "referrals" of "the same number of referrals for 2023"."""
        found = self.words.patterns["again"].match(text)
        return (found["of"] or "") if found else ""

    def nationally(self, text: str) -> tuple[str, str] | None:
        """ "The equivalent national totals for 2023" of what was asked of a place: what stands before, and "for 2023"."""
        found = self.words.patterns["nationally"].match(text)
        return (found["lead"], found["rest"] or "") if found else None

    def nth(self, text: str) -> tuple[int, str, str] | None:
        """ "The same first figure (all of them) for 2022": which of a list, -1 for the last; the gloss, and "for 2022"."""
        found = self.words.patterns["ordinal"].match(text)
        if not found:
            return None
        place = next(n for n, name in enumerate(ORDINALS) if self.words[name].found(found["nth"]))
        return (-1 if place == len(ORDINALS) - 1 else place), found["gloss"] or "", found["rest"]

    def so_many(self, text: str) -> int:
        """2 of "the same two figures for 2022", 0 where no number is said."""
        found = self.words.patterns["so_many"].search(text)
        return (
            next((n for n, name in enumerate(NUMBERS) if n and self.words[name].found(found["many"])), 0)
            if found
            else 0
        )

    def occasion_of(self, text: str) -> str:
        """ "Following the release of the tables in August, ", before what is asked on it; empty without one."""
        found = self.words.patterns["occasioned"].match(text)
        return found.group() if found else ""

    def sentences(self, text: str) -> list[str]:
        """One paragraph's sentences, without the words for a law and its year, or for a letter that is answered."""
        text = re.sub(r"\s+(?=[.,?!;:](?:\s|$))", "", ACT_NAMED.sub(" ", self.law.sub(" ", text)))
        pieces = [re.sub(r"\s+", " ", piece).strip(" ,-–—•").lstrip(". ") for piece in SENTENCE.split(text)]
        return [self._unreferred(piece[:LONGEST]) for piece in pieces if re.search(r"\w", piece)]

    def _unreferred(self, text: str) -> str:
        """The sentence without "Further to your letter of 12 May,", unless that says something that is asked."""
        found = self.letter.match(text)
        return text[found.end() :] if found and not self.counts(found.group()) else text

    def unjoined(self, text: str) -> str:
        """ "For 2021" of "and for 2021 as well"."""
        return self.aside.sub(
            "", re.sub(r"^(?:and|also|plus) | as well\b| too\b", "", text, flags=re.IGNORECASE)
        ).strip(" ,.")

    def opens(self, line: str) -> bool:
        """Does a line begin as a question does?"""
        return bool(self.words["asks"].opening.match(line) or self.words["counts"].opening.match(line))

    def questions(self, text: str) -> bool:
        return text.endswith("?") or self.asks_directly(text)

    def of_statements(self, text: str) -> bool:
        """ "Are the following statements correct?"."""
        return text.endswith(("?", ":")) and self.words["confirms"].found(text) and self.words["statements"].found(text)

    def begins_limit(self, line: str) -> bool:
        """ "Broken down by gender, for Q4 2023"."""
        return bool(self.preposition.match(line))

    def counts(self, text: str) -> bool:
        """Is something asked for that can be had: a number, a share, a table?"""
        return bool(self.number.search(text))

    def asks_directly(self, text: str) -> bool:
        return bool(self.direct.search(text))

    def shared(self, text: str) -> tuple[str, str]:
        """The last of several things without the limit that holds for all: ", both for Q4 2023"."""
        found = re.search(
            r",? (?:both|all|each)(?: of (?:them|these|those))? (?=(?:for|in|from|between|during|since)\b)", text
        )
        return (text[: found.start()], text[found.end() :]) if found else (text, "")

    def plain(self, text: str, names: Callable[[str], bool]) -> str:
        """A question without the words that only lead up to it; ``names`` says whether they mean something to the tables."""
        text = self.sequence.sub("", text)
        told = self.wonders.match(text)
        if told and not names(told.group()):
            text = text[told.end() :]  # "He would like to know how many …"
        for mark in PREAMBLE.finditer(text[:200]):
            rest = text[mark.end() :]
            if (
                self.direct.match(rest)
                and not re.search(r"\d", text[: mark.start()])
                and not names(text[: mark.start()])
            ):
                text = rest
                break
        text = re.sub(r"\s+", " ", self.bracketed.sub("", self._aimless(text, names)))
        text = self.layout.sub(r"for each \g<what>, \g<thing>", text)
        text = self.form.sub("", self.row.sub("for each ", text))
        text = re.sub(r"[\s,;]+(?:and|or)[\s,;.]*$", "", text)  # "…; and" before the next item
        text = re.sub(r"\s+([,.?!;:])", r"\1", self.aside.sub("", text))
        text = re.sub(r"\s+", " ", re.sub(r",\s*,", ",", text)).strip(" ,;-–—").lstrip(". ")
        if self.words.patterns["puzzled"].match(
            text
        ):  # "I don't understand the difference between …, could you explain"
            text = self.words.patterns["explained"].sub("", self.words.patterns["puzzled"].sub("what is ", text))
        return self.polite.sub("", text) or text

    def _aimless(self, text: str, names: Callable[[str], bool]) -> str:
        """Without what the figures are for: "For the committee next week, …"."""

        def kept(found: re.Match[str]) -> str:
            limits = names(found.group()) or re.search(r"\d|(?<!^)[A-Z]", found.group())
            return found.group() if limits else ""

        return self.occasion.sub(kept, text)

    def things(self, text: str) -> list[str]:
        """The things that one sentence lists; alone where it lists none. What stands before a colon is the first."""
        head, colon, rest = text.partition(":")
        semicolons = [piece.strip() for piece in rest.split(";") if re.search(r"\w", piece)]
        if len(semicolons) > 2 and self.words["requests"].found(head):
            return semicolons  # "please send: referrals by police force; DtN by quarter; adults and children"
        body = rest if colon and not self.direct.search(head) and self.thing.match(rest.lstrip()) else text
        pieces = [piece.strip() for piece in self.listed.split(body) if piece.strip()]
        if len(pieces) > 1 and not (self.thing.search(pieces[0]) or self.repeats(pieces[1])):
            pieces[:2] = [f"{pieces[0]}, {pieces[1]}"]  # "could you send me, for 2022, the number of …"
        asked = pieces and (self.thing.search(pieces[0]) or self.words["requests"].found(pieces[0]))
        if len(pieces) < 2 or not asked:
            return [text]
        return [f"{head}:", *pieces] if body is not text else pieces

    def with_movement(self, text: str) -> tuple[str, str]:
        """A question, and the change from the figure before it that is asked for after it: "…, and what's the rise?"."""
        found = self.words.patterns["movement"].search(text)
        return (text[: found.start()], text[found.start("what") :]) if found else (text, "")

    def instead(self, text: str) -> tuple[str, str]:
        """A sentence without its second-best, and that: "the total" of "if not possible, please give the total"."""
        found = self.unless.search(text)
        if not found or not self.words["impossible"].found(found["why"]):
            found = self.failing.search(text)
        if not found:
            return text, ""
        return text[: found.start()].strip(" ,;.("), self._rest(text[found.end() :])

    def _rest(self, text: str) -> str:
        return self.polite.sub("", text.strip(" ,.?!)")).strip(" ,.?!)")

    def with_share(self, text: str) -> tuple[str, str]:
        """A question, and the share of its figure that is asked for after it: "…, and what proportion that represents"."""
        found = self.share_after.search(text)
        return (text[: found.start()], text[found.end("join") :]) if found else (text, "")

    def leaving(self, text: str, said: Said) -> str:
        """ "Excluding UK nationals" of "Figures should exclude UK nationals where possible", "UK nationals should be left out"."""
        bare = re.sub(r"\s+", " ", text).strip(" :.;,")
        found = self.words["leaves_out"].pattern.search(bare)
        if not found or said.first < 0:
            return ""
        what = bare[said.first :] if found.start() < said.first else bare[said.first : found.start()]
        what = self.conditions.sub("", what)
        return f"excluding {what.strip(' ,')}" if re.search(r"\w", what) else ""

    def limit(self, text: str, said: Said) -> str:
        """What a sentence limits: "for 2022" of "I need the following for 2022:"; empty where it limits nothing."""
        bare = re.sub(r"\s+", " ", text).strip(" :.;,")
        ends = [found.end() for found in self.stands.finditer(bare) if self._says(bare[found.end() :])]
        if ends:
            rest = bare[ends[0] if 0 <= ends[0] <= said.first else ends[-1] :].strip(" ,:")
            return self._once(rest)
        narrowed = [found for found in self.joined.finditer(bare) if said.first < 0 or found.end() <= said.first]
        if said.first < 0:
            return bare[narrowed[-1].end() :] if narrowed else ""
        lead = self.lead_in.search(bare[: said.first])
        asks = self.words["requests"].pattern.search(bare, said.first)
        stop = asks.start() if asks else len(bare)
        if lead:
            return self._once(bare[lead.start() : stop])
        if narrowed or not self.words["requests"].found(bare):
            start = narrowed[-1].end() if narrowed else 0
            return self._once(bare[start:stop])
        return self._once(bare[said.first : stop])

    def counted(self, text: str) -> str:
        """ "the number of referrals in Q4 2023 for", from where a number is asked for."""
        found = self.number.search(text)
        counted = text[found.start() :].rstrip(" :.") if found else ""
        each = EACH.search(counted)
        return f"{counted[: each.start()]}{counted[each.end() :]} {each['joins']}" if each else counted

    def each_limit(self, limit: str) -> list[str]:
        """ "Children" and "2023" of "children, and only 2023"."""
        return [piece.strip(" ,") for piece in AND_ONLY.split(limit) if re.search(r"\w", piece)]

    def _says(self, text: str) -> bool:
        """Is there a word but those that join a limit, and those that stand for what it limits?"""
        for name in ("stands", "joins", "prepositions", "between"):
            text = self.words[name].pattern.sub(" ", text)
        return bool(re.search(r"\w", text))

    def _once(self, limit: str) -> str:
        """A limit in the words that it needs: a financial year says itself that it is one, and of a stretch each year is meant."""
        bare = FISCAL.sub("", limit.strip(" ,:;"))
        if concerns := self.words["concerning"].opening.match(bare):
            bare = f"for{bare[concerns.end() :]}"
        return STRETCH.sub(r"each of the years \g<years>", bare)
