"""Reads the workbook in which a body reports, strictly: whatever came in, only `Refused` comes out.

What is wrong with the file as a whole is raised. What is wrong with one cell stays with its row, so that the other
rows can be used. Every fault of a cell names the cell.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

import openpyxl
from openpyxl.utils import get_column_letter

from monitor.errors import Refused
from monitor.reporting.plain import id_faults
from monitor.reporting.status import Status
from monitor.reporting.workbook import (
    COLUMNS,
    FILLED,
    FORM_SHEET,
    FORMAT,
    HEADER_ROW,
    MAX_COLUMNS,
    MAX_ROWS,
    FilledRow,
    Passport,
    Returned,
    Sent,
    place,
)
from monitor.sources import xlsx_door
from monitor.sources.xlsx_door import Checked

Cells = Sequence[Any]

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')  # what in a number format is not the format of a number
_LONGEST_TOLD: Final = 60  # characters of a cell that a refusal repeats


def read_workbook(data: bytes, statuses: Mapping[str, str]) -> Returned:
    """Read a workbook that came back. `statuses` gives the code for each word that may stand as a status, in
    lower case; codes themselves are among them.

    Raises Refused: what `xlsx_door.check` raises; `workbook_foreign` where it is none of ours and
    `workbook_version` where it is one of another version; `workbook_header`, `workbook_added`, `workbook_twice`,
    `workbook_merged` and `workbook_formula`, each with the field `cell`, where its rows cannot be told apart any more;
    `workbook_damaged`. Cells that cannot be read come back with their row as `workbook_formula`, `workbook_error`,
    `workbook_status` or `workbook_beside`.
    """
    try:
        return _read(xlsx_door.check(data), statuses)
    except Refused:
        raise
    # zipfile, zlib, expat and openpyxl raise whatever a malformed part makes them trip over.
    except Exception as error:  # noqa: BLE001 - a file from outside must never end in a traceback
        raise xlsx_door.damaged(type(error).__name__) from None


def _read(checked: Checked, statuses: Mapping[str, str]) -> Returned:
    workbook = openpyxl.load_workbook(io.BytesIO(checked.data), read_only=True, keep_links=False)
    try:
        sheets: dict[str, Any] = {sheet.title: sheet for sheet in workbook.worksheets}
        form = sheets.pop(FORM_SHEET, None)
        if form is None or not sheets:
            raise Refused("workbook_foreign", "This is none of the workbooks that are made here.")
        passport, headings, name = _passport(_rows(form))
        sheet = sheets.get(name) or next(iter(sheets.values()))
        rows = list(_rows(sheet))
        _check_headings(rows, headings)
        if cells := checked.merged.get(sheet._worksheet_path):
            raise Refused(
                "workbook_merged",
                f"The cells {cells} are merged; take them apart and fill in each.",
                cell=cells,
            )
        return Returned(passport=passport, rows=tuple(_filled(rows, passport, statuses)))
    finally:
        workbook.close()


def _rows(sheet: Any) -> list[Cells]:
    """The cells of the rows that may hold anything; the first stands at index 0. The ends are given, because the
    sheet's own word for its size need not be true.
    """
    return list(sheet.iter_rows(min_row=1, max_row=MAX_ROWS, min_col=1, max_col=MAX_COLUMNS))


def _passport(rows: Sequence[Cells]) -> tuple[Passport, dict[str, str], str]:
    """What the hidden sheet says: what the workbook is, the headings it was made with, the name of its sheet."""
    said: dict[str, str] = {}
    headings: dict[str, str] = {}
    sent: dict[str, Sent] = {}
    for cells in rows:
        name, *values = ["" if cell.value is None else str(cell.value) for cell in cells[:4]]
        if name == "format" and values[0] != str(FORMAT):
            raise Refused(
                "workbook_version", f"The workbook is of version {_told(values[0])!r}, not {FORMAT}."
            )
        if name == "column":
            headings[values[0]] = values[1]
        elif name == "initiative":
            status = Status(values[2]) if values[2] else None
            revision = int(values[1])
            if revision < 0 or values[0] in sent:
                raise ValueError("no revision, or an initiative that stands twice")
            sent[values[0]] = Sent(revision=revision, status=status)
        elif name:
            said[name] = values[0]
    if (
        "format" not in said
        or tuple(headings) != COLUMNS
        or any(id_faults(said["id"], field="id", limit=64))
        or any(id_faults(said["body"], field="body"))
    ):
        raise Refused("workbook_foreign", "The hidden sheet of the workbook is not as it was made.")
    made_at = datetime.fromisoformat(said["made_at"])
    # An instant at either end of the calendar cannot be told in another zone.
    if made_at.tzinfo is None or not 2000 <= made_at.year <= 2199:
        raise ValueError("no instant at which a workbook was made")
    passport = Passport(
        id=said["id"],
        strategy=said["strategy"],
        body=said["body"],
        made_at=made_at,
        language=said["language"],
        demo=said["demonstration"] == "yes",
        sent=sent,
    )
    return passport, headings, said["sheet"]


def _check_headings(rows: Sequence[Cells], headings: Mapping[str, str]) -> None:
    heads = rows[HEADER_ROW - 1] if len(rows) >= HEADER_ROW else ()
    for at, (column, heading) in enumerate(headings.items()):
        if at >= len(heads) or heads[at].value != heading:
            cell = place(column, HEADER_ROW)
            raise Refused(
                "workbook_header",
                f"The heading in {cell} should be {_told(heading)!r}; columns have been moved or renamed.",
                cell=cell,
                heading=_told(heading),
            )


def _filled(rows: Sequence[Cells], passport: Passport, statuses: Mapping[str, str]) -> Iterator[FilledRow]:
    seen: dict[str, str] = {}
    for number, cells in enumerate(rows[HEADER_ROW:], start=HEADER_ROW + 1):
        taken = [at for at, cell in enumerate(cells) if not _is_empty(cell.value)]
        if not taken:
            continue
        first = f"{get_column_letter(taken[0] + 1)}{number}"
        if cells[0].data_type == "f":
            raise _formula(first)
        initiative = str(cells[0].value or "").strip()
        if initiative not in passport.sent:
            raise Refused(
                "workbook_added",
                f"The row of {first} belongs to no initiative of this workbook; remove it.",
                cell=first,
            )
        if initiative in seen:
            raise Refused(
                "workbook_twice",
                f"Initiative {initiative} stands in {seen[initiative]} and again in {first}; remove one row.",
                cell=first,
                other=seen[initiative],
                initiative=initiative,
            )
        seen[initiative] = first
        yield _row(number, initiative, cells, statuses)


def _row(number: int, initiative: str, cells: Cells, statuses: Mapping[str, str]) -> FilledRow:
    read: dict[str, str] = {}
    faults: list[Refused] = []
    for at, cell in enumerate(cells):
        if _is_empty(cell.value):
            continue
        name = f"{get_column_letter(at + 1)}{number}"
        column = COLUMNS[at] if at < len(COLUMNS) else ""
        if cell.data_type == "f":
            faults.append(_formula(name))
        elif not column:
            message = f"Something stands in {name}, beside the form; move it into a field."
            faults.append(Refused("workbook_beside", message, cell=name))
        elif column not in FILLED:
            continue  # what is locked tells the reader of the form something, and us nothing
        elif cell.data_type == "e":
            said = _told(str(cell.value))
            message = f"{name} holds the error {said!r}; type the value."
            faults.append(Refused("workbook_error", message, cell=name, said=said))
        elif column == "status":
            text = _text(cell, column)
            code = statuses.get(" ".join(text.split()).lower())
            if code is None:
                said = _told(text)
                message = f"{name} holds {said!r}, which is no status; choose one from the list."
                faults.append(Refused("workbook_status", message, cell=name, said=said))
            else:
                read[column] = code
        else:
            read[column] = _text(cell, column)
    return FilledRow(number=number, initiative=initiative, cells=read, faults=tuple(faults))


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _formula(cell: str) -> Refused:
    return Refused("workbook_formula", f"{cell} holds a formula; type the value.", cell=cell)


def _told(text: str) -> str:
    """A text from the file as a refusal repeats it."""
    return text if len(text) <= _LONGEST_TOLD else f"{text[:_LONGEST_TOLD]}…"


def _text(cell: Any, column: str) -> str:
    """The content of a cell as a person would type it into the form."""
    value = cell.value
    if isinstance(value, str):
        plain = _ESCAPED.sub(_unescaped, value).replace("\r\n", "\n").replace("\r", "\n")
        return plain.strip(" \n\t\N{NO-BREAK SPACE}")
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        # Spreadsheet programs make a whole date of "2018-05", and keep only in the format that it is a month.
        if column == "expected_completion" and not _names_the_day(cell.number_format):
            return f"{value:%Y-%m}"
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _names_the_day(number_format: str) -> bool:
    return "d" in _QUOTED.sub("", number_format).lower()


def _unescaped(found: re.Match[str]) -> str:
    """Workbooks write what XML cannot hold as its number. Only such signs are read back; the rules judge them."""
    sign = chr(int(found[1], 16))
    unwritable = sign < " " or "\x7f" <= sign <= "\x9f" or "\ud800" <= sign <= "\udfff"
    return sign if unwritable else found[0]
