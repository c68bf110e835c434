"""Which edition of an indicator is asked for: the latest, or the one that is named; and what the day leaves of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field

from monitor.catalogue.signs import quoted
from monitor.catalogue.text import LocalText
from monitor.errors import Refused
from monitor.measures.citation import citation
from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition
from monitor.measures.editions import Edition, Kind
from monitor.measures.selection import ALL, Page, Selection
from monitor.reporting.days import day_of
from monitor.show.words import Words
from monitor.web.api.asked import Asked, address_of
from monitor.web.api.parameters import EDITION
from monitor.web.api.shapes import Answer, Shape


class EditionShape(Shape):
    """An edition of an indicator: what it said at one time, kept for good, so that it can be cited and read again."""

    number: int = Field(description="From 1, in the order they were accepted; one may be left out")
    latest: bool = Field(description="Whether no newer edition is there")
    accepted_at: datetime = Field(description="When it was accepted")
    kind: Kind = Field(description="What it was read from")
    label: str | None = Field(description="What those who accepted it call it; null: nothing")
    digest: str = Field(description="SHA-256 of the figures as they are kept, in hexadecimal")
    citation: LocalText = Field(description="How to cite it, in each language of the pages")
    observations: str = Field(description="Address of its figures, which stays")


class DataSetShape(Shape):
    """The set that an indicator came with from outside. What is null its publisher does not state."""

    id: str
    title: LocalText
    publisher: LocalText | None
    licence: str | None
    licence_url: str | None
    url: str | None


class EditionList(Answer):
    """Every edition of an indicator, the latest first."""

    indicator: str
    data: list[EditionShape]


@dataclass(frozen=True)
class Opened:
    """An edition with its definition. `latest` says whether there is no newer one."""

    edition: Edition
    definition: Definition
    dataset: DataSet | None
    latest: bool


def opened(asked: Asked) -> Opened:
    """The edition that is asked for. Raises Refused: `no_indicator`, `no_edition`, `bad_parameter`."""
    wanted = asked.named["id"]
    newest = asked.editions.latest().get(wanted)
    if newest is None:
        raise Refused("no_indicator", f"There is no indicator {wanted!r}.", said=wanted)
    return open_edition(asked, _named(asked, newest), latest=newest)


def open_edition(asked: Asked, edition: Edition, *, latest: Edition) -> Opened:
    """An edition with what is said of it. Raises Unreadable."""
    editions = asked.editions
    return Opened(
        edition, editions.definition(edition), editions.dataset(edition), edition.number == latest.number
    )


def editions(asked: Asked) -> EditionList:
    """Answer /indicators/{id}/editions. Raises Refused("no_indicator")."""
    newest = opened(asked).edition
    kept = sorted(asked.editions.editions(newest.indicator), key=lambda each: -each.number)
    return EditionList(
        as_of=asked.desk.as_of,
        demonstration=asked.demo,
        indicator=newest.indicator,
        data=[told(asked, open_edition(asked, each, latest=newest)) for each in kept],
    )


def told(asked: Asked, found: Opened) -> EditionShape:
    """An edition as answers name it."""
    edition = found.edition
    address = f"{address_of('indicators', edition.indicator, 'observations')}?{EDITION}={edition.number}"
    cited = {
        language: citation(
            found.definition,
            edition.number,
            day_of(edition.at),
            f"{asked.site}{address}",
            Words(language),
            dataset=found.dataset,
        )
        for language in ("nb", "en")
    }
    return EditionShape(
        number=edition.number,
        latest=found.latest,
        accepted_at=edition.at,
        kind=edition.kind,
        label=edition.label or None,
        digest=edition.figures_digest,
        citation=LocalText(**cited),
        observations=address,
    )


def told_of_set(dataset: DataSet | None) -> DataSetShape | None:
    """The set as answers name it; None for what ships."""
    if dataset is None:
        return None
    return DataSetShape(
        id=dataset.id,
        title=dataset.title,
        publisher=dataset.publisher,
        licence=dataset.licence,
        licence_url=dataset.licence_url,
        url=dataset.url,
    )


def _named(asked: Asked, newest: Edition) -> Edition:
    number = asked.given.edition()
    if number is None or number == newest.number:
        return newest
    found = asked.editions.edition(newest.indicator, number)
    if found is None:
        raise Refused(
            "no_edition",
            f"{newest.indicator} has no edition {number}; the latest is {newest.number}.",
            indicator=newest.indicator,
            number=number,
            latest=newest.number,
            parameter=EDITION,
            said=quoted(str(number)),
        )
    return found


class KnownFigures:
    """The figures of an edition that could be known on the day that is asked about.

    Today those are all. Before, those whose period had ended and whose source bears a year no later than the day's: as
    on the pages (`Series.known_by`).
    """

    def __init__(self, asked: Asked, found: Opened) -> None:
        self._reader, self._edition = asked.figures, found.edition
        day = asked.desk.as_of
        self._until: date | None = day if day < asked.desk.today else None
        first = found.definition.sources[0]
        years = {None: first.year} | {source.id: source.year for source in found.definition.sources}
        self._out = [name for name, year in years.items() if year is not None and year <= day.year]
        # A blank source is the first: in a file it stands under its own name.
        self._named_out = [name or first.id for name in self._out]
        self._all_out = self._until is None or len(self._out) == len(years)

    def count(self, selection: Selection = ALL) -> int:
        """How many there are."""
        return self.page(replace(selection, skip=0, limit=0)).total

    def narrowed(self, selection: Selection) -> tuple[Selection, frozenset[str] | None]:
        """The same of a selection: what is left of it, and the sources whose figures alone count, None for all."""
        if self._until is None:
            return selection, None
        until = self._until if selection.last_day is None else min(selection.last_day, self._until)
        return replace(selection, last_day=until), None if self._all_out else frozenset(self._named_out)

    def left_out(self) -> int:
        """How many figures of the edition could not be known, or not be placed before today."""
        return 0 if self._until is None else self._edition.counts.figures - self.count()

    def page(self, selection: Selection) -> Page:
        """Those from `skip` on, at most `limit`, and how many there are in all.

        Raises Refused("too_many_figures") where the sources are of years on both sides of the day and the figures too
        many to look at each.
        """
        selection, _sources = self.narrowed(selection)
        if self._all_out:
            if selection.limit == 0:
                return Page(pa.table({}), self._reader.count(self._edition, selection))
            return self._reader.page(self._edition, selection)
        if not self._out:
            return Page(self._reader.read(self._edition, replace(selection, limit=0)), 0)
        whole = self._reader.read(self._edition, replace(selection, skip=0, limit=None))
        out = pc.is_in(whole["source"], value_set=pa.array(self._out, pa.string()))
        known = whole.filter(out)
        return Page(known.slice(selection.skip, selection.limit), known.num_rows)
