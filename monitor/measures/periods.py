"""The stretches of time figures are given for."""

import re
from datetime import date, timedelta
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.signs import quoted

_SPLIT_YEAR = re.compile(r"([0-9]{4})/([0-9]{2})")
_RANGE = re.compile(r"(?P<first>[0-9]{4})\.\.(?P<last>[0-9]{4})")
_MONTHS = re.compile(r"(?P<first>[0-9]{4}-[0-9]{2})\.\.(?P<last>[0-9]{4}-[0-9]{2})")
_WEEK = re.compile(r"((?:19|20|21)[0-9]{2})-W([0-9]{2})")
UNDATED = "undated"
ACCEPTED_FORMS = (
    "2014, 2021-05, 2021-05-05, 2023-Q2, 2025-W07, 2022/23, 2011..2013, 2019-03..2019-05 or undated"
)


class Period:
    """A stretch of days, or `undated`.

    A year, half-year, quarter, month, week (`2025-W07`), day, split year (`2022/23`), range of years (`2011..2013`) or
    of months (`2019-03..2019-05`), as averages over three months that move on each month are of.
    `first_day` and `last_day` bound it and are None when undated. Split years run from 1 April, as the fiscal year
    of the sources that use them (England and Wales) does. Weeks are those of ISO 8601: they begin on Mondays, and a
    year has 52 or 53 of them.
    """

    __slots__ = ("first_day", "last_day", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.first_day: date | None = None
        self.last_day: date | None = None
        if text == UNDATED:
            return
        if split := _SPLIT_YEAR.fullmatch(text):
            year = int(split[1])
            if (year + 1) % 100 != int(split[2]):
                raise ValueError(f"{text!r} does not name two years in a row. Accepted: {ACCEPTED_FORMS}.")
            self.first_day, self.last_day = date(year, 4, 1), date(year + 1, 3, 31)
        elif span := _RANGE.fullmatch(text):
            if int(span["first"]) >= int(span["last"]):
                raise ValueError(f"{text!r} ends before it begins. Accepted: {ACCEPTED_FORMS}.")
            self.first_day, self.last_day = date(int(span["first"]), 1, 1), date(int(span["last"]), 12, 31)
        elif months := _MONTHS.fullmatch(text):
            try:
                first, last = PartialDate(months["first"]), PartialDate(months["last"])
            except ValueError:
                raise ValueError(
                    f"{text!r} names a month that is none. Accepted: {ACCEPTED_FORMS}."
                ) from None
            if first.first_day >= last.first_day:
                raise ValueError(f"{text!r} ends before it begins. Accepted: {ACCEPTED_FORMS}.")
            self.first_day, self.last_day = first.first_day, last.last_day
        elif week := _WEEK.fullmatch(text):
            try:
                self.first_day = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            except ValueError:
                raise ValueError(f"{text!r} is no week of its year. Accepted: {ACCEPTED_FORMS}.") from None
            self.last_day = self.first_day + timedelta(days=6)
        else:
            try:
                day = PartialDate(text)
            except ValueError:
                raise ValueError(f"{quoted(text)} is no period. Accepted: {ACCEPTED_FORMS}.") from None
            self.first_day, self.last_day = day.first_day, day.last_day

    @property
    def midpoint(self) -> date | None:
        """The day in the middle, where a point for the period is drawn."""
        if self.first_day is None or self.last_day is None:
            return None
        return self.first_day + (self.last_day - self.first_day) / 2

    @property
    def months(self) -> int | None:
        """How many months a range of months has; None for any other period."""
        if self.first_day is None or self.last_day is None or not _MONTHS.fullmatch(self.text):
            return None
        return (
            12 * (self.last_day.year - self.first_day.year) + self.last_day.month - self.first_day.month + 1
        )

    def sort_key(self) -> tuple[date, date]:
        """By first day, then last; undated comes before all."""
        return (self.first_day or date.min, self.last_day or date.min)

    def __repr__(self) -> str:
        return f"Period({self.text!r})"

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any) -> "Period":
            return value if isinstance(value, Period) else cls(str(value))

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        about, text = f"A stretch of time: {ACCEPTED_FORMS}.", {"type": "string"}
        if handler.mode == "serialization":
            return {"description": about, **text}
        # Editors read an unquoted 2014 as a number; the door reads it as text. Both are right.
        return {"description": about, "anyOf": [text, {"type": "integer", "minimum": 1900, "maximum": 2199}]}
