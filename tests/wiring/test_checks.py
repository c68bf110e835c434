"""What stands against a report, told before it is written and insisted on when it is."""

from datetime import date
from pathlib import Path

import pytest

from monitor.errors import Refused
from monitor.reporting.events import DecisionNeeded
from monitor.reporting.status import Status
from tests.wiring.conftest import late_report, services


def test_objections_list_everything_and_recording_refuses_the_first(root: Path):
    opened = services(root)
    report = late_report(comment="", acting_for="XX", effective_on=date(2026, 6, 2))
    codes = [objection.code for objection in opened.checks.objections([report])]
    assert codes == ["unknown_body", "effective_in_future", "comment_required"]
    with pytest.raises(Refused) as caught:
        opened.writer.record([report])
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
        opened.writer.record([silent])
    assert opened.checks.objections([silent]) == []
    other = late_report(comment="", status=Status.COMPLETED, idempotency_key="new", expected_revision=3)
    assert [error.fields["reason"] for error in opened.checks.objections([other])] == ["unchanged_twice"]
    reused = late_report(comment="Else", status=Status.COMPLETED, idempotency_key="silent-0")
    assert [error.code for error in opened.checks.objections([reused])] == ["key_reused"]


def test_a_decision_may_be_asked_of_a_committee(root: Path):
    [entry] = services(root).writer.record(
        [late_report(decision=DecisionNeeded(what="Hvem?", of="committee"))]
    )
    assert entry.decision is not None
    assert entry.decision.of == "committee"
