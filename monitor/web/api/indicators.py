"""What was measured: the indicators and their definitions, as the latest or another edition has them."""

from collections.abc import Mapping

from pydantic import Field

from monitor.catalogue.text import LocalText
from monitor.measures.datasets import Imported
from monitor.measures.definitions import Definition
from monitor.measures.editions import Edition
from monitor.measures.indicators import Indicator
from monitor.measures.scales import Unit
from monitor.measures.themes import Theme
from monitor.web.api.asked import Asked, address_of
from monitor.web.api.editions import (
    DataSetShape,
    EditionShape,
    KnownFigures,
    Opened,
    open_edition,
    opened,
    told,
    told_of_set,
)
from monitor.web.api.paging import part
from monitor.web.api.shapes import Answer, Listing, Shape


class Extent(Shape):
    """How many figures there are as of the day, and in which edition."""

    edition: EditionShape
    dataset: DataSetShape | None = Field(
        description="The data set it came with, and its licence; null: it ships with the monitor"
    )
    figures: int = Field(description="Figures that could be known on the day")
    left_out: int = Field(
        description="Figures that could not be known on the day, or not be placed before today"
    )
    observations: str = Field(description="Address of the figures of the latest edition")


class IndicatorInList(Extent):
    """An indicator, in short."""

    id: str
    title: LocalText
    theme: Theme | None = Field(description="Null: it came from outside and was placed under none")
    unit: Unit | LocalText | None = Field(
        description="Null: the source states none, or each of its measures has its own"
    )
    dimensions: list[str] = Field(description="Ids of what the figures are broken down by")
    url: str


class IndicatorList(Listing):
    """Every indicator: those that ship in the order of themes and titles, then those of each data set by id."""

    data: list[IndicatorInList]


class OneIndicator(Extent):
    """An indicator's definition: what is measured, on whom, how, and where the figures come from.

    What is null there is not stated by the source.
    """

    definition: Indicator | Imported | Definition
    editions: str = Field(description="Address of the list of all editions")


class IndicatorAnswer(Answer):
    """One indicator as of a day."""

    data: OneIndicator


def indicators(asked: Asked) -> IndicatorList:
    """Answer /indicators. Definitions are read of those that are told, however many there are."""
    latest = asked.editions.latest()
    entries = _in_order(asked, latest)
    found = part(asked, entries, (f"{each.indicator} {each.number}" for each in entries))
    return IndicatorList(
        as_of=asked.desk.as_of,
        demonstration=asked.demo,
        total=found.total,
        next=found.next,
        data=[_in_list(asked, open_edition(asked, each, latest=each)) for each in found.entries],
    )


def indicator(asked: Asked) -> IndicatorAnswer:
    """Answer /indicators/{id}. Raises Refused: `no_indicator`, `no_edition`."""
    found = opened(asked)
    return IndicatorAnswer(
        as_of=asked.desk.as_of,
        demonstration=asked.demo,
        data=OneIndicator(
            definition=found.definition,
            editions=address_of("indicators", found.definition.id, "editions"),
            **_extent(asked, found),
        ),
    )


def _in_order(asked: Asked, latest: Mapping[str, Edition]) -> list[Edition]:
    shipped = [latest[name] for name in asked.desk.measures.series if name in latest]
    others = [each for each in latest.values() if each.indicator not in asked.desk.measures.series]
    return [*shipped, *sorted(others, key=lambda each: (each.dataset, each.indicator))]


def _in_list(asked: Asked, found: Opened) -> IndicatorInList:
    entry = found.definition
    return IndicatorInList(
        id=entry.id,
        title=entry.title,
        theme=entry.theme,
        unit=entry.unit,
        dimensions=[dimension.id for dimension in entry.dimensions],
        url=address_of("indicators", entry.id),
        **_extent(asked, found),
    )


def _extent(asked: Asked, found: Opened) -> dict[str, object]:
    """The members of `Extent`."""
    left_out = KnownFigures(asked, found).left_out()
    return {
        "edition": told(asked, found),
        "dataset": told_of_set(found.dataset),
        "figures": found.edition.counts.figures - left_out,
        "left_out": left_out,
        "observations": address_of("indicators", found.definition.id, "observations"),
    }
