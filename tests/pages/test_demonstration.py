"""A demonstration says so everywhere, and never touches real reports."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from monitor.documents.indicator_download import as_csv, as_xlsx
from monitor.show.words import Words
from tests.pages.conftest import PAGES, Dashboard, seen

BANNER = "Demonstration: every report shown here is invented. Public record and figures are real."


@pytest.mark.parametrize("page", PAGES)
def test_a_banner_stands_on_every_page(start: Callable[..., Dashboard], words: Words, page: str):
    read = start(demo=True).read(page, lang=words.language, id="1.5")
    assert read.text.startswith(words(BANNER))


@pytest.mark.parametrize("page", PAGES)
def test_without_a_demonstration_no_page_speaks_of_one(dashboard: Dashboard, page: str):
    app = dashboard.visit(page, id="1.5")
    assert "Demonstration" not in seen(app).text
    assert "Demonstration" not in " ".join(json.dumps(chart.spec) for chart in seen(app).charts.values())


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("timeline", {}),
        ("initiative", {"id": "1.5"}),
        ("indicators", {"theme": "housing"}),
        ("indicators", {"id": "housing_at_release"}),
    ],
)
def test_every_chart_bears_the_word(
    start: Callable[..., Dashboard], words: Words, page: str, asked: dict[str, str]
):
    charts = start(demo=True).read(page, lang=words.language, **asked).charts
    assert charts
    for key, chart in charts.items():
        assert words("Demonstration") in json.dumps(chart.spec["layout"], ensure_ascii=False), key


def test_downloads_bear_a_notice(start: Callable[..., Dashboard], words: Words):
    series = start(demo=True).services.files.shipped().measures.series["housing_at_release"]
    notice = words("Downloaded from a demonstration; its reports are invented, these figures are not.")
    rows = list(csv.DictReader(io.StringIO(as_csv(series, words, demo=True).decode("utf-8-sig"))))
    assert {row["notice"] for row in rows} == {notice}
    sheet = load_workbook(io.BytesIO(as_xlsx(series, words, demo=True)))["data"]
    assert [row[-1].value for row in sheet.iter_rows()] == ["notice"] + [notice] * len(rows)


def test_a_year_of_reports_is_invented(start: Callable[..., Dashboard]):
    read = start(demo=True).read()
    assert " of 18 reported" in read.told[0] and " 0 of 18" not in read.told[0]
    history = start(demo=True).read("initiative", id="1.1").section("Reported history")
    assert history.count("in the log") == 5
    assert "Invented example" in history


def test_it_has_a_database_of_its_own(start: Callable[..., Dashboard]):
    demonstration = start(demo=True)
    assert demonstration.services.log.revision() > 0
    real = start()
    assert real.services.log.revision() == 0
    assert "0 of 18 reported" in real.read().told[0]
    assert sorted(path.name for path in real.settings.data_dir.glob("*.db")) == ["demo.db", "monitor.db"]


def test_it_is_invented_once(start: Callable[..., Dashboard]):
    first = start(demo=True)
    revision = first.services.log.revision()
    first.start()
    assert first.services.log.revision() == revision
