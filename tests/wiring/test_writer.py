"""What is written: there after a restart, put to the ministries where they are asked, in the order of the clock."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting.events import NewAnswer, NewDeadline, Verdict
from monitor.reporting.status import Status
from tests.builders import a_draft, a_question, a_round, a_step, about
from tests.wiring.conftest import NOON, answering, late_report, services


def test_a_report_is_there_again_after_a_restart(root: Path):
    services(root).writer.record([late_report(status=Status.IN_PROGRESS)])
    row = services(root).desk().standing("1.1")
    assert row is not None
    assert row.status is Status.IN_PROGRESS


def test_a_clock_that_was_set_back_is_refused_and_reading_goes_on_until_it_is_right_again(root: Path):
    services(root).writer.record([late_report()])
    again = late_report(idempotency_key="form-2", expected_revision=1)
    behind = services(root, now=NOON - timedelta(hours=1))
    with pytest.raises(Refused) as refused:
        behind.writer.record([again])
    assert refused.value.code == "clock_set_back"
    assert behind.desk().standing("1.1") is not None
    assert (
        len(services(root, now=NOON - timedelta(minutes=4)).writer.record([again])) == 1
    )  # as clocks of two machines differ


@pytest.mark.usefixtures("with_secretariat")
def test_answers_are_off_until_they_are_switched_on(root: Path):
    [entry] = services(root).writer.record([late_report(acting_for="KDI")])
    assert entry.question is None


@pytest.mark.usefixtures("with_secretariat")
def test_with_answers_on_the_responsible_ministries_are_asked_and_the_round_sets_the_day(root: Path):
    opened = answering(root)
    opened.writer.open_round(a_round(id="summer", opens=date(2026, 6, 1), closes=date(2026, 6, 20)))
    opened.writer.add_to_round(a_step(round="summer"))
    [entry] = opened.writer.record([late_report(acting_for="KDI")])
    assert entry.question == a_question("JD", answer_by=date(2026, 6, 20), round="summer")
    standing = opened.desk().standing("1.1")
    assert standing is not None
    assert standing.report is None
    [waiting] = opened.desk().pending()
    assert waiting.silent == ("JD",)
    opened.writer.record(
        [
            about(
                NewAnswer,
                answers=1,
                verdict=Verdict.DISAGREED,
                effective_on=date(2026, 6, 1),
            )
        ]
    )
    [disputed] = opened.desk().overview(date(2026, 1, 1)).disagreements
    assert disputed.entry == entry


@pytest.mark.usefixtures("with_secretariat")
def test_after_the_last_day_a_report_counts_although_nobody_answered(root: Path):
    answering(root).writer.record([late_report(acting_for="KDI")])
    before, after = (answering(root, now=NOON + timedelta(days=days)).desk() for days in (14, 15))
    assert before.overview(date(2026, 1, 1)).reported == 0
    assert after.overview(date(2026, 1, 1)).reported == 1
    [report] = after.overview(date(2026, 1, 1)).unanswered
    assert report.silent == ("JD",)


def test_a_draft_is_there_again_after_a_restart(root: Path):
    typed = a_draft(comment="half a sen").typed
    services(root).writer.save_draft(typed, form="form-1", seen=3)
    draft = services(root).drafts.draft("local", "1.1")
    assert draft is not None
    assert (draft.typed, draft.form, draft.seen, draft.saved_at) == (typed, "form-1", 3, NOON)


def test_a_deadline_moved_in_the_log_is_the_one_in_force_for_the_next_report(root: Path):
    opened = services(root)
    revised = about(
        NewDeadline, revised_deadline=PartialDate.parse("2027"), expected_revision=0, effective_on=NOON.date()
    )
    opened.writer.record([revised])
    opened.writer.record([late_report(comment="", expected_revision=1)])
