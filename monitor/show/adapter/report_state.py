"""What a person has typed on each initiative: kept in the session, and as a draft in the database while they type.

A sheet is one report in the making. The grid and the form of one initiative show the same sheet, so that what is begun
in one is finished in the other. Each sheet has an id of its own: it is part of the key of every field and of the key
the report is recorded under, so that a click that was made twice is the same request. It comes from the draft where
there is one: a draft that is opened again and sent twice is one request, too.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from datetime import date, datetime
from typing import Any, Final

import streamlit as st

from monitor import wiring
from monitor.errors import MonitorError, Refused
from monitor.reporting import history
from monitor.reporting.draft_merge import is_another, merged
from monitor.reporting.drafts import Draft
from monitor.reporting.events import LogEntry
from monitor.reporting.rounds import Round, round_on
from monitor.reporting.status import Status
from monitor.reporting.typed import UNCHANGED, Typed
from monitor.review.standing import Standing
from monitor.show.adapter import frame
from monitor.show.adapter.session import Context

_SHEETS, _SHOWN, _REVISIONS, _BATCH, _DAY = (
    "report_sheets",
    "report_shown",
    "report_revisions",
    "report_batch",
    "report_day",
)
_GONE: Final = object()

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
    day of "" is the day it is recorded. `saved` is what the draft in the database says. A correction (`corrects`
    is the number of what it corrects) has no draft; `saved` is what it was filled with. `drawn` is what the keys of
    its fields begin with: it stays when the sheet becomes one with another window's, so that a field keeps the cursor.
    `others` is what another window wrote in fields that were written in here, too.
    """

    form: str
    seen: int
    typed: Typed
    saved: Typed | None = None
    saved_at: datetime | None = None
    read: int = 0
    corrects: int | None = None
    drawn: str = ""
    others: Mapping[str, str] = dataclass_field(default_factory=dict)

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


def new_form() -> str:
    """An id for a sheet."""
    return uuid.uuid4().hex


def name_of(sheet: Sheet) -> str:
    """What the session keeps a sheet under: its initiative, or the number of what it corrects."""
    return sheet.typed.initiative if sheet.corrects is None else f"corrects-{sheet.corrects}"


def key_of(sheet: Sheet) -> str:
    """The key a sheet is recorded under: the same however often it is sent."""
    return f"{sheet.form}-{sheet.typed.initiative}"


def batch() -> str:
    """The id of what is published next. It is part of the button's key: a click that comes late is void."""
    made: str = st.session_state.setdefault(_BATCH, uuid.uuid4().hex)
    return made


def new_batch() -> None:
    """Give the button another key."""
    st.session_state[_BATCH] = uuid.uuid4().hex


def is_pressed() -> bool:
    """Whether the button that publishes was pressed, asked before it is drawn."""
    return bool(st.session_state.get(f"{batch()}-record"))


def opened(rows: Sequence[Standing], acting_for: str, context: Context) -> list[Line]:
    """The sheets of the initiatives: what was typed is taken in and saved, what was typed elsewhere is fetched."""
    sheets, drafts, pressed = _sheets(), _drafts(context), is_pressed()
    revisions = _revisions([row.initiative.id for row in rows], context)
    lines = []
    for row in rows:
        id_ = row.initiative.id
        before = sheets.get(id_)
        sheet = taken_in(id_, acting_for)
        draft = drafts.get(id_)
        # What is published at this moment is not mixed with what another window says, nor saved over it.
        unknown = draft is not None and sheet is not None and not is_known(draft, sheet)
        if not pressed:
            empty = _empty(row, acting_for, seen=revisions[id_], context=context)
            sheet = _as_in_the_database(before, sheet, draft, empty, context)
        if sheet is None:
            sheet = _empty(row, acting_for, seen=revisions[id_], context=context)
        line = _line(row, sheet, acting_for, revisions[id_], context)
        lines.append(line if pressed and unknown else _settled(line, acting_for, context))
        sheets[id_] = lines[-1].sheet
    return lines


def taken_in(name_of_sheet: str, acting_for: str) -> Sheet | None:
    """The sheet with what the person has changed in its fields since they were drawn last; None where there is none.

    Whoever changes something reports it for the body they act for now.
    """
    sheets = _sheets()
    sheet = sheets.get(name_of_sheet)
    if sheet is None:
        return None
    shown = _shown(sheet)
    found = {
        place: value
        for place, drawn in shown.items()
        if (value := st.session_state.get(sheet.key(*place), _GONE)) is not _GONE and value != drawn
    }
    if not found:
        return sheet
    changed: dict[str, Any] = {name: value for (_way, name), value in found.items()}
    typed = sheet.typed
    if "status" in changed:
        typed = replace(typed, status=changed["status"] or "")
    elif "unchanged" in changed:
        typed = replace(typed, status=UNCHANGED if changed["unchanged"] else "")
    given: dict[str, Any] = {
        FIELDS[name]: "" if value is None else value for name, value in changed.items() if name in FIELDS
    }
    # A run may be ended at any look into the session's state. From here on there is none: what was typed is either
    # taken in and known to be, or is found again by the next run.
    shown.update(found)
    sheets[name_of_sheet] = replace(sheet, typed=replace(typed, **(given | {"acting_for": acting_for})))
    return sheets[name_of_sheet]


def drawn_as(way: str, context: Context) -> str:
    """One of the two ways, in the reader's language: a choice is sent as the words that it shows."""
    return f"{way}-{context.words.language}"


def field(sheet: Sheet, way: str, name: str, value: object) -> str:
    """The key of a field that is about to be drawn, which shows `value`."""
    key = sheet.key(way, name)
    if st.session_state.get(key, _GONE) != value:
        st.session_state[key] = value
    _shown(sheet)[way, name] = value
    return key


def keep(sheet: Sheet) -> None:
    """Keep a sheet in the session."""
    _sheets()[name_of(sheet)] = sheet


def kept(name: str) -> Sheet | None:
    """A sheet of the session."""
    return _sheets().get(name)


def forget(sheets: Sequence[Sheet]) -> None:
    """Let sheets of the session give way to empty ones."""
    here, shown = _sheets(), _all_shown()
    for sheet in sheets:
        here.pop(name_of(sheet), None)
        shown.pop(sheet.fields, None)


def discard(sheet: Sheet, context: Context) -> None:
    """Forget what was typed on an initiative, in the session and in the database."""
    if sheet.corrects is None:
        context.services.drafts.discard(wiring.LOCAL_PERSON, sheet.typed.initiative, form=sheet.form)
    forget([sheet])


def take_over(sheet: Sheet, acting_for: str, context: Context) -> None:
    """Report for another body what was begun for one."""
    typed = replace(sheet.typed, acting_for=acting_for)
    draft = context.services.save_draft(typed, person=wiring.LOCAL_PERSON, form=sheet.form, seen=sheet.seen)
    keep(replace(sheet, typed=typed, saved=typed, saved_at=draft.saved_at))


def set_status(initiative: str, status: str) -> None:
    """Write the status of a sheet, as the buttons for many do."""
    if (sheet := kept(initiative)) is not None:
        keep(replace(sheet, typed=replace(sheet.typed, status=status)))


def running_round(context: Context) -> Round | None:
    """The round that runs today, None where none does."""
    return round_on(context.services.rounds.rounds(), today=context.services.today())


def common_day() -> str:
    """The day that all sheets hold from which were given none of their own; "" is the day they are recorded."""
    return str(st.session_state.get(_DAY, ""))


def set_common_day(day: str) -> None:
    """Let all sheets hold from another day, but those that were given one of their own."""
    before = common_day()
    st.session_state[_DAY] = day
    for sheet in list(_sheets().values()):
        if sheet.corrects is None and sheet.typed.effective_on == before:
            keep(replace(sheet, typed=replace(sheet.typed, effective_on=day)))


def last_seen(row: Standing, seen: int, revision: int, context: Context) -> LogEntry | None:
    """The report in force when the initiative stood at revision `seen`."""
    if revision == seen:
        return row.report
    log, today = context.services.log, context.services.today()
    by_then = [entry for entry in log.entries(initiative=row.initiative.id) if entry.sequence <= seen]
    found = history.latest(by_then, as_of=today, known_by=today, more_time=log.more_time())
    return found.get(row.initiative.id)


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
    return replace(
        typed,
        status=line.status,
        effective_on=typed.effective_on.strip() or today.isoformat(),
        expected_completion=expected,
    )


def _sheets() -> dict[str, Sheet]:
    found: dict[str, Sheet] = st.session_state.setdefault(_SHEETS, {})
    return found


def _shown(sheet: Sheet) -> dict[tuple[str, str], object]:
    """What the fields of a sheet said when they were drawn last, by way and name."""
    return _all_shown().setdefault(sheet.fields, {})


def _all_shown() -> dict[str, dict[tuple[str, str], object]]:
    found: dict[str, dict[tuple[str, str], object]] = st.session_state.setdefault(_SHOWN, {})
    return found


def _drafts(context: Context) -> Mapping[str, Draft]:
    return {draft.initiative: draft for draft in context.services.drafts.drafts(wiring.LOCAL_PERSON)}


def _revisions(initiatives: Sequence[str], context: Context) -> Mapping[str, int]:
    """The revision of each initiative. Asked again only when something was recorded."""
    log = context.services.log
    head = log.revision()
    known: tuple[int, dict[str, int]] = st.session_state.get(_REVISIONS, (-1, {}))
    found = known[1] if known[0] == head else {}
    found |= {id_: log.initiative_revision(id_) for id_ in initiatives if id_ not in found}
    st.session_state[_REVISIONS] = (head, found)
    return found


def _empty(row: Standing, acting_for: str, *, seen: int, context: Context) -> Sheet:
    typed = Typed(
        initiative=row.initiative.id,
        acting_for=acting_for,
        status="",
        effective_on=common_day(),
        expected_completion=expected_so_far(row.report, context.services.today()),
    )
    return Sheet(form=new_form(), seen=seen, typed=typed)


def _as_in_the_database(
    before: Sheet | None, sheet: Sheet | None, draft: Draft | None, empty: Sheet, context: Context
) -> Sheet | None:
    """The sheet with what another window of this person has made of it; None where it was recorded there.

    `before` is the sheet without what was typed a moment ago. Where both windows wrote in one field, what is here
    becomes a draft apart from the other: neither window gives up what was typed in it.
    """
    now = sheet is not before
    if draft is None:
        gone = not now and sheet is not None and sheet.saved is not None and _is_recorded(sheet, context)
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
        base = replace(before.typed if _is_blank(before.typed) else empty.typed, acting_for="")
    found = merged(base, sheet.typed, draft.typed)
    typed = replace(found.typed, acting_for=sheet.typed.acting_for) if now else found.typed
    here = replace(sheet, typed=typed, drawn=sheet.fields)
    here = replace(here, others={**_still(here), **found.others})
    if found.others:
        return replace(here, form=new_form()) if sheet.form == draft.form else here
    seen = min(sheet.seen, draft.seen)
    here = replace(here, seen=seen, saved=draft.typed, saved_at=draft.saved_at)
    other = replace(here, form=draft.form)
    return here if other.form != here.form and _is_recorded(other, context) else other


def is_known(draft: Draft, sheet: Sheet) -> bool:
    """Whether a draft is the one that this sheet was last seen saved as."""
    return sheet.form == draft.form and sheet.saved == draft.typed


def _still(sheet: Sheet) -> dict[str, str]:
    """What another window wrote and this sheet does not say."""
    return {name: told for name, told in sheet.others.items() if is_another(told, getattr(sheet.typed, name))}


def _line(row: Standing, sheet: Sheet, acting_for: str, revision: int, context: Context) -> Line:
    last = last_seen(row, sheet.seen, revision, context)
    typed = sheet.typed
    if last and typed.status == last.status:  # chosen back to what is preset
        typed = replace(typed, status="")
    if not last and typed.status == UNCHANGED:
        typed = replace(typed, status="")
    expected = expected_so_far(last, context.services.today())
    touched = not _is_blank(typed) or typed.expected_completion.strip() != expected
    foreign = touched and typed.acting_for != acting_for
    return Line(row, replace(sheet, typed=typed), last, revision, touched, foreign)


def _is_recorded(sheet: Sheet, context: Context) -> bool:
    key = key_of(sheet)
    entries = context.services.log.entries(initiative=sheet.typed.initiative)
    return any(entry.idempotency_key == key for entry in entries)


def _is_blank(typed: Typed) -> bool:
    return not (typed.status or typed.needs_decision or any(getattr(typed, name).strip() for name in _WORDS))


def _settled(line: Line, acting_for: str, context: Context) -> Line:
    """The line with its draft saved as it is typed, or discarded when it was emptied."""
    sheet, services = line.sheet, context.services
    try:
        if line.touched:
            if sheet.typed == sheet.saved:
                return line
            draft = services.save_draft(
                sheet.typed, person=wiring.LOCAL_PERSON, form=sheet.form, seen=sheet.seen
            )
            return replace(line, sheet=replace(sheet, saved=sheet.typed, saved_at=draft.saved_at))
        if sheet.saved is not None:
            services.drafts.discard(wiring.LOCAL_PERSON, line.id, form=sheet.form)
    except MonitorError as error:
        # It stays in the session, and is saved with the next change. What is published now is judged, and told, there.
        if not (isinstance(error, Refused) and is_pressed()):
            frame.calm(error, context.words)
        return line
    # Nothing is typed: the last report shown is the present one.
    typed = replace(
        sheet.typed,
        acting_for=acting_for,
        expected_completion=expected_so_far(line.row.report, services.today()),
    )
    fresh = replace(sheet, typed=typed, seen=line.revision, saved=None, saved_at=None, read=0, others={})
    return replace(line, sheet=fresh, last=line.row.report)
