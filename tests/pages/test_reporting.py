"""Recording what a body reports, through the app's own form, and what every page then says."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from monitor.show.words import Words
from tests.pages.conftest import Dashboard, go, seen
from tests.printed import PRINTED


def form(dashboard: Dashboard, initiative: str = "1.5", *, body: str = "JD", lang: str = "en") -> AppTest:
    """A new session with the form of an initiative open."""
    return dashboard.visit("report", lang=lang, **{"for": body, "id": initiative})


def field(app: AppTest, initiative: str, name: str) -> Any:
    """A field of the form on an initiative; before its key stands that of the form, new after each recording."""
    ending = f"-{initiative}-{name}"
    (found,) = [element for element in app.main if str(getattr(element, "key", "")).endswith(ending)]
    return found


def fill(app: AppTest, initiative: str, **typed: Any) -> AppTest:
    for name, text in typed.items():
        field(app, initiative, name).set_value(text)
    return app.run()


def press(app: AppTest) -> AppTest:
    """Press the one button that records."""
    (button,) = [button for button in app.button if button.proto.type == "primary"]
    return button.click().run()


def report(
    dashboard: Dashboard, initiative: str = "1.5", *, status: str = "in_progress", **texts: str
) -> None:
    """One report through the form, with the comment that passed deadlines need."""
    body = PRINTED[initiative].bodies.split(", ")[0]
    app = form(dashboard, initiative, body=body)
    press(fill(app, initiative, status=status, **{"comment": "Why."} | texts))
    assert seen(app).alerts == []
    assert seen(app).told[0].startswith("✓ Recorded:")


def row(dashboard: Dashboard, initiative: str, page: str = "initiatives", **query: str) -> dict[str, str]:
    caption = {"initiatives": "Initiatives", "overview": "All initiatives"}[page]
    rows = dashboard.read(page, **query).table(caption).rows
    return next(row for row in rows if row["Initiative"].startswith(initiative))


def count(dashboard: Dashboard) -> int:
    return len(dashboard.services.log.entries())


def test_a_report_is_seen_on_overview_on_the_list_on_its_page_and_in_its_history(dashboard: Dashboard):
    report(
        dashboard,
        effective_on="2026-02-27",
        done_since_last="The regulation is out for consultation.",
        next_step="Summarise the answers.",
        obstacle="Two registers do not talk to each other.",
        help_needed="A common date.",
        comment="The consultation took longer.",
        expected="2026-H2",
        link="https://www.example.no/consultation",
    )
    overview = dashboard.read()
    assert overview.told[0] == "As of 2 March 2026 · 1 of 18 reported"
    assert "1.5 Duty to notify Not reported → In progress" in overview.section(
        "Changed since 2 December 2025"
    )
    assert (2, "17 reports missing") in overview.headings
    assert "1 In progress" in overview.text and "17 Not reported" in overview.text
    for page in ("overview", "initiatives"):
        assert row(dashboard, "1.5", page)["Reported by the bodies"].startswith(
            "In progress 27 February 2026, JD"
        )
    read = dashboard.read("initiative", id="1.5")
    assert "In progress 27 February 2026, JD" in read.section("Reported by the bodies")
    history = read.section("Reported history")
    for told in (
        "In progress from 27 February 2026 · reported for Ministry of Justice and Public Security (JD)",
        "Done since last The regulation is out for consultation.",
        "Next step Summarise the answers.",
        "Obstacle Two registers do not talk to each other.",
        "Help needed A common date.",
        "Comment The consultation took longer.",
        "Expected completion second half of 2026",
        "Link to evidence https://www.example.no/consultation",
        "Recorded 2 March 2026, 13:00 as no. 1 in the log",  # noon in UTC is one o'clock in Norway
    ):
        assert told in history
    assert "27 February 2026 In progress" in next(
        told["Reports, oldest first"]
        for told in dashboard.read("timeline").tables[0].rows
        if told["Initiative"].startswith("1.5")
    )


def test_a_report_is_told_in_norwegian_to_a_norwegian_reader(dashboard: Dashboard):
    _ = Words("nb")
    app = press(fill(form(dashboard, lang="nb"), "1.5", status="in_progress", comment="Derfor."))
    assert _("Recorded:") in seen(app).told[0]
    history = dashboard.read("initiative", lang="nb", id="1.5").section(_("Reported history"))
    assert _("In progress") in history
    assert "2. mars 2026" in history
    assert "Derfor." in history


def test_a_report_outlives_the_process(dashboard: Dashboard):
    report(dashboard)
    dashboard.start()
    assert dashboard.read().told[0].endswith("1 of 18 reported")
    assert "In progress" in dashboard.read("initiative", id="1.5").section("Reported history")


def test_the_form_is_empty_again_after_recording(dashboard: Dashboard):
    app = press(fill(form(dashboard), "1.5", status="in_progress", comment="Why.", next_step="This."))
    assert field(app, "1.5", "status").value == "in_progress", "preset to what was reported last"
    assert field(app, "1.5", "unchanged").value is False
    assert field(app, "1.5", "comment").value == ""
    assert field(app, "1.5", "next_step").value == ""
    assert count(dashboard) == 1
    # A hasty second click meets a form that has nothing to record.
    (button,) = [button for button in app.button if button.proto.type == "primary"]
    assert button.disabled
    # What was recorded stays told, also when that click makes the page run again.
    assert seen(app.run()).told[0].startswith("✓ Recorded:")


def test_a_day_before_the_report_held_nothing_is_reported(dashboard: Dashboard):
    report(dashboard, effective_on="2026-02-27")
    # Effective on 27 February and recorded on 2 March: before 2 March nobody knew.
    for day in ("2026-02-26", "2026-02-27", "2026-03-01"):
        assert row(dashboard, "1.5", as_of=day)["Reported by the bodies"] == "Not reported"
        assert (
            "Nothing is reported on this initiative by this day."
            in dashboard.read("initiative", id="1.5", as_of=day).text
        )
        assert dashboard.read(as_of=day).told[0].endswith("0 of 18 reported")
    assert row(dashboard, "1.5")["Reported by the bodies"].startswith("In progress")


def test_each_day_shows_the_report_that_held_and_was_known_then(dashboard: Dashboard):
    report(dashboard, status="not_started")
    dashboard.clock.forward(days=10)
    report(dashboard, status="in_progress")
    dashboard.clock.forward(days=10)
    seen_on = {
        day: row(dashboard, "1.5", as_of=day)["Reported by the bodies"]
        for day in ("2026-03-01", "2026-03-02", "2026-03-11", "2026-03-12", "2026-03-22")
    }
    assert [told.split(" 2")[0].split(" 1")[0] for told in seen_on.values()] == [
        "Not reported",
        "Not started",
        "Not started",
        "In progress",
        "In progress",
    ]
    assert dashboard.read("initiative", id="1.5", as_of="2026-03-11").text.count("reported for") == 1
    assert dashboard.read("initiative", id="1.5").text.count("· reported for") == 2


@pytest.mark.parametrize(
    ("initiative", "status", "reason"),
    [
        ("1.5", "discontinued", "a comment is needed when an initiative is discontinued"),
        ("1.5", "in_progress", "a comment is needed, since the deadline has passed and it is not completed"),
        ("1.5", "not_started", "a comment is needed, since the deadline has passed and it is not completed"),
    ],
)
def test_a_comment_is_required_and_what_was_typed_is_kept(
    dashboard: Dashboard, initiative: str, status: str, reason: str
):
    app = press(fill(form(dashboard, initiative), initiative, status=status, next_step="Typed already."))
    read = seen(app)
    assert [alert for alert in read.alerts if reason in alert]
    assert "Not recorded yet" in read.text
    assert count(dashboard) == 0
    assert field(app, initiative, "next_step").value == "Typed already."
    assert field(app, initiative, "status").value == status
    press(fill(app, initiative, comment="Here is why."))
    assert count(dashboard) == 1


def test_a_completed_initiative_needs_no_comment(dashboard: Dashboard):
    report(dashboard, status="completed", comment="")
    assert count(dashboard) == 1


def test_a_new_expected_completion_needs_a_comment(dashboard: Dashboard):
    """Completed, so that only the new expectation asks for one."""
    report(dashboard, status="completed", effective_on="2019-03-01", comment="")
    app = press(fill(form(dashboard), "1.5", unchanged=True, effective_on="2019-04-01", expected="2019-Q3"))
    assert "a comment is needed when the expected completion is new" in " ".join(seen(app).alerts)
    assert count(dashboard) == 1
    press(fill(app, "1.5", comment="The consultation is late."))
    assert count(dashboard) == 2


def test_before_the_deadline_only_a_new_expected_completion_needs_a_comment(dashboard: Dashboard):
    """1.5 was due in 2019."""
    dashboard.clock.now = datetime(2019, 3, 1, 12, tzinfo=UTC)
    report(dashboard, comment="", expected="2019-05")
    dashboard.clock.forward(days=31)
    app = press(fill(form(dashboard), "1.5", unchanged=True, expected="2019-Q3"))
    (alert,) = seen(app).alerts
    assert "a comment is needed when the expected completion is new" in alert
    assert count(dashboard) == 1
    press(fill(app, "1.5", comment="The consultation is late."))
    assert count(dashboard) == 2


def test_backdating_a_report_does_not_spare_the_comment_on_a_passed_deadline(dashboard: Dashboard):
    app = press(fill(form(dashboard), "1.5", status="in_progress", effective_on="2018-01-01"))
    assert "the deadline has passed" in " ".join(seen(app).alerts)
    assert count(dashboard) == 0


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("effective_on", "2018-02-30", "“2018-02-30” is no day we can use"),
        ("effective_on", "2026-03-03", "lies ahead"),
        ("effective_on", "1066-01-01", "before the strategy's period, which began 1 January 2017"),
        ("effective_on", "2016-12-31", "before the strategy's period, which began 1 January 2017"),
        ("effective_on", "31.12.2016", "before the strategy's period, which began 1 January 2017"),
        ("expected", "some day", "“some day” is no date we can use"),
        (
            "expected",
            "2026-03-01",
            "Initiative 1.5: the expected completion lies before the day of the report.",
        ),
        ("expected", "2025", "Initiative 1.5: the expected completion lies before the day of the report."),
        ("link", "https://", "The link to evidence names no web site."),
        ("link", "https://me:secret@www.example.no", "The link to evidence holds a user name or a password."),
        ("link", "https://www.example.no/a b", "The link to evidence holds a space or another sign"),
        ("link", "https://www.example.no/" + "x" * 2000, "The link to evidence is too long."),
        ("link", "https://www.example.no:port", "The link to evidence cannot be read."),
        ("link", "http://www.example.no", "The link to evidence does not begin with https://."),
        ("link", "javascript:alert(1)", "The link to evidence does not begin with https://."),
        ("next_step", "x" * 4001, "The text in “Next step” is too long: 4001 characters of at most 4000."),
        ("comment", "turned \u202e around", "holds a character that cannot be shown safely"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_the_reason_and_kept(
    dashboard: Dashboard, name: str, typed: str, told: str
):
    app = fill(form(dashboard), "1.5", status="in_progress", comment="Why.")
    read = seen(press(fill(app, "1.5", **{name: typed})))
    (alert,) = read.alerts
    assert told in alert
    assert (name == "link") == ("A link looks like https://www.example.no/report." in alert)
    assert count(dashboard) == 0
    assert field(app, "1.5", name).value == typed


def test_everything_that_stands_against_a_report_is_told_at_once(dashboard: Dashboard):
    app = press(fill(form(dashboard), "1.5", status="discontinued", link="nowhere"))
    alerts = " ".join(seen(app).alerts)
    assert "a comment is needed" in alerts
    assert "The link to evidence does not begin with https://." in alerts


def test_every_field_that_cannot_be_read_is_told_at_once_beside_what_is_refused(dashboard: Dashboard):
    app = fill(
        form(dashboard), "1.5", status="discontinued", effective_on="yesterday", expected="soon", link="here"
    )
    field(app, "1.5", "flag").check().run()
    fill(app, "1.5", what="Which register leads?", by="tomorrow")
    alerts = seen(press(app)).alerts
    assert [alert.split(";")[0] for alert in alerts] == [
        "“yesterday” is no day we can use",
        "“tomorrow” is no day we can use for the decision",
        "“soon” is no date we can use",
        "Initiative 1.5: a comment is needed when an initiative is discontinued.",
        "The link to evidence does not begin with https://. A link looks like https://www.example.no/report.",
        "Say what is to be decided, and by whom.",
    ]
    assert count(dashboard) == 0
    kept = {name: field(app, "1.5", name).value for name in ("effective_on", "expected", "link", "by")}
    assert kept == {"effective_on": "yesterday", "expected": "soon", "link": "here", "by": "tomorrow"}


def test_a_day_may_be_typed_as_norwegians_write_it(dashboard: Dashboard):
    report(dashboard, effective_on="31.12.2018")
    (entry,) = dashboard.services.log.entries()
    assert entry.effective_on == date(2018, 12, 31)
    assert row(dashboard, "1.5")["Reported by the bodies"].startswith("In progress 31 December 2018, JD")


def test_a_report_may_hold_from_the_first_day_of_the_strategy(dashboard: Dashboard):
    report(dashboard, effective_on="2017-01-01")
    assert count(dashboard) == 1


def test_what_is_typed_is_there_after_a_visit_to_another_page(dashboard: Dashboard):
    app = fill(form(dashboard), "1.5", status="in_progress", comment="Half a sentence")
    go(app, "about", lang="en")
    go(app, "report", lang="en", **{"for": "JD", "id": "1.5"})
    assert field(app, "1.5", "comment").value == "Half a sentence"
    assert field(app, "1.5", "status").value == "in_progress"


def test_what_is_typed_on_one_initiative_is_there_after_a_look_at_another(dashboard: Dashboard):
    app = fill(form(dashboard), "1.5", comment="On 1.5")
    go(app, lang="en", **{"for": "JD", "id": "1.4"})
    fill(app, "1.4", comment="On 1.4")
    go(app, lang="en", **{"for": "JD", "id": "1.5"})
    assert field(app, "1.5", "comment").value == "On 1.5"


def test_a_second_session_is_told_the_other_version_and_its_own_text_is_kept(dashboard: Dashboard):
    slow = fill(form(dashboard), "1.5", status="completed", comment="Written slowly.")
    dashboard.clock.forward(minutes=5)
    report(dashboard, status="in_progress", comment="Written fast.")
    read = seen(press(slow))
    (alert,) = read.alerts
    assert alert.startswith(
        "Initiative 1.5 was reported on while you wrote: In progress, recorded 2 March 2026"
    )
    assert "for JD" in alert
    assert count(dashboard) == 1
    assert field(slow, "1.5", "comment").value == "Written slowly."
    assert field(slow, "1.5", "status").value == "completed"
    # The other version is on the page now; recording again means having read it.
    assert seen(press(slow)).told[0].startswith("✓ Recorded:")
    assert [entry.comment for entry in dashboard.services.log.entries()] == [
        "Written slowly.",
        "Written fast.",
    ]


def test_a_flag_needs_what_and_of_whom_and_is_read_on_overview(dashboard: Dashboard):
    app = fill(form(dashboard, body="KDI"), "1.5", status="in_progress", comment="Why.")
    field(app, "1.5", "flag").check().run()
    assert field(app, "1.5", "of").value is None, "nobody is asked by default"
    read = seen(press(app))
    assert "Say what is to be decided, and by whom." in " ".join(read.alerts)
    assert field(app, "1.5", "of").value is None, "nobody is asked before somebody is chosen"
    fill(app, "1.5", what="Which register leads?", by="2026-06-01")
    assert "Say what is to be decided, and by whom." in " ".join(seen(press(app)).alerts)
    assert count(dashboard) == 0
    field(app, "1.5", "of").set_value("reintegration-committee").run()
    assert seen(press(app)).alerts == []
    needs = dashboard.read().section("18 need a decision")
    assert (
        "1.5 Duty to notify Which register leads? To be decided by: Reintegration Committee, by 1 June 2026. "
        "Flagged for KDI on 2 March 2026." in needs
    )
    asked = dashboard.read("responsibilities", body="JD").section("What others ask of it")
    assert "Which register leads?" in asked


def test_what_a_body_flagged_itself_no_other_asks_of_it(dashboard: Dashboard):
    """JD chairs the committee it asks."""
    app = fill(form(dashboard), "1.5", status="in_progress", comment="Why.")
    field(app, "1.5", "flag").check().run()
    fill(app, "1.5", what="Which register leads?")
    field(app, "1.5", "of").set_value("reintegration-committee").run()
    assert seen(press(app)).alerts == []
    assert "Which register leads?" in dashboard.read().section("18 need a decision")
    asked = dashboard.read("responsibilities", body="JD").section("What others ask of it")
    assert asked == "No decision is open that a report in force asks of it or of a committee it chairs."


@pytest.mark.parametrize("addressee", ["reintegration-committee", "JD"])
def test_what_another_body_flags_is_asked_of_the_body_and_of_whoever_chairs_the_committee(
    dashboard: Dashboard, addressee: str
):
    app = fill(form(dashboard, body="ASD"), "1.5", status="in_progress", comment="Why.")
    field(app, "1.5", "flag").check().run()
    fill(app, "1.5", what="Which register leads?", by="01.06.2026")
    field(app, "1.5", "of").set_value(addressee).run()
    assert seen(press(app)).alerts == []
    asked = dashboard.read("responsibilities", body="JD").section("What others ask of it")
    assert "What is to be decided Which register leads?" in asked
    assert "By when 1 June 2026" in asked
    for body in ("ASD", "HOD"):
        told = dashboard.read("responsibilities", body=body).section("What others ask of it")
        assert "Which register leads?" not in told


def test_a_decision_cannot_be_asked_for_by_a_day_that_has_passed(dashboard: Dashboard):
    app = fill(form(dashboard), "1.5", status="in_progress", comment="Why.")
    field(app, "1.5", "flag").check().run()
    fill(app, "1.5", what="Which register leads?", by="2026-03-01")
    field(app, "1.5", "of").set_value("reintegration-committee").run()
    assert seen(press(app)).alerts == [
        "The day by which the decision is needed has passed; choose a later one."
    ]
    assert count(dashboard) == 0
    fill(app, "1.5", by="2026-03-02")  # today has not passed
    assert seen(press(app)).alerts == []
    assert count(dashboard) == 1


def test_a_body_is_offered_its_own_initiatives_and_told_how_many_are_missing(dashboard: Dashboard):
    app = form(dashboard, "3.7", body="HOD")
    assert len(app.get_by_key("chosen_id").options) == 10
    assert seen(app).told[0].startswith("10 missing: 1.1, 1.4, 1.5")
    report(dashboard, "3.7", status="completed")
    told = seen(form(dashboard, "3.7", body="HOD")).told[0]
    assert told.startswith("9 missing:") and "3.7" not in told


def test_without_a_body_nothing_can_be_recorded(dashboard: Dashboard):
    app = dashboard.visit("report")
    assert list(app.button) == []
    assert "Choose the body you act for." in seen(app).text


def test_only_bodies_that_answer_carry_out_or_keep_a_secretariat_are_offered(dashboard: Dashboard):
    assert dashboard.visit("report").get_by_key("chosen_for").options == [
        "Choose a body",
        "Ministry of Justice and Public Security (JD)",
        "Ministry of Labour and Social Affairs (ASD)",
        "Ministry of Health and Care Services (HOD)",
        "Ministry of Local Government and Modernisation (KMD)",
        "Ministry of Education and Research (KD)",
        "Directorate of Labour and Welfare (AVdir)",
        "Correctional Service Directorate (KDI)",
    ]
    read = dashboard.read("report", **{"for": "Husbanken", "id": "1.5"})
    assert "“Husbanken” in the address is no choice for “Body you report for”, and was left out." in read.told
    assert list(read.app.button) == []


def test_the_secretariat_reports_on_any_initiative(dashboard: Dashboard):
    for initiative in ("1.5", "3.7"):
        app = press(fill(form(dashboard, initiative, body="KDI"), initiative, status="completed"))
        assert seen(app).alerts == []
        assert row(dashboard, initiative)["Reported by the bodies"].startswith("Completed 2 March 2026, KDI")


def test_who_carries_an_initiative_out_reports_on_it_and_on_no_other(dashboard: Dashboard):
    """The Directorate of Labour and Welfare carries out 3.2."""
    app = press(fill(form(dashboard, "3.2", body="AVdir"), "3.2", status="completed"))
    assert seen(app).alerts == []
    assert [entry.acting_for for entry in dashboard.services.log.entries()] == ["AVdir"]
    app = form(dashboard, "1.5", body="AVdir")
    assert app.get_by_key("chosen_id").options == ["3.2 Access to labour and welfare services"]


def test_a_body_whose_only_initiative_is_still_to_come_is_told_so(
    start: Callable[..., Dashboard], project: Path
):
    """The Directorate of Labour and Welfare carries out 3.2 alone, which a later edition adds here."""
    file = project / "initiatives.yaml"
    edition = (
        "  editions:\n    - {id: second, published: 2030, title: {nb: Andre utgave, en: Second edition}}\n"
    )
    text = file.read_text(encoding="utf-8").replace("  vision:", f"{edition}  vision:", 1)
    text = text.replace('  - id: "3.2"\n', '  - id: "3.2"\n    added_in: second\n', 1)
    file.write_text(text, encoding="utf-8")
    dashboard = start(root=project)
    for way in ("one", "many"):
        read = dashboard.read("report", way=way, **{"for": "AVdir"})
        assert "This body reports on no initiative today." in read.told
        assert read.alerts == []
        assert list(read.app.button) == []


def test_the_body_one_reports_for_is_remembered_within_the_session_and_only_there(dashboard: Dashboard):
    app = dashboard.visit("report", **{"for": "HOD", "way": "one"})
    go(app, "about", lang="en")
    go(app, "report", lang="en", way="one")
    assert app.get_by_key("chosen_for").value == "HOD"
    assert "3.7 " in " ".join(app.get_by_key("chosen_id").options)
    assert dashboard.visit("report").get_by_key("chosen_for").value == ""


def test_the_body_acted_for_is_recorded(dashboard: Dashboard):
    app = form(dashboard, "3.4", body="KMD")
    press(fill(app, "3.4", status="completed"))
    (entry,) = dashboard.services.log.entries()
    assert (entry.acting_for, entry.recorded_by) == ("KMD", "local")
    assert entry.effective_on == date(2026, 3, 2)


def test_what_a_person_typed_is_shown_as_text(dashboard: Dashboard):
    typed = '<img src=x onerror=alert(1)> [link](https://www.example.no) **bold** & "quoted"'
    report(dashboard, comment=typed)
    app = dashboard.visit("initiative", id="1.5")
    bodies = "".join(element.proto.body for element in app.main if element.type == "html")
    assert "&lt;img src=x" in bodies
    assert "<img" not in bodies and "<b>bold" not in bodies
    assert typed in seen(app).text


def test_reporting_while_reading_an_earlier_day_says_that_it_is_recorded_today(dashboard: Dashboard):
    read = dashboard.read("report", as_of="2020-06-30", **{"for": "JD"})
    assert "Reports are recorded today" in " ".join(read.told)


def test_what_is_recorded_while_an_earlier_day_is_read_leads_to_where_it_can_be_read(dashboard: Dashboard):
    app = dashboard.visit("report", as_of="2020-06-30", id="1.5", **{"for": "JD"})
    read = seen(press(fill(app, "1.5", status="completed")))
    assert ("no. 1", "entry?no=1&lang=en") in read.links
    assert not [address for _words, address in read.links if "entry?" in address and "as_of" in address]
    corrected = dashboard.read("report", as_of="2020-06-30", corrects="1", **{"for": "JD"})
    assert ("no. 1 in the log", "entry?no=1&lang=en") in corrected.links


def test_a_contradiction_with_the_public_record_needs_a_decision(dashboard: Dashboard):
    """Public sources support that 2.5 is not evidenced or done; a report against a "done" is told apart."""
    done = next(
        told["Initiative"].split()[0]
        for told in dashboard.read("initiatives").table("Initiatives").rows
        if told["On public record (our reading)"].startswith("Done")
    )
    report(dashboard, done, status="not_started")
    assert "Report and public record contradict each other" in row(dashboard, done)["Reported by the bodies"]
    assert "Report and public record contradict each other: 1" in dashboard.read().text
