"""Intervals of many figures at once, in columns: the same rules as `uncertainty`, figure by figure.

`uncertainty` is the reference; a test draws figures of every kind and compares the two.
"""

from collections.abc import Mapping
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from monitor.measures.collection import Collection
from monitor.measures.definitions import Definition
from monitor.measures.quality import Flag
from monitor.measures.uncertainty import Basis, NoInterval
from monitor.statistics.interval import USUAL_LEVEL

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

_BY_COLLECTION: Final[Mapping[Collection | None, NoInterval]] = {
    None: NoInterval.COLLECTION_NOT_STATED,
    Collection.REGISTER: NoInterval.REGISTER,
    Collection.FULL_COUNT: NoInterval.FULL_COUNT,
    Collection.ADMINISTRATIVE: NoInterval.ADMINISTRATIVE,
    Collection.ESTIMATE: NoInterval.ESTIMATE,
    Collection.PLAN: NoInterval.PLANNED,
    Collection.MIXED: NoInterval.SEVERAL_WAYS,
}
_SQUARED: Final = NormalDist().inv_cdf((1 + USUAL_LEVEL) / 2) ** 2


def intervals(figures: pa.RecordBatch | pa.Table, definition: Definition) -> dict[str, pa.Array]:
    """Return `lower`, `upper`, `level` (in per cent) and `basis`, a row for each figure.

    `basis` is a word of `Basis`, or of `NoInterval` where there is none; the three others are null then. A computed
    interval is rounded to two decimals more than its value.
    """
    value, n = _numbers(figures, "value"), _numbers(figures, "n")
    share = _are_shares(figures, definition) & (value >= 0) & (value <= 100)
    plain = ~_flagged(figures, Flag.ABOUT)
    basis = np.full(figures.num_rows, Basis.WILSON.value, dtype=object)
    open_to = np.ones(figures.num_rows, dtype=bool)

    def settle(which: Truths, word: str) -> None:
        basis[which & open_to] = word
        open_to[which] = False

    settle(np.isnan(value), NoInterval.MISSING)
    settle(~np.isnan(_numbers(figures, "lower")), Basis.PUBLISHED)
    settle(_flagged(figures, Flag.PLANNED) | _flagged(figures, Flag.TARGET), NoInterval.PLANNED)
    if (reason := _BY_COLLECTION.get(definition.collection)) is not None:
        settle(np.ones_like(open_to), reason)
    settle(_flagged(figures, Flag.ESTIMATED), NoInterval.ESTIMATE)
    settle(~plain, NoInterval.IN_WORDS)
    settle(~share, NoInterval.NO_SHARE)
    settle(np.isnan(n), NoInterval.N_UNKNOWN)
    lower, upper, level = (_numbers(figures, name) for name in ("lower", "upper", "level"))
    if open_to.any():
        low, high = _wilson(value[open_to], n[open_to], _numbers(figures, "numerator")[open_to])
        places = np.nan_to_num(_numbers(figures, "decimals")[open_to]) + 2
        lower[open_to], upper[open_to] = _rounded(low, places), _rounded(high, places)
        level[open_to] = 100 * USUAL_LEVEL
    unknown = np.isnan(lower)
    return {
        "lower": pa.array(lower, mask=unknown),
        "upper": pa.array(upper, mask=unknown),
        "level": pa.array(level, mask=np.isnan(level) | unknown),
        "basis": pa.array(basis, pa.string()),
    }


def _wilson(value: Floats, n: Floats, numerator: Floats) -> tuple[Floats, Floats]:
    """In per cent. From the printed count where value, count and n agree; else from the value."""
    share = value / 100
    counted = (numerator == np.floor(numerator)) & (numerator >= 0) & (numerator <= n)
    counted &= np.abs(100 * numerator / n - value) <= 0.5 * _unit_of(value)
    share = np.where(counted, numerator / n, share)
    pull = _SQUARED / n
    low, high = 100 * _lower(share, pull), 100 * (1 - _lower(1 - share, pull))
    return low, high


def _lower(share: Floats, pull: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        found = 2 * share**2 / (2 * share + pull + np.sqrt(pull**2 + 4 * pull * share * (1 - share)))
    return np.where(share == 0, 0.0, found)
