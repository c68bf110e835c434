"""Turns the cells of one row of figures into an observation, and notes a fault for each that is no value."""

import re
from collections.abc import Sequence
from decimal import Decimal

from monitor.catalogue.provenance import Confidence
from monitor.catalogue.signs import quoted
from monitor.catalogue.text import LocalText
from monitor.errors import Fault
from monitor.measures.indicators import Indicator
from monitor.measures.observations import Observation, PublishedInterval, Qualifier
from monitor.measures.periods import Period
from monitor.measures.quality import FLAG_OF_SEEN, Flag, Missing
from monitor.measures.scales import Unit
from monitor.sources.csv_door import Row

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_COUNT = re.compile(r"[1-9][0-9]{0,11}")
_DIGITS = "digits with a point for decimals, such as 56 or 5.5."


class FigureCells:
    """The cells of one row."""

    def __init__(self, file: str, row: Row, indicator: Indicator, faults: list[Fault]) -> None:
        self._file, self._row, self._indicator, self._faults = file, row, indicator, faults

    def observation(self) -> Observation | None:
        """The figure, or None where the row holds a fault, which is then listed."""
        before = len(self._faults)
        cells = self._row.cells
        period, group = self._period(), self._group()
        value = self._value(group)
        if cells["n"] and not _COUNT.fullmatch(cells["n"]):
            self._fault("n", f"{quoted(cells['n'])} is no count.", "a whole number above zero, or blank.")
        numerator, denominator = self._parts()
        interval = self._interval(value)
        flags = self._flags()
        for column, words in (("qualifier", Qualifier), ("missing", Missing)):
            if cells[column]:
                self._one_of(column, list(words))
        self._one_of("source", list(self._indicator.source))
        self._one_of("confidence", list(Confidence))
        if bool(cells["note_en"]) != bool(cells["note_nb"]):
            self._fault(
                "note_en", "The note exists in one language.", "the note in both languages, or in neither."
            )
        if len(self._faults) > before or period is None:
            return None
        source = self._indicator.source[cells["source"]]
        return Observation(
            period=period,
            group=group,
            value=value,
            n=int(cells["n"]) if cells["n"] else None,
            qualifier=Qualifier(cells["qualifier"]) if cells["qualifier"] else None,
            source=source,
            confidence=Confidence(cells["confidence"]),
            note=LocalText(en=cells["note_en"], nb=cells["note_nb"]) if cells["note_en"] else None,
            numerator=numerator,
            denominator=denominator,
            interval=interval,
            flags=tuple(flag for flag in Flag if flag in flags or flag is FLAG_OF_SEEN.get(source.seen)),
            missing=Missing(cells["missing"]) if cells["missing"] else None,
        )

    def _period(self) -> Period | None:
        try:
            return Period(self._row.cells["period"])
        except ValueError as error:
            problem, _, accepted = str(error).partition(" Accepted: ")
            self._fault("period", problem, accepted or "a period within 1900–2199.")
            return None

    def _group(self) -> dict[str, str]:
        group = {}
        for dimension in self._indicator.dimensions:
            if code := self._row.cells[dimension.id]:
                self._one_of(dimension.id, list(self._indicator.labels[dimension.id]))
                group[dimension.id] = code
        for measure in self._indicator.measures:
            if measure.id not in group:
                accepted = f"one of {', '.join(self._indicator.labels[measure.id])}."
                self._fault(measure.id, "A measure has no total.", accepted)
        return group

    def _value(self, group: dict[str, str]) -> Decimal | None:
        cell, missing = self._row.cells["value"], self._row.cells["missing"]
        if missing:
            if cell:
                problem = "There is a value and a reason why there is none."
                self._fault("missing", problem, "one of the two.")
            return None
        value = self._number("value", cell)
        if value is not None and self._indicator.unit_of(group) is Unit.PERCENT and not 0 <= value <= 100:
            self._fault("value", f"{cell} per cent is no share.", "0 to 100.")
        return value

    def _parts(self) -> tuple[Decimal | None, Decimal | None]:
        numerator, denominator = self._optional("numerator"), self._optional("denominator")
        if denominator is not None and denominator <= 0:
            self._fault("denominator", f"{denominator} is nothing to divide by.", "a number above zero.")
        return numerator, denominator

    def _interval(self, value: Decimal | None) -> PublishedInterval | None:
        told = [bool(self._row.cells[column]) for column in ("lower", "upper", "level")]
        if not all(told[:2]):
            if any(told):
                self._fault("lower", "The interval is not whole.", "lower and upper bound, or neither.")
            return None
        lower, upper, level = (self._optional(column) for column in ("lower", "upper", "level"))
        if lower is None or upper is None:
            return None
        if not lower <= upper:
            self._fault("lower", f"{lower} lies above the upper bound {upper}.", "the lower bound first.")
        elif value is not None and not lower <= value <= upper:
            self._fault(
                "lower", f"The value {value} lies outside its interval.", "bounds that hold the value."
            )
        if level is not None and not 0 < level < 100:
            self._fault("level", f"{level} is no level.", "per cent between 0 and 100, such as 95, or blank.")
        return PublishedInterval(lower, upper, level)

    def _flags(self) -> tuple[Flag, ...]:
        said = self._row.cells["flags"].split()
        for word in said:
            if word not in list(Flag):
                accepted = f"any of {', '.join(Flag)}, with spaces between."
                self._fault("flags", f"{quoted(word)} is not known.", accepted)
        return tuple(flag for flag in Flag if flag in said)

    def _optional(self, column: str) -> Decimal | None:
        cell = self._row.cells[column]
        return self._number(column, cell) if cell else None

    def _number(self, column: str, cell: str) -> Decimal | None:
        if _NUMBER.fullmatch(cell):
            return Decimal(cell)
        self._fault(column, f"{quoted(cell)} is no number.", _DIGITS)
        return None

    def _one_of(self, column: str, accepted: Sequence[str]) -> None:
        if self._row.cells[column] not in accepted:
            self._fault(
                column, f"{quoted(self._row.cells[column])} is not known.", f"one of {', '.join(accepted)}."
            )

    def _fault(self, column: str, problem: str, accepted: str) -> None:
        self._faults.append(Fault(self._file, self._row.line, column, problem, accepted))
