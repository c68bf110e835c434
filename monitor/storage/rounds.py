"""Reporting rounds in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, insert, select

from monitor.errors import Refused
from monitor.reporting.round_rules import check_may_add, check_may_open
from monitor.reporting.rounds import NewRound, NewStep, Round, Step, StepKind, is_same_step
from monitor.storage.engine import reading, writing
from monitor.storage.instants import instant_text
from monitor.storage.tables import round_steps, rounds


class SqlRounds:
    """`monitor.reporting.rounds.Rounds` over a migrated database. Safe to share between threads.

    What is asked of a round and what is written to it happen in one transaction.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, new: NewRound, *, opened_at: datetime) -> Round:
        """See `Rounds.open`."""
        instant = instant_text(opened_at)
        with writing(self._engine) as connection:
            there = _rounds(connection, select(rounds).where(rounds.c.id == new.id))
            check_may_open(new, there)
            if not there:
                connection.execute(
                    insert(rounds),
                    {
                        "id": new.id,
                        "title": new.title,
                        "opens": new.opens,
                        "closes": new.closes,
                        "opened_at": instant,
                        "opened_by": new.opened_by,
                    },
                )
            return _one(connection, new.id)

    def add(self, step: NewStep, *, recorded_at: datetime) -> Round:
        """See `Rounds.add`."""
        instant = instant_text(recorded_at)
        with writing(self._engine) as connection:
            if not _already_added(connection, step):
                check_may_add(step, _one(connection, step.round), at=recorded_at)
                number = connection.execute(select(func.max(round_steps.c.number))).scalar_one() or 0
                connection.execute(
                    insert(round_steps),
                    {
                        "number": number + 1,
                        "idempotency_key": step.idempotency_key,
                        "round": step.round,
                        "kind": step.kind.value,
                        "body": step.body,
                        "contact": step.contact,
                        "deputy": step.deputy,
                        "due": step.due,
                        "recorded_at": instant,
                        "recorded_by": step.recorded_by,
                    },
                )
            return _one(connection, step.round)

    def rounds(self) -> list[Round]:
        """See `Rounds.rounds`."""
        with reading(self._engine) as connection:
            return _rounds(
                connection, select(rounds).order_by(rounds.c.opens.desc(), rounds.c.opened_at.desc())
            )

    def round(self, id: str) -> Round | None:  # noqa: A002 - as in the port
        """See `Rounds.round`."""
        with reading(self._engine) as connection:
            found = _rounds(connection, select(rounds).where(rounds.c.id == id))
        return found[0] if found else None


def _already_added(connection: Connection, step: NewStep) -> bool:
    query = select(round_steps).where(round_steps.c.idempotency_key == step.idempotency_key)
    found = [_step(row) for row in connection.execute(query)]
    if found and not is_same_step(found[0], step):
        raise Refused(
            "key_reused",
            f"This form was already used for step {found[0].number} of the round {found[0].round}; "
            "open a new form.",
            round=step.round,
        )
    return bool(found)


def _one(connection: Connection, id_: str) -> Round:
    found = _rounds(connection, select(rounds).where(rounds.c.id == id_))
    if not found:
        raise Refused("unknown_round", f"There is no round {id_!r}; open it first.", round=id_)
    return found[0]


def _rounds(connection: Connection, query: Select[Any]) -> list[Round]:
    rows = connection.execute(query).all()
    steps: dict[str, list[Step]] = {row.id: [] for row in rows}
    for row in connection.execute(
        select(round_steps).where(round_steps.c.round.in_(list(steps))).order_by(round_steps.c.number)
    ):
        steps[row.round].append(_step(row))
    return [
        Round(
            id=row.id,
            title=row.title,
            opens=row.opens,
            closes=row.closes,
            opened_at=datetime.fromisoformat(row.opened_at),
            opened_by=row.opened_by,
            steps=tuple(steps[row.id]),
        )
        for row in rows
    ]


def _step(row: Any) -> Step:
    return Step(
        number=row.number,
        idempotency_key=row.idempotency_key,
        round=row.round,
        kind=StepKind(row.kind),
        body=row.body,
        contact=row.contact,
        deputy=row.deputy,
        due=row.due,
        recorded_at=datetime.fromisoformat(row.recorded_at),
        recorded_by=row.recorded_by,
    )
