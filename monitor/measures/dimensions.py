"""What figures are broken down by, and what each of their values means."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from monitor.catalogue.text import Frozen, Line, LocalText
from monitor.measures.scales import Direction, Unit

# A name that could lead elsewhere, such as ../x, /etc/x, C:x, ~x or file:x, is none of these signs.
Id = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9_]*$", max_length=64)]


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
    """One value of a dimension. Unit, decimals, whom it counts and among whom are those of its figures, for a measure.

    `part_of` is the code that this one is a part of, as a municipality is of its county.
    """

    code: Line
    label: LocalText
    direction: Direction | None = None
    unit: Unit | LocalText | None = Field(None, description="For a measure: what its values count")
    decimals: int | None = Field(None, ge=0, le=15, description="For a measure: how many are printed")
    counts: Id | None = Field(None, description="For a measure: the id of those who are counted")
    among: Id | None = Field(None, description="For a measure: the id of those they are counted among")
    part_of: Line | None = Field(None, description="The code that this one is part of; absent: of the total")


class Dimension(Frozen):
    """What the figures are broken down by. A blank cell in the data is the total, which a measure has not."""

    id: Line
    title: LocalText
    kind: DimensionKind = DimensionKind.SEPARATE
    role: DimensionRole | None = Field(None, description="Time or place, where the source says so")
    codes: tuple[Code, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _parts_have_a_whole(self) -> "Dimension":
        above = {code.code: code.part_of for code in self.codes}
        for code in above:
            seen, at = {code}, above[code]
            while at is not None:
                if at not in above or at in seen or self.kind is DimensionKind.MEASURE:
                    raise ValueError(
                        f"the code {code!r} is part of {at!r}. Accepted: another code of {self.id!r}, not in a circle, "
                        "and nothing for a measure."
                    )
                seen.add(at)
                at = above[at]
        return self

    @model_validator(mode="after")
    def _units_belong_to_measures(self) -> "Dimension":
        for code in self.codes:
            said = (code.unit, code.decimals, code.counts, code.among)
            if self.kind is not DimensionKind.MEASURE and any(each is not None for each in said):
                raise ValueError(
                    f"the code {code.code!r} has a unit, decimals, counts or among of its own, but {self.id!r} is no "
                    "measure. Accepted: kind: measure, or none of them."
                )
        return self
