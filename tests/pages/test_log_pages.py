"""The pages of the log: every entry, found again by the address, and what is different between two days."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting.events import NewAnswer, NewDeadline, NewEvent, NewRedaction, NewWithdrawal, Verdict
from monitor.reporting.status import Status
from monitor.show import refusals
from monitor.show.adapter import download_buttons
from monitor.show.words import Words
from tests.builders import a_question, a_report, about
from tests.pages.conftest import NOON, Dashboard, go, seen
from tests.pages.reading import Page

Files = dict[str, Callable[[], bytes]]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """The files that the last page offered, by name; each is built when it is called, as after a click."""
    offered: Files = {}

    def offer(_label: str, data: Callable[[], bytes], *, file_name: str, **_rest: Any) -> None:
        offered[file_name] = data

    monkeypatch.setattr(download_buttons.st, "download_button", offer)
    return offered


def put(dashboard: Dashboard, *events: NewEvent, at: datetime = NOON) -> None:
    log = dashboard.services.log
    for event in events:
        log.append(
            replace(
                event,
                idempotency_key=f"key-{log.revision()}",
                expected_revision=log.initiative_revision(event.initiative),
            ),
            recorded_at=at,
        )


def days(number: int) -> timedelta:
    return timedelta(days=number)


@pytest.fixture
def filled(dashboard: Dashboard) -> Dashboard:
    """Five entries: two reports in January, then a withdrawal, a new deadline and a removed text in February."""
    january, february = NOON - days(50), NOON - days(20)
    in_january, in_february = january.date(), february.date()
    put(
        dashboard,
        a_report(
            effective_on=in_january - days(10), comment="Kari", done_since_last="Agreed with all counties."
        ),
        a_report(initiative="1.5", acting_for="KDI", recorded_by="person-2", effective_on=in_january),
        at=january,
    )
    put(
        dashboard,
        about(NewWithdrawal, withdraws=2, initiative="1.5", acting_for="KDI", effective_on=in_february),
        about(NewDeadline, revised_deadline=PartialDate("2027"), effective_on=in_february),
        about(NewRedaction, redacts=1, fields=("comment",), effective_on=in_february),
        at=february,
    )
    return dashboard


def numbers(page: Page) -> list[int]:
    return [int(row["Entry"].split()[1]) for row in page.tables[0].rows] if page.tables else []


def status(page: Page) -> str:
    (line,) = [told for told in page.told if told.startswith("As of")]
    return line


def test_every_entry_stands_there_the_one_recorded_last_first(filled: Dashboard):
    read = filled.read("history")
    assert status(read) == "As of 2 March 2026 · 5 entries"
    assert numbers(read) == [5, 4, 3, 2, 1]
    first = read.tables[0].rows[-1]
    assert first["What"] == "In progress"
    assert first["Holds from"] == "1 January 2026"
    assert first["Entry"] == "no. 1 11 January 2026, 13:00"
    assert first["For, and by whom"] == "JD by person-1"
    assert first["In its own words"] == "Text removed · Agreed with all counties."
    states = [row["State"] for row in read.tables[0].rows]
    assert states == ["", "Published", "", "Withdrawn (no. 3)", "Published"]
    assert ("no. 1", "entry?no=1&lang=en") in read.links


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"id": "1.5"}, [3, 2]),
        ({"body": "JD"}, [5, 4, 1]),
        ({"person": "person-2"}, [2]),
        ({"kind": "withdrawal"}, [3]),
        ({"recorded_from": "2026-02-10"}, [5, 4, 3]),
        ({"recorded_to": "11.01.2026"}, [2, 1]),
        ({"holds_from": "2026-01-02", "holds_to": "2026-01-11"}, [2]),
        ({"id": "1.1", "kind": "status_report", "recorded_to": "2026-02-01"}, [1]),
        ({"id": "1.1", "person": "person-2"}, []),
    ],
)
def test_the_address_says_what_is_looked_for(filled: Dashboard, query: dict[str, str], expected: list[int]):
    read = filled.read("history", **query)
    assert numbers(read) == expected
    assert status(read).endswith(" · 1 entry" if len(expected) == 1 else f" · {len(expected)} entries")
    assert read.alerts == []


def test_a_person_that_no_id_can_be_is_refused_and_not_looked_for(filled: Dashboard):
    read = filled.read("history", person="\x00\x07")
    assert numbers(read) == [5, 4, 3, 2, 1]
    [said] = read.alerts
    assert "“Recorded by” holds a character that cannot be shown safely" in said


def test_an_earlier_day_shows_what_was_known_then(filled: Dashboard):
    read = filled.read("history", as_of="2026-02-01")
    assert numbers(read) == [2, 1]
    assert [row["State"] for row in read.tables[0].rows] == ["Published", "Published"]
    assert filled.read("history", as_of="2026-01-10").tables == []


def test_a_filter_goes_into_the_address_and_the_page_number_out_of_it(filled: Dashboard):
    app = filled.visit("history", page="1")
    app.get_by_key("chosen_body").set_value("KDI").run()
    assert app.query_params == {"lang": "en", "body": "KDI"}
    app.get_by_key("typed_recorded_from").set_value("2026-02-10").run()
    assert numbers(seen(app)) == [3]
    (reset,) = [button for button in app.button if button.label == "Reset the filters"]
    reset.click().run()
    assert app.query_params == {"lang": "en"}
    assert numbers(seen(app)) == [5, 4, 3, 2, 1]


def test_nothing_found_is_said_with_the_way_back(filled: Dashboard, words: Words):
    read = filled.read("history", lang=words.language, id="3.7")
    assert words("No entry matches.") in read.told
    assert read.tables == []
    assert words("Reset the filters") in [button.label for button in read.app.button]


@pytest.mark.parametrize("name", ["recorded_from", "recorded_to", "holds_from", "holds_to"])
@pytest.mark.parametrize("said", ["2018-02-30", "2016-12-31", "2026-03-03", "soon", "<script>"])
def test_a_day_that_is_none_is_said_calmly_and_passed_over(
    filled: Dashboard, words: Words, name: str, said: str
):
    read = filled.read("history", lang=words.language, **{name: said})
    (alert,) = read.alerts
    assert alert.startswith("«" if words.language == "nb" else "“")
    assert said in alert
    assert ("left out" if words.language == "en" else "utelatt") in alert
    assert len(read.tables[0].rows) == 5


def test_days_that_are_turned_round_are_said(filled: Dashboard, words: Words):
    query = {"recorded_from": "2026-02-01", "recorded_to": "2026-01-01"}
    read = filled.read("history", lang=words.language, **query)
    first, last = date(2026, 2, 1), date(2026, 1, 1)
    assert read.alerts == [refusals.sentence(Refused("days_reversed", "", first=first, last=last), words)]
    assert words.day(first) in read.alerts[0]
    assert read.tables == []


def test_entries_that_fill_more_than_a_page_are_read_page_by_page(dashboard: Dashboard):
    put(dashboard, *(a_report(effective_on=NOON.date(), recorded_by=f"person-{n % 2}") for n in range(120)))
    first = dashboard.read("history", person="person-1")
    assert status(first) == "As of 2 March 2026 · Showing 50 of 60 entries · page 1 of 2"
    address = dict(first.links)["Older entries →"]
    assert address == "history?person=person-1&page=2&lang=en"
    assert "← Newer entries" not in dict(first.links)
    second = dashboard.read("history", person="person-1", page="2")
    assert len(numbers(second)) == 10
    assert sorted(numbers(first) + numbers(second)) == list(range(2, 121, 2))
    assert dict(second.links)["← Newer entries"] == "history?person=person-1&lang=en"
    for said, number in (("9", 3), ("0", 1), ("-1", 1), ("two", 1), ("9" * 30, 1)):
        read = dashboard.read("history", page=said)
        assert f"There is no page “{said}” of these entries; page {number} is shown." in read.told


class Counting:
    """A log that counts the entries it gives."""

    def __init__(self, log: Any) -> None:
        self._log, self.given = log, 0

    def __getattr__(self, name: str) -> Any:
        def ask(*what: Any, **how: Any) -> Any:
            answer = getattr(self._log, name)(*what, **how)
            self.given += len(answer) if isinstance(answer, list | dict) else 0
            return answer

        return ask


def test_the_page_reads_no_more_entries_than_it_shows(dashboard: Dashboard):
    put(dashboard, *(a_report(effective_on=NOON.date()) for _number in range(60)))
    counting = Counting(dashboard.services.log)
    dashboard.services = replace(dashboard.services, log=counting)
    assert len(numbers(dashboard.read("history", page="2"))) == counting.given == 10


def test_the_files_hold_everything_that_fits_and_not_only_the_page(dashboard: Dashboard, files: Files):
    put(dashboard, *(a_report(effective_on=NOON.date(), comment="=1+1") for _number in range(60)))
    put(dashboard, about(NewWithdrawal, withdraws=60, effective_on=NOON.date(), acting_for="KDI"))
    dashboard.read("history", kind="status_report", lang="nb")
    assert sorted(files) == ["history-2026-03-02.csv", "history-2026-03-02.xlsx"]
    rows = list(
        csv.DictReader(io.StringIO(files["history-2026-03-02.csv"]().decode("utf-8-sig"), newline=""))
    )
    assert [int(row["number"]) for row in rows] == list(range(60, 0, -1))
    assert {row["comment"] for row in rows} == {"'=1+1"}
    assert (rows[0]["state"], rows[0]["state_in_words"], rows[0]["withdrawn_by"]) == (
        "withdrawn",
        "Trukket tilbake",
        "61",
    )
    assert (rows[0]["kind_in_words"], rows[0]["status_in_words"]) == ("Statusrapport", "I gang")
    book = openpyxl.load_workbook(io.BytesIO(files["history-2026-03-02.xlsx"]()))
    assert book["data"].max_row == 61
    about_it = dict(book["about"].values)
    assert about_it["Type oppføring"] == "Statusrapport"
    assert about_it["Per"] == "2. mars 2026"
    assert about_it["Oppføringer i loggen da"] == "61"
    assert about_it["Rader"] == "60"
    assert about_it["Demonstrasjonsdata"] == "Nei"
    assert about_it["Laget"] == "2. mars 2026 kl. 13.00"
    assert about_it["Strategi"].startswith("Redusert tilbakefall")
    assert [cell.value for cell in book["data"][1]] == list(about_it)[-len(book["data"][1]) :]
    assert all(about_it.values())


def test_a_file_of_everything_says_that_nothing_was_chosen(filled: Dashboard, files: Files):
    filled.read("history", recorded_from="soon")
    book = openpyxl.load_workbook(io.BytesIO(files["history-2026-03-02.xlsx"]()))
    assert ("Chosen", "Nothing; all of it") in list(book["about"].values)


def test_answers_are_a_kind_to_choose_only_where_there_can_be_any(start: Callable[..., Dashboard]):
    def offered(dashboard: Dashboard, **query: str) -> list[str]:
        return list(dashboard.visit("history", **query).get_by_key("chosen_kind").options)

    assert "Answer" not in offered(start())
    assert "Answer" in offered(start(), kind="approval")
    assert "Answer" in offered(start(answers=True))


def test_answers_that_were_given_can_be_found_when_they_are_switched_off(dashboard: Dashboard):
    put(dashboard, a_report(question=a_question("HOD"), effective_on=NOON.date()))
    put(
        dashboard,
        about(NewAnswer, answers=1, verdict=Verdict.CONFIRMED, acting_for="HOD", effective_on=NOON.date()),
    )
    assert "Answer" in dashboard.visit("history").get_by_key("chosen_kind").options


def test_the_local_person_is_named_in_words_and_found_by_them(dashboard: Dashboard, words: Words):
    put(dashboard, a_report(recorded_by="local", effective_on=NOON.date()))
    put(dashboard, a_report(recorded_by="person-2", effective_on=NOON.date()))
    read = dashboard.read("history", lang=words.language)
    assert words("the local person") in read.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "local " not in read.text.replace(words("the local person"), "")
    app = dashboard.visit("history", lang=words.language)
    app.get_by_key("typed_person").set_value(words("the local person")).run()
    assert app.query_params["person"] == "local"
    assert app.get_by_key("typed_person").value == words("the local person")
    assert len(seen(app).tables[0].rows) == 1


def test_the_files_of_an_earlier_day_hold_what_was_known_then(filled: Dashboard, files: Files):
    filled.read("history", as_of="2026-02-01")
    text = files["history-2026-02-01.csv"]().decode("utf-8-sig")
    assert [row["state"] for row in csv.DictReader(io.StringIO(text))] == ["published", "published"]


def test_files_of_a_demonstration_say_so(start: Callable[..., Dashboard], files: Files):
    demonstration = start(demo=True)
    demonstration.read("history")
    demonstration.read("changes")
    assert len(files) == 4
    for name, build in files.items():
        assert name.startswith("demonstration-")
        if name.endswith(".csv"):
            rows = list(csv.DictReader(io.StringIO(build().decode("utf-8-sig"), newline="")))
            assert rows
            assert all(
                "demonstration" in row["notice"] for row in rows if row.get("told_by") != "public_record"
            )


def test_an_initiative_leads_to_its_history_and_its_changes(filled: Dashboard):
    read = filled.read("initiative", id="1.5")
    assert "Filter, download and compare: History · Changes" in read.section("Reported history")
    assert ("History", "history?id=1.5&lang=en") in read.links
    assert ("Changes", "changes?id=1.5&lang=en") in read.links


# What is different between two days.


def test_the_two_pages_lead_to_each_other_with_what_is_chosen(filled: Dashboard):
    compare = dict(filled.read("history", body="KDI", recorded_to="2026-02-01").links)["Compare two days"]
    assert compare == "changes?body=KDI&lang=en"
    every = dict(filled.read("changes", body="KDI", since="2026-02-01").links)["Every entry of the log"]
    assert every == "history?body=KDI&lang=en"


def test_two_days_are_compared_each_as_it_was_known_then(filled: Dashboard):
    read = filled.read("changes", since="2026-01-31", until="2026-02-28")
    assert read.told == [
        "After 31 January 2026 and by 28 February 2026 · something new on 2 of 18 initiatives · 3 entries recorded"
    ]
    rows = {row["Initiative"][:3]: row for row in read.tables[0].rows}
    assert list(rows) == ["1.1", "1.5"]
    assert rows["1.5"]["Reported by the bodies"] == "In progress → Not reported"
    assert rows["1.1"]["Reported by the bodies"] == "In progress (as before)"
    assert rows["1.1"]["Deadline"] == "2018 → 2027"
    assert "no. 3 Withdrawal about no. 2" in rows["1.5"]["Recorded in between"]
    assert ("no. 4", "entry?no=4&lang=en") in read.links
    assert "Reported by 31 January 2026. In progress: 2; Not reported: 16" in read.text
    assert "Reported by 28 February 2026. In progress: 1; Not reported: 17" in read.text


def test_the_days_are_those_of_the_last_ninety_until_others_are_chosen(filled: Dashboard):
    read = filled.read("changes")
    assert read.told[0].startswith("After 2 December 2025 and by 2 March 2026 · something new on 2 of 18")
    earlier = filled.read("changes", as_of="2026-01-31")
    assert earlier.told[0].startswith("After 2 November 2025 and by 31 January 2026")
    assert "2 entries recorded" in earlier.told[0]
    at_the_start = filled.read("changes", as_of="2017-01-15")
    assert at_the_start.told[0].startswith("After 1 January 2017 and by 15 January 2017")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"id": "1.5"}, ["1.5"]),
        ({"body": "KDI"}, ["1.5"]),
        ({"person": "person-1"}, ["1.1", "1.5"]),
        ({"kind": "deadline_revised"}, ["1.1"]),
        ({"kind": "approval"}, []),
    ],
)
def test_changes_are_narrowed_by_the_address(filled: Dashboard, query: dict[str, str], expected: list[str]):
    read = filled.read("changes", since="2026-01-31", **query)
    tables = [table for table in read.tables if table.caption.startswith("What is different")]
    assert [row["Initiative"][:3] for table in tables for row in table.rows] == expected
    assert f"something new on {len(expected)} of 18 initiatives" in read.told[0]
    assert "Reported by 31 January 2026" not in read.text  # the strips speak of all initiatives


def test_a_first_day_after_the_last_is_refused_with_a_sentence(filled: Dashboard, words: Words):
    read = filled.read("changes", lang=words.language, since="2026-02-01", until="2026-01-01")
    first, last = date(2026, 2, 1), date(2026, 1, 1)
    assert read.alerts == [refusals.sentence(Refused("days_reversed", "", first=first, last=last), words)]
    assert read.tables == []
    app = read.app
    (reset,) = [button for button in app.button if button.label == words("Reset the filters")]
    reset.click().run()
    assert seen(app).alerts == []


def test_a_day_that_was_not_known_yet_is_refused(filled: Dashboard, words: Words):
    read = filled.read("changes", lang=words.language, as_of="2026-01-31", until="2026-02-28")
    day, shown = date(2026, 2, 28), date(2026, 1, 31)
    assert read.alerts == [refusals.sentence(Refused("day_after_shown", "", day=day, shown=shown), words)]
    assert words.day(day) in read.alerts[0]


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize("said", ["2018-02-30", "2016-12-31", "2026-03-03", "never"])
def test_a_day_that_cannot_be_compared_is_said_and_nothing_is_shown(
    filled: Dashboard, words: Words, name: str, said: str
):
    read = filled.read("changes", lang=words.language, **{name: said})
    assert read.alerts == [refusals.sentence(Refused("day_unreadable", "", said=said), words)]
    assert read.tables == []


def test_the_public_record_of_the_time_stands_apart(dashboard: Dashboard):
    read = dashboard.read("changes", since="2022-10-19", until="2022-10-20")
    assert "Riksrevisjonen" in read.section("Public record, published in between")
    assert "No report, deadline or entry is different." in read.told
    of_a_body = dashboard.read("changes", since="2022-10-19", until="2022-10-20", body="JD")
    assert "Riksrevisjonen" not in of_a_body.text
    assert "The public record is left out" in of_a_body.text


def test_between_a_day_and_itself_nothing_is_different(filled: Dashboard):
    read = filled.read("changes", since="2026-02-10", until="2026-02-10")
    assert "something new on 0 of 18 initiatives · 0 entries recorded" in read.told[0]
    assert read.tables == []


def test_changes_are_downloaded_as_they_are_shown(filled: Dashboard, files: Files):
    filled.read("changes", since="2026-01-31", until="2026-02-28", id="1.5")
    name = "changes-2026-01-31-2026-02-28"
    [row] = csv.DictReader(io.StringIO(files[f"{name}.csv"]().decode("utf-8-sig")))
    assert (row["number"], row["kind"], row["status_before"], row["status_after"]) == (
        "3",
        "withdrawal",
        "in_progress",
        "not_reported",
    )
    assert (row["since"], row["until"], row["told_by"]) == ("2026-01-31", "2026-02-28", "log")
    book = openpyxl.load_workbook(io.BytesIO(files[f"{name}.xlsx"]()))
    told = ("What it holds", "What is different on 28 February 2026 from 31 January 2026")
    assert told in list(book["about"].values)


def test_the_page_of_changes_reads_six_entries_of_an_initiative_and_the_file_all(
    dashboard: Dashboard, files: Files
):
    put(dashboard, *(a_report(effective_on=NOON.date()) for _number in range(60)))
    read = dashboard.read("changes", since="2026-03-01")
    assert "60 entries recorded" in read.told[0]
    assert "and 54 more" in read.tables[0].rows[0]["Recorded in between"]
    rows = csv.DictReader(io.StringIO(files["changes-2026-03-01-2026-03-02.csv"]().decode("utf-8-sig")))
    assert len(list(rows)) == 60


def test_back_to_an_earlier_address_compares_the_earlier_days(filled: Dashboard):
    app = filled.visit("changes", since="2026-01-31")
    app.get_by_key("typed_since").set_value("2026-02-20").run()
    assert app.query_params["since"] == "2026-02-20"
    assert seen(app).told[0].startswith("After 20 February 2026")
    assert seen(go(app, lang="en", since="2026-01-31")).told[0].startswith("After 31 January 2026")


def test_a_report_recorded_today_is_among_today_s_entries_and_changes(dashboard: Dashboard):
    put(dashboard, a_report(status=Status.COMPLETED, effective_on=NOON.date()))
    assert numbers(dashboard.read("history", recorded_from="2026-03-02")) == [1]
    (table,) = dashboard.read("changes", since="2026-03-01").tables
    assert table.rows[0]["Reported by the bodies"] == "Not reported → Completed"
