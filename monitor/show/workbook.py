"""The words of the workbook in which a body reports: what is written into it, and what is said of what came back."""

from collections.abc import Sequence

from monitor.catalogue.strategy import Catalogue
from monitor.errors import Refused
from monitor.reporting.days import day_of
from monitor.reporting.rounds import Round
from monitor.reporting.status import Status
from monitor.reporting.typed import UNCHANGED
from monitor.reporting.workbook import Form, Line, Passport
from monitor.review.standing import Standing
from monitor.show import refusals
from monitor.show.rows import body_long
from monitor.show.vocabulary import status_word
from monitor.show.words import UI_LANGUAGES, Words


def form(
    passport: Passport, rows: Sequence[Standing], catalogue: Catalogue, round_: Round | None, _: Words
) -> Form:
    """The workbook in the reader's language, with a line for each initiative that the passport knows.

    `round_` is the round that runs, if any; its last day is told where the body is given one.
    """
    body = catalogue.body[passport.body]
    made = day_of(passport.made_at)
    return Form(
        passport=passport,
        body=body_long(body, made, _),
        made=_.day(made),
        last_day=_.day(round_.due(body.id)) if round_ else "",
        earliest=catalogue.strategy.period.from_.first_day,
        statuses=tuple(status_word(status, _) for status in Status),
        unchanged=_("Unchanged"),
        lines=tuple(_line(row, _) for row in rows if row.initiative.id in passport.sent),
    )


def status_codes() -> dict[str, str]:
    """The code for every word that may stand as a status, in lower case: every language of ours, and the codes."""
    codes = {UNCHANGED: UNCHANGED} | {status.value: status.value for status in Status}
    for language in UI_LANGUAGES:
        _ = Words(language)
        codes[_("Unchanged").lower()] = UNCHANGED
        codes |= {status_word(status, _).lower(): status.value for status in Status}
    return codes


def sentence(fault: Refused, _: Words) -> str:
    """What is wrong with a workbook or with one of its cells, and what is possible."""
    templates = {
        "workbook_too_large": _(
            "The file is larger than {limit} MB. A workbook that was filled in is far smaller."
        ),
        "workbook_not_xlsx": _(
            "This is no Excel workbook. Save it as .xlsx, without macros, and upload that file."
        ),
        "workbook_old_excel": _("This is a workbook of an old Excel. Save it as .xlsx and upload that file."),
        "workbook_protected": _(
            "The workbook is locked with a password. Save it without one and upload it again."
        ),
        "workbook_bomb": _("The workbook holds far more than the form. Download a new one and fill it in."),
        "workbook_dtd": _(
            "The workbook holds parts that no spreadsheet program writes, and is not read. Download a new one and "
            "fill it in."
        ),
        "workbook_damaged": _(
            "The workbook is damaged. Open it, save it as .xlsx again and upload that file."
        ),
        "workbook_outside": _("{cell}: something stands far outside the form. Remove it."),
        "workbook_foreign": _(
            "This workbook was not made here, or its hidden sheet is gone. Download a new one and fill it in."
        ),
        "workbook_version": _(
            "This workbook was made by another version of the dashboard. Download a new one and fill it in."
        ),
        "workbook_strategy": _(
            "This workbook was made for another strategy. Download a new one and fill it in."
        ),
        "workbook_demonstration": (
            _(
                "This workbook is from a demonstration and cannot be used here. Download a new one and fill it in."
            )
            if fault.fields.get("demo")
            else _("This is a demonstration. A workbook with real reports does not belong here.")
        ),
        "workbook_body": _(
            "This workbook was made for “{body}”, which cannot report here. Download a new one."
        ),
        "workbook_log": _(
            "This workbook knows reports that are not in this log. It was made elsewhere; download a new one."
        ),
        "workbook_header": _(
            "{cell}: the heading should be “{heading}”. Columns or rows were moved; download a new workbook and copy "
            "the texts into it."
        ),
        "workbook_added": _("{cell}: this row belongs to no initiative of the workbook. Remove it."),
        "workbook_twice": _(
            "{cell}: initiative {initiative} stands in {other} already. Remove one of the rows."
        ),
        "workbook_merged": _("{cell}: these cells are merged. Take them apart and fill in each."),
        "workbook_formula": _("{cell} holds a formula; type the value."),
        "workbook_error": _("{cell} holds the error {said}; type the value."),
        "workbook_beside": _("{cell}: something stands beside the form. Move it into a field or remove it."),
        "workbook_status": _("{cell}: “{said}” is no status. Write one of these: {allowed}."),
        "workbook_unchanged": _(
            "{cell}: nothing had been reported on initiative {initiative} when the workbook was made, so nothing can "
            "be unchanged. Choose another status."
        ),
        "workbook_used": _(
            "This row was recorded from this workbook as no. {sequence}, with other content. To report again, download "
            "a new workbook."
        ),
    }
    if fault.code not in templates:
        return refusals.sentence(fault, _)
    allowed = [_("Unchanged"), *(status_word(status, _) for status in Status)]
    return templates[fault.code].format(**fault.fields | {"allowed": " · ".join(allowed)})


def _line(row: Standing, _: Words) -> Line:
    initiative, deadline = row.initiative, row.schedule.deadline
    title = _.plain(initiative.title)
    last = status_word(row.status, _)
    if row.report is not None:
        last = _("{status}, from {day}").format(status=last, day=_.day(row.report.effective_on))
        if (when := row.report.expected_completion) is not None:
            last += "\n" + _("Expected completion: {when}").format(when=_.partial(when))
    return Line(
        initiative=initiative.id,
        title=title if initiative.number == initiative.id else f"{initiative.number} {title}",
        deadline=_("No deadline") if deadline is None else _.partial(deadline),
        last=last,
    )
