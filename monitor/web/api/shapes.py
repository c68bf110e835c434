"""What the answers of the interface have in common, and the parts they are made of.

Texts and dates are those of the catalogue: a text in each language it exists in, a date as exactly as it is known
(`2018`, `2018-H1`, `2018-05-31`). What is not known is null, and a member beside it says why; it is never 0.
"""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A part of an answer. Made here and read nowhere, so that nothing in it is optional."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Answer(Shape):
    """What every answer says of itself."""

    as_of: date = Field(description="The day it is read as of: effective by then, and known by then")
    demonstration: bool = Field(description="Whether the reports are invented; figures and sources are not")


class Listing(Answer):
    """A part of a list, in an order that does not change between the parts."""

    total: int = Field(description="How many entries the whole list has", ge=0)
    next: str | None = Field(
        description="Address of the next part, as in the header Link; null: this is the last"
    )


class Absence(StrEnum):
    """Why a member is null."""

    NOT_REPORTED = "not_reported"
    """No body has reported; this is not "not started"."""
    NO_DEADLINE = "no_deadline"
    NOT_WRITTEN = "not_written"
    REDACTED = "redacted"
    """Removed, because it held personal data."""
    EXEMPT = "exempt"
    """Exempt from public access, and the one who asks may not read it."""
