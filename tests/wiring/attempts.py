"""One attempt at each action, the way a page goes: through `Services`, on a real database.

Each says whether whoever asks got through, and first puts in place what it needs.
"""

from collections.abc import Callable
from datetime import date, timedelta

from monitor.access.access import Grant
from monitor.access.actions import Action
from monitor.access.roles import Role
from monitor.catalogue.dates import PartialDate
from monitor.documents.say import Reader
from monitor.reporting.events import (
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
from monitor.show import workbook
from monitor.show.spoken import Spoken
from monitor.show.words import Words
from monitor.wiring import Services
from monitor.wiring.imports import Wishes
from tests.builders import a_draft, a_question, a_round, a_step
from tests.wiring.conftest import NOON
from tests.wiring.house import NUMBERS, OTHER, OWN, House

_EN = Words("en")

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
    return writes(NewDeadline, revised_deadline=PartialDate(str(2030 + next(NUMBERS) % 100)))(
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
        a_round(id=f"r{next(NUMBERS)}", opens=date(2026, 5, 1), closes=date(2026, 6, 1))
    )
    return opened.opened_by == services.visitor.user


def step(kind: StepKind) -> Attempt:
    def attempt(house: House, services: Services, body: str) -> bool:
        id_ = f"r{next(NUMBERS)}"
        house.local.writer.open_round(a_round(id=id_, opens=date(2026, 5, 1), closes=date(2026, 6, 10)))
        if kind is not StepKind.ASKED:
            house.local.writer.add_to_round(a_step(round=id_, idempotency_key=f"s{next(NUMBERS)}"))
        due = date(2026, 6, 30) if kind is StepKind.MORE_TIME else None
        done = services.writer.add_to_round(
            a_step(round=id_, idempotency_key=f"s{next(NUMBERS)}", kind=kind, due=due, contact="")
        )
        return done.steps[-1].recorded_by == services.visitor.user

    return attempt


def read_people(house: House, services: Services, body: str) -> bool:
    administration = services.administration
    administration.all_tokens()
    administration.find(house.people[Role.READER])
    return bool(administration.all_people() and administration.held() and administration.history())


def grant(house: House, services: Services, body: str) -> bool:
    return services.administration.grant(Grant(house.somebody(), Role.MINISTRY, OWN))


def revoke(house: House, services: Services, body: str) -> bool:
    held = Grant(house.somebody(), Role.READER)
    house.local.administration.grant(held)
    services.administration.revoke(held)
    return held not in house.local.administration.held()


def erase(house: House, services: Services, body: str) -> bool:
    user = house.somebody()
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


def import_figures(house: House, services: Services, body: str) -> bool:
    """Reading and comparing is refused like accepting: what was accepted already is part of what is shown."""
    table = b"period,answer,value\n2014,own,1\n"
    pending = services.imports.from_files({"homeless.csv": table}, Wishes(indicator="housing"))
    kept = services.imports.accept(pending) if pending.changing else []
    return all(edition.by == services.visitor.user for edition in kept)


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
    Action.IMPORT_FIGURES: (import_figures,),
    Action.READ_PEOPLE: (read_people,),
    Action.GRANT_ROLE: (grant,),
    Action.REVOKE_ROLE: (revoke,),
    Action.ERASE_PERSON: (erase,),
    Action.MAKE_TOKEN: (make_token,),
    Action.REVOKE_TOKEN: (revoke_token,),
}
