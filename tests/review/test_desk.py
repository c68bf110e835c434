"""What pages ask: everything as of a day, from files and log together."""

from datetime import UTC, date, datetime

import pytest

from monitor.evidence.record import Evidence, PublicStatus
from monitor.measures.observations import Measures, Series
from monitor.reporting.events import DecisionNeeded
from monitor.reporting.status import Status
from monitor.review.decisions import Ground
from monitor.review.desk import Desk
from monitor.review.duties import duties
from tests.builders import (
    a_catalogue,
    a_report,
    a_series,
    an_indicator,
    an_initiative,
    an_observation,
    both,
    for_bodies,
    some_evidence,
)
from tests.fakes import InMemoryStatusLog

TODAY = date(2026, 11, 1)
CATALOGUE = a_catalogue(
    an_initiative(responsible=for_bodies("JD", "HOD")),
    an_initiative(id="1.2", deadline={"due": "2017"}, executing={"bodies": ["KDI"], "origin": "ours"}),
    an_initiative(id="1.3", deadline={"due": "2019"}, responsible=for_bodies("HOD")),
)


@pytest.fixture
def log() -> InMemoryStatusLog:
    return InMemoryStatusLog()


def a_desk(
    log: InMemoryStatusLog,
    *,
    as_of: date = TODAY,
    record: tuple[Evidence, ...] = (),
    series: tuple[Series, ...] = (),
) -> Desk:
    measures = Measures({entry.indicator.id: entry for entry in series})
    return Desk(CATALOGUE, record, measures, log, TODAY, as_of)


def report(log: InMemoryStatusLog, day: date, initiative: str = "1.1", **over: object) -> None:
    key = f"{initiative}-{day}-{over.get('status')}"
    log.append(
        a_report(
            initiative=initiative,
            effective_on=day,
            idempotency_key=key,
            expected_revision=log.initiative_revision(initiative),
            **over,
        ),
        recorded_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
    )


def test_a_fresh_strategy_is_not_reported_and_not_silent(log: InMemoryStatusLog):
    view = a_desk(log, record=(some_evidence(),)).overview(date(2026, 8, 3))
    assert view.reported == 0
    assert view.by_status() == {None: 3}
    assert view.by_record() == {PublicStatus.DONE: 1, PublicStatus.NOT_EVIDENCED: 2}
    assert {body: len(entries) for body, entries in view.missing.items()} == {"JD": 2, "HOD": 2}
    assert [entry.grounds for entry in view.decisions] == [(Ground.DEADLINE_PASSED,)] * 3


def test_what_is_due_is_due_in_the_year_of_the_day(log: InMemoryStatusLog):
    for year, due in ((2017, ["1.2"]), (2018, ["1.1"]), (2019, ["1.3"]), (2020, [])):
        view = a_desk(log, as_of=date(year, 6, 1)).overview(date(year, 1, 1))
        assert [row.initiative.id for row in view.due] == due


def test_what_changed_is_what_was_reported_after_the_day_compared_with(log: InMemoryStatusLog):
    report(log, date(2018, 5, 1), status=Status.NOT_STARTED)
    report(log, date(2018, 6, 1), status=Status.IN_PROGRESS)
    report(log, date(2018, 6, 2), initiative="1.2", status=Status.COMPLETED)
    view = a_desk(log, as_of=date(2018, 7, 1)).overview(date(2018, 5, 31))
    assert [
        (change.initiative, change.old.status if change.old else None, change.new.status)
        for change in view.changes
    ] == [("1.2", None, Status.COMPLETED), ("1.1", Status.NOT_STARTED, Status.IN_PROGRESS)]
    assert a_desk(log, as_of=date(2018, 7, 1)).overview(date(2018, 6, 2)).changes == ()


def test_overview_passes_over_what_the_catalogue_has_lost(log: InMemoryStatusLog):
    report(log, date(2018, 6, 1), initiative="gone")
    view = a_desk(log).overview(date(2018, 1, 1))
    assert view.changes == ()
    assert len(view.rows) == 3


def test_an_unknown_initiative_has_no_standing(log: InMemoryStatusLog):
    assert a_desk(log).standing("9.9") is None


def test_history_is_newest_first_and_ends_at_the_day(log: InMemoryStatusLog):
    report(log, date(2018, 5, 1), status=Status.NOT_STARTED)
    report(log, date(2018, 6, 1), status=Status.IN_PROGRESS)
    whole = a_desk(log).recorded("1.1")
    assert [told.entry.status for told in whole] == [Status.IN_PROGRESS, Status.NOT_STARTED]
    earlier = a_desk(log, as_of=date(2018, 5, 31)).recorded("1.1")
    assert [told.entry.status for told in earlier] == [Status.NOT_STARTED]


def test_before_today_undated_evidence_is_set_apart_and_later_evidence_is_left_out(log: InMemoryStatusLog):
    record = (
        some_evidence(id="early", publication_day="2019-01-01"),
        some_evidence(id="late", publication_day="2021-01-01"),
        some_evidence(id="undated", publication_day=None),
        some_evidence(id="other", initiative="1.2"),
    )
    counted, unplaced = a_desk(log, record=record, as_of=date(2020, 1, 1)).evidence("1.1")
    assert ([entry.id for entry in counted], [entry.id for entry in unplaced]) == (["early"], ["undated"])
    counted, unplaced = a_desk(log, record=record).evidence("1.1")
    assert ([entry.id for entry in counted], unplaced) == (["late", "early", "undated"], [])


def test_findings_first_hand_stand_apart_from_what_others_tell(log: InMemoryStatusLog):
    over = {"initiative": None, "kind": "finding", "supports": None, "publication_day": "2022-10-20"}
    record = (
        some_evidence(id="audit", **over),
        some_evidence(id="press", seen="second_hand", **over),
        some_evidence(id="context", **(over | {"kind": "context"})),
        some_evidence(id="of one", **(over | {"initiative": "1.1"})),
    )
    view = a_desk(log, record=record).overview(date(2026, 1, 1))
    assert [entry.id for entry in view.findings] == ["audit"]
    assert [entry.id for entry in view.told_by_others] == ["press"]
    assert a_desk(log, record=record, as_of=date(2022, 10, 19)).overview(date(2022, 1, 1)).findings == ()


def test_headlines_are_the_figures_the_indicators_choose(log: InMemoryStatusLog):
    chosen, total = an_indicator(headline={"answer": "none"}), an_indicator(id="money", headline={})
    figures = [an_observation(chosen, "2014", "24", "none"), an_observation(chosen, "2014", "56", "own")]
    series = (
        Series(chosen, tuple(figures)),
        a_series(("2014", "40"), indicator=total),
        a_series(("2014", "7"), id="not_chosen"),
    )
    view = a_desk(log, series=series).overview(date(2026, 1, 1))
    assert [str(entry.observation.value) for entry in view.headlines] == ["24", "40"]
    early = a_desk(log, series=series, as_of=date(2014, 6, 1)).overview(date(2014, 1, 1))
    assert early.headlines == ()


def test_linked_indicators_show_what_could_be_known_on_the_day(log: InMemoryStatusLog):
    link = {"initiative": "1.1", "state": "proposed", "reason": both("Because")}
    series = (a_series(("2014", "56"), ("2019", "60"), links=[link]), a_series(("2014", "1"), id="other"))
    [linked] = a_desk(log, series=series, as_of=date(2018, 1, 1)).linked_series("1.1")
    assert [entry.period.text for entry in linked.observations] == ["2014"]
    assert a_desk(log, series=series).linked_series("1.2") == []


def test_courses_stand_by_deadline_and_place_dated_evidence_only(log: InMemoryStatusLog):
    report(log, date(2018, 6, 1))
    record = (
        some_evidence(id="placed", event_day="2018"),
        some_evidence(id="undated", publication_day=None),
        some_evidence(id="nothing", supports="not_evidenced"),
        some_evidence(id="background", supports=None),
    )
    found = a_desk(log, record=record).courses()
    assert [course.standing.initiative.id for course in found] == ["1.2", "1.1", "1.3"]
    assert [entry.id for entry in found[1].evidence] == ["placed"]
    assert len(found[1].reports) == 1
    assert found[0].reports == ()


def test_a_body_owes_what_it_answers_for_and_is_asked_through_committees_it_chairs(log: InMemoryStatusLog):
    report(
        log,
        date(2026, 1, 1),
        initiative="1.3",
        acting_for="HOD",
        decision=DecisionNeeded(what="Who?", of="committee"),
    )
    report(log, date(2026, 1, 1), initiative="1.2", decision=DecisionNeeded(what="Who?", of="HOD"))
    rows = a_desk(log).standings()
    justice, health, prison = (duties(CATALOGUE.body[body], CATALOGUE, rows) for body in ("JD", "HOD", "KDI"))
    assert [row.initiative.id for row in justice.owes] == ["1.1", "1.2"]
    assert justice.missing == 1
    assert [entry.standing.initiative.id for entry in justice.asked] == ["1.3"]
    assert [entry.standing.initiative.id for entry in health.asked] == [
        "1.2"
    ]  # a seat alone is not the chair
    assert [row.initiative.id for row in prison.carries_out] == ["1.2"]
    assert [entry.id for entry in prison.committees] == ["committee"]
    assert (prison.owes, prison.asked) == ((), ())


def test_what_a_body_flagged_itself_is_not_asked_of_it_by_others(log: InMemoryStatusLog):
    report(log, date(2026, 1, 1), initiative="1.2", decision=DecisionNeeded(what="Who?", of="JD"))
    assert duties(CATALOGUE.body["JD"], CATALOGUE, a_desk(log).standings()).asked == ()
