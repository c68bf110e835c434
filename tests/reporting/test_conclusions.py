"""When a committee's conclusion may be recorded, and what it answers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from monitor.errors import Refused
from monitor.reporting.conclusions import Concluded, answer_to, in_force
from monitor.reporting.events import (
    DecisionNeeded,
    LogEntry,
    NewConclusion,
    NewEvent,
    NewMilestone,
    NewRedaction,
    NewWithdrawal,
    Task,
)
from monitor.reporting.plain import MAX_TEXT
from monitor.reporting.reporter import Facts, record
from monitor.reporting.typed_conclusion import TypedConclusion, as_typed, read_conclusion
from monitor.review import conclusions as review
from tests.builders import a_conclusion, a_question, a_report, about
from tests.fakes import InMemoryStatusLog

DAY = date(2018, 6, 1)
NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
FACTS = Facts(
    initiative_ids={"1.1"},
    body_ids={"JD", "HOD", "committee", "other"},
    committee_ids={"committee", "other"},
    deadlines={},
)
ASKS = DecisionNeeded(what="Who pays?", of="committee")


def write(log: InMemoryStatusLog, event: NewEvent, *, ask: bool = False) -> LogEntry:
    """Record an event through the one writer, with a key of its own and having seen the last entry."""
    event = replace(
        event, idempotency_key=f"key-{log.revision()}", expected_revision=log.initiative_revision("1.1")
    )
    [entry] = record(
        log,
        [event],
        FACTS,
        clock=lambda: NOON,
        ask=lambda _: a_question("HOD") if ask else None,
    )
    return entry


def refused(log: InMemoryStatusLog, event: NewEvent) -> Refused:
    before = log.revision()
    with pytest.raises(Refused) as caught:
        write(log, event)
    assert log.revision() == before, "nothing is written"
    return caught.value


def standing(log: InMemoryStatusLog) -> list[Concluded]:
    return in_force(log.entries(), as_of=DAY, known_by=DAY)


def report(log: InMemoryStatusLog) -> LogEntry:
    return log.latest(as_of=DAY)["1.1"]


@pytest.fixture
def log() -> InMemoryStatusLog:
    """One published report, which asks the committee to decide."""
    log = InMemoryStatusLog()
    write(log, a_report(decision=ASKS))
    return log


def test_a_conclusion_answers_the_decision_that_a_report_asks_for(log: InMemoryStatusLog) -> None:
    assert answer_to(report(log), standing(log)) is None
    entry = write(log, a_conclusion(answers=1))
    assert answer_to(report(log), standing(log)) == Concluded(entry, report(log))


def test_a_conclusion_of_its_own_accord_answers_nothing(log: InMemoryStatusLog) -> None:
    write(log, a_conclusion())
    assert [each.asked for each in standing(log)] == [None]
    assert answer_to(report(log), standing(log)) is None


def test_a_later_report_that_asks_again_is_open_again(log: InMemoryStatusLog) -> None:
    write(log, a_conclusion(answers=1))
    write(log, a_report(decision=ASKS))
    assert answer_to(report(log), standing(log)) is None


@pytest.mark.parametrize(
    ("decision", "answered"),
    [
        (ASKS, True),
        (DecisionNeeded(what="Who pays more?", of="committee"), False),
        (DecisionNeeded(what="Who pays?", of="JD"), False),
    ],
)
def test_a_correction_that_asks_the_same_stays_answered_and_one_that_asks_something_else_does_not(
    log: InMemoryStatusLog, decision: DecisionNeeded, answered: bool
) -> None:
    write(log, a_conclusion(answers=1))
    write(log, a_report(decision=decision, corrects=1, comment="A slip."))
    assert (answer_to(report(log), standing(log)) is not None) is answered


def test_words_that_were_removed_do_not_open_the_decision_again(log: InMemoryStatusLog) -> None:
    write(log, a_conclusion(answers=1))
    write(log, a_report(decision=ASKS, corrects=1, comment="A slip."))
    write(log, about(NewRedaction, redacts=3, fields=("decision_what",)))
    assert answer_to(report(log), standing(log)) is not None


def test_a_later_conclusion_takes_the_place_of_one_and_answers_what_that_answered(
    log: InMemoryStatusLog,
) -> None:
    write(log, a_conclusion(answers=1))
    write(log, a_conclusion(replaces=2, comment="Better."))
    last = write(log, a_conclusion(replaces=3, comment="Best."))
    assert standing(log) == [Concluded(last, report(log))]
    assert answer_to(report(log), standing(log)) is not None


def test_two_machines_whose_clocks_differ_over_midnight_keep_a_conclusion_with_its_report() -> None:
    """The report was recorded before it, but by a clock that said tomorrow already; 22:00 UTC is midnight in Norway."""
    log = InMemoryStatusLog()
    log.append(a_report(decision=ASKS), recorded_at=datetime(2018, 6, 1, 22, 1, tzinfo=UTC))
    conclusion = a_conclusion(answers=1)
    entry = log.append(conclusion, recorded_at=datetime(2018, 6, 1, 21, 59, tzinfo=UTC))
    [found] = standing(log)
    assert (found.conclusion, found.asked) == (entry, log.entries()[1])
    assert review.standing(log, {"1.1"}, as_of=DAY) == {"1.1": [found]}


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"answers": 1, "acting_for": "JD"}, "unknown_committee"),
        ({"answers": 1, "acting_for": "other"}, "asked_of_another"),
        ({"answers": 9}, "unknown_entry"),
        ({"answers": 2}, "decision_not_asked"),
        ({"answers": 1, "effective_on": date(2018, 5, 31)}, "meeting_before_asked"),
        ({"answers": 1, "effective_on": date(2018, 6, 2)}, "effective_in_future"),
        ({"replaces": 1}, "not_a_conclusion"),
        ({"replaces": 3, "acting_for": "other"}, "not_its_conclusion"),
        ({"comment": "  "}, "comment_required"),
        ({"comment": "x" * (MAX_TEXT + 1)}, "text_too_long"),
        ({"comment": "a\u202eb"}, "text_invalid"),
        ({"next_step": "a\x0bb", "task": Task(of="JD")}, "text_invalid"),
        ({"next_step": "Write it."}, "task_incomplete"),
        ({"task": Task(of="JD")}, "task_incomplete"),
        ({"next_step": "Write it.", "task": Task(of="")}, "task_incomplete"),
        ({"next_step": "Write it.", "task": Task(of="Nobody")}, "unknown_body"),
        ({"next_step": "Write it.", "task": Task(of="JD", until=date(2018, 5, 1))}, "task_day_past"),
        ({"initiative": "9.9"}, "unknown_initiative"),
    ],
)
def test_what_stands_against_a_conclusion(log: InMemoryStatusLog, over: dict[str, Any], code: str) -> None:
    write(log, about(NewMilestone, milestone="Signed"))
    write(log, a_conclusion())
    assert refused(log, a_conclusion(**over)).code == code


@pytest.mark.parametrize("of", ["JD", "committee"])
def test_any_committee_concludes_on_what_a_body_is_asked_but_only_the_one_on_what_it_is_asked(
    of: str,
) -> None:
    log = InMemoryStatusLog()
    write(log, a_report(decision=DecisionNeeded(what="Who pays?", of=of)))
    event = a_conclusion(answers=1, acting_for="other")
    if of == "JD":
        assert write(log, event).sequence == 2
    else:
        assert refused(log, event).code == "asked_of_another"


def test_a_decision_is_concluded_on_once_and_then_only_replaced(log: InMemoryStatusLog) -> None:
    write(log, a_conclusion(answers=1))
    again = refused(log, a_conclusion(answers=1, comment="Otherwise."))
    assert again.code == "already_concluded"
    entry = again.fields["entry"]
    assert isinstance(entry, LogEntry)
    assert entry.sequence == 2, "the one to be replaced"
    write(log, a_conclusion(replaces=2))
    assert refused(log, a_conclusion(replaces=2)).code == "conclusion_replaced"


def test_what_takes_the_place_of_a_conclusion_was_not_reached_before_the_report_that_asked_either(
    log: InMemoryStatusLog,
) -> None:
    write(log, a_conclusion(answers=1))
    write(log, a_conclusion())
    before = date(2018, 5, 31)
    assert refused(log, a_conclusion(replaces=2, effective_on=before)).code == "meeting_before_asked"
    assert write(log, a_conclusion(replaces=3, effective_on=before)).sequence == 4, "nobody had asked"


def test_nothing_is_concluded_on_a_report_that_waits_was_corrected_or_was_withdrawn() -> None:
    log = InMemoryStatusLog()
    write(log, a_report(decision=ASKS), ask=True)
    write(log, a_report(decision=ASKS))
    write(log, a_report(decision=ASKS, corrects=2, comment="A slip."))
    write(log, a_report(decision=ASKS))
    write(log, about(NewWithdrawal, withdraws=4))
    for number in (1, 2, 4):
        assert refused(log, a_conclusion(answers=number)).code == "decision_not_open", number
    assert write(log, a_conclusion(answers=3)).sequence == 6


def test_a_conclusion_is_neither_corrected_nor_withdrawn(log: InMemoryStatusLog) -> None:
    write(log, a_conclusion(answers=1))
    assert refused(log, about(NewWithdrawal, withdraws=2)).code == "unknown_entry"
    assert refused(log, a_report(corrects=2, comment="x")).code == "unknown_entry"


def test_a_conclusion_points_at_one_entry_only() -> None:
    with pytest.raises(ValueError, match="replaces another"):
        a_conclusion(answers=1, replaces=2)


def typed(**over: str) -> tuple[NewConclusion, list[str]]:
    content: dict[str, Any] = {
        "initiative": "1.1",
        "committee": "committee",
        "meeting_on": "2018-06-01",
    } | over
    event, faults = read_conclusion(
        TypedConclusion(**content), idempotency_key="k", expected_revision=0, recorded_by="p", today=DAY
    )
    return event, [fault.code for fault in faults]


@pytest.mark.parametrize(
    ("over", "faults"),
    [
        ({}, []),
        ({"meeting_on": " "}, ["meeting_day_missing"]),
        ({"meeting_on": "tomorrow"}, ["meeting_day_unreadable"]),
        ({"task_until": "2018"}, ["task_day_unreadable"]),
        ({"meeting_on": "x", "task_until": "y"}, ["meeting_day_unreadable", "task_day_unreadable"]),
    ],
)
def test_every_day_that_cannot_be_read_is_named(over: dict[str, str], faults: list[str]) -> None:
    assert typed(**over)[1] == faults


def test_what_is_typed_is_what_is_recorded_and_can_be_typed_again() -> None:
    event, faults = typed(concluded=" Done. ", task_what="Write.", task_of="JD", task_until="2019-01-01")
    assert faults == []
    assert (event.comment, event.next_step, event.task) == (
        "Done.",
        "Write.",
        Task(of="JD", until=date(2019, 1, 1)),
    )
    entry = write(InMemoryStatusLog(), event)
    again = as_typed(entry)
    assert (again.concluded, again.task_what, again.task_of, again.task_until, again.replaces) == (
        "Done.",
        "Write.",
        "JD",
        "2019-01-01",
        1,
    )
