"""Reads what an analyst looks at: never more of an indicator than is drawn or shown, however many figures it has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Any, Final, TypeVar

from monitor.errors import Refused
from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition
from monitor.measures.dimensions import DimensionKind
from monitor.measures.editions import Edition, Editions
from monitor.measures.from_columns import observations
from monitor.measures.observations import Observation, Series
from monitor.measures.periods import UNDATED, Period
from monitor.measures.selection import FigureReader, Selection
from monitor.review.exploring.bounds import MOST_LINES, MOST_MARKS, MOST_ROWS, PER_PAGE, Codes, fewer
from monitor.review.exploring.look import ALL, Look, Shape
from monitor.review.exploring.shapes import Unfit, first_fit, parts, splits, unfit

_FEW: Final = 60
"""An indicator of so few figures is shown whole at first; of a larger one the totals."""

_KEPT: Final = 4_000  # answers that are remembered: editions never change

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Held:
    """An edition with what it says it measures."""

    edition: Edition
    definition: Definition
    dataset: DataSet | None


@dataclass(frozen=True, slots=True)
class View:
    """One indicator as it was asked for: what is chosen, what could be, and the figures to draw and to list.

    `codes` and `offered` hold for each dimension what is chosen and what can be; None is the total. `periods` are all
    that the chosen codes have figures for. `total` counts the figures that fit, and `left_out` those among them that
    the day shown could not know. `is_whole` says that nothing was narrowed: the edition is the latest, and every
    figure of it fits. `drawn` are the figures for the chart, `drawn_fewer` says that not every group is among them.
    `rows` is the page of the table asked for. `unknown` is what the address said that is not there.
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


@dataclass
class _Memory:
    """What editions said once, they say for good; the oldest answers are forgotten first."""

    kept: dict[tuple[object, ...], Any] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def get(self, key: tuple[object, ...], read: Callable[[], T]) -> T:
        with self.lock:
            if key in self.kept:
                return self.kept[key]  # type: ignore[no-any-return]
        found = read()
        with self.lock:
            self.kept[key] = found
            while len(self.kept) > _KEPT:
                del self.kept[next(iter(self.kept))]
        return found


@dataclass(frozen=True)
class Explorer:
    """Looks at editions through their port. Every method raises what `Editions` and `FigureReader` raise."""

    editions: Editions
    figures: FigureReader
    _memory: _Memory = field(default_factory=_Memory)

    def shelf(self) -> list[Held]:
        """The latest edition of every indicator that has one."""
        return [self._held(edition) for edition in self.editions.latest().values()]

    def view(self, look: Look, *, as_of: date, today: date) -> View:
        """What a look shows on a day.

        Raises `Refused`: "unknown_indicator" where there is no edition of the indicator, "unknown_edition" where there
        is none of that number.
        """
        held, latest = self._asked(look)
        definition, unknown = held.definition, []
        codes, offered = {}, {}
        for entry in definition.dimensions:
            offered[entry.id] = _offered(definition, entry.id)
            chosen, strange = _chosen(look, entry.id, definition, offered[entry.id])
            unknown += strange
            if chosen:
                codes[entry.id] = chosen
        unknown += [name for name in look.codes if name not in offered]
        codes = self._completed(held, codes, offered)
        known = min(as_of, today) if as_of < today else None
        periods = self._periods(held, codes, offered, known)
        first, last = _bound(look.first, periods), _bound(look.last, periods)
        unknown += [
            said for said, found in ((look.first, first), (look.last, last)) if said and found is None
        ]
        selection = Selection(
            codes=_narrowing(codes, offered),
            first_day=first.first_day if first else None,
            last_day=min(filter(None, (last.last_day if last else None, known)), default=None),
        )
        total = self._count(held, selection)
        candidates, drawn_fewer = self._candidates(held, selection, codes, total)
        whole = Series(definition, candidates).known_by(as_of=as_of, today=today)
        found = unfit(whole.observations, definition)
        shape = (
            look.shape if look.shape and found[look.shape] is None else first_fit(found, whole.observations)
        )
        drawn = whole.observations
        if shape is Shape.DOTS and drawn_fewer:
            drawn = self._one_period(held, selection, periods, last) or drawn
        pages = max(1, -(-total // PER_PAGE))
        page = min(look.page, pages)
        rows = self._page(held, selection, page, candidates if total <= MOST_MARKS else None)
        shown = Series(definition, rows).known_by(as_of=as_of, today=today)
        split = splits(drawn, definition)
        return View(
            look=look,
            held=held,
            latest=latest,
            codes=codes,
            offered=offered,
            periods=periods,
            selection=selection,
            total=total,
            left_out=whole.left_out,
            is_whole=(
                total == held.edition.counts.figures and not whole.left_out and held.edition.number == latest
            ),
            unfit=found,
            shape=shape,
            panels=look.panels if look.panels in split else next(iter(split), ""),
            drawn=drawn,
            drawn_fewer=drawn_fewer,
            rows=shown.observations,
            page=page,
            pages=pages,
            unknown=tuple(unknown),
        )

    def numbers(self, indicator: str) -> list[Edition]:
        """The editions of an indicator, the one accepted last first."""
        return self.editions.editions(indicator)

    def _asked(self, look: Look) -> tuple[Held, int]:
        latest = self.editions.latest().get(look.indicator)
        if latest is None:
            raise Refused(
                "unknown_indicator",
                f"There is no indicator {look.indicator!r}; choose one from the list.",
                indicator=look.indicator,
            )
        if look.edition in (None, latest.number):
            return self._held(latest), latest.number
        edition = self.editions.edition(look.indicator, look.edition or 0)
        if edition is None:
            raise Refused(
                "unknown_edition",
                f"{look.indicator} has no edition {look.edition}; the latest is {latest.number}.",
                indicator=look.indicator,
                number=look.edition,
                latest=latest.number,
            )
        return self._held(edition), latest.number

    def _held(self, edition: Edition) -> Held:
        return self._memory.get(
            ("held", edition.indicator, edition.number),
            lambda: Held(edition, self.editions.definition(edition), self.editions.dataset(edition)),
        )

    def _completed(self, held: Held, chosen: Codes, offered: Codes) -> dict[str, tuple[str | None, ...]]:
        """What is chosen, with a choice of ours for each dimension in which nothing is."""
        key = ("codes", held.edition.indicator, held.edition.number, tuple(sorted(chosen.items(), key=str)))
        return self._memory.get(key, lambda: self._complete(held, chosen, offered))

    def _complete(self, held: Held, chosen: Codes, offered: Codes) -> dict[str, tuple[str | None, ...]]:
        kinds = {entry.id: entry.kind for entry in held.definition.dimensions}
        open_ = [name for name in offered if name not in chosen]
        plain = {name: offered[name][:1] for name in open_}
        if held.edition.counts.figures <= _FEW:
            plain = {name: offered[name] for name in open_ if kinds[name] is not DimensionKind.MEASURE} | {
                name: offered[name][:1] for name in open_ if kinds[name] is DimensionKind.MEASURE
            }
        completed = {name: chosen.get(name) or plain[name] for name in offered}
        if not open_ or self._count(held, Selection(codes=_narrowing(completed, offered))):
            return completed
        # There are no figures at the totals: take what there is, one dimension after the other.
        taken = dict(chosen)
        for name in sorted(open_, key=lambda name: kinds[name] is not DimensionKind.MEASURE):
            there = self.figures.codes(held.edition, name, Selection(codes=_narrowing(taken, offered)))
            found = tuple(code for code in offered[name] if code in there)
            if kinds[name] is DimensionKind.PARTS_OF_WHOLE and None not in found:
                taken[name] = found[:MOST_LINES] or offered[name][:1]
            else:
                taken[name] = found[:1] or offered[name][:1]
        return {name: taken[name] for name in offered}

    def _periods(self, held: Held, codes: Codes, offered: Codes, known: date | None) -> tuple[Period, ...]:
        narrowing = _narrowing(codes, offered)
        key = ("periods", held.edition.indicator, held.edition.number, tuple(narrowing.items()))
        found = self._memory.get(
            key,
            lambda: tuple(
                Period(text) for text in self.figures.periods(held.edition, Selection(codes=narrowing))
            ),
        )
        if known is None:
            return found
        return tuple(period for period in found if period.last_day is not None and period.last_day <= known)

    def _count(self, held: Held, selection: Selection) -> int:
        key = (
            "count", held.edition.indicator, held.edition.number, tuple(selection.codes.items()),
            selection.first_day, selection.last_day,
        )  # fmt: skip
        return self._memory.get(key, lambda: self.figures.count(held.edition, selection))

    def _read(self, held: Held, selection: Selection) -> tuple[Observation, ...]:
        language = held.dataset.language if held.dataset is not None else "en"
        return observations(self.figures.read(held.edition, selection), held.definition, language=language)

    def _candidates(
        self, held: Held, selection: Selection, codes: Codes, total: int
    ) -> tuple[tuple[Observation, ...], bool]:
        """The figures a chart is made of, and whether some groups are not among them."""
        if total <= MOST_MARKS:
            return self._read(held, selection), False
        kinds = [
            entry.id for entry in held.definition.dimensions if entry.kind is DimensionKind.PARTS_OF_WHOLE
        ]
        few = fewer(codes, MOST_LINES, keep=kinds)
        narrowed = replace(selection, codes=few)
        return self._read(held, replace(narrowed, limit=MOST_MARKS)), True

    def _one_period(
        self, held: Held, selection: Selection, periods: Sequence[Period], last: Period | None
    ) -> tuple[Observation, ...]:
        """The first groups in the last period of all that are chosen."""
        ended = [
            period
            for period in periods
            if period.last_day is not None
            and (selection.last_day is None or period.last_day <= selection.last_day)
        ]
        if not ended:
            return ()
        point = last or ended[-1]
        return self._read(
            held,
            replace(selection, first_day=point.first_day, last_day=point.last_day, limit=MOST_ROWS),
        )

    def _page(
        self, held: Held, selection: Selection, page: int, whole: tuple[Observation, ...] | None
    ) -> tuple[Observation, ...]:
        skip = (page - 1) * PER_PAGE
        if whole is not None:
            return whole[skip : skip + PER_PAGE]
        return self._read(held, replace(selection, skip=skip, limit=PER_PAGE))


def _offered(definition: Definition, dimension: str) -> tuple[str | None, ...]:
    entry = next(entry for entry in definition.dimensions if entry.id == dimension)
    codes = tuple(code.code for code in entry.codes)
    return codes if entry.kind is DimensionKind.MEASURE else (None, *codes)


def _chosen(
    look: Look, dimension: str, definition: Definition, offered: tuple[str | None, ...]
) -> tuple[tuple[str | None, ...], list[str]]:
    """The codes chosen of a dimension, in the definition's order, and what was said that is none."""
    said = look.codes.get(dimension, ())
    if ALL in said and ALL not in offered:
        said = offered
    chosen = tuple(code for code in offered if code in said)
    if any(entry.id == dimension for entry in definition.measures):
        chosen = chosen[:1]
    return chosen, [code or "" for code in said if code not in offered]


def _narrowing(codes: Codes, offered: Codes) -> dict[str, tuple[str | None, ...]]:
    """What a selection has to name: not a dimension of which everything is chosen."""
    return {name: chosen for name, chosen in codes.items() if len(chosen) < len(offered[name])}


def _bound(said: str, periods: Sequence[Period]) -> Period | None:
    """The period an address names; one that is in a form we read counts although no figure has it."""
    if not said or said == UNDATED:
        return None
    try:
        return Period(said)
    except ValueError:
        return None
