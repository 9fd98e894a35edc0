"""The web app's frame: page settings, navigation and the notice that this is no service of the publisher."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant.errors import AssistantError
from assistant.render.card import style
from assistant.render.markup import el
from assistant.render.page import TITLE, notice
from assistant.web import rating
from assistant.web.parts import escaped
from assistant.web.shared import assistant
from assistant.web.told import banner

HERE = Path(__file__).parent

st.set_page_config(page_title=TITLE, layout="centered")
st.html(f"<style>{style()}{(HERE / 'style.css').read_text(encoding='utf-8')}</style>")
try:
    publication = assistant().lookup.publication
except AssistantError as error:  # no catalog, or one that does not hold together
    st.title(TITLE)
    st.error(escaped(str(error)))
    st.stop()
page = st.navigation(
    [
        st.Page("app_pages/ask.py", title="Ask", default=True),
        st.Page("app_pages/check.py", title="Check a claim"),
        st.Page("app_pages/reply.py", title="Reply to an email"),
        st.Page("app_pages/browse.py", title="Browse"),
        st.Page("app_pages/changed.py", title="What changed"),
        st.Page("app_pages/about.py", title="About"),
        st.Page("app_pages/feedback.py", title="Feedback"),
    ],
    position="top",
)
if page.url_path:  # the title of a window says which page it shows
    st.set_page_config(page_title=f"{page.title} – {TITLE}")
st.html(el("p", *banner(publication, assistant().lookup), class_="banner"))
st.html(f"<script>{(HERE / 'script.js').read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)
page.run()
st.session_state["shown-page"] = page.url_path or "ask"
st.divider()
for line in (
    *notice(assistant().catalog.publications),
    rating.notice(),
    "Keyboard: press / to go to the question box.",
):
    st.caption(escaped(line))
