"""What was measured: the indicators and their definitions."""

from pydantic import Field

from monitor.catalogue.text import LocalText
from monitor.errors import Refused
from monitor.measures.datasets import Imported
from monitor.measures.definitions import Definition
from monitor.measures.indicators import Indicator
from monitor.measures.observations import Series
from monitor.measures.scales import Unit
from monitor.measures.themes import Theme
from monitor.web.api.asked import Asked, address_of
from monitor.web.api.paging import part
from monitor.web.api.shapes import Answer, Listing, Shape


class Extent(Shape):
    """How many figures there are as of the day."""

    figures: int = Field(description="Figures that could be known on the day")
    left_out: int = Field(
        description="Figures that could not be known on the day, or not be placed before today"
    )


class IndicatorInList(Extent):
    """An indicator, in short."""

    id: str
    title: LocalText
    theme: Theme | None = Field(description="Null: it came from outside and was placed under none")
    dataset: str | None = Field(
        description="Id of the data set it came with; null: it ships with the monitor"
    )
    unit: Unit | LocalText | None = Field(
        description="Null: the source states none, or each of its measures has its own"
    )
    dimensions: list[str] = Field(description="Ids of what the figures are broken down by")
    url: str
    observations: str = Field(description="Address of the figures")


class IndicatorList(Listing):
    """Every indicator, in the order of themes and titles."""

    data: list[IndicatorInList]


class OneIndicator(Extent):
    """An indicator's definition: what is measured, on whom, how, and where the figures come from.

    What is null there is not stated by the source.
    """

    definition: Indicator | Imported | Definition
    observations: str = Field(description="Address of the figures")


class IndicatorAnswer(Answer):
    """One indicator as of a day."""

    data: OneIndicator


def indicators(asked: Asked) -> IndicatorList:
    """Answer /indicators."""
    series = asked.desk.measures.series
    found = part(asked, list(series.values()), series)
    return IndicatorList(
        as_of=asked.desk.as_of,
        demonstration=asked.demo,
        total=found.total,
        next=found.next,
        data=[_in_list(asked, each) for each in found.entries],
    )


def indicator(asked: Asked) -> IndicatorAnswer:
    """Answer /indicators/{id}. Raises Refused("no_indicator")."""
    known = known_series(asked)
    return IndicatorAnswer(
        as_of=asked.desk.as_of,
        demonstration=asked.demo,
        data=OneIndicator(
            definition=known.indicator,
            figures=len(known.observations),
            left_out=known.left_out,
            observations=_figures(known),
        ),
    )


def known_series(asked: Asked) -> Series:
    """The indicator that is asked for, with the figures that could be known. Raises Refused("no_indicator")."""
    wanted = asked.named["id"]
    series = asked.desk.measures.series.get(wanted)
    if series is None:
        raise Refused("no_indicator", f"There is no indicator {wanted!r}.", said=wanted)
    return series.known_by(as_of=asked.desk.as_of, today=asked.desk.today)


def _in_list(asked: Asked, series: Series) -> IndicatorInList:
    known = series.known_by(as_of=asked.desk.as_of, today=asked.desk.today)
    entry = series.indicator
    return IndicatorInList(
        id=entry.id,
        title=entry.title,
        theme=entry.theme,
        dataset=entry.dataset if isinstance(entry, Imported) else None,
        unit=entry.unit,
        dimensions=[dimension.id for dimension in entry.dimensions],
        figures=len(known.observations),
        left_out=known.left_out,
        url=address_of("indicators", entry.id),
        observations=_figures(series),
    )


def _figures(series: Series) -> str:
    return address_of("indicators", series.indicator.id, "observations")
