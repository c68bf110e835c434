"""Sets of indicators that came from outside together, and the definition of one of them."""

from collections import Counter

from pydantic import Field, model_validator

from monitor.catalogue.links import WebAddress
from monitor.catalogue.text import Frozen, Line, LocalText
from monitor.measures.definitions import Definition
from monitor.measures.dimensions import Id


class Group(Frozen):
    """A heading of a data set, such as a goal or a subject."""

    id: Line
    title: LocalText


class DataSet(Frozen):
    """Indicators that were published together; `groups` are its headings in order. None: the source says nothing."""

    id: Id
    title: LocalText
    publisher: LocalText | None = None
    licence: Line | None = None
    licence_url: WebAddress | None = None
    url: WebAddress | None = None
    language: str = Field(pattern="^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", description="As in BCP 47")
    groups: tuple[Group, ...] = ()

    @model_validator(mode="after")
    def _groups_are_there_once(self) -> "DataSet":
        doubled = {name for name, times in Counter(group.id for group in self.groups).items() if times > 1}
        if doubled:
            raise ValueError(
                f"the group {min(doubled)!r} is used twice. Accepted: an id of its own for each."
            )
        return self


class Remark(Frozen):
    """Something else the source says of an indicator, under the source's own heading."""

    heading: LocalText
    text: LocalText


class Imported(Definition):
    """The definition of an indicator that came from outside, as far as its source states it.

    It is browsed under a group of its data set; under a theme as well where somebody placed it there.
    """

    dataset: Id
    group: Line | None = Field(None, description="Id of a group of the data set")
    number: Line | None = Field(None, description="What the source numbers it by, such as 1.1.1")
    remarks: tuple[Remark, ...] = ()
