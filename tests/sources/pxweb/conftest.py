"""A statistics bank with one table, and a clock that runs only when somebody waits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.measures.received import Received
from monitor.sources.pxweb.fetch import fetch
from monitor.sources.pxweb.manners import Manners
from monitor.sources.pxweb.pace import Pace
from monitor.sources.pxweb.request import TableRequest
from tests.sources.pxweb.bank import Bank, Table, Variable, running

START = datetime(2026, 11, 22, 10, tzinfo=UTC)


@dataclass
class Clock:
    """`waited` has the seconds of each wait. `each_look` passes whenever somebody looks at it."""

    moment: float = 0.0
    each_look: float = 0.0
    waited: list[float] = field(default_factory=list)

    def elapsed(self) -> float:
        self.moment += self.each_look
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.moment += seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.moment)

    def pace(self, per_minute: int = 30, *, chance: float = 0.0) -> Pace:
        """A pace that goes by this clock. `chance` is what is drawn wherever something is left to chance."""
        return Pace(per_minute, now=self.now, random=lambda: chance, elapsed=self.elapsed, sleep=self.sleep)


def a_table(**over: Any) -> Table:
    """Persons and days in prisons, by sex and year; made up."""
    return Table(
        **{
            "id": "10000",
            "label": "Inmates, by sex, contents and year",
            "variables": [
                Variable("Kjonn", {"0": "Both sexes", "1": "Men", "2": "Women"}, "sex", can_be_left_out=True),
                Variable(
                    "ContentsCode",
                    {"Personer": "Persons", "Dager": "Days"},
                    "contents",
                    units={
                        "Personer": {"base": "persons", "decimals": 0},
                        "Dager": {"base": "days per year", "decimals": 2},
                    },
                ),
                Variable("Tid", {str(year): str(year) for year in range(2015, 2025)}, "year"),
            ],
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "value": lambda sex, what, year: int(year) * 10 + int(sex) + (0.25 if what == "Dager" else 0),
        }
        | over
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bank() -> Iterator[Bank]:
    table = a_table()
    with running(Bank({table.id: table})) as bank:
        yield bank


def a_request(bank: Bank, **over: Any) -> TableRequest:
    """All of the table, unless something else is said."""
    return TableRequest.model_validate(
        {
            "indicator": "inmates",
            "base": bank.address,
            "table": "10000",
            "language": "en",
            "select": {"Kjonn": ["*"], "ContentsCode": ["Personer", "Dager"], "Tid": ["from(2015)"]},
        }
        | over
    )


def manners(bank: Bank, **over: Any) -> Manners:
    """Those of the product, for one bank."""
    return Manners(**({"hosts": frozenset({bank.host}), "timeout": 5.0} | over))


@pytest.fixture
def ask(bank: Bank, clock: Clock) -> Callable[..., Received]:
    """Fetches from the bank; says otherwise by the fields of request and manners."""

    def fetched(how: dict[str, Any] | None = None, pace: Pace | None = None, **over: Any) -> Received:
        return fetch(a_request(bank, **over), manners(bank, **(how or {})), pace or clock.pace())

    return fetched
