"""Every indicator on the page of its theme: drawn or told in a table, with its definition, source and download."""

import re

import pytest

from monitor.measures.definitions import Drawing
from monitor.review.outcome import ELSEWHERE
from monitor.settings import ROOT
from monitor.show.figures import observed
from monitor.show.intervals import judged
from monitor.show.vocabulary import theme_word
from monitor.show.words import Words
from monitor.sources.shipped import read_shipped
from tests.pages.conftest import Dashboard, go, seen
from tests.pages.reading import squeezed

SERIES = dict(read_shipped(ROOT).measures.series)
THEMES = list(dict.fromkeys(series.indicator.theme for series in SERIES.values()))


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_shows_every_indicator_of_its_own_with_chart_and_table(
    dashboard: Dashboard, words: Words, theme: str
):
    read = dashboard.read("indicators", lang=words.language, theme=theme)
    mine = {key: series for key, series in SERIES.items() if series.indicator.theme == theme}
    headings = [text for level, text in read.headings if level == 2]
    assert set(headings) >= {squeezed(words.plain(series.indicator.title)) for series in mine.values()}
    charts = read.charts
    for key, series in mine.items():
        indicator = series.indicator
        title = squeezed(words.plain(indicator.title))
        assert len(read.table(title).rows) == len(series.observations), key
        if indicator.shown_as is Drawing.TABLE:
            assert key not in charts
        else:
            drawn = charts.pop(key)
            values = sorted(float(entry.value) for entry in series.observations if entry.period.midpoint)
            everything = sorted(float(entry.value) for entry in series.observations)
            assert sorted(drawn.values()) in (values, everything), key
            assert drawn.alternative.startswith(words.plain(indicator.finding))
        for told in (indicator.definition, indicator.population, indicator.method):
            assert squeezed(words.plain(told)) in read.text, key
        for source in indicator.sources:
            assert (source.title, source.url) in read.links
        for caveat in indicator.caveats:
            assert squeezed(words.plain(caveat)) in read.text
    assert charts == {}, "a chart of another theme"


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_begins_with_links_to_its_indicators(dashboard: Dashboard, words: Words, theme: str):
    read = dashboard.read("indicators", lang=words.language, theme=theme)
    mine = {key: series for key, series in SERIES.items() if series.indicator.theme == theme}
    on_the_page = [(text, address) for text, address in read.links if address.startswith("#")]
    titles = [(squeezed(words.plain(series.indicator.title)), f"#{key}") for key, series in mine.items()]
    assert on_the_page == (titles if len(mine) > 1 else [])
    counted = words.plural("{n} indicator", "{n} indicators", len(mine))
    assert f"{theme_word(theme, words)}: {counted}" in read.told
    shown = "".join(element.proto.body for element in read.app.main if element.type == "html")
    assert all(shown.count(f'id="{key}"') == 1 for key in mine)


def test_lines_say_every_figure_on_touch_and_label_only_the_qualified(dashboard: Dashboard, words: Words):
    """A point alone says too much where the source writes "about" or "under"."""
    lines = {key: series for key, series in SERIES.items() if series.indicator.shown_as is Drawing.LINES}
    labelled = 0
    for theme in {series.indicator.theme for series in lines.values()}:
        for key, chart in dashboard.read("indicators", lang=words.language, theme=theme).charts.items():
            if key not in lines:
                continue
            definition, entries = lines[key].indicator, lines[key].observations
            traces = chart.spec["data"]
            assert sorted(told for trace in traces for told in trace["customdata"] if told) == sorted(
                f"{words.period(entry.period)}: {judged(entry, definition, words)}" for entry in entries
            ), key
            labels = sorted(label for trace in traces for label in trace["text"] if label)
            assert labels == sorted(
                observed(entry, definition, words) for entry in entries if entry.qualifier
            ), key
            labelled += len(labels)
            for trace in traces:
                assert trace["mode"] == ("lines+markers+text" if any(trace["text"]) else "lines+markers")
                assert "%{customdata}" in trace["hovertemplate"]
                # The table bears the same words; a label stands at its own point and at no other.
                for label, told in zip(trace["text"], trace["customdata"], strict=True):
                    assert not label or told.endswith(f": {label}")
    assert labelled


def test_all_that_ships_is_reached_through_the_themes(dashboard: Dashboard):
    app = dashboard.visit("indicators")
    offered = app.get_by_key("chosen_theme").options
    assert offered == ["All", *(theme_word(theme, Words("en")) for theme in THEMES)]
    assert len(SERIES) >= 25


def test_the_index_lists_every_indicator_by_its_title_and_draws_none(dashboard: Dashboard, words: Words):
    read = dashboard.read("indicators", lang=words.language)
    assert read.charts == {}
    assert read.tables == []
    for key, series in SERIES.items():
        title = squeezed(words.plain(series.indicator.title))
        assert (title, f"indicators?id={key}&lang={words.language}") in read.links
    for theme in THEMES:
        assert (
            theme_word(theme, words),
            f"indicators?theme={theme.value}&lang={words.language}",
        ) in read.links


def test_a_word_of_a_title_finds_its_indicators(dashboard: Dashboard):
    read = dashboard.read("indicators", find="NAV")
    titles = [text for text, address in read.links if address.startswith("indicators?id=")]
    assert titles
    assert all("nav" in title.lower() for title in titles)
    assert f"{len(titles)} indicators" in read.told
    assert "0 indicators" in dashboard.read("indicators", find="no such word").told


def test_an_indicator_has_a_page_of_its_own_with_method_sources_and_edition(
    dashboard: Dashboard, words: Words
):
    app = dashboard.visit("indicators", lang=words.language)
    for key, series in SERIES.items():
        indicator = series.indicator
        read = seen(go(app, lang=words.language, id=key))
        assert read.title == squeezed(words.plain(indicator.title))
        assert len(read.table(read.title).rows) == len(series.observations), key
        assert list(read.charts) == ([] if indicator.shown_as is Drawing.TABLE else [key])
        for told in (indicator.definition, indicator.population, indicator.method, *indicator.caveats):
            assert squeezed(words.plain(told)) in read.text, key
        for source in indicator.sources:
            assert (source.title, source.url) in read.links
        editions = read.section(words("Editions"))
        assert words("came with the program") in editions
        assert f"/indicators?id={key}&edition=1" in editions


def test_bars_begin_at_zero(dashboard: Dashboard):
    app = dashboard.visit("indicators")
    for theme in THEMES:
        for key, chart in seen(go(app, lang="en", theme=theme)).charts.items():
            if any(trace["type"] == "bar" for trace in chart.spec["data"]):
                low, high = chart.spec["layout"]["xaxis"]["range"]
                assert low <= 0 <= high, key


def test_housing_is_told_as_what_inmates_expected_in_2014(dashboard: Dashboard):
    read = dashboard.read("indicators", id="housing_at_release")
    rows = read.table("Housing that inmates expected at release, 2014").rows
    assert [(row["Period"], row["Answer"], row["Per cent"]) for row in rows] == [
        ("2014", "A home they own or rent", "56 %"),
        ("2014", "Friends or family, welfare housing, shelters etc.", "20 %"),
        ("2014", "Not clarified", "24 %"),
    ]
    assert "Last measured before the strategy; no later measurement found." in read.text
    assert "Sources disagree" in read.text
    assert "what inmates expected when they were asked, not what happened" in read.text


def test_figures_linked_to_an_initiative_stand_on_its_page_with_reason_and_chart(dashboard: Dashboard):
    for number in {link.initiative for series in SERIES.values() for link in series.indicator.links}:
        read = dashboard.read("initiative", id=number)
        linked = read.section("Linked indicators")
        charts = read.charts
        assert read.text.index("Linked indicators:") < read.text.index(" Who and when "), (
            "named at the top, too"
        )
        for key, series in SERIES.items():
            for link in series.indicator.links:
                if link.initiative == number:
                    assert squeezed(Words("en").plain(link.reason)) in linked, (number, key)
                    here = series.indicator.theme not in ELSEWHERE
                    dated = any(entry.period.midpoint for entry in series.observations)
                    assert (f"outcome-{key}" in charts) == (here and dated), (number, key)
        assert "Figures beside an initiative are association, not effect." in linked


def test_no_chart_holds_markup_that_plotly_would_render_as_a_link(dashboard: Dashboard):
    app = dashboard.visit("indicators")
    for theme in THEMES:
        for chart in seen(go(app, lang="nb", theme=theme)).charts.values():
            found = set(re.findall(r"<[^>]+>", str(chart.spec["data"])))
            assert found <= {"<br>", "<extra>", "</extra>"}


def test_a_figure_that_was_not_known_by_the_day_is_left_out_and_counted(dashboard: Dashboard):
    """The count of 2020 was printed in 2021; those before it in 2017."""
    title = "Homeless people in Norway, week 48, 2012–2020"
    after = dashboard.read("indicators", id="homeless_persons", as_of="2021-12-31")
    assert len(after.table(title).rows) == 3
    before = dashboard.read("indicators", id="homeless_persons", as_of="2020-12-31")
    assert len(before.table(title).rows) == 2
    assert "1 figure is left out" in before.text
    assert "3,325 in 2020" not in before.text, "the finding speaks of a figure nobody knew"


def test_an_indicator_of_which_nothing_was_known_says_so_without_chart_or_table(dashboard: Dashboard):
    series = SERIES["ew_employed_after_release"]
    title = squeezed(Words("en").plain(series.indicator.title))
    before = dashboard.read("indicators", id="ew_employed_after_release", as_of="2018-12-31")
    assert before.title == title
    assert not [button for button in before.app.download_button if button.key.startswith("ew_employed_")]
    assert title not in [table.caption for table in before.tables]
    assert "ew_employed_after_release" not in before.charts
    assert "No figure was known by this day." in before.text
    assert f"{len(series.observations)} figures are left out" in before.text


def test_both_downloads_are_offered_for_every_indicator(dashboard: Dashboard):
    app = dashboard.visit("indicators")
    for theme in THEMES:
        go(app, lang="en", theme=theme)
        keys = {button.key for button in app.download_button}
        mine = {key for key, series in SERIES.items() if series.indicator.theme == theme}
        assert keys == {f"{key}-{ending}" for key in mine for ending in ("csv", "xlsx")}
