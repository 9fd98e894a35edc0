"""An answer as a plain page: no script, nothing loaded from elsewhere; it prints, links, embeds and reads aloud."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

from assistant.answer.model import Answer, Part
from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Publication
from assistant.looked import Looked
from assistant.render import card
from assistant.render.markup import Markup, clean, el
from assistant.render.text import named

TITLE = "Figure Finder"
ADDRESS, CSV_ADDRESS, PNG_ADDRESS, EMBED_ADDRESS = "/api/answer.html", "/api/answer.csv", "/api/answer.png", "/embed"
STYLE = (
    card.style()
    + """
body { font: 1.0625rem/1.5 Arial, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 46rem; margin: 0 auto; padding: 1rem; }
a { color: var(--brand); }
a:focus, input:focus, button:focus, summary:focus { outline: 3px solid var(--brand); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
.error { border: 2px solid var(--bad); padding: 0.6rem 0.8rem; margin-bottom: 1rem; }
input { font: inherit; width: 100%; box-sizing: border-box; padding: 0.5rem; border: 2px solid var(--ink);
  background: var(--paper); color: var(--ink); }
button { font: inherit; padding: 0.5rem 1rem; margin-top: 0.5rem; color: #fff; background: #12436d;
  border: 2px solid #12436d; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
footer { border-top: 1px solid var(--line); margin-top: 2rem; font-size: 1rem; }
@media print { .screen { display: none; } body { max-width: none; padding: 0; font-size: 11pt; }
  thead { display: table-header-group; } a[href^="http"]::after { content: " (" attr(href) ")"; } }
"""
).strip()
STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
# A page that runs nothing and loads nothing: its own style sheet is named by its hash.
POLICY = (
    f"default-src 'none'; img-src data:; style-src '{STYLE_HASH}'; form-action 'self'; base-uri 'none'; "
    f"frame-ancestors 'none'"
)
EMBED_POLICY = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")


@dataclass(frozen=True)
class Setting:
    """What a page knows beside its answer: ``base`` is the address of the service, ``looked`` how current it is."""

    publications: Sequence[Publication]
    lookup: Lookup | None = None
    looked: Mapping[str, Looked] = field(default_factory=dict)
    base: str = ""


def page(answer: Answer | None, setting: Setting | Sequence[Publication], failed: str = "") -> str:
    """A whole document: of an answer, or the form alone with what is wrong with the request (``failed``)."""
    setting = setting if isinstance(setting, Setting) else Setting(setting)
    asked = answer.question if answer else ""
    title = f"{asked[:80]} – {TITLE}" if asked else f"Error – {TITLE}" if failed else TITLE
    body = [
        el("p", f"{TITLE}. Unofficial, beta: not a service of the {setting.publications[0].publisher}."),
        el("h1", "Ask about published statistics"),
        _form(asked),
        el("p", failed, role="alert", class_="error") if failed else Markup(""),
    ]
    if answer:
        body += [_part(part, named(part, answer.parts), number, setting) for number, part in enumerate(answer.parts, 1)]
    else:
        others = [p.examples[0] for p in setting.publications[1:] if p.examples]
        body += [el("h2", "Examples"), _links((*setting.publications[0].examples, *others))]
    main = el("main", *body, id="answer")
    footer = el("footer", *(el("p", line) for line in notice(setting.publications)))
    skip = el("a", "Skip to the answer", href="#answer", class_="skip screen")
    return _document(title, el("body", skip, main, footer), answer.parts if answer else (), setting)


def embedded(part: Part, setting: Setting) -> str:
    """One answer as a page to stand in a frame of another site: the card, its source and a link to it."""
    foot = el(
        "p", f"Source: {setting.publications[0].publisher}. ",
        el("a", f"Open this answer in {TITLE}", href=f"{setting.base}/?{part.link}", target="_blank", rel="noopener"),
        class_="foot",
    )  # fmt: skip
    body = el("article", *_card(part, setting, 1), foot, class_="card")
    return _document(part.question, el("body", el("main", body)), (part,), setting)


def preview(title: str, parts: Sequence[Part], base: str) -> Markup:
    """What a link shows where it is pasted: title, description and, where there is one, the chart."""
    told = " ".join(part.headline for part in parts)[:300] or DESCRIPTION
    found = [
        Markup(f'<meta name="description" content="{escape(clean(told))}">'),
        *(
            Markup(f'<meta property="og:{name}" content="{escape(clean(value))}">')
            for name, value in (("type", "website"), ("site_name", TITLE), ("title", title), ("description", told))
        ),
    ]
    drawn = next((part for part in parts if part.chart is not None and part.link), None)
    if drawn is not None and base:
        picture = escape(f"{base}{PNG_ADDRESS}?{drawn.link}")
        found.append(
            Markup(
                f'<meta property="og:image" content="{picture}"><meta name="twitter:card" '
                f'content="summary_large_image">'
            )
        )
    return Markup("".join(found))


def missing(setting: Setting) -> str:
    """What an address that leads nowhere is answered with: where to go instead."""
    pages = (("/", "Ask a question"), ("/browse", "Browse which figures are available"), ("/about", "About this tool"))
    body = el(
        "main",
        el("p", f"{TITLE}. Unofficial, beta: not a service of the {setting.publications[0].publisher}."),
        el("h1", "Page not found"),
        el("p", "If you typed the address, check it is correct. If you followed a link, it may be out of date."),
        el("ul", *(el("li", el("a", text, href=href)) for href, text in pages)),
        _form(""),
    )
    return _document(f"Page not found – {TITLE}", el("body", body), (), setting)


DESCRIPTION = (
    "Ask a question of published official statistics and get a figure with its source, release and caveats. Unofficial."
)


def _document(title: str, body: Markup, parts: Sequence[Part], setting: Setting) -> str:
    head = el(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="robots" content="noindex"><link rel="icon" href="data:,">'),
        el("title", title),
        preview(title, parts, setting.base),
        Markup(f"<style>{STYLE}</style>"),
    )
    return f"<!DOCTYPE html>\n{el('html', head, body, lang='en-GB')}\n"


def _form(asked: str) -> Markup:
    label = el("label", "Your question", for_="q")
    box = Markup(
        f'<input id="q" name="q" type="text" maxlength="2000" required autocomplete="off" '
        f'value="{escape(clean(asked))}">'
    )
    return el("form", label, box, el("button", "Ask", type="submit"), action=ADDRESS, method="get", class_="screen")


def _card(part: Part, setting: Setting, level: int) -> list[Markup]:
    badges = card.badges(part, setting.lookup, dict(setting.looked)) if setting.lookup else []
    return [
        card.head(part, level), card.badge_list(badges), card.warnings(part), card.picture(part),
        card.table(part), card.notes(part, level + 1), card.sources(part, level + 1),
    ]  # fmt: skip


def _part(part: Part, title: str, number: int, setting: Setting) -> Markup:
    """The card, how the question was read, take away, what to ask next."""
    inside = [el("h2", title, id=f"part-{number}"), *_card(part, setting, 3), _reading(part), _take_away(part)]
    questions = tuple(dict.fromkeys((*part.choices, *part.next_questions)))
    if questions:
        inside += [el("div", el("h3", "You could ask"), _links(questions), class_="screen")]
    return el("article", *inside, class_="card", **{"aria-labelledby": f"part-{number}"})


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


def _take_away(part: Part) -> Markup:
    if not (part.link and part.rows):
        return Markup("")
    link = el("p", el("a", "Link to this answer, pinned to its release", href=f"{ADDRESS}?{part.link}"))
    app = el("p", el("a", "Open this answer to ask more", href=f"/?{part.link}"), class_="screen")
    file = el("p", el("a", "Download the figures as CSV", href=f"{CSV_ADDRESS}?{part.link}"), class_="screen")
    sql = el("details", el("summary", "The statement that read the figures"), el("pre", part.sql), class_="screen")
    return Markup(link + app + file + (sql if part.sql else ""))


def _links(questions: tuple[str, ...]) -> Markup:
    return el("ul", *(el("li", el("a", text, href=f"{ADDRESS}?q={quote(text, safe='')}")) for text in questions))


def notice(publications: Sequence[Publication]) -> list[str]:
    first = publications[0]
    others = dict.fromkeys(p.publisher for p in publications if p.publisher != first.publisher)
    said = (
        f"Answers quote {first.publisher} {first.status.lower()}"
        f"{''.join(f' and figures of the {name}' for name in others)}; "
        f"this tool is not a {first.publisher} service. {first.attribution}."
    )
    return [said, first.helpline] if first.helpline else [said]
