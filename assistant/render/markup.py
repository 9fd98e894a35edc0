"""HTML built of elements whose texts are escaped: no word of a question or of a file is read as markup."""

from __future__ import annotations

from html import escape

VOID = ("img", "input")  # elements that hold nothing and have no end


class Markup(str):
    """Text that is markup already; every other text is escaped."""

    __slots__ = ()


def el(tag: str, *inside: str, **attributes: str) -> Markup:
    """An element; texts and attributes are escaped.

    >>> el("p", "a < b", el("b", "&"), class_='"x"')
    '<p class="&quot;x&quot;">a &lt; b<b>&amp;</b></p>'
    """
    named = "".join(f' {name.rstrip("_")}="{escape(clean(value))}"' for name, value in attributes.items())
    content = "".join(text if isinstance(text, Markup) else escape(clean(text)) for text in inside)
    return Markup(f"<{tag}{named}>{content}" + ("" if tag in VOID else f"</{tag}>"))


def clean(text: str) -> str:
    """Without what no document may hold, and without marks that turn the direction of other text round."""
    return "".join(
        c
        for c in text
        if (c >= " " or c in "\n\t")
        and not "\ud800" <= c <= "\udfff"
        and c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
