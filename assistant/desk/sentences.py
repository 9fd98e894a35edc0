"""What a sentence of an email says and does: its words are lists of ``catalog/desk.toml``, its marks are told here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.desk.plain import Plain
from assistant.desk.rewritten import rewritten

NUMBERS = ("", "one", "two", "three", "four")
ORDINALS = ("first", "second", "third", "last")
LONGEST = 1000  # characters of a sentence that are read


class Language(Plain):
    """Sentences by the words of the settings."""

    def repeats(self, text: str) -> str:
        """What is said instead, where a text asks the same again: "for 2022" of "the same for 2022", of "2022 likewise"."""
        found = self.patterns["again"].match(text)
        if found:
            return f"{found['rest'].rstrip('?!. ')} {found['when']}" if found["when"] else found["rest"]
        if figures := self.patterns["figures_again"].match(text):
            return figures["rest"]  # "what were the two figures for 2024?"
        like = self.patterns["likewise"].match(text)
        if not like:
            return ""
        rest = (like["before"] or like["after"]).strip(" ,.?!")
        return rest if self.patterns["preposition"].match(rest) else f"for {rest}"

    def repeats_then(self, text: str) -> tuple[str, str]:
        """A change, and another after it: "for adults" and "adults in 2022" of "for adults, and then adults in 2022 too"."""
        first, *rest = self.patterns["then_again"].split(text, maxsplit=1)
        return (first, self.unjoined(rest[0].rstrip("?!. "))) if rest and re.search(r"\w", first) else (text, "")

    def with_sum(self, text: str) -> tuple[str, str]:
        """What is asked again, and the sum of that and what it was: "the same for negative ones, and the total of both"."""
        found = self.patterns["sum_after"].search(text) if self.repeats(text) else None
        return (text[: found.start()], found["sum"]) if found else (text, "")

    def repeats_besides(self, text: str) -> tuple[str, str]:
        """What is asked again, and of whom besides: "for Albanians" of "the same for Q1 2023, and for Albanians too"."""
        if not self.repeats(text):
            return text, ""
        first, *rest = self.patterns["besides_again"].split(text, maxsplit=1)
        return (first, self.unjoined(rest[0].rstrip("?!. "))) if rest else (text, "")

    def shares_apart(self, text: str) -> list[str]:
        """Each of several figures that are asked for as shares."""
        return [piece for piece in self.patterns["shares_apart"].split(text) if re.search(r"\w", piece)]

    def help_with(self, text: str) -> str:
        """ "Duty to Notify" of "I'd be grateful for some help with Duty to Notify"; empty where no help is asked for."""
        found = self.patterns["helped"].match(text)
        return found["what"] if found else ""

    def repeated(self, text: str) -> str:
        """What the same is asked of, where that is said: "referrals" of "the same number of referrals for 2023"."""
        found = self.patterns["again"].match(text)
        return (found["of"] or "") if found else ""

    def nationally(self, text: str) -> tuple[str, str] | None:
        """ "The equivalent national totals for 2023" of what was asked of a place: what stands before, and "for 2023"."""
        found = self.patterns["nationally"].match(text)
        return (found["lead"], found["rest"] or "") if found else None

    def both_then(self, text: str) -> str:
        """ "In 2022" of "and both in 2022?", of the two asked for last; empty of anything else."""
        found = self.patterns["both_then"].match(text)
        return found["rest"] if found else ""

    def nth(self, text: str) -> tuple[int, str, str] | None:
        """ "The same first figure (all of them) for 2022": which of a list, -1 for the last; the gloss, and "for 2022"."""
        found = self.patterns["ordinal"].match(text)
        if not found:
            return None
        place = next(n for n, name in enumerate(ORDINALS) if self.words[name].found(found["nth"]))
        return (-1 if place == len(ORDINALS) - 1 else place), found["gloss"] or "", found["rest"]

    def nth_compared(self, text: str) -> tuple[int, str] | None:
        """ "How the first number compares with 2022": which of several, -1 for the last, and "how does that compare with 2022"."""
        found = self.patterns["nth_compared"].match(text)
        if not found:
            return None
        place = next(n for n, name in enumerate(ORDINALS) if self.words[name].found(found["nth"]))
        asked = self.words.letter.compared.format(text=found["rest"])
        return (-1 if place == len(ORDINALS) - 1 else place), asked

    def so_many(self, text: str) -> int:
        """2 of "the same two figures for 2022", 0 where no number is said."""
        found = self.patterns["so_many"].search(text)
        return (
            next((n for n, name in enumerate(NUMBERS) if n and self.words[name].found(found["many"])), 0)
            if found
            else 0
        )

    def occasion_of(self, text: str) -> str:
        """ "Following the release of the tables in August, ", before what is asked on it; empty without one."""
        found = self.patterns["occasioned"].match(text) or self.patterns["purpose_about"].match(text)
        return found.group() if found else ""

    def sentences(self, text: str) -> list[str]:
        """One paragraph's sentences, without the words for a law and its year, or for a letter that is answered."""
        text = rewritten(text, self.words)
        text = re.sub(r"\s+(?=[.,?!;:](?:\s|$))", "", text)
        if tabled := self.patterns["tabled"].search(text):
            rest = text[tabled.end() :]
            asked = self.words.letter.provide.format(text=rest) if tabled["gives"] else rest
            before = text[: tabled.start()].rstrip()
            leads = before.endswith(":") and not re.search(r"\d", before)
            return [*(() if leads else self.sentences(before)), *self.sentences(asked)]
        pieces = [
            _unquoted(re.sub(r"\s+", " ", piece).strip(" ,-–—•").lstrip(". "))
            for whole in self.patterns["sentence"].split(text)
            for piece in self._with_quote(whole)
        ]
        return [self._unreferred(piece[:LONGEST]) for piece in pieces if re.search(r"\w", piece)]

    def _with_quote(self, text: str) -> list[str]:
        """ "Please check this line:" and the line; any other sentence as it is."""
        head, mark, quote = text.partition(': "') if ': "' in text else text.partition(": “")
        return [f"{head}:", quote] if mark and self.of_statements(f"{head}:") else [text]

    def _unreferred(self, text: str) -> str:
        """The sentence without "Further to your letter of 12 May,", unless that says something that is asked."""
        found = self.patterns["letter"].match(text)
        return text[found.end() :] if found and not self.counts(found.group()) else text

    def unjoined(self, text: str) -> str:
        """ "For 2021" of "and for 2021 as well"."""
        return self.patterns["aside"].sub("", self.patterns["unjoined"].sub("", text)).strip(" ,.")

    def opens(self, line: str) -> bool:
        """Does a line begin as a question does?"""
        return bool(self.words["asks"].opening.match(line) or self.words["counts"].opening.match(line))

    def begins_asking(self, line: str) -> bool:
        """Does a line end as a question, or begin with what can be had ("the number of …")?"""
        return line.endswith("?") or self.patterns["thing"].match(line) is not None

    def questions(self, text: str) -> bool:
        return text.endswith("?") or self.asks_directly(text)

    def of_statements(self, text: str) -> bool:
        """ "Are the following statements correct?"."""
        return text.endswith(("?", ":")) and self.words["confirms"].found(text) and self.words["statements"].found(text)

    def begins_limit(self, line: str) -> bool:
        """ "Broken down by gender, for Q4 2023"."""
        return bool(self.patterns["preposition"].match(line))

    def goes_on(self, line: str) -> tuple[str, str] | None:
        """The last of a list, which stands under it ("and by all of them together."), and what is said after it."""
        found = self.patterns["goes_on"].match(line.strip())
        return (found["last"], found["rest"].strip()) if found else None

    def dated_edition(self, text: str) -> str:
        """A statement with the time of the release that it is from as its own; empty where it names none."""
        found = self.patterns["from_edition"].search(text)
        return f"{text[: found.start()]}in {found['when']} {text[found.end() :]}" if found else ""

    def listed(self, head: str, pieces: Sequence[str]) -> str:
        """A line that is left open with what stands under it, in one sentence: "the share for children, adults and all"."""
        return self.patterns["comma_and"].sub(" ", f"{head} {', '.join(pieces)}")

    def left_open(self, line: str) -> bool:
        """Does a line end in a word that something must follow: "the share of children for"?"""
        return self.patterns["left_open"].search(line) is not None

    def counts(self, text: str) -> bool:
        """Is something asked for that can be had: a number, a share, a table?"""
        return bool(self.patterns["number"].search(self.patterns["vaguely_many"].sub("", text)))

    def asks_directly(self, text: str) -> bool:
        return bool(self.patterns["direct"].search(text))

    def whole_list(self, text: str, breakdown: Callable[[str], str]) -> str:
        """The text with a list of examples of a breakdown ("broken down into domestic servitude, sexual exploitation etc")
        said as the breakdown that ``breakdown`` names; as it is where that is none."""
        text = self.patterns["categories"].sub("", text)
        found = self.patterns["examples"].search(text)
        by = breakdown(found["what"]) if found else ""
        return f"{text[: found.start()]}{by}{text[found.end() :]}" if found and by else text

    def total_of(self, text: str, counted: str) -> str:
        """ "The total of referrals for 2022", of a total that does not say of what."""
        found = self.patterns["total_said"].search(text)
        return f"{text[: found.end()]} of {counted}{text[found.end() :]}" if found else text

    def how_many_of_those(self, text: str) -> str:
        """ "Of those, how many were women" of "of those, women"; any other text as it is."""
        found = self.patterns["who_of_those"].match(text)
        return self.words.letter.how_many_of_those.format(text=found["who"]) if found else text

    def of_those(self, text: str) -> str:
        """ "Of those, how many were referred …", of a question that does not say of whom."""
        return self.words.letter.of_those.format(text=text)

    def shared(self, text: str) -> tuple[str, str]:
        """The last of several things without the limit that holds for all: ", both for Q4 2023"."""
        found = self.patterns["shared"].search(text)
        return (text[: found.start()], text[found.end() :]) if found else (text, "")

    def things(self, text: str, names: Callable[[str], bool] = lambda _: False) -> list[str]:
        """The things that one sentence lists; alone where it lists none. What stands before a colon is the first. ``names``
        says whether words name what can be counted ("referrals made by TARA, and how many were children")."""
        head, colon, rest = text.partition(":")
        semicolons = [piece.strip() for piece in rest.split(";") if re.search(r"\w", piece)]
        if len(semicolons) > 2 and self.words["requests"].found(head):
            return semicolons  # "please send: referrals by police force; DtN by quarter; adults and children"
        body = (
            rest
            if colon and not self.patterns["direct"].search(head) and self.patterns["thing"].match(rest.lstrip())
            else text
        )
        pieces = [piece.strip() for piece in self.patterns["listed"].split(body) if piece.strip()]
        for n in range(len(pieces) - 1):
            if those := self.patterns["those_end"].search(pieces[n]):
                when = those["when"] or ""
                pieces[n : n + 2] = [pieces[n][: those.start()], f"of those{when}, {pieces[n + 1]}"]
        begun = bool(pieces) and any(self.patterns[name].search(pieces[0]) for name in ("thing", "how_long"))
        if len(pieces) > 1 and not begun and not self.begins_limit(pieces[0]):
            joined = body[body.index(pieces[0]) + len(pieces[0]) :].lstrip(" ,;")
            own = names(pieces[0]) or self.patterns["then_at"].match(pieces[0])
            lists = len(pieces) > 2 or self.patterns["unjoined"].match(joined)
            begun = bool(own and lists)  # "referrals by TARA, and how many …"
        if len(pieces) > 1 and not (begun or self.repeats(pieces[1])):
            pieces[:2] = [f"{pieces[0]}, {pieces[1]}"]  # "could you send me, for 2022, the number of …"
            begun = bool(self.patterns["thing"].search(pieces[0]))
        asked = begun or (pieces and (self.words["requests"].found(pieces[0])))
        if len(pieces) < 2 or not asked:
            return [text]
        return [f"{head}:", *pieces] if body is not text else pieces

    def with_tail(self, text: str) -> tuple[str, str]:
        """A question, and the share or the change of its figure that is asked for after it."""
        if outof := self.patterns["out_of"].search(text):
            return text[: outof.start()], self.words.letter.whole_of
        found = self.with_share(text)
        return found if found[1] else self.with_movement(text)

    def tails(self, text: str) -> list[str]:
        """What is asked for after a figure, and each question of its own behind that: "how much is that up, how many …"."""
        return [piece.strip() for piece in self.patterns["anew"].split(text)]

    def before_those(self, text: str) -> tuple[str, str] | None:
        """What a lead-in asks itself, before what it asks of those; None of any other."""
        found = self.patterns["of_those_lead"].search(text) if text.rstrip(" -–").endswith(":") else None
        first = text[: found.start()] if found else ""
        return (first, text[found.end() :]) if found and self.counts(first) else None

    def with_what_it_was(self, text: str) -> tuple[str, str]:
        """A question, and another time of which it is asked again: "in 2024" of "…, and what it was in 2024"."""
        found = self.patterns["what_it_was"].search(text)
        return (text[: found.start()], text[found.end() :]) if found else (text, "")

    def with_further(self, text: str) -> tuple[str, str]:
        """A question, and another grain in which it is asked again: "…, and then for each quarter of 2023"."""
        found = self.patterns["further"].search(text)
        return (text[: found.start()], text[found.end() :]) if found else (text, "")

    def with_movement(self, text: str) -> tuple[str, str]:
        """A question, and the change from the figure before it that is asked for after it: "…, and what's the rise?"."""
        found = self.patterns["movement"].search(text)
        return (text[: found.start()], text[found.start("what") :]) if found else (text, "")

    def instead(self, text: str, before: str = "") -> tuple[str, str]:
        """A sentence without its second-best, and that: "the total" of "if not possible, please give the total"; ``before``
        is what was said last."""
        given = self.patterns["in_that_case"].match(text)
        if given and self.words["impossible"].found(before) and not before.endswith("?"):
            return "", self._rest(text[given.end() :])
        found = self.patterns["unless"].search(text)
        if not found or not self.words["impossible"].found(found["why"]):
            found = self.patterns["failing"].search(text)
        if not found:
            return text, ""
        return text[: found.start()].strip(" ,;.("), self._rest(text[found.end() :])

    def _rest(self, text: str) -> str:
        bare = self.patterns["polite"].sub("", text.strip(" ,.?!)")).strip(" ,.?!)")
        return self.patterns["in_place"].sub("", bare)

    def with_share(self, text: str) -> tuple[str, str]:
        """A question, and the share of its figure that is asked for after it: "…, and what proportion that represents"."""
        found = self.patterns["share_after"].search(text) or self.patterns["share_next"].search(text)
        return (text[: found.start()], text[found.end("join") :]) if found else (text, "")

    def uncited(self, text: str) -> str:
        """A statement without the table and the day that stand beside its figure."""
        return self.patterns["cited"].sub("", text)

    def unlisted(self, text: str) -> str:
        """A question without the words that only say that a list comes: "in the following periods of time"."""
        return self.patterns["in_following"].sub("", text)

    def of_times(self, text: str) -> str:
        """ "How many were referred in each of the same periods?" over a list of those, without the words for them."""
        return self.unlisted(self.patterns["in_same"].sub("", text))

    def meant(self, text: str, limits: Callable[[str], bool]) -> str:
        """What is meant of "the age at exploitation and not at referral", where that by itself ``limits``."""
        found = self.patterns["meant"].search(text)
        head = text[: found.start()] if found else ""
        return head if head and limits(head) else text

    def divided(self, text: str) -> str:
        """ "The number of referrals" of "the number of referrals, broken down by:"; empty where no number is asked for."""
        found = self.patterns["divides"].search(text)
        before = text[: found.start()] if found else ""
        return before if self.counts(before) else ""

    def counted(self, text: str) -> str:
        """ "the number of referrals in Q4 2023 for", from where a number is asked for, else what is requested."""
        found, wanted = self.patterns["number"].search(text), self.words["requests"].pattern.search(text)
        start = found.start() if found else wanted.end() if wanted else len(text)
        counted = text[start:].strip(" :.")
        each = self.patterns["each"].search(counted)
        if each is None or re.search(r"\w", counted[each.end() :]):
            return counted  # "for these nationalities", which say what each item is
        return f"{counted[: each.start()]}{counted[each.end() :]} {each['joins']}"


def _unquoted(text: str) -> str:
    """Without a mark of quotation that has lost its other."""
    return text.rstrip('"”’').rstrip() if text[-1:] in '"”’' and len(re.findall('["“”]', text)) == 1 else text
