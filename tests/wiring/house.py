"""One database with an open round and a person for each role, for everything that roles decide."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from monitor.access.access import ANONYMOUS, LOCAL, Grant, Visitor
from monitor.access.roles import OF_A_BODY, Role
from monitor.reporting.events import LogEntry, NewAnswer, NewEvent, NewReport, Verdict
from monitor.reporting.status import Status
from monitor.settings import Settings
from monitor.wiring import Services, open_services
from tests.builders import a_round, a_step, about
from tests.sources.conftest import FIGURES, INDICATOR, INITIATIVES, RECORD
from tests.wiring.conftest import NOON

OWN, OTHER = "JD", "KDI"
NUMBERS = count(1)
"""What makes a key or an id that nothing else in the tests has."""


@dataclass(frozen=True)
class House:
    """One database with an open round, and a person for each role."""

    local: Services
    people: dict[Role, str]

    def used_by(self, role: Role | None) -> Services:
        return self.local.asked_by(Visitor(self.people[role]) if role else ANONYMOUS)

    def event(self, kind: type[NewEvent], body: str, **over: object) -> NewEvent:
        made = {
            "idempotency_key": f"form-{next(NUMBERS)}",
            "expected_revision": self.local.log.initiative_revision("1.1"),
            "effective_on": NOON.date(),
            "acting_for": body,
        }
        return about(kind, **(made | over))  # type: ignore[no-any-return]

    def recorded(self, body: str, **over: object) -> LogEntry:
        report = self.event(NewReport, body, status=Status.IN_PROGRESS, **over)
        return self.local.writer.record([report])[0]

    def published(self, body: str, **over: object) -> LogEntry:
        """With the answer it waits for, where it waits for one."""
        entry = self.recorded(body, **over)
        if entry.question is not None:
            said = self.event(NewAnswer, OWN, answers=entry.sequence, verdict=Verdict.CONFIRMED)
            self.local.writer.record([said])
        return entry

    def somebody(self) -> str:
        """A person who has signed in and has no role."""
        return self.local.people.seen(
            issuer="i", subject=f"s{next(NUMBERS)}", name="Ola", email="", at=NOON
        ).user


def make_house(root: Path) -> House:
    """Make one in a folder, with a strategy on which JD and KDI report."""
    body = "  - {id: KDI, kind: directorate, names: [{name: {en: Correctional Service}, verified: true}]}\n"
    strategy = INITIATIVES.replace("committees:\n", f"{body}committees:\n").replace(
        "    chair: JD\n", "    chair: JD\n    secretariat: KDI\n"
    )
    for file, text in (
        ("initiatives.yaml", strategy),
        ("data/public_record.csv", RECORD),
        ("data/housing.csv", FIGURES),
        ("indicators/housing.yaml", INDICATOR),
    ):
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    settings = Settings(root=root, data_dir=root / "var", answers=True)
    local = open_services(settings, clock=lambda: NOON).asked_by(LOCAL)
    local.writer.open_round(a_round(id="summer", opens=date(2026, 5, 1), closes=date(2026, 6, 20)))
    for asked in (OWN, OTHER):
        local.writer.add_to_round(a_step(round="summer", idempotency_key=f"ask-{asked}", body=asked))
    people = {}
    for role in Role:
        person = local.people.seen(issuer="i", subject=role, name=role, email="", at=NOON)
        people[role] = person.user
        local.administration.grant(Grant(person.user, role, OWN if role in OF_A_BODY else None))
    return House(local, people)
