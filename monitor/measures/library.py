"""All indicators there are, whether they ship or were imported: a list of their titles, and any edition of one opened.

An edition never changes, so what was read of its definition once is kept. A list needs titles alone: no figure is read
for it, and it takes as long for hundreds as for a few.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from monitor.catalogue.text import LocalText
from monitor.errors import Unreadable
from monitor.measures.datasets import DataSet, Imported
from monitor.measures.definitions import Definition
from monitor.measures.editions import Edition, Editions
from monitor.measures.from_columns import observations
from monitor.measures.narrow import narrowed
from monitor.measures.observations import Measures, Series
from monitor.measures.selection import FigureReader, Selection
from monitor.measures.themes import Theme

MOST_SHOWN: Final = 300
"""The most figures of one indicator that stand on a page; of more, one course in time is chosen."""


@dataclass(frozen=True, slots=True)
class Title:
    """An indicator as a list names it. `number` is what its source numbers it by; `dataset` is "" for what ships."""

    id: str
    title: LocalText
    theme: Theme | None = None
    dataset: str = ""
    group: str | None = None
    number: str | None = None


@dataclass(frozen=True)
class Contents:
    """The titles of all indicators: by theme those that were placed under one, by data set those that came with one.

    `faults` are those whose latest edition cannot be read; they stand in neither.
    """

    titles: Mapping[str, Title]
    datasets: Mapping[str, DataSet]
    faults: Sequence[Unreadable] = ()

    @cached_property
    def by_theme(self) -> Mapping[Theme, Sequence[Title]]:
        """In the order of themes; within one, those that ship first, as they stand in their files."""
        return {
            theme: found
            for theme in Theme
            if (found := [title for title in self.titles.values() if title.theme is theme])
        }

    @cached_property
    def by_dataset(self) -> Mapping[str, Mapping[str | None, Sequence[Title]]]:
        """By data set, then by its groups in the set's order; what lies in no group stands under None, last."""
        return {name: self._grouped(dataset) for name, dataset in self.datasets.items()}

    def _grouped(self, dataset: DataSet) -> Mapping[str | None, Sequence[Title]]:
        mine = [title for title in self.titles.values() if title.dataset == dataset.id]
        known = [group.id for group in dataset.groups]
        grouped: dict[str | None, list[Title]] = {name: [] for name in (*known, None)}
        for title in sorted(mine, key=_by_number):
            grouped[title.group if title.group in grouped else None].append(title)
        return {name: found for name, found in grouped.items() if found}


@dataclass(frozen=True)
class Opened:
    """An edition of an indicator with its figures, or as many of them as stand on a page.

    `edition` is None for files that ship and were not kept yet. `latest` is the number of the newest edition.
    `figures` is how many there are in all; `chosen` says which codes were chosen where those are too many.
    """

    series: Series
    edition: Edition | None
    latest: int
    dataset: DataSet | None
    figures: int
    chosen: Mapping[str, str | None] | None = None

    @property
    def is_latest(self) -> bool:
        """Whether no newer edition is there."""
        return self.edition is None or self.edition.number == self.latest


class Library:
    """Lists and opens indicators. Safe to share between threads; every method raises what the ports raise.

    What ships is handed in with each call, read from its files: those may have been changed since they were kept.
    """

    def __init__(self, editions: Editions, figures: FigureReader) -> None:
        self._editions = editions
        self._figures = figures
        self._titles: dict[str, Title] = {}  # by the digest of the definition, which holds all of it

    def contents(self, shipped: Measures) -> Contents:
        """Return the titles of all indicators, in the order they are listed."""
        latest = self._editions.latest()
        titles = {name: _title(series.indicator) for name, series in shipped.series.items()}
        faults: list[Unreadable] = []
        newest: dict[str, Edition] = {}
        for name, edition in latest.items():
            try:
                title = self._title_of(edition)
            except Unreadable as fault:
                faults.append(fault)
                continue
            if name not in titles or edition.dataset:
                titles[name] = title
            if edition.dataset and (edition.dataset not in newest or newest[edition.dataset].at < edition.at):
                newest[edition.dataset] = edition
        datasets = {name: self._editions.dataset(edition) for name, edition in sorted(newest.items())}
        return Contents(titles, {name: found for name, found in datasets.items() if found}, tuple(faults))

    def editions(self, indicator: str) -> list[Edition]:
        """Return every edition of an indicator, the newest first."""
        return sorted(self._editions.editions(indicator), key=lambda edition: -edition.number)

    def open(self, indicator: str, shipped: Measures, *, number: int | None = None) -> Opened | None:
        """Return an edition, the latest unless another is named; None where there is none of that number or id.

        The latest of what ships is read from its files, as they are now.
        """
        kept = self.editions(indicator)
        series = shipped.series.get(indicator)
        if not kept:
            return _from_files(series, None) if series is not None and number is None else None
        edition = kept[0] if number is None else next((each for each in kept if each.number == number), None)
        if edition is None:
            return None
        if series is not None and edition is kept[0] and edition.by == PROGRAM:
            return _from_files(series, edition)
        return self._read(edition, latest=kept[0].number)

    def _read(self, edition: Edition, *, latest: int) -> Opened:
        definition, dataset = self._editions.definition(edition), self._editions.dataset(edition)
        figures, chosen, selection = self._figures.count(edition), None, Selection()
        if figures > MOST_SHOWN:
            chosen = narrowed(
                definition, lambda name, codes: self._figures.codes(edition, name, Selection(codes))
            )
            selection = Selection({name: [code] for name, code in chosen.items()}, limit=MOST_SHOWN)
        found = observations(
            self._figures.read(edition, selection),
            definition,
            language=dataset.language if dataset is not None else "en",
        )
        series = Series(definition, tuple(_in_order(found, definition)))
        return Opened(series, edition, latest, dataset, figures, chosen)

    def _title_of(self, edition: Edition) -> Title:
        known = self._titles.get(edition.definition_digest)
        if known is None:
            known = _title(self._editions.definition(edition))
            self._titles[edition.definition_digest] = known
        return known
