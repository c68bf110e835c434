"""What every store of rounds does, over the fake and the database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from monitor.errors import Refused, Unreadable
from monitor.reporting.rounds import NewRound, NewStep, Round, Step, StepKind
from monitor.storage.engine import writing
from monitor.storage.rounds import SqlRounds
from tests.builders import a_round, a_step
from tests.storage.conftest import Stores

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


def refusal(stores: Stores, new: NewRound | NewStep, at: datetime = NOON) -> Refused:
    before = stores.rounds.rounds()
    with pytest.raises(Refused) as refused:
        if isinstance(new, NewRound):
            stores.rounds.open(new, opened_at=at)
        else:
            stores.rounds.add(new, recorded_at=at)
    assert stores.rounds.rounds() == before
    return refused.value


def test_a_round_is_read_back_with_every_step_its_instant_and_its_person(stores: Stores) -> None:
    stores.rounds.open(a_round(), opened_at=NOON)
    stores.rounds.add(a_step(deputy="Ola"), recorded_at=NOON + timedelta(hours=1))
    reminded = a_step(idempotency_key="step-2", kind=StepKind.REMINDED, contact="", recorded_by="other")
    stores.rounds.add(reminded, recorded_at=NOON + timedelta(days=1))
    more = a_step(idempotency_key="step-3", kind=StepKind.MORE_TIME, contact="", due=date(2018, 6, 30))
    returned = stores.rounds.add(more, recorded_at=NOON + timedelta(days=2))
    expected = Round(
        id="spring",
        title="Vårrunden 2018",
        opens=date(2018, 5, 15),
        closes=date(2018, 6, 15),
        opened_at=NOON,
        opened_by="secretary",
        steps=tuple(
            Step(
                number=number,
                idempotency_key=f"step-{number}",
                round="spring",
                kind=kind,
                body="JD",
                contact=contact,
                deputy=deputy,
                due=due,
                recorded_at=at,
                recorded_by=person,
            )
            for number, kind, contact, deputy, due, at, person in (
                (1, StepKind.ASKED, "Kari Nordmann", "Ola", None, NOON + timedelta(hours=1), "secretary"),
                (2, StepKind.REMINDED, "", "", None, NOON + timedelta(days=1), "other"),
                (3, StepKind.MORE_TIME, "", "", date(2018, 6, 30), NOON + timedelta(days=2), "secretary"),
            )
        ),
    )
    assert returned == stores.rounds.round("spring") == stores.rounds.rounds()[0] == expected


def test_the_round_that_opened_last_comes_first(stores: Stores) -> None:
    stores.rounds.open(a_round(id="autumn", opens=date(2018, 6, 1)), opened_at=NOON)
    stores.rounds.open(a_round(), opened_at=NOON)
    assert [round_.id for round_ in stores.rounds.rounds()] == ["autumn", "spring"]
    assert stores.rounds.round("winter") is None


def test_opening_a_round_twice_gives_the_one_that_is_there(stores: Stores) -> None:
    first = stores.rounds.open(a_round(), opened_at=NOON)
    assert stores.rounds.open(a_round(), opened_at=NOON + timedelta(days=1)) == first
    assert refusal(stores, a_round(title="Another")).code == "round_exists"


def test_a_step_sent_twice_is_one_step_and_its_key_is_good_for_no_other(stores: Stores) -> None:
    stores.rounds.open(a_round(), opened_at=NOON)
    first = stores.rounds.add(a_step(), recorded_at=NOON)
    assert stores.rounds.add(a_step(), recorded_at=NOON + timedelta(days=1)) == first
    assert refusal(stores, a_step(body="HOD")).code == "key_reused"
    assert refusal(stores, a_step(contact="Per")).code == "key_reused"


def test_a_step_in_a_round_that_nobody_opened_is_refused(stores: Stores) -> None:
    assert refusal(stores, a_step()).code == "unknown_round"


def test_a_step_that_the_rules_refuse_is_not_written(stores: Stores) -> None:
    stores.rounds.open(a_round(), opened_at=NOON)
    assert refusal(stores, a_step(kind=StepKind.REMINDED)).code == "not_asked"


def test_the_rounds_of_different_ids_keep_their_own_steps(stores: Stores) -> None:
    for name in ("spring", "autumn"):
        stores.rounds.open(a_round(id=name), opened_at=NOON)
        stores.rounds.add(a_step(idempotency_key=name, round=name), recorded_at=NOON)
    assert [len(round_.steps) for round_ in stores.rounds.rounds()] == [1, 1]


@pytest.fixture
def filled(engine: Engine) -> SqlRounds:
    rounds = SqlRounds(engine)
    rounds.open(a_round(), opened_at=NOON)
    rounds.add(a_step(), recorded_at=NOON)
    return rounds


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE rounds SET closes = '2018-06-30'",
        "DELETE FROM rounds",
        "INSERT OR REPLACE INTO rounds SELECT id, 'x', opens, closes, opened_at, opened_by FROM rounds",
        "UPDATE round_steps SET due = '2018-06-30'",
        "UPDATE round_steps SET recorded_at = '2018-06-01T00:00:00.000000Z'",
        "UPDATE round_steps SET contact = 'Per'",
        "UPDATE round_steps SET contact = NULL, deputy = NULL, body = 'HOD'",
        "DELETE FROM round_steps",
        "INSERT OR REPLACE INTO round_steps SELECT 9, idempotency_key, round, kind, 'HOD', contact, deputy, "
        "due, recorded_at, recorded_by FROM round_steps",
    ],
)
def test_the_database_refuses_to_alter_a_round(engine: Engine, filled: SqlRounds, statement: str) -> None:
    before = filled.rounds()
    with pytest.raises(Unreadable, match="never"), writing(engine) as connection:
        connection.exec_driver_sql(statement)
    assert filled.rounds() == before


def test_the_names_of_contacts_can_be_erased_and_the_step_stays(engine: Engine, filled: SqlRounds) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE round_steps SET contact = NULL, deputy = NULL")
    [asked] = filled.rounds()[0].asked()
    assert (asked.body, asked.contact, asked.deputy, asked.asked_at) == ("JD", None, None, NOON)
    assert len(filled.add(a_step(), recorded_at=NOON).steps) == 1
