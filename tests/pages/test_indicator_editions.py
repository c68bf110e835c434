"""Editions of an indicator on its page, and indicators that were imported."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from monitor.access.access import OPERATOR_USER
from monitor.measures.datasets import DataSet
from monitor.measures.editions import Counts, Kind
from tests.builders import an_import, both
from tests.measures.vintages import a_new_edition, figures
from tests.pages.conftest import NOON, Dashboard

GOALS = DataSet.model_validate(
    {
        "id": "goals",
        "title": {"en": "Goals of Utopia"},
        "publisher": {"en": "Office of Utopia"},
        "licence": "CC BY 4.0",
        "language": "en",
        "groups": [{"id": "1", "title": {"en": "No poverty"}}, {"id": "2", "title": {"en": "Zero hunger"}}],
    }
)


def keep(
    dashboard: Dashboard, table: Any, *, follows: int = 0, counts: Counts | None = None, **over: Any
) -> None:
    content = {"group": "1", "number": "1.1.1", "title": {"en": "People below the line"}} | over
    new = a_new_edition(
        table,
        imported=an_import(**content),
        dataset=GOALS,
        kind=Kind.OPEN_SDG,
        follows=follows,
        counts=counts or Counts(new=table.num_rows),
    )
    dashboard.services.editions.add([new], by=OPERATOR_USER, at=NOON + timedelta(days=follows))


def poverty(*values: float) -> Any:
    return figures([], *({"period": str(2014 + place), "value": value} for place, value in enumerate(values)))


@pytest.fixture
def imported(dashboard: Dashboard) -> Dashboard:
    """An indicator with two editions: a figure was revised, and one was added."""
    keep(dashboard, poverty(10, 11))
    keep(dashboard, poverty(10, 12, 13), follows=1, counts=Counts(new=1, changed=1, unchanged=1))
    return dashboard


def values(read: Any) -> list[str]:
    return [row["Value"] for row in read.table("People below the line").rows]


def test_an_import_is_listed_under_its_data_set_and_heading(imported: Dashboard):
    read = imported.read("indicators")
    assert (2, "Goals of Utopia") in read.headings
    assert (3, "No poverty") in read.headings
    assert (3, "Zero hunger") not in read.headings, "a heading with nothing below it"
    assert ("1.1.1 People below the line", "indicators?id=goal_1_1_1&lang=en") in read.links
    assert "1 indicator · Office of Utopia · CC BY 4.0" in read.text


def test_the_latest_edition_is_shown_with_when_by_whom_and_how_to_cite_it(imported: Dashboard):
    read = imported.read("indicators", id="goal_1_1_1")
    assert values(read) == ["10", "12", "13"]
    told = read.section("Editions")
    for said in (
        "Edition 2",
        "Accepted 3 March 2026, 13:00",
        "By whoever runs the dashboard, on the command line",
        "Read from an Open SDG data set",
        "1 new figure, 1 changed, 0 removed, 1 unchanged",
        "(edition 2, 3 March 2026) [Data set]",
        "/indicators?id=goal_1_1_1&edition=2",
    ):
        assert said in told
    assert "not the latest" not in read.text


def test_an_earlier_edition_is_opened_by_its_address_and_says_that_it_is_not_the_latest(imported: Dashboard):
    read = imported.read("indicators", id="goal_1_1_1", edition="1")
    assert values(read) == ["10", "11"]
    assert "This is edition 1, accepted 2 March 2026, 13:00. It is not the latest: edition 2 is" in read.text
    assert ("Open the latest edition", "indicators?id=goal_1_1_1&lang=en") in read.links
    assert "(edition 1, 2 March 2026) [Data set]" in read.section("Editions")


def test_every_edition_leads_to_itself(imported: Dashboard):
    read = imported.read("indicators", id="goal_1_1_1", edition="1")
    rows = read.table("All editions").rows
    assert [(row["Edition"], row["Figures"]) for row in rows] == [
        ("Edition 2 latest", "3"),
        ("Edition 1 shown", "2"),
    ]
    for number in (1, 2):
        address = f"indicators?id=goal_1_1_1&edition={number}&lang=en"
        assert (f"Edition {number}", address) in read.links


@pytest.mark.parametrize("said", ["9", "0", "x", "-1", "1e3", "9" * 40])
def test_an_edition_that_is_not_there_is_told_and_the_latest_shown(imported: Dashboard, said: str):
    read = imported.read("indicators", id="goal_1_1_1", edition=said)
    assert f"goal_1_1_1 has no edition {said if said == '9' else 0}" in read.text
    assert values(read) == ["10", "12", "13"]


def test_what_ships_stays_citable_when_a_new_version_of_the_program_ships_other_figures(
    start: Callable[..., Dashboard], project: Any
):
    dashboard = start(root=project)
    file = project / "data" / "housing_at_release.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",56,", ",57,"), encoding="utf-8")
    dashboard.start()
    latest = dashboard.read("indicators", id="housing_at_release")
    before = dashboard.read("indicators", id="housing_at_release", edition="1")
    caption = "Housing that inmates expected at release, 2014"
    assert [page.table(caption).rows[0]["Per cent"] for page in (latest, before)] == ["57 %", "56 %"]
    assert "1 changed" in latest.section("Editions")
    assert "It is not the latest: edition 2 is" in before.text


def test_what_the_source_leaves_out_is_said_and_nothing_is_made_up(imported: Dashboard):
    read = imported.read("indicators", id="goal_1_1_1")
    assert "Population not stated by the source" in read.text
    assert "No interval: the source does not say how the figures were collected." in read.text
    assert "when this was measured" not in read.text


def test_of_many_figures_the_page_shows_one_course_and_says_which(dashboard: Dashboard):
    rows = [
        {"period": str(1950 + year), "value": 1.0} | ({"region": region} if region else {})
        for region in (None, "a", "b", "c", "d", "e")
        for year in range(70)
    ]
    codes = [{"code": code, "label": both(f"Region {code}")} for code in "abcde"]
    keep(
        dashboard,
        figures(["region"], *rows),
        dimensions=[{"id": "region", "title": {"en": "Region"}, "codes": codes}],
    )
    read = dashboard.read("indicators", id="goal_1_1_1")
    assert "This page shows 70 of 420 figures: Region: total." in read.text
    assert len(values(read)) == 70
    assert not [button.key for button in read.app.download_button], "a part would be taken for all"


def test_two_hundred_imports_are_listed_without_reading_a_figure(
    dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch
):
    new = [
        a_new_edition(
            poverty(1),
            imported=an_import(id=f"goal_{place}", title={"en": f"Target {place}"}, number=f"1.{place}"),
            dataset=GOALS,
            counts=Counts(new=1),
        )
        for place in range(200)
    ]
    dashboard.services.editions.add(new, by=OPERATOR_USER, at=NOON)
    for name in ("read", "page", "count", "contents", "codes", "whole"):
        monkeypatch.setattr(type(dashboard.services.figures), name, None)
    read = dashboard.read("indicators")
    listed = [text for text, address in read.links if "id=goal_" in address]
    assert listed == [f"1.{place} Target {place}" for place in range(200)]
