"""How answers read: on the page on which they are given, on Overview, and beside the reported status."""

import re
from datetime import UTC, date, datetime
from typing import Any

from markupsafe import Markup

from monitor.catalogue.dates import PartialDate
from monitor.measures.observations import Measures
from monitor.reporting.events import EventKind, LogEntry, Verdict
from monitor.reporting.progress import Progress
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from monitor.review.answers import Answered, Submission
from monitor.review.desk import Desk
from monitor.review.overview import Overview, overview
from monitor.review.standing import Standing
from monitor.show.addresses import Addresses
from monitor.show.blocks import answers, overview_answers
from monitor.show.marks import answer_marks
from monitor.show.rows import standing_table
from monitor.show.words import Words
from tests.builders import a_catalogue, a_question, a_standing, an_entry, an_initiative, for_bodies
from tests.fakes import InMemoryStatusLog

EN, NB = Words("en"), Words("nb")
TO = Addresses("en", None)
DAY = date(2018, 6, 1)
HOSTILE = "<script>alert(1)</script>"
CATALOGUE = a_catalogue(an_initiative(responsible=for_bodies("JD", "HOD")))


def words(markup: str) -> str:
    """What a reader reads: no tags, single spaces."""
    return re.sub(r"[ \n]+", " ", re.sub("<[^>]*>", " ", str(Markup(markup)))).strip()


def an_answer(body: str = "JD", verdict: Verdict = Verdict.DISAGREED, **over: Any) -> LogEntry:
    content: dict[str, Any] = {
        "sequence": 2,
        "kind": EventKind.APPROVAL,
        "status": None,
        "acting_for": body,
        "verdict": verdict,
        "comment": "Not so." if verdict is Verdict.DISAGREED else "",
        "refers_to": 1,
    }
    return an_entry(**(content | over))


def a_progress(
    *given: LogEntry,
    state: State = State.PUBLISHED,
    due: dict[str, date] | None = None,
    **over: Any,
) -> Progress:
    """The report of `an_entry`, put to JD and HOD until 15 June 2018, with the answers given."""
    last = date(2018, 6, 15)
    return Progress(
        entry=an_entry(question=a_question("HOD", "JD"), **over),
        state=state,
        answers={answer.acting_for: answer for answer in given},
        due=due or {"HOD": last, "JD": last},
        published_at=datetime(2018, 6, 15, 22, tzinfo=UTC),
    )


def a_view(*standing: Progress, waiting: tuple[Progress, ...] = ()) -> Overview:
    desk = Desk(CATALOGUE, (), Measures({}), InMemoryStatusLog(), DAY, DAY)
    reports = [progress for progress in standing if progress.entry.status is not None]
    found = Answered(reports[0] if reports else None, None, waiting)
    return overview(
        desk.standings(), (), Measures({}), changes=(), as_of=DAY, since=date(2018, 1, 1), today=DAY,
        answered={"1.1": found},
    )  # fmt: skip


def a_submission(progress: Progress | None = None, **over: Any) -> Submission:
    found = progress or a_progress(state=State.SUBMITTED)
    return Submission(found, "JD", 1, **({"becomes": found.entry} | over))


def shown(submission: Submission, _: Words = EN) -> str:
    return words(answers.submission(submission, CATALOGUE, TO, _, today=DAY))


# The page


def test_a_submission_says_its_last_day_what_changes_and_all_its_words():
    told = shown(a_submission(a_progress(state=State.SUBMITTED, next_step="Open it.")))
    assert told.startswith(
        "1.1 Review agreements Last day for your answer: 15 June 2018. 14 days left. "
        "Reported status: ? Not reported → ▶ In progress"
    )
    assert "Next step Open it." in told


def test_a_last_day_that_has_passed_does_not_keep_from_answering():
    """Another ministry was given more time, so the submission still waits."""
    passed = a_progress(state=State.SUBMITTED, due={"HOD": date(2018, 7, 1), "JD": date(2018, 5, 31)})
    assert "Last day for your answer: 31 May 2018. It has passed; you can still answer." in shown(
        a_submission(passed)
    )
    today = a_progress(state=State.SUBMITTED, due={"HOD": DAY, "JD": DAY})
    assert "Last day for your answer: 1 June 2018. 0 days left." in shown(a_submission(today))


def test_a_report_that_will_not_count_says_that_nothing_changes():
    in_force = an_entry(sequence=1, status=Status.COMPLETED)
    told = shown(a_submission(was=in_force, becomes=in_force))
    assert "Reported status: ✓ Completed (stays: a report from a later day counts)" in told
    assert "→" not in told


def test_another_expected_completion_is_told_and_the_same_is_not():
    was = an_entry(expected_completion=PartialDate("2019"))
    other = a_progress(state=State.SUBMITTED, sequence=2, expected_completion=PartialDate("2020-H1"))
    told = shown(a_submission(other, was=was))
    assert "Expected completion: 2019 → first half of 2020" in told
    same = a_progress(state=State.SUBMITTED, sequence=2, expected_completion=PartialDate("2019"))
    assert "Expected completion:" not in shown(a_submission(same, was=was))


def test_a_deadline_is_told_from_old_to_new():
    deadline = a_progress(
        state=State.SUBMITTED,
        kind=EventKind.DEADLINE_REVISED,
        status=None,
        revised_deadline=PartialDate("2020"),
    )
    change = {"becomes": None, "deadline_becomes": PartialDate("2020")}
    told = shown(a_submission(deadline, deadline_was=PartialDate("2018"), **change))
    assert "Deadline: 2018 → 2020" in told
    assert "Deadline: No deadline → 2020" in shown(a_submission(deadline, **change))


def test_the_line_at_the_top_counts_and_names_the_days():
    assert words(answers.waiting_line([], CATALOGUE, EN)) == "0 await your answer ."
    told = words(answers.waiting_line([a_submission()], CATALOGUE, EN))
    assert told == "1 awaits your answer : 1.1 by 15 June 2018."
    assert 'role="status"' in answers.waiting_line([], CATALOGUE, EN)


def test_two_on_one_initiative_are_told_apart_by_their_numbers_in_the_log():
    first, second = (a_submission(a_progress(state=State.SUBMITTED, sequence=number)) for number in (4, 7))
    assert answers.number_among(first, [first], CATALOGUE, EN) == "1.1"
    assert answers.number_among(first, [first, second], CATALOGUE, EN) == "1.1 (no. 4)"
    told = words(answers.waiting_line([first, second], CATALOGUE, EN))
    assert told.endswith("1.1 (no. 4) by 15 June 2018, 1.1 (no. 7) by 15 June 2018.")


def test_a_statement_in_a_word_names_its_kind_and_what_it_says():
    def said(**over: Any) -> str:
        return words(answers.said_in_a_word(an_entry(**over), EN))

    assert said() == "▶ In progress"
    assert said(kind=EventKind.CORRECTION) == "Correction: ▶ In progress"
    deadline = {"status": None, "revised_deadline": PartialDate("2020")}
    assert said(kind=EventKind.DEADLINE_REVISED, **deadline) == "New deadline: 2020"
    assert said(kind=EventKind.CORRECTION, **deadline) == "Correction: 2020"
    assert said(kind=EventKind.MILESTONE_REACHED, status=None, milestone="Law") == "Milestone reached: Law"
    assert said(kind=EventKind.EVIDENCE_ADDED, status=None) == "Evidence added"


def test_what_people_typed_is_never_markup():
    progress = a_progress(an_answer(comment=HOSTILE), kind=EventKind.MILESTONE_REACHED, milestone=HOSTILE)
    for drawn in (
        answers.given_table("x", [a_submission(progress)], CATALOGUE, TO, EN),
        answers.published_table("x", [a_submission(progress)], CATALOGUE, TO, EN),
        overview_answers.disagreements(a_view(progress), CATALOGUE, TO, EN),
        overview_answers.pending(a_view(waiting=(progress,)), CATALOGUE, TO, EN),
    ):
        assert "<script>" not in drawn


def test_a_redacted_reason_is_said_to_be_redacted():
    told = words(
        overview_answers.disagreements(a_view(a_progress(an_answer(comment=None))), CATALOGUE, TO, EN)
    )
    assert told.endswith("JD disagrees ( no. 2 ): Text removed")
    given = answers.given_table("x", [a_submission(a_progress(an_answer(comment=None)))], CATALOGUE, TO, EN)
    assert "Text removed" in given


# Overview


def test_nothing_is_shown_where_there_is_nothing_to_show():
    view = a_view(a_progress(an_answer("JD", Verdict.CONFIRMED), an_answer("HOD", Verdict.CONFIRMED)))
    for part in (overview_answers.disagreements, overview_answers.pending, overview_answers.silent):
        assert part(view, CATALOGUE, TO, EN) == ""


def test_every_disagreement_is_counted_and_told_with_its_reason():
    view = a_view(a_progress(an_answer(), an_answer("HOD", sequence=3, comment="Nor here.")))
    told = words(overview_answers.disagreements(view, CATALOGUE, TO, EN))
    assert told == (
        "2 disagreements 1.1 Review agreements ▶ In progress 1 June 2018, JD ( no. 1 ) "
        "≠ JD disagrees ( no. 2 ): Not so. ≠ HOD disagrees ( no. 3 ): Nor here."
    )


def test_what_waits_names_for_whom_and_until_when_and_who_disagrees_already():
    progress = a_progress(an_answer(), state=State.SUBMITTED)
    told = words(overview_answers.pending(a_view(waiting=(progress,)), CATALOGUE, TO, EN))
    assert told == (
        "1 submitted, awaits answers Not published yet, and not counted as reported. "
        "1.1 Review agreements ▶ In progress 1 June 2018, JD ( no. 1 ) "
        "Awaits an answer: HOD until 15 June 2018. ≠ JD disagrees ( no. 2 ) Answer for a ministry"
    )


def test_those_with_the_same_last_day_stand_together_soonest_first():
    due = {"ASD": date(2018, 6, 20), "HOD": date(2018, 6, 15), "JD": date(2018, 6, 15)}
    told = answers.awaited(a_progress(state=State.SUBMITTED, due=due), CATALOGUE, EN)
    assert told == "Awaits an answer: HOD, JD until 15 June 2018, ASD until 20 June 2018."


def test_silence_is_gathered_by_ministry_and_is_no_consent():
    told = words(overview_answers.silent(a_view(a_progress()), CATALOGUE, TO, EN))
    assert told == (
        "1 published without every answer HOD has not answered: 1 1.1 Review agreements "
        "JD has not answered: 1 1.1 Review agreements "
        "Silence is not consent. An answer may still be given."
    )


# Beside the reported status


def marks(answered: Answered, _: Words = EN) -> list[str]:
    return [words(mark) for mark in answer_marks(answered, CATALOGUE, _)]


def test_beside_the_status_stand_disagreement_silence_and_what_waits():
    answered = Answered(
        a_progress(an_answer()),
        waiting=(a_progress(state=State.SUBMITTED), a_progress(state=State.SUBMITTED)),
    )
    assert marks(answered) == ["≠ JD disagrees", "HOD has not answered", "… A new report awaits answers"]
    assert marks(answered, NB) == ["≠ JD er uenig", "HOD har ikke svart", "… En ny rapport venter på svar"]


def test_what_waits_is_named_by_its_kind():
    kinds = {
        EventKind.DEADLINE_REVISED: "A new deadline awaits answers",
        EventKind.MILESTONE_REACHED: "A milestone awaits answers",
        EventKind.EVIDENCE_ADDED: "New evidence awaits answers",
        EventKind.STATUS_REPORT: "A new report awaits answers",
    }
    for kind, told in kinds.items():
        status = Status.IN_PROGRESS if kind is EventKind.STATUS_REPORT else None
        waiting = a_progress(state=State.SUBMITTED, kind=kind, status=status)
        assert marks(Answered(waiting=(waiting,))) == [f"… {told}"]


def test_a_table_without_answers_has_no_word_of_them():
    rows: list[Standing] = [a_standing(initiative=CATALOGUE.initiatives[0], report=an_entry())]
    answered = {"1.1": Answered(a_progress(an_answer()))}
    assert "disagrees" in standing_table("x", rows, CATALOGUE, TO, EN, answered)
    assert "disagrees" not in standing_table("x", rows, CATALOGUE, TO, EN)
