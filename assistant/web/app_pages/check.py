"""Check a claim: a sentence or an article held against the published tables."""

from __future__ import annotations

import streamlit as st

from assistant.claims.model import Assertion
from assistant.claims.numbers import DATE
from assistant.errors import AssistantError
from assistant.render.claim_text import VERDICTS, beside, sentence
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


def notes(assertion: Assertion) -> list[str]:
    """Notes of a published figure, as lines of a list."""
    return [f"- {escaped(caveat.text)}" for caveat in assertion.answer.caveats] if assertion.answer else []


def sources(assertion: Assertion) -> list[str]:
    """Where a published figure stands, as lines of a list."""
    found = assertion.answer.sources[:3] if assertion.answer else ()
    return list(dict.fromkeys(f"- [{escaped(f'{s.release_title}, {s.table}')}]({s.url})" for s in found))


if st.button("Check", type="primary"):
    if not text.strip():
        st.error("Paste a sentence or an article to check.")
        st.stop()
    try:
        checked = answers().check(text, day)
    except AssistantError as error:
        st.error(str(error))
        st.stop()
    if not checked.assertions:
        st.info("Nothing in this text can be checked against the tables available here.")
    told: set[str] = set()  # a note that several figures have is said under the first of them
    for assertion in checked.assertions:
        box = BOXES.get(assertion.verdict, st.info)
        box(f"**{VERDICTS[assertion.verdict]}.** “{escaped(assertion.text)}”")
        if whole := sentence(checked.claim, assertion):
            st.markdown(f"In the text: “{escaped(whole)}”")
        if figures := beside(assertion, checked.claim):
            st.markdown(figures)
        st.markdown(escaped(assertion.explanation))
        st.markdown("\n".join([*(line for line in notes(assertion) if line not in told), *sources(assertion)]))
        told |= set(notes(assertion))
    others = [n for n in checked.not_claims if n.reason != DATE]
    if others:
        st.markdown("Other numbers of the text:\n\n" + "\n".join(f"- {escaped(n.text)}: {n.reason}" for n in others))
