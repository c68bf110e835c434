"""An initiative: what is to be delivered, by whom, and by when."""

from datetime import date
from enum import StrEnum

from pydantic import Field, model_validator

from monitor.catalogue.dates import PartialDate, Year
from monitor.catalogue.links import WebAddress
from monitor.catalogue.text import Frozen, Line, LocalText


class Role(StrEnum):
    """In what role a body answers for an initiative."""

    RESPONSIBLE = "responsible"
    LEAD = "lead"
    JOINT = "joint"
    CONTRIBUTING = "contributing"
    CONSULTED = "consulted"


class Origin(StrEnum):
    """Whether a statement is read from a source or is the monitor's own."""

    OURS = "ours"
    SOURCED = "sourced"


class Responsibility(Frozen):
    """One body's part in an initiative."""

    body: Line
    role: Role


class Stage(Frozen):
    """One date by which something is due; `what` says what, where a deadline has several stages."""

    due: PartialDate
    what: LocalText | None = None


class Revision(Frozen):
    """A later decision to move a deadline, with the reason given for it."""

    due: PartialDate | None = None
    stages: tuple[Stage, ...] = ()
    decided: PartialDate = Field(description="When the new deadline was decided")
    reason: LocalText
    source: WebAddress | None = None

    @model_validator(mode="after")
    def _one_way_of_saying_when(self) -> "Revision":
        _either_due_or_stages(self.due, self.stages)
        return self

    @property
    def last_due(self) -> PartialDate:
        """When the whole is due."""
        return _last_due(self.due, self.stages)


class Deadline(Frozen):
    """When an initiative is due: as first printed, and as revised. The original is never replaced."""

    due: PartialDate | None = None
    stages: tuple[Stage, ...] = ()
    revised: tuple[Revision, ...] = ()

    @model_validator(mode="after")
    def _one_way_of_saying_when(self) -> "Deadline":
        _either_due_or_stages(self.due, self.stages)
        return self

    @property
    def original(self) -> PartialDate:
        """The deadline as first set."""
        return _last_due(self.due, self.stages)

    def revision_in_force(self, as_of: date) -> Revision | None:
        """The revision decided last by `as_of`, if any."""
        decided = [revision for revision in self.revised if revision.decided.last_day <= as_of]
        return max(decided, key=lambda revision: revision.decided.last_day, default=None)

    def in_force(self, as_of: date) -> PartialDate:
        """The deadline that applied on `as_of`."""
        revision = self.revision_in_force(as_of)
        return revision.last_due if revision else self.original

    def stages_in_force(self, as_of: date) -> tuple[Stage, ...]:
        """The stages that applied on `as_of`; empty where the deadline is a single date."""
        revision = self.revision_in_force(as_of)
        return revision.stages if revision else self.stages


def _either_due_or_stages(due: PartialDate | None, stages: tuple[Stage, ...]) -> None:
    if (due is None) == (not stages):
        given = "neither `due` nor `stages` is" if due is None else "both `due` and `stages` are"
        raise ValueError(f"{given} given. Accepted: either one `due` or a list of `stages`.")


def _last_due(due: PartialDate | None, stages: tuple[Stage, ...]) -> PartialDate:
    if due is not None:
        return due
    return max((stage.due for stage in stages), key=lambda stage_due: stage_due.last_day)


class Sourced(Frozen):
    """A statement beside the print: the monitor's own, or read from a source that is then named."""

    origin: Origin
    source: WebAddress | None = None

    @model_validator(mode="after")
    def _a_sourced_statement_names_its_source(self) -> "Sourced":
        if self.origin is Origin.SOURCED and self.source is None:
            raise ValueError(
                "a `sourced` statement names no source. Accepted: its `source`, or `origin: ours`."
            )
        return self


class Executing(Sourced):
    """The directorates or agencies that carry an initiative out."""

    bodies: tuple[Line, ...] = Field(min_length=1)


class CompletionCriterion(Sourced):
    """What would have to exist for the initiative to count as completed."""

    text: LocalText


class AssignmentLetter(Sourced):
    """A letter by which a ministry gave an agency its part of the task."""

    year: Year = Field(ge=1990, le=2199)
    title: LocalText
    url: WebAddress


class Closing(Frozen):
    """That an initiative was taken out of the strategy, and why."""

    on: PartialDate
    reason: LocalText
    source: WebAddress | None = None


class Continuation(Frozen):
    """The initiative that carries this one on, in this strategy or another."""

    initiative: Line
    strategy: Line | None = Field(None, description="Id of the other strategy; absent: this one")


class Initiative(Frozen):
    """One of the strategy's promises. `responsible` keeps the printed order; no lead is inferred from it."""

    id: Line
    number: Line
    area: Line | None = None
    title: LocalText
    description: LocalText
    responsible: tuple[Responsibility, ...] = Field(min_length=1)
    deadline: Deadline | None = None
    document: WebAddress
    added_in: Line | None = Field(None, description="Id of the later edition that added the initiative")
    closed: Closing | None = None
    continued_by: Continuation | None = None
    executing: Executing | None = None
    completion_criterion: CompletionCriterion | None = None
    assignment_letters: tuple[AssignmentLetter, ...] = Field((), description="Empty: none registered")

    def closed_by(self, as_of: date) -> bool:
        """Whether it had been taken out of the strategy by `as_of`."""
        return self.closed is not None and self.closed.on.last_day <= as_of

    def bodies(self) -> tuple[str, ...]:
        """Ids of the bodies that answer for it, in printed order."""
        return tuple(part.body for part in self.responsible)
