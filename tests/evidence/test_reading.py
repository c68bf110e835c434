"""What the public record supports as of a day."""

from datetime import date

from monitor.catalogue.provenance import Confidence
from monitor.evidence.record import PublicStatus, in_order_of_time, known_by, reading
from tests.builders import some_evidence

TODAY = date(2026, 11, 1)


def test_evidence_counts_from_the_day_it_was_published():
    entries = [some_evidence(publication_day="2019-03-01", event_day="2018-01-01")]
    assert reading(entries, as_of=date(2019, 2, 28), today=TODAY).status is PublicStatus.NOT_EVIDENCED
    assert reading(entries, as_of=date(2019, 3, 1), today=TODAY).status is PublicStatus.DONE


def test_a_publication_known_to_the_year_counts_when_the_year_is_over():
    entries = [some_evidence(publication_day="2019")]
    assert reading(entries, as_of=date(2019, 12, 30), today=TODAY).status is PublicStatus.NOT_EVIDENCED
    assert reading(entries, as_of=date(2019, 12, 31), today=TODAY).status is PublicStatus.DONE


def test_undated_evidence_counts_today_and_on_no_day_before():
    entries = [some_evidence(publication_day=None, event_day="2018-01-01")]
    assert reading(entries, as_of=TODAY, today=TODAY).status is PublicStatus.DONE
    assert reading(entries, as_of=date(2026, 10, 31), today=TODAY).status is PublicStatus.NOT_EVIDENCED


def test_the_entry_published_last_decides():
    entries = [
        some_evidence(id="late", publication_day="2021-01-01", supports="done_late", confidence="medium"),
        some_evidence(id="early", publication_day="2019-01-01", supports="not_achieved"),
    ]
    now = reading(entries, as_of=TODAY, today=TODAY)
    assert (now.status, now.confidence) == (PublicStatus.DONE_LATE, Confidence.MEDIUM)
    assert now.deciding is not None
    assert now.deciding.id == "late"
    assert reading(entries, as_of=date(2020, 1, 1), today=TODAY).status is PublicStatus.NOT_ACHIEVED


def test_an_entry_is_placed_by_its_publication_and_not_by_the_earlier_event_it_tells_of():
    entries = [
        some_evidence(id="audit", publication_day="2022-10-20", event_day="2016", supports="not_achieved"),
        some_evidence(id="report", publication_day="2020-01-01", event_day="2019-12-01"),
    ]
    assert [entry.id for entry in in_order_of_time(entries)] == ["audit", "report"]
    assert reading(entries, as_of=TODAY, today=TODAY).status is PublicStatus.NOT_ACHIEVED


def test_today_an_undated_entry_is_placed_by_its_event_and_one_without_either_before_all():
    entries = [
        some_evidence(id="published", publication_day="2019-01-01", supports="partly"),
        some_evidence(id="event", publication_day=None, event_day="2020-01-01", supports="done"),
        some_evidence(id="nothing", publication_day=None, supports="not_achieved"),
    ]
    assert [entry.id for entry in in_order_of_time(entries)] == ["event", "published", "nothing"]
    assert reading(entries, as_of=TODAY, today=TODAY).status is PublicStatus.DONE


def test_background_supports_nothing_and_decides_nothing():
    entries = [
        some_evidence(publication_day="2019-01-01", supports="partly"),
        some_evidence(id="context", kind="context", publication_day="2022-01-01", supports=None),
    ]
    assert reading(entries, as_of=TODAY, today=TODAY).status is PublicStatus.PARTLY


def test_an_empty_record_is_no_evidence_and_no_assessment():
    assert reading([], as_of=TODAY, today=TODAY) == (PublicStatus.NOT_EVIDENCED, None, None, 0)


def test_a_day_ahead_is_read_like_today():
    entries = [some_evidence(publication_day=None)]
    assert known_by(entries, as_of=date(2027, 1, 1), today=TODAY) == entries


def test_an_undated_entry_is_not_counted_on_an_earlier_day_but_it_is_told_that_it_exists():
    undated = some_evidence(publication_day=None, source_year=None, event_day=None)
    found = reading([undated], as_of=date(2020, 1, 1), today=TODAY)
    assert (found.status, found.deciding, found.left_out) == (PublicStatus.NOT_EVIDENCED, None, 1)
    assert reading([undated], as_of=TODAY, today=TODAY).left_out == 0


def test_an_undated_entry_on_a_later_event_is_not_missed_before_the_event():
    later = some_evidence(publication_day=None, source_year=None, event_day="2021-01-01")
    assert reading([later], as_of=date(2020, 1, 1), today=TODAY).left_out == 0


def test_a_source_that_bears_a_year_alone_counts_from_the_end_of_that_year():
    entry = some_evidence(publication_day=None, source_year=2020)
    assert reading([entry], as_of=date(2020, 12, 30), today=TODAY).deciding is None
    assert reading([entry], as_of=date(2020, 12, 31), today=TODAY).deciding == entry
