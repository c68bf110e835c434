"""The rooms put together: one log, files parsed once, and a clock that decides which day it is in Norway."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor import wiring
from monitor.catalogue.dates import PartialDate
from monitor.errors import FaultyFiles, Refused
from monitor.reporting.events import NewAnswer, NewDeadline, Verdict
from monitor.reporting.status import Status
from monitor.settings import Settings
from monitor.wiring import Files, Services, open_services
from tests.builders import a_draft, a_question, a_report, a_round, a_step, about
from tests.sources.conftest import FIGURES, INDICATOR, INITIATIVES, RECORD

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for file, text in (
        ("initiatives.yaml", INITIATIVES),
        ("data/public_record.csv", RECORD),
        ("data/housing.csv", FIGURES),
        ("indicators/housing.yaml", INDICATOR),
    ):
        path = tmp_path / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def services(root: Path, *, now: datetime = NOON, demo: bool = False) -> Services:
    return open_services(Settings(root=root, data_dir=root / "var", demo=demo), clock=lambda: now)


def late_report(**over: object):
    return a_report(**({"comment": "Forsinket", "effective_on": date(2026, 6, 1)} | over))


def test_a_report_is_there_again_after_a_restart(root: Path):
    services(root).record([late_report(status=Status.IN_PROGRESS)])
    row = services(root).desk().standing("1.1")
    assert row is not None
    assert row.status is Status.IN_PROGRESS


def test_a_clock_that_was_set_back_is_refused_and_reading_goes_on_until_it_is_right_again(root: Path):
    services(root).record([late_report()])
    again = late_report(idempotency_key="form-2", expected_revision=1)
    behind = services(root, now=NOON - timedelta(hours=1))
    with pytest.raises(Refused) as refused:
        behind.record([again])
    assert refused.value.code == "clock_set_back"
    assert behind.desk().standing("1.1") is not None
    assert (
        len(services(root, now=NOON - timedelta(minutes=4)).record([again])) == 1
    )  # as clocks of two machines differ


def test_as_of_the_day_before_nothing_is_reported(root: Path):
    opened = services(root)
    opened.record([late_report()])
    before, on = opened.desk(as_of=date(2026, 5, 31)).standing("1.1"), opened.desk().standing("1.1")
    assert before is not None
    assert on is not None
    assert (before.status, on.status) == (None, Status.IN_PROGRESS)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 6, 1, 21, 59, tzinfo=UTC), date(2026, 6, 1)),
        (datetime(2026, 6, 1, 22, 0, tzinfo=UTC), date(2026, 6, 2)),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_ends_at_midnight_in_norway(root: Path, now: datetime, day: date):
    assert services(root, now=now).today() == day


def test_the_clock_of_the_system_tells_its_zone():
    assert wiring.system_clock().tzinfo is UTC


def test_files_are_parsed_once_and_again_only_when_one_has_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    read: list[Path] = []
    real = wiring.read_shipped
    monkeypatch.setattr(wiring, "read_shipped", lambda folder: read.append(folder) or real(folder))
    files = Files(root)
    assert files.shipped() is files.shipped()
    assert len(read) == 1
    (root / "initiatives.yaml").write_text(
        INITIATIVES.replace("en: Initiative", "en: Changed"), encoding="utf-8"
    )
    assert files.shipped().catalogue.initiatives[0].title.en == "Changed"
    assert len(read) == 2


def test_a_file_that_breaks_while_running_is_said_and_its_last_good_state_stays(root: Path):
    files = Files(root)
    good = files.shipped()
    (root / "initiatives.yaml").write_text("strategy: [\n", encoding="utf-8")
    assert files.shipped() is good
    fault = files.fault()
    assert fault is not None
    assert str(fault).startswith("initiatives.yaml:2")
    (root / "initiatives.yaml").write_text(INITIATIVES, encoding="utf-8")
    assert files.shipped().catalogue.initiatives[0].id == "1.1"
    assert files.fault() is None


def test_files_that_were_never_readable_are_refused(root: Path):
    (root / "initiatives.yaml").write_text("strategy: [\n", encoding="utf-8")
    with pytest.raises(FaultyFiles, match=r"^initiatives\.yaml:2"):
        Files(root).shipped()


def test_objections_list_everything_and_recording_refuses_the_first(root: Path):
    opened = services(root)
    report = late_report(comment="", acting_for="XX", effective_on=date(2026, 6, 2))
    codes = [objection.code for objection in opened.objections([report])]
    assert codes == ["unknown_body", "effective_in_future", "comment_required"]
    with pytest.raises(Refused) as caught:
        opened.record([report])
    assert caught.value.code == "unknown_body"
    assert opened.log.revision() == 0


def test_nothing_stands_against_a_report_that_is_in_the_log(root: Path):
    """Sent again it is the same request, although by the rules it would now be one silent report too many."""
    opened = services(root)
    for number in range(3):
        silent = late_report(
            comment="",
            status=Status.COMPLETED,
            idempotency_key=f"silent-{number}",
            expected_revision=number,
        )
        opened.record([silent])
    assert opened.objections([silent]) == []
    other = late_report(comment="", status=Status.COMPLETED, idempotency_key="new", expected_revision=3)
    assert [error.fields["reason"] for error in opened.objections([other])] == ["unchanged_twice"]
    reused = late_report(comment="Else", status=Status.COMPLETED, idempotency_key="silent-0")
    assert [error.code for error in opened.objections([reused])] == ["key_reused"]


def test_a_decision_may_be_asked_of_a_committee(root: Path):
    from monitor.reporting.events import DecisionNeeded

    [entry] = services(root).record([late_report(decision=DecisionNeeded(what="Hvem?", of="committee"))])
    assert entry.decision is not None
    assert entry.decision.of == "committee"


def test_demonstration_reports_lie_in_a_database_of_their_own(root: Path):
    shown = services(root, demo=True)
    assert shown.log.revision() > 0
    assert services(root).log.revision() == 0
    assert {path.name for path in (root / "var").glob("*.db")} == {"demo.db", "monitor.db"}
    assert services(root, demo=True).log.revision() == shown.log.revision()


def test_a_log_keeps_what_the_catalogue_has_lost_and_overview_still_opens(root: Path):
    opened = services(root)
    opened.record([late_report()])
    (root / "initiatives.yaml").write_text(INITIATIVES.replace('"1.1"', '"1.2"'), encoding="utf-8")
    (root / "data/public_record.csv").write_text(RECORD.replace(",1.1,", ",1.2,"), encoding="utf-8")
    (root / "indicators/housing.yaml").write_text(INDICATOR.replace('"1.1"', '"1.2"'), encoding="utf-8")
    view = opened.desk().overview(date(2026, 1, 1))
    assert [row.initiative.id for row in view.rows] == ["1.2"]
    assert view.changes == ()
    assert opened.log.revision() == 1


def answering(root: Path, *, now: datetime = NOON) -> Services:
    return open_services(Settings(root=root, data_dir=root / "var", answers=True), clock=lambda: now)


@pytest.fixture
def with_secretariat(root: Path) -> None:
    """KDI is the committee's secretariat, and reports for all."""
    body = "  - {id: KDI, kind: directorate, names: [{name: {en: Correctional Service}, verified: true}]}\n"
    text = INITIATIVES.replace("committees:\n", f"{body}committees:\n").replace(
        "    chair: JD\n", "    chair: JD\n    secretariat: KDI\n"
    )
    (root / "initiatives.yaml").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("with_secretariat")
def test_answers_are_off_until_they_are_switched_on(root: Path):
    [entry] = services(root).record([late_report(acting_for="KDI")])
    assert entry.question is None


@pytest.mark.usefixtures("with_secretariat")
def test_with_answers_on_the_responsible_ministries_are_asked_and_the_round_sets_the_day(root: Path):
    opened = answering(root)
    opened.open_round(a_round(id="summer", opens=date(2026, 6, 1), closes=date(2026, 6, 20)))
    opened.add_to_round(a_step(round="summer"))
    [entry] = opened.record([late_report(acting_for="KDI")])
    assert entry.question == a_question("JD", answer_by=date(2026, 6, 20), round="summer")
    standing = opened.desk().standing("1.1")
    assert standing is not None
    assert standing.report is None
    [waiting] = opened.desk().pending()
    assert waiting.silent == ("JD",)
    opened.record(
        [
            about(
                NewAnswer,
                answers=1,
                verdict=Verdict.DISAGREED,
                effective_on=date(2026, 6, 1),
            )
        ]
    )
    [disputed] = opened.desk().disagreements()
    assert disputed.entry == entry


@pytest.mark.usefixtures("with_secretariat")
def test_after_the_last_day_a_report_counts_although_nobody_answered(root: Path):
    answering(root).record([late_report(acting_for="KDI")])
    assert answering(root, now=NOON + timedelta(days=14)).desk().reports_in_force() == {}
    [report] = answering(root, now=NOON + timedelta(days=15)).desk().reports_in_force().values()
    assert report.silent == ("JD",)


def test_a_draft_is_there_again_after_a_restart(root: Path):
    typed = a_draft(comment="half a sen").typed
    services(root).save_draft(typed, person="local", form="form-1", seen=3)
    draft = services(root).drafts.draft("local", "1.1")
    assert draft is not None
    assert (draft.typed, draft.form, draft.seen, draft.saved_at) == (typed, "form-1", 3, NOON)


def test_a_deadline_moved_in_the_log_is_the_one_in_force_for_the_next_report(root: Path):
    opened = services(root)
    revised = about(
        NewDeadline, revised_deadline=PartialDate.parse("2027"), expected_revision=0, effective_on=NOON.date()
    )
    opened.record([revised])
    opened.record([late_report(comment="", expected_revision=1)])
