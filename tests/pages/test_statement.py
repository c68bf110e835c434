"""Recording a new deadline, a milestone or evidence through the app's own form, and what every page then says."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from monitor.catalogue.dates import PartialDate
from monitor.errors import Unreadable
from monitor.reporting.events import (
    EventKind,
    LogEntry,
    NewAnswer,
    NewDeadline,
    NewEvidence,
    NewMilestone,
    NewWithdrawal,
    Verdict,
)
from monitor.reporting.status import Status
from monitor.show.words import Words
from monitor.wiring.writer import Writer
from tests.pages.conftest import LANGUAGES, Dashboard, go, seen
from tests.pages.statements import put, put_report
from tests.pages.test_bad_input import STRANGE

LINK = "https://www.example.no/report"
FULL: dict[str, dict[str, str]] = {
    "deadline": {
        "revised_deadline": "2027-H1",
        "effective_on": "2026-02-27",
        "comment": "The government moved it.",
        "case_number": "2026/123",
        "access_ground": "offl. § 13",
    },
    "milestone": {
        "milestone": "Regulation out for consultation",
        "effective_on": "27.02.2026",
        "comment": "It runs until May.",
        "case_number": "2026/124",
    },
    "evidence": {
        "evidence_url": LINK,
        "effective_on": "2026-02-27",
        "comment": "The report.",
        "access_ground": "§ 14",
    },
}


def form(dashboard: Dashboard, kind: str = "deadline", *, lang: str = "en", **query: str) -> AppTest:
    """A new session with the form of a kind open, for JD on 1.5."""
    return dashboard.visit("statement", lang=lang, **({"for": "JD", "id": "1.5", "kind": kind} | query))


def correction(dashboard: Dashboard, number: int) -> AppTest:
    return dashboard.visit("statement", **{"for": "JD", "corrects": str(number)})


def field(app: AppTest, name: str) -> Any:
    """A field by the end of its key; before it stands the id of the form, new after each recording."""
    fields = [*app.text_input, *app.text_area]
    (found,) = [each for each in fields if str(each.key).endswith(f"-{name}")]
    return found


def fill(app: AppTest, **typed: str) -> AppTest:
    for name, text in typed.items():
        field(app, name).set_value(text)
    return app.run()


def press(app: AppTest) -> AppTest:
    (button,) = [button for button in app.button if button.proto.type == "primary"]
    return button.click().run()


def log(dashboard: Dashboard) -> list[LogEntry]:
    return sorted(dashboard.services.log.entries(), key=lambda entry: entry.sequence)


def schedule(dashboard: Dashboard, initiative: str = "1.5", **query: str) -> str:
    rows = dashboard.read("overview", **query).table("All initiatives").rows
    return next(row for row in rows if row["Initiative"].startswith(initiative))["Schedule"]


def history(dashboard: Dashboard, **query: str) -> str:
    return dashboard.read("initiative", id="1.5", **query).section("Reported history")


# Recording each kind


def test_a_new_deadline_changes_the_schedule_and_the_original_stays_beside_it(dashboard: Dashboard):
    assert schedule(dashboard) == "Deadline passed (2019)"
    app = press(fill(form(dashboard), **FULL["deadline"]))
    read = seen(app)
    assert read.alerts == []
    assert read.told[0] == "✓ Recorded as no. 1: New deadline, 1.5 Duty to notify."
    assert {"entry?no=1&lang=en", "initiative?id=1.5&lang=en"} <= {address for _label, address in read.links}
    assert schedule(dashboard) == "Due first half of 2027 originally 2019"
    assert schedule(dashboard, as_of="2026-03-01") == "Deadline passed (2019)", "nobody knew before 2 March"
    page = dashboard.read("initiative", id="1.5")
    told = page.section("Schedule")
    assert "Due first half of 2027 originally 2019 Revised, because: The government moved it." in told
    facts = page.section("Who and when")
    assert "Deadline as printed 2019" in facts
    assert (
        "New deadlines in the log first half of 2027 (decided 27 February 2026, no. 1): The government moved it."
        in facts
    )
    assert ("no. 1", "entry?no=1&lang=en") in page.links
    for text in (history(dashboard), dashboard.read("entry", no="1").text):
        assert "New deadline: first half of 2027 · decided 27 February 2026 · reported for Ministry" in text
        assert "Reason The government moved it." in text
        assert "Case number 2026/123" in text
        assert "Exempt from public access under offl. § 13" in text


def test_a_milestone_is_seen_in_the_history_on_the_day_it_was_reached(dashboard: Dashboard):
    app = press(fill(form(dashboard, "milestone"), **FULL["milestone"]))
    assert seen(app).told[0] == "✓ Recorded as no. 1: Milestone reached, 1.5 Duty to notify."
    for text in (history(dashboard), dashboard.read("entry", no="1").text):
        assert "Milestone reached: Regulation out for consultation · 27 February 2026 · reported for" in text
        assert "Comment It runs until May." in text
        assert "Case number 2026/124" in text
    (entry,) = log(dashboard)
    assert (entry.kind, entry.effective_on) == (EventKind.MILESTONE_REACHED, date(2026, 2, 27))
    assert "Not reported" in dashboard.read("initiative", id="1.5").section("Reported by the bodies")


def test_evidence_is_seen_in_the_history_with_its_link(dashboard: Dashboard):
    app = press(fill(form(dashboard, "evidence"), **FULL["evidence"]))
    assert seen(app).told[0] == "✓ Recorded as no. 1: Evidence added, 1.5 Duty to notify."
    for read in (dashboard.read("initiative", id="1.5"), dashboard.read("entry", no="1")):
        assert "Evidence added · 27 February 2026 · reported for" in read.text
        assert "Comment The report." in read.text
        assert (LINK, LINK) in read.links
        assert "Exempt from public access under § 14" in read.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2028", "2028"),
        ("2027-H2", "second half of 2027"),
        ("2027-Q3", "quarter 3 of 2027"),
        ("2027-05", "May 2027"),
        (" 2027-05-31 ", "31 May 2027"),
    ],
)
def test_a_deadline_is_as_exact_as_it_was_decided(dashboard: Dashboard, typed: str, told: str):
    press(fill(form(dashboard), revised_deadline=typed, comment="Decided."))
    assert schedule(dashboard) == f"Due {told} originally 2019"


@pytest.mark.parametrize("kind", FULL)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_kind_is_told_in_the_readers_language(dashboard: Dashboard, kind: str, lang: str):
    _ = Words(lang)
    app = press(fill(form(dashboard, kind, lang=lang), **FULL[kind]))
    assert seen(app).alerts == []
    what = _(
        {"deadline": "New deadline", "milestone": "Milestone reached", "evidence": "Evidence added"}[kind]
    )
    assert what in seen(app).told[0]
    read = dashboard.read("initiative", lang=lang, id="1.5")
    assert what in read.section(_("Reported history"))
    assert _("Record a new deadline, a milestone or evidence") in [label for label, _address in read.links]


def test_the_deadline_as_printed_and_the_one_in_force_stand_beside_the_form(dashboard: Dashboard):
    put(dashboard, NewDeadline, revised_deadline=PartialDate("2027-H1"), comment="Moved once.")
    text = seen(form(dashboard)).text
    assert "Deadline as printed 2019" in text
    assert "Deadline in force first half of 2027 (no. 1): Moved once." in text
    assert "stay visible beside it" in text


def test_an_initiative_leads_to_the_form_with_itself_chosen(dashboard: Dashboard):
    (address,) = [
        to
        for label, to in dashboard.read("initiative", id="1.5").links
        if label == "Record a new deadline, a milestone or evidence"
    ]
    assert address == "statement?id=1.5&lang=en"
    app = dashboard.visit("statement", id="1.5")
    assert app.get_by_key("chosen_id").value == "1.5"
    assert "Choose the body you act for." in seen(app).text
    assert not app.button


def test_without_an_initiative_in_the_address_one_is_chosen_first(dashboard: Dashboard):
    app = dashboard.visit("statement", **{"for": "JD"})
    assert not app.button
    app.get_by_key("chosen_id").set_value("2.1").run()
    press(fill(app, revised_deadline="2028", comment="Decided."))
    assert log(dashboard)[0].initiative == "2.1"


def test_the_form_is_empty_again_after_recording_and_what_was_done_stays_told(dashboard: Dashboard):
    app = press(fill(form(dashboard), **FULL["deadline"]))
    assert field(app, "revised_deadline").value == ""
    assert field(app, "comment").value == ""
    assert seen(app.run()).told[0].startswith("✓ Recorded as no. 1")


def test_what_is_typed_is_there_after_a_visit_to_another_page(dashboard: Dashboard):
    app = fill(form(dashboard), revised_deadline="2027", comment="Half a sentence")
    go(app, "about", lang="en")
    go(app, "statement", lang="en", **{"for": "JD", "id": "1.5"})
    assert field(app, "comment").value == "Half a sentence"
    assert field(app, "revised_deadline").value == "2027"


# What is refused


@pytest.mark.parametrize(
    ("kind", "over", "told"),
    [
        ("deadline", {"revised_deadline": ""}, "Initiative 1.5: write the new deadline, as 2018, 2018-H1"),
        (
            "deadline",
            {"revised_deadline": "next year"},
            "“next year” is no date we can use; write 2018, 2018-H1",
        ),
        (
            "deadline",
            {"revised_deadline": "2019"},
            "Initiative 1.5: this is the deadline already; choose another.",
        ),
        ("deadline", {"comment": " "}, "Initiative 1.5: a new deadline comes with its reason."),
        ("deadline", {"evidence_url": "here"}, "The link to evidence does not begin with https://."),
        ("milestone", {"milestone": ""}, "The field “Milestone” is blank; write something."),
        (
            "milestone",
            {"milestone": "x" * 65},
            "The text in “Milestone” is too long: 65 characters of at most 64.",
        ),
        ("evidence", {"evidence_url": ""}, "The link to evidence is missing. A link looks like https://"),
        ("evidence", {"evidence_url": "http://x.no"}, "The link to evidence does not begin with https://."),
        ("evidence", {"evidence_url": "javascript:alert(1)"}, "does not begin with https://."),
        ("evidence", {"effective_on": ""}, "Write the day it holds from, as 2018-12-31."),
        ("evidence", {"effective_on": "2018-02-30"}, "“2018-02-30” is no day we can use"),
        ("milestone", {"effective_on": "2026-03-03"}, "The day it holds from lies ahead"),
        (
            "deadline",
            {"effective_on": "2016-12-31"},
            "before the strategy's period, which began 1 January 2017",
        ),
        ("evidence", {"comment": "x" * 4001}, "The text in “Comment” is too long: 4001 characters"),
        ("evidence", {"comment": "turned \u202e around"}, "holds a character that cannot be shown safely"),
        (
            "milestone",
            {"milestone": "a\tb"},
            "The text in “Milestone” holds a character that cannot be shown safely",
        ),
        (
            "evidence",
            {"case_number": "x" * 65},
            "The text in “Case number” is too long: 65 characters of at most 64.",
        ),
        (
            "evidence",
            {"access_ground": "x" * 201},
            "The text in “Exempt from public access under” is too long: 201 characters of at most 200.",
        ),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_place_and_remedy_and_kept(
    dashboard: Dashboard, kind: str, over: dict[str, str], told: str
):
    app = press(fill(form(dashboard, kind), **(FULL[kind] | over)))
    (alert,) = seen(app).alerts
    assert told in alert
    assert log(dashboard) == []
    for name, text in (FULL[kind] | over).items():
        assert field(app, name).value == text


def test_everything_that_stands_against_a_statement_is_told_at_once(dashboard: Dashboard):
    app = press(fill(form(dashboard), revised_deadline="soon", effective_on="yesterday", evidence_url="here"))
    alerts = seen(app).alerts
    assert len(alerts) == 4
    assert [("yesterday" in alerts[0]), ("soon" in alerts[1])] == [True, True]
    assert "comes with its reason" in alerts[2]
    assert "https://" in alerts[3]


def test_three_clicks_are_one_statement(dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch):
    app = fill(form(dashboard), **FULL["deadline"])
    record = Writer.record
    monkeypatch.setattr(
        Writer, "record", lambda self, events: [record(self, events) for _click in range(3)][-1]
    )
    assert seen(press(app)).alerts == []
    assert len(log(dashboard)) == 1


def test_a_statement_that_arrived_without_an_answer_is_not_refused_as_its_own_repetition(
    dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch
):
    """The deadline is the one in force by now, which the rules would refuse."""
    app = fill(form(dashboard), **FULL["deadline"])
    record = Writer.record

    def lost(self: Any, events: Any) -> Any:
        record(self, events)
        monkeypatch.setattr(Writer, "record", record)
        raise Unreadable("database_unreachable", "The answer was lost.")

    monkeypatch.setattr(Writer, "record", lost)
    (alert,) = seen(press(app)).alerts
    assert "A report that arrived all the same is not recorded twice." in alert
    assert seen(press(app)).told[0].startswith("✓ Recorded as no. 1")
    assert len(log(dashboard)) == 1


def test_who_was_slower_is_shown_the_other_deadline_and_keeps_the_text(dashboard: Dashboard):
    slow = fill(form(dashboard), revised_deadline="2028", comment="Written slowly.")
    put(dashboard, NewDeadline, revised_deadline=PartialDate("2027-H1"), comment="Written fast.")
    read = seen(press(slow))
    (alert,) = read.alerts
    assert alert.startswith(
        "Initiative 1.5 was reported on while you wrote: New deadline, recorded 2 March 2026"
    )
    told = read.section("Recorded while you wrote")
    assert "New deadline: first half of 2027" in told
    assert "Written fast." in told
    assert ("no. 1 in the log", "entry?no=1&lang=en") in read.links
    assert field(slow, "comment").value == "Written slowly."
    assert len(log(dashboard)) == 1
    assert seen(press(slow)).told[0].startswith("✓ Recorded as no. 2")
    assert schedule(dashboard) == "Due 2028 originally 2019"


# Correcting


@pytest.mark.parametrize("kind", FULL)
def test_a_correction_begins_with_what_was_recorded_and_takes_its_place(dashboard: Dashboard, kind: str):
    press(fill(form(dashboard, kind), **FULL[kind]))
    dashboard.clock.forward(days=1)
    app = correction(dashboard, 1)
    assert seen(app).title == "Correct entry 1 of the log"
    for name, text in (FULL[kind] | {"effective_on": "2026-02-27", "comment": ""}).items():
        assert field(app, name).value == text, name
    assert seen(press(app)).alerts == ["Initiative 1.5: a correction says why it is made."]
    changed = {"deadline": {"revised_deadline": "2028"}, "milestone": {"milestone": "Another"}}.get(
        kind, {"evidence_url": f"{LINK}/2"}
    )
    read = seen(press(fill(app, comment="It was wrong.", **changed)))
    assert read.told[0] == "✓ Recorded as no. 2: Correction, 1.5 Duty to notify."
    first, second = log(dashboard)
    assert (second.kind, second.refers_to, second.subject) == (EventKind.CORRECTION, 1, first.kind)
    assert second.case_number == first.case_number
    assert second.access_ground == first.access_ground
    told = history(dashboard)
    assert "Corrected (no. 2): It was wrong." in told
    assert "Correction: " in told
    assert FULL[kind]["comment"] in told, "what was corrected stays readable"
    if kind == "deadline":
        assert schedule(dashboard) == "Due 2028 originally 2019"


def test_a_second_correction_begins_with_what_stands(dashboard: Dashboard):
    put(dashboard, NewMilestone, milestone="First")
    put(dashboard, NewMilestone, milestone="Second", corrects=1)
    app = correction(dashboard, 1)
    assert field(app, "milestone").value == "Second"
    press(fill(app, milestone="Third", comment="Wrong again."))
    assert [entry.refers_to for entry in log(dashboard)] == [None, 1, 1]
    assert "Corrected (no. 3): Wrong again." in history(dashboard)


def test_who_corrects_more_slowly_is_shown_the_other_correction_and_keeps_the_text(dashboard: Dashboard):
    put(dashboard, NewMilestone, milestone="First")
    slow = fill(correction(dashboard, 1), milestone="Mine", comment="Written slowly.")
    put(dashboard, NewMilestone, milestone="Theirs", corrects=1, comment="Written fast.", case_number="26/1")
    read = seen(press(slow))
    assert "Correction: Milestone reached: Theirs" in read.section("Recorded while you wrote")
    assert field(slow, "milestone").value == "Mine"
    assert field(slow, "comment").value == "Written slowly."
    assert field(slow, "case_number").value == "", "nothing is filled in behind one's back"
    assert seen(press(slow)).alerts == []
    assert [entry.milestone for entry in log(dashboard)] == ["First", "Theirs", "Mine"]


def test_a_correction_opened_before_another_one_came_in_does_not_take_its_place_unseen(dashboard: Dashboard):
    put(dashboard, NewMilestone, milestone="First")
    app = correction(dashboard, 1)
    put(dashboard, NewMilestone, milestone="Theirs", corrects=1)
    app.run()
    read = seen(press(fill(app, comment="Why.")))
    assert "Milestone reached: Theirs" in read.section("Recorded while you wrote")
    assert len(log(dashboard)) == 2


def test_a_form_left_open_over_night_keeps_what_was_typed(dashboard: Dashboard):
    app = fill(form(dashboard), revised_deadline="2027", comment="Decided.")
    dashboard.clock.forward(days=1)
    app.run()
    assert field(app, "effective_on").value == "2026-03-02"
    assert field(app, "comment").value == "Decided."


@pytest.mark.parametrize(
    ("prepare", "number", "told"),
    [
        (
            lambda there: put(there, NewMilestone, milestone="B", corrects=1),
            2,
            "A correction is corrected through no. 1",
        ),
        (lambda there: put(there, NewWithdrawal, withdraws=1), 1, "Already withdrawn by no. 2."),
        (lambda there: put(there, NewWithdrawal, withdraws=1), 2, "A withdrawal is not undone"),
        (lambda there: put_report(there), 2, "Correct this entry"),
    ],
    ids=["a correction", "withdrawn", "a withdrawal", "a status report"],
)
def test_what_cannot_be_corrected_here_says_why(
    dashboard: Dashboard, prepare: Callable[[Dashboard], LogEntry], number: int, told: str
):
    put(dashboard, NewMilestone, milestone="A")
    prepare(dashboard)
    app = correction(dashboard, number)
    assert told in seen(app).text
    assert not app.button


def test_a_status_report_is_led_to_its_own_form(dashboard: Dashboard):
    put_report(dashboard, acting_for="KDI")
    links = dict(seen(correction(dashboard, 1)).links)
    assert links["Correct this entry"] == "report?for=KDI&corrects=1&lang=en"


@pytest.mark.parametrize("said", ["0", "99", "-1", "²", "{number}"])
def test_an_entry_that_is_not_there_cannot_be_corrected(dashboard: Dashboard, said: str):
    read = dashboard.read("statement", corrects=said)
    assert f"There is no entry {said} in the log." in read.text
    assert read.alerts == []


@pytest.mark.parametrize(
    ("name", "label"), [("id", "Initiative"), ("kind", "What to record"), ("for", "Body you act for")]
)
def test_a_choice_in_the_address_that_does_not_exist_is_told(dashboard: Dashboard, name: str, label: str):
    assert (
        f"“tull” in the address is no choice for “{label}”, and was left out."
        in dashboard.read("statement", **{name: "tull"}).told
    )


def test_no_strange_address_makes_the_page_stumble(dashboard: Dashboard):
    app = dashboard.visit("statement")
    for said in STRANGE:
        for names in (("id", "kind", "for"), ("corrects",), ("id", "kind", "for", "corrects")):
            read = seen(go(app, lang="en", **dict.fromkeys(names, said)))
            assert read.title == "New deadline, milestone or evidence"
            assert "<script>" not in "".join(each.proto.body for each in app.main if each.type == "html")


# Whom it is put to


def test_without_answers_it_says_that_it_is_published_at_once(dashboard: Dashboard):
    assert "It is published as soon as it is recorded." in seen(form(dashboard)).text


def test_with_answers_it_says_who_is_asked_and_waits_for_them(start: Callable[..., Dashboard]):
    dashboard = start(answers=True)
    app = fill(form(dashboard), **FULL["deadline"])
    text = seen(app).text
    assert "these are asked to answer: " in text and "until 16 March 2026" in text
    for body in ("Ministry of Health and Care Services (HOD)", "Ministry of Education and Research (KD)"):
        assert body in text
    assert "It is published as soon as it is recorded." not in text
    read = seen(press(app))
    assert read.told[0] == "✓ Submitted as no. 1: New deadline, 1.5 Duty to notify. It awaits answers."
    assert schedule(dashboard) == "Deadline passed (2019)"
    assert "Submitted, not published yet." in history(dashboard)
    question = log(dashboard)[0].question
    assert question is not None
    for body in question.asked:
        put(dashboard, NewAnswer, answers=1, verdict=Verdict.CONFIRMED, acting_for=body)
    assert schedule(dashboard) == "Due first half of 2027 originally 2019"


def test_with_answers_it_says_where_there_is_nobody_to_ask(start: Callable[..., Dashboard]):
    dashboard = start(answers=True)
    alone = next(
        each for each in dashboard.services.files.shipped().catalogue.initiatives if each.bodies() == ("JD",)
    )
    app = form(dashboard, id=alone.id)
    assert "so nobody is asked. It is published as soon as it is recorded." in seen(app).text


def test_statements_are_recorded_today_whatever_day_is_read(dashboard: Dashboard):
    app = form(dashboard, as_of="2018-06-30")
    assert "this page shows today" in " ".join(seen(app).told)
    read = seen(press(fill(app, **FULL["deadline"])))
    assert "entry?no=1&lang=en" in [address for _label, address in read.links], "where it can be read"


# Status reports are corrected elsewhere; what took their place is told all the same.


def test_a_corrected_report_is_marked_and_leads_to_its_correction(dashboard: Dashboard):
    put_report(dashboard, status=Status.COMPLETED)
    put_report(dashboard, status=Status.IN_PROGRESS, corrects=1, comment="Not completed yet.")
    page = dashboard.read("initiative", id="1.5")
    told = page.section("Reported history")
    assert "Corrected (no. 2): Not completed yet." in told
    assert "Correction: In progress from 2 March 2026 · reported for" in told
    assert ("no. 2", "entry?no=2&lang=en") in page.links


def test_evidence_that_was_withdrawn_stays_readable_and_says_so(dashboard: Dashboard):
    put(dashboard, NewEvidence, evidence_url=LINK)
    put(dashboard, NewWithdrawal, withdraws=1, comment="A dead link.")
    told = history(dashboard)
    assert "Withdrawn (no. 2): A dead link." in told
    assert LINK in told
