"""The words for codes: statuses, kinds, units, and what the source's words say about a figure."""

from monitor.access.access import LOCAL_USER, OPERATOR_USER
from monitor.catalogue.bodies import BodyKind
from monitor.catalogue.initiatives import Role
from monitor.catalogue.provenance import Confidence, Seen
from monitor.catalogue.text import LocalText
from monitor.evidence.record import EvidenceKind, PublicStatus
from monitor.measures.collection import Collection, PeriodKind
from monitor.measures.scales import Direction, Unit
from monitor.measures.themes import Theme
from monitor.reporting.events import EventKind, Verdict
from monitor.reporting.people import DEMONSTRATION_PERSON
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from monitor.review.decisions import Ground
from monitor.review.filters import LATE, NOT_REPORTED
from monitor.show.words import Words

STATUS_SIGNS = {
    None: "?",
    Status.NOT_STARTED: "○",
    Status.IN_PROGRESS: "▶",
    Status.COMPLETED: "✓",
    Status.DISCONTINUED: "■",
}
RECORD_SIGNS = {
    PublicStatus.DONE: "●",
    PublicStatus.DONE_LATE: "◕",
    PublicStatus.PARTLY: "◑",
    PublicStatus.NOT_ACHIEVED: "✕",
    PublicStatus.NOT_EVIDENCED: "–",
}


def status_word(status: Status | None, _: Words) -> str:
    """A reported status; nothing reported is "not reported"."""
    return {
        None: _("Not reported"),
        Status.NOT_STARTED: _("Not started"),
        Status.IN_PROGRESS: _("In progress"),
        Status.COMPLETED: _("Completed"),
        Status.DISCONTINUED: _("Discontinued, not implemented"),
    }[status]


def event_kind_word(kind: EventKind, _: Words) -> str:
    """What an entry of the log is."""
    return {
        EventKind.STATUS_REPORT: _("Status report"),
        EventKind.DEADLINE_REVISED: _("New deadline"),
        EventKind.MILESTONE_REACHED: _("Milestone reached"),
        EventKind.EVIDENCE_ADDED: _("Evidence added"),
        EventKind.CORRECTION: _("Correction"),
        EventKind.APPROVAL: _("Answer"),
        EventKind.WITHDRAWAL: _("Withdrawal"),
        EventKind.REDACTION: _("Removal of text"),
        EventKind.CONCLUSION: _("Conclusion"),
    }[kind]


def state_word(state: State, _: Words) -> str:
    """How far a statement has come."""
    return {
        State.DRAFT: _("Draft"),
        State.DISCARDED: _("Draft, discarded"),
        State.SUBMITTED: _("Submitted, not published yet"),
        State.PUBLISHED: _("Published"),
        State.CORRECTED: _("Corrected"),
        State.WITHDRAWN: _("Withdrawn"),
    }[state]


def verdict_word(verdict: Verdict, _: Words) -> str:
    """What a ministry answered."""
    return {Verdict.CONFIRMED: _("Confirmed"), Verdict.DISAGREED: _("Disagrees")}[verdict]


def person_word(person: str, _: Words) -> str:
    """Who recorded something: in words where the id is nobody's, else the pseudonymous id."""
    return people(_).get(person, person)


def people(_: Words) -> dict[str, str]:
    """The ids that are nobody's, and the words for them."""
    return {
        LOCAL_USER: _("the local person"),
        OPERATOR_USER: _("the command line"),
        DEMONSTRATION_PERSON: _("an invented person"),
    }


def filter_word(code: str, _: Words) -> str:
    """A choice of the status filter."""
    if code == LATE:
        return _("Past its deadline")
    return status_word(None if code == NOT_REPORTED else Status(code), _)


def record_word(status: PublicStatus, _: Words) -> str:
    """What the public record supports."""
    return {
        PublicStatus.DONE: _("Done"),
        PublicStatus.DONE_LATE: _("Done late"),
        PublicStatus.PARTLY: _("Partly done"),
        PublicStatus.NOT_ACHIEVED: _("Not achieved"),
        PublicStatus.NOT_EVIDENCED: _("No public evidence found"),
    }[status]


def confidence_word(confidence: Confidence, _: Words) -> str:
    """How sure a reading is."""
    return {
        Confidence.HIGH: _("high confidence"),
        Confidence.MEDIUM: _("medium confidence"),
        Confidence.LOW: _("low confidence"),
    }[confidence]


def seen_word(seen: Seen, _: Words) -> str:
    """How a source was seen."""
    return {
        Seen.STRATEGY: _("printed in the strategy"),
        Seen.SOURCE: _("read at the source"),
        Seen.SOURCE_PARTIAL: _("read in part at the source"),
        Seen.SECOND_HAND: _("second hand"),
        Seen.DERIVED: _("computed by us from printed figures"),
    }[seen]


def ground_word(ground: Ground, _: Words) -> str:
    """Why a decision is needed."""
    return {
        Ground.FLAGGED: _("Flagged by the reporter"),
        Ground.DEADLINE_PASSED: _("Deadline passed; not completed, discontinued or revised"),
        Ground.CONTRADICTED: _("Report and public record contradict each other"),
    }[ground]


def evidence_kind_word(kind: EvidenceKind, _: Words) -> str:
    """What sort of entry of the public record it is."""
    return {
        EvidenceKind.EVIDENCE: _("Evidence"),
        EvidenceKind.FINDING: _("Finding of an audit"),
        EvidenceKind.SEARCH: _("Searched, nothing found"),
        EvidenceKind.CONTEXT: _("Background"),
    }[kind]


def role_word(role: Role, _: Words) -> str:
    """In what role a body answers for an initiative."""
    return {
        Role.RESPONSIBLE: _("responsible"),
        Role.LEAD: _("lead"),
        Role.JOINT: _("joint"),
        Role.CONTRIBUTING: _("contributing"),
        Role.CONSULTED: _("consulted"),
    }[role]


def body_kind_word(kind: BodyKind, _: Words) -> str:
    """The heading for bodies of a kind."""
    return {
        BodyKind.MINISTRY: _("Ministries"),
        BodyKind.DIRECTORATE: _("Directorates"),
        BodyKind.AGENCY: _("Agencies"),
        BodyKind.REGIONAL: _("Regional bodies"),
        BodyKind.MUNICIPAL: _("Municipal bodies"),
        BodyKind.ORGANISATION: _("Organisations"),
        BodyKind.SERVICE: _("Services"),
        BodyKind.AUDIT: _("Audit"),
    }[kind]


def theme_word(theme: Theme, _: Words) -> str:
    """The heading of a theme."""
    return {
        Theme.HOUSING: _("Housing"),
        Theme.WORK_EDUCATION: _("Work and education"),
        Theme.MONEY: _("Money"),
        Theme.EDUCATION_LEVEL: _("Education level"),
        Theme.SUBSTANCE_USE: _("Substance use"),
        Theme.MENTAL_HEALTH: _("Mental health"),
        Theme.LIVING_CONDITIONS: _("Living conditions"),
        Theme.NEEDS_ASSESSMENT: _("Needs assessment"),
        Theme.NOTIFICATION: _("Notification before release"),
        Theme.SERVICE_ACCESS: _("Access to services"),
        Theme.HOMELESSNESS: _("Homelessness"),
        Theme.RECIDIVISM: _("Recidivism in Norway"),
        Theme.PRISON_POPULATION: _("Prison population"),
        Theme.PRISON_CAPACITY: _("Prison capacity"),
        Theme.ELECTRONIC_MONITORING: _("Electronic monitoring"),
        Theme.SANCTIONS: _("Sanctions"),
        Theme.COMPARATORS_NORDIC: _("Comparators: the Nordic countries"),
        Theme.COMPARATORS_ENGLAND_WALES: _("Comparators: England and Wales"),
        Theme.COMPARATORS_EUROPE: _("Comparators: Europe and beyond"),
    }[theme]


def unit_word(unit: Unit | LocalText | None, _: Words) -> str:
    """What a value counts, as a label of an axis or column: in the source's words where it has its own."""
    if unit is None:
        return _("value")
    if isinstance(unit, LocalText):
        return _.plain(unit)
    return {
        Unit.PERCENT: _("per cent"),
        Unit.PERSONS: _("persons"),
        Unit.PLACES: _("places"),
        Unit.ASSESSMENTS: _("assessments"),
        Unit.SENTENCES: _("sentences"),
        Unit.EVENTS: _("events"),
        Unit.RELEASES: _("releases"),
        Unit.DAYS: _("days"),
        Unit.MONTHS: _("months"),
        Unit.YEARS: _("years"),
        Unit.PER_1000: _("per 1,000 inhabitants"),
        Unit.PER_100000: _("per 100,000 inhabitants"),
        Unit.PERCENTAGE_POINTS: _("percentage points"),
        Unit.NOK: _("NOK"),
        Unit.NOK_MILLION: _("NOK million"),
    }[unit]


def collection_word(collection: Collection | None, _: Words) -> str:
    """How figures came about."""
    return {
        None: _("not stated by the source"),
        Collection.SAMPLE_SURVEY: _("Sample survey"),
        Collection.REGISTER: _("Register"),
        Collection.FULL_COUNT: _("Full count"),
        Collection.AUDIT_SAMPLE: _("Audit of a sample of files"),
        Collection.ADMINISTRATIVE: _("Administrative figures"),
        Collection.ESTIMATE: _("Estimate"),
        Collection.PLAN: _("Plan"),
        Collection.MIXED: _("Several ways, see the sources"),
    }[collection]


def period_kind_word(kind: PeriodKind | None, _: Words) -> str:
    """What the period of a figure stands for."""
    return {
        None: _("not stated by the source"),
        PeriodKind.SURVEY: _("Year of the survey"),
        PeriodKind.CALENDAR_YEAR: _("Calendar year"),
        PeriodKind.REFERENCE_DAY: _("Count on a day"),
        PeriodKind.MONTH: _("Month"),
        PeriodKind.AVERAGE: _("Average over the period"),
        PeriodKind.RELEASE_COHORT: _("Year of release"),
        PeriodKind.REPORTING_YEAR: _("Reporting year"),
        PeriodKind.AUDIT_PERIOD: _("Period examined by the audit"),
    }[kind]


def direction_word(direction: Direction, _: Words) -> str:
    """Whether a rise is good, bad or not judged."""
    return {
        Direction.UP_IS_GOOD: _("a rise is an improvement"),
        Direction.UP_IS_BAD: _("a rise is a worsening"),
        Direction.NONE: _("not judged as good or bad"),
    }[direction]
