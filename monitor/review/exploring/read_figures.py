"""Figures in columns read as `Observation`: a few of many, to be judged and shown one by one."""

from decimal import Decimal
from typing import Any, Final

import pyarrow as pa

from monitor.catalogue.provenance import Confidence
from monitor.catalogue.text import LANGUAGES, LocalText, OtherText
from monitor.measures.definitions import Definition
from monitor.measures.figures import DIMENSION
from monitor.measures.observations import Observation, PublishedInterval
from monitor.measures.periods import Period
from monitor.measures.quality import Flag, Missing

_READ_BY_A_PROGRAM: Final = Confidence.HIGH


def observations(
    figures: pa.Table, definition: Definition, *, language: str = "en"
) -> tuple[Observation, ...]:
    """Return the figures in their order. `language` is that of the notes, as in BCP 47."""
    periods: dict[str, Period] = {}
    columns = {
        dimension.id: f"{DIMENSION}{dimension.id}"
        for dimension in definition.dimensions
        if f"{DIMENSION}{dimension.id}" in figures.column_names
    }
    return tuple(
        _observation(
            row,
            definition,
            period=periods.get(row["period"]) or periods.setdefault(row["period"], Period(row["period"])),
            group={name: row[column] for name, column in columns.items() if row[column] is not None},
            language=language,
        )
        for row in figures.to_pylist()
    )


def _observation(
    row: dict[str, Any], definition: Definition, *, period: Period, group: dict[str, str], language: str
) -> Observation:
    decimals = row["decimals"]
    value = _number(row["value"], decimals)
    return Observation(
        period=period,
        group=group,
        value=value,
        n=row["n"],
        qualifier=None,
        source=definition.source.get(row["source"] or "", definition.sources[0]),
        confidence=_READ_BY_A_PROGRAM,
        note=_note(row["note"], language),
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        interval=_interval(row),
        flags=tuple(Flag(word) for word in (row["flags"] or "").split()),
        missing=Missing(row["missing"] or Missing.NOT_STATED) if value is None else None,
    )


def _interval(row: dict[str, Any]) -> PublishedInterval | None:
    lower, upper = _number(row["lower"]), _number(row["upper"])
    if lower is None or upper is None:
        return None
    return PublishedInterval(lower, upper, _number(row["level"]))


def _number(value: float | None, decimals: int | None = None) -> Decimal | None:
    """The number with the decimals of the print; where those are not known, with as few as give it again."""
    if value is None:
        return None
    if decimals is not None:
        return Decimal(f"{value:.{decimals}f}")
    return Decimal(int(value)) if value == int(value) else Decimal(f"{Decimal(repr(value)):f}")


def _note(text: str | None, language: str) -> LocalText | None:
    if not text:
        return None
    if language in LANGUAGES:
        return LocalText.model_validate({language: text})
    return LocalText(other=OtherText(language=language, text=text))
