"""Dates that are known to the year, half-year, quarter, month or day, and no further."""

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from monitor.catalogue.signs import quoted

_FORM = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?"
)
_PATTERN = (
    r"^[0-9]{4}(-(H[12]|Q[1-4]|[0-9]{2}(-[0-9]{2})?))?$"  # the same form without names, for JSON Schema
)
ACCEPTED_FORMS = "2018, 2018-H1, 2018-Q3, 2018-05 or 2018-05-31"


_NORWEGIAN_DAY = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})")


def day_from(said: str) -> date:
    """A day as people write it, `2018-12-31` or `31.12.2018`; ValueError where it is none."""
    if norwegian := _NORWEGIAN_DAY.fullmatch(said.strip()):
        day, month, year = (int(part) for part in norwegian.groups())
        return date(year, month, day)
    return date.fromisoformat(said.strip())


def _four_digits(value: Any) -> Any:
    # int() takes 2_018, +2018 and digits of other scripts as well, none of which is what a file of ours says.
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) == 4):
        raise ValueError(f"{quoted(value)} is no year. Accepted: four digits, such as 2018.")
    return value


Year = Annotated[int, BeforeValidator(_four_digits)]
"""A year in four digits. Which years there may be is said where one is given."""


class Precision(StrEnum):
    """How exactly a date is known."""

    YEAR = "year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


class PartialDate:
    """A stretch of days named by its text: `2018`, `2018-H1`, `2018-Q3`, `2018-05` or `2018-05-31`.

    Two partial dates are equal when their texts are. `first_day` and `last_day` bound the stretch; that a deadline
    printed as a year means the end of that year is the reader's choice of `last_day`, not a fact of the text.
    """

    __slots__ = ("first_day", "last_day", "precision", "text")

    def __init__(self, text: str) -> None:
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"{quoted(text)} is no date. Accepted: {ACCEPTED_FORMS}.")
        year = int(match["year"])
        if not 1900 <= year <= 2199:
            raise ValueError(f"The year of {text!r} lies outside 1900–2199.")
        first_month, last_month, precision = 1, 12, Precision.YEAR
        if match["half"]:
            last_month = 6 * int(match["half"])
            first_month, precision = last_month - 5, Precision.HALF_YEAR
        elif match["quarter"]:
            last_month = 3 * int(match["quarter"])
            first_month, precision = last_month - 2, Precision.QUARTER
        elif match["month"]:
            first_month = last_month = int(match["month"])
            precision = Precision.MONTH
        if not 1 <= first_month <= 12:
            raise ValueError(f"{text!r} names no month of the year. Accepted: {ACCEPTED_FORMS}.")
        first, last = date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1])
        if match["day"]:
            day = int(match["day"])
            if not 1 <= day <= last.day:
                raise ValueError(f"{text!r} is no day of the calendar. Accepted: {ACCEPTED_FORMS}.")
            first = last = date(year, first_month, day)
            precision = Precision.DAY
        self.text, self.precision, self.first_day, self.last_day = text, precision, first, last

    @property
    def middle(self) -> date:
        """The day in the middle, where a mark for the whole stretch is drawn."""
        return self.first_day + (self.last_day - self.first_day) / 2

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read a partial date; ValueError says what would be accepted."""
        return cls(text)

    def __repr__(self) -> str:
        return f"PartialDate({self.text!r})"

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any) -> "PartialDate":
            return value if isinstance(value, PartialDate) else cls(str(value))

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        about = f"A date known to the year, half-year, quarter, month or day: {ACCEPTED_FORMS}."
        text = {"type": "string", "pattern": _PATTERN}
        if handler.mode == "serialization":
            return {"description": about, **text}
        # Editors read an unquoted 2018 as a number; the door reads it as text. Both are right.
        number = {"type": "integer", "minimum": 1900, "maximum": 2199}
        return {"description": about, "anyOf": [text, number]}
