"""Every address of the interface, with what it takes and what it answers. The description is made from this table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from monitor.web.api import editions, figures_csv, indicators, observations, parameters, status, strategy
from monitor.web.api.asked import HERE, Asked
from monitor.web.api.figures_csv import File
from monitor.web.api.parameters import Parameter
from monitor.web.api.shapes import Answer


@dataclass(frozen=True)
class Endpoint:
    """One address. `name` is what programs call it; parts of `path` in braces are named by whoever asks.

    `shape` is that of an answer in JSON, None where it is a file.
    """

    path: str
    name: str
    summary: str
    answer: Callable[[Asked], Answer | File]
    shape: type[Answer] | None
    parameters: tuple[Parameter, ...]

    @property
    def named(self) -> str | None:
        """What the part in braces is the id of; None where there is none."""
        return self.path.split("/")[3].removesuffix("s") if "{" in self.path else None


_EVERYWHERE: Final = (parameters.as_of, parameters.lang)
_LIST: Final = (*_EVERYWHERE, parameters.limit(100, 500), parameters.cursor)
_CHOSEN: Final = (
    *_EVERYWHERE,
    parameters.edition,
    parameters.by,
    parameters.period_from,
    parameters.period_to,
)
_FIGURES: Final = (
    *_CHOSEN,
    parameters.limit(1000, 5000),
    parameters.cursor,
)

ENDPOINTS: Final = (
    Endpoint(
        f"{HERE}/strategy",
        "strategy",
        "The strategy: goals, areas, bodies, committees, and what is on public record of the whole",
        strategy.strategy,
        strategy.StrategyAnswer,
        _EVERYWHERE,
    ),
    Endpoint(
        f"{HERE}/initiatives",
        "initiatives",
        "The initiatives",
        strategy.initiatives,
        strategy.InitiativeList,
        _LIST,
    ),
    Endpoint(
        f"{HERE}/initiatives/{{id}}",
        "initiative",
        "One initiative, with where it stands",
        strategy.initiative,
        strategy.InitiativeAnswer,
        _EVERYWHERE,
    ),
    Endpoint(
        f"{HERE}/status",
        "status",
        "Where every initiative stands: reported, on public record, by the calendar",
        status.status,
        status.StatusList,
        _LIST,
    ),
    Endpoint(
        f"{HERE}/indicators",
        "indicators",
        "The indicators",
        indicators.indicators,
        indicators.IndicatorList,
        _LIST,
    ),
    Endpoint(
        f"{HERE}/indicators/{{id}}",
        "indicator",
        "The definition of one indicator",
        indicators.indicator,
        indicators.IndicatorAnswer,
        (*_EVERYWHERE, parameters.edition),
    ),
    Endpoint(
        f"{HERE}/indicators/{{id}}/editions",
        "editions",
        "Every edition of one indicator",
        editions.editions,
        editions.EditionList,
        _EVERYWHERE,
    ),
    Endpoint(
        f"{HERE}/indicators/{{id}}/observations",
        "observations",
        "The figures of one indicator",
        observations.observations,
        observations.FigureList,
        _FIGURES,
    ),
    Endpoint(
        f"{HERE}/indicators/{{id}}/observations.csv",
        "observations_csv",
        "The figures of one indicator as one CSV file, however many are chosen",
        figures_csv.figures_csv,
        None,
        _CHOSEN,
    ),
)
