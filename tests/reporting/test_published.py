"""The log as readers and the public see it: what was never published is not there, and what is exempt has no words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.errors import Refused
from monitor.reporting.events import (
    DecisionNeeded,
    EventKind,
    LogEntry,
    NewAnswer,
    NewEvent,
    NewReport,
    NewWithdrawal,
    Verdict,
)
from monitor.reporting.log import Wanted
from monitor.reporting.published import PublishedLog
from monitor.reporting.rounds import HIDDEN
from tests.builders import a_conclusion, a_question, a_report, about
from tests.fakes import InMemoryStatusLog

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
TODAY = NOON.date()
EVERYTHING = Wanted()


@pytest.fixture
def log() -> InMemoryStatusLog:
    return InMemoryStatusLog()


def put(log: InMemoryStatusLog, event: NewEvent, *, at: datetime = NOON) -> LogEntry:
    return log.append(event, recorded_at=at)


def waiting(number: int = 1, **over: object) -> NewReport:
    return a_report(
        idempotency_key=f"w-{number}",
        expected_revision=number - 1,
        acting_for="KDI",
        question=a_question(),
        comment="Not yet",
        **over,
    )


def seen(log: InMemoryStatusLog, today: date = TODAY) -> list[int]:
    shown = PublishedLog(log, today)
    found = shown.find(EVERYTHING)
    assert shown.count(EVERYTHING) == len(found)
    assert {each.sequence for each in shown.entries()} == {each.sequence for each in found}
    return [each.sequence for each in found]


def test_what_waits_for_answers_is_not_there_until_it_is_published(log: InMemoryStatusLog) -> None:
    put(log, waiting())
    assert seen(log) == []
    assert PublishedLog(log, TODAY).pending(known_by=TODAY) == []
    put(log, about(NewAnswer, answers=1, verdict=Verdict.CONFIRMED))
    assert seen(log) == [2, 1]


def test_the_answers_to_what_waits_are_not_there_either(log: InMemoryStatusLog) -> None:
    put(log, a_report(acting_for="KDI", question=a_question("HOD", "JD")))
    put(log, about(NewAnswer, answers=1, verdict=Verdict.DISAGREED))
    assert seen(log) == []
    assert PublishedLog(log, TODAY).referring([1]) == []
    assert PublishedLog(log, TODAY).digests([1, 2]) == {}


def test_silence_publishes_and_then_it_is_there_for_the_days_before_too(log: InMemoryStatusLog) -> None:
    put(log, waiting())
    later = TODAY + timedelta(days=30)
    assert seen(log, later) == [1]
    assert [each.sequence for each in PublishedLog(log, later).pending(known_by=TODAY)] == [1]


def test_what_was_withdrawn_while_it_waited_never_shows(log: InMemoryStatusLog) -> None:
    put(log, waiting())
    put(log, about(NewWithdrawal, withdraws=1, acting_for="KDI"))
    assert seen(log) == []
    assert seen(log, TODAY + timedelta(days=400)) == []


def test_what_was_withdrawn_after_publication_stays_there_as_withdrawn(log: InMemoryStatusLog) -> None:
    put(log, a_report())
    put(log, about(NewWithdrawal, withdraws=1))
    assert seen(log) == [2, 1]


def test_pages_of_a_list_have_no_holes_where_something_is_hidden(log: InMemoryStatusLog) -> None:
    for number in range(1, 7):
        hidden = number % 2 == 0
        made = (
            waiting(number)
            if hidden
            else a_report(idempotency_key=f"w-{number}", expected_revision=number - 1)
        )
        put(log, made)
    shown = PublishedLog(log, TODAY)
    pages = [[e.sequence for e in shown.find(EVERYTHING, limit=2, offset=skip)] for skip in (0, 2, 4)]
    assert pages == [[5, 3], [1], []]
    assert shown.count(Wanted(sequences=frozenset({1, 2}))) == 1
    assert [each.sequence for each in shown.entries(limit=1)] == [5]


def test_what_is_exempt_shows_status_and_days_and_no_words(log: InMemoryStatusLog) -> None:
    put(log, a_report(comment="Secret", next_step="Secret", access_ground="offl. § 13"))
    put(log, about(NewWithdrawal, withdraws=1, comment="Secret"))
    put(log, a_report(idempotency_key="open", expected_revision=2, comment="Open"))
    shown = PublishedLog(log, TODAY)
    newest, withdrawal, exempt = shown.find(EVERYTHING)
    assert newest.comment == "Open"
    assert withdrawal.comment == HIDDEN
    assert (exempt.comment, exempt.next_step, exempt.obstacle) == (HIDDEN, HIDDEN, "")
    assert exempt.status is not None
    assert exempt.access_ground == "offl. § 13"
    assert "Secret" not in repr([*shown.entries(), *shown.referring([1])])


def test_conclusions_on_what_is_exempt_have_no_words_either_through_however_many(
    log: InMemoryStatusLog,
) -> None:
    asks = DecisionNeeded(what="Secret", of="committee")
    put(log, a_report(decision=asks, access_ground="offl. § 13"))
    put(log, a_conclusion(answers=1, comment="Secret"))
    put(log, a_conclusion(replaces=2, comment="Secret", idempotency_key="c-3", expected_revision=2))
    last = a_conclusion(replaces=3, comment="Secret", idempotency_key="c-4", expected_revision=3)
    put(log, last)
    put(log, a_conclusion(comment="Open", idempotency_key="c-5", expected_revision=4))
    shown = PublishedLog(log, TODAY)
    assert [entry.comment for entry in shown.find(EVERYTHING)] == ["Open", HIDDEN, HIDDEN, HIDDEN, ""]
    assert [entry.comment for entry in shown.find(Wanted(sequences=frozenset({4})))] == [HIDDEN]
    assert "Secret" not in repr(shown.entries())


def test_what_is_about_a_correction_of_what_is_exempt_has_no_words_either(log: InMemoryStatusLog) -> None:
    """Although the correction itself names no ground."""
    put(log, a_report(comment="Secret", access_ground="offl. § 13"))
    put(log, a_report(idempotency_key="c", expected_revision=1, corrects=1, comment="Secret"))
    put(log, about(NewWithdrawal, withdraws=2, expected_revision=2, comment="Secret"))
    shown = PublishedLog(log, TODAY)
    assert [entry.comment for entry in shown.find(EVERYTHING)] == [HIDDEN, HIDDEN, HIDDEN]
    assert [entry.comment for entry in shown.referring([2])] == [HIDDEN]


def test_a_ground_that_came_with_a_correction_hides_the_words_of_the_original_and_of_what_is_about_it(
    log: InMemoryStatusLog,
) -> None:
    put(log, a_report(comment="Secret"))
    put(log, a_report(idempotency_key="other", initiative="1.2", comment="Open"))
    put(log, a_report(idempotency_key="reworded", comment="Secret too", corrects=1, expected_revision=1))
    put(
        log,
        a_report(
            idempotency_key="exempt",
            comment="Secret as well",
            corrects=1,
            access_ground="offl. § 13",
            expected_revision=3,
        ),
    )
    reader = PublishedLog(log, TODAY)
    said = {entry.sequence: entry.comment for entry in reader.entries()}
    assert said == {1: HIDDEN, 2: "Open", 3: HIDDEN, 4: HIDDEN}


def test_the_report_in_force_has_no_words_where_it_is_exempt(log: InMemoryStatusLog) -> None:
    put(log, a_report(comment="Secret", access_ground="offl. § 13"))
    report = PublishedLog(log, TODAY).latest(as_of=TODAY)["1.1"]
    assert (report.status, report.comment) == (a_report().status, HIDDEN)


def test_what_is_submitted_while_somebody_reads_is_not_there(log: InMemoryStatusLog) -> None:
    put(log, a_report())
    shown = PublishedLog(log, TODAY)
    assert len(shown.find(EVERYTHING)) == 1
    put(log, waiting(2))
    put(log, about(NewAnswer, answers=2, verdict=Verdict.DISAGREED, acting_for="HOD", expected_revision=2))
    assert [entry.sequence for entry in shown.find(EVERYTHING)] == [1]
    assert [entry.sequence for entry in shown.entries()] == [1]
    assert shown.pending(known_by=TODAY) == shown.referring([2]) == []
    assert shown.digests([2]) == {}
    assert shown.already_recorded(waiting(2)) is None


def test_what_is_published_while_somebody_reads_is_the_report_in_force(log: InMemoryStatusLog) -> None:
    put(log, waiting())
    shown = PublishedLog(log, TODAY)
    assert shown.latest(as_of=TODAY) == {}
    assert shown.find(EVERYTHING) == []
    put(log, about(NewAnswer, answers=1, verdict=Verdict.CONFIRMED))
    assert [entry.sequence for entry in shown.latest(as_of=TODAY).values()] == [1]


def test_what_silence_will_publish_is_not_there_by_asking_as_of_a_later_day(log: InMemoryStatusLog) -> None:
    put(log, waiting())
    assert PublishedLog(log, TODAY).latest(as_of=TODAY + timedelta(days=30)) == {}


def test_it_is_for_reading(log: InMemoryStatusLog) -> None:
    with pytest.raises(Refused):
        PublishedLog(log, TODAY).append(a_report(), recorded_at=NOON)
    assert log.revision() == 0


def test_many_entries_that_refer_to_others_are_asked_about_in_parts(log: InMemoryStatusLog) -> None:
    """PostgreSQL takes 65,535 numbers in one question, SQLite 32,766."""
    asked: list[int] = []
    find = log.find

    def counted(wanted: Wanted, **over: object) -> list[LogEntry]:
        asked.append(len(wanted.sequences or ()))
        return find(wanted, **over)  # type: ignore[arg-type]

    for number in range(1, 1202, 2):
        put(log, a_report(idempotency_key=f"r-{number}", expected_revision=number - 1))
        put(
            log,
            about(NewWithdrawal, withdraws=number, idempotency_key=f"x-{number}", expected_revision=number),
        )
    log.find = counted  # type: ignore[method-assign]
    assert len(PublishedLog(log, TODAY).find(Wanted(kinds=frozenset({EventKind.WITHDRAWAL})))) == 601
    assert max(asked) == 500


def test_many_entries_that_are_hidden_are_counted_in_parts(log: InMemoryStatusLog) -> None:
    asked: list[int] = []
    counts = log.counts

    def counted(wanted: Wanted, **over: object) -> dict[str, int]:
        asked.append(len(wanted.sequences or ()))
        return counts(wanted, **over)  # type: ignore[arg-type]

    put(log, a_report())
    for number in range(2, 603):
        put(log, waiting(number))
    log.counts = counted  # type: ignore[method-assign]
    assert PublishedLog(log, TODAY).counts(EVERYTHING) == {"1.1": 1}
    assert max(asked) == 500
