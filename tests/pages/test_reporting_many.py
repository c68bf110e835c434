"""The secretariat's screen: many initiatives at once, drafts kept as they are typed, a look before publishing."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from monitor.catalogue.dates import PartialDate
from monitor.errors import Unreadable
from monitor.reporting.events import NewAnswer, NewReport, NewWithdrawal, Verdict
from monitor.reporting.rounds import StepKind
from monitor.reporting.status import Status
from monitor.show.words import Words
from tests.builders import a_draft, a_report, a_round, a_step, about
from tests.pages.conftest import Dashboard, go, seen
from tests.pages.test_reporting import count, field, fill, form, press

ME = "local"


def grid(dashboard: Dashboard, body: str = "JD", **query: str) -> AppTest:
    """A new session with the grid of a body open."""
    return dashboard.visit("report", **({"for": body} | query))


def button(app: AppTest, label: str) -> Any:
    (found,) = [button for button in app.button if button.label == label]
    return found


def primary(app: AppTest) -> Any:
    (found,) = [button for button in app.button if button.proto.type == "primary"]
    return found


def preview(app: AppTest) -> list[dict[str, str]]:
    """The rows of what will be published; none while there is no such table."""
    return [
        row
        for table in seen(app).tables
        if table.caption in ("What will be published", "What will be submitted")
        for row in table.rows
    ]


def recorded(dashboard: Dashboard, *reports: NewReport) -> None:
    """Written to the log by somebody else, each after the one before."""
    log = dashboard.services.log
    for number, report in enumerate(reports):
        log.append(
            a_report(
                **{
                    "idempotency_key": f"other-{log.revision()}-{number}",
                    "expected_revision": log.initiative_revision(report.initiative),
                    "initiative": report.initiative,
                    "status": report.status,
                    "effective_on": report.effective_on,
                    "recorded_by": report.recorded_by,
                    "acting_for": report.acting_for,
                    "comment": report.comment,
                    "next_step": report.next_step,
                    "expected_completion": report.expected_completion,
                }
            ),
            recorded_at=dashboard.clock.now,
        )


def drafts(dashboard: Dashboard) -> dict[str, Any]:
    return {draft.initiative: draft for draft in dashboard.services.drafts.drafts(ME)}


# The grid


def test_the_page_opens_on_a_row_for_each_initiative_the_body_may_report_on(dashboard: Dashboard):
    app = grid(dashboard)
    assert app.get_by_key("chosen_way").value == "many"
    labels = [box.label for box in app.main.selectbox if str(box.key).endswith("-status")]
    assert len(labels) == 15
    assert labels[0] == "1.1 Review agreements and regulations"
    assert preview(app) == []
    assert primary(app).disabled
    assert primary(app).label == "Publish 0 reports"


def test_a_row_is_preset_to_the_last_status_and_one_without_a_report_to_none(dashboard: Dashboard):
    recorded(dashboard, a_report(initiative="1.2"))
    app = grid(dashboard)
    assert field(app, "1.2", "status").value == "in_progress"
    assert field(app, "1.2", "unchanged").value is False
    assert field(app, "1.1", "status").value is None
    assert field(app, "1.1", "status").proto.placeholder == "Choose"
    assert [box for box in app.checkbox if str(box.key).endswith("-1.1-unchanged")] == []


def test_only_touched_rows_are_published(dashboard: Dashboard):
    for number in ("1.1", "1.2", "1.3", "2.1"):
        recorded(dashboard, a_report(initiative=number, status=Status.COMPLETED))
    app = grid(dashboard)
    field(app, "1.1", "unchanged").check()
    field(app, "1.2", "status").set_value("in_progress")
    field(app, "1.3", "comment").set_value("A word.")
    field(app, "2.1", "comment").set_value("  ")
    app.run()
    assert [row["Initiative"].split()[0] for row in preview(app)] == ["1.1", "1.2", "1.3"]
    assert primary(app).label == "Publish 3 reports"
    field(app, "1.2", "comment").set_value("Opened again.").run()
    assert seen(press(app)).alerts == []
    latest = dashboard.services.log.latest(as_of=date(2026, 3, 2))
    assert {id_: (entry.status, entry.comment) for id_, entry in latest.items()} == {
        "1.1": (Status.COMPLETED, ""),
        "1.2": (Status.IN_PROGRESS, "Opened again."),
        "1.3": (Status.COMPLETED, "A word."),
        "2.1": (Status.COMPLETED, ""),
    }
    assert count(dashboard) == 7
    told = [told for told in seen(app).told if told.startswith("✓ Recorded:")]
    assert [line.split()[2] + line[-8:] for line in told] == ["1.1 (no. 5)", "1.2 (no. 6)", "1.3 (no. 7)"]
    assert preview(app) == []
    assert drafts(dashboard) == {}


def test_a_status_chosen_back_or_a_tick_taken_away_leaves_the_row_untouched(dashboard: Dashboard):
    recorded(dashboard, a_report(initiative="1.1", status=Status.COMPLETED))
    app = grid(dashboard)
    field(app, "1.1", "status").set_value("in_progress").run()
    assert len(preview(app)) == 1
    field(app, "1.1", "status").set_value("completed").run()
    assert preview(app) == [] and drafts(dashboard) == {}
    field(app, "1.1", "unchanged").check().run()
    assert len(preview(app)) == 1
    field(app, "1.1", "unchanged").uncheck().run()
    assert preview(app) == [] and drafts(dashboard) == {}


def test_another_status_takes_the_tick_away(dashboard: Dashboard):
    recorded(dashboard, a_report(initiative="1.1", status=Status.COMPLETED))
    app = grid(dashboard)
    field(app, "1.1", "unchanged").check().run()
    field(app, "1.1", "status").set_value("not_started").run()
    assert field(app, "1.1", "unchanged").value is False
    assert "Completed → Not started" in preview(app)[0]["Status, last → new"]


def test_all_reported_ones_are_marked_as_unchanged_and_that_is_undone(dashboard: Dashboard):
    for number in ("1.1", "1.2", "1.3"):
        recorded(dashboard, a_report(initiative=number, status=Status.COMPLETED))
    app = grid(dashboard)
    assert button(app, "Undo").disabled
    field(app, "1.2", "status").set_value("in_progress").run()
    button(app, "Mark all reported ones as unchanged").click().run()
    ticked = {number: field(app, number, "unchanged").value for number in ("1.1", "1.2", "1.3")}
    assert ticked == {"1.1": True, "1.2": False, "1.3": True}, "what somebody chose stays"
    assert primary(app).label == "Publish 3 reports"
    field(app, "1.3", "status").set_value("discontinued").run()
    button(app, "Undo").click().run()
    assert field(app, "1.1", "unchanged").value is False
    assert field(app, "1.3", "status").value == "discontinued"
    assert primary(app).label == "Publish 2 reports"


def test_what_has_come_in_the_round_that_runs_is_not_marked_once_more(dashboard: Dashboard):
    dashboard.clock.now = datetime(2026, 2, 1, 12, tzinfo=UTC)
    recorded(dashboard, a_report(initiative="1.4"), a_report(initiative="1.5"))
    dashboard.services.writer.open_round(a_round(opens=date(2026, 2, 15), closes=date(2026, 3, 15)))
    dashboard.services.writer.add_to_round(a_step(body="HOD"))
    dashboard.clock.now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    recorded(dashboard, a_report(initiative="1.4"))
    app = grid(dashboard, "HOD")
    button(app, "Mark all that are missing in this round as unchanged").click().run()
    assert {number: field(app, number, "unchanged").value for number in ("1.4", "1.5")} == {
        "1.4": False,
        "1.5": True,
    }


def test_what_was_discontinued_or_is_late_with_a_comment_is_marked_as_unchanged_without_another(
    dashboard: Dashboard,
):
    app = fill(grid(dashboard), "1.1", status="in_progress", comment="The money is late.")
    fill(app, "1.2", status="discontinued", comment="The ministry ended it.")
    assert seen(press(app)).alerts == []
    for reports in (4, 6):
        button(app, "Mark all reported ones as unchanged").click().run()
        assert [row["What stands against it"] for row in preview(app)] == ["Nothing", "Nothing"]
        assert seen(press(app)).alerts == []
        assert count(dashboard) == reports
    button(app, "Mark all reported ones as unchanged").click().run()
    asked = "it was reported unchanged twice without a word"
    assert all(asked in row["What stands against it"] for row in preview(app))


def test_of_many_either_all_are_recorded_or_none_and_all_that_stands_against_them_is_told(
    dashboard: Dashboard,
):
    app = grid(dashboard)
    field(app, "1.1", "status").set_value("completed")
    field(app, "1.2", "status").set_value("discontinued")
    field(app, "1.3", "status").set_value("in_progress")
    field(app, "1.4", "comment").set_value("No status")
    app.run()
    read = seen(press(app))
    assert [alert.split(":")[0] for alert in read.alerts] == [f"Initiative 1.{n}" for n in (2, 3, 4)]
    assert count(dashboard) == 0
    assert field(app, "1.1", "status").value == "completed"
    for number in ("1.2", "1.3"):
        field(app, number, "comment").set_value("Because.")
    field(app, "1.4", "status").set_value("completed").run()
    assert seen(press(app)).alerts == []
    assert count(dashboard) == 4


def test_why_a_comment_is_needed_is_said_before_anybody_publishes(dashboard: Dashboard, words: Words):
    app = grid(dashboard, lang=words.language)
    field(app, "1.1", "status").set_value("in_progress").run()
    reason = words(
        "Initiative {initiative}: a comment is needed, since the deadline has passed and it is not completed."
    ).format(initiative="1.1")
    read = seen(app)
    assert read.text.count(reason) == 2, "beside the row, and in the table"
    assert read.alerts == []
    field(app, "1.1", "comment").set_value("Derfor.").run()
    assert reason not in seen(app).text


def test_after_two_silent_rounds_a_sentence_is_asked_for(dashboard: Dashboard):
    for _round in range(3):
        recorded(dashboard, a_report(initiative="1.1", status=Status.COMPLETED))
    app = grid(dashboard)
    field(app, "1.1", "unchanged").check().run()
    asked = "it was reported unchanged twice without a word. Write a sentence this time"
    assert asked in seen(app).text
    assert asked in seen(press(app)).alerts[0]
    assert count(dashboard) == 3
    field(app, "1.1", "comment").set_value("Nothing new.").run()
    assert asked not in seen(app).text
    press(app)
    assert count(dashboard) == 4


def test_one_day_goes_for_all_rows_but_those_that_were_given_their_own(dashboard: Dashboard):
    app = grid(dashboard)
    for number in ("1.1", "1.2"):
        field(app, number, "status").set_value("completed")
    app.run()
    button(app, "All fields of 1.2").click().run()
    fill(app, "1.2", effective_on="2026-01-31")
    app.get_by_key("chosen_way").set_value("many").run()
    app.get_by_key("report-common-day").set_value("28.02.2026").run()
    assert [row["Holds from"] for row in preview(app)] == ["28 February 2026", "31 January 2026"]
    press(app)
    days = {entry.initiative: entry.effective_on for entry in dashboard.services.log.entries()}
    assert days == {"1.1": date(2026, 2, 28), "1.2": date(2026, 1, 31)}


def test_what_is_expected_so_far_is_repeated_and_dropped_on_completion(dashboard: Dashboard):
    for number in ("1.1", "1.2", "1.3"):
        recorded(dashboard, a_report(initiative=number, expected_completion=PartialDate("2027")))
    app = grid(dashboard)
    field(app, "1.1", "comment").set_value("Going on.")
    field(app, "1.2", "status").set_value("completed").run()
    assert seen(press(app)).alerts == []
    latest = dashboard.services.log.latest(as_of=date(2026, 3, 2))
    assert latest["1.1"].expected_completion == PartialDate("2027")
    assert latest["1.2"].expected_completion is None
    # Taken away by hand it is a change, which has to be explained.
    app = form(dashboard, "1.3")
    assert field(app, "1.3", "expected").value == "2027"
    fill(app, "1.3", expected="")
    assert "a comment is needed" in seen(app).text


# Both ways, one draft


def test_what_is_begun_in_the_grid_is_finished_in_the_form(dashboard: Dashboard):
    recorded(dashboard, a_report(initiative="1.5"))
    app = grid(dashboard)
    field(app, "1.5", "comment").set_value("Half").run()
    button(app, "All fields of 1.5").click().run()
    assert dict(app.query_params)["way"] in ("one", ["one"])
    assert field(app, "1.5", "comment").value == "Half"
    assert field(app, "1.5", "status").value == "in_progress"
    fill(app, "1.5", next_step="Summarise.", case="18/1234-5", ground="offl. § 15", status="completed")
    app.get_by_key("chosen_way").set_value("many").run()
    assert field(app, "1.5", "status").value == "completed"
    assert field(app, "1.5", "comment").value == "Half"
    (row,) = preview(app)
    assert "Next step: Summarise." in row["What is said"]
    assert seen(press(app)).alerts == []
    entry = dashboard.services.log.latest(as_of=date(2026, 3, 2))["1.5"]
    assert (entry.next_step, entry.comment) == ("Summarise.", "Half")
    assert (entry.case_number, entry.access_ground) == ("18/1234-5", "offl. § 15")


def test_what_is_typed_in_the_moment_the_way_is_changed_is_kept(dashboard: Dashboard):
    """The field is left by the very click on the link."""
    app = grid(dashboard)
    field(app, "1.5", "comment").set_value("In haste")
    button(app, "All fields of 1.5").click().run()
    assert field(app, "1.5", "comment").value == "In haste"
    assert drafts(dashboard)["1.5"].typed.comment == "In haste"


def test_the_form_publishes_its_own_initiative_only(dashboard: Dashboard):
    app = grid(dashboard)
    for number in ("1.1", "1.5"):
        field(app, number, "status").set_value("completed")
    app.run()
    button(app, "All fields of 1.5").click().run()
    assert primary(app).label == "Publish 1 report"
    press(app)
    assert [entry.initiative for entry in dashboard.services.log.entries()] == ["1.5"]
    assert set(drafts(dashboard)) == {"1.1"}


# What is missing


def test_outside_a_round_missing_is_what_was_never_reported(dashboard: Dashboard):
    recorded(dashboard, a_report(initiative="1.1"))
    told = seen(grid(dashboard, "HOD")).told
    assert told[0].startswith("9 missing: 1.4, 1.5, ") and "Initiatives the body answers for." in told[0]
    assert "round" not in told[0]


def test_in_a_round_missing_is_what_was_not_reported_since_it_opened(dashboard: Dashboard):
    dashboard.clock.now = datetime(2026, 2, 1, 12, tzinfo=UTC)
    recorded(dashboard, a_report(initiative="1.1"))
    dashboard.services.writer.open_round(
        a_round(title="Vår {day}", opens=date(2026, 2, 15), closes=date(2026, 3, 15))
    )
    dashboard.services.writer.add_to_round(a_step(body="HOD"))
    dashboard.clock.now = datetime(2026, 2, 15, 0, tzinfo=UTC)  # one in the night, in Norway
    recorded(dashboard, a_report(initiative="1.4"), a_report(initiative="3.7"))
    dashboard.services.writer.record(
        [about(NewWithdrawal, withdraws=3, initiative="3.7", expected_revision=3, recorded_by=ME)]
    )
    dashboard.clock.now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    read = seen(grid(dashboard, "HOD"))
    assert read.told[0].startswith("9 missing: 1.1, 1.5, ")
    assert "3.7" in read.told[0], "what was withdrawn is missing again"
    assert "Counted in the round “Vår {day}”, which runs until 15 March 2026" in read.text
    dashboard.services.writer.add_to_round(
        a_step(idempotency_key="2", kind=StepKind.MORE_TIME, body="HOD", contact="", due=date(2026, 3, 20))
    )
    assert "which runs until 20 March 2026" in seen(grid(dashboard, "HOD")).text
    dashboard.clock.now = datetime(2026, 3, 16, 12, tzinfo=UTC)
    assert "round" not in seen(grid(dashboard, "HOD")).told[0]


# Drafts


def test_a_draft_is_saved_as_it_is_typed_and_says_when(dashboard: Dashboard):
    app = grid(dashboard)
    field(app, "1.5", "comment").set_value("Half a sen").run()
    draft = drafts(dashboard)["1.5"]
    assert (draft.typed.comment, draft.typed.acting_for, draft.seen) == ("Half a sen", "JD", 0)
    assert draft.saved_at == dashboard.clock.now
    assert "Draft saved 13:00" in seen(app).text
    assert "1 draft kept, last saved 13:00." in seen(app).text
    dashboard.clock.forward(minutes=2)
    app.run()
    assert drafts(dashboard)["1.5"] == draft, "nothing has changed, nothing is saved"
    field(app, "1.5", "comment").set_value("Half a sentence").run()
    assert "Draft saved 13:02" in seen(app).text
    dashboard.clock.forward(days=1)
    assert "Draft saved 2 March 2026, 13:02" in seen(app.run()).text


def test_a_draft_is_there_in_another_browser_and_after_a_restart_and_sent_twice_is_recorded_once(
    dashboard: Dashboard,
):
    first = fill(form(dashboard), "1.5", status="completed", done_since_last="Done.", link="https://a.no")
    dashboard.start()
    second = form(dashboard)
    assert field(second, "1.5", "done_since_last").value == "Done."
    assert field(second, "1.5", "status").value == "completed"
    for app in (first, second):
        assert seen(press(app)).alerts == []
    assert count(dashboard) == 1


def test_a_draft_follows_its_person_from_window_to_window(dashboard: Dashboard):
    one, other = grid(dashboard), grid(dashboard)
    field(one, "1.5", "comment").set_value("Begun here").run()
    other.run()
    assert field(other, "1.5", "comment").value == "Begun here"
    field(other, "1.5", "comment").set_value("Continued there").run()
    one.run()
    assert field(one, "1.5", "comment").value == "Continued there"
    # Recorded there, it is gone here too.
    field(other, "1.5", "status").set_value("completed").run()
    press(other)
    one.run()
    assert field(one, "1.5", "comment").value == "" and preview(one) == []
    assert count(dashboard) == 1


def test_what_two_windows_begin_apart_is_lost_in_neither(dashboard: Dashboard):
    one, other = grid(dashboard), grid(dashboard)
    field(one, "1.5", "comment").set_value("One").run()
    field(other, "1.5", "comment").set_value("Other").run()
    one.run()
    assert field(one, "1.5", "comment").value == "One"
    field(other, "1.5", "status").set_value("completed").run()
    press(other)
    read = seen(one.run())
    assert field(one, "1.5", "comment").value == "One"
    assert "Recorded while you wrote" in read.text
    assert count(dashboard) == 1


def test_two_windows_that_write_different_fields_of_one_draft_keep_both(dashboard: Dashboard):
    one, other = form(dashboard), form(dashboard)
    fill(one, "1.5", comment="From one")
    fill(other, "1.5", next_step="From the other")  # begun apart
    fill(one, "1.5", obstacle="One again")
    fill(other, "1.5", help_needed="The other again")  # the same draft by now
    for app in (one.run(), other.run(), form(dashboard)):
        assert {
            name: field(app, "1.5", name).value
            for name in ("comment", "next_step", "obstacle", "help_needed")
        } == {
            "comment": "From one",
            "next_step": "From the other",
            "obstacle": "One again",
            "help_needed": "The other again",
        }
        assert "Another window" not in seen(app).text
    fill(one, "1.5", status="completed")
    press(one)
    assert seen(other.run()).alerts == []
    assert preview(other) == [] and count(dashboard) == 1, "it is one report"


def test_two_windows_that_write_the_same_field_show_both_texts(dashboard: Dashboard):
    one = fill(form(dashboard), "1.5", comment="So far")
    other = form(dashboard)
    assert field(other, "1.5", "comment").value == "So far"
    fill(one, "1.5", comment="So far one", next_step="Next")
    key = field(other, "1.5", "comment").key
    fill(other, "1.5", comment="So far the other")
    told = "Another window has also written in “Comment”: "
    assert field(other, "1.5", "comment").value == "So far the other"
    assert field(other, "1.5", "comment").key == key, "the cursor stays in the field"
    assert field(other, "1.5", "next_step").value == "Next"
    assert told + "So far one" in seen(other).text
    assert told + "So far one" in seen(other.run()).text, "it stays"
    assert field(one.run(), "1.5", "comment").value == "So far one"
    assert told + "So far the other" in seen(one).text
    # Whoever writes both into one of them has settled it.
    fill(other, "1.5", comment="So far one, and so far the other: So far the other, So far one")
    assert "Another window" not in seen(other).text


def test_what_another_window_wrote_a_moment_before_publishing_is_not_put_away(dashboard: Dashboard):
    one = fill(form(dashboard), "1.5", status="completed")
    other = form(dashboard)
    fill(other, "1.5", comment="In the last moment")
    assert seen(press(one)).alerts == []
    (entry,) = dashboard.services.log.entries()
    assert entry.comment == ""
    assert field(other.run(), "1.5", "comment").value == "In the last moment"
    assert drafts(dashboard)["1.5"].typed.comment == "In the last moment"
    assert "Recorded while you wrote" in seen(other).text
    press(other)
    assert seen(press(other)).alerts == []
    assert {entry.comment for entry in dashboard.services.log.entries()} == {"", "In the last moment"}


def test_an_emptied_draft_and_a_discarded_one_are_gone(dashboard: Dashboard):
    app = grid(dashboard)
    field(app, "1.5", "comment").set_value("Half")
    field(app, "1.4", "status").set_value("completed")
    app.run()
    assert set(drafts(dashboard)) == {"1.4", "1.5"}
    field(app, "1.5", "comment").set_value("").run()
    assert set(drafts(dashboard)) == {"1.4"}
    button(app, "Discard the draft on 1.4").click().run()
    assert drafts(dashboard) == {}
    assert field(app, "1.4", "status").value is None
    assert preview(app) == []


def test_a_draft_begun_for_another_body_waits_until_it_is_taken_over(dashboard: Dashboard):
    app = form(dashboard)
    fill(app, "1.5", status="completed", comment="Begun.")
    app = grid(dashboard, "KDI")
    assert "This draft was begun for JD." in seen(app).text
    assert preview(app) == [] and primary(app).disabled
    assert drafts(dashboard)["1.5"].typed.acting_for == "JD", "looking at it changes nothing"
    button(app, "Report 1.5 for KDI instead").click().run()
    assert "begun for" not in seen(app).text
    assert len(preview(app)) == 1
    press(app)
    assert [entry.acting_for for entry in dashboard.services.log.entries()] == ["KDI"]


def test_whoever_changes_a_draft_of_another_body_takes_it_over(dashboard: Dashboard):
    fill(form(dashboard), "1.5", status="completed", comment="Begun.")
    app = grid(dashboard, "KDI")
    field(app, "1.5", "comment").set_value("Begun by JD.").run()
    assert drafts(dashboard)["1.5"].typed.acting_for == "KDI"
    assert len(preview(app)) == 1


def test_a_draft_that_cannot_be_saved_is_said_and_stays_in_the_window(
    dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch
):
    app = grid(dashboard)

    def full(*_given: object) -> None:
        raise Unreadable("disk_full", "The disk is full.")

    monkeypatch.setattr(dashboard.services.drafts, "save", full)
    field(app, "1.5", "comment").set_value("Half").run()
    assert any("The disk is full." in alert for alert in seen(app).alerts)
    assert field(app, "1.5", "comment").value == "Half"
    monkeypatch.undo()
    dashboard.services.drafts.save(a_draft(person="other"))
    assert set(drafts(dashboard)) == set()


def test_a_draft_on_an_initiative_the_body_has_no_part_in_is_left_alone(dashboard: Dashboard):
    dashboard.services.drafts.save(
        a_draft(person=ME, initiative="3.7", acting_for="HOD", status="completed", seen=0)
    )
    assert preview(grid(dashboard, "KMD")) == []
    assert set(drafts(dashboard)) == {"3.7"}


# Before publishing


def test_the_preview_is_a_table_with_what_stands_against_each_report_and_where(dashboard: Dashboard):
    recorded(dashboard, a_report(initiative="1.1", status=Status.NOT_STARTED))
    app = form(dashboard, "1.1")
    fill(app, "1.1", status="in_progress", expected="soon", link="http://x", help_needed="Money")
    (row,) = preview(app)
    assert row["Initiative"] == "1.1 Review agreements and regulations"
    assert row["Status, last → new"] == "Not started → In progress"
    assert "Help needed: Money" in row["What is said"]
    against = row["What stands against it"]
    for told in (
        "Expected completion: “soon” is no date we can use",
        "Comment: Initiative 1.1: a comment is needed",
        "Link to evidence: The link to evidence does not begin with https://.",
    ):
        assert told in against
    fill(app, "1.1", expected="", link="", comment="Begun.")
    assert preview(app)[0]["What stands against it"] == "Nothing"


def test_with_answers_on_the_preview_says_who_is_asked_and_until_when(
    start: Callable[..., Dashboard], words: Words
):
    dashboard = start(answers=True)
    app = grid(dashboard, "KDI", lang=words.language)
    field(app, "3.4", "status").set_value("completed").run()
    assert primary(app).label == words.plural("Submit {n} report", "Submit {n} reports", 1)
    page = seen(app)
    assert words("What will be submitted") in page.text
    assert words("What will be published") not in page.text
    (row,) = [row for table in page.tables for row in table.rows]
    told = words("Put to {bodies}; published at the latest after {day}.")
    day = words.day(date(2026, 3, 16))
    assert row[words("Who is asked")] == told.format(bodies="ASD, JD, KMD", day=day)
    press(app)
    (entry,) = dashboard.services.log.entries()
    assert entry.question is not None
    assert any(day in told for told in seen(app).told)


def test_with_answers_off_nothing_is_said_of_them(dashboard: Dashboard):
    app = grid(dashboard)
    field(app, "1.5", "status").set_value("completed").run()
    assert "Who is asked" not in preview(app)[0]
    assert "What will be published" in seen(app).text


# Somebody else was faster


def test_both_versions_stand_side_by_side_and_publishing_again_means_having_read(dashboard: Dashboard):
    recorded(dashboard, a_report(initiative="1.5", status=Status.NOT_STARTED))
    app = grid(dashboard)
    field(app, "1.5", "status").set_value("in_progress")
    field(app, "1.5", "comment").set_value("Mine.")
    field(app, "1.1", "status").set_value("completed")
    app.run()
    recorded(
        dashboard,
        a_report(
            initiative="1.5",
            status=Status.COMPLETED,
            comment="Theirs.",
            next_step="Rest.",
            acting_for="HOD",
            recorded_by="somebody",
        ),
    )
    read = seen(press(app))
    assert [alert for alert in read.alerts if "was reported on while you wrote: Completed" in alert]
    assert count(dashboard) == 2
    table = read.table("Initiative 1.5: what you typed and what was recorded")
    told = {row["Field"]: (row["What you typed"], row["What was recorded"]) for row in table.rows}
    assert told["Status"] == ("In progress", "Completed")
    assert told["Comment"] == ("Mine.", "Theirs.")
    assert told["Next step"] == ("–", "Rest.")
    assert "Obstacle" not in told
    assert "Recorded 2 March 2026, 13:00 as no. 2 in the log" in read.text
    assert "Publish again when you have read what was recorded." in read.text
    assert field(app, "1.5", "comment").value == "Mine."
    # It is kept as a draft as well, and outlives the window.
    app.run()
    assert drafts(dashboard)["1.5"].typed.comment == "Mine."
    assert "Recorded while you wrote" in seen(grid(dashboard)).text
    assert seen(press(app)).alerts == []
    latest = dashboard.services.log.latest(as_of=date(2026, 3, 2))
    assert (latest["1.5"].comment, latest["1.1"].status) == ("Mine.", Status.COMPLETED)


def test_it_is_noticed_before_anybody_publishes_and_publishing_is_still_refused_once(dashboard: Dashboard):
    app = grid(dashboard)
    field(app, "1.5", "status").set_value("completed").run()
    recorded(dashboard, a_report(initiative="1.5"))
    read = seen(app.run())
    assert "Somebody recorded something on this initiative while you wrote" in read.text
    assert "Read what was recorded before you publish." in read.text
    assert read.alerts == []
    assert len(seen(press(app)).alerts) == 1
    assert count(dashboard) == 1
    recorded(dashboard, a_report(initiative="1.5", comment="Once more."))
    assert len(seen(press(app)).alerts) == 1, "this one was not read yet"
    assert seen(press(app)).alerts == []
    assert count(dashboard) == 3


def test_every_row_that_says_see_below_has_both_versions_below(dashboard: Dashboard):
    fill(form(dashboard, "1.4"), "1.4", status="in_progress", comment="For JD.")
    recorded(dashboard, a_report(initiative="1.4"))
    app = grid(dashboard, "HOD")
    read = seen(app)
    assert "see below" in read.text and preview(app) == []
    assert "Initiative 1.4: what you typed and what was recorded" in [table.caption for table in read.tables]


def test_a_draft_that_says_what_was_recorded_from_it_shows_both_versions_too(dashboard: Dashboard):
    app = fill(form(dashboard), "1.5", status="completed")
    draft = drafts(dashboard)["1.5"]
    press(app)
    dashboard.services.drafts.save(draft)
    read = seen(grid(dashboard))
    assert "see below" in read.text
    assert "Both say the same." in read.text


def test_what_was_published_is_told_though_its_draft_could_not_be_put_away(
    dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch
):
    def unreachable(*_given: object, **_named: object) -> None:
        raise Unreadable("database_unreachable", "The database does not answer.")

    app = fill(form(dashboard), "1.5", status="completed")
    monkeypatch.setattr(dashboard.services.drafts, "discard", unreachable)
    read = seen(press(app))
    assert read.alerts == []
    assert read.told[0].startswith("✓ Recorded: 1.5 Duty to notify (no. 1)")


def test_the_preview_says_of_an_overtaken_row_that_it_was_reported_on_meanwhile(dashboard: Dashboard):
    app = grid(dashboard)
    field(app, "1.5", "status").set_value("completed").run()
    assert preview(app)[0]["What stands against it"] == "Nothing"
    recorded(dashboard, a_report(initiative="1.5"))
    app.run()
    assert "was recorded on this initiative meanwhile" in preview(app)[0]["What stands against it"]


def test_what_was_recorded_is_said_beside_the_button_until_something_is_typed(dashboard: Dashboard):
    app = grid(dashboard)
    field(app, "1.1", "status").set_value("completed")
    field(app, "1.5", "status").set_value("completed").run()
    assert "✓" not in seen(app).text
    told = "✓ Recorded: 1.1 (no. 1), 1.5 (no. 2)"
    read = seen(press(app))
    assert told in read.text and told not in read.told, "it is announced once, on top"
    field(app, "1.4", "status").set_value("completed").run()
    assert told not in seen(app).text
    assert len([told for told in seen(app).told if told.startswith("✓")]) == 2


def test_unchanged_means_what_the_person_saw(dashboard: Dashboard):
    recorded(dashboard, a_report(initiative="1.5", status=Status.COMPLETED))
    app = grid(dashboard)
    field(app, "1.5", "unchanged").check().run()
    recorded(dashboard, a_report(initiative="1.5", status=Status.DISCONTINUED, comment="Ended."))
    press(app)
    press(app)
    assert dashboard.services.log.latest(as_of=date(2026, 3, 2))["1.5"].status is Status.COMPLETED


def test_an_answer_that_came_meanwhile_is_shown_too(start: Callable[..., Dashboard]):
    dashboard = start(answers=True)
    dashboard.services.writer.record(
        [a_report(initiative="3.7", acting_for="KDI", status=Status.COMPLETED, effective_on=date(2026, 3, 1))]
    )
    app = grid(dashboard, "KDI")
    field(app, "3.7", "status").set_value("completed").run()
    dashboard.services.writer.record(
        [
            about(
                NewAnswer,
                answers=1,
                verdict=Verdict.DISAGREED,
                initiative="3.7",
                acting_for="HOD",
                effective_on=date(2026, 3, 2),
            )
        ]
    )
    read = seen(press(app))
    assert "Disagrees" in read.text
    assert "Not reported, recorded" not in " ".join(read.alerts)
    assert seen(press(app)).alerts == []


def test_an_untouched_row_simply_shows_the_newest_report(dashboard: Dashboard):
    app = grid(dashboard)
    recorded(dashboard, a_report(initiative="1.5", status=Status.COMPLETED))
    read = seen(app.run())
    assert field(app, "1.5", "status").value == "completed"
    assert "while you wrote" not in read.text
    field(app, "1.5", "unchanged").check().run()
    assert seen(press(app)).alerts == []


# Corrections


def correction(dashboard: Dashboard, number: int, body: str = "JD", lang: str = "en") -> AppTest:
    return dashboard.visit("report", lang=lang, **{"for": body, "corrects": str(number)})


def test_a_correction_is_filled_with_all_that_the_entry_says_and_says_why_in_its_comment(
    dashboard: Dashboard,
):
    recorded(
        dashboard,
        a_report(
            initiative="1.5",
            effective_on=date(2026, 2, 1),
            next_step="Summarise.",
            comment="Why.",
            expected_completion=PartialDate("2027"),
        ),
    )
    app = correction(dashboard, 1)
    assert "Correct no. 1" in seen(app).text and "Comment Why." in seen(app).text
    values = {
        name: field(app, "1.5", name).value for name in ("status", "effective_on", "next_step", "comment")
    }
    assert values == {
        "status": "in_progress",
        "effective_on": "2026-02-01",
        "next_step": "Summarise.",
        "comment": "Why.",
    }
    assert field(app, "1.5", "comment").label == "Comment, and why it is corrected (required)"
    assert primary(app).disabled, "nothing is corrected yet"
    fill(app, "1.5", status="completed", expected="")
    asked = "the comment is still the one that is corrected. Say why it is corrected."
    assert seen(app).text.count(asked) == 2, "beside the fields, and in the table"
    assert asked in seen(press(app)).alerts[0]
    fill(app, "1.5", comment=" ")
    assert "a correction says why it is made" in seen(press(app)).alerts[0]
    fill(app, "1.5", comment="Why. It was done already.")
    assert "Comment: Why. It was done already." in preview(app)[0]["What is said"]
    read = seen(press(app))
    assert read.alerts == []
    assert read.told[0].startswith("✓ Recorded: 1.5 Duty to notify (no. 2)")
    assert "corrects" not in app.query_params
    (new, old) = sorted(dashboard.services.log.entries(), key=lambda entry: -entry.sequence)
    assert (new.refers_to, new.status, new.comment) == (1, Status.COMPLETED, "Why. It was done already.")
    assert dashboard.services.log.latest(as_of=date(2026, 3, 2)) == {"1.5": new}
    assert old.status is Status.IN_PROGRESS
    for page in (dashboard.read("entry", no="2"), dashboard.read("initiative", id="1.5")):
        assert "Comment Why. It was done already." in page.text
        assert "Reason Why." not in page.text


def test_a_correction_leaves_the_draft_of_an_ordinary_report_alone(dashboard: Dashboard):
    recorded(dashboard, a_report(initiative="1.5"))
    app = fill(form(dashboard), "1.5", comment="My draft.")
    before = drafts(dashboard)
    go(app, "report", lang="en", **{"for": "JD", "corrects": "1"})
    assert field(app, "1.5", "comment").value == ""
    fill(app, "1.5", status="completed", comment="Wrong.")
    go(app, "report", lang="en", **{"for": "JD", "id": "1.5"})
    assert field(app, "1.5", "comment").value == "My draft."
    go(app, "report", lang="en", **{"for": "JD", "corrects": "1"})
    assert field(app, "1.5", "comment").value == "Wrong.", "kept in this window"
    assert drafts(dashboard) == before
    assert seen(press(app)).alerts == []
    assert drafts(dashboard) == before
    again = correction(dashboard, 1)
    filled = [field(again, "1.5", name).value for name in ("status", "comment")]
    assert filled == ["completed", "Wrong."], "what stands now is the first correction"


def test_what_cannot_be_corrected_says_why_and_leads_on(dashboard: Dashboard, words: Words):
    recorded(dashboard, a_report(initiative="1.5"))
    services = dashboard.services
    services.writer.record(
        [
            a_report(
                initiative="1.5",
                corrects=1,
                comment="Wrong.",
                expected_revision=1,
                idempotency_key="c",
                effective_on=date(2026, 3, 1),
            )
        ]
    )
    read = seen(correction(dashboard, 2, lang=words.language))
    assert words("Correct no. {sequence}").format(sequence=1) in [label for label, _to in read.links]
    services.writer.record(
        [
            about(
                NewWithdrawal,
                withdraws=1,
                initiative="1.5",
                expected_revision=2,
                effective_on=date(2026, 3, 1),
            )
        ]
    )
    for number in (1, 3, 99):
        app = correction(dashboard, number, lang=words.language)
        assert list(app.button) == [], number
        seen(app)
    for said in ("x", "-1", "1" * 40, "<script>"):
        app = dashboard.visit("report", lang=words.language, **{"for": "JD", "corrects": said})
        told = words("There is no report {number} in the log to correct.").format(number=said)
        assert told in seen(app).text


def test_a_report_on_an_initiative_that_is_no_longer_in_the_strategy_cannot_be_corrected_and_that_is_said(
    dashboard: Dashboard, words: Words
):
    recorded(dashboard, a_report(initiative="9.9"))
    app = correction(dashboard, 1, lang=words.language)
    told = words("There is no initiative {initiative} in the strategy.").format(initiative="9.9")
    assert seen(app).alerts == [told]
    assert list(app.button) == []


def test_a_correction_that_was_overtaken_is_refused_once(dashboard: Dashboard):
    recorded(dashboard, a_report(initiative="1.5"))
    app = fill(correction(dashboard, 1), "1.5", status="completed", comment="Wrong.")
    recorded(dashboard, a_report(initiative="1.5", comment="More."))
    assert "while you wrote" in seen(press(app)).alerts[0]
    assert field(app, "1.5", "comment").value == "Wrong."
    assert seen(press(app)).alerts == []
    assert count(dashboard) == 3
