"""An answer as a plain page: no script, nothing loaded from elsewhere; it prints, links and reads aloud."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from assistant.answer.model import Answer, Caveat, Cell, Part
from assistant.catalog.model import Publication
from assistant.render.text import cell_text, grouped_sources, source_lines

TITLE = "Ask published statistics"
ADDRESS, CSV_ADDRESS = "/api/answer.html", "/api/answer.csv"
STYLE = """
body { font: 1.0625rem/1.5 Arial, sans-serif; color: #1a1a1a; background: #fff; max-width: 46rem; margin: 0 auto; padding: 1rem; }
a { color: #12436d; } a:focus, input:focus, button:focus, summary:focus { outline: 3px solid #12436d; outline-offset: 2px; }
.skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
.headline { font-size: 1.3125rem; font-weight: bold; border-left: 0.4rem solid #12436d; padding-left: 0.8rem; }
.warning, .error { border: 2px solid #801650; padding: 0.6rem 0.8rem; margin-bottom: 1rem; } .warning p { margin: 0; }
input { font: inherit; width: 100%; box-sizing: border-box; padding: 0.5rem; border: 2px solid #1a1a1a; }
button { font: inherit; padding: 0.5rem 1rem; margin-top: 0.5rem; color: #fff; background: #12436d; border: 2px solid #12436d; }
.wide { overflow-x: auto; } table { border-collapse: collapse; } caption { text-align: left; font-weight: bold; padding-bottom: 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.9rem 0.3rem 0; border-bottom: 1px solid #767676; font-weight: normal; }
thead th { font-weight: bold; } .number { text-align: right; font-variant-numeric: tabular-nums; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; } footer { border-top: 1px solid #767676; margin-top: 2rem; font-size: 1rem; }
@media print { .screen { display: none; } body { max-width: none; padding: 0; font-size: 11pt; } .wide { overflow: visible; }
  tr { break-inside: avoid; } thead { display: table-header-group; } a[href^="http"]::after { content: " (" attr(href) ")"; } }
""".strip()
STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
# A page that runs nothing and loads nothing: its own style sheet is named by its hash.
POLICY = f"default-src 'none'; img-src data:; style-src '{STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
STATUS = {
    "answered": "Answer", "partial": "Part of an answer", "clarify": "Which do you mean?",
    "not_published": "Not published", "not_held": "Not held here", "out_of_scope": "Outside these tables",
}  # fmt: skip


def status_title(part: Part) -> str:
    """What stands over an answer: of what is only not held here, not that it is not published."""
    return STATUS["not_held" if part.reason == "not_held" else part.status]


def page(answer: Answer | None, publications: Sequence[Publication], failed: str = "") -> str:
    """A whole document: of an answer, or the form alone with what is wrong with the request (``failed``)."""
    asked = answer.question if answer else ""
    title = f"{asked[:80]} – {TITLE}" if asked else f"Error – {TITLE}" if failed else TITLE
    body = [
        el("h1", TITLE),
        _form(asked),
        el("p", failed, role="alert", class_="error") if failed else Markup(""),
    ]
    if answer:
        body += [_part(part, number) for number, part in enumerate(answer.parts, 1)]
    else:
        others = [p.examples[0] for p in publications[1:] if p.examples]
        body += [el("h2", "Examples"), _links((*publications[0].examples, *others))]
    main = el("main", *body, id="answer")
    footer = el("footer", *(el("p", line) for line in _notice(publications)))
    head = el(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="robots" content="noindex"><link rel="icon" href="data:,">'),
        el("title", title),
        Markup(f"<style>{STYLE}</style>"),
    )
    skip = el("a", "Skip to the answer", href="#answer", class_="skip screen")
    return f"<!DOCTYPE html>\n{el('html', head, el('body', skip, main, footer), lang='en-GB')}\n"


class Markup(str):
    """Text that is markup already; every other text is escaped."""

    __slots__ = ()


def el(tag: str, *inside: str, **attributes: str) -> Markup:
    """An element; texts and attributes are escaped.

    >>> el("p", "a < b", el("b", "&"), class_='"x"')
    '<p class="&quot;x&quot;">a &lt; b<b>&amp;</b></p>'
    """
    named = "".join(f' {name.rstrip("_")}="{escape(_clean(value))}"' for name, value in attributes.items())
    content = "".join(text if isinstance(text, Markup) else escape(_clean(text)) for text in inside)
    return Markup(f"<{tag}{named}>{content}</{tag}>")


def _clean(text: str) -> str:
    """Without what no document may hold, and without marks that turn the direction of other text round."""
    return "".join(
        c
        for c in text
        if (c >= " " or c in "\n\t")
        and not "\ud800" <= c <= "\udfff"
        and c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def _form(asked: str) -> Markup:
    label = el("label", "Your question", for_="q")
    box = Markup(
        f'<input id="q" name="q" type="text" maxlength="2000" required autocomplete="off" value="{escape(_clean(asked))}">'
    )
    return el("form", label, box, el("button", "Ask", type="submit"), action=ADDRESS, method="get", class_="screen")


def _part(part: Part, number: int) -> Markup:
    """Headline, reading, breaks, table, notes, source, take away, what to ask next: the order of every front end."""
    notes = list(enumerate(part.caveats, 1))
    breaks = [_note(n, caveat) for n, caveat in notes if caveat.kind == "break"]
    others = [_note(n, caveat) for n, caveat in notes if caveat.kind != "break"]
    inside = [
        el("h2", part.question, id=f"part-{number}"),
        el("p", status_title(part)) if part.status != "answered" else Markup(""),
        el("p", part.headline, class_="headline"),
        _reading(part),
        *(el("div", el("p", *text), class_="warning") for text in breaks),
        _table(part),
    ]
    if others:
        inside += [el("h3", "Notes"), el("ul", *(el("li", *text) for text in others))]
    inside += [_sources(part), _take_away(part)]
    questions = tuple(dict.fromkeys((*part.choices, *part.next_questions)))
    if questions:
        inside += [el("div", el("h3", "You could ask"), _links(questions), class_="screen")]
    return el("article", *inside, **{"aria-labelledby": f"part-{number}"})


def _reading(part: Part) -> Markup:
    lines = []
    if part.reading:
        lines.append(el("p", el("b", "How the question was read: "), part.reading))
    if part.words.corrected:
        pairs = ", ".join(f"“{typed}” as “{read}”" for typed, read in part.words.corrected)
        lines.append(el("p", el("b", "Spelling read: "), f"{pairs}."))
    if part.words.not_understood:
        lines.append(el("p", el("b", "Words not understood: "), f"{', '.join(part.words.not_understood)}."))
    return Markup("".join(lines))


def _note(number: int, caveat: Caveat) -> list[str]:
    said = [f"[note {number}] {caveat.text} "]
    return [*said, el("a", f"Source of note {number}", href=caveat.source)] if _web(caveat.source) else said


def _table(part: Part) -> Markup:
    if not part.rows or (part.kind == "figure" and len(part.rows) == 1):
        return Markup("")
    numeric = [
        all(isinstance(row[i], (int, float)) or row[i] is None for row in part.rows) for i in range(len(part.columns))
    ]
    heads = [
        el("th", name, scope="col", class_="number") if right else el("th", name, scope="col")
        for name, right in zip(part.columns, numeric, strict=True)
    ]
    rows = [el("tr", *_cells(row, part.columns, numeric)) for row in part.rows]
    caption = part.chart.subtitle if part.chart else part.reading or part.headline
    table = el("table", el("caption", caption), el("thead", el("tr", *heads)), el("tbody", *rows))
    return el("div", table, class_="wide", tabindex="0", role="region", **{"aria-label": "Table of figures"})


def _cells(row: tuple[Cell, ...], columns: tuple[str, ...], numeric: list[bool]) -> list[Markup]:
    made = []
    for place, (value, name, right) in enumerate(zip(row, columns, numeric, strict=True)):
        text = cell_text(value, name)
        if place == 0:
            made.append(el("th", text, scope="row"))
        else:
            made.append(el("td", text, class_="number") if right else el("td", text))
    return made


def _sources(part: Part) -> Markup:
    if not part.sources:
        return Markup("")
    grouped = grouped_sources(part)
    lines = [
        el("li", f"{said} ", el("a", "Open the release", href=url)) if _web(url) else el("li", said)
        for said, url in grouped
    ]
    how = [el("li", line) for line in source_lines(part)[len(grouped) :]]
    return Markup(el("h3", "Source") + el("ul", *lines, *how))


def _take_away(part: Part) -> Markup:
    if not (part.link and part.rows):
        return Markup("")
    link = el("p", el("a", "Link to this answer, pinned to its release", href=f"{ADDRESS}?{part.link}"))
    file = el("p", el("a", "Download the figures as CSV", href=f"{CSV_ADDRESS}?{part.link}"), class_="screen")
    sql = el("details", el("summary", "The statement that read the figures"), el("pre", part.sql), class_="screen")
    return Markup(link + file + (sql if part.sql else ""))


def _links(questions: tuple[str, ...]) -> Markup:
    return el("ul", *(el("li", el("a", text, href=f"{ADDRESS}?q={quote(text, safe='')}")) for text in questions))


def _notice(publications: Sequence[Publication]) -> list[str]:
    first = publications[0]
    others = dict.fromkeys(p.publisher for p in publications if p.publisher != first.publisher)
    said = (
        f"Answers quote {first.publisher} {first.status.lower()}"
        f"{''.join(f' and figures of the {name}' for name in others)}; "
        f"this tool is not a {first.publisher} service. {first.attribution}."
    )
    return [said, first.helpline] if first.helpline else [said]


def _web(address: str) -> bool:
    return address.startswith(("https://", "http://"))
