"""What all pages share: one assistant for every session, and its checker."""

from __future__ import annotations

import streamlit as st

from assistant.claims.check import Checker
from assistant.service import Assistant


@st.cache_resource(show_spinner=False)
def assistant() -> Assistant:
    """Read-only and without state, so that one serves all sessions."""
    return Assistant()


@st.cache_resource(show_spinner=False)
def checker() -> Checker:
    return Checker(assistant())
