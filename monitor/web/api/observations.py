"""The figures of an edition of an indicator, in the order they are kept in."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from monitor.catalogue.provenance import Confidence
from monitor.catalogue.text import LocalText
from monitor.errors import Refused
from monitor.measures import from_columns
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation, Qualifier
from monitor.measures.quality import Flag, Missing
from monitor.measures.scales import Unit
from monitor.measures.selection import Selection
from monitor.measures.uncertainty import Basis, NoInterval, Range, uncertainty
from monitor.web.api.asked import Asked
from monitor.web.api.editions import EditionShape, KnownFigures, opened, told
from monitor.web.api.paging import part_of
from monitor.web.api.parameters import FROM, TO
from monitor.web.api.shapes import Listing, Shape


class Assumed(StrEnum):
    """What a computed interval supposes or leaves out."""

    SIMPLE_RANDOM_SAMPLE = "simple_random_sample"
    NON_RESPONSE_NOT_COVERED = "non_response_not_covered"


class Interval(Shape):
    """From where to where a figure may lie, in its own unit: as the source prints it, or computed (Wilson)."""

    lower: float
    upper: float
    level: float | None = Field(description="In per cent; null: not printed")
    basis: Basis
    assumed: tuple[Assumed, ...] = Field(description="Empty where it is published")


class Figure(Shape):
    """One figure with what is needed to judge it."""

    period: str = Field(
        description="2014, 2021-05, 2021-05-05, 2023-Q2, 2025-W07, 2022/23, 2011..2013, 2019-03..2019-05 or undated"
    )
    first_day: date | None = Field(description="First day of the period; null: undated")
    last_day: date | None = Field(description="Last day of the period; null: undated")
    group: dict[str, str | None] = Field(description="The code of each dimension; null is the total")
    value: float | None
    missing: Missing | None = Field(description="Why there is no value; null where there is one")
    decimals: int | None = Field(description="How many decimals the source prints; null: there is no value")
    unit: Unit | LocalText | None = Field(description="What it counts; null: the source does not state it")
    numerator: float | None = Field(description="Null: none was printed")
    denominator: float | None = Field(description="Null: none was printed")
    n: int | None = Field(description="Answers or persons behind the figure; null: none was printed")
    interval: Interval | None
    no_interval: NoInterval | None = Field(description="Why there is no interval; null where there is one")
    flags: tuple[Flag, ...] = Field(description="What is to be known of how good the figure is")
    qualifier: Qualifier | None = Field(description="What the source says of its exactness; null: nothing")
    source: str = Field(description="Id of a source of the definition")
    confidence: Confidence | None = Field(
        description="How sure our reading of the source is; null: a program read it"
    )
    note: LocalText | None = Field(description="Null: none")


class FigureList(Listing):
    """Figures of one indicator."""

    indicator: str
    edition: EditionShape
    left_out: int = Field(
        description="Figures that could not be known on the day, or not be placed before today"
    )
    data: list[Figure]


def observations(asked: Asked) -> FigureList:
    """Answer /indicators/{id}/observations: of many figures, no more are read than are told.

    Raises Refused: `no_indicator`, `no_edition`, or what stands against the query.
    """
    found = opened(asked)
    definition, known = found.definition, KnownFigures(asked, found)
    selection = chosen(asked, definition)
    language = found.dataset.language if found.dataset is not None else "en"

    def read(start: int, most: int) -> tuple[list[Figure], int]:
        page = known.page(replace(selection, skip=start, limit=most))
        figures = from_columns.observations(page.figures, definition, language=language)
        return [_figure(entry, definition) for entry in figures], page.total

    # An edition never changes: it, what is chosen of it and the day tell the list from every other.
    names = (found.edition.figures_digest, repr(selection), asked.desk.as_of.isoformat())
    part = part_of(asked, names, read)
    return FigureList(
        as_of=asked.desk.as_of,
        demonstration=asked.demo,
        total=part.total,
        next=part.next,
        indicator=definition.id,
        edition=told(asked, found),
        left_out=known.left_out(),
        data=list(part.entries),
    )


def chosen(asked: Asked, definition: Definition) -> Selection:
    """What the query chooses. A period lies between two others, these included; an undated one lies nowhere."""
    wanted = asked.given.groups({name: list(codes) for name, codes in definition.labels.items()})
    first, last = asked.given.period(FROM), asked.given.period(TO)
    begin, end = first.first_day if first else None, last.last_day if last else None
    if begin is not None and end is not None and begin > end:
        raise Refused("periods_reversed", f"{FROM} begins after {TO} ends.", parameter=FROM)
    return Selection(
        codes={name: sorted(codes, key=lambda code: code or "") for name, codes in sorted(wanted.items())},
        first_day=begin,
        last_day=end,
    )


def _figure(entry: Observation, definition: Definition) -> Figure:
    found = uncertainty(entry, definition)
    decimals = _decimals(entry.value)
    return Figure(
        period=entry.period.text,
        first_day=entry.period.first_day,
        last_day=entry.period.last_day,
        group={dimension.id: entry.group.get(dimension.id) for dimension in definition.dimensions},
        value=_number(entry.value),
        missing=entry.missing,
        decimals=decimals,
        unit=definition.unit_of(entry.group),
        numerator=_number(entry.numerator),
        denominator=_number(entry.denominator),
        n=entry.n,
        interval=_interval(found, decimals or 0) if isinstance(found, Range) else None,
        no_interval=found if isinstance(found, NoInterval) else None,
        flags=entry.flags,
        qualifier=entry.qualifier,
        source=entry.source.id,
        confidence=entry.confidence,
        note=entry.note,
    )


def _interval(found: Range, decimals: int) -> Interval:
    """A published one as it is printed; a computed one with two decimals more than the value, as in downloads."""
    published = found.basis is Basis.PUBLISHED
    lower, upper = (
        bound if published else round(bound, decimals + 2) for bound in (found.lower, found.upper)
    )
    return Interval(
        lower=lower,
        upper=upper,
        level=found.level,
        basis=found.basis,
        assumed=() if published else tuple(Assumed),
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _decimals(value: Decimal | None) -> int | None:
    exponent = value.as_tuple().exponent if value is not None else None
    return max(0, -exponent) if isinstance(exponent, int) else None
