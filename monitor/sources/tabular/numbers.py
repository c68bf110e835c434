"""Figures as people write them, read only where there is one way to read them.

`1,234` is one thousand two hundred and thirty-four to some and a little more than one to others. A sign in a number is
read as what it is only where the other cells of the column leave no doubt; else the cell is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from monitor.measures.quality import Missing
from monitor.sources.tabular.cells import said

NO_VALUE: Final[Mapping[str, Missing]] = {
    "": Missing.NOT_STATED,
    "-": Missing.NOT_STATED,
    "–": Missing.NOT_STATED,
    ".": Missing.NOT_STATED,
    "x": Missing.NOT_STATED,
    "X": Missing.NOT_STATED,
    "*": Missing.NOT_STATED,
    **dict.fromkeys(
        ("NA", "N/A", "n/a", "#N/A", "na", "NaN", "nan", "null", "NULL", "None"), Missing.NOT_STATED
    ),
    **dict.fromkeys(("..", "...", "…", ":", "[x]"), Missing.NOT_AVAILABLE),
    **dict.fromkeys(("c", "C", "[c]"), Missing.CONFIDENTIAL),
    **dict.fromkeys(("z", "[z]"), Missing.NOT_APPLICABLE),
}
"""What stands in the place of a figure. A dash and an x mean something else in every office: why is not told."""

ACCEPTED: Final = "digits with a point for decimals, such as 56 or 1234.5; a blank cell for no value."

_PLAIN: Final = r"^-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?$"
_LOOSE: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?")
_SPACED: Final = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u2009\u202f'’][0-9]{3})+(?:[.,][0-9]+)?")
_SPACES: Final = re.compile(r"[ \u00a0\u2009\u202f'’]")
_THOUSANDS: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SURELY_THOUSANDS: Final = re.compile(
    r"[+-]?[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)"
)
_COMMA: Final = re.compile(r"[+-]?[0-9]+,[0-9]+")
_POINTS: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_SURELY_POINTS: Final = re.compile(
    r"[+-]?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|\.[0-9]{3},[0-9]+)"
)
_ONE_COMMA: Final = r"^-?[0-9]+,[0-9]+$"
_EITHER: Final = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"  # a point that could stand between thousands
_MINUS: Final = "\u2212"  # what typesetters write, and this program's own pages
_LARGEST: Final = 1e30
_MOST_DECIMALS: Final = 10  # more is what arithmetic leaves behind, not what anybody printed


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of figures: `values`, null where there is none; `decimals` as printed, null where that is not told;
    `missing`, the word for why there is none, null where there is one; and what is wrong, by row.
    """

    values: pa.Array
    decimals: pa.Array
    missing: pa.Array
    faults: Mapping[int, str]


def read_numbers(
    column: pa.Array, no_value: Mapping[str, Missing] = NO_VALUE, *, points_only: bool = False
) -> Numbers:
    """The figures of a column of trimmed text. `points_only`: something else has told that no other sign is in them."""
    reasons = _reasons(column, no_value)
    plain = pc.match_substring_regex(column, _PLAIN)
    values = pc.cast(pc.if_else(plain, column, pa.scalar(None, pa.string())), pa.float64())
    decimals = _decimals(column, plain)
    faults: dict[int, str] = {}
    signed = _to_numpy(pc.and_(pc.invert(plain), pc.is_null(reasons)))
    if signed.any():
        doubtful = _to_numpy(pc.and_(plain, pc.match_substring_regex(column, _EITHER)))
        pointed = _to_numpy(pc.and_(plain, pc.match_substring_regex(column, r"^-?[0-9]*\.[0-9]+$")))
        words = column.filter(pa.array(signed)).unique().to_pylist()
        style = _Style(words, sure_point=bool((pointed & ~doubtful).any()), points_only=points_only)
        if style.comma_is_point:  # most cells then are digits with one comma, and need not be read one by one
            commas = pc.match_substring_regex(column, _ONE_COMMA)
            written = pc.if_else(commas, pc.replace_substring(column, ",", "."), pa.scalar(None, pa.string()))
            values = pc.coalesce(values, pc.cast(written, pa.float64()))
            decimals = pc.coalesce(decimals, _decimals(pc.fill_null(written, ""), commas))
            signed &= ~_to_numpy(commas)
        rows = np.flatnonzero(signed | doubtful if style.doubts_points else signed)
        told = column.take(pa.array(rows)).dictionary_encode()
        texts = told.dictionary.to_pylist()
        read = [style.read(text) for text in texts]
        places = told.indices.to_numpy(zero_copy_only=False)
        values, decimals = _filled(values, decimals, rows, places, read)
        faults = {
            int(row): f"{said(texts[place])} {style.why(texts[place])}"
            for row, place in zip(rows, places, strict=True)
            if read[place] is None
        }
    for row in np.flatnonzero(np.abs(_values(values)) > _LARGEST):
        faults[int(row)] = f"{said(column[int(row)].as_py())} is no number that can be used."
    return Numbers(values, decimals, reasons, faults)


def points_in_doubt(column: pa.Array) -> pa.Array:
    """Which cells have a point that could stand between thousands, where no cell of the column tells what it is."""
    pointed = pc.match_substring_regex(column, r"^-?[0-9]*\.[0-9]+$")
    doubtful = pc.match_substring_regex(column, _EITHER)
    told = pc.any(pc.and_(pointed, pc.invert(doubtful))).as_py()
    other_signs = pc.any(pc.match_substring_regex(column, "[0-9][, \u00a0\u2009\u202f'’][0-9]")).as_py()
    return pa.array(np.zeros(len(column), bool)) if told or other_signs else doubtful


def _reasons(column: pa.Array, no_value: Mapping[str, Missing]) -> pa.Array:
    signs = pa.array(list(no_value), pa.string())
    places = pc.index_in(column, value_set=signs)
    return pa.array([str(reason) for reason in no_value.values()], pa.string()).take(places)


def _decimals(column: pa.Array, plain: pa.Array) -> pa.Array:
    point = pc.find_substring(column, ".")
    behind = pc.subtract(pc.subtract(pc.utf8_length(column), point), 1)
    found = pc.if_else(pc.less(point, 0), 0, behind)
    scientific = pc.match_substring_regex(column, "[eE]")
    told = pc.and_(plain, pc.and_(pc.invert(scientific), pc.less_equal(found, _MOST_DECIMALS)))
    return pc.cast(pc.if_else(told, found, pa.scalar(None, pa.int32())), pa.int8())


class _Style:
    """What the signs in the numbers of one column mean, as far as its cells prove it."""

    def __init__(self, words: list[str], *, sure_point: bool, points_only: bool) -> None:
        self._spaces = not points_only
        if points_only:
            words, sure_point = [], False
        words = [word.replace(_MINUS, "-") for word in words]
        bare = [_SPACES.sub("", word) if _SPACED.fullmatch(word) else word for word in words]
        thousands = any(_SURELY_THOUSANDS.fullmatch(word) for word in bare)
        spaced_comma = any("," in word and _SPACED.fullmatch(word) for word in words)
        points = any(_SURELY_POINTS.fullmatch(word) for word in bare)
        comma = spaced_comma or any(
            _COMMA.fullmatch(word) and not _THOUSANDS.fullmatch(word) for word in bare
        )
        english, continental = thousands or sure_point, comma or points
        self._comma = "" if english and not continental else "." if continental and not english else None
        self._point = "" if points and not english else None if continental else "."
        self.doubts_points = self._point != "."
        self.comma_is_point = self._comma == "."
        self._doubt = (
            "can be read in two ways: the column holds points and commas for decimals."
            if english and continental
            else "can be read in two ways, and nothing in the column tells which."
        )

    def why(self, word: str) -> str:
        """What is wrong with a cell that `read` gives nothing for."""
        bare = _SPACES.sub("", word.replace(_MINUS, "-"))
        comma = self._comma is None and (_COMMA.fullmatch(bare) or _THOUSANDS.fullmatch(bare))
        point = self._point is None and re.search(_EITHER, bare)
        return self._doubt if self._spaces and (comma or point) else "is no number."

    def read(self, word: str) -> tuple[float, int | None] | None:
        """The value and its decimals; None where there is no one way to read it."""
        word = word.replace(_MINUS, "-")
        if self._spaces and _SPACED.fullmatch(word):
            word = _SPACES.sub("", word)
        if "," in word:
            if self._comma is None:
                return None
            fits = _THOUSANDS if self._comma == "" else _POINTS if "." in word else _COMMA
            if not fits.fullmatch(word):
                return None
            word = word.replace(".", "").replace(",", ".") if self._comma == "." else word.replace(",", "")
        elif "." in word and re.search(_EITHER, word):
            if self._point is None:
                return None
            word = word.replace(".", self._point)
        elif word.count(".") > 1:
            if self._point != "" or not _POINTS.fullmatch(word):
                return None
            word = word.replace(".", "")
        if not _LOOSE.fullmatch(word):
            return None
        _whole, point, behind = word.partition(".")
        told = None if "e" in word.casefold() else len(behind) if point else 0
        return float(word), told if told is None or told <= _MOST_DECIMALS else None


def _filled(
    values: pa.Array,
    decimals: pa.Array,
    rows: npt.NDArray[np.int64],
    places: npt.NDArray[np.int64],
    read: list[tuple[float, int | None] | None],
) -> tuple[pa.Array, pa.Array]:
    mask = np.zeros(len(values), bool)
    mask[rows] = True
    numbers = pa.array([entry[0] if entry else None for entry in read], pa.float64())
    printed = pa.array([entry[1] if entry else None for entry in read], pa.int8())
    taken = pa.array(places)
    return (
        pc.replace_with_mask(values, pa.array(mask), numbers.take(taken)),
        pc.replace_with_mask(decimals, pa.array(mask), printed.take(taken)),
    )


def _to_numpy(column: pa.Array) -> npt.NDArray[np.bool_]:
    return column.to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]


def _values(column: pa.Array) -> npt.NDArray[np.float64]:
    return column.to_numpy(zero_copy_only=False)  # type: ignore[no-any-return]
