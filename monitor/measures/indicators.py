"""Indicators that ship with the monitor, reviewed: stricter than what comes from outside."""

from typing import Final

from pydantic import Field, model_validator

from monitor.catalogue.links import WebAddress
from monitor.catalogue.text import LocalText
from monitor.measures.collection import Collection, Measured, PeriodKind
from monitor.measures.definitions import Definition, Drawing, Source
from monitor.measures.scales import Direction, Unit
from monitor.measures.themes import Theme

FIGURE_COLUMNS: Final = ("value", "n", "qualifier", "source", "confidence", "note_en", "note_nb")
"""What every file of figures has, after the period and the dimensions."""

OPTIONAL_COLUMNS: Final = ("numerator", "denominator", "lower", "upper", "level", "flags", "missing")
"""What a file of figures may have after those."""


class ReviewedSource(Source):
    """Where figures were read, with who published it and an address."""

    publisher: LocalText
    url: WebAddress


class Indicator(Definition):
    """The definition of one indicator. Its id names the files that hold it: `indicators/<id>.yaml`, `data/<id>.csv`."""

    theme: Theme
    finding: LocalText
    definition: LocalText
    unit: Unit
    direction: Direction
    population: LocalText
    base: LocalText
    collection: Collection
    period_kind: PeriodKind
    measured: Measured
    shown_as: Drawing
    sources: tuple[ReviewedSource, ...] = Field(min_length=1)
    method: LocalText
    headline: dict[str, str] | None = Field(
        None, description="The group (dimension: code) whose latest figure stands on Overview; absent: none"
    )

    @model_validator(mode="after")
    def _fits_its_file(self) -> "Indicator":
        for dimension, code in (self.headline or {}).items():
            if code not in self.code.get(dimension, {}):
                raise ValueError(
                    f"the headline names {dimension}: {code}, which is no code here. Accepted: one of its codes."
                )
        taken = {entry.id for entry in self.dimensions} & {"period", *FIGURE_COLUMNS, *OPTIONAL_COLUMNS}
        if taken:
            raise ValueError(
                f"the dimension {min(taken)!r} is named like a column of the figures. Accepted: another id."
            )
        return self
