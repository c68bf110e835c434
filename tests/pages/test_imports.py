"""Import figures: what came is read and compared, shown, and kept once somebody accepts it."""

import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from monitor.access.access import Grant, Visitor
from monitor.access.roles import Role
from monitor.settings import ROOT
from monitor.show.adapter import entrance
from monitor.show.adapter.entrance import Arrival
from monitor.wiring.imports import Imports, Pending, Report, Stage
from tests.pages.conftest import Dashboard, go, seen
from tests.sources.pxweb.bank import Bank, running, status
from tests.sources.pxweb.conftest import a_table

RECORDED = Path(__file__).parents[1] / "sources" / "recorded" / "pxweb_v2_response_03024.json"
SHIPPED = "housing_before_prison"
CSV = "text/csv"


def shipped(*changes: tuple[str, str]) -> bytes:
    """The figures of an indicator that ships, with changes."""
    text = (ROOT / "data" / f"{SHIPPED}.csv").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, data, CSV) for name, data in files]).run()
    return ended(press(app, "Read the files"))


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    assert not button.disabled
    return button.click().run()


def ended(app: AppTest) -> AppTest:
    """The page once nothing is read any more."""
    for _attempt in range(100):
        if not any(button.label in ("Stop", "Stopp") for button in app.button):
            return app
        app.run()
    raise AssertionError("it does not end")


def editions(dashboard: Dashboard, indicator: str = SHIPPED) -> list[int]:
    return [edition.number for edition in dashboard.services.editions.editions(indicator)]


def test_what_came_is_shown_before_anything_is_kept(dashboard: Dashboard) -> None:
    app = upload(
        dashboard.visit("imports"),
        (
            f"{SHIPPED}.csv",
            shipped(("2014,owned,inmates,22", "2014,owned,inmates,23"), ("reference,74", "reference,x4")),
        ),
    )
    assert not app.exception
    page = seen(app).text
    assert "0 new, 1 changed, 0 unchanged" in page
    assert "Changed figures (1)" in page
    assert "Rows left out (1)" in page
    assert "'x4' is no number." in page
    assert f"{SHIPPED}.csv, line 3, value" in page
    assert editions(dashboard) == [1]


def test_what_is_accepted_is_one_edition_with_who_and_when(dashboard: Dashboard) -> None:
    app = upload(dashboard.visit("imports"), (f"{SHIPPED}.csv", shipped(("inmates,22", "inmates,23"))))
    app.text_input(key="import-label").set_value("Corrected").run()
    app = press(app, "Accept 1 new edition")
    notice = seen(app).text
    title = dashboard.services.indicators.titles().titles[SHIPPED].title.wording("en").text
    assert f"Accepted: edition 2 of {title}, " in notice
    assert "(whoever uses this machine)." in notice, "no name of an account where nobody signs in"
    latest = dashboard.services.editions.editions(SHIPPED)[0]
    assert (latest.number, latest.by, latest.label, latest.at) == (
        2,
        "local",
        "Corrected",
        dashboard.clock.now,
    )
    assert (latest.counts.changed, latest.counts.new) == (1, 0)
    assert not [button for button in app.button if button.label.startswith("Accept")]


def test_the_same_file_again_has_nothing_to_accept(dashboard: Dashboard) -> None:
    app = upload(dashboard.visit("imports"), (f"{SHIPPED}.csv", shipped()))
    assert "Nothing of it is new" in seen(app).text
    assert not [button for button in app.button if button.label.startswith("Accept")]


def test_a_wrong_file_of_which_nothing_can_be_read_has_nothing_to_accept(dashboard: Dashboard) -> None:
    header = shipped().decode().splitlines()[0]
    wrong = f"{header}\n2014,owned,inmates,much,,,forskning_no,medium,,\n"
    app = upload(dashboard.visit("imports"), (f"{SHIPPED}.csv", wrong.encode()))
    assert not app.exception
    page = seen(app).text
    assert "Stays as it is: no figure could be read" in page
    assert "'much' is no number." in page
    assert "Removed figures" not in page
    assert not [button for button in app.button if button.label.startswith("Accept")]


def test_what_the_new_edition_would_be_without_stands_beside_the_button(dashboard: Dashboard) -> None:
    kept = "\n".join(shipped().decode().splitlines()[:2])
    app = upload(dashboard.visit("imports"), (f"{SHIPPED}.csv", kept.encode()))
    page = seen(app).text
    assert "2 figures of the latest editions would not be in the new ones." in page
    assert "rows are left out" not in page
    app = upload(app, (f"{SHIPPED}.csv", shipped(("inmates,22", "inmates,23"))))
    assert "would not be in" not in seen(app).text


def test_what_was_overtaken_is_refused_and_nothing_is_kept(dashboard: Dashboard) -> None:
    mine = upload(dashboard.visit("imports"), (f"{SHIPPED}.csv", shipped(("inmates,22", "inmates,23"))))
    theirs = upload(dashboard.visit("imports"), (f"{SHIPPED}.csv", shipped(("inmates,22", "inmates,24"))))
    press(theirs, "Accept 1 new edition")
    mine = press(mine, "Accept 1 new edition")
    assert "Another edition of housing_before_prison was accepted meanwhile (number 2)" in seen(mine).text
    assert editions(dashboard) == [2, 1]


def test_accepting_the_same_twice_keeps_it_once(dashboard: Dashboard) -> None:
    first = upload(dashboard.visit("imports"), (f"{SHIPPED}.csv", shipped(("inmates,22", "inmates,23"))))
    again = upload(dashboard.visit("imports"), (f"{SHIPPED}.csv", shipped(("inmates,22", "inmates,23"))))
    press(first, "Accept 1 new edition")
    again = press(again, "Accept 1 new edition")
    assert "Accepted: edition 2 of" in seen(again).text
    assert editions(dashboard) == [2, 1]


def test_what_was_read_is_still_there_after_another_page(dashboard: Dashboard) -> None:
    app = upload(dashboard.visit("imports"), (f"{SHIPPED}.csv", shipped(("inmates,22", "inmates,23"))))
    app = go(go(app, "about"), "imports")
    assert "Changed figures (1)" in seen(app).text
    app = press(app, "Put it away")
    assert "Changed figures" not in seen(app).text


def test_a_table_in_json_stat_gets_the_id_that_is_written(dashboard: Dashboard) -> None:
    app = dashboard.visit("imports")
    app.text_input(key="import-indicator").set_value("salmon").run()
    app = upload(app, ("03024.json", RECORDED.read_bytes()))
    assert "352 new, 0 changed, 0 removed, 0 unchanged" in seen(app).text
    assert "First edition" in seen(app).text
    press(app, "Accept 1 new edition")
    assert editions(dashboard, "salmon") == [1]


def test_a_file_that_is_nothing_we_read_is_said_so(dashboard: Dashboard) -> None:
    app = upload(dashboard.visit("imports"), ("letter.docx", b"PK"))
    assert "'letter.docx' is nothing that is read here. Choose CSV, Excel" in seen(app).text
    app = upload(app, ("unknown.csv", b"period,value\n2014,1\n"))
    assert "Nothing says what 'unknown.csv' is a table of." in seen(app).text


CLUMSY = {
    b"%PDF-1.7\n\xe2\xe3": "{file} er en PDF og ingen tabell. Lagre tabellen som CSV eller Excel (.xlsx).",
    b"PK\x03\x04": "{file} er en arbeidsbok eller en ZIP og ingen CSV.",
    b"<!DOCTYPE html>": "{file} er en nettside og ingen tabell.",
    b"": "{file} er tom.",
    b"tenure;group;2014;2019\n": "{file} har periodene ved siden av hverandre (2014, 2019 …). Skriv én rad",
    b"Bolig\n\nperiod;tenure;group;value\n": "Kolonnenavnene står på linje 3 i {file}. Ta bort linjene over.",
    "År;Eie;Gruppe;Verdi\n".encode(
        "cp1252"
    ): "Mangler: period, value, tenure, group. Ukjent: År, Eie, Gruppe, Verdi.",
    b"period;tenure;group;value\n": "Ingen tall kunne leses, så det er ingenting å godta.",
    b"period;tenure;group;value\n2014;I alt;;56\n": "en tom celle for alle under ett.",
}


def test_what_an_office_sends_by_mistake_is_told_in_one_sentence_and_takes_nothing_away(
    dashboard: Dashboard,
) -> None:
    app = dashboard.visit("imports", lang="nb")
    for content, sentence in CLUMSY.items():
        app.file_uploader[0].set_value([(f"{SHIPPED}.csv", content, CSV)]).run()
        app = ended(press(app, "Les filene"))
        page = seen(app)
        assert sentence.format(file=f"{SHIPPED}.csv") in page.text, content
        assert 'lang="en"' not in "".join(
            element.proto.body for element in app.main if element.type == "html"
        )
        assert not [button for button in app.button if button.label.startswith("Godta")]
    assert editions(dashboard) == [1]


def test_a_set_of_many_indicators_is_told_in_one_table(dashboard: Dashboard) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(1, 226):
            archive.writestr(f"sdg/data/indicator_1-{number}-1.csv", "Year,Sex,Value\n2015,,1.5\n2015,F,2\n")
            archive.writestr(f"sdg/meta/1-{number}-1.md", f"---\nindicator_name: Indicator {number}\n---\n")
    app = upload(dashboard.visit("imports"), ("sdg.zip", packed.getvalue()))
    assert "225 new, 0 changed, 0 unchanged" in seen(app).text
    app = press(app, "Accept 225 new editions")
    assert "Accepted: 225 editions" in seen(app).text


def test_the_page_is_in_norwegian_too(dashboard: Dashboard) -> None:
    app = dashboard.visit("imports", lang="nb")
    app.file_uploader[0].set_value([(f"{SHIPPED}.csv", shipped(("inmates,22", "inmates,q7")), CSV)]).run()
    app = ended(press(app, "Les filene"))
    assert "er ikke et tall" in seen(app).text
    assert "Utelatte rader (1)" in seen(app).text


def test_others_are_told_that_the_page_is_not_for_them(
    dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = dashboard.services
    person = local.people.seen(issuer="i", subject="s", name="Kari", email="", at=dashboard.clock.now).user
    local.administration.grant(Grant(person, Role.ANALYST, None))
    monkeypatch.setattr(entrance, "arrival", lambda _services: Arrival(Visitor(person)))
    app = dashboard.visit("imports")
    assert "Your roles do not let you import figures." in seen(app).text
    assert not app.file_uploader
    local.administration.grant(Grant(person, Role.SECRETARIAT, None))
    app.run()
    assert app.file_uploader


@pytest.fixture
def bank() -> Iterator[Bank]:
    table = a_table()
    with running(Bank({table.id: table})) as bank:
        yield bank


def asking(dashboard: Dashboard, bank: Bank) -> AppTest:
    """The page of a dashboard that may ask the bank, once the table was looked at."""
    settings = replace(dashboard.services.settings, data_hosts=frozenset({bank.host}))
    dashboard.services = replace(dashboard.services, settings=settings)
    app = dashboard.visit("imports")
    app.segmented_control(key="import-source").set_value("bank").run()
    app.text_input(key=f"import-base-{bank.host}").set_value(bank.address).run()
    app.text_input(key="import-bank-language").set_value("en").run()
    app.text_input(key="import-table").set_value("10000").run()
    return ended(press(app, "Look at the table"))


def test_without_hosts_no_bank_is_offered(dashboard: Dashboard) -> None:
    assert "statistics bank" not in seen(dashboard.visit("imports")).text


def test_a_table_of_a_bank_is_looked_at_before_anything_is_asked_for(
    dashboard: Dashboard, bank: Bank
) -> None:
    app = asking(dashboard, bank)
    assert "10000: Inmates, by sex, contents and year" in seen(app).text
    assert bank.questions == []
    assert "Choose codes of: sex, contents, year." in seen(app).text
    key = f"import-{bank.address}-10000"
    app.radio(key=f"{key}-Kjonn-how").set_value("all").run()
    app.selectbox(key=f"{key}-Kjonn-total").set_value("0").run()
    app.multiselect(key=f"{key}-ContentsCode-codes").set_value(["Personer"]).run()
    app.radio(key=f"{key}-Tid-how").set_value("from").run()
    app.selectbox(key=f"{key}-Tid-from").set_value("2020").run()
    app = ended(press(app, "Ask for 15 figures"))
    assert "15 new, 0 changed, 0 removed, 0 unchanged" in seen(app).text
    press(app, "Accept 1 new edition")
    (edition,) = dashboard.services.editions.editions("table_10000")
    assert edition.asked["selected"] == {"Kjonn": ["*"], "ContentsCode": ["Personer"], "Tid": ["from(2020)"]}
    packed = dashboard.services.editions.answers(edition)
    assert packed is not None
    with zipfile.ZipFile(io.BytesIO(packed)) as kept:
        assert "data-0001.asked.json" in kept.namelist()


def test_a_bank_that_declines_is_quoted_and_nothing_is_kept(dashboard: Dashboard, bank: Bank) -> None:
    bank.faults.append(status(403, b'{"title": "Not for you"}'))
    app = asking(dashboard, bank)
    assert "declined (403" in seen(app).text


def test_long_work_shows_how_far_it_is_and_can_be_stopped(
    dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def slow(self: Imports, files: object, wishes: object, report: Report) -> Pending:
        report(Stage.READING, 3, 12)
        go_on.wait(20)
        report(Stage.READING, 4, 12)
        raise AssertionError("nobody waits for it any more")

    monkeypatch.setattr(Imports, "from_files", slow)
    app = dashboard.visit("imports")
    app.file_uploader[0].set_value([("a.csv", b"period,value", CSV)]).run()
    app = press(app, "Read the files")
    assert "Read: 3 of 12" in [bar.proto.text for bar in app.get("progress")]
    app = press(app, "Stop")
    go_on.set()
    assert not app.get("progress")
    assert not app.exception
