"""The first page before the app has loaded: a question can be typed into it, and sent, as soon as the document is there."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assistant.catalog.lookup import Lookup
from assistant.catalog.model import Publication
from assistant.render.markup import Markup, el
from assistant.render.page import ADDRESS
from assistant.web.told import banner, intro, title

# Without scripts the form leads to the plain page; with them to the app, which takes over what was typed (script.js).
SCRIPT = """
(() => {
  const early = document.getElementById("early"), form = early.firstElementChild, box = form.elements.q;
  form.action = "./";
  if (matchMedia("(pointer: fine)").matches) box.focus();
  setTimeout(() => early.remove(), 20000);
})();
"""


@lru_cache(maxsize=1)
def _style() -> str:
    return Path(__file__).with_name("early.css").read_text(encoding="utf-8")


def early(publication: Publication, lookup: Lookup | None) -> Markup:
    """What stands over the app's own first page until it is there."""
    box = el(
        "p", el("label", "Ask a question", for_="early-question"),
        el("input", type="text", name="q", id="early-question", maxlength="2000", autocomplete="off", placeholder="Your question"),
        el("button", "Ask", type="submit"),
        class_="box",
    )  # fmt: skip
    form = el(
        "form", el("p", *banner(publication, lookup), class_="banner"), el("h1", title(publication)),
        el("p", intro(publication), class_="said"), box,
        action=ADDRESS.removeprefix("/"), method="get",
    )  # fmt: skip
    return Markup(f"<style>{_style()}</style>" + el("main", form, id="early") + f"<script>{SCRIPT}</script>")
