"""Tables as files: CSV and Excel workbooks whose cells can never become formulas or links."""

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal

import xlsxwriter

from monitor.documents.cells import harmless

Cell = str | int | Decimal
Row = Mapping[str, Cell]
"""The cells of a row by the names of their columns."""

_ROWS_OF_A_SHEET = 1_000_000  # Excel holds 1,048,576, and leaves the rest out without a word


def as_csv(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    """UTF-8 with a byte order mark, so that Excel reads the letters right, below a line with the columns' names."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        cells = (row[column] for column in columns)
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return buffer.getvalue().encode("utf-8-sig")


def as_xlsx(columns: Sequence[str], rows: Sequence[Row], about: Sequence[tuple[str, str]]) -> bytes:
    """A workbook with the table on its first sheet, on more where it is longer than one, and `about` on the last."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(buffer, options) as workbook:
        bold = workbook.add_format({"bold": True})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        for first in range(0, max(len(rows), 1), _ROWS_OF_A_SHEET):
            sheet = workbook.add_worksheet(f"data {first // _ROWS_OF_A_SHEET + 1}" if first else "data")
            sheet.write_row(0, 0, columns, bold)
            for place, row in enumerate(rows[first : first + _ROWS_OF_A_SHEET], start=1):
                sheet.write_row(place, 0, [row[column] for column in columns])
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(columns) - 1, 18)
        told = workbook.add_worksheet("about")
        told.set_column(0, 0, 26)
        told.set_column(1, 1, 100)
        for place, (name, text) in enumerate(about):
            told.write_string(place, 0, name, bold)
            told.write_string(place, 1, text, wrapped)
    return buffer.getvalue()
