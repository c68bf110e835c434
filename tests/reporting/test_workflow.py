"""The workflow: its table, who may do what, and the state that is read from the events."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting import workflow
from monitor.reporting.events import (
    EventKind,
    LogEntry,
    NewAnswer,
    NewEvent,
    NewRedaction,
    NewWithdrawal,
    Verdict,
)
from monitor.reporting.moves import (
    check_may_answer,
    check_may_correct,
    check_may_redact,
    may_answer,
    may_correct,
    may_redact,
    may_withdraw,
)
from monitor.reporting.progress import Progress
from monitor.reporting.reporter import progress_on
from monitor.reporting.workflow import TABLE, Move, State
from tests.builders import a_question, a_report, about, an_entry
from tests.fakes import InMemoryStatusLog

DAY = date(2018, 6, 1)
NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
AFTER = date(2018, 6, 16)  # the day after the last one for answers

LEGAL = {
    (State.DRAFT, Move.SAVE): State.DRAFT,
    (State.DRAFT, Move.DISCARD): State.DISCARDED,
    (State.DRAFT, Move.SUBMIT): State.SUBMITTED,
    (State.DRAFT, Move.PUBLISH_AT_ONCE): State.PUBLISHED,
    (State.SUBMITTED, Move.ANSWER): State.SUBMITTED,
    (State.SUBMITTED, Move.LAST_ANSWER): State.PUBLISHED,
    (State.SUBMITTED, Move.TIME_IS_UP): State.PUBLISHED,
    (State.SUBMITTED, Move.WITHDRAW): State.WITHDRAWN,
    (State.PUBLISHED, Move.ANSWER): State.PUBLISHED,
    (State.PUBLISHED, Move.CORRECT): State.CORRECTED,
    (State.PUBLISHED, Move.WITHDRAW): State.WITHDRAWN,
    (State.CORRECTED, Move.CORRECT): State.CORRECTED,
    (State.CORRECTED, Move.UNDO_CORRECTION): State.PUBLISHED,
    (State.CORRECTED, Move.WITHDRAW): State.WITHDRAWN,
}


def test_the_table_has_a_row_for_every_state_and_a_use_for_every_move() -> None:
    assert set(TABLE) == set(State)
    assert {move for row in TABLE.values() for move in row} == set(Move)


@pytest.mark.parametrize(("state", "move"), list(product(State, Move)))
def test_every_move_leads_where_it_should_or_is_refused(state: State, move: Move) -> None:
    assert workflow.may(state, move) is ((state, move) in LEGAL)
    if (state, move) in LEGAL:
        assert TABLE[state][move] is LEGAL[state, move]
        return
    with pytest.raises(Refused) as refused:
        workflow.check_may(state, move)
    assert refused.value.code == "illegal_move"
    assert refused.value.fields == {"state": state, "move": move, "possible": tuple(TABLE[state])}


def put(log: InMemoryStatusLog, *events: NewEvent, at: datetime = NOON) -> None:
    for event in events:
        log.append(
            replace(event, idempotency_key=f"key-{log.revision()}", expected_revision=log.revision()),
            recorded_at=at,
        )


def answer(body: str, verdict: Verdict = Verdict.CONFIRMED, to: int = 1) -> NewEvent:
    return about(NewAnswer, answers=to, verdict=verdict, acting_for=body)


ASKED = a_report(question=a_question("HOD", "JD"))
CORRECTION = a_report(corrects=1, comment="Wrong.")
WITHDRAWAL = about(NewWithdrawal, withdraws=1)


@pytest.mark.parametrize(
    ("events", "known_by", "path"),
    [
        ([a_report()], DAY, [Move.PUBLISH_AT_ONCE]),
        ([ASKED], DAY, [Move.SUBMIT]),
        ([ASKED, answer("JD")], DAY, [Move.SUBMIT, Move.ANSWER]),
        ([ASKED, answer("JD"), answer("HOD")], DAY, [Move.SUBMIT, Move.ANSWER, Move.LAST_ANSWER]),
        ([ASKED, answer("JD")], AFTER, [Move.SUBMIT, Move.ANSWER, Move.TIME_IS_UP]),
        ([ASKED], AFTER, [Move.SUBMIT, Move.TIME_IS_UP]),
        ([ASKED, WITHDRAWAL], DAY, [Move.SUBMIT, Move.WITHDRAW]),
        ([ASKED, WITHDRAWAL], AFTER, [Move.SUBMIT, Move.WITHDRAW]),
        ([a_report(), CORRECTION], DAY, [Move.PUBLISH_AT_ONCE, Move.CORRECT]),
        ([a_report(), CORRECTION, CORRECTION], DAY, [Move.PUBLISH_AT_ONCE, Move.CORRECT, Move.CORRECT]),
        (
            [a_report(), CORRECTION, about(NewWithdrawal, withdraws=2)],
            DAY,
            [Move.PUBLISH_AT_ONCE, Move.CORRECT, Move.UNDO_CORRECTION],
        ),
        (
            [a_report(), CORRECTION, WITHDRAWAL],
            DAY,
            [Move.PUBLISH_AT_ONCE, Move.CORRECT, Move.WITHDRAW],
        ),
        # A correction that still waits for answers is no move of what it would correct.
        ([a_report(), replace(CORRECTION, question=a_question())], DAY, [Move.PUBLISH_AT_ONCE]),
    ],
)
def test_the_state_read_from_the_events_is_the_one_the_table_leads_to(
    events: list[NewEvent], known_by: date, path: list[Move]
) -> None:
    log = InMemoryStatusLog()
    put(log, *events)
    state = State.DRAFT
    for move in path:
        state = TABLE[state][move]
    assert progress_on(log, "1.1", known_by=known_by)[1].state is state


def progress(*events: NewEvent, known_by: date = DAY, number: int = 1) -> Progress:
    log = InMemoryStatusLog()
    put(log, *events)
    return progress_on(log, "1.1", known_by=known_by)[number]


def test_who_has_not_answered_is_named_before_and_after_publication() -> None:
    for known_by, state in ((DAY, State.SUBMITTED), (AFTER, State.PUBLISHED)):
        read = progress(ASKED, answer("JD"), known_by=known_by)
        assert (read.state, read.silent, list(read.answers)) == (state, ("HOD",), ["JD"])


def test_silence_is_neither_consent_nor_disagreement() -> None:
    read = progress(ASKED, known_by=AFTER)
    assert (read.answers, read.disagreements, read.silent) == ({}, (), ("HOD", "JD"))


def test_a_disagreement_is_published_with_the_statement_and_its_reason() -> None:
    read = progress(ASKED, answer("JD", Verdict.DISAGREED), answer("HOD"))
    assert read.state is State.PUBLISHED
    assert [(each.acting_for, each.comment) for each in read.disagreements] == [("JD", "The reason.")]


def test_the_last_answer_of_a_ministry_counts() -> None:
    read = progress(ASKED, answer("JD", Verdict.DISAGREED), answer("JD"))
    assert (read.disagreements, read.answers["JD"].verdict) == ((), Verdict.CONFIRMED)


def test_an_answer_after_publication_is_marked_as_late_and_changes_no_day() -> None:
    log = InMemoryStatusLog()
    put(log, ASKED)
    put(log, answer("JD"), at=datetime(2018, 6, 20, 12, tzinfo=UTC))
    read = progress_on(log, "1.1", known_by=date(2018, 6, 20))[1]
    assert [late.acting_for for late in read.late] == ["JD"]
    assert (read.silent, read.published_at) == (("HOD",), datetime(2018, 6, 15, 22, tzinfo=UTC))


def test_the_answer_that_publishes_a_statement_is_not_late() -> None:
    read = progress(ASKED, answer("JD"), answer("HOD"))
    assert (read.state, read.late) == (State.PUBLISHED, ())


def test_a_statement_is_published_at_the_instant_of_the_last_first_answer() -> None:
    log = InMemoryStatusLog()
    put(log, ASKED, answer("JD"))
    put(log, answer("HOD"), at=NOON + timedelta(hours=3))
    put(log, answer("HOD", Verdict.DISAGREED), at=NOON + timedelta(hours=5))
    assert progress_on(log, "1.1", known_by=DAY)[1].published_at == NOON + timedelta(hours=3)


def test_only_a_ministry_that_was_asked_may_answer() -> None:
    read = progress(ASKED)
    assert may_answer(read, body="JD")
    assert not may_answer(read, body="KD")
    with pytest.raises(Refused) as refused:
        check_may_answer(read, body="KD")
    assert refused.value.code == "not_asked"
    assert refused.value.fields["asked"] == ("HOD", "JD")


def test_where_nobody_was_asked_nobody_may_answer() -> None:
    assert not may_answer(progress(a_report()), body="JD")


@pytest.mark.parametrize(
    ("events", "known_by", "answers", "corrects", "withdraws"),
    [
        ([ASKED], DAY, True, False, True),
        ([ASKED], AFTER, True, True, True),
        ([ASKED, CORRECTION], AFTER, False, True, True),
        ([ASKED, WITHDRAWAL], DAY, False, False, False),
    ],
)
def test_what_may_be_done_follows_the_state(
    events: list[NewEvent], known_by: date, answers: bool, corrects: bool, withdraws: bool
) -> None:
    read = progress(*events, known_by=known_by)
    assert may_answer(read, body="JD") is answers
    assert may_correct(read, subject=EventKind.STATUS_REPORT) is corrects
    assert may_withdraw(read) is withdraws


def test_an_illegal_move_names_the_entry_the_state_and_what_is_possible() -> None:
    with pytest.raises(Refused) as refused:
        check_may_correct(progress(ASKED), subject=EventKind.STATUS_REPORT)
    fields = refused.value.fields
    assert (refused.value.code, fields["state"], fields["initiative"]) == (
        "illegal_move",
        State.SUBMITTED,
        "1.1",
    )
    assert fields["possible"] == (Move.ANSWER, Move.LAST_ANSWER, Move.TIME_IS_UP, Move.WITHDRAW)


def test_a_correction_is_corrected_by_correcting_the_original() -> None:
    with pytest.raises(Refused) as refused:
        check_may_correct(progress(a_report(), CORRECTION, number=2), subject=EventKind.STATUS_REPORT)
    assert (refused.value.code, refused.value.fields["original"]) == ("not_an_original", 1)


def test_a_report_is_not_corrected_by_a_deadline() -> None:
    with pytest.raises(Refused) as refused:
        check_may_correct(progress(a_report()), subject=EventKind.DEADLINE_REVISED)
    assert refused.value.code == "correction_of_another_kind"


@pytest.mark.parametrize(
    ("entry", "may"),
    [
        (an_entry(comment="Kari"), True),
        (an_entry(), False),  # nobody wrote anything
        (an_entry(comment=None), False),  # redacted already
        (an_entry(kind=EventKind.APPROVAL, status=None, refers_to=1, comment="Kari"), True),
    ],
)
def test_a_text_that_is_there_may_be_redacted(entry: LogEntry, may: bool) -> None:
    assert may_redact(entry, fields=["comment"]) is may
    if not may:
        with pytest.raises(Refused) as refused:
            check_may_redact(entry, fields=["comment"])
        assert (refused.value.code, refused.value.fields["fields"]) == ("nothing_to_redact", ("comment",))


def test_a_redaction_is_seen_beside_the_statement() -> None:
    redaction = about(NewRedaction, redacts=1, fields=("comment",))
    read = progress(a_report(comment="Kari"), redaction)
    assert (read.entry.comment, [each.redacted for each in read.redactions]) == (None, [("comment",)])


@pytest.mark.parametrize(
    ("content", "subject"),
    [
        ({}, EventKind.STATUS_REPORT),
        ({"status": None, "revised_deadline": PartialDate.parse("2019")}, EventKind.DEADLINE_REVISED),
        ({"status": None, "milestone": "x"}, EventKind.MILESTONE_REACHED),
        ({"status": None, "evidence_url": "https://example.no"}, EventKind.EVIDENCE_ADDED),
    ],
)
def test_a_correction_is_of_the_kind_its_content_says(content: dict[str, object], subject: EventKind) -> None:
    entry = an_entry(kind=EventKind.CORRECTION, refers_to=1, sequence=2, **content)
    assert (entry.subject, entry.original) == (subject, 1)
