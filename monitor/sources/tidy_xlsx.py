"""The door for plain tables of figures in an Excel workbook: what `tidy_csv` reads, in the cells of one sheet.

A cell is read as what its reader sees: a number with the fifteen digits that Excel shows, and with the zeros that its
format shows behind the point; a date in as much as its format shows of it (2021, 2021-05 or the day).
"""

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, Final

import openpyxl
import pyarrow as pa
import pyarrow.compute as pc

from monitor.catalogue.signs import quoted
from monitor.errors import Fault, Refused
from monitor.measures.definitions import Definition
from monitor.measures.received import Received
from monitor.sources import xlsx_door
from monitor.sources.tabular.cells import Cells, heading
from monitor.sources.tidy_csv import REQUIRED, Share, nobody, read_table

_HEAD: Final = 30
"""First rows in which the header is looked for, where it does not stand in the first one."""

_DECIMALS: Final = re.compile(r"0\.(0+)")  # a number format that only says how many decimals are shown
_DRAWN: Final = re.compile(
    r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.'
)  # what in a number format stands for no part of a date


def read_tidy_workbook(
    data: bytes, definition: Definition, file: str, *, sheet: str = "", tell: Share = nobody
) -> Received:
    """The figures of an indicator in a workbook. `sheet` names the sheet; without it, the one with a table is read.

    Raises Refused: what `xlsx_door.check` and `tidy_csv.read_table` raise; `table_sheet` with `file` and `sheets` where
    the sheet is not there, or several have a table; `table_empty` with `file`; `table_merged` and `table_unsolved`,
    each with `file` and `cell`, where cells are merged, or hold formulas that nobody has worked out.
    """
    try:
        cells = _cells(xlsx_door.check(data, xlsx_door.TABLE), file, sheet)
    except Refused:
        raise
    # zipfile, zlib, expat and openpyxl raise whatever a malformed part makes them trip over.
    except Exception as error:  # noqa: BLE001 - a file from outside must never end in a traceback
        raise xlsx_door.damaged(type(error).__name__) from None
    return read_table(cells, definition, hashlib.sha256(data).hexdigest(), tell)


def _cells(checked: xlsx_door.Checked, file: str, wanted: str) -> Cells:
    workbook = openpyxl.load_workbook(
        io.BytesIO(checked.data), read_only=True, data_only=True, keep_links=False
    )
    try:
        sheets = {sheet.title: sheet for sheet in workbook.worksheets}
        sheet = _chosen(sheets, wanted, file)
        place = sheet._worksheet_path
        if cell := checked.merged.get(place):
            raise Refused(
                "table_merged",
                f"{file}: the cells {cell} are merged, and a blank one would be read as the total; take them apart and "
                "fill in each.",
                file=file,
                cell=cell,
            )
        if cell := checked.unsolved.get(place):
            raise Refused(
                "table_unsolved",
                f"{file}: the formula in {cell} was never worked out; open the workbook in Excel and save it.",
                file=file,
                cell=cell,
            )
        return _table(_rows(sheet), f"{file} › {sheet.title}" if len(sheets) > 1 else file)
    finally:
        workbook.close()


def _chosen(sheets: dict[str, Any], wanted: str, file: str) -> Any:
    if wanted in sheets:
        return sheets[wanted]
    if not wanted:
        with_tables = [
            sheet
            for sheet in sheets.values()
            if set(REQUIRED) <= set(next((names for _line, names in _rows(sheet)), ()))
        ]
        if len(with_tables) == 1 or (not with_tables and len(sheets) == 1):
            return (with_tables or list(sheets.values()))[0]
    listed = ", ".join(quoted(name, at_most=40) for name in list(sheets)[:20])
    raise Refused(
        "table_sheet",
        f"{file} has these sheets: {listed}. Name the one with the figures (columns period and value).",
        file=file,
        sheets=listed,
    )


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with its number; blank cells at their ends are left out."""
    limits = xlsx_door.TABLE
    # The ends are given, because the sheet's own word for its size need not be true.
    found = sheet.iter_rows(min_row=1, max_row=limits.rows, min_col=1, max_col=limits.columns)
    for number, row in enumerate(found, start=1):
        texts = [_text(cell) for cell in row]
        while texts and not texts[-1].strip():
            texts.pop()
        if texts:
            yield number, texts


def _table(rows: Iterator[tuple[int, list[str]]], file: str) -> Cells:
    first, names = next(rows, (0, []))
    if not names:
        raise Refused("table_empty", f"{file} is empty.", file=file)
    kept: list[list[str]] = []
    lines: list[int] = []
    faults: list[Fault] = []
    head = [(first, names)]
    for line, texts in rows:
        if len(head) < _HEAD:
            head.append((line, texts))
        if len(texts) > len(names):
            problem = "Something stands to the right of the columns that have a name."
            faults.append(Fault(file, line, "", problem, f"cells in the first {len(names)} columns only."))
            continue
        kept.append(texts + [""] * (len(names) - len(texts)))
        lines.append(line)
    columns = [_trimmed(column) for column in zip(*kept, strict=True)] or [_trimmed(()) for _name in names]
    return Cells(file, tuple(map(heading, names)), columns, faults=faults, lines=lines, head=head)


def _trimmed(texts: Sequence[str]) -> pa.Array:
    return pc.utf8_trim_whitespace(pa.array(texts, pa.string()))


def _text(cell: Any) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int() if (found := _DECIMALS.fullmatch(cell.number_format or "")) is not None:
            shown = f"{value:.{len(found[1])}f}"
            return shown if float(shown) == value else f"{value:.15g}"
        case float():
            return f"{value:.15g}"
        case datetime() | date():
            return _shown(value, cell.number_format)
        case time():
            return value.isoformat()
        case _:
            return str(value)


def _shown(day: date, form: str) -> str:
    """As much of a date as the format of its cell shows, where that is the first day of it."""
    if isinstance(day, datetime):
        if day.time() != time():
            return day.isoformat(sep=" ")
        day = day.date()
    parts = set(_DRAWN.sub("", form).casefold())
    if "d" not in parts and day.day == 1:
        if "m" in parts:
            return f"{day:%Y-%m}"
        if "y" in parts and day.month == 1:
            return f"{day:%Y}"
    return day.isoformat()
