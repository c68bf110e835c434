"""One attempt at each action, the way a page goes: through `Services`, on a real database.

Each says whether whoever asks got through, and first puts in place what it needs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from monitor.access.access import ANONYMOUS, LOCAL, Grant, Visitor
from monitor.access.actions import Action
from monitor.access.roles import OF_A_BODY, Role
from monitor.catalogue.dates import PartialDate
from monitor.documents.say import Reader
from monitor.reporting.events import (
    LogEntry,
    NewAnswer,
    NewConclusion,
    NewDeadline,
    NewEvent,
    NewEvidence,
    NewMilestone,
    NewRedaction,
    NewReport,
    NewWithdrawal,
    Verdict,
)
from monitor.reporting.log import Wanted
from monitor.reporting.rounds import HIDDEN, StepKind
from monitor.reporting.status import Status
from monitor.settings import Settings
from monitor.show import workbook
from monitor.show.spoken import Spoken
from monitor.show.words import Words
from monitor.wiring import Services, open_services
from tests.builders import a_draft, a_question, a_round, a_step, about
from tests.sources.conftest import FIGURES, INDICATOR, INITIATIVES, RECORD
from tests.wiring.conftest import NOON

OWN, OTHER = "JD", "KDI"
_NUMBERS = count(1)
_EN = Words("en")


@dataclass(frozen=True)
class House:
    """One database with an open round, and a person for each role."""

    local: Services
    people: dict[Role, str]

    def used_by(self, role: Role | None) -> Services:
        return self.local.asked_by(Visitor(self.people[role]) if role else ANONYMOUS)

    def event(self, kind: type[NewEvent], body: str, **over: object) -> NewEvent:
        made = {
            "idempotency_key": f"form-{next(_NUMBERS)}",
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


Attempt = Callable[[House, Services, str], bool]


def writes(kind: type[NewEvent], **over: object) -> Attempt:
    def attempt(house: House, services: Services, body: str) -> bool:
        (entry,) = services.writer.record([house.event(kind, body, **over)])
        assert entry.recorded_by == services.visitor.user
        return True

    return attempt


def report(house: House, services: Services, body: str) -> bool:
    return writes(NewReport, status=Status.IN_PROGRESS)(house, services, body)


def workbook_of(house: House, services: Services, body: str) -> bool:
    """What the body is sent, and what it sends back, is as much as its reports."""
    passport = services.restricted.passport(body, "en")
    desk = services.desk()
    form = workbook.form(passport, desk.standings(), desk.catalogue, None, _EN)
    data = services.downloads.report_workbook(form, _EN)
    read = services.restricted.returned_workbook(data, workbook.status_codes())
    return len(services.restricted.proposals(read)) == 1


def deadline(house: House, services: Services, body: str) -> bool:
    return writes(NewDeadline, revised_deadline=PartialDate(str(2030 + next(_NUMBERS) % 100)))(
        house, services, body
    )


def answer(house: House, services: Services, body: str) -> bool:
    # The rules ask ministries only; a question to either body is put straight into the log.
    waits = house.local.log.append(
        house.event(
            NewReport,
            OTHER if body == OWN else OWN,
            status=Status.IN_PROGRESS,
            question=a_question(body, answer_by=date(2026, 6, 20)),
        ),
        recorded_at=NOON,
    )
    return writes(NewAnswer, answers=waits.sequence, verdict=Verdict.CONFIRMED)(house, services, body)


def correct(house: House, services: Services, body: str) -> bool:
    stands = house.published(body)
    return writes(NewReport, status=Status.COMPLETED, comment="A slip.", corrects=stands.sequence)(
        house, services, body
    )


def withdraw(house: House, services: Services, body: str) -> bool:
    return writes(NewWithdrawal, withdraws=house.recorded(body).sequence)(house, services, body)


def redact(house: House, services: Services, body: str) -> bool:
    stands = house.recorded(body, comment="Kari Nordmann")
    return writes(NewRedaction, redacts=stands.sequence, fields=("comment",))(house, services, body)


def pending(house: House, services: Services, body: str) -> bool:
    waits = house.recorded(OTHER)  # JD is asked
    desk = services.desk()
    seen = [each.entry for each in desk.pending()]
    told = desk.entry(waits.sequence)
    counted = desk.count(Wanted(sequences=frozenset({waits.sequence})))
    assert (waits in seen) is (told is not None) is bool(counted)
    assert (waits in desk.log.entries(initiative="1.1")) is (waits in seen)
    return waits in seen


def exempt(house: House, services: Services, body: str) -> bool:
    stands = house.recorded(OWN, comment="Not for everybody", access_ground="offl. § 13")
    told = services.desk().entry(stands.sequence)
    assert told is not None
    assert told.entry.status is Status.IN_PROGRESS
    assert told.entry.comment in ("Not for everybody", HIDDEN)
    return told.entry.comment != HIDDEN


def contacts(house: House, services: Services, body: str) -> bool:
    (round_,) = [each for each in services.restricted.all_rounds() if each.id == "summer"]
    found = {step.contact for step in round_.steps if step.body == body}
    assert found in ({"Kari Nordmann"}, {HIDDEN})
    return found == {"Kari Nordmann"}


def rounds(house: House, services: Services, body: str) -> bool:
    return bool(services.restricted.all_rounds() and services.restricted.rounds_known(as_of=NOON.date()))


def extract(house: House, services: Services, body: str) -> bool:
    found = services.restricted.round_extract("summer")
    assert found is not None
    return bool(services.downloads.round_csv(found, Spoken("en")))


def log_file(house: House, services: Services, body: str) -> bool:
    codes = dict.fromkeys(
        ("status_report", "in_progress", "published", "submitted", "corrected", "withdrawn", "replaced"), "x"
    )
    reader: Reader = _EN
    return bool(services.downloads.history_csv([], codes, reader))


def drafts(house: House, services: Services, body: str) -> bool:
    services.writer.save_draft(a_draft(comment="half").typed, form="f", seen=0)
    assert services.restricted.draft("1.1") in services.restricted.all_drafts()
    services.writer.discard_draft("1.1", form="f")
    return services.restricted.all_drafts() == []


def open_round(house: House, services: Services, body: str) -> bool:
    opened = services.writer.open_round(
        a_round(id=f"r{next(_NUMBERS)}", opens=date(2026, 5, 1), closes=date(2026, 6, 1))
    )
    return opened.opened_by == services.visitor.user


def step(kind: StepKind) -> Attempt:
    def attempt(house: House, services: Services, body: str) -> bool:
        id_ = f"r{next(_NUMBERS)}"
        house.local.writer.open_round(a_round(id=id_, opens=date(2026, 5, 1), closes=date(2026, 6, 10)))
        if kind is not StepKind.ASKED:
            house.local.writer.add_to_round(a_step(round=id_, idempotency_key=f"s{next(_NUMBERS)}"))
        due = date(2026, 6, 30) if kind is StepKind.MORE_TIME else None
        done = services.writer.add_to_round(
            a_step(round=id_, idempotency_key=f"s{next(_NUMBERS)}", kind=kind, due=due, contact="")
        )
        return done.steps[-1].recorded_by == services.visitor.user

    return attempt


def somebody(house: House) -> str:
    return house.local.people.seen(
        issuer="i", subject=f"s{next(_NUMBERS)}", name="Ola", email="", at=NOON
    ).user


def read_people(house: House, services: Services, body: str) -> bool:
    administration = services.administration
    administration.all_tokens()
    administration.find(house.people[Role.READER])
    return bool(administration.all_people() and administration.held() and administration.history())


def grant(house: House, services: Services, body: str) -> bool:
    return services.administration.grant(Grant(somebody(house), Role.MINISTRY, OWN))


def revoke(house: House, services: Services, body: str) -> bool:
    held = Grant(somebody(house), Role.READER)
    house.local.administration.grant(held)
    services.administration.revoke(held)
    return held not in house.local.administration.held()


def erase(house: House, services: Services, body: str) -> bool:
    user = somebody(house)
    services.administration.erase(user)
    person = house.local.people.person(user)
    return person is not None and not person.name


def conclude(house: House, services: Services, body: str) -> bool:
    event = house.event(NewConclusion, "committee")
    (entry,) = services.writer.record([event])
    return entry.acting_for == "committee"


def make_token(house: House, services: Services, body: str) -> bool:
    told, _ = services.administration.make_token(
        label="x", role=Role.READER, body=None, until=NOON + timedelta(days=1)
    )
    return services.access_for_request(f"Bearer {told}").roles == {Role.READER}


def revoke_token(house: House, services: Services, body: str) -> bool:
    _, token = house.local.administration.make_token(
        label="x", role=Role.READER, body=None, until=NOON + timedelta(days=1)
    )
    services.administration.revoke_token(token.id)
    kept = house.local.tokens.token(token.id)
    return kept is not None and kept.revoked_at is not None


ATTEMPTS: dict[Action, tuple[Attempt, ...]] = {
    Action.READ_STATUS: (lambda _, services, __: bool(services.desk().standings()),),
    Action.READ_PENDING: (pending,),
    Action.READ_EXEMPT: (exempt,),
    Action.READ_ROUNDS: (rounds,),
    Action.READ_CONTACTS: (contacts,),
    Action.EXPORT_LOG: (log_file,),
    Action.EXPORT_ROUND: (extract,),
    Action.KEEP_DRAFTS: (drafts,),
    Action.REPORT: (report, workbook_of),
    Action.REVISE_DEADLINE: (deadline,),
    Action.RECORD_MILESTONE: (writes(NewMilestone, milestone="Half way"),),
    Action.ADD_EVIDENCE: (writes(NewEvidence, evidence_url="https://www.example.no/e"),),
    Action.ANSWER: (answer,),
    Action.CORRECT: (correct,),
    Action.WITHDRAW: (withdraw,),
    Action.REMOVE_PERSONAL_DATA: (redact,),
    Action.CONCLUDE: (conclude,),
    Action.OPEN_ROUND: (open_round,),
    Action.ASK_BODY: (step(StepKind.ASKED),),
    Action.REMIND_BODY: (step(StepKind.REMINDED),),
    Action.GIVE_TIME: (step(StepKind.MORE_TIME),),
    Action.READ_PEOPLE: (read_people,),
    Action.GRANT_ROLE: (grant,),
    Action.REVOKE_ROLE: (revoke,),
    Action.ERASE_PERSON: (erase,),
    Action.MAKE_TOKEN: (make_token,),
    Action.REVOKE_TOKEN: (revoke_token,),
}
