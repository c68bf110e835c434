"""The explorer as an analyst meets it: every choice in the address, a chart that fits, a table, a citation, files."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from monitor.measures.datasets import DataSet
from monitor.measures.editions import Kind
from monitor.measures.received import Received
from monitor.show.words import Words
from monitor.wiring.importing import Importer
from tests.builders import an_import, both
from tests.measures.vintages import figures
from tests.pages.conftest import Dashboard, seen

PLACES = [f"{number:04d}" for number in range(357)]
HOSTILE = "**bold** [link](https://evil.example) $x$ :red[x]"


def explore(dashboard: Dashboard, *ids: str, lang: str = "en", **query: Any) -> AppTest:
    return dashboard.visit("explore", lang=lang, id=list(ids), **query)  # type: ignore[arg-type]


def field(app: AppTest, indicator: str, name: str) -> Any:
    kind = "multiselect" if f"{name}".startswith("by_") else "selectbox"
    (found,) = [each for each in app.get(kind) if each.key == f"explore_{indicator}_{name}"]
    return found


def labels(app: AppTest) -> list[str]:
    return [each.label for kind in ("selectbox", "multiselect") for each in app.get(kind)]


def accept(dashboard: Dashboard, *rows: dict[str, Any], places: list[str] = PLACES, **over: Any) -> None:
    """Keep figures from outside: by place and sex, of a set."""
    codes = {"place": places, "sex": ["f", "m"]}
    definition = an_import(
        **{
            "id": "poor",
            "dataset": "goals",
            "unit": "percent",
            "dimensions": [
                {
                    "id": name,
                    "title": both(name),
                    "codes": [{"code": code, "label": both(code)} for code in each],
                }
                for name, each in codes.items()
            ],
        }
        | over
    )
    services = dashboard.services
    importer = Importer(services.editions, services.figures, services.clock, lambda came, _before: came)
    received = Received(
        definition=definition,
        figures=figures(["place", "sex"], *rows),
        digest="d" * 64,
        dataset=DataSet.model_validate({"id": "goals", "title": both("Goals"), "language": "en"}),
    )
    importer.accept(importer.propose([received]), kind=Kind.CSV, by="somebody")


@pytest.fixture
def imported(dashboard: Dashboard) -> Dashboard:
    accept(
        dashboard,
        *(
            {"period": str(year), "value": float(year - 2000), "decimals": 1, "place": place, "sex": sex}
            for year in (2019, 2020)
            for place in (None, *PLACES)
            for sex in (None, "f", "m")
        ),
    )
    return dashboard


def test_every_indicator_can_be_found_in_one_list(imported: Dashboard):
    app = explore(imported)
    (choose,) = app.multiselect
    assert len(choose.options) == 41
    assert "Poverty – Goals" in choose.options
    assert "Signs of mental disorders among convicted inmates, 2011–2013 – Mental health" in choose.options
    assert seen(app).told == ["Choose an indicator to see its figures."]


def test_an_indicator_chosen_stands_in_the_address_and_is_shown(dashboard: Dashboard):
    app = explore(dashboard)
    app.multiselect[0].set_value(["mental_health"]).run()
    assert app.query_params["id"] == "mental_health"
    page = seen(app)
    assert (2, "Signs of mental disorders among convicted inmates, 2011–2013") in page.headings
    assert list(page.charts) == ["explored-mental_health"]


def test_the_finding_is_the_title_and_gives_way_when_less_is_shown(dashboard: Dashboard):
    whole = seen(explore(dashboard, "sweden_new_sanction"))
    assert (
        3,
        "Sweden: 30 per cent of clients from 2016 had a new sanction within three years.",
    ) in whole.headings
    part = seen(explore(dashboard, "sweden_new_sanction", to="2005"))
    assert (3, "New sanction within three years, Sweden (Kriminalvården), 1994–2005") in part.headings


def test_the_table_gives_value_interval_n_and_what_marks_each_figure(dashboard: Dashboard):
    (table,) = seen(explore(dashboard, "mental_health")).tables
    assert table.headings == ["Period", "Symptoms of", "Per cent", "Interval", "n", "Source"]
    assert table.rows[0] == {
        "Period": "2011–2013",
        "Symptoms of": "Any personality disorder or mental illness",
        "Per cent": "92 %",
        "Interval": "90–94",
        "n": "857",
        "Source": table.rows[0]["Source"],
    }


def test_where_no_figure_has_an_interval_the_page_says_why(dashboard: Dashboard):
    page = seen(explore(dashboard, "sweden_new_sanction"))
    assert "Interval" not in page.tables[0].headings
    assert "No interval: a register, in which everybody is counted." in page.text


def test_choices_are_written_into_the_address_and_a_link_brings_them_back(dashboard: Dashboard):
    app = explore(dashboard, "sweden_new_sanction")
    field(app, "sweden_new_sanction", "by_group").set_value(["released"]).run()
    field(app, "sweden_new_sanction", "first").set_value("2005").run()
    field(app, "sweden_new_sanction", "shape").set_value("slope").run()
    said = {name: app.query_params[name] for name in app.query_params}
    assert said == {
        "id": "sweden_new_sanction",
        "by[group]": "released",
        "from": "2005",
        "chart": "slope",
        "lang": "en",
    }
    again = dashboard.visit("explore", **said)  # type: ignore[arg-type]
    assert seen(again).text == seen(app).text
    assert field(again, "sweden_new_sanction", "first").value == "2005"


def test_a_choice_taken_back_leaves_the_address(dashboard: Dashboard):
    app = explore(dashboard, "sweden_new_sanction", **{"from": "2005"})
    field(app, "sweden_new_sanction", "first").set_value("").run()
    assert "from" not in app.query_params


def test_only_charts_that_fit_can_be_chosen_and_the_others_say_why(dashboard: Dashboard):
    app = explore(dashboard, "mental_health", chart="stack")
    assert field(app, "mental_health", "shape").options == ["Dots, one period"]
    page = seen(app)
    assert (
        "“Stacked parts of a whole” does not fit what is chosen: nobody says that these are parts of one whole, and "
        "stacking them could count twice."
    ) in page.told
    assert "Lines over time: no group has values for two periods." in page.text


def test_parts_of_a_whole_are_stacked(dashboard: Dashboard):
    page = seen(explore(dashboard, "releases", chart="stack"))
    spec = page.charts["explored-releases"].spec
    assert spec["layout"]["barmode"] == "stack"
    assert len(spec["data"]) == 5


def test_several_indicators_stand_side_by_side_each_on_axes_of_its_own(dashboard: Dashboard):
    app = explore(dashboard, "releases", "mental_health", **{"releases.chart": "stack"})
    page = seen(app)
    assert set(page.charts) == {"explored-releases", "explored-mental_health"}
    assert "the figures stand beside each other, and no difference is computed." in page.text
    field(app, "releases", "shape").set_value("lines").run()
    assert app.query_params["releases.chart"] == "lines"
    assert "mental_health.chart" not in app.query_params


def test_an_imported_indicator_of_hundreds_of_codes_is_read_in_part_and_chosen_by_search(imported: Dashboard):
    app = explore(imported, "poor")
    places = field(app, "poor", "by_place")
    assert len(places.options) == 358
    assert places.value == ["\0total"]
    page = seen(app)
    assert "2 figures" in page.text
    places.set_value(places.options and ["\0total", *PLACES]).run()
    assert app.query_params["by[place]"] == "*"
    page = seen(app)
    assert "716 figures" not in page.text
    assert "Figures 1–50 of 716" in page.text
    assert "12 of 358 small charts are drawn: the first of those chosen. The table holds all." in page.text


def test_the_table_goes_on_page_by_page(imported: Dashboard):
    app = explore(imported, "poor", **{"by[place]": "*"})
    (on,) = [button for button in app.button if button.label == "Further rows"]
    on.click().run()
    assert app.query_params["page"] == "2"
    assert "Figures 51–100 of 716" in seen(app).text


def test_hidden_and_missing_figures_say_so_and_are_never_zero(dashboard: Dashboard):
    accept(
        dashboard,
        {"period": "2019", "value": 3.0, "sex": "f"},
        {"period": "2019", "missing": "hidden", "sex": "m"},
        {"period": "2020", "missing": "not_available", "sex": "m"},
        {"period": "2020", "value": 4.0, "sex": "f", "flags": "provisional revised"},
        places=["0301"],
    )
    rows = seen(explore(dashboard, "poor", **{"by[sex]": ["f", "m"]})).tables[0].rows
    told = {(row["Period"], row["Sex"] if "Sex" in row else row["sex"]): row for row in rows}
    assert told["2019", "m"]["Per cent"] == "hidden to protect persons"
    assert told["2020", "m"]["Per cent"] == "not available"
    assert told["2020", "f"]["Marked"] == "provisional revised"


def test_the_permanent_link_names_the_edition_and_the_citation_ends_with_it(dashboard: Dashboard):
    page = seen(explore(dashboard, "sweden_new_sanction", **{"by[group]": "released"}))
    (link,) = [address for words, address in page.links if words == address]
    asked = parse_qs(urlsplit(link).query)
    assert asked == {
        "id": ["sweden_new_sanction"], "edition": ["1"], "by[group]": ["released"], "lang": ["en"],
    }  # fmt: skip
    assert (
        f"(edition 1, 2 March 2026) [Data set]. Monitor of the reintegration strategy 2017–2021. {link}"
        in page.text
    )


def test_an_old_edition_is_opened_again_and_can_be_chosen(imported: Dashboard):
    accept(imported, {"period": "2021", "value": 9.0})
    app = explore(imported, "poor")
    assert field(app, "poor", "edition").options == [
        "2, kept 2 March 2026, the latest",
        "1, kept 2 March 2026",
    ]
    field(app, "poor", "edition").set_value(1).run()
    assert app.query_params["edition"] == "1"
    assert "Edition 1, kept 2 March 2026" in seen(app).text
    field(app, "poor", "edition").set_value(2).run()
    assert "edition" not in app.query_params


def test_what_is_not_there_is_said_calmly(dashboard: Dashboard):
    page = seen(explore(dashboard, "nothing", "releases", **{"releases.edition": "9"}))
    assert "There is no indicator “nothing”." in page.told
    assert "releases has no edition 9; choose one of those it has." in page.alerts


def test_a_strange_code_in_the_address_is_named_and_left_out(dashboard: Dashboard):
    page = seen(explore(dashboard, "releases", **{"by[x]": "1", "from": "then"}))
    assert "Not there, and left out: “x”, “then”." in page.told


def test_the_day_shown_leaves_out_later_figures_and_says_so(dashboard: Dashboard):
    page = seen(explore(dashboard, "sweden_new_sanction", as_of="2017-06-30"))
    assert "later than the day shown, or from a source without a year" in page.text
    assert (
        3,
        "Sweden: 30 per cent of clients from 2016 had a new sanction within three years.",
    ) not in page.headings


def test_the_selection_can_be_taken_along_in_four_forms_and_the_set_as_a_package(dashboard: Dashboard):
    app = explore(dashboard, "releases")
    assert [button.proto.label for button in app.get("download_button")] == [
        "Download as CSV", "Download as Excel", "Download as Parquet", "Download as JSON-stat",
        "Whole set as data package (40 indicators)",
    ]  # fmt: skip


def test_words_of_a_source_are_no_markdown(dashboard: Dashboard):
    accept(
        dashboard,
        {"period": "2019", "value": 3.0, "sex": "f"},
        {"period": "2019", "value": 3.0, "sex": "m"},
        places=["0301"],
        title=both(HOSTILE),
        dimensions=[
            {"id": "place", "title": both("Place"), "codes": [{"code": "0301", "label": both("0301")}]},
            {
                "id": "sex",
                "title": both(HOSTILE),
                "codes": [{"code": c, "label": both(HOSTILE)} for c in "fm"],
            },
        ],
    )
    app = explore(dashboard, "poor")
    assert r"\*\*bold\*\* \[link\]\(https\://evil\.example\) \$x\$ \:red\[x\]" in labels(app)
    assert (2, HOSTILE) in seen(app).headings


def test_the_page_is_read_in_norwegian(dashboard: Dashboard):
    page = seen(explore(dashboard, "releases", lang="nb"))
    assert page.title == Words("nb")("Explorer") == "Utforsk tall"
    assert "Det var 11 543 løslatelser i 2012 og 9 303 i 2019." in page.text
