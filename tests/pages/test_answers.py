"""What ministries answer: submitted, confirmed, disagreed with, left unanswered, and what every page then says."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from monitor.catalogue.dates import PartialDate
from monitor.reporting.events import EventKind, LogEntry, NewAnswer, NewDeadline, NewWithdrawal, Verdict
from monitor.reporting.rounds import StepKind
from monitor.reporting.status import Status
from monitor.show.words import Words
from tests.builders import a_report, a_round, a_step, about
from tests.pages.conftest import NOON, Dashboard, go, seen

TODAY = NOON.date()
OFF = (
    "Answers are switched off: what is reported is published at once, and no ministry is asked first. "
    "Whoever runs the dashboard switches them on with ANSWERS=1."
)


@pytest.fixture
def asking(start: Callable[..., Dashboard]) -> Dashboard:
    """A fresh install that asks the ministries first. 3.3 is for JD, ASD and KD; KDI may report on it."""
    return start(answers=True)


def record(dashboard: Dashboard, event: Any) -> LogEntry:
    services = dashboard.services
    [entry] = services.writer.record([event])
    return entry


def _content(dashboard: Dashboard, initiative: str) -> dict[str, Any]:
    services = dashboard.services
    return {
        "idempotency_key": f"form-{services.log.revision()}",
        "expected_revision": services.log.initiative_revision(initiative),
        "initiative": initiative,
        "effective_on": services.today(),
        "comment": "Why.",
    }


def submit(dashboard: Dashboard, initiative: str = "3.3", **over: Any) -> LogEntry:
    """A report of KDI, in progress, put to every ministry that answers for the initiative."""
    content = _content(dashboard, initiative) | {"acting_for": "KDI", "status": Status.IN_PROGRESS}
    return record(dashboard, a_report(**(content | over)))


def say(dashboard: Dashboard, kind: Any, initiative: str = "3.3", **over: Any) -> LogEntry:
    """Something else on an initiative, from another session."""
    return record(dashboard, about(kind, **(_content(dashboard, initiative) | over)))


def answer(
    dashboard: Dashboard, entry: LogEntry, body: str, verdict: Verdict = Verdict.CONFIRMED, **over: Any
) -> None:
    say(
        dashboard,
        NewAnswer,
        entry.initiative,
        acting_for=body,
        answers=entry.sequence,
        verdict=verdict,
        **over,
    )


def visit(dashboard: Dashboard, body: str = "KD", **query: str) -> AppTest:
    return dashboard.visit("answers", **{"for": body}, **query)


def field(app: AppTest, name: str, place: int = 0) -> Any:
    """A field of the forms on the page, in the order they stand there."""
    found = [element for element in app.main if str(getattr(element, "key", "")).endswith(f"-{name}")]
    return found[place]


def send(app: AppTest, verdict: str | None = None, reason: str = "", place: int = 0) -> AppTest:
    """Fill in one form and press its button."""
    if verdict:
        field(app, "verdict", place).set_value(verdict)
    if reason:
        field(app, "reason", place).set_value(reason)
    return field(app, "send", place).click().run()


def answers_in(dashboard: Dashboard) -> list[LogEntry]:
    return [entry for entry in dashboard.services.log.entries() if entry.kind is EventKind.APPROVAL]


def reported(dashboard: Dashboard, initiative: str = "3.3", page: str = "overview", **query: str) -> str:
    caption = {"initiatives": "Initiatives", "overview": "All initiatives"}[page]
    rows = dashboard.read(page, **query).table(caption).rows
    return next(row for row in rows if row["Initiative"].startswith(initiative))["Reported by the bodies"]


# Submitted


def test_what_is_submitted_waits_and_is_not_counted_as_reported(asking: Dashboard):
    submit(asking)
    read = asking.read()
    assert read.told[0].endswith("0 of 18 reported")
    told = read.section("1 submitted, awaits answers")
    assert told.startswith(
        "Not published yet, and not counted as reported. 3.3 Prison labour that leads to work"
    )
    assert "In progress 2 March 2026, KDI (no. 1)" in told
    assert "Awaits an answer: ASD, JD, KD until 16 March 2026." in told
    assert "No report has been recorded since that day." in read.text
    assert (
        reported(asking) == reported(asking, page="initiatives") == "Not reported A new report awaits answers"
    )
    on_its_page = asking.read("initiative", id="3.3").section("Reported by the bodies")
    assert on_its_page == "Not reported A new report awaits answers"


def test_it_is_published_when_the_last_ministry_has_answered(asking: Dashboard):
    submit(asking)
    for body in ("ASD", "JD"):
        send(visit(asking, body), "confirmed")
        assert asking.read().told[0].endswith("0 of 18 reported")
    assert "Awaits an answer: KD until 16 March 2026." in asking.read().text
    app = send(visit(asking), "confirmed")
    assert seen(app).told[0] == "✓ Answer on 3.3 recorded: Confirmed."
    assert "0 await your answer." in seen(app).told
    read = asking.read()
    assert read.told[0].endswith("1 of 18 reported")
    assert "await" not in read.text and "not answered" not in read.text and "isagree" not in read.text
    assert "Not reported → In progress" in read.section("Changed since 2 December 2025")
    assert reported(asking) == "In progress 2 March 2026, KDI"
    told = asking.read("entry", no="1").text
    assert told.count("): Confirmed (no. ") == 3
    assert "answered after publication" not in told  # not even the one that published it


def test_a_ministry_sees_what_would_change_in_full_and_what_the_others_said(asking: Dashboard):
    asking.services.log.append(  # as it was recorded while answers were switched off
        a_report(**_content(asking, "3.3"), status=Status.NOT_STARTED), recorded_at=NOON - timedelta(days=9)
    )
    asking.clock.forward(days=1)
    submit(
        asking, next_step="Open the workshop.", obstacle="No room.", expected_completion=PartialDate("2027")
    )
    answer(asking, asking.services.log.entries()[0], "JD", Verdict.DISAGREED, comment="There is a room.")
    read = seen(visit(asking))
    assert read.told == ["1 awaits your answer: 3.3 by 17 March 2026."]
    told = read.section("Awaits your answer")
    for words in (
        "Last day for your answer: 17 March 2026. 14 days left.",
        "Reported status: Not started → In progress",
        "Expected completion: none given → 2027",
        "Next step Open the workshop.",
        "Obstacle No room.",
        "Ministry of Justice and Public Security (JD): Disagrees (no. 3) There is a room.",
    ):
        assert words in told
    assert field(read.app, "verdict").value is None


def test_the_one_that_is_due_first_stands_first(asking: Dashboard):
    submit(asking, "1.1")
    services = asking.services
    services.writer.open_round(a_round(id="short", opens=TODAY, closes=date(2026, 3, 5)))
    submit(asking, "3.3")
    services.writer.add_to_round(a_step(round="short", body="KD"))
    read = seen(visit(asking))
    assert read.told == ["2 await your answer: 3.3 by 5 March 2026, 1.1 by 16 March 2026."]
    headings = [text for level, text in read.headings if level == 3]
    assert [text[:3] for text in headings] == ["3.3", "1.1"]
    services.writer.add_to_round(
        a_step(
            idempotency_key="more", round="short", body="KD", kind=StepKind.MORE_TIME, due=date(2026, 4, 1)
        )
    )
    told = ["2 await your answer: 1.1 by 16 March 2026, 3.3 by 1 April 2026."]
    assert seen(visit(asking)).told == told
    assert "Awaits an answer: ASD, JD until 5 March 2026, KD until 1 April 2026." in asking.read().text


def test_a_ministry_that_reports_itself_is_not_asked(asking: Dashboard):
    submit(asking, acting_for="KD")
    assert seen(visit(asking)).told == ["0 await your answer."]
    assert seen(visit(asking, "ASD")).told == ["1 awaits your answer: 3.3 by 16 March 2026."]


def test_a_new_deadline_waits_too_and_changes_the_schedule_when_it_is_published(asking: Dashboard):
    say(asking, NewDeadline, acting_for="KDI", revised_deadline=PartialDate("2027"))
    app = visit(asking)
    assert "Deadline: 2018 → 2027" in seen(app).section("Awaits your answer")
    assert reported(asking) == "Not reported A new deadline awaits answers"
    assert "All changes between two days" in asking.read().section("Changed since 2 December 2025")
    assert "New deadline" not in asking.read().section("Changed since 2 December 2025")
    for body in ("ASD", "JD"):
        send(visit(asking, body), "confirmed")
    send(app.run(), "disagreed", "Too late.")  # a stale form: the others answered meanwhile
    send(app, place=0)
    read = asking.read()
    assert "New deadline: 2027 (no. 1)" in read.section("Changed since 2 December 2025")
    assert "New deadline: 2027 2 March 2026, KDI (no. 1) KD disagrees (no. 4): Too late." in read.section(
        "1 disagreement"
    )


# Answered


def test_a_disagreement_is_published_with_its_reason_and_stands_at_the_top_of_overview(asking: Dashboard):
    submit(asking)
    for body in ("ASD", "JD"):
        send(visit(asking, body), "confirmed")
    app = send(visit(asking), "disagreed", "Nobody <b>works</b> there yet.")
    assert seen(app).told[0] == "✓ Answer on 3.3 recorded: Disagrees."
    read = asking.read()
    assert next(text for level, text in read.headings if level == 2) == "1 disagreement"
    told = read.section("1 disagreement")
    assert told == (
        "3.3 Prison labour that leads to work In progress 2 March 2026, KDI (no. 1) "
        "KD disagrees (no. 4): Nobody <b>works</b> there yet."
    )
    assert ("no. 4", "entry?no=4&lang=en") in read.links
    assert read.told[0].endswith("1 of 18 reported")
    assert reported(asking) == "In progress 2 March 2026, KDI KD disagrees"
    assert "KD disagrees" in asking.read("initiative", id="3.3").section("Reported by the bodies")


def test_a_disagreement_needs_a_reason_and_an_answer_a_choice(asking: Dashboard):
    submit(asking)
    app = send(visit(asking))
    assert "Choose whether you confirm or disagree." in seen(app).told
    app = send(app, "disagreed")
    assert seen(app).alerts == ["Initiative 3.3: a disagreement says why."]
    assert answers_in(asking) == []
    send(app, reason="It is not so.")
    assert [entry.comment for entry in answers_in(asking)] == ["It is not so."]


def test_an_answer_carries_ministry_person_day_and_what_was_seen(asking: Dashboard):
    entry = submit(asking)
    asking.clock.forward(days=2)
    send(visit(asking), "confirmed", "As agreed.")
    [given] = answers_in(asking)
    assert (given.acting_for, given.recorded_by, given.effective_on) == ("KD", "local", date(2026, 3, 4))
    assert (given.refers_to, given.verdict, given.comment) == (
        entry.sequence,
        Verdict.CONFIRMED,
        "As agreed.",
    )
    assert given.expected_revision == 1


def test_one_answer_is_recorded_however_often_the_button_is_pressed(
    asking: Dashboard, monkeypatch: pytest.MonkeyPatch
):
    """A second click starts the script again before the first run could say that it is done."""
    submit(asking)
    app = visit(asking)
    finish = "monitor.show.adapter.forms.finish"
    for _click in range(3):
        with monkeypatch.context() as patch:
            patch.setattr(finish, lambda *_: None)
            send(app, "disagreed", "It is not so.")
    assert len(answers_in(asking)) == 1


def test_several_are_confirmed_with_one_button(asking: Dashboard):
    for initiative in ("1.1", "2.5", "3.3"):
        submit(asking, initiative)
    # On one initiative there are two: a person's own answer is no news to that person.
    say(asking, NewDeadline, "3.3", acting_for="KDI", revised_deadline=PartialDate("2027"))
    app = visit(asking)
    button = app.get_by_key("KD-confirm-ticked")
    assert button.disabled and button.label == "Confirm the ticked ones (0)"
    for place in (0, 2, 3):
        field(app, "tick", place).check()
    app.run()
    assert app.get_by_key("KD-confirm-ticked").label == "Confirm the ticked ones (3)"
    app.get_by_key("KD-confirm-ticked").click().run()
    assert seen(app).told[0] == "✓ 3 answers recorded: Confirmed. 1.1, 3.3 (no. 3), 3.3 (no. 4)"
    assert sorted(entry.refers_to or 0 for entry in answers_in(asking)) == [1, 3, 4]
    assert {entry.verdict for entry in answers_in(asking)} == {Verdict.CONFIRMED}
    assert seen(app).told[1] == "1 awaits your answer: 2.5 by 16 March 2026."
    assert seen(app).alerts == []


def test_two_on_one_initiative_have_labels_of_their_own_and_keep_what_is_typed(asking: Dashboard):
    submit(asking)
    say(asking, NewDeadline, "3.3", acting_for="KDI", revised_deadline=PartialDate("2027"))
    app = visit(asking)
    for name in ("verdict", "tick", "send"):
        first, second = (field(app, name, place).label for place in (0, 1))
        assert ("3.3 (no. 1)" in first, "3.3 (no. 2)" in second) == (True, True)
    field(app, "verdict", 1).set_value("disagreed")
    field(app, "reason", 1).set_value("Too late.")
    send(app, "confirmed")
    assert field(app, "send").label == "Send the answer on 3.3"
    assert (field(app, "verdict").value, field(app, "reason").value) == ("disagreed", "Too late.")


def test_what_is_ticked_and_disagreed_with_is_refused_and_holds_nothing_else_back(asking: Dashboard):
    for initiative in ("1.1", "3.3"):
        submit(asking, initiative)
    app = visit(asking)
    for place in (0, 1):
        field(app, "tick", place).check()
    field(app, "verdict", 1).set_value("disagreed")
    field(app, "reason", 1).set_value("It is not so.")
    app.run()
    app.get_by_key("KD-confirm-ticked").click().run()
    assert seen(app).alerts == [
        "Initiative 3.3: it is ticked to be confirmed, but “Disagree” is chosen. Keep one of the two."
    ]
    assert seen(app).told[0] == "✓ 1 answer recorded: Confirmed. 1.1"
    assert field(app, "reason").value == "It is not so."
    assert [entry.initiative for entry in answers_in(asking)] == ["1.1"]
    send(app)
    assert [entry.verdict for entry in answers_in(asking)] == [Verdict.DISAGREED, Verdict.CONFIRMED]
    assert seen(app).alerts == []


def test_what_came_in_meanwhile_is_shown_and_the_reason_is_kept(asking: Dashboard):
    entry = submit(asking)
    app = visit(asking)
    answer(asking, entry, "JD", Verdict.DISAGREED, comment="There is no room.")
    send(app, "disagreed", "It is not so.")
    (told,) = seen(app).alerts
    assert told == (
        "Something was recorded on initiative 3.3 after you opened this form. Read it, then send again; nothing you "
        "typed is lost."
    )
    assert "Disagrees · 2 March 2026 · for Ministry of Justice and Public Security (JD)" in seen(app).text
    assert "There is no room." in seen(app).text.split(told)[1]
    assert field(app, "reason").value == "It is not so."
    assert len(answers_in(asking)) == 1
    send(app)
    assert seen(app).told[0] == "✓ Answer on 3.3 recorded: Disagrees."
    assert len(answers_in(asking)) == 2


def test_what_was_typed_is_not_lost_when_the_submission_is_withdrawn(asking: Dashboard):
    entry = submit(asking)
    app = visit(asking)
    field(app, "reason").set_value("It is not so.")
    app.run()
    say(asking, NewWithdrawal, acting_for="KDI", withdraws=entry.sequence)
    (told,) = seen(app.run()).alerts
    assert told == "While you wrote, no. 1 was withdrawn or corrected. It cannot be answered any more."
    assert "You had typed: It is not so." in seen(app).text
    assert "0 await your answer." in seen(app).told


def test_what_was_typed_is_sent_late_when_the_time_ran_out_meanwhile(asking: Dashboard):
    submit(asking)
    app = visit(asking)
    field(app, "verdict").set_value("disagreed")
    field(app, "reason").set_value("It is not so.")
    app.run()
    asking.clock.forward(days=15)
    (told,) = seen(app.run()).alerts
    assert told == "While you wrote, something happened to no. 1. Read it anew; you can still answer."
    send(app)
    assert [entry.comment for entry in answers_in(asking)] == ["It is not so."]
    assert seen(app).alerts == []


def test_what_is_typed_outlives_a_visit_to_another_page(asking: Dashboard):
    submit(asking)
    app = visit(asking)
    field(app, "verdict").set_value("disagreed")
    field(app, "reason").set_value("It is not so.")
    app.run()
    go(app, "timeline", lang="en")
    go(app, "answers", lang="en", **{"for": "KD"})
    assert field(app, "verdict").value == "disagreed"
    assert field(app, "reason").value == "It is not so."


# Not answered


def test_after_the_last_day_it_is_published_and_the_silent_ministry_is_named(asking: Dashboard):
    submit(asking)
    for body in ("ASD", "JD"):
        send(visit(asking, body), "confirmed")
    asking.clock.forward(days=14)  # the last day itself
    assert asking.read().told[0].endswith("0 of 18 reported")
    asking.clock.forward(days=1)
    read = asking.read()
    assert read.told[0].endswith("1 of 18 reported")
    assert read.section("1 published without every answer") == (
        "KD has not answered: 1 3.3 Prison labour that leads to work "
        "Silence is not consent. An answer may still be given."
    )
    assert "submitted, awaits" not in read.text
    assert reported(asking) == "In progress 2 March 2026, KDI KD has not answered"
    # Each day reads as it was known then.
    assert reported(asking, as_of="2026-03-16") == "Not reported A new report awaits answers"
    assert reported(asking, as_of="2026-03-01") == "Not reported"
    assert "1 submitted, awaits answers" in asking.read(as_of="2026-03-16").text
    assert "not answered" not in asking.read(as_of="2026-03-16").text
    assert "Not reported → In progress" in read.section("Changed since 17 December 2025")
    assert "Not reported → In progress" in asking.read(since="2026-03-10").section(
        "Changed since 10 March 2026"
    )


def test_a_ministry_answers_late(asking: Dashboard):
    submit(asking)
    asking.clock.forward(days=15)
    app = visit(asking)
    (row,) = seen(app).table("Published without your answer").rows
    assert row == {
        "Initiative": "3.3 Prison labour that leads to work",
        "Published": "In progress",
        "Last day for an answer": "16 March 2026",
        "Entry of the log": "no. 1",
    }
    app.get_by_key("chosen_no").set_value("1").run()
    send(app, "disagreed", "Nobody asked us by phone.")
    assert seen(app).alerts == []
    assert "no" not in app.query_params
    (row,) = seen(app).table("Answered already").rows
    assert (row["Answer"], row["Reason"]) == ("Disagrees", "Nobody asked us by phone.")
    read = asking.read()
    assert "KD disagrees (no. 2): Nobody asked us by phone." in read.section("1 disagreement")
    assert "ASD has not answered: 1" in read.text and "KD has not answered" not in read.text
    assert "answered after publication" in asking.read("entry", no="1").text


def test_a_new_answer_takes_the_place_of_the_one_before(asking: Dashboard):
    entry = submit(asking)
    for body in ("ASD", "JD"):
        answer(asking, entry, body)
    send(visit(asking), "disagreed", "Not yet.")
    assert "1 disagreement" in asking.read().text
    asking.clock.forward(days=1)
    app = visit(asking, no="1")
    assert field(app, "verdict").value is None
    send(app, "confirmed", "Now it is so.")
    assert "disagree" not in asking.read().text
    assert "1 disagreement" in asking.read(as_of="2026-03-02").text
    (row,) = seen(app).table("Answered already").rows
    assert (row["Answer"], row["Reason"], row["Entry of the log"]) == ("Confirmed", "Now it is so.", "no. 5")
    assert len(answers_in(asking)) == 4


# The page itself


@pytest.mark.parametrize(("on", "shown"), [(True, "visible"), (False, "hidden")])
def test_the_page_is_in_the_navigation_only_while_answers_are_asked(
    start: Callable[..., Dashboard], monkeypatch: pytest.MonkeyPatch, on: bool, shown: str
):
    seen_by: dict[str, str] = {}
    navigation = st.navigation

    def noting(pages: Any, **options: Any) -> Any:
        seen_by.update({page.url_path: page.visibility for page in pages})
        return navigation(pages, **options)

    monkeypatch.setattr(st, "navigation", noting)
    start(answers=on).visit()
    assert seen_by["answers"] == shown


def test_switched_off_nobody_is_asked_and_nothing_speaks_of_answers(
    start: Callable[..., Dashboard], words: Words
):
    off = start(answers=False)
    submit(off)
    read = off.read("answers", lang=words.language)
    assert read.told == [words(OFF)]
    assert not read.app.radio and not read.app.button
    for page in ("overview", "initiatives"):
        text = off.read(page).text
        assert "disagrees" not in text and "awaits" not in text and "not answered" not in text


def test_switched_off_later_what_was_disputed_and_what_waits_is_still_told(start: Callable[..., Dashboard]):
    asking = start(answers=True)
    answer(asking, submit(asking), "KD", Verdict.DISAGREED, comment="It is not so.")
    off = start(answers=False)
    for page in ("overview", "initiatives"):
        assert "awaits answers" in off.read(page).text
    assert "KD disagrees" in off.read().text


def test_only_ministries_that_answer_for_something_can_be_chosen(asking: Dashboard):
    app = asking.visit("answers")
    assert list(app.get_by_key("chosen_for").options) == [
        "Choose a body",
        "Ministry of Justice and Public Security (JD)",
        "Ministry of Labour and Social Affairs (ASD)",
        "Ministry of Health and Care Services (HOD)",
        "Ministry of Local Government and Modernisation (KMD)",
        "Ministry of Education and Research (KD)",
    ]
    assert "Choose the ministry you answer for." in seen(app).text
    assert not app.radio


def test_an_earlier_day_is_said_not_to_be_shown_here(asking: Dashboard):
    submit(asking)
    read = seen(visit(asking, as_of="2020-06-30"))
    assert read.told[0].startswith("You read the pages as of an earlier day. Answers are recorded today;")
    assert "1 awaits your answer: 3.3 by 16 March 2026." in read.told
    assert ("no. 1 in the log", "entry?no=1&lang=en") in read.links, "where it can be read"


def test_a_norwegian_reads_all_of_it_in_norwegian(asking: Dashboard):
    _ = Words("nb")
    entry = submit(asking)
    for body in ("ASD", "JD"):
        answer(asking, entry, body)
    submit(asking, "1.1")
    page = visit(asking, lang="nb")
    assert _.plural("{n} awaits your answer", "{n} await your answer", 2) in seen(page).told[0]
    for words in ("Awaits your answer", "Reported status:", "Answers"):
        assert _(words) in seen(page).text
    send(page, "disagreed", "Slik er det ikke.", place=0)
    read = asking.read(lang="nb")
    assert _("{body} disagrees").format(body="KD") in read.section(
        _.plural("{n} disagreement", "{n} disagreements", 1)
    )
    assert "Slik er det ikke." in read.text
    assert (2, _.plural("{n} submitted, awaits answers", "{n} submitted, await answers", 1)) in read.headings
