"""Questions about one person's case, which no reply discusses: "when will she hear?", "what is happening with it?"."""

from __future__ import annotations

from assistant.desk.sentences import Language


def of_person(text: str, asked: bool, person: bool, language: Language) -> bool:
    """Does a sentence ask about one person's case? ``asked``: it is known to ask something; ``person``: the letter is
    about one."""
    words = language.words
    asked = asked or "?" in text
    text = language.patterns["their_wish"].sub(" ", text)
    counts = language.counts(text)
    mine = words["own_case"].found(text) or bool(language.patterns["own_fate"].search(text))
    if mine and asked and not counts and words["fate"].found(text):
        return True  # "When will I get my decision?"
    own = words["pronouns"].found(text) or mine or language.patterns["goes_with_it"].search(text)
    if person and asked and not counts and own:
        return True  # "When will she hear?"
    if not words["fate"].found(text) or language.patterns["number_asked"].search(text):
        return False
    name = any(words.private[kind] in text for kind in ("name", "number")) and not counts
    found = [match.group() for match in words["persons"].pattern.finditer(text)]
    return name or (person and bool(found)) or any(" " in one for one in found)
