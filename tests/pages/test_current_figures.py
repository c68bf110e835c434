"""What is imported shows on every page that has figures, with its edition named."""

import csv
import io
from dataclasses import replace

import pytest

from monitor.access.access import OPERATOR_USER
from monitor.measures.editions import Counts
from tests.measures.vintages import a_new_edition, figures
from tests.pages.conftest import NOON, Dashboard

NAMED = "Edition 2, accepted 2 March 2026, 13:00, read from a CSV file"
WAY = (NAMED, "indicators?id=housing_at_release&edition=2&lang=en")


@pytest.fixture
def vintage(dashboard: Dashboard) -> Dashboard:
    """A newer edition of what Overview shows of housing: 91 instead of the printed figure."""
    opened = dashboard.services
    definition = opened.files.shipped().measures.series["housing_at_release"].indicator
    table = figures(
        ["answer"], {"period": "2014", "value": 91.0, "decimals": 0, "answer": "not_clarified", "n": 463}
    )
    new = replace(
        a_new_edition(),
        definition=definition,
        figures=table,
        counts=Counts(changed=1, removed=2),
        follows=1,
    )
    opened.editions.add([new], by=OPERATOR_USER, at=NOON)
    return dashboard


def test_overview_shows_the_newest_figure_and_says_of_which_edition(vintage: Dashboard):
    read = vintage.read()
    assert "91 %" in read.text
    assert WAY in read.links


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("outcomes", {"theme": "housing"}),
        ("indicators", {"theme": "housing"}),
    ],
)
def test_pages_of_a_theme_do(vintage: Dashboard, page: str, asked: dict[str, str]):
    read = vintage.read(page, **asked)
    assert WAY in read.links
    assert "91 %" in read.text or "91" in read.text


def test_the_page_of_a_linked_initiative_does(vintage: Dashboard):
    linked = vintage.services.files.shipped().measures.series["housing_at_release"].indicator.links[0]
    read = vintage.read("initiative", id=linked.initiative)
    assert WAY in read.links


def test_what_ships_is_not_named_an_edition_on_every_line(dashboard: Dashboard):
    assert "read from the program's own files" not in dashboard.read().text


def test_a_file_that_is_taken_along_says_its_edition(vintage: Dashboard):
    opened = vintage.services
    series = opened.desk().measures.series["housing_at_release"]
    raw = opened.downloads.indicator_csv(series, lambda text: text, edition=2)
    (row,) = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
    assert (row["value"], row["edition"]) == ("91", "2")
