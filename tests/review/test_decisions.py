"""The written rule for what needs a decision."""

from datetime import date

import pytest

from monitor.evidence.record import PublicStatus
from monitor.reporting.conclusions import Concluded
from monitor.reporting.events import DecisionNeeded, EventKind
from monitor.reporting.status import Status
from monitor.review.decisions import Ground, decisions, settled
from tests.builders import a_standing, an_entry, an_initiative, both

FLAG = DecisionNeeded(what="Who pays?", of="JD")
AFTER = date(2019, 1, 1)


def grounds(**over: object) -> tuple[Ground, ...]:
    found = decisions([a_standing(**over)])  # type: ignore[arg-type]
    return found[0].grounds if found else ()


def test_a_report_that_flags_it_needs_a_decision():
    [found] = decisions([a_standing(report=an_entry(decision=FLAG))])
    assert (found.grounds, found.flag) == ((Ground.FLAGGED,), FLAG)


@pytest.mark.parametrize("status", [None, Status.NOT_STARTED, Status.IN_PROGRESS])
def test_a_passed_deadline_needs_a_decision(status: Status | None):
    report = an_entry(status=status) if status else None
    assert grounds(report=report, as_of=AFTER) == (Ground.DEADLINE_PASSED,)


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.DISCONTINUED])
def test_what_is_completed_or_discontinued_is_not_late(status: Status):
    assert grounds(report=an_entry(status=status), as_of=AFTER) == ()


def test_a_later_deadline_in_force_needs_no_decision():
    deadline = {"due": "2018", "revised": [{"due": "2020", "decided": "2018-11-01", "reason": both("Late")}]}
    assert grounds(initiative=an_initiative(deadline=deadline), as_of=AFTER) == ()


def test_on_its_last_day_a_deadline_has_not_passed():
    assert grounds(as_of=date(2018, 12, 31)) == ()


def test_a_contradiction_needs_a_decision():
    assert grounds(report=an_entry(status=Status.COMPLETED), record=PublicStatus.NOT_ACHIEVED) == (
        Ground.CONTRADICTED,
    )


def test_that_no_evidence_was_found_contradicts_no_report():
    assert grounds(report=an_entry(status=Status.COMPLETED), record=PublicStatus.NOT_EVIDENCED) == ()


def test_grounds_stand_in_the_order_of_the_rule_and_initiatives_in_the_order_of_urgency():
    late = a_standing(initiative=an_initiative(id="1.1"), as_of=AFTER)
    contradicted = a_standing(
        initiative=an_initiative(id="1.2"), report=an_entry(), record=PublicStatus.DONE, as_of=AFTER
    )
    everything = a_standing(
        initiative=an_initiative(id="1.3"),
        report=an_entry(decision=FLAG),
        record=PublicStatus.DONE,
        as_of=AFTER,
    )
    found = decisions([late, contradicted, everything])
    assert [entry.standing.initiative.id for entry in found] == ["1.3", "1.2", "1.1"]
    assert found[0].grounds == (Ground.FLAGGED, Ground.DEADLINE_PASSED, Ground.CONTRADICTED)


def test_what_a_committee_concluded_on_is_settled_and_other_grounds_stay():
    row = a_standing(report=an_entry(decision=FLAG), as_of=AFTER)
    conclusion = an_entry(sequence=2, kind=EventKind.CONCLUSION, status=None, refers_to=1)
    concluded = {"1.1": Concluded(conclusion, row.report)}
    [found] = decisions([row], concluded)
    assert (found.grounds, found.flag) == ((Ground.DEADLINE_PASSED,), None)
    [answer] = settled([row], concluded)
    assert (answer.flag, answer.concluded.conclusion) == (FLAG, conclusion)
    assert settled([row], {}) == []
