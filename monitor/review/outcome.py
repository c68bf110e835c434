"""Delivery beside outcome: the figures of an indicator, and where they lie beside the start of initiatives.

What stands beside each other is association, never effect. All that is said of a figure here is whether it was measured
before an initiative could have done anything, and whether it was measured late enough for anything to show.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.measures.definitions import Definition, InitiativeLink
from monitor.measures.indicators import Indicator
from monitor.measures.observations import Observation, Series
from monitor.measures.themes import Theme
from monitor.review.happenings import Happening
from monitor.review.standing import Standing

GROUPS: Final = 4
"""More courses than so many cannot be told apart in one chart."""

ELSEWHERE: Final = frozenset(
    {Theme.COMPARATORS_NORDIC, Theme.COMPARATORS_ENGLAND_WALES, Theme.COMPARATORS_EUROPE}
)
"""Themes with figures from other countries: nothing that is delivered here can show in them."""


class Ground(StrEnum):
    """Why a day counts as the start of an initiative."""

    PRINTED = "printed"
    """The strategy that promised it was printed then; the print names no start of its own."""
    ADDED = "added"
    """A later edition of the strategy added it then."""


@dataclass(frozen=True)
class Start:
    """From when on an initiative counts as begun, as exactly as it is known, and why."""

    day: PartialDate
    ground: Ground


def start_of(initiative: Initiative | None, catalogue: Catalogue) -> Start:
    """The start of an initiative, or of the strategy as a whole.

    It is the day it was promised. Nothing can be due to an initiative before that, so that what is called "baseline" is
    free of it. The first report is no start: bodies may begin to report years after they began to work.
    """
    strategy = catalogue.strategy
    if initiative is not None and initiative.added_in is not None:
        edition = next(each for each in strategy.editions if each.id == initiative.added_in)
        return Start(edition.published, Ground.ADDED)
    return Start(strategy.publication.printed, Ground.PRINTED)


class LagGround(StrEnum):
    """Where an expected lag is from."""

    REGISTERED = "registered"
    """It stands with the link, with its reason."""
    FOLLOW_UP = "follow_up"
    """Cohorts are followed for so long: nothing can show before the first that was met is followed to its end."""


@dataclass(frozen=True)
class Lag:
    """After how many months of the start an initiative could show in the figures at the earliest."""

    months: int
    ground: LagGround


@dataclass(frozen=True)
class Beside:
    """What an indicator stands beside: an initiative it is linked to; None for the strategy as a whole.

    `could_show_from` is the first day on which something could show at the earliest, None where no lag is registered.
    """

    initiative: Initiative | None
    link: InitiativeLink | None
    start: Start
    lag: Lag | None
    could_show_from: date | None


class Phase(StrEnum):
    """Where a figure lies beside the start of an initiative."""

    BASELINE = "baseline"
    SPANS_START = "spans_start"
    """Measured over a stretch that begins before the start and ends after it."""
    TOO_EARLY = "too_early"
    """After the start, before anything could show."""
    COULD_SHOW = "could_show"
    SINCE_START = "since_start"
    """After the start; nobody has said from when on anything could show."""
    UNDATED = "undated"
    ELSEWHERE = "elsewhere"
    """From another country: neither before nor after anything that is delivered here."""
    NOT_MEASURED = "not_measured"
    """A plan or a target, or there is no figure."""


AFTER: Final = frozenset({Phase.TOO_EARLY, Phase.COULD_SHOW, Phase.SINCE_START})
"""The phases that lie wholly after the start."""


def phase(observation: Observation, beside: Beside, definition: Definition) -> Phase:
    """Where a figure lies. A cohort counts until its follow-up is over."""
    first, last = observation.period.first_day, observation.period.last_day
    if not observation.is_measured:
        return Phase.NOT_MEASURED
    if definition.theme in ELSEWHERE:
        return Phase.ELSEWHERE
    if first is None or last is None:
        return Phase.UNDATED
    if definition.follow_up is not None and not _holds_follow_up(first, last, definition.follow_up):
        last = months_after(last, definition.follow_up)
    start = beside.start.day.first_day
    if last < start:
        return Phase.BASELINE
    if first < start:
        return Phase.SPANS_START
    if beside.could_show_from is None:
        return Phase.SINCE_START
    return Phase.TOO_EARLY if last < beside.could_show_from else Phase.COULD_SHOW


def _holds_follow_up(first: date, last: date, months: int) -> bool:
    """Whether a stretch is a cohort of one year with its follow-up: released in 2014, followed for two years, told as
    2014–2016.
    """
    return last + timedelta(days=1) == months_after(first, 12 + months)


@dataclass(frozen=True)
class Outcome:
    """An indicator beside what it is linked to, as of a day: its figures known by then, and what had happened."""

    series: Series
    beside: tuple[Beside, ...]
    happenings: tuple[Happening, ...]

    @property
    def start(self) -> Start:
        """The first start there is."""
        return min((each.start for each in self.beside), key=lambda start: start.day.first_day)

    @property
    def drawn(self) -> list[Observation]:
        """The figures one chart can bear, oldest first: dated ones of one unit, of `GROUPS` groups at most.

        Of more groups, the one that stands on Overview is taken, the total, and then those with the most figures.
        """
        definition = self.series.indicator
        groups: dict[frozenset[tuple[str, str]], list[Observation]] = {}
        for entry in self.series.observations:
            if entry.value is not None and entry.period.midpoint is not None:
                groups.setdefault(frozenset(entry.group.items()), []).append(entry)
        if not groups:
            return []
        unit = definition.unit_of(next(iter(groups.values()))[0].group)
        kept = [group for group in groups if definition.unit_of(dict(group)) == unit]
        headline = definition.headline if isinstance(definition, Indicator) else None
        first = None if headline is None else frozenset(headline.items())
        kept.sort(key=lambda group: (group != first, bool(group), -len(groups[group])))
        chosen = set(kept[:GROUPS])
        entries = [entry for group, found in groups.items() if group in chosen for entry in found]
        return sorted(entries, key=lambda entry: entry.period.sort_key())

    @property
    def left_undrawn(self) -> tuple[int, int]:
        """How many groups are drawn, and how many there are."""
        drawn = {frozenset(entry.group.items()) for entry in self.drawn}
        return len(drawn), len({frozenset(entry.group.items()) for entry in self.series.observations})

    def phases(self, observation: Observation) -> Mapping[Phase, Sequence[Beside]]:
        """Where a figure lies, with the initiatives it lies there for."""
        found: dict[Phase, list[Beside]] = {}
        for each in self.beside:
            found.setdefault(phase(observation, each, self.series.indicator), []).append(each)
        return found

    @property
    def has_later(self) -> bool:
        """Whether any figure is from after the start."""
        return any(AFTER & set(self.phases(entry)) for entry in self.series.observations)

    @property
    def has_baseline(self) -> bool:
        """Whether any figure is from before the start of everything it stands beside."""
        return any(set(self.phases(entry)) == {Phase.BASELINE} for entry in self.series.observations)


def outcome(
    series: Series, initiatives: Iterable[Initiative], happened: Iterable[Happening], catalogue: Catalogue
) -> Outcome:
    """An indicator beside those of the initiatives that it is linked to; beside the strategy where it is to none."""
    definition = series.indicator
    links = {link.initiative: link for link in definition.links}
    linked = [initiative for initiative in initiatives if initiative.id in links]
    beside = [_beside(each, links[each.id], definition, catalogue) for each in linked]
    ids = {each.id for each in linked}
    return Outcome(
        series,
        tuple(beside) or (_beside(None, None, definition, catalogue),),
        tuple(each for each in happened if each.initiative.id in ids),
    )


def _beside(
    initiative: Initiative | None, link: InitiativeLink | None, definition: Definition, catalogue: Catalogue
) -> Beside:
    start = start_of(initiative, catalogue)
    lag = None
    if definition.theme in ELSEWHERE:
        return Beside(initiative, link, start, None, None)
    if link is not None and link.expected_lag is not None:
        lag = Lag(link.expected_lag.months, LagGround.REGISTERED)
    elif definition.follow_up is not None:
        lag = Lag(definition.follow_up, LagGround.FOLLOW_UP)
    shows = None if lag is None else months_after(start.day.first_day, lag.months)
    return Beside(initiative, link, start, lag, shows)


def months_after(day: date, months: int) -> date:
    """The day so many months on; the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class ThemeOutcome:
    """All of a theme: its indicators, the initiatives linked to any of them, and what happened on these."""

    outcomes: tuple[Outcome, ...]
    rows: tuple[Standing, ...]
    happenings: tuple[Happening, ...]
