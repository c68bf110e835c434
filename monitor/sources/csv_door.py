"""The one way CSV comes in: comma, a known header, every cell text. What it may hold is counted before it is kept."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from monitor.catalogue.signs import code_point, first_forbidden, quoted
from monitor.errors import Fault, FaultyFiles
from monitor.sources.text_files import read_text

MAX_ROWS = 100_000
MAX_CELL = 4_000  # characters; the longest text a model takes
MAX_FAULTS = 100


class Row(NamedTuple):
    """One line of a file: its number and its cells by column, trimmed."""

    line: int
    cells: dict[str, str]


def read_rows(
    path: Path, root: Path, columns: Sequence[str], faults: list[Fault], *, optional: Sequence[str] = ()
) -> Iterator[Row]:
    """The rows of a file whose header is exactly `columns`, with any of the `optional` ones behind them in any order.

    The cells of an optional column that is not there are empty.

    A row with another number of cells, or with a cell that holds too much or what cannot be shown, is added to
    `faults` and passed over. FaultyFiles where the file as a whole cannot be read, and where it holds so many faults
    that it is plainly something else.
    """
    name = path.relative_to(root).as_posix()
    text = read_text(path, root)
    if "\0" in text:
        raise FaultyFiles([Fault(name, 0, "", "The file holds NUL characters.", "a text file.")])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = _checked_header(next(reader, None), columns, optional, name)
        absent = dict.fromkeys(set(optional).difference(columns), "")
        for cells in reader:
            if len(faults) >= MAX_FAULTS:
                raise FaultyFiles(faults)
            if reader.line_num > MAX_ROWS:
                problem = "The file is too long."
                raise FaultyFiles([*faults, Fault(name, MAX_ROWS, "", problem, f"{MAX_ROWS:,} lines.")])
            if not any(cell.strip() for cell in cells):
                continue
            found = _faults(cells, columns, name, reader.line_num)
            if found:
                faults.extend(found)
                continue
            trimmed = (cell.strip() for cell in cells)
            yield Row(reader.line_num, absent | dict(zip(columns, trimmed, strict=True)))
    except csv.Error as error:
        problem = f"This is no valid CSV: {error}."
        accepted = "quotes that are closed again."
        raise FaultyFiles([*faults, Fault(name, reader.line_num, "", problem, accepted)]) from None


def _checked_header(
    header: list[str] | None, columns: Sequence[str], optional: Sequence[str], name: str
) -> Sequence[str]:
    accepted = f"the header {','.join(columns)}."
    if optional:
        accepted = f"{accepted[:-1]}, and behind it any of {','.join(optional)}."
    if header is None:
        raise FaultyFiles([Fault(name, 0, "", "The file is empty.", accepted)])
    if len(header) > 2 * (len(columns) + len(optional)):  # too many to be listed
        problem = f"The header has {len(header):,} columns."
        raise FaultyFiles([Fault(name, 1, "", problem, accepted)])
    more = header[len(columns) :]
    if (
        header[: len(columns)] != list(columns)
        or len(set(more)) < len(more)
        or not set(more) <= set(optional)
    ):
        problem = f"The header is {quoted(','.join(header), at_most=400)}."
        raise FaultyFiles([Fault(name, 1, "", problem, accepted)])
    return header


def _faults(cells: list[str], columns: Sequence[str], name: str, line: int) -> list[Fault]:
    if len(cells) != len(columns):
        accepted = f"{len(columns)} cells, texts with a comma in double quotes."
        return [Fault(name, line, "", f"The line has {len(cells):,} cells.", accepted)]
    found = []
    for column, cell in zip(columns, cells, strict=True):
        if len(cell) > MAX_CELL:
            problem = f"The text has {len(cell):,} characters."
            found.append(Fault(name, line, column, problem, f"at most {MAX_CELL:,}."))
        elif (place := first_forbidden(cell)) is not None:
            problem = f"The text holds {code_point(cell[place])} as character {place + 1}."
            found.append(Fault(name, line, column, problem, "text that can be seen."))
    return found
