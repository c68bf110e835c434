"""Recording a committee's conclusion on its page, and what every page then says of the decision."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from monitor.errors import Unreadable
from monitor.reporting.events import DecisionNeeded, EventKind, NewConclusion, Task
from monitor.wiring.writer import Writer
from tests.pages.conftest import LANGUAGES, Dashboard, seen
from tests.pages.statements import put, put_report

COMMITTEE = "directorate-committee"
NAME = "Directorate Committee for Reintegration"
ASKS = DecisionNeeded(what="Who pays for the notice?", of=COMMITTEE, by=date(2026, 6, 1))
FULL = {"meeting_on": "2026-03-02", "concluded": "Each agency pays its own."}


@pytest.fixture
def asked(dashboard: Dashboard) -> Dashboard:
    """The report in force on 1.5, no. 1, asks the directorate committee to decide."""
    put_report(dashboard, decision=ASKS)
    return dashboard


def form(dashboard: Dashboard, **query: str) -> AppTest:
    return dashboard.visit("conclusion", **({"id": "1.5"} | query))


def field(app: AppTest, name: str) -> Any:
    (found,) = [each for each in [*app.text_input, *app.text_area] if str(each.key).endswith(f"-{name}")]
    return found


def fill(app: AppTest, **typed: str) -> AppTest:
    for name, text in typed.items():
        field(app, name).set_value(text)
    return app.run()


def assign(app: AppTest, body: str) -> AppTest:
    (found,) = [each for each in app.selectbox if str(each.key).endswith("-task_of")]
    return found.set_value(body).run()


def press(app: AppTest) -> AppTest:
    (button,) = [button for button in app.button if button.proto.type == "primary"]
    return button.click().run()


def conclude(dashboard: Dashboard, **over: Any) -> None:
    put(dashboard, NewConclusion, **({"acting_for": COMMITTEE, "comment": "Each pays."} | over))


def open_decisions(dashboard: Dashboard, **query: str) -> str:
    page = dashboard.read("overview", **query)
    heading = next(text for level, text in page.headings if level == 2 and "a decision" in text)
    return page.section(heading)


def test_a_conclusion_takes_the_decision_off_the_list_and_says_on_which_day(asked: Dashboard) -> None:
    assert "Who pays for the notice?" in open_decisions(asked)
    app = form(asked)
    assert "What is to be decided Who pays for the notice?" in seen(app).text
    app = assign(fill(app, **FULL, task_what="Write the circular.", task_until="2026-09-01"), "JD")
    read = seen(press(app))
    assert read.alerts == []
    assert read.told[0] == "✓ The conclusion is recorded as no. 2: 1.5 Duty to notify."
    told = open_decisions(asked)
    assert "Who pays for the notice?" not in told, "it is no longer open"
    assert "1 decision concluded" in told
    assert f"Each agency pays its own. Concluded on 2 March 2026 by {NAME}, no. 2" in told
    page = asked.read("initiative", id="1.5")
    section = page.section("Concluded by a committee")
    assert f"Concluded on 2 March 2026 by {NAME}, no. 2" in section
    assert "What was concluded Each agency pays its own." in section
    assert "What is to be done Write the circular." in section
    assert (
        "Who is to do it Ministry of Justice and Public Security (JD) Until when 1 September 2026" in section
    )
    assert "In reply to what no. 1 asks to have decided." in section
    assert "Flagged by the reporter" not in page.text
    history = page.section("Reported history")
    assert f"Conclusion · meeting on 2 March 2026 · for {NAME}" in history
    assert ("no. 2", "entry?no=2&lang=en") in page.links


def test_before_the_day_of_the_meeting_the_decision_is_open(asked: Dashboard) -> None:
    asked.clock.forward(days=10)
    conclude(asked, answers=1, effective_on=date(2026, 3, 12))
    assert "Who pays for the notice?" in open_decisions(asked, as_of="2026-03-11")
    assert "Who pays for the notice?" not in open_decisions(asked)


def test_history_changes_and_overview_tell_of_a_conclusion(asked: Dashboard) -> None:
    asked.clock.forward(days=1)
    conclude(asked, answers=1)
    rows = asked.read("history").table("Entries of the log").rows
    assert rows[0]["What"] == "Conclusion about no. 1"
    assert rows[0]["For, and by whom"].startswith(NAME)
    assert rows[0]["In its own words"] == "Each pays."
    assert len(asked.read("history", kind="conclusion").table("Entries of the log").rows) == 1
    assert len(asked.read("history", body=COMMITTEE).table("Entries of the log").rows) == 1
    changes = asked.read("changes", since="2026-03-02", until="2026-03-03")
    assert "no. 2 Conclusion about no. 1" in changes.text
    overview = asked.read("overview", since="2026-03-02").section("Changed since 2 March 2026")
    assert "Conclusion (no. 2)" in overview


def test_the_body_that_chairs_the_committee_is_asked_no_more(asked: Dashboard) -> None:
    assert "Who pays for the notice?" in asked.read("responsibilities", body="KDI").text
    conclude(asked, answers=1)
    page = asked.read("responsibilities", body="KDI")
    assert "Who pays for the notice?" not in page.text
    assert "No decision is open" in page.section("What others ask of it")


def test_a_conclusion_of_its_own_accord_leaves_the_decision_open(asked: Dashboard) -> None:
    app = form(asked, asked="own", committee=COMMITTEE)
    seen(press(fill(app, **FULL)))
    assert "Who pays for the notice?" in open_decisions(asked)
    assert "Of its own accord." in asked.read("initiative", id="1.5").section("Concluded by a committee")


def test_without_an_open_decision_the_committee_is_chosen(dashboard: Dashboard) -> None:
    read = seen(form(dashboard))
    assert "No decision that the report in force asks for is open." in read.text
    assert "Choose the committee whose conclusion it is." in read.text
    read = seen(press(fill(form(dashboard, committee="reintegration-committee"), **FULL)))
    assert read.alerts == []
    (entry,) = dashboard.services.log.entries()
    assert (entry.kind, entry.acting_for, entry.refers_to) == (
        EventKind.CONCLUSION,
        "reintegration-committee",
        None,
    )


def test_a_later_conclusion_takes_the_place_of_one_and_both_stay(asked: Dashboard) -> None:
    conclude(asked, answers=1, next_step="Write it.", task=Task(of="JD"))
    page = asked.read("entry", no="2")
    assert ("Record a later conclusion in its place", "conclusion?replaces=2&lang=en") in page.links
    app = asked.visit("conclusion", replaces="2")
    assert field(app, "concluded").value == "Each pays."
    seen(press(fill(app, concluded="JD pays.")))
    told = open_decisions(asked)
    assert "JD pays." in told
    assert "Each pays." not in told
    old = asked.read("entry", no="2")
    assert "Replaced by no. 3" in old.text
    assert "Record a later conclusion" not in old.text
    assert "Who is to do it Ministry of Justice" in asked.read("entry", no="3").text, (
        "the task was taken over"
    )
    assert "In reply to what no. 1" in asked.read("initiative", id="1.5").section("Concluded by a committee")
    assert not asked.visit("conclusion", replaces="2").text_area, "what is replaced is not replaced again"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"concluded": ""}, "1.5: write what the committee concluded"),
        ({"meeting_on": ""}, "Write the day of the meeting"),
        ({"meeting_on": "soon"}, "“soon” is no day we can use for the meeting"),
        ({"meeting_on": "2026-03-03"}, "lies ahead"),
        ({"meeting_on": "2026-03-01"}, "before the day of the report that asks"),
        ({"task_what": "Write it."}, "Say both what is to be done and by whom"),
        ({"task_until": "2026-13-01"}, "is no day by which something can be done"),
        ({"concluded": "x" * 4001}, "The text in “What was concluded” is too long"),
        ({"task_what": "a\x0bb"}, "The text in “What is to be done” holds a character"),
    ],
)
def test_what_stands_against_it_is_said_and_nothing_typed_is_lost(
    asked: Dashboard, typed: dict[str, str], said: str
) -> None:
    content = FULL | {"task_what": "", "task_until": ""} | typed
    app = press(fill(form(asked), **content))
    read = seen(app)
    assert any(said in alert for alert in read.alerts), read.alerts
    assert "✓" not in read.text
    for name, text in content.items():
        assert field(app, name).value == text
    assert asked.services.log.revision() == 1


def test_somebody_faster_is_shown_and_nothing_typed_is_lost(asked: Dashboard) -> None:
    app = fill(form(asked), **FULL)
    put_report(asked, comment="News.", decision=ASKS)
    read = seen(press(app))
    assert "News." in read.section("Recorded while you wrote")
    assert field(app, "concluded").value == FULL["concluded"]
    assert asked.services.log.revision() == 2


def test_a_committee_that_was_faster_leaves_what_is_typed_as_it_was_begun(asked: Dashboard) -> None:
    app = fill(form(asked), **FULL)
    conclude(asked, answers=1)
    read = seen(press(app))
    assert any("has concluded on that decision already" in alert for alert in read.alerts), read.alerts
    assert field(app, "concluded").value == FULL["concluded"]
    assert asked.services.log.revision() == 2


def test_a_second_click_records_nothing_twice(asked: Dashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    app, record = fill(form(asked), **FULL), Writer.record

    def lost(self: Writer, events: Any) -> Any:
        record(self, events)
        raise Unreadable("database_unreachable", "The answer was lost.")

    with monkeypatch.context() as patch:
        patch.setattr(Writer, "record", lost)
        press(app)
    read = seen(press(app))
    assert read.told[0].startswith("✓ The conclusion is recorded as no. 2")
    assert asked.services.log.revision() == 2


def test_what_people_typed_is_shown_as_text(asked: Dashboard) -> None:
    strange = "<b>x</b> ![](http://127.0.0.1:9/x) [a](https://a.no) $x$ :red[y]"
    conclude(asked, answers=1, comment=strange, next_step=strange, task=Task(of="JD"))
    for page, query in (
        ("overview", {}),
        ("initiative", {"id": "1.5"}),
        ("entry", {"no": "2"}),
        ("history", {}),
    ):
        read = asked.read(page, **query)
        assert strange in read.text, page
        assert not any("a.no" in address for _label, address in read.links), page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_there_in_both_languages(asked: Dashboard, lang: str) -> None:
    title = {"nb": "Registrer utvalgets konklusjon", "en": "Record the committee's conclusion"}[lang]
    assert asked.read("conclusion", lang=lang, id="1.5").title == title
    assert (title, f"conclusion?id=1.5&lang={lang}") in asked.read("initiative", lang=lang, id="1.5").links
    assert (title, f"conclusion?id=1.5&lang={lang}") in asked.read("overview", lang=lang).links


@pytest.mark.parametrize(
    "address", [{"replaces": "1"}, {"replaces": "x"}, {"replaces": "999"}, {"id": "9.9"}]
)
def test_an_address_that_names_nothing_says_so(asked: Dashboard, address: dict[str, str]) -> None:
    read = asked.read("conclusion", **address)
    assert read.told
    assert not read.app.text_area


def test_the_words_of_a_conclusion_can_be_removed(asked: Dashboard) -> None:
    conclude(asked, answers=1)
    page = asked.read("entry", no="2", **{"for": "KDI"})
    assert "What was concluded Each pays." in page.section("Remove personal data")
