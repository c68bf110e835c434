"""An indicator with ten million figures, made up from a seed: municipality × year × sex × age × theme.

Every combination has a figure, totals of sex and age included, as a register gives them: 357 × 20 × 3 × 10 × 47 are
10,067,400. The values mean nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from monitor.measures.figures import schema

SEED = 5
SMALL = 5  # persons below which a figure is missing


@dataclass(frozen=True)
class Size:
    """How many codes each dimension has; sex and age have a total besides, which counts as one of them."""

    municipality: int = 357
    theme: int = 47
    age: int = 10
    sex: int = 3
    years: int = 20

    @property
    def figures(self) -> int:
        return self.municipality * self.theme * self.age * self.sex * self.years


def codes(size: Size) -> dict[str, list[str | None]]:
    return {
        "municipality": [f"{301 + 17 * number:04d}" for number in range(size.municipality)],
        "theme": [f"theme-{number:02d}" for number in range(size.theme)],
        "age": [None, *(f"{18 + 8 * number}-{25 + 8 * number}" for number in range(size.age - 1))],
        "sex": [None, *("women", "men")[: size.sex - 1]],
    }


def figures(size: Size = Size()) -> pa.Table:
    """All figures, in the columns of the program, by municipality, theme, age, sex and year."""
    chance = np.random.default_rng(SEED)
    named = codes(size)
    count = size.figures
    shape = [len(each) for each in named.values()] + [size.years]
    places = np.unravel_index(np.arange(count, dtype=np.int64), shape)
    years = [str(2004 + number) for number in range(size.years)]
    n = chance.integers(1, 4000, count)
    value = np.round(chance.random(count) * 100, 1)
    hidden = n < SMALL
    columns: dict[str, Any] = {
        "period": _said(places[-1], years, pa.string()),
        "first_day": _said(places[-1], [date(int(year), 1, 1) for year in years], pa.date32()),
        "last_day": _said(places[-1], [date(int(year), 12, 31) for year in years], pa.date32()),
        "value": pa.array(value, mask=hidden),
        "decimals": pa.array(np.ones(count, dtype=np.int8)),
        "denominator": pa.array(n.astype(np.float64)),
        "n": pa.array(n),
        "missing": pc.if_else(pa.array(hidden), "hidden", pa.scalar(None, pa.string())),
    }
    for place, (name, said) in zip(places, named.items(), strict=False):
        columns[f"by:{name}"] = pa.DictionaryArray.from_arrays(pa.array(place.astype(np.int32)), said)
    wanted = schema(list(named))
    return pa.table([columns.get(field.name, pa.nulls(count, field.type)) for field in wanted], schema=wanted)


def _said(places: Any, values: list[Any], kind: pa.DataType) -> Any:
    return pa.array(values, kind).take(pa.array(places))
