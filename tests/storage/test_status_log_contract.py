"""What every status log does: the same tests over the fake and over every database."""

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting import history
from monitor.reporting.days import OSLO
from monitor.reporting.events import DecisionNeeded, EventKind, NewRedaction, NewReport
from monitor.reporting.log import StatusLog
from monitor.reporting.status import Status
from monitor.storage.engine import open_engine
from monitor.storage.status_log import SqlStatusLog
from tests.builders import a_report, about, an_entry
from tests.fakes import InMemoryStatusLog
from tests.storage.conftest import DATABASES

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
DAY = date(2018, 6, 1)


@pytest.fixture(params=["fake", *DATABASES])
def log(request: pytest.FixtureRequest, address: Callable[[str], str]) -> Iterator[StatusLog]:
    if request.param == "fake":
        yield InMemoryStatusLog()
        return
    engine = open_engine(address(request.param))
    yield SqlStatusLog(engine)
    engine.dispose()


def test_each_entry_has_a_digest_that_a_redaction_leaves_as_it_was(log: StatusLog) -> None:
    for number in (1, 2):
        report = a_report(idempotency_key=f"form-{number}", initiative=f"1.{number}", comment="A name.")
        log.append(report, recorded_at=NOON)
    before = log.digests([1, 2, 3])
    assert set(before) == {1, 2}
    assert {len(digest) for digest in before.values()} == {64}
    assert before[1] != before[2]
    gone = about(NewRedaction, idempotency_key="form-3", redacts=1, fields=("comment",))
    log.append(gone, recorded_at=NOON)
    assert log.digests([1, 2]) == before
    assert log.digests([]) == {}


def together(count: int, act: Callable[[int], object]) -> list[object]:
    """Run `act` in `count` threads that start at the same moment, and return what each gave or raised."""
    barrier = Barrier(count)

    def run(number: int) -> object:
        barrier.wait()
        try:
            return act(number)
        except Refused as refused:
            return refused

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_an_empty_log_has_revision_0_and_no_status(log: StatusLog) -> None:
    assert (log.revision(), log.initiative_revision("1.1")) == (0, 0)
    assert (log.latest(as_of=DAY), log.entries()) == ({}, [])


def test_what_is_read_back_is_what_was_reported(log: StatusLog) -> None:
    content = {
        "done_since_last": "Opplæring er satt i gang.\nTo regioner står igjen.",
        "next_step": "Čielggadeapmi",
        "obstacle": "Ingen \t midler 🙂",
        "help_needed": "'; DROP TABLE events; --",
        "comment": "{}",
        "evidence_url": "https://example.no/a?b=c",
        "decision": DecisionNeeded(what="Money", of="HOD", by=date(2018, 9, 1)),
        "expected_completion": PartialDate.parse("2018-H2"),
        "status": Status.DISCONTINUED,
    }
    expected = an_entry(**content)
    assert log.append(a_report(**content), recorded_at=NOON) == expected
    assert log.entries() == [expected]
    assert log.latest(as_of=DAY) == {"1.1": expected}


def test_an_instant_is_kept_to_the_microsecond_and_read_back_in_utc(log: StatusLog) -> None:
    instant = datetime(2018, 6, 1, 14, 0, 0, 7, tzinfo=OSLO)
    assert log.append(a_report(), recorded_at=instant).recorded_at == instant
    assert log.entries()[0].recorded_at.utcoffset() == timedelta(0)


def test_an_instant_without_a_zone_is_refused(log: StatusLog) -> None:
    with pytest.raises(ValueError, match="zone"):
        log.append(a_report(), recorded_at=NOON.replace(tzinfo=None))
    assert log.revision() == 0


def test_revisions_count_the_whole_log_and_each_initiative(log: StatusLog) -> None:
    log.append(a_report(), recorded_at=NOON)
    log.append(a_report(idempotency_key="form-2", initiative="1.2"), recorded_at=NOON)
    assert log.revision() == 2
    assert [log.initiative_revision(number) for number in ("1.1", "1.2", "1.3")] == [1, 2, 0]


def test_when_the_last_event_was_recorded_is_known_whatever_day_it_is_effective_on(log: StatusLog) -> None:
    assert log.last_recorded_at() is None
    log.append(a_report(), recorded_at=NOON)
    log.append(
        a_report(idempotency_key="form-2", initiative="1.2", effective_on=date(2017, 1, 1)),
        recorded_at=NOON + timedelta(hours=1),
    )
    assert log.last_recorded_at() == NOON + timedelta(hours=1)


def test_the_same_key_with_the_same_content_gives_the_first_result(log: StatusLog) -> None:
    first = log.append(a_report(comment="x"), recorded_at=NOON)
    assert log.append(a_report(comment="x"), recorded_at=NOON + timedelta(days=1)) == first
    assert log.already_recorded(a_report(comment="x")) == first
    assert log.revision() == 1


@pytest.mark.parametrize("other", [{"comment": "y"}, {"status": Status.COMPLETED}, {"initiative": "1.2"}])
def test_the_same_key_with_other_content_is_refused(log: StatusLog, other: dict[str, object]) -> None:
    first = log.append(a_report(comment="x"), recorded_at=NOON)
    changed = replace(a_report(comment="x"), **other)  # type: ignore[arg-type]
    for try_again in (lambda: log.append(changed, recorded_at=NOON), lambda: log.already_recorded(changed)):
        with pytest.raises(Refused) as refused:
            try_again()
        assert (refused.value.code, refused.value.fields["entry"]) == ("key_reused", first)
    assert log.revision() == 1


def test_a_key_that_was_never_used_is_not_recorded(log: StatusLog) -> None:
    assert log.already_recorded(a_report()) is None


def test_a_report_that_had_not_seen_the_last_entry_is_refused_and_shown_it(log: StatusLog) -> None:
    seen = log.append(a_report(), recorded_at=NOON)
    with pytest.raises(Refused) as refused:
        log.append(a_report(idempotency_key="form-2"), recorded_at=NOON)
    assert refused.value.code == "stale_revision"
    assert refused.value.fields == {"initiative": "1.1", "expected": 0, "found": 1, "entry": seen}
    log.append(a_report(idempotency_key="form-2", expected_revision=1), recorded_at=NOON)


def test_a_revision_from_the_future_is_refused(log: StatusLog) -> None:
    with pytest.raises(Refused) as refused:
        log.append(a_report(expected_revision=5), recorded_at=NOON)
    assert (refused.value.code, refused.value.fields["entry"]) == ("stale_revision", None)


def test_an_entry_on_another_initiative_makes_no_report_stale(log: StatusLog) -> None:
    log.append(a_report(initiative="1.2"), recorded_at=NOON)
    assert log.append(a_report(idempotency_key="form-2"), recorded_at=NOON).sequence == 2


def test_all_reports_are_appended_or_none(log: StatusLog) -> None:
    log.append(a_report(), recorded_at=NOON)
    good = a_report(idempotency_key="form-2", initiative="1.2", comment="x")
    stale = a_report(idempotency_key="form-3")
    with pytest.raises(Refused):
        log.append_all([good, stale], recorded_at=NOON)
    assert log.revision() == 1
    entries = log.append_all([good, replace(stale, expected_revision=1)], recorded_at=NOON)
    assert [entry.sequence for entry in entries] == [2, 3]


def test_a_batch_sent_twice_gives_the_first_results(log: StatusLog) -> None:
    batch = [a_report(), a_report(idempotency_key="form-2", initiative="1.2")]
    first = log.append_all(batch, recorded_at=NOON)
    assert log.append_all(batch, recorded_at=NOON) == first
    assert log.append_all([], recorded_at=NOON) == []
    assert log.revision() == 2


@pytest.mark.parametrize(
    ("effective_on", "recorded_at", "as_of", "seen"),
    [
        (date(2018, 6, 1), NOON, date(2018, 6, 1), True),
        (date(2018, 6, 1), NOON, date(2018, 5, 31), False),
        # Effective on the day after: recorded in time, but not true yet.
        (date(2018, 6, 2), NOON, date(2018, 6, 1), False),
        # Effective in time, but recorded a month later.
        (date(2018, 6, 1), datetime(2018, 7, 1, 12, tzinfo=UTC), date(2018, 6, 30), False),
        (date(2018, 6, 1), datetime(2018, 7, 1, 12, tzinfo=UTC), date(2018, 7, 1), True),
        # The last microsecond of a summer day in Norway, and the first of the next.
        (date(2018, 6, 1), datetime(2018, 6, 1, 21, 59, 59, 999999, tzinfo=UTC), date(2018, 6, 1), True),
        (date(2018, 6, 1), datetime(2018, 6, 1, 22, 0, tzinfo=UTC), date(2018, 6, 1), False),
        # The same in winter, when Norway is one hour ahead and not two.
        (date(2018, 1, 5), datetime(2018, 1, 5, 22, 59, 59, 999999, tzinfo=UTC), date(2018, 1, 5), True),
        (date(2018, 1, 5), datetime(2018, 1, 5, 23, 0, tzinfo=UTC), date(2018, 1, 5), False),
        (date(2018, 6, 1), NOON, date.max, True),
        (date(2018, 6, 1), NOON, date.min, False),
    ],
)
def test_as_of_a_day_shows_what_was_effective_and_recorded_by_then(
    log: StatusLog, effective_on: date, recorded_at: datetime, as_of: date, seen: bool
) -> None:
    entry = log.append(a_report(effective_on=effective_on), recorded_at=recorded_at)
    assert log.latest(as_of=as_of) == ({"1.1": entry} if seen else {})
    assert log.entries(as_of=as_of) == ([entry] if seen else [])


def test_the_latest_report_is_by_effective_day_and_not_by_the_order_of_recording(log: StatusLog) -> None:
    june = log.append(a_report(status=Status.COMPLETED), recorded_at=NOON)
    may = log.append(
        a_report(idempotency_key="form-2", expected_revision=1, effective_on=date(2018, 5, 1)),
        recorded_at=NOON,
    )
    assert log.latest(as_of=DAY)["1.1"] == june
    assert log.latest(as_of=DAY - timedelta(days=1)) == {}  # both were recorded on the first of June
    assert log.entries() == [june, may]


def test_a_first_report_on_an_initiative_is_found_though_the_log_was_read_before_it_came(
    log: StatusLog,
) -> None:
    first = log.append(a_report(), recorded_at=NOON)
    assert log.latest(as_of=DAY) == {"1.1": first}
    other = log.append(a_report(idempotency_key="form-2", initiative="1.2"), recorded_at=NOON)
    assert log.latest(as_of=DAY) == {"1.1": first, "1.2": other}


def test_of_two_reports_for_one_day_the_later_recorded_counts(log: StatusLog) -> None:
    log.append(a_report(), recorded_at=NOON)
    second = log.append(a_report(idempotency_key="form-2", expected_revision=1), recorded_at=NOON)
    assert log.latest(as_of=DAY)["1.1"] == second


def test_entries_can_be_had_for_one_initiative_and_up_to_a_number(log: StatusLog) -> None:
    for number in range(1, 5):
        log.append(
            a_report(idempotency_key=f"form-{number}", initiative=f"1.{number}"),
            recorded_at=NOON,
        )
    assert [entry.initiative for entry in log.entries(limit=2)] == ["1.4", "1.3"]
    assert [entry.initiative for entry in log.entries(initiative="1.2")] == ["1.2"]
    assert log.entries(limit=0) == []


def test_the_log_agrees_with_the_plain_reference_on_random_histories(log: StatusLog) -> None:
    chance = random.Random(20180601)
    revisions: dict[str, int] = {}
    for number in range(120):
        initiative = f"{chance.randint(1, 3)}.{chance.randint(1, 4)}"
        effective_on = DAY + timedelta(days=chance.randint(0, 15))
        entry = log.append(
            a_report(
                idempotency_key=f"form-{number}",
                expected_revision=revisions.get(initiative, 0),
                initiative=initiative,
                effective_on=effective_on,
                status=chance.choice(list(Status)),
            ),
            recorded_at=NOON + timedelta(days=chance.randint(0, 15), hours=chance.randint(0, 20)),
        )
        revisions[initiative] = entry.sequence
    everything = log.entries()
    assert len(everything) == 120
    for offset in range(-1, 18):
        day = DAY + timedelta(days=offset)
        assert log.latest(as_of=day) == history.latest(everything, as_of=day, known_by=day)
        assert log.reports(as_of=day) == history.reports(everything, as_of=day, known_by=day)
        expected = history.known(everything, as_of=day, known_by=day)
        assert log.entries(as_of=day) == list(reversed(expected))


def test_a_form_sent_16_times_at_once_gives_one_entry(log: StatusLog) -> None:
    results = together(16, lambda _: log.append(a_report(comment="x"), recorded_at=NOON))
    assert results == [log.entries()[0]] * 16
    assert log.revision() == 1


def test_32_people_saving_at_once_are_all_saved(log: StatusLog) -> None:
    def save(number: int) -> object:
        report = a_report(idempotency_key=f"form-{number}", initiative=f"1.{number}", comment="x")
        return log.append(report, recorded_at=NOON).sequence

    assert sorted(together(32, save), key=str) == sorted(range(1, 33), key=str)
    assert log.revision() == len(log.latest(as_of=DAY)) == 32


def test_of_32_reports_that_had_seen_the_same_entry_one_is_accepted(log: StatusLog) -> None:
    results = together(
        32, lambda number: log.append(a_report(idempotency_key=f"form-{number}"), recorded_at=NOON)
    )
    refused = [result for result in results if isinstance(result, Refused)]
    assert len(refused) == 31
    assert {refusal.code for refusal in refused} == {"stale_revision"}
    assert log.revision() == 1


def test_every_entry_is_a_status_report_in_the_first_form(log: StatusLog) -> None:
    reports: list[NewReport] = [a_report(), a_report(idempotency_key="form-2", initiative="1.2")]
    for entry in log.append_all(reports, recorded_at=NOON):
        assert (entry.kind, entry.form, entry.refers_to) == (EventKind.STATUS_REPORT, 1, None)
