"""What can be done with an entry of the log, on its page, and what every page then says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from monitor.catalogue.dates import PartialDate
from monitor.reporting.events import (
    DecisionNeeded,
    EventKind,
    NewAnswer,
    NewDeadline,
    NewEvidence,
    NewMilestone,
    NewRedaction,
    NewWithdrawal,
    Verdict,
)
from monitor.reporting.status import Status
from monitor.show.words import Words
from monitor.storage.engine import open_engine
from monitor.storage.integrity import verify
from monitor.wiring.writer import Writer
from tests.pages.conftest import Dashboard, go, seen
from tests.pages.statements import put, put_report
from tests.pages.test_bad_input import STRANGE

SECRET = "Kari Nordmann of Storgata 1 was asked."
DO = "What can be done with it"


def entry(
    dashboard: Dashboard, number: int = 1, *, body: str = "JD", lang: str = "en", **more: str
) -> AppTest:
    """A new session on the page of an entry, acting for a body."""
    return dashboard.visit("entry", lang=lang, no=str(number), **({"for": body} if body else {}), **more)


def field(app: AppTest, ending: str, kind: str = "text_area") -> list[Any]:
    """The fields of the page by the end of their key: of two, the first is of the form that withdraws."""
    return [each for each in getattr(app, kind) if str(each.key).endswith(f"-{ending}")]


def button(app: AppTest, label: str) -> Any:
    (found,) = [each for each in app.button if each.label == label]
    return found


def withdraw(app: AppTest, reason: str = "Reported on the wrong initiative.") -> AppTest:
    field(app, "reason")[0].set_value(reason)
    return button(app, "Withdraw the entry").click().run()


def remove(app: AppTest, *fields: str, reason: str = "It names a private person.") -> AppTest:
    """Fill in the form that removes texts and press its button."""
    for name in fields:
        field(app, name, "checkbox")[0].check()
    field(app, "reason")[-1].set_value(reason)
    field(app, "understood", "checkbox")[0].check().run()
    return button(app, "Remove the text for good").click().run()


def status_of(dashboard: Dashboard, initiative: str = "1.5", **query: str) -> str:
    rows = dashboard.read("overview", **query).table("All initiatives").rows
    return next(row for row in rows if row["Initiative"].startswith(initiative))["Reported by the bodies"]


def kinds(dashboard: Dashboard) -> list[EventKind]:
    return [each.kind for each in sorted(dashboard.services.log.entries(), key=lambda each: each.sequence)]


def labels(app: AppTest) -> list[str]:
    return [each.label for each in app.button]


# Withdrawal


def test_a_withdrawal_makes_the_report_before_it_stand_again_and_both_stay_readable(dashboard: Dashboard):
    put_report(dashboard, status=Status.NOT_STARTED)
    dashboard.clock.forward(days=1)
    put_report(dashboard, status=Status.COMPLETED, comment="All is done.")
    assert status_of(dashboard).startswith("Completed")
    dashboard.clock.forward(days=1)
    app = entry(dashboard, 2)
    assert "If it is the one in force, the one before it stands again, if there is one." in seen(app).section(
        "Withdraw"
    )
    read = seen(withdraw(app))
    assert read.alerts == []
    assert read.told[0] == "✓ Withdrawn. The withdrawal is no. 3 in the log."
    assert "Already withdrawn by no. 3." in read.section("Withdraw")
    assert "Already withdrawn by no. 3." in read.section("Correct")
    assert "Withdraw the entry" not in labels(app)
    assert "Withdrawal · 4 March 2026 · for Ministry of Justice and Public Security (JD)" in read.section(
        "Recorded about this entry"
    )
    assert status_of(dashboard).startswith("Not started")
    assert status_of(dashboard, as_of="2026-03-03").startswith("Completed"), "as it was known then"
    history = dashboard.read("initiative", id="1.5").section("Reported history")
    assert "Withdrawn (no. 3): Reported on the wrong initiative." in history
    assert "Comment All is done." in history
    last = dashboard.services.log.entries()[0]
    assert (last.effective_on, last.refers_to, last.acting_for) == (date(2026, 3, 4), 2, "JD")


def test_a_withdrawal_says_why_and_keeps_what_is_asked_for_until_it_does(dashboard: Dashboard):
    put_report(dashboard)
    app = withdraw(entry(dashboard), reason=" ")
    assert seen(app).alerts == ["Initiative 1.5: a withdrawal says why."]
    assert kinds(dashboard) == [EventKind.STATUS_REPORT]
    assert seen(withdraw(app, "Wrong.")).alerts == []
    assert len(kinds(dashboard)) == 2


def test_a_reason_that_cannot_be_kept_is_refused_with_its_place_and_stays_typed(dashboard: Dashboard):
    put_report(dashboard)
    for reason, told in (
        ("x" * 4001, "The text in “Comment” is too long: 4001 characters of at most 4000."),
        ("turned \u202e around", "The text in “Comment” holds a character that cannot be shown safely"),
    ):
        app = withdraw(entry(dashboard), reason)
        (alert,) = seen(app).alerts
        assert told in alert
        assert field(app, "reason")[0].value == reason
    assert len(kinds(dashboard)) == 1


def test_a_body_is_chosen_before_anything_can_be_done(dashboard: Dashboard):
    put_report(dashboard)
    app = entry(dashboard, body="")
    assert "Choose the body you act for." in seen(app).section(DO)
    assert labels(app) == []
    app.get_by_key("chosen_for").set_value("KDI").run()
    withdraw(app)
    assert dashboard.services.log.entries()[0].acting_for == "KDI"


def test_the_reason_typed_is_there_after_a_visit_to_another_page(dashboard: Dashboard):
    put_report(dashboard)
    app = entry(dashboard)
    field(app, "reason")[0].set_value("Half a sentence").run()
    go(app, "about", lang="en")
    go(app, "entry", lang="en", no="1", **{"for": "JD"})
    assert field(app, "reason")[0].value == "Half a sentence"


def test_withdrawing_a_new_deadline_brings_the_one_before_it_back(dashboard: Dashboard):
    put(dashboard, NewDeadline, revised_deadline=PartialDate("2027-H1"))
    before = dashboard.read("initiative", id="1.5")
    assert "Due first half of 2027" in before.section("Schedule")
    assert "New deadlines in the log first half of 2027" in before.section("Who and when")
    read = seen(withdraw(entry(dashboard)))
    assert "✓ Withdrawn." in read.told[0]
    after = dashboard.read("initiative", id="1.5")
    assert "Deadline passed (2019)" in after.section("Schedule")
    assert "Revised, because" not in after.section("Schedule")
    assert "New deadlines in the log" not in after.section("Who and when")


@contextmanager
def clicked_thrice(dashboard: Dashboard) -> Iterator[None]:
    """The writer is asked three times with the same event, as hasty clicks on a slow line do."""
    record = Writer.record

    def thrice(self: Any, events: Any) -> Any:
        for _click in range(2):
            record(self, events)
        return record(self, events)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Writer, "record", thrice)
        yield


def test_three_clicks_on_withdraw_are_one_withdrawal(dashboard: Dashboard):
    put_report(dashboard)
    app = entry(dashboard)
    with clicked_thrice(dashboard):
        withdraw(app)
    assert seen(app).alerts == []
    assert kinds(dashboard) == [EventKind.STATUS_REPORT, EventKind.WITHDRAWAL]
    assert "Withdraw the entry" not in labels(app.run()), "a click that comes later finds no button"


def test_who_was_slower_is_shown_what_came_in_and_keeps_the_text(dashboard: Dashboard):
    put_report(dashboard)
    slow = entry(dashboard)
    field(slow, "reason")[0].set_value("Written slowly.").run()
    dashboard.clock.forward(minutes=5)
    put(dashboard, NewMilestone, milestone="Register in use", acting_for="KDI")
    read = seen(button(slow, "Withdraw the entry").click().run())
    (alert,) = read.alerts
    assert alert.startswith("Initiative 1.5 was reported on while you wrote: Milestone reached, recorded")
    assert "Milestone reached: Register in use" in read.section("Recorded while you wrote")
    assert "entry?no=2&lang=en" in [address for _label, address in read.links]
    assert field(slow, "reason")[0].value == "Written slowly."
    assert len(kinds(dashboard)) == 2
    assert seen(button(slow, "Withdraw the entry").click().run()).alerts == []
    assert kinds(dashboard)[-1] is EventKind.WITHDRAWAL


def test_what_comes_in_between_reading_and_pressing_again_is_shown_too(dashboard: Dashboard):
    put_report(dashboard)
    slow = entry(dashboard)
    field(slow, "reason")[0].set_value("Written slowly.").run()
    for number in (2, 3):
        put(dashboard, NewMilestone, milestone=f"Milestone {number}")
        read = seen(button(slow, "Withdraw the entry").click().run())
        told = read.section("Recorded while you wrote")
        assert f"Milestone {number}" in told
        assert told.count("Milestone reached") == 1, "only what is new"
    assert EventKind.WITHDRAWAL not in kinds(dashboard)


def test_what_came_in_before_anything_was_typed_was_read_with_the_page(dashboard: Dashboard):
    put_report(dashboard)
    app = entry(dashboard)
    put(dashboard, NewMilestone, milestone="Register in use")
    app.run()  # the page is drawn anew, the new entry with it
    assert seen(withdraw(app)).alerts == []


def test_ones_own_removal_is_no_news_to_ones_own_withdrawal(dashboard: Dashboard):
    put_report(dashboard, comment=SECRET)
    app = entry(dashboard)
    field(app, "reason")[0].set_value("Wrong as well.").run()
    remove(app, "comment")
    assert seen(button(app, "Withdraw the entry").click().run()).alerts == []
    assert kinds(dashboard) == [EventKind.STATUS_REPORT, EventKind.REDACTION, EventKind.WITHDRAWAL]


# Correction


def test_each_kind_is_corrected_where_its_form_is(dashboard: Dashboard):
    put_report(dashboard, acting_for="KDI")
    put(dashboard, NewDeadline, revised_deadline=PartialDate("2027"))
    put(dashboard, NewMilestone, milestone="Register in use")
    put(dashboard, NewEvidence, evidence_url="https://www.example.no/report")
    found = []
    for number in range(1, 5):
        (address,) = [
            to for label, to in dashboard.read("entry", no=str(number)).links if label == "Correct this entry"
        ]
        found.append(address)
    assert found == [
        "report?for=KDI&corrects=1&lang=en",
        "statement?for=JD&corrects=2&lang=en",
        "statement?for=JD&corrects=3&lang=en",
        "statement?for=JD&corrects=4&lang=en",
    ]


def test_a_correction_leads_to_what_it_corrects_and_can_itself_be_withdrawn(dashboard: Dashboard):
    put(dashboard, NewDeadline, revised_deadline=PartialDate("2027"))
    put(dashboard, NewDeadline, revised_deadline=PartialDate("2028"), corrects=1)
    original = dashboard.read("entry", no="1")
    assert "Corrected (no. 2): The reason." in original.text
    assert "Its correction is withdrawn with it." in original.section("Withdraw")
    app = entry(dashboard, 2)
    read = seen(app)
    assert read.section("Correct") == "A correction is corrected through no. 1, which it corrects."
    assert "What it corrected stands again." in read.section("Withdraw")
    assert seen(withdraw(app)).alerts == []
    assert "Due 2027" in dashboard.read("initiative", id="1.5").section("Schedule")


def test_a_correction_that_a_later_one_replaced_says_that_nothing_changes(dashboard: Dashboard):
    put(dashboard, NewDeadline, revised_deadline=PartialDate("2027"))
    for year in ("2028", "2029"):
        put(dashboard, NewDeadline, revised_deadline=PartialDate(year), corrects=1)
    told = dashboard.read("entry", no="2").section("Withdraw")
    assert "A later correction stands in its place" in told


def test_what_awaits_answers_is_withdrawn_and_submitted_anew(start: Callable[..., Dashboard]):
    dashboard = start(answers=True)
    put_report(dashboard)
    app = entry(dashboard)
    read = seen(app)
    assert "Submitted, not published yet." in read.text
    assert "Correct It is not published yet. Withdraw it and submit it anew." in read.text
    assert "the ministries need not answer any more" in read.section("Withdraw")
    assert seen(withdraw(app)).alerts == []
    assert "Withdrawn (no. 2)" in dashboard.read("entry", no="1").text


def test_entries_about_an_entry_say_why_they_are_not_corrected_or_withdrawn(start: Callable[..., Dashboard]):
    dashboard = start(answers=True)
    put_report(dashboard)
    put(dashboard, NewAnswer, answers=1, verdict=Verdict.DISAGREED, acting_for="KD")
    put(dashboard, NewRedaction, redacts=1, fields=("comment",))
    put(dashboard, NewWithdrawal, withdraws=1)
    for number, told in (
        ("2", "An answer is neither corrected nor withdrawn: the ministry answers again."),
        ("3", "The removal of text cannot be undone."),
        ("4", "A withdrawal is not undone: record what was withdrawn anew."),
    ):
        read = dashboard.read("entry", no=number)
        assert read.section("Correct") == read.section("Withdraw") == told
        assert "Correct this entry" not in [label for label, _address in read.links]


def test_nothing_is_done_from_a_page_read_as_of_an_earlier_day(dashboard: Dashboard):
    put_report(dashboard)
    dashboard.clock.forward(days=3)
    app = entry(dashboard, as_of="2026-03-03")
    read = seen(app)
    assert "What is recorded is recorded today." in read.section(DO)
    assert ("Read the entry as of today", "entry?no=1&lang=en") in read.links
    assert labels(app) == []


# Removal of personal data


def shown(app: AppTest) -> str:
    """Everything that the browser is sent."""
    return "".join(str(element.proto) for element in app.main)


def test_removed_words_are_nowhere_any_more_and_the_log_still_verifies(dashboard: Dashboard):
    put_report(dashboard, comment="Nothing to hide.", next_step=SECRET, obstacle=SECRET)
    folder = dashboard.settings.data_dir

    def in_files() -> bool:
        return any(
            path.is_file() and SECRET.encode() in path.read_bytes() for path in Path(folder).rglob("*")
        )

    assert in_files()
    app = entry(dashboard)
    assert SECRET in seen(app).section("Remove personal data"), "the text in question is shown"
    remove(app, "next_step", "obstacle")
    read = seen(app)
    assert read.alerts == []
    assert read.told[0] == "✓ The text is removed. The removal is no. 2 in the log."
    told = "Text removed, by no. 2: It names a private person."
    for name in ("Next step", "Obstacle"):
        assert f"{name} {told}" in read.text
    assert "Removed text Next step, Obstacle" in read.section("Recorded about this entry")
    assert "Comment Nothing to hide." in read.text
    for page in (
        app,
        dashboard.visit("initiative", id="1.5"),
        dashboard.visit("overview"),
        dashboard.visit("entry", no="2"),
    ):
        assert SECRET not in shown(page)
    assert f"Next step {told}" in dashboard.read("initiative", id="1.5").section("Reported history")
    assert not in_files()
    assert verify(open_engine(dashboard.settings.database_url)).sequence == 2


def test_the_warning_says_that_it_is_for_good_is_shown_in_the_log_and_does_not_reach_backups(
    dashboard: Dashboard,
):
    put_report(dashboard)
    told = dashboard.read("entry", no="1").section("Remove personal data")
    for part in ("removed for good", "The log shows that text was removed", "Backups and downloaded files"):
        assert part in told


def test_the_button_does_not_work_before_one_says_that_one_has_understood(dashboard: Dashboard):
    put_report(dashboard)
    app = entry(dashboard)
    assert button(app, "Remove the text for good").disabled
    field(app, "understood", "checkbox")[0].check().run()
    assert not button(app, "Remove the text for good").disabled


def test_a_removal_names_a_text_and_says_why(dashboard: Dashboard):
    put_report(dashboard)
    app = remove(entry(dashboard))
    assert seen(app).alerts == ["Choose the text that is to be removed."]
    assert field(app, "reason")[-1].value == "It names a private person."
    app = remove(entry(dashboard), "comment", reason="")
    assert seen(app).alerts == ["Initiative 1.5: a removal of text says why."]
    assert kinds(dashboard) == [EventKind.STATUS_REPORT]


def test_only_texts_that_are_there_can_be_chosen(dashboard: Dashboard):
    put_report(dashboard, comment="One.", help_needed="Two.", decision=DecisionNeeded(what="Three?", of="JD"))
    app = entry(dashboard)
    assert [each.label for each in app.checkbox][:-1] == [
        "Remove “Help needed”",
        "Remove “Comment”",
        "Remove “What is to be decided”",
    ]
    remove(app, "decision_what")
    assert "Remove “What is to be decided”" not in [each.label for each in app.checkbox]
    assert not [each for each in app.checkbox if each.value], "the form is empty again"
    assert "Needs a decision Text removed, by no. 2: It names" in seen(app).text
    put(dashboard, NewMilestone, milestone="Register in use", comment="")
    assert "The entry holds no text that could be removed." in dashboard.read("entry", no="3").text


def test_the_reason_of_a_withdrawal_can_be_removed_and_says_by_what(dashboard: Dashboard):
    put_report(dashboard)
    put(dashboard, NewWithdrawal, withdraws=1, comment=SECRET)
    app = remove(entry(dashboard, 2), "comment")
    assert "Reason Text removed, by no. 3: It names a private person." in seen(app).text
    about = dashboard.read("entry", no="1").section("Recorded about this entry")
    assert "Reason Text removed, by no. 3: It names a private person." in about
    assert SECRET not in dashboard.read("initiative", id="1.5").text


def test_on_an_earlier_day_removed_words_are_gone_too_and_it_says_that_this_came_later(dashboard: Dashboard):
    put_report(dashboard, comment=SECRET)
    dashboard.clock.forward(days=3)
    remove(entry(dashboard), "comment")
    told = dashboard.read("entry", no="1", as_of="2026-03-03").text
    assert "Comment Text removed, after the day shown" in told
    assert SECRET not in told


def test_three_clicks_on_removal_are_one_removal(dashboard: Dashboard):
    put_report(dashboard, comment=SECRET)
    app = entry(dashboard)
    with clicked_thrice(dashboard):
        remove(app, "comment")
    assert seen(app).alerts == []
    assert kinds(dashboard) == [EventKind.STATUS_REPORT, EventKind.REDACTION]


def test_a_removal_that_comes_too_late_shows_what_came_in(dashboard: Dashboard):
    put_report(dashboard, comment=SECRET)
    slow = entry(dashboard)
    field(slow, "comment", "checkbox")[0].check().run()
    put(dashboard, NewEvidence, evidence_url="https://www.example.no/report")
    read = seen(remove(slow, "comment"))
    assert "Evidence added" in read.section("Recorded while you wrote")
    assert field(slow, "reason")[-1].value == "It names a private person."
    assert seen(button(slow, "Remove the text for good").click().run()).alerts == []


def test_user_text_is_drawn_as_text_on_the_page_of_its_entry(dashboard: Dashboard):
    hostile = "<script>alert(1)</script> **bold** ![x](https://www.example.no/x.png)"
    put_report(dashboard, comment=hostile)
    app = entry(dashboard)
    bodies = "".join(element.proto.body for element in app.main if element.type == "html")
    assert "<script>" not in bodies
    assert "&lt;script&gt;" in bodies
    assert hostile not in "".join(each.label for each in app.checkbox)


@pytest.mark.parametrize("said", ["", "0", "99", "-1", "1.5", "²", *STRANGE])
def test_an_entry_that_is_not_there_is_said_calmly(dashboard: Dashboard, said: str):
    put_report(dashboard)
    read = dashboard.read("entry", no=said)
    assert read.title == "Entry of the log"
    told = "There is no entry 99 in the log by this day." if said == "99" else "The address names no entry."
    assert told in read.text
    assert read.alerts == []


def test_the_page_of_an_entry_speaks_the_readers_language(dashboard: Dashboard, words: Words):
    put_report(dashboard)
    read = seen(entry(dashboard, lang=words.language))
    assert [text for _level, text in read.headings] == [
        words("Entry {number} of the log").format(number=1),
        words("What can be done with it"),
        words("Correct"),
        words("Withdraw"),
        words("Remove personal data"),
    ]


def test_an_address_without_a_number_is_said_in_norwegian_too(dashboard: Dashboard):
    assert "Adressen viser ikke til noen oppføring." in dashboard.read("entry", lang="nb").text
