"""What figures are broken down by, and what each of their values means."""

from enum import StrEnum

from pydantic import Field, model_validator

from monitor.catalogue.text import Frozen, Line, LocalText
from monitor.measures.scales import Direction, Unit


class DimensionKind(StrEnum):
    """How the codes of a dimension stand to each other.

    Only parts of one whole may be stacked. The codes of a measure are different quantities of the same thing, each in
    its own unit: there is no total of them, and one is always chosen.
    """

    SEPARATE = "separate"
    PARTS_OF_WHOLE = "parts_of_whole"
    MEASURE = "measure"


class DimensionRole(StrEnum):
    """What a dimension is about, where the source says so; never told by its name."""

    TIME = "time"
    GEO = "geo"


class Code(Frozen):
    """One value of a dimension. Unit and decimals are those of its figures, for a measure only."""

    code: Line
    label: LocalText
    direction: Direction | None = None
    unit: Unit | LocalText | None = Field(None, description="For a measure: what its values count")
    decimals: int | None = Field(None, ge=0, le=15, description="For a measure: how many are printed")


class Dimension(Frozen):
    """What the figures are broken down by. A blank cell in the data is the total, which a measure has not."""

    id: Line
    title: LocalText
    kind: DimensionKind = DimensionKind.SEPARATE
    role: DimensionRole | None = Field(None, description="Time or place, where the source says so")
    codes: tuple[Code, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _units_belong_to_measures(self) -> "Dimension":
        for code in self.codes:
            if self.kind is not DimensionKind.MEASURE and (code.unit, code.decimals) != (None, None):
                raise ValueError(
                    f"the code {code.code!r} has a unit or decimals of its own, but {self.id!r} is no measure. "
                    "Accepted: kind: measure, or neither."
                )
        return self
