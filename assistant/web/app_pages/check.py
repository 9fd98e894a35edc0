"""Check a claim: a sentence or an article held against the published tables."""

from __future__ import annotations

import streamlit as st

from assistant.answer.numbers import count
from assistant.claims.numbers import DATE
from assistant.errors import AssistantError
from assistant.render.claim_text import VERDICTS
from assistant.web.parts import escaped
from assistant.web.shared import answers

BOXES = {
    "supported": st.success,
    "supported_at_release": st.success,
    "needs_context": st.warning,
    "not_supported": st.error,
}

st.title("Check a claim")
st.markdown("Paste a sentence or an article that states figures. Each figure is set beside what is published.")
text = st.text_area("The sentence or article to check", max_chars=20_000, key="claim")
day = st.date_input(
    "The day of the text, where it says “last year” or “this quarter” (optional)",
    value=None,
    key="dated",
    format="DD/MM/YYYY",
)
if st.button("Check", type="primary") and text.strip():
    try:
        checked = answers().check(text, day)
    except AssistantError as error:
        st.error(str(error))
        st.stop()
    if not checked.assertions:
        st.info("Nothing in this text can be checked against the tables held.")
    for assertion in checked.assertions:
        box = BOXES.get(assertion.verdict, st.info)
        box(f"**{VERDICTS[assertion.verdict]}.** “{escaped(assertion.text)}”")
        if assertion.stated is not None and assertion.published is not None:
            st.markdown(f"Stated {count(assertion.stated)}, published {count(assertion.published)}.")
        st.markdown(escaped(assertion.explanation))
        if assertion.answer:
            notes = [f"- {escaped(caveat.text)}" for caveat in assertion.answer.caveats]
            sources = [
                f"- {escaped(s.release_title)}, {escaped(s.table)}: <{s.url}>" for s in assertion.answer.sources[:3]
            ]
            st.markdown("\n".join([*notes, *sources]))
    others = [n for n in checked.not_claims if n.reason != DATE]
    if others:
        st.markdown("Other numbers of the text:\n\n" + "\n".join(f"- {escaped(n.text)}: {n.reason}" for n in others))
