"""The web app's frame: page settings, navigation and the notice that this is no service of the publisher."""

from __future__ import annotations

import streamlit as st

from assistant.errors import AssistantError
from assistant.web.parts import escaped
from assistant.web.rating import notice
from assistant.web.shared import assistant

st.set_page_config(page_title="Ask published statistics", layout="centered")
try:
    publication = assistant().lookup.publication
except AssistantError as error:  # no catalog, or one that does not hold together
    st.title("Ask published statistics")
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
    st.set_page_config(page_title=f"{page.title} – Ask published statistics")
page.run()
st.divider()
others = dict.fromkeys(p.publisher for p in assistant().catalog.publications if p.publisher != publication.publisher)
st.caption(
    f"Answers quote {publication.publisher} {publication.status.lower()}"
    f"{''.join(f' and figures of the {name}' for name in others)}; "
    f"this tool is not a {publication.publisher} service. {publication.attribution}."
)
st.caption(notice())
if publication.helpline:
    st.caption(publication.helpline)
