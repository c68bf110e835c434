"""An entry of the log as its words read, and what can be done with it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting.events import EventKind, LogEntry, Verdict
from monitor.reporting.progress import due, progress_of
from monitor.reporting.status import Status
from monitor.reporting.workflow import TABLE, Move, State
from monitor.review.possible import possible
from monitor.review.submissions import Told
from monitor.show import refusals
from monitor.show.addresses import Addresses
from monitor.show.blocks import entry as blocks
from monitor.show.blocks import moves, statement
from monitor.show.words import Words
from tests.builders import a_catalogue, a_question, a_standing, an_entry, an_initiative

EN, NB = Words("en"), Words("nb")
TO = Addresses("en", None)
DAY = date(2018, 6, 1)
CATALOGUE = a_catalogue(an_initiative())
HOSTILE = "<script>alert(1)</script>{body}"


def words(markup: str) -> str:
    """What a reader reads: no tags, single spaces."""
    return re.sub(r"[ \n]+", " ", re.sub("<[^>]*>", " ", str(Markup(markup)))).strip()


def another(kind: EventKind, **over: object) -> LogEntry:
    """The second entry of the log, about the first one unless a test says otherwise."""
    content = {"sequence": 2, "kind": kind, "status": None, "refers_to": 1, "comment": "The reason."}
    return an_entry(**(content | over))


def deadline(**over: object) -> LogEntry:
    content = {"kind": EventKind.DEADLINE_REVISED, "status": None, "revised_deadline": PartialDate("2020-H1")}
    return an_entry(**(content | over))


def told(*entries: LogEntry, number: int = 1, day: date = DAY) -> Told:
    """One of the entries as the log would tell it by a day, with all that refers to it."""
    (entry,) = [each for each in entries if each.sequence == number]
    about = tuple(e for e in entries if e.kind is EventKind.REDACTION and e.refers_to == number)
    return Told(entry, progress_of(entries, known_by=day).get(number), about)


def shown(*entries: LogEntry, number: int = 1, day: date = DAY, _: Words = EN) -> str:
    return words(blocks.told_entry(told(*entries, number=number, day=day), CATALOGUE, TO, _))


# What an entry is, in a line


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (an_entry(), "▶ In progress from 1 June 2018 · reported for Ministry of Justice (JD)"),
        (deadline(), "New deadline: first half of 2020 · decided 1 June 2018 · reported for Ministry"),
        (
            an_entry(kind=EventKind.MILESTONE_REACHED, status=None, milestone="Register in use"),
            "Milestone reached: Register in use · 1 June 2018 · reported for",
        ),
        (
            an_entry(kind=EventKind.EVIDENCE_ADDED, status=None, evidence_url="https://www.example.no/x"),
            "Evidence added · 1 June 2018 · reported for",
        ),
        (
            another(EventKind.CORRECTION, status=Status.COMPLETED),
            "Correction: ✓ Completed from 1 June 2018 · reported",
        ),
        (
            another(EventKind.CORRECTION, revised_deadline=PartialDate("2020")),
            "Correction: New deadline: 2020 · decided 1 June 2018",
        ),
        (another(EventKind.CORRECTION, milestone="A"), "Correction: Milestone reached: A · 1 June 2018"),
        (another(EventKind.CORRECTION), "Correction: Evidence added · 1 June 2018"),
        (another(EventKind.APPROVAL, verdict=Verdict.DISAGREED), "Disagrees · 1 June 2018 · for Ministry"),
        (another(EventKind.WITHDRAWAL), "Withdrawal · 1 June 2018 · for Ministry of Justice (JD)"),
        (another(EventKind.REDACTION, redacted=("comment",)), "Removal of text · 1 June 2018 · for Ministry"),
    ],
    ids=lambda value: value.subject if isinstance(value, LogEntry) else "",
)
def test_a_line_says_what_an_entry_is_when_and_for_whom(entry: LogEntry, line: str):
    assert re.sub(r" :", ":", words(blocks.headline(entry, CATALOGUE, EN))).startswith(line)


def test_what_a_person_wrote_is_never_markup():
    entry = an_entry(kind=EventKind.MILESTONE_REACHED, status=None, milestone=HOSTILE, comment=HOSTILE)
    drawn = blocks.told_entry(told(entry), CATALOGUE, TO, EN)
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;alert(1)&lt;/script&gt;{body}") == 2


# What counts no more


@pytest.mark.parametrize(
    ("later", "state"),
    [
        (another(EventKind.WITHDRAWAL, comment="Wrong."), "Withdrawn ( no. 2 ): Wrong."),
        (
            another(EventKind.CORRECTION, status=Status.COMPLETED, comment="Wrong."),
            "Corrected ( no. 2 ): Wrong.",
        ),
    ],
    ids=["withdrawn", "corrected"],
)
def test_what_counts_no_more_steps_back_and_leads_to_what_took_its_place(later: LogEntry, state: str):
    first = an_entry(comment="What was said.")
    drawn = blocks.told_entry(told(first, later), CATALOGUE, TO, EN)
    assert 'class="m-entry m-void"' in drawn
    assert 'href="entry?no=2&amp;lang=en"' in drawn
    assert state in words(drawn)
    assert "What was said." in words(drawn)
    assert "m-void" not in blocks.told_entry(told(first), CATALOGUE, TO, EN)


def test_a_replaced_answer_steps_back_and_leads_to_the_one_that_counts():
    first = another(EventKind.APPROVAL, verdict=Verdict.CONFIRMED)
    second = another(EventKind.APPROVAL, sequence=3, verdict=Verdict.DISAGREED)
    drawn = blocks.told_entry(Told(first, None, replaced_by=second), CATALOGUE, TO, EN)
    assert "for Ministry of Justice (JD) Replaced by no. 3 About no. 1" in words(drawn)
    assert 'class="m-entry m-void"' in drawn
    drawn = blocks.told_entry(Told(second, None), CATALOGUE, TO, EN)
    assert "Replaced" not in drawn
    assert "m-void" not in drawn


def test_beside_the_answer_that_counts_stand_those_it_replaced():
    asked = an_entry(question=a_question("HOD", "JD"))
    answers = [
        another(EventKind.APPROVAL, sequence=number, verdict=verdict, comment="")
        for number, verdict in ((2, Verdict.CONFIRMED), (3, Verdict.DISAGREED), (4, Verdict.CONFIRMED))
    ]
    read = shown(asked, *answers)
    assert "(JD): Confirmed ( no. 4 ) earlier: Confirmed ( no. 2 ), Disagrees ( no. 3 )" in read
    assert "earlier" not in shown(asked, answers[0])


@pytest.mark.parametrize(
    ("entry", "label"),
    [
        (an_entry(comment="So."), "Comment So."),
        (another(EventKind.CORRECTION, status=Status.COMPLETED, comment="So."), "Comment So."),
        (another(EventKind.CORRECTION, milestone="A", comment="So."), "Reason So."),
        (deadline(comment="So."), "Reason So."),
        (another(EventKind.APPROVAL, verdict=Verdict.DISAGREED, comment="So."), "Reason So."),
        (another(EventKind.WITHDRAWAL, comment="So."), "Reason So."),
        (another(EventKind.REDACTION, redacted=("comment",), comment="So."), "Reason So."),
    ],
    ids=[
        "report",
        "corrected report",
        "corrected milestone",
        "deadline",
        "answer",
        "withdrawal",
        "redaction",
    ],
)
def test_the_comment_on_what_needs_a_reason_is_called_the_reason(entry: LogEntry, label: str):
    assert label in words(blocks.told_entry(Told(entry, None), CATALOGUE, TO, EN))


# What was removed


def test_a_text_that_was_removed_says_by_which_entry_and_why():
    first = an_entry(comment=None, next_step=None, obstacle="Kept.")
    gone = [
        another(EventKind.REDACTION, redacted=("comment",), comment="A name."),
        another(EventKind.REDACTION, sequence=3, redacted=("next_step",), comment="An address."),
    ]
    read = shown(first, *gone)
    assert "Comment Text removed , by no. 2 : A name." in read
    assert "Next step Text removed , by no. 3 : An address." in read
    assert "Obstacle Kept." in read
    assert "Gjelder nr. 1" in shown(first, gone[0], number=2, _=NB)
    assert "Removed text Comment" in shown(first, gone[0], number=2)


def test_a_reason_that_was_itself_removed_is_not_told_again():
    gone = [
        another(EventKind.REDACTION, redacted=("comment",), comment=None),
        another(EventKind.REDACTION, sequence=3, refers_to=2, redacted=("comment",), comment="A name in it."),
    ]
    assert "Comment Text removed , by no. 2 : Text removed" in shown(an_entry(comment=None), *gone)


def test_a_text_that_was_removed_after_the_day_shown_says_that():
    assert "Comment Text removed , after the day shown" in shown(an_entry(comment=None))


# What can be done


def possible_and_told(
    *entries: LogEntry, number: int = 1, day: date = DAY
) -> tuple[Refused | None, Refused | None, str, str]:
    each = told(*entries, number=number, day=day)
    found = possible(each)
    return (
        found.correct,
        found.withdraw,
        words(moves.correct(each, found.correct, TO, EN)),
        words(moves.withdraw(each, found.withdraw, TO, EN)),
    )


def in_state(state: State) -> Told:
    """A report in a state of the workflow."""
    report, pending = an_entry(), an_entry(question=a_question("HOD"))
    by = {
        State.SUBMITTED: [pending],
        State.PUBLISHED: [report],
        State.CORRECTED: [report, another(EventKind.CORRECTION, status=Status.COMPLETED)],
        State.WITHDRAWN: [report, another(EventKind.WITHDRAWAL)],
    }[state]
    found = told(*by)
    assert found.progress is not None
    assert found.progress.state is state
    return found


@pytest.mark.parametrize("state", [State.SUBMITTED, State.PUBLISHED, State.CORRECTED, State.WITHDRAWN])
def test_what_the_page_offers_is_what_the_table_of_the_workflow_has(state: State):
    each = in_state(state)
    found = possible(each)
    assert (found.withdraw is None) == (Move.WITHDRAW in TABLE[state])
    assert (found.correct is None) == (Move.CORRECT in TABLE[state])
    offered = "Correct this entry" in moves.correct(each, found.correct, TO, EN)
    assert offered == (found.correct is None)
    means = "is shown as withdrawn" in moves.withdraw(each, found.withdraw, TO, EN)
    assert means == (found.withdraw is None)


@pytest.mark.parametrize(
    ("entry", "means"),
    [
        (an_entry(), "If it is the one in force, the one before it stands again, if there is one."),
        (deadline(), "If it is the one in force, the one before it stands again, if there is one."),
        (
            an_entry(kind=EventKind.MILESTONE_REACHED, status=None, milestone="A"),
            "The milestone no longer counts",
        ),
        (an_entry(kind=EventKind.EVIDENCE_ADDED, status=None), "The evidence no longer counts."),
    ],
    ids=["report", "deadline", "milestone", "evidence"],
)
def test_it_is_said_what_a_withdrawal_brings_back(entry: LogEntry, means: str):
    assert possible_and_told(entry)[3].startswith(means)


@pytest.mark.parametrize(
    "kind", [kind for kind in EventKind if kind.value in ("approval", "withdrawal", "redaction")]
)
def test_an_entry_about_an_entry_says_what_is_done_instead(kind: EventKind):
    entry = another(kind, redacted=("comment",) if kind is EventKind.REDACTION else ())
    correct, withdraw, one, other = possible_and_told(an_entry(), entry, number=2)
    assert correct is not None
    assert correct is withdraw
    assert correct.code == "not_a_statement"
    assert one == other
    assert one.endswith(".")


def test_texts_that_can_be_removed_are_those_that_are_there():
    found = possible(
        told(an_entry(comment="One.", next_step=None, obstacle=""), another(EventKind.WITHDRAWAL))
    )
    assert found.texts == ("comment",), "and that in every state"
    assert "removed for good" in words(moves.removal(found.texts, EN))
    assert words(moves.removal((), EN)) == "The entry holds no text that could be removed."


# Statements


def test_a_deadline_that_the_log_moved_stands_beside_the_printed_one():
    row = a_standing()
    assert words(statement.deadlines(row, TO, EN)).startswith(
        "Deadline as printed 2018 Deadline in force 2018 A new"
    )
    entry = deadline(comment="Moved.")
    moved = replace(row.schedule, deadline=entry.revised_deadline, revised_by=entry)
    read = words(statement.deadlines(replace(row, schedule=moved), TO, EN))
    assert "Deadline as printed 2018 Deadline in force first half of 2020 ( no. 1 ): Moved." in read


def test_an_initiative_without_a_deadline_can_be_given_one():
    row = a_standing(initiative=an_initiative(deadline=None))
    assert "Deadline as printed No deadline Deadline in force No deadline" in words(
        statement.deadlines(row, TO, EN)
    )


def test_whom_a_statement_is_put_to_is_said_by_name_even_where_the_catalogue_lost_it():
    asked = statement.publication(due(a_question("HOD", "XX"), ()), answers=True, catalogue=CATALOGUE, _=EN)
    assert "asked to answer: Ministry of Health (HOD), XX until 15 June 2018." in words(asked)


@pytest.mark.parametrize("code", ["text_not_chosen", "day_missing", "deadline_missing"])
def test_what_these_forms_refuse_has_words_of_its_own(code: str):
    error = Refused(code, "x", initiative="1.5")
    unforeseen = refusals.sentence(Refused("no_such_code", "x"), EN)
    assert "cannot be used" in unforeseen
    assert "cannot be used" not in refusals.sentence(error, EN)


@pytest.mark.parametrize("field", ["milestone", "case_number", "access_ground"])
def test_a_field_is_named_as_a_reader_meets_it(field: str):
    assert refusals.field_label(field, EN) != field


def test_a_stale_form_says_what_came_in_where_that_is_no_status():
    for kind, name in (
        (EventKind.WITHDRAWAL, "Withdrawal"),
        (EventKind.MILESTONE_REACHED, "Milestone reached"),
    ):
        entry = another(kind, recorded_at=datetime(2018, 6, 1, 12, tzinfo=UTC))
        sentence = refusals.sentence(Refused("stale_revision", "x", initiative="1.1", entry=entry), EN)
        assert f"while you wrote: {name}, recorded 1 June 2018" in sentence
        assert "Not reported" not in sentence
