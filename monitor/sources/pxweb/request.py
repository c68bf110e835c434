"""What is asked of a table of a statistics bank (PxWebApi v2), as somebody writes it down."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from monitor.catalogue.links import WebAddress
from monitor.catalogue.text import Frozen, Line, LocalText
from monitor.measures.figures import Flag, Missing

SSB = "https://data.ssb.no/api/pxwebapi/v2"
"""Where Statistics Norway answers."""

Id = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9_]*$", max_length=64)]
# What stands in an address is none of the signs that could lead elsewhere in it.
TableId = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=64)]


class TableRequest(Frozen):
    """One table, and what is wanted of it; it becomes one indicator.

    `select` names every variable that is wanted, each with codes or with expressions as the source writes them: `*`,
    masks such as `03*` and `0?`, `top(5)`, `top(5,1)`, `bottom(5)`, `from(2015)`, `to(2020)`, `range(2015,2020)`.
    Expressions are worked out here, from the source's own list of codes. Of time, `top` means the latest. Variables
    that are to be summed over by the source are named in `left_out`; a variable of the table that stands in neither
    is refused, so that nothing is chosen by default. `totals` names, for a variable, the code that stands for all of
    it. `codelists` names a grouping or a set of values of the source for a variable, whose codes are then meant.
    """

    indicator: Id
    dataset: Id = "pxweb"
    title: LocalText | None = Field(None, description="Absent: the source's own label of the table")
    base: WebAddress = SSB
    table: TableId
    language: Literal["no", "nb", "nn", "en"] = "no"
    page: WebAddress | None = Field(
        None, description="Where a reader finds the table; absent: where it was asked"
    )
    select: Mapping[Line, Annotated[tuple[Line, ...], Field(min_length=1)]] = Field(min_length=1)
    left_out: tuple[Line, ...] = ()
    totals: Mapping[Line, Line] = {}
    codelists: Mapping[Line, TableId] = {}
    signs: Mapping[Line, Missing | Flag] = Field(
        {},
        description="What a sign of this source means, beside the usual ones: a reason for a gap, or a flag",
    )

    @field_validator("base")
    @classmethod
    def _ends_with_its_path(cls, base: str) -> str:
        if "?" in base or "#" in base:
            raise ValueError(f"{base!r} goes on after its path. Accepted: an address such as {SSB}.")
        return base.rstrip("/")

    @model_validator(mode="after")
    def _names_what_it_selects(self) -> "TableRequest":
        twice = set(self.left_out) & set(self.select)
        if twice:
            raise ValueError(
                f"{min(twice)!r} is both selected and left out. Accepted: in select, or in left_out."
            )
        astray = (set(self.totals) | set(self.codelists)) - set(self.select)
        if astray:
            raise ValueError(
                f"{min(astray)!r} is not selected, but has a total or a code list. Accepted: a variable of select."
            )
        return self

    @property
    def address(self) -> str:
        """Where the table answers, without anything that follows."""
        return f"{self.base}/tables/{self.table}"
