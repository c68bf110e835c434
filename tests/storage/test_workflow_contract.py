"""What every log does with answers, corrections, withdrawals and redactions, over the fake and the database."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.reporting import history
from monitor.reporting.events import (
    DecisionNeeded,
    EventKind,
    LogEntry,
    NewAnswer,
    NewDeadline,
    NewEvent,
    NewEvidence,
    NewMilestone,
    NewRedaction,
    NewWithdrawal,
    Verdict,
)
from monitor.reporting.log import StatusLog, Wanted
from monitor.reporting.moves import may_answer, may_correct, may_withdraw
from monitor.reporting.progress import progress_of
from monitor.reporting.requests import entry_of
from monitor.reporting.rounds import StepKind
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from tests.builders import a_question, a_report, a_round, a_step, about
from tests.storage.conftest import Stores

DAY = date(2018, 6, 1)
CLOSES = date(2018, 6, 15)
NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


def days(number: int) -> timedelta:
    return timedelta(days=number)


def answer(body: str, *, to: int = 1, verdict: Verdict = Verdict.CONFIRMED, **over: object) -> NewAnswer:
    key = f"answer-{body}-{to}-{over.get('expected_revision', 1)}"
    return about(NewAnswer, answers=to, verdict=verdict, acting_for=body, idempotency_key=key, **over)


def put(log: StatusLog, *reports: NewEvent, at: datetime = NOON) -> list[LogEntry]:
    """Append events one after another, each with a key of its own and having seen the last entry."""
    return [
        log.append(
            replace(
                report,
                idempotency_key=f"key-{log.revision()}",
                expected_revision=log.initiative_revision(report.initiative),
            ),
            recorded_at=at,
        )
        for report in reports
    ]


ONE_OF_EACH: list[NewEvent] = [
    about(NewDeadline, revised_deadline=PartialDate.parse("2019-H1"), case_number="18/1234"),
    about(NewMilestone, milestone="Avtale inngått", question=a_question("HOD", "JD", round="spring")),
    about(NewEvidence, evidence_url="https://example.no/a", access_ground="offl. § 15"),
    a_report(corrects=1, comment="Wrong status.", status=Status.COMPLETED),
    about(NewAnswer, answers=1, verdict=Verdict.DISAGREED),
    about(NewWithdrawal, withdraws=1),
]


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda event: type(event).__name__)
def test_an_event_of_every_kind_is_read_back_as_it_was_recorded(stores: Stores, event: NewEvent) -> None:
    stores.log.append(a_report(), recorded_at=NOON)
    event = replace(event, idempotency_key="form-2", expected_revision=1)
    entry = stores.log.append(event, recorded_at=NOON)
    asks = getattr(event, "question", None) is not None
    assert entry == entry_of(event, sequence=2, form=2 if asks else 1, recorded_at=NOON)
    assert stores.log.append(event, recorded_at=NOON + days(1)) == entry
    assert stores.log.entries()[0] == entry
    assert stores.log.revision() == 2


def test_what_is_put_to_the_ministries_is_not_the_reported_status_until_all_have_answered(
    stores: Stores,
) -> None:
    log = stores.log
    [before, _] = put(log, a_report(), a_report(status=Status.COMPLETED, question=a_question("HOD", "JD")))
    assert log.latest(as_of=DAY) == {"1.1": before}
    put(log, answer("JD", to=2), at=NOON + days(1))
    assert [entry.sequence for entry in log.pending(known_by=DAY + days(1))] == [2]
    put(log, answer("HOD", to=2, verdict=Verdict.DISAGREED), at=NOON + days(2))
    assert log.pending(known_by=DAY + days(2)) == []
    assert log.latest(as_of=DAY + days(2))["1.1"].status is Status.COMPLETED
    # The day before, one of them had not answered yet.
    assert log.latest(as_of=DAY, known_by=DAY + days(1)) == {"1.1": before}


def test_the_same_ministry_answering_twice_does_not_answer_for_another(stores: Stores) -> None:
    put(stores.log, a_report(question=a_question("HOD", "JD")), answer("JD"), answer("JD"))
    assert stores.log.latest(as_of=DAY) == {}
    assert len(stores.log.pending(known_by=DAY)) == 1


@pytest.mark.parametrize(("day", "published"), [(CLOSES, False), (CLOSES + days(1), True)])
def test_silence_holds_nothing_back_after_the_last_day_for_answers(
    stores: Stores, day: date, published: bool
) -> None:
    [entry] = put(stores.log, a_report(question=a_question("HOD", "JD")))
    assert stores.log.latest(as_of=day) == ({"1.1": entry} if published else {})
    assert stores.log.pending(known_by=day) == ([] if published else [entry])


def test_more_time_for_one_ministry_waits_for_that_ministry_only(stores: Stores) -> None:
    stores.rounds.open(a_round(), opened_at=NOON)
    for step in (a_step(), a_step(idempotency_key="step-2", body="HOD")):
        stores.rounds.add(step, recorded_at=NOON)
    [entry] = put(stores.log, a_report(question=a_question("HOD", "JD", round="spring")))
    more = a_step(idempotency_key="step-3", kind=StepKind.MORE_TIME, contact="", due=date(2018, 6, 20))
    stores.rounds.add(more, recorded_at=NOON + days(10))
    assert [(time.body, time.due) for time in stores.log.more_time()] == [("JD", date(2018, 6, 20))]
    assert stores.log.pending(known_by=date(2018, 6, 20)) == [entry]
    assert stores.log.latest(as_of=date(2018, 6, 20)) == {}
    assert stores.log.latest(as_of=date(2018, 6, 21)) == {"1.1": entry}
    # HOD never answers. JD does on the 18th, and then nothing is waited for.
    put(stores.log, answer("JD"), at=datetime(2018, 6, 18, 9, tzinfo=UTC))
    assert stores.log.latest(as_of=date(2018, 6, 17)) == {}
    assert stores.log.latest(as_of=date(2018, 6, 18)) == {"1.1": entry}


def test_time_given_in_another_round_or_to_a_body_that_was_not_asked_delays_nothing(stores: Stores) -> None:
    for name in ("spring", "autumn"):
        stores.rounds.open(a_round(id=name), opened_at=NOON)
    stores.rounds.add(a_step(round="autumn"), recorded_at=NOON)
    stores.rounds.add(a_step(idempotency_key="step-2", body="J"), recorded_at=NOON)  # a part of the name JD
    for number, (name, body) in enumerate((("autumn", "JD"), ("spring", "J"))):
        more = a_step(
            idempotency_key=f"more-{number}",
            kind=StepKind.MORE_TIME,
            round=name,
            body=body,
            due=date(2018, 7, 1),
        )
        stores.rounds.add(more, recorded_at=NOON)
    [entry] = put(stores.log, a_report(question=a_question("HOD", "JD", round="spring")))
    assert stores.log.latest(as_of=CLOSES + days(1)) == {"1.1": entry}


def test_a_correction_takes_the_place_of_what_it_corrects_from_the_day_it_is_known(stores: Stores) -> None:
    [first, correction] = [
        *put(stores.log, a_report(status=Status.COMPLETED)),
        *put(stores.log, a_report(corrects=1, status=Status.IN_PROGRESS), at=NOON + days(3)),
    ]
    day_of_the_meeting = DAY + days(1)
    assert stores.log.latest(as_of=day_of_the_meeting) == {"1.1": first}
    assert stores.log.latest(as_of=day_of_the_meeting, known_by=DAY + days(3)) == {"1.1": correction}


def test_a_correction_can_move_the_effective_day(stores: Stores) -> None:
    later = a_report(corrects=1, effective_on=DAY + days(5))
    [_, correction] = put(stores.log, a_report(), later, at=NOON + days(5))
    assert stores.log.latest(as_of=DAY, known_by=DAY + days(5)) == {}
    assert stores.log.latest(as_of=DAY + days(5)) == {"1.1": correction}


def test_a_correction_that_waits_for_answers_leaves_the_original_standing(stores: Stores) -> None:
    correcting = a_report(corrects=1, status=Status.COMPLETED, question=a_question())
    [first, correction] = put(stores.log, a_report(), correcting)
    assert stores.log.latest(as_of=DAY) == {"1.1": first}
    put(stores.log, answer("JD", to=2))
    assert stores.log.latest(as_of=DAY) == {"1.1": correction}


def test_the_last_correction_counts_and_withdrawing_it_brings_back_the_one_before(stores: Stores) -> None:
    [_, second, third] = put(stores.log, a_report(), a_report(corrects=1), a_report(corrects=1))
    assert stores.log.latest(as_of=DAY) == {"1.1": third}
    put(stores.log, about(NewWithdrawal, withdraws=3))
    assert stores.log.latest(as_of=DAY) == {"1.1": second}


def test_a_withdrawn_report_gives_way_to_the_one_before_it(stores: Stores) -> None:
    [first, _] = put(stores.log, a_report(), a_report(status=Status.COMPLETED))
    put(stores.log, about(NewWithdrawal, withdraws=2), at=NOON + days(2))
    assert stores.log.latest(as_of=DAY, known_by=DAY + days(1))["1.1"].status is Status.COMPLETED
    assert stores.log.latest(as_of=DAY, known_by=DAY + days(2)) == {"1.1": first}


def test_withdrawing_a_corrected_report_withdraws_its_corrections(stores: Stores) -> None:
    put(stores.log, a_report(), a_report(corrects=1), about(NewWithdrawal, withdraws=1))
    assert stores.log.latest(as_of=DAY) == {}


def test_a_withdrawn_submission_waits_for_nobody(stores: Stores) -> None:
    put(stores.log, a_report(question=a_question()), about(NewWithdrawal, withdraws=1))
    assert stores.log.pending(known_by=DAY) == []
    assert stores.log.latest(as_of=CLOSES + days(1)) == {}


def test_revised_deadlines_are_read_like_statuses_and_apart_from_them(stores: Stores) -> None:
    revised = about(NewDeadline, revised_deadline=PartialDate.parse("2019"))
    mended = about(NewDeadline, revised_deadline=PartialDate.parse("2020"), corrects=2)
    [report, revision, correction] = [
        *put(stores.log, a_report(), revised),
        *put(stores.log, mended, at=NOON + days(1)),
    ]
    assert stores.log.latest(as_of=DAY + days(1)) == {"1.1": report}
    assert stores.log.deadlines(as_of=DAY) == {"1.1": revision}
    assert stores.log.deadlines(as_of=DAY, known_by=DAY + days(1)) == {"1.1": correction}


def test_a_redaction_removes_texts_from_every_reading_and_is_itself_read(stores: Stores) -> None:
    report = a_report(comment="Kari", obstacle="Ola", decision=DecisionNeeded(what="Per", of="JD"))
    put(stores.log, report)
    redaction = about(NewRedaction, redacts=1, fields=("obstacle", "decision_what"))
    [entry] = put(stores.log, redaction, at=NOON + days(1))
    assert (entry.kind, entry.redacted, entry.refers_to, entry.form) == (
        EventKind.REDACTION,
        ("obstacle", "decision_what"),
        1,
        2,
    )
    for found in (
        stores.log.latest(as_of=DAY)["1.1"],
        stores.log.entries(initiative="1.1", as_of=DAY)[0],
        stores.log.find(Wanted(kinds=frozenset({EventKind.STATUS_REPORT})))[0],
    ):
        assert (found.comment, found.obstacle) == ("Kari", None)
        assert found.decision == DecisionNeeded(what=None, of="JD")


def test_a_redaction_that_is_refused_removes_nothing(stores: Stores) -> None:
    put(stores.log, a_report(comment="Kari"))
    redaction = about(NewRedaction, redacts=1, fields=("comment",), idempotency_key="form-9")
    stale = a_report(initiative="1.1", idempotency_key="form-8", expected_revision=7)
    with pytest.raises(Exception, match="entry"):
        stores.log.append_all([redaction, stale], recorded_at=NOON)
    assert stores.log.entries()[0].comment == "Kari"


def test_entries_are_found_by_body_person_kind_and_either_period(stores: Stores) -> None:
    put(
        stores.log,
        a_report(recorded_by="person-2"),
        a_report(initiative="1.2", acting_for="HOD"),
    )
    put(stores.log, a_report(initiative="2.1", effective_on=DAY - days(30)), at=NOON + days(1))
    put(stores.log, about(NewWithdrawal, withdraws=1), at=NOON + days(2))
    for wanted, numbers in (
        (Wanted(), [4, 3, 2, 1]),
        (Wanted(initiatives=frozenset({"1.1"})), [4, 1]),
        (Wanted(initiatives=frozenset()), []),
        (Wanted(kinds=frozenset({EventKind.WITHDRAWAL})), [4]),
        (Wanted(body="HOD"), [2]),
        (Wanted(person="person-2"), [1]),
        (Wanted(effective_to=DAY - days(1)), [3]),
        (Wanted(effective_from=DAY), [4, 2, 1]),
        (Wanted(recorded_from=DAY + days(1)), [4, 3]),
        (Wanted(recorded_from=DAY + days(1), recorded_to=DAY + days(1)), [3]),
        (Wanted(recorded_to=DAY, body="JD"), [1]),
        (Wanted(recorded_from=date.min, recorded_to=date.max), [4, 3, 2, 1]),
    ):
        assert [entry.sequence for entry in stores.log.find(wanted)] == numbers, wanted
        assert stores.log.count(wanted) == len(numbers), wanted
        found = Counter(entry.initiative for entry in stores.log.find(wanted))
        assert stores.log.counts(wanted) == dict(found), wanted
    assert [entry.sequence for entry in stores.log.find(Wanted(), limit=2)] == [4, 3]
    assert [entry.sequence for entry in stores.log.find(Wanted(), known_by=DAY)] == [2, 1]
    assert stores.log.count(Wanted(), known_by=DAY) == 2
    assert sum(stores.log.counts(Wanted(), known_by=DAY).values()) == 2
    assert stores.log.count(Wanted(body="HOD"), known_by=DAY - days(1)) == 0


def test_entries_are_found_page_by_page(stores: Stores) -> None:
    put(stores.log, *(a_report(initiative=f"1.{number}") for number in range(1, 6)))
    put(stores.log, a_report(initiative="2.1"), at=NOON + days(1))
    pages = [
        [entry.sequence for entry in stores.log.find(Wanted(), known_by=DAY, limit=2, offset=offset)]
        for offset in (0, 2, 4, 6)
    ]
    assert pages == [[5, 4], [3, 2], [1], []]
    assert [entry.sequence for entry in stores.log.find(Wanted(), offset=4)] == [2, 1]


def test_what_refers_to_entries_is_found_as_known_by_a_day(stores: Stores) -> None:
    put(stores.log, a_report(question=a_question()), answer("JD"))
    put(stores.log, about(NewWithdrawal, withdraws=1), at=NOON + days(1))
    assert [entry.sequence for entry in stores.log.referring([1, 2])] == [2, 3]
    assert [entry.sequence for entry in stores.log.referring([1], known_by=DAY)] == [2]
    assert stores.log.referring([]) == []


@pytest.mark.parametrize("seed", range(2))
def test_the_log_agrees_with_the_plain_reference_on_random_workflows(stores: Stores, seed: int) -> None:
    chance = random.Random(seed)
    log, rounds = stores.log, stores.rounds
    rounds.open(a_round(), opened_at=NOON)
    for body in ("HOD", "JD", "KD"):
        rounds.add(a_step(idempotency_key=f"ask-{body}", body=body), recorded_at=NOON)
    now = NOON
    for number in range(100):
        now += timedelta(hours=chance.randint(0, 12))
        today = now.date()
        initiative = chance.choice(["1.1", "1.2"])
        entries = log.entries(initiative=initiative)
        progress = progress_of(entries, known_by=today, more_time=log.more_time())
        asked = tuple(sorted(chance.sample(["HOD", "JD", "KD"], chance.randint(1, 3))))
        question = chance.choice(
            [None, a_question(*asked, round="spring"), a_question(*asked, answer_by=today + days(3))]
        )
        effective_on = DAY + days(chance.randint(-5, 20))
        new: NewEvent = a_report(
            effective_on=effective_on, question=question, status=chance.choice(list(Status))
        )
        if chance.random() < 0.3:
            new = about(
                NewDeadline,
                effective_on=effective_on,
                question=question,
                revised_deadline=PartialDate.parse(str(chance.randint(2018, 2021))),
            )
        if progress and chance.random() < 0.75:
            target = progress[chance.choice(list(progress))]
            body = chance.choice(["HOD", "JD", "KD"])
            act = chance.choice(["answer", "answer", "correct", "withdraw", "time"])
            if act == "answer" and may_answer(target, body=body):
                new = answer(body, to=target.entry.sequence, verdict=chance.choice(list(Verdict)))
            elif act == "correct" and may_correct(target, subject=EventKind.STATUS_REPORT):
                new = a_report(
                    corrects=target.entry.sequence,
                    effective_on=effective_on,
                    question=question,
                    status=chance.choice(list(Status)),
                )
            elif act == "withdraw" and may_withdraw(target) and chance.random() < 0.5:
                new = about(NewWithdrawal, withdraws=target.entry.sequence)
            elif (
                act == "time"
                and (there := rounds.round("spring"))
                and there.opens <= today <= there.due(body)
            ):
                more = a_step(
                    idempotency_key=f"more-{number}",
                    kind=StepKind.MORE_TIME,
                    body=body,
                    due=there.due(body) + days(chance.randint(1, 4)),
                )
                rounds.add(more, recorded_at=now)
                continue
        put(log, replace(new, initiative=initiative), at=now)
    everything, given = log.entries(), log.more_time()
    kinds = {entry.kind for entry in everything}
    assert kinds >= {EventKind.APPROVAL, EventKind.CORRECTION, EventKind.WITHDRAWAL}
    for offset in range(-1, 29, 3):
        known_by = DAY + days(offset)
        progress = progress_of(everything, known_by=known_by, more_time=given)
        pending = [each.entry for each in progress.values() if each.state is State.SUBMITTED]
        assert log.pending(known_by=known_by) == pending
        for as_of in (known_by, DAY + days(3), DAY + days(12)):
            days_ = {"as_of": as_of, "known_by": known_by}
            assert log.latest(**days_) == history.latest(everything, **days_, more_time=given)
            assert log.deadlines(**days_) == history.deadlines(everything, **days_, more_time=given)
            assert log.reports(**days_) == history.reports(everything, **days_, more_time=given)


def test_what_was_published_once_stays_published(stores: Stores) -> None:
    stores.rounds.open(a_round(), opened_at=NOON)
    stores.rounds.add(a_step(), recorded_at=NOON)
    [entry] = put(stores.log, a_report(question=a_question(round="spring")))
    late = a_step(idempotency_key="more", kind=StepKind.MORE_TIME, due=date(2018, 7, 1))
    with pytest.raises(Exception, match="published"):
        stores.rounds.add(late, recorded_at=datetime(2018, 6, 15, 22, tzinfo=UTC))  # the 16th in Norway
    assert stores.log.latest(as_of=CLOSES + days(1)) == {"1.1": entry}
