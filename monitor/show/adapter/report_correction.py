"""The form filled with what an entry of the log says, to be recorded in its place.

What is typed here stays in the session and is no draft in the database, where it would lie in the place of what the
person had typed for an ordinary report on the same initiative.
"""

from dataclasses import replace

from monitor.errors import Refused
from monitor.reporting.events import EventKind, LogEntry
from monitor.reporting.moves import check_may_correct
from monitor.reporting.typed import Typed
from monitor.review.sheets import Line, Sheet
from monitor.review.submissions import Told
from monitor.show import addresses
from monitor.show.adapter import choices, frame, report_state, session
from monitor.show.adapter.session import Context
from monitor.show.blocks import entry as entry_blocks
from monitor.show.refusals import sentence
from monitor.show.text import heading, paragraph


def begun(said: str, acting_for: str, context: Context) -> Line | None:
    """The status report that the address wants corrected, drawn, and the sheet of its correction.

    None where there is nothing to correct, and then the page says why.
    """
    _, now, catalogue = context.words, context.addresses_now, context.catalogue
    told = _target(said, context)
    line = _opened(told, acting_for, context) if told else None
    if told is None or line is None:
        return None
    session.draw(
        heading(2, _("Correct no. {sequence}").format(sequence=told.entry.sequence)),
        entry_blocks.subject(told.entry, catalogue, now, _),
        entry_blocks.told_entry(told, catalogue, now, _),
        paragraph(
            _(
                "The correction takes the place of this entry, which stays in the log. What you type here is kept in "
                "this window only; it is no draft."
            )
        ),
    )
    return line


def _target(said: str, context: Context) -> Told | None:
    """The status report that is named; None, and it is said why, where it is none or cannot be corrected."""
    _, to = context.words, context.addresses
    number = choices.number_from(said)
    told = context.services.desk().entry(number) if number else None
    if told is None or told.progress is None:
        session.draw(paragraph(_("There is no report {number} in the log to correct.").format(number=said)))
        return None
    try:
        check_may_correct(told.progress, subject=EventKind.STATUS_REPORT)
    except Refused as refused:
        session.draw(paragraph(sentence(refused, _)))
        if told.entry.original != told.entry.sequence:
            original = told.entry.original
            session.draw(
                paragraph(
                    to.link(
                        _("Correct no. {sequence}").format(sequence=original),
                        addresses.REPORT,
                        corrects=str(original),
                        **{"for": told.entry.acting_for},
                    )
                )
            )
        session.draw(paragraph(entry_blocks.entry_link(told.entry.sequence, context.addresses_now, _)))
        return None
    return told


def _opened(told: Told, acting_for: str, context: Context) -> Line | None:
    """The sheet of a correction: what stands, the entry or its last correction, until the person changes it.

    None, and it is said, where the initiative is not in the strategy any more.
    """
    entry = told.entry
    standing = entry
    if told.progress is not None and told.progress.corrected_by is not None:
        standing = told.progress.corrected_by
    row = context.services.desk().standing(entry.initiative)
    if row is None:
        gone = f"There is no initiative {entry.initiative} in the strategy; nothing on it is corrected."
        frame.calm(Refused("unknown_initiative", gone, initiative=entry.initiative), context.words)
        return None
    name = f"corrects-{entry.sequence}"
    revision = context.services.log.initiative_revision(entry.initiative)
    sheet = report_state.taken_in(name, acting_for)
    if sheet is None:
        typed = _filled_from(standing, acting_for)
        sheet = Sheet(
            form=report_state.new_form(), seen=revision, typed=typed, saved=typed, corrects=entry.sequence
        )
    sheet = replace(sheet, typed=replace(sheet.typed, acting_for=acting_for))
    report_state.keep(sheet)
    assert sheet.saved is not None
    touched = sheet.typed != replace(sheet.saved, acting_for=acting_for)
    return Line(row, sheet, standing, revision, touched, foreign=False)


def _filled_from(entry: LogEntry, acting_for: str) -> Typed:
    """What an entry says, as it would be typed, its comment included; what was redacted is empty."""
    decision = entry.decision
    return Typed(
        initiative=entry.initiative,
        acting_for=acting_for,
        status=entry.status.value if entry.status else "",
        effective_on=entry.effective_on.isoformat(),
        done_since_last=entry.done_since_last or "",
        next_step=entry.next_step or "",
        obstacle=entry.obstacle or "",
        help_needed=entry.help_needed or "",
        comment=entry.comment or "",
        expected_completion=entry.expected_completion.text if entry.expected_completion else "",
        evidence_url=entry.evidence_url or "",
        needs_decision=decision is not None,
        decision_what=(decision.what or "") if decision else "",
        decision_of=decision.of if decision else "",
        decision_by=decision.by.isoformat() if decision and decision.by else "",
        case_number=entry.case_number or "",
        access_ground=entry.access_ground or "",
    )
