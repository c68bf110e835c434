"""What happened on initiatives: three voices side by side, as of a day, and nothing that was never published."""

from datetime import UTC, date, datetime, timedelta

from monitor.catalogue.dates import PartialDate
from monitor.evidence.record import Evidence
from monitor.measures.observations import Measures
from monitor.reporting.events import NewDeadline, NewMilestone, NewWithdrawal
from monitor.reporting.published import PublishedLog
from monitor.reporting.status import Status
from monitor.review.desk import Desk
from monitor.review.happenings import Happening, Voice, What
from tests.builders import a_catalogue, a_question, a_report, about, an_initiative, some_evidence
from tests.fakes import InMemoryStatusLog, put

JUNE = date(2018, 6, 1)
AT = datetime(2018, 6, 1, 12, tzinfo=UTC)
TODAY = date(2026, 11, 1)


def a_milestone(**over: object) -> NewMilestone:
    return about(NewMilestone, **({"milestone": "Guide printed"} | over))  # type: ignore[no-any-return]


def happened(
    log: InMemoryStatusLog | PublishedLog | None = None,
    *record: Evidence,
    as_of: date = TODAY,
    **over: object,
) -> list[Happening]:
    catalogue = a_catalogue(an_initiative(**over))
    desk = Desk(catalogue, record, Measures({}), log or InMemoryStatusLog(), TODAY, as_of)
    return desk.happenings(["1.1"])


def told(found: list[Happening]) -> list[tuple[str, str, str]]:
    return [(each.voice.value, each.what.value, each.day.text) for each in found]


def test_strategy_log_and_public_record_each_tell_what_they_tell_in_the_order_it_happened():
    log = InMemoryStatusLog()
    put(
        log,
        a_milestone(),
        a_report(status=Status.COMPLETED),
        about(NewDeadline, revised_deadline=PartialDate("2020")),
        at=AT,
    )
    found = happened(log, some_evidence(event_day="2017-11"))
    assert told(found) == [
        ("record", "evidence", "2017-11"),
        ("log", "milestone", "2018-06-01"),
        ("log", "deadline_revised", "2018-06-01"),
        ("log", "ended", "2018-06-01"),
        ("strategy", "deadline", "2018"),
    ]
    revised = next(each for each in found if each.what is What.DEADLINE_REVISED)
    assert revised.due == PartialDate("2020")
    assert revised.placed == JUNE, "it happened when it was decided, not when it is due"
    assert found[-1].placed == date(2018, 12, 31), "a year is read as its last day"


def test_completed_and_reported_completed_again_is_one_happening():
    log = InMemoryStatusLog()
    for status, day in (
        (Status.IN_PROGRESS, date(2018, 1, 1)),
        (Status.COMPLETED, date(2018, 2, 1)),
        (Status.COMPLETED, date(2018, 3, 1)),
        (Status.IN_PROGRESS, date(2018, 4, 1)),
        (Status.COMPLETED, date(2018, 5, 1)),
    ):
        put(
            log,
            a_report(status=status, effective_on=day),
            at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
        )
    assert [each.day.text for each in happened(log) if each.what is What.ENDED] == [
        "2018-02-01",
        "2018-05-01",
    ]


def test_discontinued_is_told_as_such():
    log = InMemoryStatusLog()
    put(log, a_report(status=Status.DISCONTINUED), at=AT)
    [ended] = [each for each in happened(log) if each.voice is Voice.LOG]
    assert ended.status is Status.DISCONTINUED


def test_as_of_an_earlier_day_nothing_is_there_that_was_not_known_then():
    log = InMemoryStatusLog()
    put(log, a_milestone(), at=AT)
    before = happened(log, some_evidence(event_day="2017-11"), as_of=JUNE - timedelta(days=1))
    assert told(before) == [("strategy", "deadline", "2018")]
    assert ("log", "milestone", "2018-06-01") in told(happened(log, as_of=JUNE))
    assert ("record", "evidence", "2017-11") in told(
        happened(log, some_evidence(event_day="2017-11"), as_of=date(2019, 3, 1))
    ), "published on that day"


def test_a_milestone_that_waits_for_answers_is_nobodys_to_see_until_it_is_published():
    log = InMemoryStatusLog()
    put(log, a_milestone(question=a_question()), at=AT)
    assert Voice.LOG not in {each.voice for each in happened(log, as_of=JUNE)}
    assert Voice.LOG not in {each.voice for each in happened(PublishedLog(log, JUNE), as_of=JUNE)}
    late = date(2018, 6, 16)
    assert Voice.LOG in {each.voice for each in happened(PublishedLog(log, late), as_of=late)}


def test_what_was_withdrawn_did_not_happen():
    log = InMemoryStatusLog()
    put(log, a_milestone(), at=AT)
    put(log, about(NewWithdrawal, withdraws=1), at=AT)
    assert Voice.LOG not in {each.voice for each in happened(log)}


def test_undated_evidence_and_searches_without_result_are_placed_nowhere():
    entries = (
        some_evidence(id="a", publication_day=None),
        some_evidence(id="b", supports="not_evidenced", kind="search"),
        some_evidence(id="c", supports=None, kind="context"),
    )
    assert told(happened(None, *entries)) == [("strategy", "deadline", "2018")]


def test_a_deadline_that_the_strategy_moved_stands_beside_the_first_one_once_it_was_moved():
    moved = {
        "due": "2018",
        "revised": [{"due": "2020", "decided": "2019-05-01", "reason": {"en": "So"}}],
    }
    assert told(happened(deadline=moved)) == [
        ("strategy", "deadline", "2018"),
        ("strategy", "deadline", "2020"),
    ]
    assert told(happened(deadline=moved, as_of=date(2019, 4, 30))) == [("strategy", "deadline", "2018")]
    stages = {"stages": [{"due": "2018", "what": {"en": "Draft"}}, {"due": "2019", "what": {"en": "Rules"}}]}
    assert [each.stage.en for each in happened(deadline=stages) if each.stage] == ["Draft", "Rules"]
