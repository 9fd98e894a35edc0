"""What figure cards say on a page that is driven without a browser."""

from __future__ import annotations

import re
from html import unescape

from streamlit.testing.v1 import AppTest


def html(app: AppTest) -> list[str]:
    """The markup of every card and of the page's own frame, in order."""
    return [str(element.proto.body) for element in app.get("html")]


def headlines(app: AppTest) -> list[str]:
    """What the answers say, in the order of the conversation; of those that are folded as well."""
    return [
        unescape(re.sub(r"<span.*?</span>", "", found))
        for text in html(app)
        for found in re.findall(r'class="(?:headline|told)">(.*?)</(?:h\d|p)>', text)
    ]


def tables(app: AppTest) -> list[list[list[str]]]:
    """The cells of every table, row by row."""
    return [
        [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table)]
        for text in html(app)
        for table in re.findall(r"<table>(.*?)</table>", text)
    ]


def alternatives(app: AppTest) -> list[str]:
    """What stands for each chart where it cannot be seen; each is drawn twice, for a broad and for a narrow page."""
    found = [alt for text in html(app) for alt in re.findall(r'<img src="data:image/svg[^"]*" alt="([^"]+)"', text)]
    assert found[::2] == found[1::2]
    return [unescape(alt) for alt in found[::2]]
