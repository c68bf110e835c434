"""What Overview says has changed: withdrawals, corrections, deadlines, milestones and evidence, each with its entry."""

from typing import Any

from monitor.catalogue.dates import PartialDate
from monitor.reporting.events import LogEntry, NewDeadline, NewEvidence, NewMilestone, NewWithdrawal
from monitor.reporting.status import Status
from tests.builders import a_report, about
from tests.pages.conftest import Dashboard


def say(dashboard: Dashboard, kind: Any = None, **over: Any) -> LogEntry:
    """An event on 1.5 for JD; a report in progress unless another kind is named."""
    services = dashboard.services
    content = {
        "idempotency_key": f"form-{services.log.revision()}",
        "expected_revision": services.log.initiative_revision("1.5"),
        "initiative": "1.5",
        "effective_on": services.today(),
        "comment": "Why.",
    } | over
    [entry] = services.writer.record([about(kind, **content) if kind else a_report(**content)])
    return entry


def changed(dashboard: Dashboard, since: str = "2026-03-02", **query: str) -> str:
    read = dashboard.read(since=since, **query)
    (title,) = [text for _level, text in read.headings if text.startswith("Changed since")]
    return read.section(title)


def test_a_withdrawn_report_is_told_to_be_not_reported_any_more(dashboard: Dashboard):
    entry = say(dashboard)
    dashboard.clock.forward(days=1)
    say(dashboard, NewWithdrawal, withdraws=entry.sequence)
    assert changed(dashboard).startswith("1.5 Duty to notify In progress → Not reported Withdrawal (no. 2)")
    assert ("no. 2", "entry?no=2&lang=en") in dashboard.read(since="2026-03-02").links
    # The day before, nobody knew.
    assert changed(dashboard, "2026-03-01", as_of="2026-03-02").startswith(
        "1.5 Duty to notify Not reported → In progress Status report (no. 1)"
    )


def test_a_correction_is_told_as_one(dashboard: Dashboard):
    say(dashboard)
    dashboard.clock.forward(days=1)
    say(dashboard, corrects=1, status=Status.COMPLETED, comment="It was done.")
    assert changed(dashboard).startswith("1.5 Duty to notify In progress → Completed Correction (no. 2)")


def test_deadlines_milestones_and_evidence_are_told_though_the_status_stays(dashboard: Dashboard):
    say(dashboard)
    dashboard.clock.forward(days=1)
    say(dashboard, NewDeadline, revised_deadline=PartialDate("2027-H1"))
    say(dashboard, NewMilestone, milestone="Regulation in force")
    say(dashboard, NewEvidence, evidence_url="https://www.example.no/a")
    assert changed(dashboard).startswith(
        "1.5 Duty to notify New deadline: first half of 2027 (no. 2) · "
        "Milestone reached: Regulation in force (no. 3) · Evidence added (no. 4) All changes between two days"
    )


def test_a_link_leads_to_all_changes_between_the_two_days(dashboard: Dashboard):
    links = dict(dashboard.read(since="2025-06-30", as_of="2025-12-31").links)
    address = links["All changes between two days"]
    assert address.startswith("changes?since=2025-06-30&until=2025-12-31")


def test_nothing_recorded_is_nothing_changed(dashboard: Dashboard):
    say(dashboard)
    dashboard.clock.forward(days=1)
    assert changed(dashboard).startswith("No report has been recorded since that day.")
