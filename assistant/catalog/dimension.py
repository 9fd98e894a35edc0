"""A breakdown with its members and the words that people use for them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from assistant.catalog.entry import Entry, Id, Phrases, Words


class Member(Entry):
    """One category of a dimension, with its published spellings and the words people use for it."""

    id: Id
    label: str
    printed: Words = ()  # spellings in workbooks and bulletins, besides the label
    words: Phrases = ()  # what people write; matched case-insensitively, plural "s" added by the vocabulary
    who: str = ""  # phrase for sentences: "aged 17 or under at exploitation"; else from the dimension
    contains: Words = ()  # elementary members of a combination: ["labour", "criminal"]
    residual: bool = False  # "not specified or unknown": never named as the top of a ranking without a word
    former: bool = False  # listed by earlier publications alone, and no longer one of each
    note: str = ""  # shown when this member is used
    names: Words = ()  # that the patterns of the dimension are filled with, as are ``areas``
    areas: Words = ()
    noun: str = ""  # who they are, in a word: "children"
    adjective: str = ""  # before another noun: "female"
    only: Words = ()  # the first and the last quarter in which all were of this member: ["2019-Q3", "2021-Q3"]
    within: str = ""  # the member of a coarser breakdown that it lies in: "first_responder_type=police"
    same_as: str = ""  # the member of another dimension that has the same figures: "first_responder=local_authority"


class Group(Entry):
    """A named set of members people ask for as one; its figure is a labelled sum over its members.

    ``members`` lists ids; ``containing`` takes every member whose ``contains`` holds that elementary member,
    ``combining`` those of them that hold another as well; ``except_members`` takes every member but those.
    """

    id: Id
    label: str
    words: Phrases
    members: Words = ()
    containing: Id | None = None
    combining: Id | None = None
    except_members: Words = ()
    note: str = ""
    who: str = ""


class Dimension(Entry):
    """One breakdown. ``partition`` says that its members are exclusive and together make the total."""

    id: Id
    publication: str = ""  # empty: the first; set by the loader for a publication in a folder of its own
    label: str
    words: Phrases  # "by nationality", "nationalities", "which country"
    weak_words: Words = ()  # name the breakdown only where one is asked for ("the most common exploitation")
    who: str = "{label}"  # how a member reads in a sentence
    place: Literal["who", "by", "kind"] = "who"  # which place of the headline its phrase takes
    plural: str = ""  # of the label: "nationalities"
    noun: str = ""  # of people told apart by it: "nationals", before which stands a member's label
    partition: bool = True
    confirm: str = ""  # a question about its members that nobody has answered, so that they are not added
    sparse: bool = False  # tables list what occurs only, so that a member that none lists is none; else it is not known
    receives: bool = False  # cases are passed to its members, who as such refer nobody
    rank_whole: bool = False  # nothing is said to be the highest or lowest unless every member is held
    who_asks: bool = False  # "who made the most …?" asks for its members
    whole: dict[Id, str] = Field(
        default_factory=dict
    )  # said where that other breakdown limits nothing: {age = "of all ages"}
    persons: bool = False  # its words name persons, so that "and how many children?" takes the place of "women"
    not_after: Words = ()  # words before a member that mean another thing ("sent to" a police force): not held
    beside: Words = ()  # said anywhere beside a name that its members share with others, it is of this breakdown
    confusable: bool = False  # never correct a typed word into one of these members unless it is the only near one
    caveats: tuple[str, ...] = ()
    note: str = ""
    patterns: dict[Literal["names", "areas"], Words] = Field(
        default_factory=dict
    )  # more words of each member: {names = ["passed to {name}"]}, of each of its names
    members: tuple[Member, ...] = Field(default=(), alias="member")
    groups: tuple[Group, ...] = Field(default=(), alias="group")

    @model_validator(mode="after")
    def _filled(self) -> Dimension:
        """Each member with the words that the patterns make of its names and areas."""
        if self.patterns:
            object.__setattr__(self, "members", tuple(self._worded(member) for member in self.members))
        return self

    def _worded(self, member: Member) -> Member:
        made = [
            pattern.replace("{name}", name)
            for key, patterns in self.patterns.items()
            for name in getattr(member, key)
            for pattern in patterns
        ]
        return member.model_copy(update={"words": tuple(dict.fromkeys((*member.words, *made)))})
