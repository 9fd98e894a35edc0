"""A paragraph of a letter in the words that its questions need: what only says how, why or by when it is asked goes."""

from __future__ import annotations

from functools import partial

from assistant.answer.phrases import upper_first
from assistant.desk.done import number_before, of_those_before
from assistant.desk.settings import Settings


def rewritten(text: str, words: Settings) -> str:
    letter = words.letter
    for name, instead in (
        ("law", " "),
        ("act_named", " "),
        ("said_when", r"\g<when>"),
        ("when_assumed", r"\g<when>"),
        ("own_aside", ""),
        ("quarter_gloss", r"\g<quarter>\g<gap>"),
        ("calendar", ""),
        ("quarters_beside", ", "),
        ("has_to", r"does \g<who> have to"),
        ("in_passing", " "),
        ("number_and_of", rf"\g<first>. {upper_first(letter.of_those.format(text=''))}"),
        ("rows_and_columns", ""),
        ("heads_stand", ""),
        ("column_again", r"\g<kept>"),
        ("add_total", letter.with_total),
        ("same_gloss", letter.glossed),
        ("limit_please", r"\g<limit>"),
        ("raised_first", letter.asker),
        ("for_context", ""),
        ("would_help", letter.tell),
        ("handled", ""),
        ("what_total", r"\g<total>"),
        ("change_beside", letter.change_beside),
        ("what_change", letter.change_asked),
        ("share_was", letter.share_was),
        ("column_heads", ""),
        ("up_to_date", letter.up_to_date),
        ("total_was", r"\g<total>"),
        ("meant_ask", letter.the_same),
        ("years_named", " "),
        ("answering", ""),
        ("employed", ""),
        ("how_many_first", r"\g<lead>top \g<many> \g<what> for\g<of>"),
        ("pursuant", ","),
        ("those_too", r"\g<first> of those "),
        ("number_of_those", "of those, how many "),
        ("likewise_asks", ""),
        ("each_who", letter.those_many),
        ("which_were", r"\g<some> that "),
        ("periods_of", ""),
        ("deadline", ""),
        ("kept_apart", r", showing \g<who> separately"),
        ("own_figure", "the "),
        ("and_each", r"\g<ranked>"),
        ("told_apart", ""),
        ("placed_on", ""),
        ("beside_them", ""),
        ("row_more", letter.same_again),
        ("following_head", ""),
        ("body_asks", letter.body_asked),
        ("years_own", r"\g<own>'s"),
        ("same_meaning", r"\g<what> \g<when>"),
        ("check_some", letter.listed_asked),
        ("rows_columns", letter.table_of),
        ("began", ""),
        ("separable", r"give \g<what> "),
        ("parted_down", r"\g<does> down\g<what>"),
        ("year_of", ""),
        ("if_held", ""),
        ("of_each", f". {upper_first(letter.of_those.format(text=''))}"),
        ("of_each_those", ". "),
        ("once_more", " and "),
        ("of_figure", letter.ones_of),
        ("times_own", r"that \g<span>'s "),
        ("months_period", ""),
        ("sides", ""),
        ("as_responder", ""),
        ("reason", ","),
        ("said_by", ""),
        ("right_and", r"\g<right>? "),
    ):
        text = words.patterns[name].sub(instead, text)
    text = words.patterns["told_of_self"].sub(lambda at: f"{at['by'] or at['who'] or at['own']} ", text)
    text = words.patterns["those_done"].sub(of_those_before, text)
    by_grain = letter.by_grain
    text = words.patterns["grain_best"].sub(lambda at: by_grain.format(grain=at["grain"] or at["grain_too"]), text)
    number_made = partial(number_before, things_done=words.patterns["things_done"])
    text = words.patterns["number_done"].sub(number_made, text)
    return text
