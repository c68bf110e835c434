"""Rounds: opening one, asking, reminding, giving more time, through the page, and what it says of what is missing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from monitor.reporting.events import NewReport, Statement
from monitor.reporting.rounds import NewStep, Round, StepKind
from monitor.reporting.status import Status
from monitor.show.spoken import Spoken
from monitor.show.words import Words
from tests.builders import a_report, a_round
from tests.pages.conftest import NOON, Dashboard, go, seen

TODAY = NOON.date()
SPRING = a_round(title="Spring 2026", opens=date(2026, 2, 1), closes=date(2026, 3, 31), opened_by="local")


def field(app: AppTest, ending: str) -> Any:
    """A field by the end of its key; before it stands the id of its form."""
    (found,) = [element for element in app.main if str(getattr(element, "key", "")).endswith(ending)]
    return found


def press(app: AppTest, ending: str) -> AppTest:
    return field(app, ending).click().run()


def opened(dashboard: Dashboard, *asked: str) -> Round:
    """The round spring, with bodies asked."""
    dashboard.services.writer.open_round(SPRING)
    for body in asked:
        step(dashboard, StepKind.ASKED, body, contact="Kari Nordmann", deputy="Ola Nordmann")
    return the_round(dashboard)


def step(dashboard: Dashboard, kind: StepKind, body: str, **over: Any) -> None:
    key = f"{kind}-{body}-{len(the_round(dashboard).steps)}"
    new = NewStep(idempotency_key=key, round="spring", kind=kind, body=body, recorded_by="local", **over)
    dashboard.services.writer.add_to_round(new)


def the_round(dashboard: Dashboard) -> Round:
    found = dashboard.services.rounds.round("spring")
    assert found is not None
    return found


def report(dashboard: Dashboard, initiative: str, body: str, **over: Any) -> None:
    new: NewReport = a_report(
        idempotency_key=f"{initiative}-{body}",
        initiative=initiative,
        acting_for=body,
        status=Status.COMPLETED,
        effective_on=TODAY,
        expected_revision=dashboard.services.log.initiative_revision(initiative),
        **over,
    )
    assert isinstance(new, Statement)
    dashboard.services.writer.record([new])


def row(app: AppTest, body: str) -> dict[str, str]:
    return next(row for row in seen(app).table("Bodies that were asked").rows if row["Body"] == body)


def kinds(dashboard: Dashboard) -> list[tuple[str, str]]:
    return [(step.kind.value, step.body) for step in the_round(dashboard).steps]


def fill_round(dashboard: Dashboard, **typed: str) -> AppTest:
    app = dashboard.visit("rounds")
    for name, said in (
        {"title": "Spring 2026", "opens": "2026-02-01", "closes": "2026-03-31"} | typed
    ).items():
        field(app, f"-{name}").set_value(said)
    return app.run()


def test_a_round_is_opened_by_typing_its_title_and_days_and_its_id_is_shown_first(dashboard: Dashboard):
    app = fill_round(dashboard, closes="31.3.2026")
    assert (
        "Reports and answers will be due by 31 March 2026. The id of the round will be spring-2026."
        in seen(app).text
    )
    assert dashboard.services.rounds.rounds() == []
    page = seen(press(app, "-open"))
    assert page.title == "Round: Spring 2026"
    assert page.told == ["✓ The round is open; now ask the bodies."]
    assert app.query_params["id"] == "spring-2026"
    assert "Id of the round spring-2026" in page.text
    assert "No body was asked." in page.text
    (round_,) = dashboard.services.rounds.rounds()
    assert (round_.title, round_.opens, round_.closes) == ("Spring 2026", date(2026, 2, 1), date(2026, 3, 31))


def test_the_same_words_sent_from_two_tabs_open_one_round(dashboard: Dashboard):
    app = fill_round(dashboard)
    second = fill_round(dashboard)
    press(app, "-open")
    press(second, "-open")
    assert len(dashboard.services.rounds.rounds()) == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"title": " "}, "The field “Title of the round” is blank; write something."),
        ({"opens": ""}, "The field “First day” is blank; write something."),
        ({"closes": "soon"}, "“Last day”: “soon” is no day we can use; write it as 2026-10-15."),
        (
            {"opens": "2026-04-30", "closes": "2026-04-01"},
            "The round ends before it opens; choose a later last day.",
        ),
        ({"closes": "2026-03-01"}, "1 March 2026 is over; choose today or a later day."),
        (
            {"closes": "2062-03-31"},
            "31 March 2062 lies more than a year ahead, which cannot be undone; choose an earlier day.",
        ),
        (
            {"title": "x\u202ey"},
            "The text in “Title of the round” holds a character that cannot be shown safely",
        ),
    ],
)
def test_a_round_that_cannot_be_opened_says_why_and_keeps_what_was_typed(
    dashboard: Dashboard, typed: dict[str, str], told: str
):
    app = press(fill_round(dashboard, **typed), "-open")
    (alert,) = seen(app).alerts
    assert alert.startswith(told)
    assert dashboard.services.rounds.rounds() == []
    for name, said in typed.items():
        assert field(app, f"-{name}").value == said


def test_everything_that_stands_against_a_round_is_said_at_once(dashboard: Dashboard):
    app = press(fill_round(dashboard, title="", opens="x", closes="2026-03-01"), "-open")
    title, opens, closes = seen(app).alerts
    assert title.startswith("The field “Title of the round” is blank")
    assert opens.startswith("“First day”: “x” is no day we can use")
    assert closes.startswith("1 March 2026 is over")
    app = press(fill_round(dashboard, title=" ", opens="2026-02-20", closes="2026-02-10"), "-open")
    assert len(seen(app).alerts) == 3  # blank, ends before it opens, and is over


def test_everything_that_stands_against_more_time_is_said_at_once(dashboard: Dashboard):
    opened(dashboard, "JD", "HOD")
    app = dashboard.visit("rounds", id="spring")
    field(app, "-due").set_value("soon").run()
    day, nobody = seen(press(app, "-time")).alerts
    assert "“soon” is no day we can use" in day
    assert nobody == "Choose at least one body."
    field(app, "-due").set_value("2026-02-28").run()
    assert len(seen(press(app, "-time")).alerts) == 2  # the day is over, and nobody is chosen


def test_all_responsible_ministries_are_asked_with_contacts_in_one_go(dashboard: Dashboard):
    opened(dashboard)
    app = dashboard.visit("rounds", id="spring")
    assert set(field(app, "-bodies").value) == {"JD", "ASD", "HOD", "KMD", "KD"}
    field(app, "-JD-contact").set_value(" Kari Nordmann ")
    field(app, "-JD-deputy").set_value("Ola Nordmann")
    page = seen(press(app, "-ask"))
    assert "✓ 5 bodies are recorded as asked." in page.told
    jd = row(app, "JD")
    assert (jd["Contact"], jd["Deputy"], jd["Asked"]) == ("Kari Nordmann", "Ola Nordmann", "2 March 2026")
    assert (jd["Reminded"], jd["Last day"], jd["Reported"]) == ("no", "31 March 2026", "0 of 15")
    assert row(app, "KD")["Contact"] == "not named"
    assert "Answers it owes" not in jd
    assert len(the_round(dashboard).steps) == 5


def test_asking_again_with_a_new_contact_is_a_step_too(dashboard: Dashboard):
    opened(dashboard, "JD", "ASD", "HOD", "KMD", "KD")
    app = dashboard.visit("rounds", id="spring")
    assert field(app, "-ask").label == "Record that 0 bodies were asked"
    (bodies,) = [each for each in app.multiselect if each.label.startswith("Bodies that were asked")]
    bodies.set_value(["JD"]).run()
    assert field(app, "-JD-contact").value == "Kari Nordmann"
    field(app, "-JD-contact").set_value("Per Hansen").run()
    press(app, "-ask")
    assert row(app, "JD")["Contact"] == "Per Hansen"
    assert kinds(dashboard)[-1] == ("asked", "JD")
    assert len(kinds(dashboard)) == 6


@pytest.mark.parametrize("button", ["-ask", "-remind"])
def test_a_form_in_which_nobody_is_chosen_says_so(dashboard: Dashboard, button: str):
    opened(dashboard, "JD")
    app = dashboard.visit("rounds", id="spring")
    for each in app.multiselect:
        each.set_value([])
    app.run()
    assert seen(press(app, button)).alerts == ["Choose at least one body."]
    assert len(kinds(dashboard)) == 1


def test_a_contact_that_cannot_be_kept_is_refused_and_nobody_is_asked(dashboard: Dashboard):
    opened(dashboard)
    app = dashboard.visit("rounds", id="spring")
    field(app, "-KD-contact").set_value("x" * 201)
    page = seen(press(app, "-ask"))
    assert page.alerts == ["The text in “Contact” is too long: 201 characters of at most 200."]
    assert the_round(dashboard).steps == ()
    assert field(app, "-KD-contact").value == "x" * 201


def test_those_that_miss_something_are_reminded_in_one_go(dashboard: Dashboard):
    opened(dashboard, "JD", "KD")
    for initiative in ("1.1", "1.4", "1.5", "2.1", "2.3", "2.5", "3.3"):  # all of KD's
        report(dashboard, initiative, "KD")
    app = dashboard.visit("rounds", id="spring")
    assert row(app, "KD")["Missing"] == "–"
    (reminded,) = [each for each in app.multiselect if each.label == "Bodies that were reminded"]
    assert reminded.value == ["JD"]
    page = seen(press(app, "-remind"))
    assert "✓ 1 body is recorded as reminded." in page.told
    assert row(app, "JD")["Reminded"] == "1 × (2 March 2026)"
    assert row(app, "JD")["Contact"] == "Kari Nordmann"
    assert kinds(dashboard)[-1] == ("reminded", "JD")
    # Whoever was reminded today is not chosen again, so that a late click reminds nobody twice.
    assert seen(press(app, "-remind")).alerts == ["Choose at least one body."]


def test_a_body_gets_more_time_and_the_others_none(dashboard: Dashboard):
    opened(dashboard, "JD", "HOD")
    app = dashboard.visit("rounds", id="spring")
    (bodies,) = [each for each in app.multiselect if each.label == "Bodies that get more time"]
    bodies.set_value(["HOD"])
    field(app, "-due").set_value("2026-04-15")
    page = seen(press(app, "-time"))
    assert "✓ 1 body has more time." in page.told
    assert (row(app, "HOD")["Last day"], row(app, "JD")["Last day"]) == ("15 April 2026", "31 March 2026")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", "The field “New last day” is blank; write something."),
        ("15/4", "“New last day”: “15/4” is no day we can use; write it as 2026-10-15."),
        ("2026-03-31", "HOD cannot be given this time: the new last day must come after the one it has"),
        ("2026-02-01", "1 February 2026 is over; choose today or a later day."),
        ("2262-04-15", "15 April 2262 lies more than a year ahead"),
    ],
)
def test_time_that_cannot_be_given_is_refused_for_all(dashboard: Dashboard, said: str, told: str):
    opened(dashboard, "JD", "HOD")
    app = dashboard.visit("rounds", id="spring")
    (bodies,) = [each for each in app.multiselect if each.label == "Bodies that get more time"]
    bodies.set_value(["HOD", "JD"])
    field(app, "-due").set_value(said)
    alerts = seen(press(app, "-time")).alerts
    assert alerts[0].startswith(told)
    assert len(alerts) == (
        2 if "cannot be given" in told else 1
    )  # what stands against each of the two bodies
    assert [kind for kind, _body in kinds(dashboard)] == ["asked", "asked"]


def test_where_one_of_several_may_not_get_the_time_none_gets_it(dashboard: Dashboard):
    opened(dashboard, "JD", "HOD")
    step(dashboard, StepKind.MORE_TIME, "HOD", due=date(2026, 4, 30))
    app = dashboard.visit("rounds", id="spring")
    (bodies,) = [each for each in app.multiselect if each.label == "Bodies that get more time"]
    bodies.set_value(["JD", "HOD"])
    field(app, "-due").set_value("2026-04-15")
    assert seen(press(app, "-time")).alerts[0].startswith("HOD cannot be given this time")
    assert the_round(dashboard).due("JD") == date(2026, 3, 31)


def test_a_second_click_of_a_run_that_is_still_open_adds_no_second_step(dashboard: Dashboard):
    opened(dashboard, "JD")
    app = dashboard.visit("rounds", id="spring")
    key = field(app, "-due").key.removesuffix("-due")
    (bodies,) = [each for each in app.multiselect if each.label == "Bodies that get more time"]
    bodies.set_value(["JD"])
    field(app, "-due").set_value("2026-04-15")
    # The first click was recorded while this one was on its way.
    first = NewStep(
        idempotency_key=f"{key}-JD",
        round="spring",
        kind=StepKind.MORE_TIME,
        body="JD",
        recorded_by="local",
        due=date(2026, 4, 15),
    )
    dashboard.services.writer.add_to_round(first)
    assert seen(press(app, "-time")).alerts == []
    assert len(kinds(dashboard)) == 2


def test_the_number_missing_counts_initiatives_and_tells_reports_of_others(dashboard: Dashboard):
    opened(dashboard, "HOD", "KMD")
    report(dashboard, "1.1", "JD")
    report(dashboard, "3.7", "HOD")
    page = dashboard.read("rounds", id="spring")
    assert page.told[0] == "11 missing: 1.4, 1.5, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 3.4, 3.5, 3.6."
    rows = {row["Body"]: row for row in page.table("Bodies that were asked").rows}
    assert rows["HOD"]["Reported"] == "2 of 10 (1 of them by another body)"
    assert "3.7" not in rows["HOD"]["Missing"]
    assert ("1.4", "initiative?id=1.4&lang=en") in page.links
    assert "It counts when it is submitted, whether it has been answered or not" in page.text


def test_the_list_leads_to_each_round_and_says_how_far_it_has_come(dashboard: Dashboard):
    opened(dashboard, "KMD", "HOD")
    report(dashboard, "3.5", "KMD")
    page = dashboard.read("rounds")
    (listed,) = page.table("Rounds").rows
    assert listed["Round"] == "Spring 2026"
    assert (listed["State"], listed["Last day"]) == ("Running", "31 March 2026")
    assert (listed["Bodies asked"], listed["Bodies with nothing missing"]) == ("2", "0")
    assert int(listed["Missing reports"]) > 5
    assert ("Spring 2026", "rounds?id=spring&lang=en") in page.links


def test_where_nobody_was_asked_nothing_is_said_to_be_missing(dashboard: Dashboard):
    opened(dashboard)
    assert dashboard.read("rounds", id="spring").told == []
    (listed,) = dashboard.read("rounds").table("Rounds").rows
    assert (listed["Bodies asked"], listed["Missing reports"]) == ("0", "–")
    assert listed["Bodies with nothing missing"] == "–"


def test_a_round_that_is_over_is_told_as_such_until_the_last_body_has_no_time_left(dashboard: Dashboard):
    opened(dashboard, "JD")
    step(dashboard, StepKind.MORE_TIME, "JD", due=date(2026, 4, 10))
    dashboard.clock.forward(days=35)  # 6 April
    assert dashboard.read("rounds").table("Rounds").rows[0]["State"] == "Running"
    dashboard.clock.forward(days=5)
    assert dashboard.read("rounds").table("Rounds").rows[0]["State"] == "Over"


def test_with_answers_on_the_answers_a_body_owes_stand_beside_its_name(start: Callable[..., Dashboard]):
    dashboard = start(answers=True)
    opened(dashboard, "JD", "HOD")
    report(dashboard, "2.6", "JD")
    page = dashboard.read("rounds", id="spring")
    rows = {row["Body"]: row for row in page.table("Bodies that were asked").rows}
    assert rows["HOD"]["Answers it owes"] == "2.6 no. 1, until 31 March 2026"
    assert rows["JD"]["Answers it owes"] == "–"
    assert page.told[0].endswith(" 1 answer awaited.")
    app = dashboard.visit("rounds", id="spring")
    field(app, "-body").set_value("HOD").run()
    assert "- initiative 2.6, no. 1 in the log, by 31 March 2026" in field(app, "-en").value


def test_the_text_of_a_reminder_is_there_to_copy_in_both_languages(dashboard: Dashboard, words: Words):
    opened(dashboard, "KMD")
    app = dashboard.visit("rounds", lang=words.language, id="spring")
    nb, en = field(app, "-nb").value, field(app, "-en").value
    assert en.startswith("Reminder: the reporting round “Spring 2026”\n\nTo Ministry of Local Government")
    assert "For the attention of Kari Nordmann, Ola Nordmann" in en
    assert "\n- 3.5 Right to housing benefit\n" in en
    assert "Please report by 31 March 2026." in en
    assert nb.startswith(
        "Purring: rapporteringsrunden «Spring 2026»\n\nTil Kommunal- og distriktsdepartementet"
    )
    assert "\n- 3.5 Rett til bostøtte\n" in nb
    assert "innen 31. mars 2026" in nb


def test_a_body_from_which_nothing_is_missing_is_thanked(dashboard: Dashboard):
    opened(dashboard, "KUD")
    assert (
        "Nothing is missing from you. Thank you."
        in field(dashboard.visit("rounds", id="spring"), "-en").value
    )


def test_it_says_that_no_mail_is_sent(dashboard: Dashboard):
    opened(dashboard)
    assert "This program sends no mail." in dashboard.read("rounds", id="spring").text


def test_on_an_earlier_day_the_round_is_read_as_it_was_and_nothing_can_be_recorded(dashboard: Dashboard):
    dashboard.clock.forward(days=-20)
    opened(dashboard, "JD")
    dashboard.clock.forward(days=20)
    step(dashboard, StepKind.REMINDED, "JD")
    app = dashboard.visit("rounds", id="spring", as_of="2026-02-20")
    assert row(app, "JD")["Reminded"] == "no"
    assert "You read the round as of an earlier day." in seen(app).text
    assert [button.key for button in app.button if "demonstration" not in str(button.key)] == []
    before = go(app, "rounds", lang="en", id="spring", as_of="2026-02-01")
    assert "There is no round “spring” on this day." in seen(before).told
    assert "No round has been opened by this day." in seen(before).text


def test_a_round_that_is_not_there_is_said_calmly(dashboard: Dashboard):
    assert "There is no round “<b>” on this day." in dashboard.read("rounds", id="<b>").told


def test_what_is_typed_is_shown_as_text(dashboard: Dashboard):
    dashboard.services.writer.open_round(
        a_round(id="spring", title="<b>*Spring*</b>", closes=date(2026, 3, 31))
    )
    step(dashboard, StepKind.ASKED, "JD", contact="<script>alert(1)</script>")
    page = dashboard.read("rounds", id="spring")
    assert page.title == "Round: <b>*Spring*</b>"
    assert "<script>alert(1)</script>" in page.text


def test_the_files_are_offered_under_the_rounds_name_and_are_those_of_the_day(
    start: Callable[..., Dashboard], words: Words
):
    dashboard = start(demo=True)
    app = dashboard.visit("rounds", lang=words.language, id="demonstration")
    labels = {button.proto.label for button in app.get("download_button")}
    assert labels == {words("Download as PDF/A"), words("Download as CSV")}
    found = dashboard.services.restricted.round_extract("demonstration")
    assert found is not None
    raw = dashboard.services.downloads.round_csv(found, Spoken(words.language))
    assert (
        words("Demonstration: every report shown here is invented.")
        in raw.decode("utf-8-sig").splitlines()[0]
    )
    assert dashboard.services.downloads.round_pdf(found, Spoken(words.language)).startswith(b"%PDF-1.7")
    early = dashboard.services.restricted.round_extract("demonstration", as_of=date(2026, 2, 1))
    assert early is None
