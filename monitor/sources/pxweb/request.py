"""What somebody writes down of a table in JSON-stat 2, and of one to be asked for at a bank (PxWebApi v2)."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator, model_validator

from monitor.catalogue.links import WebAddress
from monitor.catalogue.text import Frozen, Line, LocalText
from monitor.measures.dimensions import Id
from monitor.measures.quality import Flag, Missing

SSB = "https://data.ssb.no/api/pxwebapi/v2"
"""Where Statistics Norway answers."""

# What stands in an address is none of the signs that could lead elsewhere in it.
TableId = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=64)]
LanguageTag = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Described(Frozen):
    """What somebody says of a table that it does not say itself; it becomes one indicator.

    `language` is the one of its texts, as the source names it. `totals` names, for a dimension, the code that stands
    for all of it. `signs` says what a sign in the place of a value, or beside it, means in this source.
    """

    indicator: Id
    dataset: Id = "pxweb"
    title: LocalText | None = Field(None, description="Absent: the source's own label of the table")
    language: LanguageTag = "no"
    page: WebAddress | None = Field(
        None, description="Where a reader finds it; absent: where it was asked for"
    )
    totals: Mapping[Line, Line] = {}
    signs: Mapping[Line, Missing | Flag] = Field(
        {}, description="A reason for a gap, or a flag, by sign; beside the usual ones"
    )


class TableRequest(Described):
    """One table of a statistics bank, and what is wanted of it.

    `select` names every variable that is wanted, each with codes or with expressions as the source writes them: `*`,
    masks such as `03*` and `0?`, `top(5)`, `top(5,1)`, `bottom(5)`, `from(2015)`, `to(2020)`, `range(2015,2020)`.
    Expressions are worked out here, from the source's own list of codes. Of time, `top` means the latest. Variables
    that are to be summed over by the source are named in `left_out`; a variable of the table that stands in neither
    is refused, so that nothing is chosen by default. `codelists` names a grouping or a set of values of the source for
    a variable, whose codes are then meant.
    """

    base: WebAddress = SSB
    table: TableId
    select: Mapping[Line, Annotated[tuple[Line, ...], Field(min_length=1)]] = Field(min_length=1)
    left_out: tuple[Line, ...] = ()
    codelists: Mapping[Line, TableId] = {}

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
