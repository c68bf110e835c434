"""Figures in columns read as `Observation`: a few of many, to be judged and shown one by one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

import pyarrow as pa

from monitor.catalogue.provenance import Confidence
from monitor.catalogue.text import LANGUAGES, LocalText, OtherText
from monitor.measures.columns import FLAG_OF
from monitor.measures.definitions import Definition
from monitor.measures.figures import DIMENSION
from monitor.measures.observations import Observation, PublishedInterval, Qualifier
from monitor.measures.periods import Period
from monitor.measures.quality import Flag, Missing

_ADDED: Final = ("note_nb", "qualifier", "confidence")
"""Columns that editions kept by earlier versions of the program have not."""


def observations(
    figures: pa.Table, definition: Definition, *, language: str = "en"
) -> tuple[Observation, ...]:
    """Return the figures in their order. `language` is that of the notes, as in BCP 47."""
    periods: dict[str, Period] = {}
    there = set(figures.column_names)
    columns = {each.id: name for each in definition.dimensions if (name := f"{DIMENSION}{each.id}") in there}
    return tuple(
        _observation(
            dict.fromkeys(_ADDED) | row,
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
    value = _number(row["value"], row["decimals"])
    qualifier = Qualifier(row["qualifier"]) if row["qualifier"] else None
    flags = [Flag(word) for word in (row["flags"] or "").split()]
    if qualifier is not None:
        # It was written as a flag besides, and would be told twice.
        flags = [flag for flag in flags if flag is not FLAG_OF[qualifier]]
    return Observation(
        period=period,
        group=group,
        value=value,
        n=row["n"],
        qualifier=qualifier,
        source=definition.source.get(row["source"] or "", definition.sources[0]),
        confidence=Confidence(row["confidence"]) if row["confidence"] else None,
        note=_note(row, language),
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        interval=_interval(row),
        flags=tuple(flags),
        missing=Missing(row["missing"] or Missing.NOT_STATED) if value is None else None,
    )


def _interval(row: Mapping[str, Any]) -> PublishedInterval | None:
    """Its bounds have the decimals of the value, or more where these would say something else."""
    lower, upper = (_bound(row[name], row["decimals"]) for name in ("lower", "upper"))
    if lower is None or upper is None:
        return None
    return PublishedInterval(lower, upper, _number(row["level"]))


def _bound(value: float | None, decimals: int | None) -> Decimal | None:
    plain = _number(value)
    rounded = _number(value, decimals)
    return rounded if rounded == plain else plain


def _number(value: float | None, decimals: int | None = None) -> Decimal | None:
    """The number with the decimals of the print; where those are not known, with as few as give it again."""
    if value is None:
        return None
    if decimals is not None:
        return Decimal(f"{value:.{decimals}f}")
    return Decimal(int(value)) if value == int(value) else Decimal(f"{Decimal(repr(value)):f}")


def _note(row: Mapping[str, Any], language: str) -> LocalText | None:
    text, bokmal = row["note"], row["note_nb"]
    if not text:
        return LocalText(nb=bokmal) if bokmal else None
    if language in LANGUAGES:
        return LocalText.model_validate({"nb": bokmal, language: text} if bokmal else {language: text})
    return LocalText(nb=bokmal, other=OtherText(language=language, text=text))
