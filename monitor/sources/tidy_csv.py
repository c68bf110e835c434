"""The door for plain tables of figures: one row a figure, the columns by name in any order.

`period`, the dimensions of the indicator and `value` have to be there; `numerator`, `denominator`, `n`, `lower`,
`upper`, `level`, `flags`, `missing`, `source` and `note` may be. A blank dimension is the total. What they hold is
said in docs/importing.md. Everything is done a column at a time, so that a million rows take seconds.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from monitor.errors import Refused
from monitor.measures.definitions import Definition
from monitor.measures.exports import FOR_PEOPLE, KEPT, LABEL, MARKS
from monitor.measures.quality import Missing
from monitor.measures.received import LeftOut, Received
from monitor.sources.tabular import numbers, periods
from monitor.sources.tabular.cells import Cells, read_cells, said
from monitor.sources.tabular.figures import figures, settle_repeats
from monitor.sources.tabular.refusals import Refusals
from monitor.sources.tidy_units import check_units
from monitor.sources.tidy_words import MOST_LISTED, read_words

REQUIRED: Final = ("period", "value")
OPTIONAL: Final = (*KEPT, "note_en")

_COUNT: Final = "^[1-9][0-9]{0,17}$"
_MISSING: Final = tuple(str(reason) for reason in Missing if reason is not Missing.HIDDEN)


Share = Callable[[float], None]
"""Told what share of a table has been read, from 0 to 1."""


def nobody(_share: float) -> None:
    """For those who are not waiting."""
    return None


def read_tidy(data: bytes, definition: Definition, file: str = "", tell: Share = nobody) -> Received:
    """The figures of an indicator in a CSV file.

    Raises Refused: what `read_cells` raises; `tidy_columns` with `file`, `lacking` and `unknown` where the header does
    not fit the definition; `tidy_title_above` with `file` and `line` where it stands further below; `tidy_wide` with
    `file`, `periods` and `wanted` where periods stand beside each other.
    """
    cells = read_cells(data, file or f"{definition.id}.csv")
    return read_table(cells, definition, hashlib.sha256(data).hexdigest(), tell)


def read_table(cells: Cells, definition: Definition, digest: str, tell: Share = nobody) -> Received:
    """The same of cells that were read already; `digest` is that of the bytes they came from.

    Raises Refused `tidy_columns`, `tidy_title_above` and `tidy_wide`.
    """
    dimensions = [dimension.id for dimension in definition.dimensions]
    _check_header(cells, dimensions)
    refusals = Refusals(cells)
    if _of_a_download(cells, dimensions):
        _check_one_indicator(cells, refusals)
    tell(0.25)
    period = periods.read_periods(cells.column("period"))
    refusals.note("period", period.faults, periods.ACCEPTED)
    tell(0.35)
    codes = {name: _codes(cells, definition, name, refusals) for name in dimensions}
    tell(0.45)
    value = numbers.read_numbers(cells.column("value"))
    refusals.note("value", value.faults, numbers.ACCEPTED)
    tell(0.55)
    missing = _reasons(cells, value, refusals)
    columns: dict[str, pa.Array] = {
        "period": period.text,
        "first_day": period.first_day,
        "last_day": period.last_day,
        "value": value.values,
        "decimals": value.decimals,
        "missing": missing,
        **_numbers(cells, value.values, refusals),
        **read_words(cells, definition, refusals),
    }
    tell(0.7)
    check_units(definition, codes, columns, cells, refusals, ours=bool(_of_a_download(cells, ())))
    key = [period.text, *codes.values(), *(columns[name] for name in ("source",) if name in columns)]
    stays, _same = settle_repeats(key, value.values, refusals, cells.line_of)
    tell(0.9)
    table = figures(codes, columns, stays)
    left_out = _left_out(period.text, codes, columns.get("source"), refusals)
    return Received(definition, table, digest, refusals.told(), refusals.untold, left_out)


def _left_out(
    period: pa.Array, codes: Mapping[str, pa.DictionaryArray], source: pa.Array | None, refusals: Refusals
) -> tuple[LeftOut, ...]:
    """Which figures the rows stood for that were refused for anything but their place."""
    return tuple(
        LeftOut(
            period[row].as_py(),
            frozenset((name, code) for name in codes if (code := codes[name][row].as_py()) is not None),
            None if source is None else source[row].as_py(),
            fault,
        )
        for row, fault in refusals.with_figure(("period", "source", MARKS[0], *codes))
    )


def _check_header(cells: Cells, dimensions: list[str]) -> None:
    wanted = [*REQUIRED, *dimensions]
    lacking = [name for name in wanted if name not in cells.names]
    passed_over = _of_a_download(cells, dimensions)
    unknown = [name for name in cells.names if name not in (*wanted, *OPTIONAL, *passed_over)]
    unknown += [name for name in dict.fromkeys(cells.names) if cells.names.count(name) > 1]
    if lacking or unknown:
        _check_layout(cells, wanted)
        parts = [
            f"lacks {', '.join(lacking)}" if lacking else "",
            f"has {', '.join(map(said, unknown[:10]))} too many" if unknown else "",
        ]
        message = (
            f"The header of {cells.file} {' and '.join(filter(None, parts))}; "
            f"accepted: {', '.join(('period', *dimensions, 'value'))} and any of {', '.join(OPTIONAL)}."
        )
        raise Refused(
            "tidy_columns",
            message,
            file=cells.file,
            lacking=", ".join(lacking) or "–",
            unknown=", ".join(unknown[:10]) or "–",
            wanted=", ".join(wanted),
        )


def _check_layout(cells: Cells, wanted: Sequence[str]) -> None:
    """Tell the two ways in which a table that people read is none that is read here, as far as they can be seen."""
    if (line := cells.line_with(wanted)) > 1:
        raise Refused(
            "tidy_title_above",
            f"The names of the columns stand in line {line} of {cells.file}; take out the lines above.",
            file=cells.file,
            line=line,
        )
    across = [name for name in cells.names if not periods.read_periods(pa.array([name])).faults and name]
    if len(across) > 1 and "period" not in cells.names:
        raise Refused(
            "tidy_wide",
            f"{cells.file} has its periods beside each other ({', '.join(across[:3])} …); write one row for each "
            f"figure, with the columns {', '.join(wanted)}.",
            file=cells.file,
            periods=", ".join(across[:3]),
            wanted=", ".join(wanted),
        )


def _of_a_download(cells: Cells, dimensions: Sequence[str]) -> list[str]:
    """The columns for people in a table that was downloaded here; none in any other table."""
    if not set(MARKS) <= set(cells.names):
        return []
    return [*FOR_PEOPLE, *(f"{name}{LABEL}" for name in dimensions)]


def _check_one_indicator(cells: Cells, refusals: Refusals) -> None:
    """A download may hold several indicators; the rows of any but the first are refused."""
    named = cells.column(MARKS[0])
    if len(named):
        others = pc.not_equal(named, named[0])
        accepted = f"figures of {said(named[0].as_py())} alone; download the others by themselves."
        refusals.refuse(MARKS[0], others, "is another indicator.", accepted)


def _codes(cells: Cells, definition: Definition, name: str, refusals: Refusals) -> pa.DictionaryArray:
    column = cells.column(name)
    codes = pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column).dictionary_encode()
    known = definition.code[name]
    listed = ", ".join(list(known)[:MOST_LISTED]) + (" …" if len(known) > MOST_LISTED else "")
    bad = pa.array([code not in known for code in codes.dictionary.to_pylist()], pa.bool_())
    is_measure = any(measure.id == name for measure in definition.measures)
    accepted = f"one of {listed}." if is_measure else f"one of {listed}; a blank cell for the total."
    refusals.refuse(name, pc.fill_null(bad.take(codes.indices), False), "is not known.", accepted)
    if is_measure:
        accepted = f"one of {listed}; a measure has no total."
        refusals.refuse(name, pc.is_null(codes.indices), "A measure is blank.", accepted)
    return codes


def _reasons(cells: Cells, value: numbers.Numbers, refusals: Refusals) -> pa.Array:
    if "missing" not in cells.names:
        return value.missing
    given = cells.column("missing")
    blank = pc.equal(given, "")
    known = [*_MISSING, *((Missing.HIDDEN.value,) if _of_a_download(cells, ()) else ())]
    accepted = f"one of {', '.join(known)}, or blank."
    unknown = pc.invert(pc.or_(blank, pc.is_in(given, value_set=pa.array(known))))
    refusals.refuse("missing", unknown, "is not known.", accepted)
    both = pc.and_(pc.invert(blank), pc.is_valid(value.values))
    refusals.refuse("missing", both, "There is a value and a reason why there is none.", "one of the two.")
    return pc.if_else(blank, value.missing, given)


def _numbers(cells: Cells, values: pa.Array, refusals: Refusals) -> dict[str, pa.Array]:
    found: dict[str, pa.Array] = {}
    for name in ("numerator", "denominator", "lower", "upper", "level"):
        if name in cells.names:
            read = numbers.read_numbers(cells.column(name), {"": Missing.NOT_STATED})
            refusals.note(name, read.faults, numbers.ACCEPTED)
            found[name] = read.values
    if "n" in cells.names:
        found["n"] = _counts(cells, refusals)
    if "denominator" in found:
        none = pc.less_equal(found["denominator"], 0)
        refusals.refuse("denominator", none, "is nothing to divide by.", "a number above zero.")
    _check_intervals(cells, values, found, refusals)
    return found


def _counts(cells: Cells, refusals: Refusals) -> pa.Array:
    column = cells.column("n")
    fits = pc.match_substring_regex(column, _COUNT)
    wrong = pc.invert(pc.or_(fits, pc.equal(column, "")))
    refusals.refuse("n", wrong, "is no count.", "a whole number above zero, or blank.")
    return pc.cast(pc.if_else(fits, column, pa.scalar(None, pa.string())), pa.int64())


def _check_intervals(
    cells: Cells, values: pa.Array, found: Mapping[str, pa.Array], refusals: Refusals
) -> None:
    nothing = pa.nulls(cells.rows, pa.float64())
    lower, upper, level = (found.get(name, nothing) for name in ("lower", "upper", "level"))
    if lower is nothing and upper is nothing and level is nothing:
        return
    halved = pc.xor(pc.is_null(lower), pc.is_null(upper))
    bare = pc.and_(pc.is_null(lower), pc.is_valid(level))
    for wrong, problem, accepted in (
        (pc.or_(halved, bare), "The interval is not whole.", "lower and upper bound, or neither."),
        (pc.greater(lower, upper), "The lower bound lies above the upper.", "the lower bound first."),
        (
            pc.or_kleene(pc.less(values, lower), pc.greater(values, upper)),
            "The value lies outside its interval.",
            "bounds that hold the value.",
        ),
        (
            pc.or_kleene(pc.less_equal(level, 0), pc.greater_equal(level, 100)),
            "The level is no per cent.",
            "between 0 and 100, such as 95, or blank.",
        ),
    ):
        refusals.refuse("lower", wrong, problem, accepted)
