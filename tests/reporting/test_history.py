"""The log read as of a day."""

from datetime import UTC, date, datetime

import pytest

from monitor.reporting.days import end_of_day_utc
from monitor.reporting.events import DecisionNeeded, EventKind, texts_of
from monitor.reporting.history import known, latest, order
from tests.builders import a_report, an_entry


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2018, 1, 15), datetime(2018, 1, 15, 23, tzinfo=UTC)),  # winter: one hour ahead of UTC
        (date(2018, 7, 15), datetime(2018, 7, 15, 22, tzinfo=UTC)),  # summer: two hours
        (date(2018, 3, 25), datetime(2018, 3, 25, 22, tzinfo=UTC)),  # the clock goes forward on this day
        (date(2018, 10, 28), datetime(2018, 10, 28, 23, tzinfo=UTC)),  # and back on this one
        (date.max, datetime.max.replace(tzinfo=UTC)),  # an address can ask for any day there is
    ],
)
def test_a_day_ends_at_midnight_in_norway(day: date, end: datetime) -> None:
    assert end_of_day_utc(day) == end


def test_entries_are_ordered_by_effective_day_and_then_by_sequence() -> None:
    late = an_entry(sequence=1, effective_on=date(2018, 6, 2))
    early = an_entry(sequence=3, effective_on=date(2018, 6, 1))
    same_day = an_entry(sequence=2, effective_on=date(2018, 6, 1))
    assert order([late, early, same_day]) == [same_day, early, late]


def test_what_was_true_on_a_day_and_what_was_known_on_it_are_two_questions() -> None:
    backdated = an_entry(effective_on=date(2018, 6, 1), recorded_at=datetime(2018, 9, 1, 12, tzinfo=UTC))
    day = date(2018, 7, 1)
    assert latest([backdated], as_of=day, known_by=day) == {}
    assert latest([backdated], as_of=day, known_by=date(2018, 12, 31)) == {"1.1": backdated}


def test_an_entry_that_takes_effect_later_is_not_known_to_be_true_yet() -> None:
    entry = an_entry(effective_on=date(2018, 6, 2), recorded_at=datetime(2018, 6, 1, 12, tzinfo=UTC))
    assert known([entry], as_of=date(2018, 6, 1), known_by=date(2018, 6, 3)) == []
    assert known([entry], as_of=date(2018, 6, 2), known_by=date(2018, 6, 3)) == [entry]


def test_only_a_status_report_gives_a_status() -> None:
    report = an_entry()
    other = an_entry(sequence=2, kind=EventKind.EVIDENCE_ADDED, status=None)
    assert latest([report, other], as_of=date.max, known_by=date.max) == {"1.1": report}


def test_the_words_of_a_decision_are_one_of_the_texts() -> None:
    assert texts_of(a_report(decision=DecisionNeeded(what="Money", of="JD")))["decision_what"] == "Money"
    assert texts_of(a_report())["decision_what"] == ""
