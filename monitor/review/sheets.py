"""What a sheet is: one report in the making, as it is typed, and as it becomes when another window writes too.

Each sheet has an id of its own: it is part of the key of every field and of the key the report is recorded under, so
that a click that was made twice is the same request. It comes from the draft where there is one: a draft that is
opened again and sent twice is one request, too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from monitor.reporting import history
from monitor.reporting.draft_merge import is_another, merged
from monitor.reporting.drafts import Draft
from monitor.reporting.events import LogEntry
from monitor.reporting.log import StatusLog
from monitor.reporting.repeats import holds_from
from monitor.reporting.status import Status
from monitor.reporting.typed import UNCHANGED, Typed
from monitor.review.standing import Standing

FIELDS: Final = {
    "effective_on": "effective_on",
    "done_since_last": "done_since_last",
    "next_step": "next_step",
    "obstacle": "obstacle",
    "help_needed": "help_needed",
    "comment": "comment",
    "expected": "expected_completion",
    "link": "evidence_url",
    "flag": "needs_decision",
    "what": "decision_what",
    "of": "decision_of",
    "by": "decision_by",
    "case": "case_number",
    "ground": "access_ground",
}
"""The fields by the end of their keys, and what each is in `Typed`. Status and "unchanged" are kept apart."""

_WORDS: Final = tuple(
    name for name in FIELDS.values() if name not in ("effective_on", "expected_completion", "needs_decision")
)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One report in the making.

    `seen` is the initiative's revision when its last report was first shown, `read` the one that was shown together
    with a refusal. `typed` is what the fields say: a status of "" leaves the last one as it is preset, an effective
    day of "" is the day it is recorded, or as `holds_from` has it. `saved` is what the draft in the database says. A
    correction (`corrects` is the number of what it corrects) has no draft; `saved` is what it was filled with. `drawn`
    is what the keys of its fields begin with: it stays when the sheet becomes one with another window's, so that a
    field keeps the cursor. `others` is what another window wrote in fields that were written in here, too.
    """

    form: str
    seen: int
    typed: Typed
    saved: Typed | None = None
    saved_at: datetime | None = None
    read: int = 0
    corrects: int | None = None
    drawn: str = ""
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> str:
        """What the keys of its fields begin with."""
        return self.drawn or self.form

    def key(self, way: str, name: str) -> str:
        """The key of a field, as one of the two ways shows it."""
        return f"{self.fields}-{way}-{self.typed.initiative}-{name}"


@dataclass(frozen=True)
class Line:
    """A sheet in this run. `last` is the report it follows, as the person saw it; `revision` is the present one.

    `touched` says whether it is to be published; one that was begun for another body (`foreign`) waits until it is
    taken over.
    """

    row: Standing
    sheet: Sheet
    last: LogEntry | None
    revision: int
    touched: bool
    foreign: bool

    @property
    def id(self) -> str:
        """The initiative."""
        return self.row.initiative.id

    @property
    def status(self) -> str:
        """The code of the status that the field shows; "" where none is chosen and none was reported."""
        chosen = self.sheet.typed.status
        if chosen not in ("", UNCHANGED):
            return chosen
        return self.last.status.value if self.last and self.last.status else ""

    @property
    def unchanged(self) -> bool:
        """Whether "unchanged since last" is ticked."""
        return self.sheet.typed.status == UNCHANGED

    @property
    def to_publish(self) -> bool:
        """Whether it goes with the next publication."""
        return self.touched and not self.foreign

    @property
    def overtaken(self) -> bool:
        """Whether something was recorded on the initiative since the person began to type."""
        return self.touched and self.revision > self.sheet.seen


def name_of(sheet: Sheet) -> str:
    """What the session keeps a sheet under: its initiative, or the number of what it corrects."""
    return sheet.typed.initiative if sheet.corrects is None else f"corrects-{sheet.corrects}"


def key_of(sheet: Sheet) -> str:
    """The key a sheet is recorded under: the same however often it is sent."""
    return f"{sheet.form}-{sheet.typed.initiative}"


def empty(row: Standing, acting_for: str, *, form: str, seen: int, day: str, today: date) -> Sheet:
    """A sheet on which nothing is typed. `day` is the one it holds from, "" for the day it is recorded."""
    typed = Typed(
        initiative=row.initiative.id,
        acting_for=acting_for,
        status="",
        effective_on=day,
        expected_completion=expected_so_far(row.report, today),
    )
    return Sheet(form=form, seen=seen, typed=typed)


def written(sheet: Sheet, changed: Mapping[str, Any], acting_for: str) -> Sheet:
    """The sheet with fields that a person has changed, by the end of their keys.

    Whoever changes something reports it for the body they act for now.
    """
    typed = sheet.typed
    if "status" in changed:
        typed = replace(typed, status=changed["status"] or "")
    elif "unchanged" in changed:
        typed = replace(typed, status=UNCHANGED if changed["unchanged"] else "")
    given: dict[str, Any] = {
        FIELDS[name]: "" if value is None else value for name, value in changed.items() if name in FIELDS
    }
    return replace(sheet, typed=replace(typed, **(given | {"acting_for": acting_for})))


def line_of(
    row: Standing, sheet: Sheet, acting_for: str, *, last: LogEntry | None, revision: int, today: date
) -> Line:
    """The line that a sheet makes for a person who acts for a body. `last` is the report the sheet follows."""
    typed = sheet.typed
    if last and typed.status == last.status:  # chosen back to what is preset
        typed = replace(typed, status="")
    if not last and typed.status == UNCHANGED:
        typed = replace(typed, status="")
    expected = expected_so_far(last, today)
    touched = not _is_blank(typed) or typed.expected_completion.strip() != expected
    foreign = touched and typed.acting_for != acting_for
    return Line(row, replace(sheet, typed=typed), last, revision, touched, foreign)


def expected_so_far(last: LogEntry | None, today: date) -> str:
    """The completion expected so far; one that has passed cannot be reported again."""
    when = last.expected_completion if last else None
    return when.text if when and when.last_day >= today else ""


def as_published(line: Line, today: date) -> Typed:
    """What the sheet says when it is published: what was left as preset is filled in."""
    typed, last = line.sheet.typed, line.last
    expected = typed.expected_completion
    # A completed initiative is expected no more; nobody has to clear the field for that.
    if (
        line.sheet.corrects is None
        and line.status == Status.COMPLETED
        and expected == expected_so_far(last, today)
    ):
        expected = ""
    repeats = None if line.sheet.corrects is not None or not line.status else Status(line.status)
    return replace(
        typed,
        status=line.status,
        effective_on=typed.effective_on.strip() or holds_from(repeats, last, today=today).isoformat(),
        expected_completion=expected,
    )


def cleared(line: Line, acting_for: str, today: date) -> Line:
    """The line with an empty sheet: nothing is typed, and the last report shown is the present one."""
    typed = replace(
        line.sheet.typed,
        acting_for=acting_for,
        expected_completion=expected_so_far(line.row.report, today),
    )
    fresh = replace(line.sheet, typed=typed, seen=line.revision, saved=None, saved_at=None, read=0, others={})
    return replace(line, sheet=fresh, last=line.row.report)


def last_seen(row: Standing, seen: int, revision: int, *, log: StatusLog, today: date) -> LogEntry | None:
    """The report in force when the initiative stood at revision `seen`."""
    if revision == seen:
        return row.report
    by_then = [entry for entry in log.entries(initiative=row.initiative.id) if entry.sequence <= seen]
    found = history.latest(by_then, as_of=today, known_by=today, more_time=log.more_time())
    return found.get(row.initiative.id)


def is_recorded(sheet: Sheet, log: StatusLog) -> bool:
    """Whether what the sheet says was recorded, from this window or another."""
    key = key_of(sheet)
    entries = log.entries(initiative=sheet.typed.initiative)
    return any(entry.idempotency_key == key for entry in entries)


def is_known(draft: Draft, sheet: Sheet) -> bool:
    """Whether a draft is the one that this sheet was last seen saved as."""
    return sheet.form == draft.form and sheet.saved == draft.typed


def beside(
    before: Sheet | None,
    sheet: Sheet | None,
    draft: Draft | None,
    blank: Sheet,
    *,
    apart: str,
    recorded: Callable[[Sheet], bool],
) -> Sheet | None:
    """The sheet with what another window of this person has made of it; None where it was recorded there.

    `before` is the sheet without what was typed a moment ago. Where both windows wrote in one field, what is here
    becomes a draft apart from the other, with the id `apart`: neither window gives up what was typed in it. `blank`
    is the sheet with nothing typed.
    """
    now = sheet is not before
    if draft is None:
        gone = not now and sheet is not None and sheet.saved is not None and recorded(sheet)
        return None if gone else sheet
    if before is None or sheet is None or (not now and before.form != draft.form and _is_blank(before.typed)):
        return Sheet(
            form=draft.form, seen=draft.seen, typed=draft.typed, saved=draft.typed, saved_at=draft.saved_at
        )
    if is_known(draft, sheet):
        return replace(sheet, others=_still(sheet)) if sheet.others else sheet
    if sheet.form == draft.form and sheet.saved is not None:
        base = sheet.saved
    else:
        base = replace(before.typed if _is_blank(before.typed) else blank.typed, acting_for="")
    found = merged(base, sheet.typed, draft.typed)
    typed = replace(found.typed, acting_for=sheet.typed.acting_for) if now else found.typed
    here = replace(sheet, typed=typed, drawn=sheet.fields)
    here = replace(here, others={**_still(here), **found.others})
    if found.others:
        return replace(here, form=apart) if sheet.form == draft.form else here
    seen = min(sheet.seen, draft.seen)
    here = replace(here, seen=seen, saved=draft.typed, saved_at=draft.saved_at)
    other = replace(here, form=draft.form)
    return here if other.form != here.form and recorded(other) else other


def _still(sheet: Sheet) -> dict[str, str]:
    """What another window wrote and this sheet does not say."""
    return {name: told for name, told in sheet.others.items() if is_another(told, getattr(sheet.typed, name))}


def _is_blank(typed: Typed) -> bool:
    return not (typed.status or typed.needs_decision or any(getattr(typed, name).strip() for name in _WORDS))
