"""Intervals of many figures at once, in columns: the same rules as `uncertainty`, figure by figure.

`uncertainty` is the reference; a test draws figures of every kind and compares the two.
"""

from decimal import Decimal
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from monitor.measures.definitions import Definition
from monitor.measures.figures import DIMENSION
from monitor.measures.quality import Flag
from monitor.measures.scales import Unit
from monitor.measures.uncertainty import BY_COLLECTION, Basis, NoInterval
from monitor.statistics.interval import USUAL_LEVEL

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

_SQUARED: Final = NormalDist().inv_cdf((1 + USUAL_LEVEL) / 2) ** 2
_EXACT: Final = 1e-9  # what two ways to the same number may differ by


def intervals(figures: pa.RecordBatch | pa.Table, definition: Definition) -> dict[str, pa.Array]:
    """Return `lower`, `upper`, `level` (in per cent) and `basis`, a row for each figure.

    `basis` is a word of `Basis`, or of `NoInterval` where there is none; the three others are null then. A computed
    interval is rounded to two decimals more than its value.
    """
    value, n = _numbers(figures, "value"), _numbers(figures, "n")
    with np.errstate(invalid="ignore"):
        share = _are_shares(figures, definition) & (value >= 0) & (value <= 100)
    basis = np.full(figures.num_rows, Basis.WILSON.value, dtype=object)
    open_to = np.ones(figures.num_rows, dtype=bool)

    def settle(which: Truths, word: str) -> None:
        basis[which & open_to] = word
        open_to[which] = False

    settle(np.isnan(value), NoInterval.MISSING)
    settle(~np.isnan(_numbers(figures, "lower")), Basis.PUBLISHED)
    settle(_flagged(figures, Flag.PLANNED) | _flagged(figures, Flag.TARGET), NoInterval.PLANNED)
    if (reason := BY_COLLECTION.get(definition.collection)) is not None:
        settle(np.ones_like(open_to), reason)
    settle(_flagged(figures, Flag.ESTIMATED), NoInterval.ESTIMATE)
    settle(_flagged(figures, Flag.ABOUT), NoInterval.IN_WORDS)
    settle(~share, NoInterval.NO_SHARE)
    settle(np.isnan(n), NoInterval.N_UNKNOWN)
    lower, upper, level = (_numbers(figures, name) for name in ("lower", "upper", "level"))
    if open_to.any():
        places = _places(value[open_to], _numbers(figures, "decimals")[open_to])
        numerator = _numbers(figures, "numerator")[open_to]
        low, high = _wilson(value[open_to], n[open_to], numerator, np.power(10.0, -places))
        lower[open_to], upper[open_to] = _rounded(low, places + 2), _rounded(high, places + 2)
        level[open_to] = 100 * USUAL_LEVEL
    unknown = np.isnan(lower)
    return {
        "lower": pa.array(lower, mask=unknown),
        "upper": pa.array(upper, mask=unknown),
        "level": pa.array(level, mask=np.isnan(level) | unknown),
        "basis": pa.array(basis, pa.string()),
    }


def _wilson(value: Floats, n: Floats, numerator: Floats, unit: Floats) -> tuple[Floats, Floats]:
    """In per cent. From the printed count where value, count and n agree; else from the value."""
    with np.errstate(invalid="ignore"):
        counted = (numerator == np.floor(numerator)) & (numerator >= 0) & (numerator <= n)
        counted &= np.abs(100 * numerator / n - value) <= unit * (0.5 + _EXACT)
    share = np.where(counted, numerator / n, value / 100)
    pull = _SQUARED / n
    low, high = 100 * _lower(share, pull), 100 * (1 - _lower(1 - share, pull))
    return np.minimum(low, 100 * share), np.maximum(high, 100 * share)


def _lower(share: Floats, pull: Floats) -> Floats:
    """As in `monitor.statistics.wilson`."""
    found = 2 * share**2 / (2 * share + pull + np.sqrt(pull**2 + 4 * pull * share * (1 - share)))
    return np.where(share == 0, 0.0, found)


def _places(value: Floats, printed: Floats) -> Floats:
    """How many decimals the values have: as printed, or as few as give the value again."""
    places = printed.copy()
    for row in np.flatnonzero(np.isnan(printed)):
        exponent = Decimal(repr(float(value[row]))).normalize().as_tuple().exponent
        places[row] = max(0, -exponent) if isinstance(exponent, int) else 0
    return places


def _rounded(bounds: Floats, places: Floats) -> Floats:
    scale: Floats = np.power(10.0, places)
    return np.round(bounds * scale) / scale


def _numbers(figures: pa.RecordBatch | pa.Table, name: str) -> Floats:
    """A column as numbers that may be changed, not a number where there is none."""
    column = figures.column(name).cast(pa.float64())
    return np.array(
        column.to_numpy(zero_copy_only=False) if isinstance(column, pa.Array) else column.to_numpy()
    )


def _flagged(figures: pa.RecordBatch | pa.Table, flag: Flag) -> Truths:
    """Whether a flag is among those of each figure."""
    found = pc.match_substring_regex(figures.column("flags"), rf"(^| ){flag}( |$)")
    return np.array(pc.fill_null(found, False), dtype=bool)


def _are_shares(figures: pa.RecordBatch | pa.Table, definition: Definition) -> Truths:
    """Whether each figure counts per cent: the first of its measures that has a unit says it, else the indicator."""
    shares = np.full(figures.num_rows, definition.unit is Unit.PERCENT)
    for measure in reversed(definition.measures):
        own = {code.code: code.unit is Unit.PERCENT for code in measure.codes if code.unit is not None}
        codes = figures.column(f"{DIMENSION}{measure.id}").cast(pa.string())
        told = pc.is_in(codes, value_set=pa.array(list(own), pa.string()))
        percent = pc.is_in(
            codes, value_set=pa.array([code for code, is_one in own.items() if is_one], pa.string())
        )
        shares = np.where(np.array(told, dtype=bool), np.array(percent, dtype=bool), shares)
    return shares
