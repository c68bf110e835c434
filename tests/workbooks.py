"""Workbooks as they go out and as they come back, sound and otherwise."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import openpyxl

from monitor.documents.report_workbook import as_xlsx
from monitor.reporting.status import Status
from monitor.reporting.workbook import Form, Line, Passport, Sent
from monitor.show.words import Words
from monitor.show.workbook import status_codes
from monitor.sources.report_workbook import read_workbook

SHEET = "xl/worksheets/sheet1.xml"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
"""The first bytes of a file that old Excel writes."""

ID = "0123456789abcdef0123456789abcdef"


def a_passport(**over: Any) -> Passport:
    """A workbook made for JD on 1 June 2018: 1.1 was in progress as of entry 4, on 1.2 and 1.3 nothing was reported."""
    content: dict[str, Any] = {
        "id": ID,
        "strategy": "example",
        "body": "JD",
        "made_at": datetime(2018, 6, 1, 12, tzinfo=UTC),
        "language": "en",
        "demo": False,
        "sent": {
            "1.1": Sent(revision=4, status=Status.IN_PROGRESS),
            "1.2": Sent(revision=0, status=None),
            "1.3": Sent(revision=0, status=None),
        },
    }
    return Passport(**(content | over))


def a_form(**over: Any) -> Form:
    """The form of `a_passport`, in its language; fields of the passport may be named too."""
    named = {name: over.pop(name) for name in list(over) if name in Passport.__dataclass_fields__}
    passport = over.get("passport") or a_passport(**named)
    words = Words(passport.language)
    content: dict[str, Any] = {
        "passport": passport,
        "body": "Ministry of Justice (JD)",
        "made": "1 June 2018",
        "last_day": "",
        "earliest": date(2017, 1, 1),
        "statuses": (
            words("Not started"),
            words("In progress"),
            words("Completed"),
            words("Discontinued, not implemented"),
        ),
        "unchanged": words("Unchanged"),
        "lines": tuple(
            Line(initiative=initiative, title=f"Initiative {initiative}", deadline="2018", last="In progress")
            for initiative in passport.sent
        ),
    }
    return Form(**(content | over))


def a_workbook(**over: Any) -> bytes:
    """A workbook as it is sent out. Row 3 is 1.1, row 4 is 1.2, row 5 is 1.3."""
    form = a_form(**over)
    return as_xlsx(form, Words(form.passport.language))


def filled(data: bytes, cells: dict[str, Any], *, change: Callable[[Any], object] | None = None) -> bytes:
    """The workbook with values in cells of its first sheet, saved by another program; `change` is given that sheet."""
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    sheet = workbook.worksheets[0]
    for cell, value in cells.items():
        sheet[cell] = value
    if change is not None:
        change(sheet)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def read(data: bytes) -> Any:
    """What the reader makes of a file."""
    return read_workbook(data, status_codes())


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """A workbook of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed; one that is not there is made from nothing."""
    parts = parts_of(data)
    return packed(parts | {name: change(parts.get(name, b""))})


def with_directory(data: bytes, name: str, *, size: int) -> bytes:
    """The workbook with a directory that lies about the unpacked size of a part."""
    raw, at = bytearray(data), 0
    while (at := raw.find(b"PK\x01\x02", at)) >= 0:
        (length,) = struct.unpack_from("<H", raw, at + 28)
        if raw[at + 46 : at + 46 + length] == name.encode():
            struct.pack_into("<I", raw, at + 24, size)
            return bytes(raw)
        at += 4
    raise AssertionError(f"There is no {name}.")
