"""Reads what an analyst looks at: never more of an indicator than is drawn or shown, however many figures it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from monitor.errors import Refused
from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition
from monitor.measures.dimensions import DimensionKind
from monitor.measures.editions import Edition, Editions
from monitor.measures.finding import finding_holds
from monitor.measures.from_columns import observations
from monitor.measures.observations import Observation, Series
from monitor.measures.periods import Period
from monitor.measures.selection import FigureReader, Selection
from monitor.review.exploring import choosing
from monitor.review.exploring.bounds import MOST_LINES, MOST_MARKS, MOST_ROWS, PER_PAGE, Codes, fewer
from monitor.review.exploring.groups import grouped
from monitor.review.exploring.look import Look, Shape
from monitor.review.exploring.memory import Memory
from monitor.review.exploring.opening import completed, most
from monitor.review.exploring.shapes import Unfit, first_fit, splits, unfit


@dataclass(frozen=True, slots=True)
class Held:
    """An edition with what it says it measures; `finding_holds` as of `monitor.measures.finding`."""

    edition: Edition
    definition: Definition
    dataset: DataSet | None
    finding_holds: bool = True


@dataclass(frozen=True, slots=True)
class View:
    """One indicator as it was asked for: what is chosen, what could be, and the figures to draw and to list.

    `codes` and `offered` hold for each dimension what is chosen and what can be; None is the total. `periods` are all
    that the chosen codes have figures for. `total` counts the figures that fit, and `left_out` those among them that
    the day shown could not know. `is_whole` says that nothing was narrowed: the edition is the latest, and every
    figure of it fits. `drawn` are the figures for the chart, `drawn_fewer` says that not every group is among them.
    `rows` is the page of the table asked for. `unknown` is what the address said that is not there. `is_by_source` says
    that the day shown knew some sources and not others, which the selection does not tell apart.
    """

    look: Look
    held: Held
    latest: int
    codes: Codes
    offered: Codes
    periods: tuple[Period, ...]
    selection: Selection
    total: int
    left_out: int
    is_whole: bool
    unfit: Mapping[Shape, Unfit | None]
    shape: Shape | None
    panels: str
    drawn: tuple[Observation, ...]
    drawn_fewer: bool
    rows: tuple[Observation, ...]
    page: int
    pages: int
    unknown: tuple[str, ...] = ()
    is_by_source: bool = False

    @property
    def definition(self) -> Definition:
        """What is measured, as it stood in the edition shown."""
        return self.held.definition

    @property
    def edition(self) -> Edition:
        """The edition shown."""
        return self.held.edition

    @property
    def pinned(self) -> Look:
        """The same look at this edition, for a link that shows the same for good."""
        return replace(self.look, edition=self.edition.number)


@dataclass(frozen=True)
class Explorer:
    """Looks at editions through their port. Every method raises what `Editions` and `FigureReader` raise."""

    editions: Editions
    figures: FigureReader
    _memory: Memory = field(default_factory=Memory)

    def together(self, edition: Edition) -> list[Edition]:
        """The latest editions of the indicators that came with the same data set; of all that ship for one of these."""
        return [each for each in self.editions.latest().values() if each.dataset == edition.dataset]

    def view(self, look: Look, *, as_of: date, today: date) -> View:
        """What a look shows on a day.

        Raises `Refused`: "no_indicator" where there is no edition of the indicator, "unknown_edition" where there
        is none of that number.
        """
        held, latest = self._asked(look)
        definition, unknown = held.definition, []
        contents = self.figures.contents(held.edition)
        codes, offered = {}, {}
        for entry in definition.dimensions:
            offered[entry.id] = choosing.offered(definition, entry.id, contents)
            chosen, strange = choosing.chosen(look, entry.id, definition, offered[entry.id])
            unknown += strange
            if chosen:
                codes[entry.id] = chosen
        unknown += [name for name in look.codes if name not in offered]
        codes = self._completed(held, codes, offered)
        known = as_of if as_of < today else None
        periods = tuple(
            period
            for period in map(Period, contents.periods)
            if known is None or (period.last_day is not None and period.last_day <= known)
        )
        first, last = choosing.bound(look.first), choosing.bound(look.last)
        unknown += [
            said for said, found in ((look.first, first), (look.last, last)) if said and found is None
        ]
        whole_selection = Selection(
            codes=choosing.narrowing(codes, offered),
            first_day=first.first_day if first else None,
            last_day=last.last_day if last else None,
        )
        selection = whole_selection
        if known is not None:
            ends = [day for day in (selection.last_day, known) if day is not None]
            selection = replace(selection, last_day=min(ends))
        every, some = choosing.known_sources(definition, as_of, today)
        read, total, drawn_fewer = (
            self._candidates(held, selection, codes) if some else ((), 0, False)  # nothing was known by then
        )
        later = self.figures.count(held.edition, whole_selection) - total if known is not None else 0
        candidates = Series(definition, read).known_by(as_of=as_of, today=today)
        left_out = later + candidates.left_out
        # As the definition orders its codes; what is read in part stands as it is kept.
        figures = candidates.observations
        if not drawn_fewer:
            figures = tuple(each for course in grouped(figures, definition) for each in course.figures)
        found = unfit(figures, definition)
        shape = look.shape if look.shape and found[look.shape] is None else first_fit(found, figures)
        if shape is Shape.DOTS and drawn_fewer:
            latest_period = Series(definition, self._one_period(held, selection))
            figures = latest_period.known_by(as_of=as_of, today=today).observations or figures
        shown_total = total if drawn_fewer else len(figures)
        pages = max(1, -(-shown_total // PER_PAGE))
        page = min(look.page, pages)
        rows = figures
        if drawn_fewer:
            on_page = Series(definition, self._page(held, selection, page))
            rows = on_page.known_by(as_of=as_of, today=today).observations
        split = splits(figures, definition)
        return View(
            look=look,
            held=held,
            latest=latest,
            codes=codes,
            offered=offered,
            periods=periods,
            selection=selection,
            total=shown_total,
            left_out=left_out,
            is_whole=(
                total == held.edition.counts.figures and not left_out and held.edition.number == latest
            ),
            unfit=found,
            shape=shape,
            panels=look.panels if look.panels in split else next(iter(split), ""),
            drawn=figures,
            drawn_fewer=drawn_fewer,
            rows=rows if drawn_fewer else rows[(page - 1) * PER_PAGE : page * PER_PAGE],
            page=page,
            pages=pages,
            unknown=tuple(unknown),
            is_by_source=not every,
        )

    def numbers(self, indicator: str) -> list[Edition]:
        """The editions of an indicator, the one accepted last first."""
        return self.editions.editions(indicator)

    def _asked(self, look: Look) -> tuple[Held, int]:
        latest = self.editions.latest().get(look.indicator)
        if latest is None:
            raise Refused("no_indicator", f"There is no indicator {look.indicator!r}.", said=look.indicator)
        if look.edition in (None, latest.number):
            return self._held(latest), latest.number
        edition = self.editions.edition(look.indicator, look.edition or 0)
        if edition is None:
            raise Refused(
                "unknown_edition",
                f"{look.indicator} has no edition {look.edition}; choose one of those it has.",
                indicator=look.indicator,
                number=look.edition,
            )
        return self._held(edition), latest.number

    def _held(self, edition: Edition) -> Held:
        return self._memory.get(
            ("held", edition.indicator, edition.number),
            lambda: Held(
                edition,
                self.editions.definition(edition),
                self.editions.dataset(edition),
                finding_holds(edition, self.editions),
            ),
        )

    def _completed(self, held: Held, chosen: Codes, offered: Codes) -> dict[str, tuple[str | None, ...]]:
        """What is chosen, with a choice of ours for each dimension in which nothing is."""
        key = ("codes", held.edition.indicator, held.edition.number, tuple(sorted(chosen.items(), key=str)))
        return self._memory.get(
            key, lambda: completed(self.figures, held.edition, held.definition, chosen, offered)
        )

    def _most(self, held: Held, codes: Codes, selection: Selection) -> int:
        return most(self.figures, held.edition, held.definition, codes, selection)

    def _read(self, held: Held, selection: Selection) -> tuple[Observation, ...]:
        language = held.dataset.language if held.dataset is not None else "en"
        return observations(self.figures.read(held.edition, selection), held.definition, language=language)

    def _candidates(
        self, held: Held, selection: Selection, codes: Codes
    ) -> tuple[tuple[Observation, ...], int, bool]:
        """The figures a chart is made of, how many there are, and whether some of them had to be left out."""
        if (
            self._most(held, codes, selection) <= MOST_MARKS
            or (total := self.figures.count(held.edition, selection)) <= MOST_MARKS
        ):
            whole = self._read(held, selection)
            return whole, len(whole), False
        kinds = [
            entry.id for entry in held.definition.dimensions if entry.kind is DimensionKind.PARTS_OF_WHOLE
        ]
        few = replace(selection, codes=fewer(codes, MOST_LINES, keep=kinds), limit=MOST_MARKS)
        return self._read(held, few), total, True

    def _one_period(self, held: Held, selection: Selection) -> tuple[Observation, ...]:
        """The first groups in the last period of all that are chosen."""
        there = self.figures.periods(held.edition, selection)
        if not there:
            return ()
        return self._read(held, replace(selection, periods=(list(there)[-1],), limit=MOST_ROWS))

    def _page(self, held: Held, selection: Selection, page: int) -> tuple[Observation, ...]:
        return self._read(held, replace(selection, skip=(page - 1) * PER_PAGE, limit=PER_PAGE))
