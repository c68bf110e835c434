"""From sheets to the log: what would be published, what stands against it, and the one button."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import streamlit as st

from monitor.errors import MonitorError, Refused
from monitor.reporting.events import LogEntry, NewReport
from monitor.reporting.status import Status
from monitor.reporting.typed import read
from monitor.review import sheets
from monitor.review.sheets import Line
from monitor.review.submissions import Told
from monitor.show.adapter import report_state, session
from monitor.show.adapter.session import Context
from monitor.show.blocks import report as blocks
from monitor.show.blocks import report_preview
from monitor.show.blocks.report_preview import Proposal
from monitor.show.text import heading, paragraph

_RECORDED = "report_recorded"
_ABOUT_THE_COMMENT = frozenset({"comment_required", "correction_unexplained"})


@dataclass(frozen=True)
class Batch:
    """What goes with the next publication, and all that stands against it, by initiative."""

    lines: tuple[Line, ...]
    reports: tuple[NewReport, ...]
    against: Mapping[str, tuple[Refused, ...]]

    def refusals(self) -> list[Refused]:
        """Everything that stands against it, in the order of the lines."""
        return [refused for each in self.against.values() for refused in each]


def prepared(lines: Sequence[Line], context: Context) -> Batch:
    """The reports that the touched lines make, with everything that stands against them."""
    services = context.services
    chosen = tuple(line for line in lines if line.to_publish)
    reports: list[NewReport] = []
    against: dict[str, list[Refused]] = {line.id: [] for line in chosen}
    for line in chosen:
        report, faults = _as_report(line, context)
        reports.append(report)
        against[line.id].extend(faults)
    for objection in services.checks.objections(reports):
        against[str(objection.fields.get("initiative"))].append(objection)
    return Batch(chosen, tuple(reports), {id_: tuple(found) for id_, found in against.items()})


def publish(batch: Batch, context: Context) -> list[MonitorError]:
    """Record all of it or nothing. Returns what stands against it; empty when it is recorded.

    Where somebody reported meanwhile it is refused once; the page shows both versions, and publishing again means
    having read the other one.
    """
    told = just_recorded()
    refused: list[MonitorError] = [*map(_as_overtaken, batch.refusals()), *_overtaken(batch, context)]
    if not refused:
        try:
            entries = context.services.writer.record(batch.reports)
        except MonitorError as error:
            refused = [error]
        else:
            # The run may be ended at any look into the session's state: first of all, note what was recorded. The
            # sheets go last, so that a run that begins anew still knows which drafts to put away.
            told[:] = entries
            for line in batch.lines:
                # It is recorded all the same where a draft cannot be put away; the page then shows both versions.
                with suppress(MonitorError):
                    if line.sheet.corrects is None and not _is_written_elsewhere(line, context):
                        context.services.writer.discard_draft(line.id, form=line.sheet.form)
            report_state.forget([line.sheet for line in batch.lines])
            report_state.new_batch()
            return []
    stale = [each for each in refused if each.code == "stale_revision"]
    for each in stale:
        _read(batch, each, context)
    if stale:
        report_state.new_batch()  # a second click of a hasty hand is no sign of having read
    return refused


def looked_at_again(lines: Sequence[Line], context: Context) -> list[Line]:
    """The lines after a refusal, with what was recorded meanwhile."""
    log = context.services.log
    return [
        replace(
            line,
            sheet=report_state.kept(sheets.name_of(line.sheet)) or line.sheet,
            revision=log.initiative_revision(line.id),
        )
        for line in lines
    ]


def reasons(batch: Batch) -> dict[str, list[Refused]]:
    """Why a comment is needed, or another one, by initiative, to be said while one types."""
    return {
        id_: [error for error in found if error.code in _ABOUT_THE_COMMENT]
        for id_, found in batch.against.items()
    }


def just_recorded() -> list[LogEntry]:
    """What this session published last.

    It stays until the next time: the run that would tell it once may give way to another before it is seen, as a
    second click makes it do.
    """
    recorded: list[LogEntry] = st.session_state.setdefault(_RECORDED, [])
    return recorded


def preview(batch: Batch, context: Context, *, correcting: bool = False) -> None:
    """What will be published or submitted, as a table, each report with what stands against it."""
    _, services = context.words, context.services
    session.draw(heading(2, report_preview.preview_title(_, answers=services.settings.answers)))
    if not batch.lines:
        session.draw(
            paragraph(
                _("Nothing yet. The entry is corrected when a field says something else than it does.")
                if correcting
                else _(
                    "Nothing yet. An initiative is reported on when its status is changed, something is written, or "
                    "“unchanged” is ticked. The others are left as they are."
                )
            )
        )
        return
    proposals = [
        Proposal(
            row=line.row,
            last=line.last,
            report=report,
            against=batch.against[line.id],
            due=services.checks.due(services.checks.question(report)) if services.settings.answers else {},
            overtaken=line.overtaken,
        )
        for line, report in zip(batch.lines, batch.reports, strict=True)
    ]
    session.draw(
        report_preview.preview(
            proposals,
            context.catalogue,
            context.addresses_now,
            context.words,
            answers=services.settings.answers,
        )
    )


def versions(lines: Sequence[Line], context: Context) -> None:
    """Where somebody reported meanwhile: what was recorded and what is typed, side by side."""
    _ = context.words
    overtaken = [line for line in lines if line.overtaken]
    if not overtaken:
        return
    session.draw(heading(2, _("Recorded while you wrote")))
    for line in overtaken:
        session.draw(
            report_preview.versions(
                line.row,
                _as_report(line, context)[0],
                _news(line, context),
                read=line.sheet.read >= line.revision,
                catalogue=context.catalogue,
                to=context.addresses_now,
                words=_,
            )
        )


def button(batch: Batch, context: Context) -> None:
    """The one button, and what it recorded last. It cannot be pressed while there is nothing to publish."""
    _, many = context.words, len(batch.lines)
    if context.services.settings.answers:
        label = _.plural("Submit {n} report", "Submit {n} reports", many)
    else:
        label = _.plural("Publish {n} report", "Publish {n} reports", many)
    st.button(label, type="primary", disabled=not many, key=f"{report_state.batch()}-record")
    if not batch.lines:  # what is typed next is not taken for recorded
        session.draw(
            blocks.recorded_in_short(just_recorded(), context.catalogue, context.addresses_now, context.words)
        )


def _as_report(line: Line, context: Context) -> tuple[NewReport, list[Refused]]:
    """The report that a line makes, and every field of it that cannot be read."""
    today = context.services.today()
    report, faults = read(
        sheets.as_published(line, today),
        idempotency_key=sheets.key_of(line.sheet),
        expected_revision=max(line.sheet.seen, line.sheet.read),
        recorded_by=context.person,
        last=Status(line.status) if line.status else None,
        today=today,
    )
    return replace(report, corrects=line.sheet.corrects), faults


def _is_written_elsewhere(line: Line, context: Context) -> bool:
    """Whether another window has written in the draft what this one does not know; it is not put away then."""
    draft = context.services.restricted.draft(line.id)
    return draft is not None and draft.typed != line.sheet.typed and not sheets.is_known(draft, line.sheet)


def _news(line: Line, context: Context) -> list[Told]:
    """What was recorded on the initiative after the person had looked, the last first."""
    return context.services.desk().recorded_after(line.id, line.sheet.seen)[::-1]


def _is_own(news: Sequence[Told], line: Line) -> bool:
    """Whether all of it is this very sheet, recorded by a click before."""
    return all(told.entry.idempotency_key == sheets.key_of(line.sheet) for told in news)


def _overtaken(batch: Batch, context: Context) -> list[Refused]:
    """A refusal for each initiative on which something was recorded that this person has not been shown."""
    found = []
    for line, report in zip(batch.lines, batch.reports, strict=True):
        revision = context.services.log.initiative_revision(line.id)
        if revision == report.expected_revision:
            continue
        news = _news(line, context)
        if news and not _is_own(news, line):
            found.append(
                Refused(
                    "stale_revision",
                    f"Initiative {line.id} was reported on meanwhile.",
                    initiative=line.id,
                    expected=report.expected_revision,
                    found=revision,
                    entry=next((told.entry for told in news if told.entry.status), news[0].entry),
                )
            )
    return found


def _as_overtaken(error: Refused) -> Refused:
    """What was recorded from this sheet with other words, in another window, is another version like any other."""
    if error.code != "key_reused":
        return error
    known = {"initiative": error.fields.get("initiative"), "entry": error.fields.get("entry")}
    return Refused("stale_revision", error.message, **known)


def _read(batch: Batch, error: MonitorError, context: Context) -> None:
    """Note that the person is shown what was recorded meanwhile."""
    for line in batch.lines:
        if line.id != error.fields.get("initiative"):
            continue
        sheet = replace(line.sheet, read=context.services.log.initiative_revision(line.id))
        if sheet.corrects is None:
            # Whoever recorded the other version may have put away the draft; and where it is this very sheet that was
            # recorded with other words, in another window, what is here becomes one of its own.
            sheet = replace(sheet, form=report_state.new_form(), saved=None, saved_at=None)
        report_state.keep(sheet)
