"""A request that is sent again is recognised by what the log holds of it."""

from datetime import date

import pytest

from monitor.reporting.events import DecisionNeeded
from monitor.reporting.requests import is_same_request
from monitor.reporting.status import Status
from tests.builders import a_report, an_entry


@pytest.mark.parametrize(
    "other",
    [
        {"initiative": "1.2"},
        {"status": Status.COMPLETED},
        {"effective_on": date(2018, 5, 31)},
        {"recorded_by": "person-2"},
        {"acting_for": "HOD"},
        {"comment": "x"},
        {"evidence_url": "https://example.no"},
        {"decision": DecisionNeeded(what="x", of="JD")},
        {"idempotency_key": "form-2"},
    ],
)
def test_a_request_with_other_content_is_another_request(other: dict[str, object]) -> None:
    assert is_same_request(an_entry(), a_report())
    assert not is_same_request(an_entry(), a_report(**other))


def test_a_request_is_the_same_whatever_revision_the_person_had_seen() -> None:
    assert is_same_request(an_entry(), a_report(expected_revision=7))


def test_a_redacted_text_cannot_tell_two_requests_apart() -> None:
    assert is_same_request(an_entry(comment=None), a_report(comment="gone"))
