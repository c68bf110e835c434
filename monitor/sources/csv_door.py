"""The one way shipped CSV comes in: UTF-8, comma, a known header, every cell text."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from monitor.errors import Fault, FaultyFiles
from monitor.sources.yaml_door import read_text

MAX_ROWS = 100_000


class Row(NamedTuple):
    """One line of a file: its number and its cells by column, trimmed."""

    line: int
    cells: dict[str, str]


def read_rows(path: Path, root: Path, columns: Sequence[str], faults: list[Fault]) -> Iterator[Row]:
    """The rows of a file whose header is exactly `columns`.

    A row with another number of cells is added to `faults` and passed over. FaultyFiles where the file as a whole
    cannot be read.
    """
    name = path.relative_to(root).as_posix()
    text = read_text(path, root)
    if "\0" in text:
        raise FaultyFiles([Fault(name, 0, "", "The file holds NUL characters.", "a text file.")])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header_said = f"the header {','.join(columns)}."
    try:
        header = next(reader, None)
        if header is None:
            raise FaultyFiles([Fault(name, 0, "", "The file is empty.", header_said)])
        if header != list(columns):
            raise FaultyFiles([Fault(name, 1, "", f"The header is {','.join(header)}.", header_said)])
        for cells in reader:
            if reader.line_num > MAX_ROWS:
                problem = "The file is too long."
                raise FaultyFiles([Fault(name, MAX_ROWS, "", problem, f"{MAX_ROWS:,} lines.")])
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                accepted = f"{len(columns)} cells, texts with a comma in double quotes."
                faults.append(Fault(name, reader.line_num, "", f"The line has {len(cells)} cells.", accepted))
                continue
            yield Row(reader.line_num, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
    except csv.Error as error:
        problem = f"This is no valid CSV: {error}."
        accepted = "quotes that are closed again."
        raise FaultyFiles([*faults, Fault(name, reader.line_num, "", problem, accepted)]) from None
