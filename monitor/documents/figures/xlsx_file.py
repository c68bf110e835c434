"""Figures as an Excel workbook: a sheet of figures, and a sheet on where they are from and how they are cited.

Rows go to a file as they come, so that memory does not grow with them.
"""

from collections.abc import Iterator, Mapping
from tempfile import TemporaryFile
from typing import Any, Final

import pyarrow as pa
import xlsxwriter

from monitor.documents.figures.about import about, signs
from monitor.documents.figures.columns import KEPT_BACK, SIGN, Columns
from monitor.documents.figures.part import Parts
from monitor.measures.citation import Wording

_ON_THE_OTHER_SHEET: Final = frozenset(
    {"title", "source_url", "edition_day", "licence", "citation", "notice"}
)
"""What is the same in every row of an indicator."""

_PIECE: Final = 2**20
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(parts: Parts, _: Wording, *, demo: bool) -> Iterator[bytes]:
    """The file bit by bit, once it is whole. Numbers are numbers, shown with the decimals they were printed with."""
    columns = Columns(parts, _, demo=demo)
    names = [name for name in columns.names if name not in _ON_THE_OTHER_SHEET]
    with TemporaryFile() as file:
        with xlsxwriter.Workbook(file, _OPTIONS) as workbook:
            bold = workbook.add_format({"bold": True})
            sheet = workbook.add_worksheet("data")
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(names) - 1, 16)
            sheet.write_row(0, 0, names, bold)
            values = _Values(workbook)
            row = 1
            for part in parts:
                for batch in part.batches():
                    values.write(sheet, row, names, columns.of(part, batch))
                    row += batch.num_rows
            _write_about(workbook, parts, _, demo=demo)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


class _Values:
    """Writes rows; keeps a format for each number of decimals."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._formats: dict[int, Any] = {}

    def write(self, sheet: Any, first: int, names: list[str], columns: Mapping[str, pa.Array]) -> None:
        value, kept = names.index("value"), {each.value for each in KEPT_BACK}
        missing, decimals = columns["missing"].to_pylist(), columns["decimals"].to_pylist()
        rows = zip(*(columns[name].to_pylist() for name in names), strict=True)
        for place, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is None:
                    if column == value and missing[place] in kept:
                        sheet.write_string(first + place, column, SIGN)
                elif isinstance(cell, str):
                    sheet.write_string(first + place, column, cell)
                elif column == value and decimals[place]:
                    sheet.write_number(first + place, column, cell, self._format(decimals[place]))
                else:
                    sheet.write_number(first + place, column, cell)

    def _format(self, decimals: int) -> Any:
        if decimals not in self._formats:
            self._formats[decimals] = self._workbook.add_format({"num_format": f"0.{'0' * decimals}"})
        return self._formats[decimals]


def _write_about(workbook: Any, parts: Parts, _: Wording, *, demo: bool) -> None:
    bold, wrapped = (
        workbook.add_format({"bold": True, "valign": "top"}),
        workbook.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet = workbook.add_worksheet("about")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    row = 0
    for lines in (*(about(part, _, demo=demo) for part in parts), signs(_)):
        for label, text in lines:
            sheet.write_string(row, 0, label, bold)
            sheet.write_string(row, 1, text, wrapped)
            row += 1
        row += 1
