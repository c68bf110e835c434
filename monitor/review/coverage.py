"""What stands without what: themes, initiatives, goals and indicators that nothing here is linked to.

A gap is one of what is registered here, and says nothing of what is done or of how people live.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Goal
from monitor.evidence.record import Evidence, PublicStatus
from monitor.measures.definitions import Definition, LinkState
from monitor.measures.themes import Theme


class Gap(StrEnum):
    """What is missing, of what."""

    THEME_WITHOUT_INITIATIVE = "theme_without_initiative"
    INITIATIVE_WITHOUT_EITHER = "initiative_without_either"
    INITIATIVE_WITHOUT_INDICATOR = "initiative_without_indicator"
    INITIATIVE_WITHOUT_EVIDENCE = "initiative_without_evidence"
    GOAL_WITHOUT_EITHER = "goal_without_either"
    GOAL_WITHOUT_INDICATOR = "goal_without_indicator"
    GOAL_WITHOUT_INITIATIVE = "goal_without_initiative"
    INDICATOR_WITHOUT_LINK = "indicator_without_link"
    LINK_WITHOUT_LAG = "link_without_lag"


@dataclass(frozen=True)
class Links:
    """How many links there are from indicators to initiatives: in all, confirmed, and with an expected lag."""

    all: int
    confirmed: int
    with_lag: int


@dataclass(frozen=True)
class Coverage:
    """The gaps. Those without either are not named again under what they lack one by one.

    A goal has an initiative where one of its indicators is linked to one: the strategy itself ties no initiative to a
    goal, as far as we read it. Evidence is what supports something, dated or not; a search without result is none.
    """

    themes_without_initiative: tuple[Theme, ...]
    initiatives_without_either: tuple[Initiative, ...]
    initiatives_without_indicator: tuple[Initiative, ...]
    initiatives_without_evidence: tuple[Initiative, ...]
    goals_without_either: tuple[Goal, ...]
    goals_without_indicator: tuple[Goal, ...]
    goals_without_initiative: tuple[Goal, ...]
    indicators_without_link: tuple[Definition, ...]
    links_without_lag: tuple[tuple[Definition, Initiative], ...]
    links: Links
    indicators_of: Mapping[str, Sequence[Definition]]
    """The indicators of each goal, by its id."""
    initiatives_of: Mapping[str, Sequence[Initiative]]
    """The initiatives of each goal, through its indicators."""

    def themes(self, gap: Gap) -> tuple[Theme, ...]:
        """The themes in a gap; none where it is one of other things."""
        return self.themes_without_initiative if gap is Gap.THEME_WITHOUT_INITIATIVE else ()

    def initiatives(self, gap: Gap) -> tuple[Initiative, ...]:
        """The initiatives in a gap."""
        return {
            Gap.INITIATIVE_WITHOUT_EITHER: self.initiatives_without_either,
            Gap.INITIATIVE_WITHOUT_INDICATOR: self.initiatives_without_indicator,
            Gap.INITIATIVE_WITHOUT_EVIDENCE: self.initiatives_without_evidence,
        }.get(gap, ())

    def goals(self, gap: Gap) -> tuple[Goal, ...]:
        """The goals in a gap."""
        return {
            Gap.GOAL_WITHOUT_EITHER: self.goals_without_either,
            Gap.GOAL_WITHOUT_INDICATOR: self.goals_without_indicator,
            Gap.GOAL_WITHOUT_INITIATIVE: self.goals_without_initiative,
        }.get(gap, ())

    def indicators(self, gap: Gap) -> tuple[Definition, ...]:
        """The indicators in a gap."""
        return self.indicators_without_link if gap is Gap.INDICATOR_WITHOUT_LINK else ()

    def count(self, gap: Gap) -> int:
        """How many there are."""
        if gap is Gap.LINK_WITHOUT_LAG:
            return len(self.links_without_lag)
        return sum(map(len, (self.themes(gap), self.initiatives(gap), self.goals(gap), self.indicators(gap))))


def coverage(
    goals: Iterable[Goal],
    initiatives: Iterable[Initiative],
    indicators: Iterable[Definition],
    record: Iterable[Evidence],
) -> Coverage:
    """What stands without what. `record` is the public evidence that counts on the day that is looked at."""
    goals, initiatives, indicators = list(goals), list(initiatives), list(indicators)
    known = {each.id: each for each in initiatives}
    pairs = [
        (indicator, link) for indicator in indicators for link in indicator.links if link.initiative in known
    ]
    measured = {link.initiative for _indicator, link in pairs}
    evidenced = {entry.initiative for entry in record if _supports_something(entry)}
    indicators_of = {
        goal.id: [each for each in indicators if any(link.goal == goal.id for link in each.goals)]
        for goal in goals
    }
    initiatives_of = {goal: _linked(measuring, initiatives) for goal, measuring in indicators_of.items()}
    themed = {indicator.theme for indicator, _link in pairs}
    present = {indicator.theme for indicator in indicators}
    return Coverage(
        themes_without_initiative=tuple(theme for theme in Theme if theme in present and theme not in themed),
        initiatives_without_either=_without(initiatives, measured | evidenced),
        initiatives_without_indicator=_without(initiatives, measured, but=evidenced),
        initiatives_without_evidence=_without(initiatives, evidenced, but=measured),
        goals_without_either=tuple(
            goal for goal in goals if not indicators_of[goal.id] and not initiatives_of[goal.id]
        ),
        goals_without_indicator=tuple(
            goal for goal in goals if not indicators_of[goal.id] and initiatives_of[goal.id]
        ),
        goals_without_initiative=tuple(
            goal for goal in goals if indicators_of[goal.id] and not initiatives_of[goal.id]
        ),
        indicators_without_link=tuple(
            each
            for each in indicators
            if not any(link.initiative in known for link in each.links) and not each.goals
        ),
        links_without_lag=tuple(
            (indicator, known[link.initiative]) for indicator, link in pairs if link.expected_lag is None
        ),
        links=Links(
            len(pairs),
            sum(link.state is LinkState.CONFIRMED for _indicator, link in pairs),
            sum(link.expected_lag is not None for _indicator, link in pairs),
        ),
        indicators_of=indicators_of,
        initiatives_of=initiatives_of,
    )


def _linked(indicators: Sequence[Definition], initiatives: Sequence[Initiative]) -> list[Initiative]:
    ids = {link.initiative for indicator in indicators for link in indicator.links}
    return [initiative for initiative in initiatives if initiative.id in ids]


def _without(
    initiatives: Sequence[Initiative],
    found: Collection[str | None],
    *,
    but: Collection[str | None] | None = None,
) -> tuple[Initiative, ...]:
    """The initiatives that are not found, of those in `but` where that is given."""
    return tuple(each for each in initiatives if each.id not in found and (but is None or each.id in but))


def _supports_something(entry: Evidence) -> bool:
    return entry.supports not in (None, PublicStatus.NOT_EVIDENCED)
