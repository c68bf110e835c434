"""Downloads: every figure with its source, and nothing in them that a spreadsheet would run."""

import csv
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from monitor.catalogue.text import LocalText
from monitor.documents.indicator_download import as_csv, as_xlsx
from monitor.measures.observations import PublishedInterval, Qualifier, Series
from monitor.measures.quality import Flag, Missing
from tests.builders import a_series, an_import, an_indicator, an_observation, both

NOTICE = "Downloaded from a demonstration; its reports are invented, these figures are not."


def english(message: str) -> str:
    return message


def table(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def rows(raw: bytes) -> list[dict[str, str]]:
    header, *lines = table(raw)
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_a_row_holds_the_figure_with_everything_that_belongs_to_it():
    indicator = an_indicator()
    figure = an_observation(
        indicator,
        "2014",
        "24.0",
        "none",
        n=463,
        qualifier=Qualifier.ABOUT,
        note=LocalText(nb="Merk", en="Note"),
    )
    [row] = rows(as_csv(Series(indicator, (figure,)), english, demo=False))
    source = indicator.sources[0]
    assert (row["indicator"], row["period"], row["answer"]) == ("housing", "2014", "none")
    assert (row["value"], row["unit"], row["qualifier"], row["n"]) == ("24.0", "percent", "about", "463")
    assert (row["confidence"], row["seen"], row["source"]) == ("high", "source", source.title)
    assert (row["source_year"], row["url"]) == ("2015", source.url)
    assert (row["note_nb"], row["note_en"]) == ("Merk", "Note")


def test_a_row_holds_what_is_needed_to_judge_the_figure():
    indicator = an_indicator()
    published = PublishedInterval(Decimal("50.0"), Decimal("62.5"), Decimal(90))
    figures = (
        an_observation(
            indicator, "2011", "56", n=264, numerator=Decimal(148), denominator=Decimal(264),
            flags=(Flag.PROVISIONAL, Flag.REVISED),
        ),
        an_observation(indicator, "2012", "56", interval=published),
        an_observation(indicator, "2013", "56"),
        an_observation(indicator, "2014", None, missing=Missing.CONFIDENTIAL),
    )  # fmt: skip
    computed, printed, unknown, missing = rows(as_csv(Series(indicator, figures), english, demo=False))
    assert (computed["numerator"], computed["denominator"]) == ("148", "264")
    assert computed["flags"] == "provisional revised"
    interval = ("lower", "upper", "level", "interval")
    assert [computed[column] for column in interval] == ["50.03", "61.92", "95", "wilson"]
    assert [printed[column] for column in interval] == ["50.0", "62.5", "90", "published"]
    assert [unknown[column] for column in interval] == ["", "", "", "n_unknown"]
    assert (missing["value"], missing["missing"], missing["interval"]) == ("", "confidential", "missing")


def test_an_import_is_downloaded_as_far_as_its_source_states_it():
    definition = an_import(unit={"en": "tonnes"})
    series = Series(definition, (an_observation(definition, "2014", "5"),))
    [row] = rows(as_csv(series, english, demo=False))
    assert (row["unit"], row["publisher_en"], row["url"]) == ("tonnes", "", "")
    assert "tonnes" in [cell.value for cell in cells(as_xlsx(series, english, demo=False))]


def test_values_keep_the_decimals_of_the_print():
    series = a_series(("2014", "85.0"), ("2015", "7.35"), ("2016", "-3"), ("2017", "1160000"))
    assert [row["value"] for row in rows(as_csv(series, english, demo=False))] == [
        "85.0",
        "7.35",
        "-3",
        "1160000",
    ]


def test_the_total_and_an_unprinted_n_are_blank():
    [row] = rows(as_csv(a_series(("2014", "1")), english, demo=False))
    assert (row["answer"], row["n"]) == ("", "")


def test_excel_reads_the_letters_right():
    assert as_csv(a_series(("2014", "1")), english, demo=False).startswith(b"\xef\xbb\xbf")


DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    '=HYPERLINK("https://evil.example/")',
    "=cmd|'/c calc'!A0",
]


def with_title(title: str) -> Series:
    sources = [an_indicator().sources[0].model_dump() | {"title": title}]
    indicator = an_indicator(sources=sources).model_copy()
    return a_series(("2014", "1"), indicator=indicator)


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_in_csv_never_becomes_a_formula(text: str):
    indicator = an_indicator()
    note = LocalText.model_construct(nb=text, en=text, nn=None)
    figure = replace(an_observation(indicator, "2014", "1"), note=note)
    [row] = rows(as_csv(Series(indicator, (figure,)), english, demo=False))
    assert row["note_nb"] == f"'{text}"
    assert row["note_en"] == f"'{text}"


def cells(raw: bytes) -> list[Any]:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    return [cell for sheet in book for line in sheet.iter_rows() for cell in line]


@pytest.mark.parametrize("text", [*DANGEROUS, "https://www.example.no/", "mailto:a@example.no", "{=1}"])
def test_a_workbook_holds_no_formula_and_no_link(text: str):
    raw = as_xlsx(with_title(text.strip()), english, demo=False)
    found = cells(raw)
    assert text.strip() in [cell.value for cell in found]
    assert {cell.data_type for cell in found} <= {"s", "n"}
    assert all(cell.hyperlink is None for cell in found)
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
        assert not [name for name in parts.namelist() if "externalLink" in name or "vba" in name.casefold()]
    assert b"<f>" not in b"".join(sheets)
    assert b"<hyperlink" not in b"".join(sheets)


def test_a_workbook_says_what_is_measured_and_where_it_was_read():
    series = a_series(("2014", "56"), caveats=[both("Only adults")])
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(series, english, demo=False)))
    assert book.sheetnames == ["data", "about"]
    figures = list(book["data"].iter_rows(values_only=True))
    assert dict(zip(figures[0], figures[1], strict=True))["value"] == 56
    told = [(name, text) for name, text in book["about"].iter_rows(values_only=True)]
    assert ("definition (en)", "What inmates expect.") in told
    assert ("caveat (nb)", "Only adults (norsk)") in told
    assert [text for name, text in told if name == "source" and "https://www.example.no/ssb" in text]


def test_a_workbook_says_how_a_survey_was_made_and_where_the_series_breaks():
    source = an_indicator().model_dump()["sources"][0] | {"register_table": "03024", "read_on": "2026-11-20"}
    series = a_series(
        ("2014", "56"),
        survey={"mode": both("By visit")},
        breaks=[{"from": "2012", "reason": both("Counted anew")}],
        sources=[source],
    )
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(series, english, demo=False)))
    told = [(name, text) for name, text in book["about"].iter_rows(values_only=True)]
    assert ("asked how (en)", "By visit") in told
    assert ("series break from 2012 (nb)", "Counted anew (norsk)") in told
    assert not [name for name, _text in told if name.startswith("weighting")]
    [source_line] = [text for name, text in told if name == "source"]
    assert "table 03024" in source_line
    assert "read on 2026-11-20" in source_line


def test_a_download_from_a_demonstration_says_so_in_every_row():
    series = a_series(("2014", "1"), ("2015", "2"))
    assert [row["notice"] for row in rows(as_csv(series, english, demo=True))] == [NOTICE, NOTICE]
    assert "notice" not in table(as_csv(series, english, demo=False))[0]
    assert NOTICE in [cell.value for cell in cells(as_xlsx(series, english, demo=True))]
    assert NOTICE not in [cell.value for cell in cells(as_xlsx(series, english, demo=False))]


def test_the_notice_is_in_the_readers_language():
    [row] = rows(as_csv(a_series(("2014", "1")), lambda message: "På norsk", demo=True))
    assert row["notice"] == "På norsk"
