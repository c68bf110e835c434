"""Intervals of many figures at once are those of each figure alone."""

import random
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from monitor.measures.collection import Collection
from monitor.measures.columns import in_columns
from monitor.measures.from_columns import observations
from monitor.measures.intervals import intervals
from monitor.measures.observations import Observation, PublishedInterval, Qualifier, Series
from monitor.measures.quality import Flag, Missing
from monitor.measures.uncertainty import Range, uncertainty
from tests.builders import an_indicator, an_observation, both

MEASURES = {
    "id": "what",
    "title": both("What"),
    "kind": "measure",
    "codes": [
        {"code": "share", "label": both("Share"), "unit": "percent"},
        {"code": "count", "label": both("Count"), "unit": "persons"},
        {"code": "other", "label": both("Other")},
    ],
}


def drawn(chance: random.Random, indicator: Any) -> Observation:
    """A figure of any kind, as they come."""
    n = chance.choice((None, 1, 7, 29, 30, 264, 5_000, 10**7))
    decimals = chance.choice((0, 0, 1, 2))
    count = chance.randint(0, n) if n else None
    value = Decimal(
        str(round(100 * count / n if n and count is not None else chance.uniform(-5, 130), decimals))
    )
    over: dict[str, Any] = {
        "n": n,
        "qualifier": chance.choice((None,) * 12 + tuple(Qualifier)),
        "flags": tuple(flag for flag in Flag if chance.random() < 0.05),
        "numerator": chance.choice((None, count, 3, Decimal("1.5"))),
    }
    over["numerator"] = None if over["numerator"] is None else Decimal(over["numerator"])
    if chance.random() < 0.1:
        over["interval"] = PublishedInterval(value - 1, value + 2, chance.choice((None, Decimal(90))))
    if chance.random() < 0.1:
        return an_observation(indicator, "2014", None, missing=Missing.HIDDEN, n=n)
    code = chance.choice(("share", "count", "other"))
    return an_observation(indicator, "2014", str(value), code, **over)


@pytest.mark.parametrize("collection", list(Collection))
@pytest.mark.parametrize("unit", ["percent", "persons"])
def test_the_columns_say_what_the_rules_say_of_each_figure(collection: Collection, unit: str):
    chance = random.Random(f"{collection} {unit}")
    indicator = an_indicator(dimensions=[MEASURES], collection=collection, unit=unit, headline=None)
    table = in_columns(Series(indicator, tuple(drawn(chance, indicator) for _ in range(400))))
    if chance.random() < 0.5:
        table = table.set_column(
            table.column_names.index("decimals"),
            table.schema.field("decimals"),
            pa.nulls(len(table), pa.int8()),
        )
    found = {name: column.to_pylist() for name, column in intervals(table, indicator).items()}
    for row, figure in enumerate(observations(table, indicator)):
        expected = uncertainty(figure, indicator)
        if not isinstance(expected, Range):
            assert (found["basis"][row], found["lower"][row], found["level"][row]) == (expected, None, None)
            continue
        assert found["basis"][row] == expected.basis
        assert found["level"][row] == (expected.level and pytest.approx(expected.level))
        assert found["lower"][row] == pytest.approx(expected.lower, abs=0.0051)
        assert found["upper"][row] == pytest.approx(expected.upper, abs=0.0051)


def test_nothing_is_asked_of_no_figures():
    assert intervals(in_columns(Series(an_indicator(), ())), an_indicator())["basis"].to_pylist() == []
