"""One report in the making: what is preset, what is typed, and what another window makes of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.reporting.status import Status
from monitor.reporting.typed import UNCHANGED
from monitor.review.sheets import (
    Sheet,
    as_published,
    beside,
    cleared,
    empty,
    is_recorded,
    key_of,
    last_seen,
    line_of,
    name_of,
    written,
)
from tests.builders import a_draft, a_report, a_standing, an_entry
from tests.fakes import InMemoryStatusLog

TODAY = date(2018, 6, 1)
LAST = an_entry(expected_completion=PartialDate.parse("2019"))
ROW = a_standing(report=LAST)
BLANK = empty(ROW, "JD", form="form-1", seen=1, day="", today=TODAY)


def typed_in(sheet: Sheet = BLANK, **changed: object) -> Sheet:
    return written(sheet, changed, "JD")


def line(sheet: Sheet, **over: object):
    return line_of(ROW, sheet, **({"acting_for": "JD", "last": LAST, "revision": 1, "today": TODAY} | over))


def merged(before: Sheet | None, sheet: Sheet | None, draft: object, *, recorded: bool = False):
    return beside(before, sheet, draft, BLANK, apart="form-2", recorded=lambda _sheet: recorded)


def test_an_empty_sheet_shows_the_expected_completion_and_is_not_to_be_published():
    assert BLANK.typed.expected_completion == "2019"
    assert not line(BLANK).to_publish
    late = empty(ROW, "JD", form="form-1", seen=1, day="", today=date(2020, 1, 1))
    assert late.typed.expected_completion == "", "what has passed cannot be reported again"


@pytest.mark.parametrize(
    ("changed", "to_publish"),
    [
        ({"comment": "Begun"}, True),
        ({"comment": "  "}, False),
        ({"status": "completed"}, True),
        ({"status": "in_progress"}, False),  # chosen back to the status of the last report
        ({"unchanged": True}, True),
        ({"flag": True}, True),
        ({"expected": "2020"}, True),
        ({"expected": None}, True),  # dropped
        ({"effective_on": "2018-05-01"}, False),  # a day alone says nothing
    ],
)
def test_a_line_is_to_be_published_when_something_is_said(changed: dict[str, object], to_publish: bool):
    assert line(typed_in(**changed)).to_publish is to_publish


def test_unchanged_means_nothing_where_nothing_was_reported():
    assert line(typed_in(unchanged=True)).unchanged
    fresh = replace(
        typed_in(unchanged=True), typed=replace(BLANK.typed, status=UNCHANGED, expected_completion="")
    )
    assert not line(fresh, last=None).touched


def test_what_was_begun_for_another_body_waits_until_it_is_taken_over():
    begun = line(typed_in(comment="Begun"), acting_for="KD")
    assert (begun.touched, begun.foreign, begun.to_publish) == (True, True, False)


def test_what_was_recorded_since_overtakes_only_what_is_typed():
    assert line(typed_in(comment="Begun"), revision=2).overtaken
    assert not line(BLANK, revision=2).overtaken


def test_a_published_sheet_says_what_was_left_as_preset():
    said = as_published(line(typed_in(comment="Begun")), TODAY)
    assert (said.status, said.effective_on, said.expected_completion) == ("in_progress", "2018-06-01", "2019")
    done = as_published(line(typed_in(status="completed")), TODAY)
    assert done.expected_completion == "", "a completed initiative is expected no more"
    corrected = line(replace(typed_in(status="completed"), corrects=1))
    assert as_published(corrected, TODAY).expected_completion == "2019", "a correction says what it says"


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.DISCONTINUED])
def test_an_end_that_is_repeated_keeps_its_day_so_that_nothing_becomes_late_by_being_said_again(
    status: Status,
):
    ended = an_entry(status=status, effective_on=date(2017, 12, 1))
    again = line(typed_in(unchanged=True), last=ended)
    assert as_published(again, TODAY).effective_on == "2017-12-01"
    with_a_word = line(typed_in(comment="As before"), last=ended)
    assert as_published(with_a_word, TODAY).effective_on == "2017-12-01"
    typed = line(typed_in(unchanged=True, effective_on="2018-05-01"), last=ended)
    assert as_published(typed, TODAY).effective_on == "2018-05-01", "a day that is typed is the one"
    other = line(typed_in(status="in_progress"), last=ended)
    assert as_published(other, TODAY).effective_on == "2018-06-01", "another status is news of today"
    running = line(typed_in(unchanged=True))
    assert as_published(running, TODAY).effective_on == "2018-06-01", "what goes on is said as of today"


def test_a_cleared_line_follows_the_present_report():
    saved = replace(typed_in(), saved=BLANK.typed, saved_at=datetime(2018, 6, 1, tzinfo=UTC), read=1)
    clear = cleared(line(saved, revision=4, last=None), "KD", TODAY).sheet
    assert (clear.seen, clear.saved, clear.read, clear.typed.acting_for) == (4, None, 0, "KD")
    assert clear.form == "form-1"


def test_a_correction_is_kept_apart_from_the_sheet_of_its_initiative():
    assert name_of(BLANK) == "1.1"
    assert name_of(replace(BLANK, corrects=7)) == "corrects-7"


def test_a_sheet_is_recorded_when_its_key_is_in_the_log_and_the_report_it_follows_is_the_one_that_was_seen():
    log = InMemoryStatusLog()
    first = log.append(a_report(), recorded_at=datetime(2018, 6, 1, tzinfo=UTC))
    assert not is_recorded(BLANK, log)
    second = log.append(
        a_report(idempotency_key=key_of(BLANK), expected_revision=1, comment="Mine"),
        recorded_at=datetime(2018, 6, 1, 1, tzinfo=UTC),
    )
    assert is_recorded(BLANK, log)
    row = a_standing(report=second)
    assert last_seen(row, 1, 2, log=log, today=TODAY) == first
    assert last_seen(row, 2, 2, log=log, today=TODAY) == second
    assert last_seen(row, 0, 2, log=log, today=TODAY) is None


def test_a_draft_takes_the_place_of_a_sheet_on_which_nothing_is_typed():
    draft = a_draft(form="form-9", comment="Elsewhere", seen=3)
    for before in (None, BLANK):
        found = merged(before, before, draft)
        assert found is not None
        assert (found.form, found.seen, found.typed, found.saved) == ("form-9", 3, draft.typed, draft.typed)


def test_a_draft_that_is_gone_takes_its_sheet_along_only_where_it_was_recorded():
    saved = typed_in(comment="Mine")
    saved = replace(saved, saved=saved.typed)
    assert merged(saved, saved, None) is saved
    assert merged(saved, saved, None, recorded=True) is None
    more = typed_in(saved, comment="Mine, and more")
    assert merged(saved, more, None, recorded=True) is more, "what was typed a moment ago is not lost"


def test_what_two_windows_wrote_in_different_fields_becomes_one_draft():
    saved = replace(BLANK, saved=BLANK.typed)
    theirs = replace(a_draft(), typed=replace(BLANK.typed, obstacle="Theirs"))
    found = merged(saved, typed_in(saved, comment="Mine"), theirs)
    assert found is not None
    assert (found.form, found.typed.comment, found.typed.obstacle) == ("form-1", "Mine", "Theirs")
    assert found.others == {}


def test_what_two_windows_wrote_in_one_field_becomes_a_draft_apart_and_the_other_text_is_told():
    saved = replace(BLANK, saved=BLANK.typed)
    theirs = replace(a_draft(), typed=replace(BLANK.typed, comment="Theirs"))
    found = merged(saved, typed_in(saved, comment="Mine"), theirs)
    assert found is not None
    assert (found.form, found.typed.comment, found.others) == ("form-2", "Mine", {"comment": "Theirs"})
    assert found.key("grid", "comment") == saved.key("grid", "comment"), "the field keeps the cursor"


def test_the_status_of_the_last_report_is_shown_until_another_is_chosen():
    assert line(BLANK).status == Status.IN_PROGRESS.value
    assert line(typed_in(status="completed")).status == "completed"
    assert line(BLANK, last=None).status == ""
