"""Who has duties under the strategy: bodies whose names change over time, and the committees they sit on."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.text import Frozen, Line, LocalText


class BodyKind(StrEnum):
    """What sort of body it is."""

    MINISTRY = "ministry"
    DIRECTORATE = "directorate"
    AGENCY = "agency"
    REGIONAL = "regional"
    MUNICIPAL = "municipal"
    ORGANISATION = "organisation"
    SERVICE = "service"
    AUDIT = "audit"


class BodyName(Frozen):
    """A name a body bears or bore; `verified` says whether name and dates were seen in a source."""

    name: LocalText
    abbreviation: Line | None = None
    from_: PartialDate | None = Field(None, alias="from", description="First day of the name; absent: always")
    to: PartialDate | None = Field(None, description="Last day of the name; absent: still in use")
    verified: bool
    note: LocalText | None = None

    def borne_on(self, day: date) -> bool:
        """Whether the name was in use on `day`."""
        return (self.from_ is None or self.from_.first_day <= day) and (
            self.to is None or day <= self.to.last_day
        )


class Body(Frozen):
    """A ministry, directorate or other body, or a class of bodies such as the municipalities."""

    id: Line
    kind: BodyKind
    is_class: bool = Field(False, alias="class", description="True for a class of bodies, not one body")
    names: tuple[BodyName, ...] = Field(min_length=1)
    successor: Line | None = Field(None, description="Id of another body that took over the tasks")
    task: LocalText | None = None

    def name_on(self, day: date) -> BodyName:
        """The name valid on `day`; where none covers it, the name nearest before, else the first."""
        for name in self.names:
            if name.borne_on(day):
                return name
        earlier = [name for name in self.names if name.to is not None and name.to.last_day < day]
        return earlier[-1] if earlier else self.names[0]


class Committee(Frozen):
    """A standing committee between bodies of one level."""

    id: Line
    name: LocalText
    name_verified: bool = Field(description="Whether the Norwegian name was seen in a source")
    level: BodyKind
    chair: Line
    secretariat: Line | None = None
    permanent: tuple[Line, ...] = Field(min_length=1)
    as_required: tuple[Line, ...] = ()
    tasks: tuple[LocalText, ...] = ()
    note: LocalText | None = None
