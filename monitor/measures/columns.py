"""Figures that were read one by one, as columns: what ships becomes an edition like what is imported."""

from decimal import Decimal
from typing import Any, Final

import pyarrow as pa

from monitor.measures.figures import DIMENSION, schema
from monitor.measures.observations import Observation, Qualifier, Series
from monitor.measures.quality import Flag

FLAG_OF: Final = dict.fromkeys(Qualifier, Flag.ABOUT) | {
    Qualifier.PLANNED: Flag.PLANNED,
    Qualifier.TARGET: Flag.TARGET,
}
"""What of a qualifier those know who know flags alone."""
_LANGUAGE: Final = "en"  # of the notes in what ships, beside Norwegian


def in_columns(series: Series) -> pa.Table:
    """Return the figures of a series in the columns of `figures.schema`, in its order.

    What the source's words say of exactness ("under", "at least", in words) becomes the flag "about" too, for those
    who know flags alone. `from_columns` reads the same figures again. A blank source stays the definition's first one.
    """
    first = series.indicator.sources[0].id
    rows = [_row(each, first) for each in series.observations]
    columns = schema([dimension.id for dimension in series.indicator.dimensions])
    return pa.Table.from_pylist(rows, schema=columns)


def _row(observation: Observation, first_source: str) -> dict[str, Any]:
    interval = observation.interval
    return {
        "period": observation.period.text,
        "first_day": observation.period.first_day,
        "last_day": observation.period.last_day,
        "value": _number(observation.value),
        "decimals": _decimals(observation.value),
        "numerator": _number(observation.numerator),
        "denominator": _number(observation.denominator),
        "n": observation.n,
        "lower": _number(interval.lower) if interval else None,
        "upper": _number(interval.upper) if interval else None,
        "level": _number(interval.level) if interval else None,
        "flags": _flags(observation),
        "missing": observation.missing.value if observation.missing else None,
        "source": observation.source.id if observation.source.id != first_source else None,
        "note": observation.note.wording(_LANGUAGE).text if observation.note else None,
        "note_nb": observation.note.nb if observation.note else None,
        "qualifier": observation.qualifier.value if observation.qualifier else None,
        "confidence": observation.confidence.value if observation.confidence else None,
    } | {f"{DIMENSION}{name}": code for name, code in observation.group.items()}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _decimals(value: Decimal | None) -> int | None:
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else None


def _flags(observation: Observation) -> str | None:
    said = set(observation.flags)
    if observation.qualifier is not None:
        said.add(FLAG_OF[observation.qualifier])
    return " ".join(flag for flag in Flag if flag in said) or None
