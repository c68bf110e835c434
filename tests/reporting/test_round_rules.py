"""What can be done about a body in a round, and when a round can be opened."""

from datetime import UTC, date, datetime

import pytest

from monitor.errors import Refused
from monitor.reporting.round_rules import check_may_add, check_may_open, may_add, may_open
from monitor.reporting.rounds import NewRound, NewStep, StepKind
from tests.builders import a_round, a_step
from tests.reporting.test_rounds import DAY, MORE, NOON, opened


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (a_round(id=""), "id_invalid"),
        (a_round(id="x" * 65), "id_invalid"),
        (a_round(opened_by=" x"), "id_invalid"),
        (a_round(title=" "), "text_missing"),
        (a_round(title="a\nb"), "text_invalid"),
        (a_round(title="x" * 201), "text_too_long"),
        (a_round(closes=date(2018, 5, 14)), "round_ends_before_it_opens"),
        (a_round(title="Another of that id"), "round_exists"),
        (a_round(), None),
        (a_round(id="autumn", opens=DAY, closes=DAY), None),
    ],
)
def test_a_round_is_opened_once_with_a_title_and_days_in_order(new: NewRound, code: str | None) -> None:
    there = [opened()]
    assert may_open(new, there) is (code is None)
    if code is not None:
        with pytest.raises(Refused) as refused:
            check_may_open(new, there)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("step", "code", "reason"),
    [
        (a_step(), None, None),
        (a_step(body="HOD"), None, None),
        (a_step(body=""), "id_invalid", None),
        (a_step(contact="x" * 201), "text_too_long", None),
        (a_step(deputy="\x00"), "text_invalid", None),
        (a_step(kind=StepKind.REMINDED), None, None),
        (a_step(kind=StepKind.REMINDED, body="HOD"), "not_asked", None),
        (MORE, None, None),
        (a_step(kind=StepKind.MORE_TIME, body="HOD", due=date(2018, 6, 20)), "not_asked", None),
        (a_step(kind=StepKind.MORE_TIME), "more_time_invalid", "missing"),
        (a_step(due=date(2018, 6, 20)), "more_time_invalid", "unwanted"),
        (a_step(kind=StepKind.MORE_TIME, due=date(2018, 6, 15)), "more_time_invalid", "not_later"),
        (a_step(kind=StepKind.MORE_TIME, due=date(2018, 6, 16)), None, None),
    ],
)
def test_what_can_be_done_about_a_body_in_a_round(
    step: NewStep, code: str | None, reason: str | None
) -> None:
    round_ = opened(a_step(idempotency_key="first"))
    assert may_add(step, round_, at=NOON) is (code is None)
    if code is not None:
        with pytest.raises(Refused) as refused:
            check_may_add(step, round_, at=NOON)
        assert (refused.value.code, refused.value.fields.get("reason")) == (code, reason)


@pytest.mark.parametrize(
    ("at", "may"),
    [
        (datetime(2018, 6, 15, 21, 59, 59, tzinfo=UTC), True),  # a second before midnight in Norway
        (datetime(2018, 6, 15, 22, tzinfo=UTC), False),
    ],
)
def test_more_time_is_given_only_while_there_is_time(at: datetime, may: bool) -> None:
    assert may_add(MORE, opened(a_step()), at=at) is may
