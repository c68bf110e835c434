"""A workbook with the figures on one sheet, and on another where they are from and how they are cited."""

import io

import openpyxl
import pytest

from monitor.errors import Refused
from monitor.measures.exports import MOST_ON_A_SHEET, Format
from tests.documents.figures.conftest import CITED, a_definition, a_part, written


def opened(raw: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(raw))


def test_numbers_are_numbers_with_the_decimals_of_the_print_and_a_hidden_one_is_a_colon():
    sheet = opened(written(Format.XLSX))["data"]
    names = [cell.value for cell in sheet[1]]
    values = [row[names.index("value")] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in values] == [24, ":", None, 0.5, 3, 1234567]
    assert (values[0].number_format, values[4].number_format) == ("0.0", "General")
    why = [row[names.index("why_no_value")].value for row in sheet.iter_rows(min_row=2)]
    assert why[1:3] == ["hidden to protect persons", "not available"]
    assert sheet.freeze_panes == "A2"


def test_the_other_sheet_says_where_they_are_from_and_what_the_signs_mean():
    about = {row[0].value: row[1].value for row in opened(written(Format.XLSX))["about"].iter_rows()}
    assert about["How to cite"] == CITED
    assert about["Edition"] == "edition 2, 22 November 2026"
    assert about["Licence"] == "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"
    assert about["Source"] == "Table 1. Statistics Norway. 2020. https://www.ssb.no/1"
    assert (about["Chosen"], about["Figures"], about["Caveat"]) == (
        "Every figure of the edition",
        "6",
        "Take care.",
    )
    assert "not zero" in about[":"]


def test_it_is_written_in_norwegian():
    about = {
        row[0].value: row[1].value for row in opened(written(Format.XLSX, language="nb"))["about"].iter_rows()
    }
    assert about["Indikator"] == "Bolig ved løslatelse (homes)"
    assert "[Datasett]" in about["Slik siterer du"] and about["Utgave"] == "utgave 2, 22. november 2026"


def test_no_cell_is_a_formula_or_a_link():
    part = a_part(
        {"period": "2014", "value": 1.0, "note": "=1+1"},
        definition=a_definition(title={"en": "=HYPERLINK()"}),
    )
    book = opened(written(Format.XLSX, part))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)


def test_more_figures_than_a_sheet_holds_are_refused_before_anything_is_written():
    with pytest.raises(Refused) as refused:
        written(Format.XLSX, a_part(count=MOST_ON_A_SHEET + 1))
    assert refused.value.code == "too_many_rows"
    assert refused.value.fields == {"rows": 1_048_576, "most": 1_048_575}
