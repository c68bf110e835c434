"""Collects the rows of a table that are left out, each with its place and the reason."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from monitor.errors import Fault
from monitor.sources.tabular.cells import Cells, said

MOST_TOLD: Final = 1_000
"""Most rows of one file that are told one by one; the others are counted."""


class Refusals:
    """The rows of a table that are left out. A row is told with the first thing that is wrong with it."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._why: dict[int, tuple[str, str, str]] = {}
        self.faults = list(cells.faults)

    def note(self, column: str, problems: Mapping[int, str], accepted: str) -> None:
        """Leave out the rows of `problems`, for what is wrong in a column."""
        for row, problem in problems.items():
            self._why.setdefault(int(row), (column, problem, accepted))

    def refuse(self, column: str, wrong: pa.Array, problem: str, accepted: str) -> None:
        """Leave out the rows that are `wrong`; a problem that begins small is said behind what stands in the cell."""
        rows = np.flatnonzero(pc.fill_null(wrong, False).to_numpy(zero_copy_only=False))
        if not len(rows):
            return
        cells, whole = self._cells.column(column), problem[0].isupper()
        found = {int(row): problem if whole else f"{said(cells[int(row)].as_py())} {problem}" for row in rows}
        self.note(column, found, accepted)

    def kept(self) -> npt.NDArray[np.bool_]:
        """Which rows stay, one entry a row."""
        mask = np.ones(self._cells.rows, bool)
        if self._why:
            mask[list(self._why)] = False
        return mask

    def told(self) -> tuple[Fault, ...]:
        """Every row left out, up to `MOST_TOLD` of them, in the order of the file."""
        rows = sorted(self._why)
        told = self.faults[:MOST_TOLD]
        for row in rows[: MOST_TOLD - len(told)]:
            column, problem, accepted = self._why[row]
            told.append(Fault(self._cells.file, self._cells.line_of(row), column, problem, accepted))
        return tuple(told)

    @property
    def untold(self) -> int:
        """How many more are left out than are told."""
        return max(0, self.count - MOST_TOLD)

    @property
    def count(self) -> int:
        """How many rows are left out."""
        return len(self.faults) + len(self._why)
