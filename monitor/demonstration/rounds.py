"""An invented round that is running, for showing how the bodies are asked. It lies in a database of its own."""

from datetime import UTC, date, datetime, time, timedelta

from monitor.catalogue.bodies import BodyKind
from monitor.catalogue.strategy import Catalogue
from monitor.reporting.people import DEMONSTRATION_PERSON
from monitor.reporting.rounds import NewRound, NewStep, Round, Rounds, StepKind

_ROUND = "demonstration"
_CONTACT, _DEPUTY = "Oppdiktet kontakt / Invented contact", "Oppdiktet stedfortreder / Invented deputy"
_OPENED, _REMINDED, _LAST_DAY, _MORE_TIME = -20, -3, 10, 17  # days from today


def demonstration_round(*, today: date) -> Round:
    """The round as it is opened, before anything is done in it."""
    return Round(
        id=_ROUND,
        title="Oppdiktet runde / Invented round",
        opens=today + timedelta(days=_OPENED),
        closes=today + timedelta(days=_LAST_DAY),
        opened_at=_instant(today, _OPENED),
        opened_by=DEMONSTRATION_PERSON,
    )


def open_demonstration_round(rounds: Rounds, catalogue: Catalogue, *, today: date) -> None:
    """Open the round, ask every responsible ministry, remind two of them and give the last one more time.

    Does nothing where there is a round already.
    """
    if rounds.rounds():
        return
    round_ = demonstration_round(today=today)
    rounds.open(
        NewRound(
            id=round_.id,
            title=round_.title,
            opens=round_.opens,
            closes=round_.closes,
            opened_by=round_.opened_by,
        ),
        opened_at=round_.opened_at,
    )
    ministries = [body.id for body in catalogue.responsible_bodies() if body.kind is BodyKind.MINISTRY]
    for body in ministries:
        asked = _step(StepKind.ASKED, body, contact=_CONTACT, deputy=_DEPUTY)
        rounds.add(asked, recorded_at=round_.opened_at)
    for body in ministries[1:3]:
        rounds.add(_step(StepKind.REMINDED, body), recorded_at=_instant(today, _REMINDED))
    for body in ministries[-1:]:
        more = _step(StepKind.MORE_TIME, body, due=today + timedelta(days=_MORE_TIME))
        rounds.add(more, recorded_at=_instant(today, _REMINDED))


def _step(
    kind: StepKind, body: str, *, contact: str = "", deputy: str = "", due: date | None = None
) -> NewStep:
    return NewStep(
        idempotency_key=f"demonstration-{kind}-{body}",
        round=_ROUND,
        kind=kind,
        body=body,
        recorded_by=DEMONSTRATION_PERSON,
        contact=contact,
        deputy=deputy,
        due=due,
    )


def _instant(today: date, days: int) -> datetime:
    return datetime.combine(today + timedelta(days=days), time(9), UTC)
