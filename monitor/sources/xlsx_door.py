"""The door for workbooks from outside: what is looked at before anything is unpacked or taken apart.

A workbook is a ZIP of XML parts. Both can be made to grow without bounds when they are read, and both can say of
themselves what is not so. Here the directory is judged first; then every XML part is unpacked piece by piece, watched
as it goes by, and packed again. Only what was watched is given to openpyxl: pictures and the like are left behind.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from monitor.errors import Refused
from monitor.reporting.workbook import MAX_COLUMNS, MAX_ROWS

MAX_UNPACKED: Final = 100 * 2**20
"""Largest size of all parts of a form together once unpacked, in bytes."""


@dataclass(frozen=True)
class Limits:
    """How much a workbook may hold: bytes as it is sent and once unpacked, elements and attributes of XML in all parts
    together, and the last row and column of a sheet in which something may stand.
    """

    packed: int
    unpacked: int
    elements: int
    attributes: int
    rows: int
    columns: int


FORM: Final = Limits(10 * 2**20, MAX_UNPACKED, 400_000, 500_000, MAX_ROWS, MAX_COLUMNS)
"""What a form that was filled in may hold."""

TABLE: Final = Limits(50 * 2**20, 800 * 2**20, 6_000_000, 9_000_000, 200_001, 200)
"""What a table of figures may hold: some million cells. Longer ones come as CSV."""

_MAX_PARTS = 300
_MAX_RATIO = 200  # unpacked to packed; a large sheet of equal cells reaches some fifty
_SMALL = 2**20  # below this many bytes the ratio says nothing
_LONGEST_TOKEN = (
    2**20
)  # bytes of one tag or comment; older parsers read it anew from its start with every piece
_MAX_DEPTH = 64
_PIECE = 2**16

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LISTED = b"PK\x01\x02"  # how each part begins in the directory
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Excel files, and new ones with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Checked:
    """A workbook that has come through the door: its XML parts, packed anew. By the name of its part, the first merged
    range of each sheet that has one, and the first cell whose formula nobody has worked out.
    """

    data: bytes
    merged: Mapping[str, str]
    unsolved: Mapping[str, str]


def check(data: bytes, limits: Limits = FORM) -> Checked:
    """Judge a workbook and return what may be read of it.

    Raises Refused: `workbook_too_large`, `workbook_not_xlsx`, `workbook_old_excel`, `workbook_protected`,
    `workbook_bomb`, `workbook_dtd`, `workbook_outside` with the field `cell`, and `workbook_damaged`. What zipfile
    and expat raise over a damaged file passes through.
    """
    if len(data) > limits.packed:
        raise Refused(
            "workbook_too_large",
            f"The file has {len(data)} bytes; at most {limits.packed} are read.",
            limit=limits.packed // 2**20,
        )
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise Refused("workbook_protected", "The workbook is locked with a password; save it without.")
        raise Refused("workbook_old_excel", "This is an old Excel file; save it as .xlsx.")
    if not data.startswith(b"PK\x03\x04"):
        raise Refused("workbook_not_xlsx", "This is no Excel workbook; send the .xlsx file.")
    if data.count(_LISTED) > _MAX_PARTS:  # counted before zipfile makes an object of each
        raise _bomb()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        _check_directory(parts, limits)
        return _watched(archive, parts, limits)


def _check_directory(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [part.filename for part in parts]
    if "xl/workbook.xml" not in names or "xl/vbaProject.bin" in names:
        raise Refused(
            "workbook_not_xlsx", "The ZIP holds no Excel workbook without macros; send the .xlsx file."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("workbook_protected", "Parts of the workbook are locked with a password.")
    if len(names) != len(set(names)) or any(
        part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts
    ):
        raise damaged("the directory of the file")
    if sum(part.file_size for part in parts) > limits.unpacked:
        raise _bomb()
    for part in parts:
        if part.file_size > _SMALL and part.file_size > _MAX_RATIO * part.compress_size:
            raise _bomb()


def _watched(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], limits: Limits) -> Checked:
    merged: dict[str, str] = {}
    unsolved: dict[str, str] = {}
    unpacked = elements = attributes = 0
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as anew:
        for part in parts:
            if PurePosixPath(part.filename).suffix.casefold() not in (".xml", ".rels"):
                continue
            watch = _Watch(limits, elements, attributes)
            parser = DefusedXMLParser(target=watch, forbid_dtd=True)
            fed = parsed = 0
            with archive.open(part) as unpacking, anew.open(part.filename, "w") as packing:
                while piece := unpacking.read(_PIECE):
                    unpacked += len(piece)
                    if unpacked > limits.unpacked:  # whatever the directory said
                        raise _bomb()
                    _feed(parser, piece)
                    fed += len(piece)
                    parsed = max(parsed, parser.parser.CurrentByteIndex)
                    if fed - parsed > _LONGEST_TOKEN:
                        raise _bomb()
                    packing.write(piece)
            parser.close()
            elements += watch.elements
            attributes += watch.attributes
            if watch.merged:
                merged[part.filename] = watch.merged
            if watch.unsolved:
                unsolved[part.filename] = watch.unsolved
    return Checked(packed.getvalue(), merged, unsolved)


def _feed(parser: DefusedXMLParser, piece: bytes) -> None:
    try:
        parser.feed(piece)
    except DefusedXmlException:
        message = "The workbook holds a document type or entities, which no spreadsheet program writes."
        raise Refused("workbook_dtd", message) from None


class _Watch:
    """Sees the elements of one part go by, and keeps none of them.

    openpyxl passes over a row that stands out of order and believes a cell that lies about its row, so both are
    damage here: a report would be lost without a word.
    """

    def __init__(self, limits: Limits, elements: int, attributes: int) -> None:
        self.elements = 0
        self.attributes = 0
        self.merged = ""
        self.unsolved = ""
        self._limits = limits
        self._left = limits.elements - elements, limits.attributes - attributes
        self._depth = 0
        self._row = 0
        self._column = 0
        self._in_row = False
        self._cell = ""
        self._inside: set[str] = set()
        self._in_value = self._said = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.elements += 1
        self.attributes += len(attributes)
        self._depth += 1
        if self.elements > self._left[0] or self.attributes > self._left[1] or self._depth > _MAX_DEPTH:
            raise _bomb()
        if not tag.startswith(_SHEET):
            return
        match tag.removeprefix(_SHEET):
            case "row":
                self._begin_row(attributes.get("r"))
            case "c" if self._in_row:
                self._begin_cell(attributes.get("r"))
                # A formula may come to a text without letters.
                self._said = attributes.get("t") == "str"
            case "v" | "f" | "is" as name if self._cell:
                if self._row > self._limits.rows or self._column > self._limits.columns:
                    raise Refused(
                        "workbook_outside",
                        f"Something stands in {self._cell}, far outside what is read; remove it.",
                        cell=self._cell,
                    )
                self._inside.add(name)
                self._in_value = name == "v"
            case "mergeCell":
                self.merged = self.merged or attributes.get("ref", "?")[:20]

    def data(self, text: str) -> None:
        if self._in_value and text.strip():
            self._said = True

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._in_value = False
        if tag == f"{_SHEET}row":
            self._in_row = False
        elif tag == f"{_SHEET}c":
            if "f" in self._inside and not self._said:  # a program that only writes leaves it to Excel
                self.unsolved = self.unsolved or self._cell
            self._cell = ""
            self._inside.clear()

    def close(self) -> None:
        """Nothing is kept."""

    def _begin_row(self, said: str | None) -> None:
        number = self._row + 1 if said is None else int(said)
        if number <= self._row or self._in_row:
            raise damaged(f"row {number}")
        self._row, self._column, self._in_row = number, 0, True

    def _begin_cell(self, said: str | None) -> None:
        if said is None:
            column, row = self._column + 1, self._row
        else:
            found = _PLACE.fullmatch(said)
            if found is None:
                raise damaged(f"cell {said[:20]}")
            column, row = _number(found[1]), int(found[2])
        if row != self._row or column <= self._column:
            raise damaged(f"row {self._row}")
        self._column, self._cell = column, f"{_letters(column)}{row}"


def damaged(where: str) -> Refused:
    """What is said of a workbook that is not written as workbooks are."""
    return Refused("workbook_damaged", f"The workbook is damaged ({where}); open it and save it again.")


def _bomb() -> Refused:
    return Refused("workbook_bomb", "The workbook holds far more than what it is for.")


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
