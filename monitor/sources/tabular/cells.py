"""A table of text from outside, column by column, as CSV holds it.

The fast way is Arrow's reader. A file it stumbles over (rows with cells too many or too few) is read anew row by row,
so that every row that can be read is, and every other is named by its line.
"""

import csv
import functools
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from monitor.catalogue.signs import forbidden, quoted
from monitor.errors import Fault, Refused
from monitor.sources.tabular.other_kinds import check_is_text
from monitor.sources.text_files import decoded

MAX_ROWS: Final = 12_000_000
MAX_COLUMNS: Final = 200
_SEPARATORS: Final = (",", ";", "\t")
_BLOCK: Final = 4 * 2**20
_BETWEEN: Final = " \t\r\n,;"
_FOR_EXCEL: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)


@dataclass(slots=True)
class Cells:
    """A table of trimmed text: `columns` in the order of `names`, one entry a row, never null.

    `faults` are the rows that could not be kept, `encoding` is what the bytes were read as and `separator` what stood
    between the cells. `head` holds the first rows of a workbook, each with its number.
    """

    file: str
    names: tuple[str, ...]
    columns: list[pa.Array]
    encoding: str = "utf-8"
    separator: str = ","
    faults: list[Fault] = field(default_factory=list)
    lines: Sequence[int] | None = None
    text: str | None = None
    head: Sequence[tuple[int, Sequence[str]]] = ()

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.columns[0]) if self.columns else 0

    def column(self, name: str) -> pa.Array:
        """The cells under a heading."""
        return self.columns[self.names.index(name)]

    def line_with(self, wanted: Sequence[str], *, among: int = 30) -> int:
        """The first line of the file that holds all these names, counted from 1; 0 where none of the first has them."""
        for number, row in self.head:
            if set(wanted) <= {heading(cell) for cell in row}:
                return number
        lines = (self.text or "").split("\n", among)[:among]
        for number, line in enumerate(lines, start=1):
            for separator in _SEPARATORS:
                if set(wanted) <= {heading(cell.strip('" \t\r')) for cell in line.split(separator)}:
                    return number
        return 0

    def line_of(self, row: int) -> int:
        """The line of the file that a row ends on, counted from 1; 0 where the file has no lines.

        The first call goes through the whole file once more: only a file with faults pays for it.
        """
        if self.lines is None:
            self.lines = _lines(self.text, self.separator) if self.text is not None else ()
        return self.lines[row] if row < len(self.lines) else 0


def read_cells(data: bytes, file: str, *, separator: str | None = None, max_rows: int = MAX_ROWS) -> Cells:
    """The table in a CSV file whose first line names the columns.

    `separator` stands between the cells; without one, that of comma, semicolon and tab that the header holds most
    of. UTF-8 and UTF-16 with its mark are read, and Windows-1252 where the bytes are neither: figures are the same in
    all of them, names may not be, so `encoding` says it.

    Rows in which nothing stands are passed over, and so is a first line that tells Excel the separator (`sep=;`).

    Raises Refused: what `check_is_text` raises; `csv_encoding`, `csv_empty`, `csv_header` with `problem`, `csv_invalid`
    with `line`, `csv_too_long` with `limit`; each with `file`.
    """
    text, encoding = _text(data, file)
    header, separator, start, first_line = _header(text, file, separator)
    body = text[start:]
    names = tuple(heading(name) for name in header)
    columns = _fast(body, separator, len(names))
    if columns is not None and (len(columns[0]) if columns else 0) > max_rows:
        raise _too_long(file, max_rows)
    if columns is not None:
        return Cells(file, names, columns, encoding, separator, text=text)
    return _slow(text, start, separator, names, file, encoding, first_line, max_rows)


def _text(data: bytes, file: str) -> tuple[str, str]:
    check_is_text(data, file)
    text, encoding = decoded(data), "utf-8"
    if text is None:
        try:
            text, encoding = data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            message = f"{file} is neither UTF-8 nor Windows-1252; save it as UTF-8."
            raise Refused("csv_encoding", message, file=file) from None
    if "\0" in text:
        raise Refused("csv_encoding", f"{file} holds NUL characters and is no text.", file=file)
    return text, encoding


def _header(text: str, file: str, separator: str | None) -> tuple[list[str], str, int, int]:
    """The names, the separator, where the first row begins in the text, and how many lines are before it."""
    start = lines = 0
    told: re.Match[str] | None = None
    stream = io.StringIO(text, newline="")
    while (line := stream.readline()) and (not line.strip(_BETWEEN) or (told := _FOR_EXCEL.fullmatch(line))):
        start, lines = start + len(line), lines + 1
        separator = separator or (told[1] if told else None)
    if not line:
        raise Refused("csv_empty", f"{file} is empty.", file=file)
    separator = separator or max(_SEPARATORS, key=lambda sign: (line.count(sign), -_SEPARATORS.index(sign)))
    stream.seek(start)
    consumed: list[str] = []

    def watched() -> Iterator[str]:
        while piece := stream.readline():
            consumed.append(piece)
            yield piece

    try:
        names = next(csv.reader(watched(), delimiter=separator, strict=True))
    except (csv.Error, StopIteration):
        raise Refused("csv_header", f"The header of {file} is no CSV.", file=file, problem="csv") from None
    while names and not names[-1].strip():  # commas at the end of the line
        names.pop()
    if not 0 < len(names) <= MAX_COLUMNS:
        message = f"The header of {file} has {len(names):,} columns; at most {MAX_COLUMNS}."
        raise Refused("csv_header", message, file=file, problem="columns")
    return names, separator, start + sum(map(len, consumed)), lines + len(consumed)


def _fast(body: str, separator: str, width: int) -> list[pa.Array] | None:
    names = [str(place) for place in range(width)]
    if not body.strip():
        return [pa.array([], pa.string()) for _name in names]
    data = body.encode()
    if data.count(b'"') % 2:  # a quote that is not closed: read slowly, which says where
        return None
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK),
            parse_options=arrow_csv.ParseOptions(delimiter=separator, newlines_in_values=b'"' in data),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    columns = [_trimmed(column.combine_chunks()) for column in table.columns]
    filled = functools.reduce(pc.or_, [pc.not_equal(column, "") for column in columns])
    return columns if pc.all(filled).as_py() else [column.filter(filled) for column in columns]


def _slow(
    text: str,
    start: int,
    separator: str,
    names: tuple[str, ...],
    file: str,
    encoding: str,
    before: int,
    max_rows: int,
) -> Cells:
    kept: list[list[str]] = []
    lines: list[int] = []
    faults: list[Fault] = []
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            while len(cells) > len(names) and not cells[-1].strip():  # commas at the end of the line
                cells.pop()
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(names):
                problem = f"The line has {len(cells):,} cells."
                accepted = (
                    f"{len(names)} cells, as the header has; texts with the separator in double quotes."
                )
                faults.append(Fault(file, before + reader.line_num, "", problem, accepted))
                continue
            if len(kept) >= max_rows:
                raise _too_long(file, max_rows)
            kept.append(cells)
            lines.append(before + reader.line_num)
    except csv.Error:
        line = before + reader.line_num
        message = f"{file} is no valid CSV from line {line} on: a quote is not closed, or a text is endless."
        raise Refused("csv_invalid", message, file=file, line=line) from None
    columns = [_trimmed(pa.array(column, pa.string())) for column in zip(*kept, strict=True)]
    if not kept:
        columns = [pa.array([], pa.string()) for _name in names]
    return Cells(file, names, columns, encoding, separator, faults, lines, text)


def _trimmed(column: pa.Array) -> pa.Array:
    return pc.utf8_trim_whitespace(column)


def _lines(text: str, separator: str) -> list[int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found: list[int] = []
    try:
        found = [reader.line_num for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error:
        return []
    skipped = 1  # the header, and what stands above it that is no blank row
    for line in io.StringIO(text, newline=""):
        if line.strip(_BETWEEN) and not _FOR_EXCEL.fullmatch(line):
            break
        skipped += any(cell.strip() for cell in line.split(separator))
    return found[skipped:]


def heading(name: str) -> str:
    """The name of a column as it is kept: on one line, without signs that cannot be shown."""
    return " ".join("".join(sign for sign in name if not forbidden(sign)).split())


def said(cell: str) -> str:
    """A cell as a fault quotes it."""
    return quoted(cell, at_most=40)


def _too_long(file: str, limit: int) -> Refused:
    return Refused("csv_too_long", f"{file} has more than {limit:,} rows.", file=file, limit=limit)
