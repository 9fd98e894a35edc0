"""A question of a letter without the words that only lead up to it: who asks, for whom, in which form."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.desk.limiting import Limiting

PREAMBLE = re.compile(r"(?:\s[-–—]+\s|: ?|; ?)")
OPENING = re.compile(r"(?P<said>[^,:;?]{3,60})(?:, |: |; |\s[-–—]+\s)(?=\w)")  # what may say whom or when it is about


class Plain(Limiting):
    """Questions by the words of the settings."""

    def plain(self, text: str, names: Callable[[str], bool], limits: Callable[[str], bool] = lambda _: False) -> str:
        """A question without the words that only lead up to it; ``names`` says whether they mean something to the tables,
        ``limits`` whether they say no more than when it was, or of whom it is."""
        text = self.patterns["sequence"].sub("", text)
        text = self.patterns["chatter"].sub("", text)
        left = self.patterns["set_aside"].match(text)
        if left and names(left["what"]) and not limits(left["what"]):
            text = text[left.end() :]  # "Leaving detention aside, what proportion …", and not "leaving children aside"
        lead = OPENING.match(text)
        if lead and self._says_whom(lead["said"], limits):
            return f"{lead.group()}{self.plain(text[lead.end() :], names, limits)}"
        return self._led(text, names, limits)

    def reported(self, text: str) -> str:
        """ "How many were referred in 2020" of "UIN 58924 asked how many were referred in 2020"; empty of anything else."""
        found = self.patterns["reported"].match(text)
        return found["what"] if found else ""

    def reported_in(self, text: str) -> str:
        """The same of the last sentence of a text that tells one."""
        told = map(self.reported, reversed(re.split(r"(?<=[.?!]) ", text)))
        return next(filter(None, told), "")

    def _led(self, text: str, names: Callable[[str], bool], limits: Callable[[str], bool]) -> str:
        """The same, of a question that begins with no limit."""
        told = self.patterns["led"].match(text)
        if told and not self._limits(told["told"], names, limits):
            text = text[told.end() :]
        told = self.patterns["charged"].match(text)
        if told and not (names(told.group()) or limits(told.group())):
            text = text[told.end() :]  # "My friend has asked me to establish the number of …"
        told = self.patterns["wonders"].match(text)
        if told and not (names(told.group()) or limits(told.group())):  # "for 2023 I would like" says when
            text = text[told.end() :]  # "He would like to know how many …"
        told = self.patterns["wished_for"].match(text)
        wished = told is not None and (names(told.group()) or limits(told.group()))
        if told and not (wished or self.words["speaks"].opening.match(text)):
            text = text[told.end() :]  # "The Bishop would like to have in front of her the number of …"
        text = self.patterns["claimed"].sub("", text)  # "The constituent claims that …, and has asked what is done"
        for mark in PREAMBLE.finditer(text[:200]):
            rest = text[mark.end() :]
            if (
                self.patterns["direct"].match(rest)
                and not re.search(r"\d", text[: mark.start()])
                and not names(text[: mark.start()])
            ):
                text = rest
                break
        text = self.patterns["columned"].sub(" for ", text)
        text = self.patterns["layout_aside"].sub(r", \g<row>,", text)
        text = re.sub(r"\s+", " ", self.patterns["bracketed"].sub("", self.aimless(text, names)))
        text = self.patterns["gloss"].sub("", text)
        text = self.patterns["layout"].sub(lambda at: f"for each {at['what']}, {at['when'] or ''}{at['thing']}", text)
        text = self.patterns["form"].sub("", self.patterns["row"].sub("for each ", text))
        text = self.patterns["trailing"].sub("", text)  # "…; and" before the next item
        text = re.sub(r"\s+([,.?!;:])", r"\1", self.patterns["aside"].sub("", text))
        text = re.sub(r"\s+", " ", re.sub(r",\s*,", ",", text)).strip(" ,;-–—").lstrip(". ")
        text = self.patterns["trailing"].sub("", text)  # "…, and, if you can," before the next thing
        text = self.patterns["indirect"].sub(r"\g<what> ", text)
        if self.patterns["puzzled"].match(text):  # "I don't understand the difference between …, could you explain"
            text = self.patterns["explained"].sub("", self.patterns["puzzled"].sub("what is ", text))
        return self.patterns["polite"].sub("", text).lstrip(" :;,") or text  # "Please send: the number of …"

    def _limits(self, told: str, names: Callable[[str], bool], limits: Callable[[str], bool]) -> bool:
        """ "For Kent Police, could you tell me …": does what stands before a question say of whom or when it is, or ask?"""
        asks = self.words["narrows"].found(told) or self.patterns["direct"].match(told)
        of_whom = self.patterns["of_whom"].match(told)
        return bool(asks or self._says_whom(told, limits) or (of_whom and names(told)))

    def _says_whom(self, told: str, limits: Callable[[str], bool]) -> bool:
        """ "Kent Police", "taking 2022"; "in 2022 I wrote to you" is of the writer."""
        bare = self.patterns["of_whom"].sub("", told).strip()
        asks = self.patterns["direct"].search(told) or self.patterns["number"].search(told)
        return (limits(told) or limits(bare)) and not (asks or self.words["speaks"].found(told))

    def aimless(self, text: str, names: Callable[[str], bool]) -> str:
        """Without whom and what the figures are for: "On behalf of our members", "for the committee next week"."""

        def kept(found: re.Match[str]) -> str:
            plain = self.patterns["own_occasion"].sub("", found.group())
            around = self.words["occasions"].pattern.sub(" ", plain)
            limits = names(around) or re.search(r"\d|(?<!^)[A-Z]", plain)
            return found.group() if limits else ""

        work = self.patterns["own_work"].match(text)
        if work and not (names(work.group()) or re.search(r"\d", work.group())):
            text = text[work.end() :]
        use = self.patterns["before_use"].search(text)
        if use and not (names(use.group()) or re.search(r"\d", use.group())):
            text = f"{text[: use.start()]}{text[use.end() :]}"
        text = self.patterns["for_work"].sub("", self.patterns["on_behalf"].sub("", text))
        return self.patterns["occasion"].sub(kept, text)
