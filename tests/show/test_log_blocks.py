"""The log as tables: the page of all entries, and the page that compares two days."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.evidence.record import Evidence
from monitor.reporting.events import EventKind, LogEntry, Verdict
from monitor.reporting.progress import progress_of
from monitor.reporting.status import Status
from monitor.review.changes import Changes, InitiativeChange
from monitor.review.schedule import schedule
from monitor.review.submissions import Told
from monitor.show.addresses import Addresses
from monitor.show.blocks import changes, history
from monitor.show.blocks.entry import told_entry
from monitor.show.words import Words
from tests.builders import a_catalogue, a_question, a_standing, an_entry, an_initiative, both, some_evidence
from tests.show.test_blocks import HOSTILE, words

EN = Words("en")
TO = Addresses("en", None)
CATALOGUE = a_catalogue(an_initiative(), an_initiative(id="1.2", title=both("Second")))


def later(sequence: int, kind: EventKind, refers_to: int, **over: Any) -> LogEntry:
    content = {"comment": "Why.", "status": None} | over
    at = datetime(2018, 6, sequence, 12, tzinfo=UTC)
    return an_entry(sequence=sequence, kind=kind, refers_to=refers_to, recorded_at=at, **content)


def told(*entries: LogEntry, known_by: date = date(2018, 7, 1)) -> list[Told]:
    progress = progress_of(entries, known_by=known_by)
    return [Told(entry, progress.get(entry.sequence)) for entry in entries]


def as_table(*found: Told) -> str:
    return history.entries_table(found, CATALOGUE, TO, EN)


def test_a_row_tells_who_reported_what_when_and_for_whom_and_leads_there():
    shown = as_table(*told(an_entry(done_since_last="Agreed.", comment=HOSTILE)))
    assert (
        "no. 1 1\N{NO-BREAK SPACE}June\N{NO-BREAK SPACE}2018, 14:00 1.1 Review agreements "
        "▶ In progress 1\N{NO-BREAK SPACE}June\N{NO-BREAK SPACE}2018 JD by person-1 Published Agreed."
    ) in words(shown)
    for address in (
        "entry?no=1&amp;",
        "initiative?id=1.1&amp;",
        "body=JD&amp;",
        "history?person=person-1&amp;",
    ):
        assert address in shown
    assert "<script" not in shown


def test_what_refers_to_an_entry_says_what_it_is_and_leads_to_that_entry():
    shown = as_table(
        *told(
            an_entry(),
            later(2, EventKind.CORRECTION, 1, status=Status.COMPLETED),
            later(3, EventKind.APPROVAL, 1, verdict=Verdict.DISAGREED),
            later(4, EventKind.REDACTION, 1, redacted=("comment",)),
        )
    )
    read = words(shown)
    assert "Correction: ✓ Completed about no. 1" in read
    assert "Answer: Disagrees about no. 1" in read
    assert "Removal of text about no. 1" in read
    assert "Corrected ( no. 2 )" in read


@pytest.mark.parametrize(
    ("known_by", "state"),
    [
        (date(2018, 6, 15), "Submitted, not published yet JD: Disagrees Awaits an answer: HOD."),
        (date(2018, 6, 16), "Published JD: Disagrees HOD has not answered"),
    ],
)
def test_a_statement_says_who_disagrees_and_whose_answer_is_missing(known_by: date, state: str):
    asked = an_entry(question=a_question("HOD", "JD"), form=2)
    answer = later(2, EventKind.APPROVAL, 1, verdict=Verdict.DISAGREED)
    assert state in words(as_table(*told(asked, answer, known_by=known_by)))


def test_what_an_entry_says_is_shortened_and_a_removed_text_is_marked():
    def gist(**over: Any) -> str:
        return words(history.gist(an_entry(**over), EN))

    assert gist(revised_deadline=PartialDate("2019-H1"), comment="Late.") == (
        "New deadline: first half of 2019 · Late."
    )
    assert gist(milestone="Signed") == "Signed"
    assert gist(evidence_url="https://www.example.no/a/b?c") == "www.example.no"
    assert gist(obstacle=None, comment="Kept\n\nhere") == "Text removed · Kept here"
    long = gist(done_since_last="word " * 50)
    assert long.endswith("word …")
    assert len(long) <= 162
    assert history.gist(an_entry(), EN) == ""


def test_a_log_keeps_initiatives_and_bodies_that_the_catalogue_has_lost():
    read = words(as_table(*told(an_entry(initiative="9.9", acting_for="GONE"))))
    assert "9.9" in read
    assert "GONE by person-1" in read


def test_the_way_to_other_pages_carries_what_is_chosen():
    assert history.ways_on(1, 1, {}, TO, EN) == ""
    first = history.ways_on(1, 3, {"body": "JD"}, TO, EN)
    assert ("Newer" in first, "history?body=JD&amp;page=2&amp;" in first) == (False, True)
    second = history.ways_on(2, 3, {"body": "JD"}, TO, EN)
    assert "history?body=JD&amp;lang=en" in second  # the first page needs no number
    assert "history?body=JD&amp;page=3&amp;" in second
    assert "page 2 of 3" in words(second)
    assert "Older" not in history.ways_on(3, 3, {}, TO, EN)


def test_an_initiative_leads_to_its_part_of_the_log():
    shown = history.of_one(CATALOGUE.initiatives[0], TO, EN)
    assert words(shown) == "Filter, download and compare: History · Changes"
    assert "history?id=1.1&amp;" in shown
    assert "changes?id=1.1&amp;" in shown


def a_change(**over: Any) -> InitiativeChange:
    standing = a_standing()
    content: dict[str, Any] = {
        "initiative": "1.1",
        "before": standing,
        "after": standing,
        "old": None,
        "new": an_entry(),
        "recorded": tuple(told(an_entry())),
    }
    return InitiativeChange(**(content | over))


def compared(*rows: InitiativeChange, published: tuple[Evidence, ...] = ()) -> Changes:
    return Changes(
        since=date(2018, 5, 1),
        until=date(2018, 7, 1),
        rows=rows,
        published=published,
        total=2,
        by_status_before={None: 2},
        by_status_after={Status.IN_PROGRESS: 1, None: 1},
    )


def compared_table(*rows: InitiativeChange, **chosen: str) -> str:
    return changes.changes_table(compared(*rows), chosen, CATALOGUE, TO, EN)


def test_a_row_tells_old_and_new_and_what_was_recorded_in_between():
    shown = compared_table(a_change())
    read = words(shown)
    assert "? Not reported → ▶ In progress" in read
    assert "2018 (as before)" in read
    assert "no. 1 ▶ In progress 1\N{NO-BREAK SPACE}June\N{NO-BREAK SPACE}2018, 14:00 · JD" in read
    assert "entry?no=1&amp;" in shown


def test_the_same_status_is_told_as_reported_again_or_as_before():
    again = an_entry(sequence=2)
    assert "▶ In progress (reported again)" in words(compared_table(a_change(old=an_entry(), new=again)))
    assert "▶ In progress (as before)" in words(compared_table(a_change(old=an_entry())))


def test_a_new_deadline_stands_beside_the_old_one():
    revised = an_entry(revised_deadline=PartialDate("2020"))
    after = replace(
        a_standing(), schedule=schedule(an_initiative(), None, as_of=date(2018, 7, 1), revised=revised)
    )
    assert "2018 → 2020" in words(compared_table(a_change(after=after)))
    assert "No deadline → 2018" in words(compared_table(a_change(before=None)))


def test_what_no_longer_counts_says_so_and_nothing_recorded_is_told():
    withdrawn = told(an_entry(), later(2, EventKind.WITHDRAWAL, 1))
    assert "· Withdrawn" in words(compared_table(a_change(recorded=tuple(withdrawn))))
    assert "Nothing was recorded in between." in words(compared_table(a_change(recorded=())))


def test_the_last_entries_are_listed_and_the_others_are_a_link_away():
    many = tuple(Told(an_entry(sequence=number), None) for number in range(1, 11))
    shown = compared_table(a_change(recorded=many), kind="status_report")
    read = words(shown)
    assert read.index("no. 10 ") < read.index("no. 5 ")
    assert "no. 4 " not in read
    assert "and 4 more" in read
    assert (
        "history?kind=status_report&amp;id=1.1&amp;recorded_from=2018-05-02&amp;recorded_to=2018-07-01&amp;"
        in shown
    )


def test_the_two_days_are_drawn_as_a_strip_each():
    read = words(changes.two_strips(compared(), EN))
    assert "Reported by 1 May 2018 ? ? ? 2 Not reported" in read
    assert "Reported by 1 July 2018 ▶ ? ▶ 1 In progress ? 1 Not reported" in read


def test_the_summary_counts_initiatives_and_entries():
    assert changes.summary(compared(a_change()), EN) == (
        "After 1 May 2018 and by 1 July 2018 · something new on 1 of 2 initiatives · 1 entry recorded"
    )


def test_the_public_record_stands_apart_with_its_source():
    assert changes.published([], CATALOGUE, TO, EN) == ""
    evidence = [some_evidence(title="A report"), some_evidence(id="b", initiative=None)]
    read = words(changes.published(evidence, CATALOGUE, TO, EN))
    assert read.startswith("Public record, published in between Our reading of public sources")
    assert "1.1 Review agreements A report says it is done. A report · published 1 March 2019" in read
    assert "the strategy as a whole" in read


def test_a_lost_initiative_is_told_by_its_id():
    assert "9.9 ? Not reported → ▶ In progress No deadline (as before)" in words(
        compared_table(a_change(initiative="9.9", before=None, after=None))
    )


def test_an_answer_that_came_late_says_so_in_the_table_and_on_its_own_page():
    answer = Told(later(2, EventKind.APPROVAL, 1, verdict=Verdict.CONFIRMED), None, late=True)
    assert "Answered after publication" in words(as_table(answer))
    assert "Answered after publication" in words(told_entry(answer, CATALOGUE, TO, EN))
    in_time = replace(answer, late=False)
    assert "after publication" not in words(as_table(in_time)) + words(told_entry(in_time, CATALOGUE, TO, EN))


def test_who_recorded_it_is_said_in_words_where_the_id_is_nobodys():
    assert "by the local person" in words(as_table(*told(an_entry(recorded_by="local")))).replace("\xa0", " ")
    assert "by an invented person" in words(as_table(*told(an_entry(recorded_by="demonstration")))).replace(
        "\xa0", " "
    )


def test_an_answer_that_was_replaced_says_by_which():
    first = later(2, EventKind.APPROVAL, 1, verdict=Verdict.CONFIRMED)
    second = later(3, EventKind.APPROVAL, 1, verdict=Verdict.DISAGREED)
    read = words(as_table(Told(second, None), Told(first, None, replaced_by=second)))
    assert read.count("Replaced by no. 3") == 1
    assert "JD by person-1 Replaced by no. 3 Why." in read
