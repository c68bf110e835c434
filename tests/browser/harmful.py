"""A log in which every text that a person may write tries to do harm, and what a browser would show of such harm."""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from monitor import wiring
from monitor.access.access import LOCAL
from monitor.catalogue.dates import PartialDate
from monitor.reporting.events import (
    DecisionNeeded,
    NewAnswer,
    NewDeadline,
    NewEvidence,
    NewMilestone,
    NewReport,
    NewWithdrawal,
    Verdict,
)
from monitor.reporting.rounds import NewRound, NewStep, StepKind
from monitor.reporting.status import Status
from monitor.reporting.typed import Typed
from monitor.settings import Settings
from tests.browser.standing import forbidden

TRAP = "127.0.0.1:9"
"""Where nobody listens. Whatever asks for it or leads there was made of a text."""

NOTE = (
    f"=1+1 ![](http://{TRAP}/x) <img src=http://{TRAP}/y onerror=alert(1)> <script>alert(1)</script> "
    f"[l](http://{TRAP}/z) <a href=http://{TRAP}/q>a</a>"
)
SHORT = f"=![](http://{TRAP}/s)<img src=http://{TRAP}/t>"  # for fields of at most 64 characters
EVIDENCE = "https://www.example.no/report"

_STREAMLIT_ITSELF = "script-src wasm-eval; "
"""On every page Streamlit's library for large whole numbers tries WebAssembly, is refused, and does without."""

_SEEN = """
addEventListener("securitypolicyviolation", (event) => {
  document.documentElement.dataset.violations =
    (document.documentElement.dataset.violations || "") + event.violatedDirective + " " + event.blockedURI + "; ";
});
"""
_LEADS_THERE = """
(trap) => [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]
  .filter((attribute) => /^(href|src|srcset|data|poster|(form)?action|background|style|xlink:href)$/i
    .test(attribute.name))
  .filter((attribute) => attribute.value.includes(trap))
  .map((attribute) => element.tagName + " " + attribute.name + "=" + attribute.value))
"""


class Watched:
    """A browser context that keeps what its pages ask the trap for, and what their policy forbade: by the page's own
    account, and, in `told`, in the words of the browser."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        self.forbidden: list[str] = []
        self.live: list[str] = []
        context.add_init_script(_SEEN)
        context.on("request", lambda request: self.asked.append(request.url) if TRAP in request.url else None)
        self.page = context.new_page()
        self.told = forbidden(self.page)
        self.page.on("dialog", self._dialog)

    def look(self) -> None:
        """Take down what the page that is open now holds."""
        where = self.page.url
        self.live += [f"{where}: {told}" for told in self.page.evaluate(_LEADS_THERE, TRAP)]
        told = self.page.locator("html").get_attribute("data-violations") or ""
        if violations := told.replace(_STREAMLIT_ITSELF, ""):
            self.forbidden.append(f"{where}: {violations}")

    def _dialog(self, dialog: Any) -> None:
        self.live.append(f"{self.page.url}: a script ran")
        dialog.dismiss()


def shows_the_note(page: Page) -> bool:
    """Whether the words of the note, or of its short form, stand on the page as they were typed."""
    shown = page.locator("body").inner_text()
    return f"![](http://{TRAP}/x)" in shown or f"![](http://{TRAP}/s)" in shown


def write(data_dir: Path) -> list[int]:
    """Fill a log with the note in every field that takes a text; return the numbers of the entries."""
    now = datetime.now(UTC)
    today = now.date()
    plain = wiring.open_services(Settings(data_dir=data_dir)).asked_by(LOCAL)
    asking = wiring.open_services(Settings(data_dir=data_dir, answers=True)).asked_by(LOCAL)
    count = 0

    def common(services: wiring.Services, initiative: str, body: str) -> dict[str, Any]:
        nonlocal count
        count += 1
        return {
            "idempotency_key": f"harm-{count}",
            "expected_revision": services.log.initiative_revision(initiative),
            "initiative": initiative,
            "effective_on": date(2018, 6, 1),
            "recorded_by": "person-1",
            "acting_for": body,
            "comment": NOTE,
        }

    def report(services: wiring.Services, initiative: str, body: str) -> NewReport:
        return NewReport(
            **common(services, initiative, body),
            status=Status.IN_PROGRESS,
            done_since_last=NOTE,
            next_step=NOTE,
            obstacle=NOTE,
            help_needed=NOTE,
            case_number=SHORT,
            access_ground=SHORT,
            evidence_url=EVIDENCE,
            decision=DecisionNeeded(what=NOTE, of="JD", by=today + timedelta(days=30)),
        )

    entries = plain.writer.record([report(plain, "1.1", "JD")])
    entries += plain.writer.record(
        [NewDeadline(**common(plain, "1.1", "JD"), revised_deadline=PartialDate("2030"), case_number=SHORT)]
    )
    entries += plain.writer.record([NewMilestone(**common(plain, "1.1", "JD"), milestone=SHORT)])
    entries += plain.writer.record([NewEvidence(**common(plain, "1.1", "JD"), evidence_url=EVIDENCE)])
    entries += plain.writer.record([report(plain, "1.2", "JD")])
    entries += plain.writer.record(
        [NewWithdrawal(**common(plain, "1.2", "JD"), withdraws=entries[-1].sequence)]
    )
    plain.writer.open_round(
        NewRound(
            id="harm",
            title=f"{SHORT} [r](http://{TRAP}/r)",
            opens=today - timedelta(days=1),
            closes=today + timedelta(days=20),
            opened_by="local",
        )
    )
    for body in ("JD", "KD", "HOD"):
        plain.writer.add_to_round(
            NewStep(
                idempotency_key=f"ask-{body}",
                round="harm",
                kind=StepKind.ASKED,
                body=body,
                recorded_by="local",
                contact=NOTE[:200],
                deputy=SHORT,
            )
        )
    asked = _asked_of_another(asking)
    (submitted,) = asking.writer.record([report(asking, asked, "JD")])
    assert submitted.question is not None
    entries.append(submitted)
    answer = NewAnswer(
        **common(asking, asked, submitted.question.asked[0]),
        answers=submitted.sequence,
        verdict=Verdict.DISAGREED,
    )
    entries += asking.writer.record([answer])
    typed = Typed(
        initiative="1.3",
        acting_for="JD",
        status="in_progress",
        effective_on="",
        needs_decision=True,
        **dict.fromkeys(
            ("done_since_last", "next_step", "obstacle", "help_needed", "comment", "decision_what"), NOTE
        ),
        case_number=SHORT,
        access_ground=SHORT,
        evidence_url=SHORT,
        expected_completion=SHORT,
        decision_by=SHORT,
    )
    plain.writer.save_draft(typed, form="harm-form", seen=0)
    return [entry.sequence for entry in entries]


def _asked_of_another(services: wiring.Services) -> str:
    """An initiative of JD for which other ministries answer too."""
    catalogue = services.files.shipped().catalogue
    for initiative in catalogue.initiatives:
        ministries = [body for body in initiative.bodies() if catalogue.body[body].kind == "ministry"]
        if initiative.id not in ("1.1", "1.2", "1.3") and "JD" in ministries and len(ministries) > 1:
            return initiative.id
    raise AssertionError("JD answers for nothing together with another ministry")


CONTROL = [
    sys.executable,
    "-m",
    "streamlit",
    "run",
    "--server.headless=true",
    "--browser.gatherUsageStats=false",
]
"""Starts a page of Streamlit's own, which has none of our precautions."""
