"""What a person has typed on each initiative: kept in the session, and as a draft in the database while they type.

The grid and the form of one initiative show the same sheet, so that what is begun in one is finished in the other.
What a sheet is, and what another window makes of it, is in `monitor.review.sheets`.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from monitor.errors import MonitorError, Refused
from monitor.reporting.drafts import Draft
from monitor.reporting.rounds import Round, round_on
from monitor.review import sheets
from monitor.review.sheets import Line, Sheet, name_of
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


def new_form() -> str:
    """An id for a sheet."""
    return uuid.uuid4().hex


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
    here, drafts, pressed = _sheets(), _drafts(context), is_pressed()
    revisions = _revisions([row.initiative.id for row in rows], context)
    log, today, day = context.services.log, context.services.today(), common_day()
    lines = []
    for row in rows:
        id_ = row.initiative.id
        before = here.get(id_)
        sheet = taken_in(id_, acting_for)
        draft = drafts.get(id_)
        blank = sheets.empty(row, acting_for, form=new_form(), seen=revisions[id_], day=day, today=today)
        # What is published at this moment is not mixed with what another window says, nor saved over it.
        unknown = draft is not None and sheet is not None and not sheets.is_known(draft, sheet)
        if not pressed:
            sheet = sheets.beside(
                before,
                sheet,
                draft,
                blank,
                apart=new_form(),
                recorded=lambda each: sheets.is_recorded(each, log),
            )
        if sheet is None:
            sheet = blank
        last = sheets.last_seen(row, sheet.seen, revisions[id_], log=log, today=today)
        line = sheets.line_of(row, sheet, acting_for, last=last, revision=revisions[id_], today=today)
        lines.append(line if pressed and unknown else _settled(line, acting_for, context))
        here[id_] = lines[-1].sheet
    return lines


def taken_in(name_of_sheet: str, acting_for: str) -> Sheet | None:
    """The sheet with what the person has changed in its fields since they were drawn last; None where there is none.

    Whoever changes something reports it for the body they act for now.
    """
    here = _sheets()
    sheet = here.get(name_of_sheet)
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
    new = sheets.written(sheet, {name: value for (_way, name), value in found.items()}, acting_for)
    # A run may be ended at any look into the session's state. From here on there is none: what was typed is either
    # taken in and known to be, or is found again by the next run.
    shown.update(found)
    here[name_of_sheet] = new
    return new


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


def forget(given: Sequence[Sheet]) -> None:
    """Let sheets of the session give way to empty ones."""
    here, shown = _sheets(), _all_shown()
    for sheet in given:
        here.pop(name_of(sheet), None)
        shown.pop(sheet.fields, None)


def discard(sheet: Sheet, context: Context) -> None:
    """Forget what was typed on an initiative, in the session and in the database. It stays where that is refused."""

    def act() -> None:
        if sheet.corrects is None:
            context.services.writer.discard_draft(sheet.typed.initiative, form=sheet.form)
        forget([sheet])

    frame.guarded(act, context.words)


def take_over(sheet: Sheet, acting_for: str, context: Context) -> None:
    """Report for another body what was begun for one. It stays as it was where that is refused."""

    def act() -> None:
        typed = replace(sheet.typed, acting_for=acting_for)
        draft = context.services.writer.save_draft(typed, form=sheet.form, seen=sheet.seen)
        keep(replace(sheet, typed=typed, saved=typed, saved_at=draft.saved_at))

    frame.guarded(act, context.words)


def set_status(initiative: str, status: str) -> None:
    """Write the status of a sheet, as the buttons for many do."""
    if (sheet := kept(initiative)) is not None:
        keep(replace(sheet, typed=replace(sheet.typed, status=status)))


def running_round(context: Context, body: str | None = None) -> Round | None:
    """The round that runs today, for a body or for all, None where none does."""
    return round_on(context.services.restricted.all_rounds(), today=context.services.today(), body=body)


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
    return {draft.initiative: draft for draft in context.services.restricted.all_drafts()}


def _revisions(initiatives: Sequence[str], context: Context) -> Mapping[str, int]:
    """The revision of each initiative. Asked again only when something was recorded."""
    log = context.services.log
    head = log.revision()
    known: tuple[int, dict[str, int]] = st.session_state.get(_REVISIONS, (-1, {}))
    found = known[1] if known[0] == head else {}
    found |= {id_: log.initiative_revision(id_) for id_ in initiatives if id_ not in found}
    st.session_state[_REVISIONS] = (head, found)
    return found


def _settled(line: Line, acting_for: str, context: Context) -> Line:
    """The line with its draft saved as it is typed, or discarded when it was emptied."""
    sheet, services = line.sheet, context.services
    try:
        if line.touched:
            if sheet.typed == sheet.saved:
                return line
            draft = services.writer.save_draft(sheet.typed, form=sheet.form, seen=sheet.seen)
            return replace(line, sheet=replace(sheet, saved=sheet.typed, saved_at=draft.saved_at))
        if sheet.saved is not None:
            services.writer.discard_draft(line.id, form=sheet.form)
    except MonitorError as error:
        # It stays in the session, and is saved with the next change. What is published now is judged, and told, there.
        if not (isinstance(error, Refused) and is_pressed()):
            frame.calm(error, context.words)
        return line
    return sheets.cleared(line, acting_for, services.today())
