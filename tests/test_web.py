"""The web app as its users drive it, on real figures."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from cards import alternatives, headlines, html, tables
from streamlit.testing.v1 import AppTest

from assistant.asked.old import read
from assistant.asked.selection import Selection
from assistant.service import Assistant

pytestmark = pytest.mark.slow

APP = str(Path(__file__).resolve().parent.parent / "assistant" / "web" / "app.py")


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(APP, default_timeout=60).run()


def _ask(app: AppTest, question: str) -> AppTest:
    return app.chat_input[0].set_value(question).run()


def _text(app: AppTest) -> str:
    boxes = [*app.success, *app.info, *app.warning, *app.error, *app.markdown, *app.caption]
    return "\n".join([*(box.value for box in boxes), *(unescape(text) for text in html(app))])


def test_the_first_screen_has_one_title_examples_and_the_notice(app: AppTest) -> None:
    assert not app.exception
    assert len(app.title) == 1
    assert len(app.button) >= 3
    assert "not a Home Office service" in _text(app)


def test_a_typed_question_gives_headline_reading_notes_source_and_download(app: AppTest) -> None:
    _ask(app, "How many Albanian children were referred in 2023?")
    assert not app.exception
    text = _text(app)
    assert "625 potential victims" in headlines(app)[0]
    assert "note 1" in text
    assert "7 March 2024" in text
    assert app.get("download_button")


def test_how_an_answer_was_worked_out_is_told_when_it_is_asked_for(app: AppTest) -> None:
    _ask(app, "How many Albanian children were referred in 2023?")
    assert not app.code
    _work(app)
    assert not app.exception
    assert "How I read your question" in _text(app)
    assert any("SELECT" in code.value for code in app.code)
    words = dict(re.findall(r"<b>(.*?)</b><span>(.*?)</span>", "".join(html(app))))
    assert (words["Albanian"], words["children"]) == ("who or what", "who or what")
    assert (words["2023"], words["How many"], words["were"]) == ("period", "operation", "not used")


def _work(app: AppTest, turn: int = 0) -> AppTest:
    """Unfold how an answer was worked out."""
    app.session_state[f"turn-{turn}-0-worked"] = True
    return app.run()


def test_a_ranking_has_a_table_and_a_chart_with_a_text_alternative(app: AppTest) -> None:
    _ask(app, "Top ten nationalities in Q4 2023")
    assert tables(app)[0][1:3] == [['UK <span class="mark">[note 3]</span>', "1,138"], ["Albanian", "802"]]
    (alternative,) = alternatives(app)
    assert alternative.startswith("Bar chart.") and "UK (1,138)" in alternative


def test_what_is_not_published_offers_questions_that_answer(app: AppTest) -> None:
    _ask(app, "How many positive conclusive grounds decisions were made for UK nationals in 2023?")
    assert "not published" in headlines(app)[0]
    choice = next(button for button in app.button if button.label.startswith("How many"))
    choice.click().run()
    assert not app.exception
    assert re.match(r"[\d,]+ ", headlines(app)[1])


def test_a_follow_up_edits_the_question_before(app: AppTest) -> None:
    _ask(app, "How many Albanian children were referred in 2023?")
    _ask(app, "and in Q4 2023?")
    assert "from October to December 2023" in headlines(app)[-1]
    assert "Albanian nationals" in headlines(app)[-1]


def test_a_follow_up_is_of_the_question_before_though_that_had_no_figure(app: AppTest) -> None:
    _ask(app, "How many referrals in 2022?")
    _ask(app, "How many reasonable grounds decisions were made about women in 2023?")
    _ask(app, "adults?")
    assert "8,126" in headlines(app)[-1]
    _ask(app, "How many referrals did Luton Borough Council make in 2023?")
    _ask(app, "and in 2021?")
    assert "12,700" not in headlines(app)[-1] and not app.exception  # of all who refer nobody has asked


def _opened(link: str) -> AppTest:
    """The page as it opens from a link, in a browser that has asked nothing."""
    app = AppTest.from_file(APP, default_timeout=60)
    for pair in link.split("&"):
        name, _, value = pair.partition("=")
        app.query_params[name] = value
    app.run()
    return app


def test_a_permalink_opens_on_a_fresh_browser_to_the_same_answer(assistant: Assistant) -> None:
    link = assistant.ask("How many referrals were there in Q1 2023 as published in the Q2 2023 release?").parts[0].link
    app = _opened(link)
    assert not app.exception
    assert "4,739" in headlines(app)[0]
    assert "newer release" in _text(app)
    asked = read(link)
    assert isinstance(asked, Selection) and asked.as_of == "nrm-2023-q2"


def test_a_meaning_opens_from_its_link_and_what_follows_is_of_what_it_counts(assistant: Assistant) -> None:
    link = assistant.ask("what is a conclusive grounds decision?").parts[0].link
    app = _opened(link)
    assert not app.exception and "balance of probabilities" in _text(app)
    _ask(app, "how many in 2023?")
    assert not app.exception and "9,825" in headlines(app)[-1]


@pytest.mark.parametrize(
    "link",
    [
        "m=nonsense",
        "m=referrals&p=yesterday",
        "m=referrals&w.age=martian",
        "m=referrals&release=nrm-1066-q1",
        "m=referrals&s=meaning",
    ],
)
def test_a_broken_permalink_gets_one_sentence(link: str) -> None:
    app = _opened(link)
    assert not app.exception
    assert len(app.error) == 1
    assert app.error[0].value.startswith("This link does not lead to an answer")
    assert "\\_" not in app.error[0].value, "no id of the catalog"


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "'; DROP TABLE referrals_series; --", "{{7*7}} ${7*7}", "\u202eabc \x00", "x" * 1900],
)
def test_hostile_text_gets_a_courteous_sentence(app: AppTest, text: str) -> None:
    _ask(app, text)
    assert not app.exception
    assert headlines(app)
    assert "<script>alert" not in "".join(html(app)[2:])  # after those of the page itself


def test_several_questions_are_answered_one_by_one(app: AppTest) -> None:
    _ask(app, "How many referrals were there in 2019? How many DtN reports were there in 2023?")
    text = "\n".join(headlines(app))
    assert "10,606" in text
    assert "4,929" in text


def test_a_claim_is_checked_on_its_page() -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page("app_pages/check.py").run()
    app.text_area[0].set_value("There were 5,929 duty to notify reports in 2023.").run()
    app.button[0].click().run()
    assert not app.exception
    assert "Not supported" in app.error[0].value
    assert "4,929" in _text(app)


def test_shares_of_a_claim_have_their_sign_and_a_note_of_two_figures_stands_once() -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page("app_pages/check.py").run()
    app.text_area[0].set_value("In 2019 there were 10,606 referrals. In 2023, 40% of referrals were children.").run()
    app.button[0].click().run()
    assert not app.exception
    assert "Stated 40%, published 43.7%." in _text(app)
    assert _text(app).count("A referral is of a potential victim") == 1


def test_a_claim_is_shown_in_its_sentence_and_a_fall_is_not_set_beside_a_negative_number() -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page("app_pages/check.py").run()
    text = "Positive reasonable grounds decisions fell by 44% between 2022 and 2023."
    app.text_area[0].set_value(f"In 2019 there were 10,606 referrals. {text}").run()
    app.button[0].click().run()
    assert "In the text: “In 2019 there were 10,606 referrals.”" in _text(app).replace("\\", "")
    assert f"In the text: “{text}”" in _text(app).replace("\\", "")
    assert "a fall of 43.9%" in _text(app)
    assert "-43.9" not in _text(app)
    assert all("](http" in told for told in (one.value for one in app.markdown) if told.startswith("- "))


def test_several_answers_to_one_question_are_told_apart_by_their_headings(app: AppTest) -> None:
    _ask(app, "How many boys and girls were referred in each quarter of 2023?")
    found = re.findall(r"<h3>(.*?)</h3>", "".join(html(app)))
    assert len(found) == len(set(found)) == 2
    assert "by gender" in found[1]


@pytest.mark.parametrize(("page", "said"), [("check", "Paste a sentence"), ("reply", "Paste an email")])
def test_an_empty_form_says_what_to_do(page: str, said: str) -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page(f"app_pages/{page}.py").run()
    app.button[0].click().run()
    assert not app.exception and app.error[0].value.startswith(said)


PAGES = ("browse", "changed", "about", "reply", "check")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_with_one_title(name: str) -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page(f"app_pages/{name}.py").run()
    assert not app.exception
    assert len(app.title) == 1


def test_a_changed_reading_is_answered_as_the_next_turn(app: AppTest) -> None:
    _ask(app, "How many children were referred in 2022?")
    _work(app)
    next(box for box in app.selectbox if box.label == "Age at exploitation").select("adult").run()
    assert not app.exception
    assert "8,848" in headlines(app)[-1]


def test_a_period_that_cannot_be_read_changes_nothing(app: AppTest) -> None:
    _ask(app, "How many children were referred in 2022?")
    _work(app)
    next(box for box in app.text_input if box.label == "Period").set_value("someday").run()
    assert any("cannot be read" in box.value for box in app.warning)


@pytest.mark.parametrize(
    ("question", "label", "choice", "told"),
    [
        ("What proportion of referrals in 2022 were children?", "Age at exploitation", "adult", "8,848 of 16,921"),
        ("How did referrals change between 2021 and 2022?", "Measure", "dtn_reports", "4,580"),
        (
            "Which year had the highest share of positive conclusive grounds decisions?",
            "Age at exploitation",
            "child",
            "2021 (96%)",
        ),
    ],
)
def test_a_share_a_change_and_a_highest_are_changed_in_place(
    app: AppTest, question: str, label: str, choice: str, told: str
) -> None:
    _ask(app, question)
    _work(app)
    next(box for box in app.selectbox if box.label == label).select(choice).run()
    assert not app.exception
    assert len(headlines(app)) == 2 and told in headlines(app)[-1]


def test_every_format_of_an_answer_can_be_taken_away(app: AppTest) -> None:
    _ask(app, "Top ten nationalities in Q4 2023")
    labels = {button.proto.label for button in app.get("download_button")}
    assert {"CSV, one figure a line", "CSV, as shown", "OpenDocument (ODS)", "Excel (XLSX)"} <= labels
    assert {"Picture (PNG)", "Picture (SVG)"} <= labels


def test_a_sentence_that_states_a_figure_is_offered_a_check(app: AppTest) -> None:
    _ask(app, "There were 17,004 referrals in 2023.")
    assert any(button.label == "Check this claim" for button in app.button)


def test_a_combination_that_is_published_is_told_with_its_periods() -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page("app_pages/browse.py").run()
    app.multiselect[0].select("nationality").select("age").select("first_responder").run()
    assert "April 2022 to December 2023" in app.success[0].value


def test_a_combination_that_is_not_published_is_said_plainly() -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page("app_pages/browse.py").run()
    app.multiselect[0].select("nationality").select("location").run()
    assert "are not published" in app.info[0].value


def test_members_are_found_by_their_other_words() -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page("app_pages/browse.py").run()
    app.text_input[0].set_value("brits").run()
    assert "UK" in app.table[-1].value["category"].tolist()


def test_changes_are_filtered_by_count_and_breakdown() -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page("app_pages/changed.py").run()
    app.selectbox[0].select("dtn_reports").run()
    assert not app.exception
    titles = re.findall(r"<summary><b>(.*?)</b> (.*?) <span", "".join(html(app)))
    assert "Start of the Duty to Notify" in [title for _, title in titles]
    assert "Change of the reasonable grounds test" not in [title for _, title in titles]
    years = [int(when[-4:]) for when, _ in titles if when[-4:].isdecimal()]
    assert len(years) > 3 and years == sorted(years, reverse=True)


def test_a_pasted_email_gives_a_draft_with_its_figures() -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page("app_pages/reply.py").run()
    app.text_area[0].set_value("Dear team,\n\nHow many children were referred in 2022?\n\nRegards").run()
    next(button for button in app.button if button.label == "Draft a reply").click().run()
    assert not app.exception
    assert "7,004" in _letter(app)
    next(button for button in app.button if button.label == "Leave out").click().run()
    assert "7,004" not in _letter(app)


def _letter(app: AppTest) -> str:
    return str(next(area for area in app.text_area if area.label.startswith("The reply")).value)


def test_an_edited_reply_outlives_changed_parts_and_a_reload() -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page("app_pages/reply.py").run()
    app.text_area[0].set_value(
        "1. How many children were referred in 2022?\n2. How many referrals were there in 2021?"
    ).run()
    next(button for button in app.button if button.label == "Draft a reply").click().run()
    mine = f"{_letter(app)}\nP.S. We shall call you, all 4,321 of us."
    next(area for area in app.text_area if area.label.startswith("The reply")).set_value(mine).run()
    assert any("4,321" in warning.value for warning in app.warning)
    next(button for button in app.button if button.label == "Leave out").click().run()
    assert _letter(app) == mine and any("parts have changed" in warning.value for warning in app.warning)
    next(button for button in app.button if button.label == "Take the new draft").click().run()
    assert "7,004" not in _letter(app) and "12,700" in _letter(app)
    next(button for button in app.button if button.label == "Take this text back").click().run()
    assert _letter(app) == mine
    token = app.query_params["draft"]
    again = AppTest.from_file(APP, default_timeout=60)
    again.query_params["draft"] = token[0] if isinstance(token, list) else token
    again.run()
    again.switch_page("app_pages/reply.py").run()
    assert _letter(again) == mine


def test_every_cell_of_the_table_of_counts_and_breakdowns_opens_an_answer(assistant: Assistant) -> None:
    app = AppTest.from_file(APP, default_timeout=60).run()
    app.switch_page("app_pages/browse.py").run()
    drawn = "".join(str(element.proto.body) for element in app.get("html"))
    links = [unescape(link) for link in re.findall(r'href="\./\?([^"]+)"', drawn)]
    assert len(links) > 20 and drawn.count("<table") == len(assistant.lookup.publications)
    assert "Apr 2022 to Dec 2023" in drawn and "Tables 11, 12, 13 and 14" in drawn
    for link in links:
        part = assistant.answer(read(link))
        assert part.status in ("answered", "partial"), link
