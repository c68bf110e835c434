"""Every page, in both languages, on a fresh install."""

import itertools
from datetime import timedelta

import pytest

from monitor.show.words import Words
from tests.pages.conftest import LANGUAGES, NOON, PAGES, Dashboard, go, seen

QUERIES: dict[str, dict[str, str]] = {
    "initiative": {"id": "1.5"},
    "report": {"for": "JD"},
    "statement": {"for": "JD", "id": "1.5"},
    "conclusion": {"id": "1.5"},
}


def title_of(page: str, _: Words) -> str:
    return {
        "overview": _("Overview"),
        "initiatives": _("Initiatives"),
        "timeline": _("Timeline"),
        "responsibilities": _("Responsibilities"),
        "indicators": _("Indicators"),
        "compare": _("Compare two figures"),
        "explore": _("Explorer"),
        "outcomes": _("Delivery and outcome"),
        "coverage": _("Coverage"),
        "imports": _("Import figures"),
        "report": _("Report status"),
        "rounds": _("Rounds"),
        "answers": _("Answers"),
        "about": _("About and sources"),
        "access": _("Access"),
        "workbook": _("Report with a workbook"),
        "history": _("History"),
        "changes": _("Changes"),
        "entry": _("Entry of the log"),  # no number in the address, and nothing in a fresh log
        "statement": _("New deadline, milestone or evidence"),
        "conclusion": _("Record the committee's conclusion"),
        "initiative": "1.5 Varslingsplikt" if _.language == "nb" else "1.5 Duty to notify",
    }[page]


def content_of(page: str, _: Words) -> list[str]:
    """Words that only a page that does its work can show."""
    as_of = _("As of {day}").format(day=_.day(NOON.date()))
    return {
        "overview": [
            _("As of {day} · {reported} of {total} reported").format(
                day=_.day(NOON.date()), reported=0, total=18
            ),
            _.plural("{n} needs a decision", "{n} need a decision", 18),
            _.plural("{n} report missing", "{n} reports missing", 18),
            _.plural("{n} past the deadline", "{n} past the deadline", 18)
            + ", "
            + _("{count} due in {year}").format(count=0, year=2026),
            _("What the Auditor General found"),
            "Riksrevisjonen",
            _("Last measured before the strategy; no later measurement found."),
        ],
        "initiatives": [_("Showing {shown} of {total} initiatives").format(shown=18, total=18), as_of],
        "timeline": [as_of, _("The same as a table"), "3.7"],
        "responsibilities": [as_of, _("Committees"), _("Ministries"), _("Secretariat")],
        "explore": [as_of, _("Choose an indicator to see its figures.")],
        "indicators": [_("By theme"), _("Housing"), _.plural("{n} indicator", "{n} indicators", 40)],
        "outcomes": [_("Association, not effect."), _("What happened"), as_of],
        "coverage": [as_of, _("Themes without an initiative"), "G3"],
        "imports": [_("Choose what to read")],
        "compare": [
            _(
                "To begin with: people in prison beside the reference population that the definition names. "
                "Choose any others."
            ),
            as_of,
        ],
        "report": [_.plural("{n} missing", "{n} missing", 15)],
        "workbook": [
            _("Give a body its workbook"),
            _("Choose the body the workbook is for."),
            _("Read a workbook that came back"),
        ],
        "answers": [
            _(
                "Answers are switched off: what is reported is published at once, and no ministry is asked first. "
                "Whoever runs the dashboard switches them on with ANSWERS=1."
            )
        ],
        "entry": [_("The address names no entry.")],
        "rounds": [as_of, _("No round has been opened by this day."), _("Open a round")],
        "statement": [_("Deadline as printed"), "2019", _("It is published as soon as it is recorded.")],
        "conclusion": [_("No decision that the report in force asks for is open.")],
        "history": [as_of, _.plural("{n} entry", "{n} entries", 0)],
        "changes": [
            _("After {since} and by {until}").format(
                since=_.day(NOON.date() - timedelta(days=90)), until=_.day(NOON.date())
            ),
            _("something new on {changed} of {total} initiatives").format(changed=0, total=18),
            _("No report, deadline or entry is different."),
        ],
        "access": [_("Nobody has signed in yet."), _("What the roles mean")],
        "about": [
            _("How to read the pages"),
            _("Sources of figures"),
            _("Public record on the strategy as a whole"),
            "G-0440 B",
        ],
        "initiative": [
            _("Reported by the bodies"),
            _("On public record"),
            _("Schedule"),
            _("Not reported"),
            _("Our reading of public sources, not assessed by the ministries."),
            _("Deadline as printed"),
            "2019",
        ],
    }[page]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_its_title_and_what_it_is_for(dashboard: Dashboard, words: Words, page: str):
    read = dashboard.read(page, lang=words.language, **QUERIES.get(page, {}))
    assert read.title == title_of(page, words)
    for told in content_of(page, words):
        assert told in read.text, f"{told!r} is not on {page}"
    assert read.alerts == []


@pytest.mark.parametrize("page", PAGES)
def test_headings_follow_each_other_without_a_gap(dashboard: Dashboard, page: str):
    levels = [level for level, _text in dashboard.read(page, **QUERIES.get(page, {})).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_pages_have_the_same_title(dashboard: Dashboard, lang: str):
    titles = [dashboard.read(page, lang=lang, **QUERIES.get(page, {})).title for page in PAGES]
    assert len(set(titles)) == len(PAGES)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "overview"])
def test_a_link_to_a_page_of_ours_keeps_language_and_day(dashboard: Dashboard, page: str):
    read = dashboard.read(page, lang="nb", as_of="2020-06-30", **QUERIES.get(page, {}))
    ours = [address for _words, address in read.links if "://" not in address and not address.startswith("#")]
    assert all("lang=nb" in address and "as_of=2020-06-30" in address for address in ours)
    assert ours or page == "about"


def test_a_page_speaks_the_language_of_its_address_and_the_session_remembers_it(dashboard: Dashboard):
    app = dashboard.visit("timeline", lang="nb")
    assert seen(app).title == Words("nb")("Timeline")
    assert seen(go(app, "about")).title == Words("nb")("About and sources")
    assert app.query_params["lang"] == "nb"


def test_the_reader_changes_the_language_in_the_side_bar(dashboard: Dashboard):
    app = dashboard.visit("initiative", lang="nb", id="1.5")
    app.sidebar.get_by_key("language_choice").set_value("en").run()
    assert seen(app).title == "1.5 Duty to notify"
    assert app.query_params["lang"] == "en"
    assert app.query_params["id"] == "1.5"


def test_a_language_we_do_not_have_is_answered_in_one_we_have(dashboard: Dashboard):
    app = dashboard.visit("overview", lang="xx")
    assert seen(app).title in (Words("nb")("Overview"), "Overview")
    assert app.query_params["lang"] in LANGUAGES


def test_overview_gives_a_stranger_three_facts_with_their_source(dashboard: Dashboard):
    """Each headline figure and each finding names who says so and when."""
    text = dashboard.read().text
    for fact in (
        "24 per cent of inmates had not clarified where they would live",
        "58 per cent of inmates expected neither work nor school",
        "the responsible ministries have only to a small degree carried out the measures",
    ):
        assert fact in text
    source = "Ministry of Justice and Public Security 2017; figures for 2014; n: not printed"
    for indicator in (
        "Housing that inmates expected at release, 2014",
        "Work or school that inmates expected at release, 2014",
    ):
        assert f"{indicator} · {source}" in text
    assert "Riksrevisjonen · published 20 October 2022 · read at the source · high confidence" in text


def test_overview_begins_with_the_strategy_it_follows(dashboard: Dashboard):
    read = dashboard.read()
    assert read.text.startswith(
        "Overview Reduced Recidivism to Crime. National strategy for coordinated reintegration after served "
        "sentences 2017–2021 · G-0440 B As of 2 March 2026"
    )
    assert read.links[0][0] == "G-0440 B"


def test_what_others_tell_of_the_audit_stands_below_what_the_audit_says(dashboard: Dashboard):
    headings = [text for _level, text in dashboard.read().headings]
    assert headings.index("What the Auditor General found") < headings.index("Told by others, second hand")
    assert headings[-1] == "Told by others, second hand"


def test_overview_draws_no_chart_that_needs_a_library(dashboard: Dashboard):
    assert dashboard.read().charts == {}


def test_a_strip_tells_in_words_what_its_squares_show(dashboard: Dashboard):
    assert (
        "On public record. Done: 3; Done late: 1; Partly done: 3; Not achieved: 2; No public evidence found: 9"
        in dashboard.read().text
    )
