"""Where one sentence of a text ends and the next begins, before it is known in whose words each is read."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.english.lexicon import lexicon
from assistant.words.tokens import MAX_CHARACTERS, Token, clean, tokenise
from assistant.words.written import rewrite

ENDS = "?!;"
BEGINS = ("HOWMANY", "WHAT", "WHICH")


def pieces(text: str) -> Iterator[str]:
    """The sentences of a text, and each question that "and" joins to the one before it."""
    for line in text[: MAX_CHARACTERS * 5].splitlines():
        told = rewrite(clean(line))
        tokens = tokenise(told)
        start = 0
        for i, token in enumerate(tokens):
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            stops = following is not None and (_ends(token, following) or _asks_next(tokens, i))
            if stops and following is not None:
                end = token.end if token.kind == "mark" else token.start
                yield told[start:end].strip(" ,")
                start = following.start
        if told[start:].strip():
            yield told[start:].strip()


def _ends(token: Token, following: Token) -> bool:
    """A stop with a space behind it; a full stop before a capital letter."""
    if token.kind != "mark" or token.end == following.start:
        return False
    return token.text in ENDS or (token.text == "." and following.raw[:1].isupper())


def _asks_next(tokens: tuple[Token, ...], i: int) -> bool:
    """ "…, and how many of them were children"."""
    if not any(word.category == "AND" for word in lexicon().get((tokens[i].text,), ())):
        return False
    ahead = tuple(token.text for token in tokens[i + 1 : i + 4])
    found = (word for size in range(1, len(ahead) + 1) for word in lexicon().get(ahead[:size], ()))
    asking = any(word.category in BEGINS for word in found)
    return asking and any(word.category in ("WHAT", "WHICH") for word in lexicon().get(ahead[:1], ()))
