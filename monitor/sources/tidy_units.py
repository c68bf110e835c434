"""What a plain table says in numbers that its unit does not allow, or that its unit leaves in doubt."""

from collections.abc import Collection, Mapping
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.measures.definitions import Definition
from monitor.measures.scales import COUNTING, Unit
from monitor.sources.tabular import numbers
from monitor.sources.tabular.cells import Cells
from monitor.sources.tabular.refusals import Refusals

_PLAINLY: Final = (
    "digits without a sign between thousands, such as 1234; decimals as they are printed, such as 12.5."
)


def check_units(
    definition: Definition,
    codes: Mapping[str, pa.DictionaryArray],
    columns: Mapping[str, pa.Array],
    cells: Cells,
    refusals: Refusals,
    *,
    ours: bool,
) -> None:
    """Refuse shares that are none, and counts of which nobody can tell how large they are.

    `codes` are those of the rows by dimension, `columns` the numbers that were read. `ours` says that this program
    wrote the table, in which a point stands before decimals and nowhere else.
    """
    _check_shares(definition, codes, columns, cells, refusals)
    if cells.text is not None and not ours:  # a workbook keeps numbers, and no signs in them
        _check_counts(definition, codes, cells, refusals)


def _check_shares(
    definition: Definition,
    codes: Mapping[str, pa.DictionaryArray],
    columns: Mapping[str, pa.Array],
    cells: Cells,
    refusals: Refusals,
) -> None:
    """A per cent below 0 or above 100 is refused, as in the files that ship, and so is more than all of them."""
    shares, values = _counting(definition, codes, cells.rows, (Unit.PERCENT,)), columns["value"]
    outside = pc.or_(pc.less(values, 0), pc.greater(values, 100))
    refusals.refuse("value", pc.and_kleene(shares, outside), "per cent is no share.", "0 to 100.")
    if "numerator" in columns and "denominator" in columns:
        above = pc.greater(columns["numerator"], columns["denominator"])
        problem, accepted = "The numerator lies above the denominator.", "a share of no more than all."
        refusals.refuse("numerator", pc.and_kleene(shares, above), problem, accepted)


def _check_counts(
    definition: Definition, codes: Mapping[str, pa.DictionaryArray], cells: Cells, refusals: Refusals
) -> None:
    """`1.234` persons are a thousand and more, or somebody's mean; where no cell tells which, they are refused.

    Of what is counted there are whole ones only, and whoever writes points between thousands writes them so.
    """
    counted = _counting(definition, codes, cells.rows, COUNTING)
    for name in ("value", "numerator", "denominator"):
        if name in cells.names:
            doubtful = numbers.points_in_doubt(cells.column(name))
            doubtful = pc.and_(doubtful, counted) if name == "value" else doubtful
            problem = "can be read in two ways, and nothing in the column tells which."
            refusals.refuse(name, doubtful, problem, _PLAINLY)


def _counting(
    definition: Definition, codes: Mapping[str, pa.DictionaryArray], rows: int, units: Collection[Unit]
) -> pa.Array:
    """Whether each row counts one of these units."""
    found = pa.array(np.full(rows, definition.unit in units))
    # The first measure that has a unit says it, so it is asked last.
    for measure in reversed(definition.measures):
        told = {code.code: code.unit for code in measure.codes}
        column = codes[measure.id]
        said_units = [told.get(code) for code in column.dictionary.to_pylist()]
        own = pa.array([None if unit is None else unit in units for unit in said_units], pa.bool_())
        found = pc.coalesce(own.take(column.indices), found)
    return found
