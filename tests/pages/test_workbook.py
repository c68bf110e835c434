"""The Excel round trip: a body gets its workbook, fills it in elsewhere, and what comes back is recorded row by row."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from monitor.catalogue.dates import PartialDate
from monitor.reporting.events import LogEntry, NewEvidence
from monitor.reporting.rounds import NewRound
from monitor.reporting.status import Status
from monitor.show import workbook
from monitor.show.adapter import workbook_form
from monitor.show.adapter.session import Context
from monitor.show.words import Words
from tests.builders import a_report
from tests.pages.conftest import NOON, Dashboard, go, seen
from tests.workbooks import OLD_EXCEL, filled

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def given(dashboard: Dashboard, body: str = "JD", *, lang: str = "en") -> bytes:
    """The workbook that the button gives for a body."""
    services = dashboard.services
    context = Context(services, services.access(), services.desk(), Words(lang), dark=False)
    return workbook_form.build(body, context)


def place(data: bytes, initiative: str, column: str) -> str:
    """The cell of a column in the row of an initiative."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    (row,) = [cell.row for cell in sheet["A"] if cell.value == initiative]
    return f"{column}{row}"


def fill(data: bytes, rows: dict[str, dict[str, Any]]) -> bytes:
    """The workbook with values by initiative and column."""
    cells = {
        place(data, initiative, column): value
        for initiative, values in rows.items()
        for column, value in values.items()
    }
    return filled(data, cells)


def upload(app: AppTest, data: bytes, name: str = "JD.xlsx") -> AppTest:
    return app.file_uploader[0].set_value((name, data, TYPE)).run()


def sent_back(dashboard: Dashboard, data: bytes, *, lang: str = "en") -> AppTest:
    """A new session that reads a workbook."""
    return upload(dashboard.visit("workbook", lang=lang), data)


def boxes(app: AppTest) -> dict[str, bool]:
    """Which rows can be accepted, and which are ticked."""
    return {box.label: box.value for box in app.checkbox}


def press(app: AppTest) -> AppTest:
    (button,) = [button for button in app.button if button.proto.type == "primary"]
    return button.click().run()


def button(app: AppTest) -> str:
    (found,) = [button for button in app.button if button.proto.type == "primary"]
    return f"{found.label}{' (disabled)' if found.disabled else ''}"


def entries(dashboard: Dashboard) -> list[LogEntry]:
    return sorted(dashboard.services.log.entries(), key=lambda entry: entry.sequence)


def report(dashboard: Dashboard, initiative: str, status: Status, **over: Any) -> LogEntry:
    """A report that somebody records by the form."""
    (entry,) = dashboard.services.writer.record(
        [
            a_report(
                **{
                    "idempotency_key": f"{initiative}-{status}-{len(entries(dashboard))}",
                    "expected_revision": dashboard.services.log.initiative_revision(initiative),
                    "initiative": initiative,
                    "status": status,
                    "effective_on": dashboard.services.today(),
                    "comment": "Reported by the form.",
                }
                | over
            )
        ]
    )
    return entry


def test_a_workbook_goes_out_comes_back_and_is_seen_on_overview(dashboard: Dashboard, words: Words):
    _, lang = words, words.language
    report(dashboard, "1.5", Status.NOT_STARTED, effective_on=date(2026, 2, 1))
    data = given(dashboard, lang=lang)
    data = fill(
        data,
        {
            "1.5": {
                "E": _("In progress"),
                "F": date(2026, 2, 27),
                "G": "The regulation is out.\nFor consultation.",
                "H": "Summarise.",
                "I": "Two registers.",
                "J": "A common date.",
                "K": "It took longer.",
                "L": "2026-H2",
                "M": "https://www.example.no/consultation",
            },
            "1.1": {"E": _("Completed"), "F": "01.03.2026"},
        },
    )
    app = sent_back(dashboard, data, lang=lang)
    read = seen(app)
    assert read.alerts == []
    assert boxes(app) == {_("Record {initiative}").format(initiative=each): True for each in ("1.1", "1.5")}
    assert button(app) == _.plural("Record {n} report", "Record {n} reports", 2)
    for told in (
        f"{_('Not started')} {_('becomes')} {_('In progress')}",
        f"{_('Not reported')} {_('becomes')} {_('Completed')}",
        "The regulation is out. For consultation. G7",
        "Summarise. H7",
        _.day(date(2026, 2, 27)),
        _("second half of {year}").format(year=2026) + " L7",
        "https://www.example.no/consultation M7",
    ):
        assert told in read.text, told
    assert len(entries(dashboard)) == 1

    read = seen(press(app))
    first, second = entries(dashboard)[1:]
    assert f"✓ {_.plural('{n} report recorded', '{n} reports recorded', 2)}" in read.text
    assert (first.initiative, first.status, first.effective_on) == ("1.1", Status.COMPLETED, date(2026, 3, 1))
    assert (second.acting_for, second.recorded_by) == ("JD", "local")
    assert second.done_since_last == "The regulation is out.\nFor consultation."
    assert (second.next_step, second.obstacle, second.help_needed, second.comment) == (
        "Summarise.",
        "Two registers.",
        "A common date.",
        "It took longer.",
    )
    assert str(second.expected_completion) == "2026-H2"
    assert second.evidence_url == "https://www.example.no/consultation"
    overview = dashboard.read(lang=lang)
    assert overview.told[0] == _("As of {day} · {reported} of {total} reported").format(
        day=_.day(NOON.date()), reported=2, total=18
    )
    caption = _("All initiatives")
    rows = [row for row in overview.table(caption).rows if row[_("Initiative")].startswith("1.5")]
    assert rows[0][_("Reported by the bodies")].startswith(_("In progress"))


def test_the_same_file_read_twice_is_recorded_once(dashboard: Dashboard):
    data = fill(given(dashboard), {"1.5": {"E": "Completed"}, "1.1": {"E": "Completed", "F": "2026-03-01"}})
    press(sent_back(dashboard, data))
    assert len(entries(dashboard)) == 2
    dashboard.clock.forward(days=3)  # a row without a day stays what it was
    app = sent_back(dashboard, data)
    assert boxes(app) == {}
    assert button(app) == "Record 0 reports (disabled)"
    text = seen(app).text
    assert "2 recorded already" in text
    assert "Recorded from this workbook already: no. 1" in text
    assert "Recorded from this workbook already: no. 2" in text
    assert len(entries(dashboard)) == 2


def test_a_row_that_was_recorded_and_filled_in_anew_asks_for_a_new_workbook(dashboard: Dashboard):
    data = given(dashboard)
    press(sent_back(dashboard, fill(data, {"1.5": {"E": "Completed"}})))
    app = sent_back(dashboard, fill(data, {"1.5": {"E": "In progress", "K": "Not quite."}}))
    assert boxes(app) == {}
    assert "This row was recorded from this workbook as no. 1, with other content." in seen(app).text
    assert len(entries(dashboard)) == 1


def test_three_hasty_clicks_record_each_row_once(dashboard: Dashboard):
    app = sent_back(dashboard, fill(given(dashboard), {"1.5": {"E": "Completed"}}))
    reports = list(dashboard.services.restricted.proposals(app.session_state["workbook"].read))
    press(app)
    for _click in range(2):  # a click that was on its way when the first was done
        app.session_state["workbook_pressed"] = (reports[0].report,)
        app.run()
    assert len(entries(dashboard)) == 1
    assert seen(app).alerts == []
    assert "✓ 1 report recorded" in seen(app).text


def test_a_conflict_shows_both_sides_and_is_never_ticked_for_anybody(dashboard: Dashboard):
    report(dashboard, "1.5", Status.NOT_STARTED)
    data = fill(given(dashboard), {"1.5": {"E": "In progress", "K": "From the workbook."}})
    report(dashboard, "1.5", Status.COMPLETED, comment="Meanwhile, by the form.", acting_for="KDI")
    app = sent_back(dashboard, data)
    text = seen(app).text
    assert "0 new · 1 conflict" in text
    assert "Completed becomes In progress In the workbook Holds from" in text
    assert "From the workbook." in text
    after = text.index("Recorded after the workbook was made")
    assert after < text.index("Meanwhile, by the form.")
    assert boxes(app) == {"I have read what was recorded. Record 1.5 all the same": False}
    assert button(app) == "Record 0 reports (disabled)"
    app.checkbox[0].check().run()
    assert button(app) == "Record 1 report"
    press(app)
    assert entries(dashboard)[-1].comment == "From the workbook."
    assert entries(dashboard)[-1].expected_revision == 2


def test_whatever_was_recorded_since_makes_a_conflict(dashboard: Dashboard):
    data = fill(given(dashboard), {"1.5": {"E": "Completed"}})
    dashboard.services.writer.record(
        [
            NewEvidence(
                idempotency_key="e", expected_revision=0, initiative="1.5", effective_on=NOON.date(),
                recorded_by="p", acting_for="JD", evidence_url="https://www.example.no/evidence",
            )
        ]
    )  # fmt: skip
    app = sent_back(dashboard, data)
    assert "https://www.example.no/evidence" in seen(app).text
    assert list(boxes(app).values()) == [False]


def test_what_comes_in_between_showing_and_recording_stops_everything(dashboard: Dashboard):
    data = fill(given(dashboard), {"1.5": {"E": "Completed"}, "1.1": {"E": "Completed"}})
    app = sent_back(dashboard, data)
    report(dashboard, "1.5", Status.IN_PROGRESS, comment="In between.")
    read = seen(press(app))
    assert "Not recorded yet" in read.text
    assert [alert for alert in read.alerts if "Initiative 1.5 was reported on while you wrote" in alert]
    assert len(entries(dashboard)) == 1
    assert boxes(app) == {
        "I have read what was recorded. Record 1.5 all the same": False,
        "Record 1.1": True,
    }
    press(app)
    assert [entry.initiative for entry in entries(dashboard)] == ["1.5", "1.1"]


def test_a_tick_on_a_conflict_does_not_outlive_what_it_was_given_for(dashboard: Dashboard):
    data = fill(given(dashboard), {"1.5": {"E": "Completed"}})
    report(dashboard, "1.5", Status.IN_PROGRESS, comment="First.")
    app = sent_back(dashboard, data)
    app.checkbox[0].check().run()
    report(dashboard, "1.5", Status.IN_PROGRESS, comment="Second.")
    read = seen(press(app))
    assert [alert for alert in read.alerts if "was reported on while you wrote" in alert]
    assert "Second." in read.text
    assert list(boxes(app).values()) == [False]
    assert len(entries(dashboard)) == 2


def test_a_row_can_be_left_out(dashboard: Dashboard):
    app = sent_back(dashboard, fill(given(dashboard), {"1.5": {"E": "Completed"}, "1.1": {"E": "Completed"}}))
    app.checkbox[0].uncheck().run()
    assert button(app) == "Record 1 report"
    press(app)
    assert [entry.initiative for entry in entries(dashboard)] == ["1.5"]
    assert boxes(app) == {"Record 1.1": False}


def test_the_rules_of_the_form_hold_and_every_fault_names_its_cell(dashboard: Dashboard):
    data = given(dashboard)
    rows = {
        "1.1": {"E": "In progress"},
        "1.2": {"E": "Discontinued, not implemented"},
        "1.3": {"G": "Done, without a status"},
        "1.4": {"E": "Almost", "K": "=1+1"},
        "1.5": {"E": "Completed", "F": "2026-03-03"},
        "2.1": {"E": "Completed", "F": "30 February"},
        "2.2": {"E": "Completed", "M": "http://www.example.no"},
        "2.4": {"E": "In progress", "K": "turned \u202e around"},
        "3.1": {"E": "In progress", "K": "Why.", "L": "2025"},
        "3.2": {"E": "Completed", "H": "x" * 4001},
        "3.3": {"E": "Completed", "L": "soon"},
        "3.4": {"E": "Unchanged"},
    }
    named = {initiative: place(data, initiative, "A")[1:] for initiative in rows}
    read = seen(sent_back(dashboard, fill(data, rows)))
    told = " ".join(read.alerts)
    for fault in (
        f"K{named['1.1']}: Initiative 1.1: a comment is needed, since the deadline has passed",
        f"K{named['1.2']}: Initiative 1.2: a comment is needed when an initiative is discontinued.",
        f"E{named['1.3']}: Initiative 1.3: choose a status.",
        f"E{named['1.4']}: “Almost” is no status. Write one of these: Unchanged · Not started · In progress · "
        "Completed · Discontinued, not implemented.",
        f"K{named['1.4']} holds a formula; type the value.",
        f"F{named['1.5']}: The day it holds from lies ahead",
        f"F{named['2.1']}: “30 February” is no day we can use",
        f"M{named['2.2']}: The link to evidence does not begin with https://.",
        f"K{named['2.4']}: The text in “Comment” holds a character that cannot be shown safely",
        f"L{named['3.1']}: Initiative 3.1: the expected completion lies before the day of the report.",
        f"H{named['3.2']}: The text in “Next step” is too long: 4001 characters of at most 4000.",
        f"L{named['3.3']}: “soon” is no date we can use",
        f"E{named['3.4']}: nothing had been reported on initiative 3.4 when the workbook was made, so nothing can be "
        "unchanged. Choose another status.",
    ):
        assert fault in told, fault
    assert "12 with faults" in read.text
    # What was filled in is told beside the faults, the status as it was chosen.
    assert f"Status in the workbook In progress E{named['1.1']}" in read.text
    assert f"Status in the workbook Unchanged: Not reported E{named['3.4']}" in read.text
    assert f"Done, without a status G{named['1.3']}" in read.text
    assert boxes(read.app) == {}
    assert "\u202e" not in "".join(element.proto.body for element in read.app.main if element.type == "html")
    assert entries(dashboard) == []


def test_unchanged_repeats_what_the_workbook_showed_and_keeps_what_was_expected(dashboard: Dashboard):
    report(dashboard, "1.5", Status.IN_PROGRESS, expected_completion=PartialDate("2026-H2"))
    dashboard.clock.forward(days=5)
    app = sent_back(dashboard, fill(given(dashboard), {"1.5": {"E": "Unchanged", "K": "As before."}}))
    text = seen(app).text
    assert "In progress becomes In progress" in text
    assert "7 March 2026 (today; the workbook says no day)" in text
    assert "second half of 2026 (as last reported)" in text
    press(app)
    last = entries(dashboard)[-1]
    assert (last.status, str(last.expected_completion)) == (Status.IN_PROGRESS, "2026-H2")


def test_a_completed_initiative_is_not_expected_to_be_completed_any_more(dashboard: Dashboard):
    report(dashboard, "1.5", Status.IN_PROGRESS, expected_completion=PartialDate("2026-H2"))
    press(sent_back(dashboard, fill(given(dashboard), {"1.5": {"E": "Completed"}})))
    assert entries(dashboard)[-1].expected_completion is None


def test_a_report_from_before_the_last_one_is_not_told_as_a_change(dashboard: Dashboard):
    report(dashboard, "1.5", Status.COMPLETED)
    data = fill(given(dashboard), {"1.5": {"E": "In progress", "F": "2026-01-31", "K": "As it was then."}})
    text = seen(sent_back(dashboard, data)).text
    assert (
        "In progress from 31 January 2026. It is placed before the last report, which stays: Completed."
        in text
    )
    assert "becomes" not in text


def test_nothing_filled_in_is_nothing_to_record(dashboard: Dashboard):
    app = sent_back(dashboard, given(dashboard))
    assert "0 new · 15 not filled in" in seen(app).told
    assert "Not filled in; nothing is recorded on them from this workbook: 1.1, 1.2," in seen(app).text
    assert boxes(app) == {}
    assert button(app) == "Record 0 reports (disabled)"


@pytest.mark.parametrize("body", ["KD", "KDI", "AVdir"])
def test_every_body_gets_the_initiatives_it_may_report_on(dashboard: Dashboard, body: str):
    catalogue = dashboard.services.files.shipped().catalogue
    data = given(dashboard, body)
    read = dashboard.services.restricted.returned_workbook(data, workbook.status_codes())
    assert read.passport.body == body
    assert [row.initiative for row in read.rows] == [
        each.id for each in catalogue.initiatives if body in catalogue.reporters(each)
    ]
    app = sent_back(dashboard, fill(data, {read.rows[0].initiative: {"E": "Completed"}}))
    press(app)
    assert entries(dashboard)[0].acting_for == body


def test_with_answers_on_a_row_is_submitted_and_says_whose_answer_it_awaits(
    start: Callable[..., Dashboard], words: Words
):
    _, lang = words, words.language
    dashboard = start(answers=True)
    data = fill(given(dashboard, "KDI", lang=lang), {"1.5": {"E": "completed"}})
    app = sent_back(dashboard, data, lang=lang)
    assert button(app) == _.plural("Submit {n} report", "Submit {n} reports", 1)
    assert (
        _(
            "What is submitted is published once the responsible ministries have answered, or their time is up."
        )
        in seen(app).text
    )
    text = seen(press(app)).text
    assert f"✓ {_.plural('{n} report submitted', '{n} reports submitted', 1)}" in text
    assert "(JD)" in text[text.index(_("Awaits an answer: {bodies}.").split(" {")[0]) :]
    assert _("Recorded from this workbook already:") in text
    assert dashboard.services.log.latest(as_of=dashboard.services.today()) == {}
    assert [
        entry.sequence for entry in dashboard.services.log.pending(known_by=dashboard.services.today())
    ] == [1]


def test_a_report_that_awaits_answers_already_is_shown_beside_its_row(
    start: Callable[..., Dashboard], words: Words
):
    dashboard = start(answers=True)
    report(dashboard, "1.5", Status.COMPLETED, acting_for="KDI", comment="It waits.")
    data = fill(given(dashboard), {"1.5": {"E": "In progress", "K": "Why."}, "1.1": {"E": "Completed"}})
    text = seen(sent_back(dashboard, data, lang=words.language)).text
    said = words("Awaits answers already: {status} for {body} ({entry}), until {day} at the latest.")
    begins = said.split(" {")[0]
    assert text.count(begins) == 1
    told = text[text.index(begins) :]
    assert "KDI" in told and words("no. {sequence}").format(sequence=1) in told
    assert words.day(NOON.date() + timedelta(days=14)) in told


def test_what_was_published_since_without_a_new_entry_is_a_conflict_too(start: Callable[..., Dashboard]):
    """A report that waited for answers when the workbook was made, and whose time ran out since."""
    dashboard = start(answers=True)
    report(dashboard, "1.5", Status.COMPLETED, acting_for="KDI", comment="It waited.")
    data = fill(given(dashboard), {"1.5": {"E": "In progress", "K": "Why."}})
    dashboard.clock.forward(days=30)
    app = sent_back(dashboard, data)
    assert "It waited." in seen(app).text
    assert boxes(app) == {"I have read what was recorded. Record 1.5 all the same": False}


def test_the_running_round_gives_the_last_day(dashboard: Dashboard):
    def instructions() -> list[str]:
        sheet = openpyxl.load_workbook(io.BytesIO(given(dashboard))).worksheets[1]
        return [str(row[0].value) for row in sheet.iter_rows()]

    assert not [line for line in instructions() if "last day" in line]
    dashboard.services.writer.open_round(
        NewRound(
            id="spring", title="Spring", opens=date(2026, 3, 1), closes=date(2026, 3, 20), opened_by="local"
        )
    )
    assert "The last day of this round is 20 March 2026." in instructions()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"No.;Status now\r\n1.1;Completed\r\n", "This is no Excel workbook."),
        (OLD_EXCEL, "This is a workbook of an old Excel."),
        (b"PK\x03\x04 and nothing else", "The workbook is damaged."),
    ],
    ids=["a table of text", "an old workbook", "a damaged workbook"],
)
def test_a_file_that_cannot_be_used_is_told_calmly_and_can_be_put_away(
    dashboard: Dashboard, data: bytes, told: str
):
    app = sent_back(dashboard, data)
    read = seen(app)
    (alert,) = read.alerts
    assert alert.startswith(f"The file was not used; nothing was recorded. {told}")
    assert not [button for button in app.button if button.proto.type == "primary"]
    (away,) = [button for button in app.main.button if button.label == "Put this workbook away"]
    assert seen(away.click().run()).alerts == []
    assert entries(dashboard) == []


def test_a_row_that_was_added_is_told_with_its_cell(dashboard: Dashboard):
    (alert,) = seen(sent_back(dashboard, filled(given(dashboard), {"B30": "Kind regards"}))).alerts
    assert "B30: this row belongs to no initiative of the workbook. Remove it." in alert


def test_a_workbook_of_a_demonstration_stays_there(start: Callable[..., Dashboard]):
    real = start()
    serious = given(real)
    demonstration = start(demo=True)
    invented = given(demonstration)
    assert (
        "A workbook with real reports does not belong here." in seen(sent_back(demonstration, serious)).text
    )
    assert (
        "This workbook is from a demonstration and cannot be used here."
        in seen(sent_back(start(), invented)).text
    )


def test_a_workbook_of_another_log_is_refused(start: Callable[..., Dashboard], tmp_path: Any):
    full = start(data_dir=tmp_path / "full")
    report(full, "1.5", Status.COMPLETED)
    data = given(full)
    read = seen(sent_back(start(data_dir=tmp_path / "empty"), data))
    assert "This workbook knows reports that are not in this log." in read.alerts[0]


def test_a_workbook_for_a_body_or_strategy_that_is_gone_is_refused(
    start: Callable[..., Dashboard], project: Any
):
    data = given(start(root=project), "KD")
    file = project / "initiatives.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("id: reintegration-2017-2021", "id: another"), encoding="utf-8")
    read = seen(sent_back(start(root=project), data))
    assert "This workbook was made for another strategy." in read.alerts[0]


def test_what_was_read_stays_while_one_looks_at_another_page(dashboard: Dashboard):
    data = fill(given(dashboard), {"1.5": {"E": "Completed"}, "1.1": {"E": "In progress"}})
    app = sent_back(dashboard, data)
    app.checkbox[0].uncheck().run()
    go(app, "initiative", id="1.1")
    go(app, "workbook")
    read = seen(app)
    assert "JD.xlsx: made 2 March 2026, 13:00 for Ministry of Justice and Public Security (JD)." in read.text
    assert "1 with faults" in read.text
    assert boxes(app) == {"Record 1.5": False}


def test_another_file_takes_the_place_of_the_one_before(dashboard: Dashboard):
    data = given(dashboard)
    app = sent_back(dashboard, fill(data, {"1.5": {"E": "Completed"}}))
    press(app)
    upload(app, fill(given(dashboard), {"1.1": {"E": "Completed"}}), "second.xlsx")
    text = seen(app).text
    assert "second.xlsx: made" in text
    assert "report recorded" not in text
    assert boxes(app) == {"Record 1.1": True}


def test_the_name_of_a_file_is_only_a_name(dashboard: Dashboard):
    app = upload(dashboard.visit("workbook"), given(dashboard), "<b>\u202exslx.{0}")
    assert "<b>\N{REPLACEMENT CHARACTER}xslx.{0}: made" in seen(app).text


def test_the_page_says_that_reports_are_recorded_today(dashboard: Dashboard):
    app = dashboard.visit("workbook", as_of="2020-06-30")
    assert "Reports are recorded today; this page shows today." in seen(app).told[0]
    read = seen(press(upload(app, fill(given(dashboard), {"1.5": {"E": "Completed"}}))))
    assert ("no. 1", "entry?no=1&lang=en") in read.links, "where it can be read"
    assert not [address for _words, address in read.links if "entry?" in address and "as_of" in address]


def test_the_download_says_how_many_initiatives_it_holds(dashboard: Dashboard):
    app = dashboard.visit("workbook", **{"for": "JD"})
    assert "The workbook has a row for each of 15 initiatives, as they stand now." in seen(app).text
    (download,) = app.get("download_button")
    assert download.proto.label == "Download the workbook"


def test_what_is_recorded_is_what_was_shown_also_across_midnight(dashboard: Dashboard):
    dashboard.clock.now = datetime(2026, 3, 2, 22, 59, tzinfo=UTC)
    data = fill(given(dashboard), {"1.5": {"E": "Completed"}})
    app = sent_back(dashboard, data)
    dashboard.clock.forward(minutes=2)
    press(app)
    assert entries(dashboard)[0].effective_on == date(2026, 3, 2)
