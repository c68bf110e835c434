"""Text becomes HTML in one place, and nothing a person or file says can become more than text."""

import re

import pytest
from markupsafe import Markup

from monitor.catalogue.text import LocalText
from monitor.show.table import Column, table
from monitor.show.text import bullets, definitions, heading, local, outside_link, paragraph, user_text
from monitor.show.words import Words

EN, NB = Words("en"), Words("nb")
HOSTILE = "<img src=x onerror=alert(1)>\"'&"
SAFE = "&lt;img src=x onerror=alert(1)&gt;&#34;&#39;&amp;"


def test_a_text_in_the_readers_language_stands_alone():
    assert local(LocalText(nb="Bolig", en="Housing"), EN) == "Housing"


@pytest.mark.parametrize(
    ("held", "language", "told"),
    [
        ({"nn": "Bustad"}, "nn", "in Norwegian Nynorsk only"),
        ({"nb": "Bolig"}, "nb", "in Norwegian Bokmål only"),
    ],
)
def test_a_text_in_another_language_is_marked_for_eye_and_ear(held: dict[str, str], language: str, told: str):
    shown = local(LocalText(**held), EN)
    [words] = held.values()
    assert f'<span lang="{language}">{words}</span>' in shown
    assert told in shown


def test_an_english_text_is_marked_for_a_norwegian_reader():
    shown = local(LocalText(en="Housing"), NB)
    assert '<span lang="en">Housing</span>' in shown
    assert NB("in English only") in shown


def test_everything_from_files_and_people_is_escaped():
    text = LocalText(en=HOSTILE)
    for shown in (
        local(text, EN),
        local(text, NB),
        paragraph(HOSTILE),
        paragraph(HOSTILE, 'x" onclick="'),
        heading(2, HOSTILE),
        bullets([HOSTILE]),
        user_text(HOSTILE, EN),
        definitions([(HOSTILE, HOSTILE)]),
        outside_link('https://www.example.no/?a="><script>', HOSTILE),
    ):
        assert SAFE in shown
        assert "<img" not in shown
        assert "<script" not in shown
        assert 'onclick="' not in shown


def test_markup_passes_once_and_is_not_escaped_again():
    assert paragraph(Markup("<b>a</b>")) == "<p><b>a</b></p>"


def test_redacted_words_are_said_to_be_and_empty_ones_are_shown_as_nothing():
    assert "Text removed" in user_text(None, EN)
    assert NB("Text removed") in user_text(None, NB)
    assert re.sub("<[^>]*>", "", user_text("", EN)) == ""


def test_a_list_of_nothing_is_nothing_and_an_empty_fact_is_left_out():
    assert bullets([]) == ""
    shown = definitions([("Kept", "yes"), ("Dropped", "")])
    assert "Kept" in shown
    assert "Dropped" not in shown


def test_a_link_to_a_source_sends_no_referrer():
    assert outside_link("https://www.ssb.no/", "SSB") == (
        '<a href="https://www.ssb.no/" rel="noopener noreferrer external">SSB</a>'
    )


def test_a_table_names_itself_its_columns_and_its_rows():
    shown = table(
        "Caption", [Column("Name", names_the_row=True), Column("Value", numbers=True)], [["a", "1"]]
    )
    assert re.search(r"<caption[^>]*>Caption</caption>", shown)
    assert re.search(r'<th scope="col"[^>]*>Name</th>', shown)
    assert re.search(r'<th scope="row"[^>]*>a</th>', shown)
    assert re.search(r'<td[^>]* class="m-number"[^>]*><div>1</div></td>', shown)


def test_on_a_narrow_screen_each_cell_carries_its_heading_and_a_matrix_stays_a_matrix():
    columns = [Column("Name", names_the_row=True), Column(Markup('<a href="#">Value</a>'))]
    shown = table("c", columns, [["a", "1"]])
    assert 'data-label="Value"' in shown
    assert "m-stack" in shown
    assert "m-stack" not in table("c", columns, [["a", "1"]], stacks=False)


def test_a_table_escapes_every_cell_heading_and_caption():
    shown = table(HOSTILE, [Column(HOSTILE, names_the_row=True), Column("b")], [[HOSTILE, HOSTILE]])
    assert shown.count("&lt;img") >= 4
    assert "<img" not in shown
    assert '">"' not in shown


def test_a_cell_that_is_markup_stays_markup():
    assert "<b>x</b>" in table("c", [Column("a")], [[Markup("<b>x</b>")]])


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="zip"):
        table("c", [Column("a"), Column("b")], [["only one"]])
