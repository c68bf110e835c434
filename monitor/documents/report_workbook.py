"""The workbook that a body fills in and sends back. What it holds is agreed on in `monitor.reporting.workbook`."""

import io
import zipfile
from typing import Any, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from monitor.documents.say import Translate
from monitor.reporting.links import MAX_LINK
from monitor.reporting.plain import MAX_TEXT
from monitor.reporting.workbook import COLUMNS, FILLED, FORM_SHEET, FORMAT, HEADER_ROW, Form

_WIDTHS: Final = {
    "initiative": 6, "title": 24, "deadline": 12, "last": 18, "status": 17, "effective_on": 12,
    "done_since_last": 22, "next_step": 22, "obstacle": 18, "help_needed": 18, "comment": 22,
    "expected_completion": 12, "evidence_url": 18,
}  # fmt: skip
_LANGUAGES: Final = {"nb": "nb-NO", "en": "en-GB"}
_LONGEST_DATE = len("2018-05-31")
_CHOICES = 7  # the column of the hidden sheet with the words to choose from, behind all that is read back


def as_xlsx(form: Form, _: Translate) -> bytes:
    """The workbook: a sheet to fill in, a sheet that says how, and a hidden one that says what it is.

    All but the fields to fill in is locked, without a password: the lock guards against slips, not against people.
    """
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    title = _("Status report: {body}").format(body=form.body)
    with xlsxwriter.Workbook(buffer, options) as workbook:
        workbook.set_properties(
            {"title": title, "subject": _("Status of the initiatives"), "created": form.passport.made_at}
        )
        report = workbook.add_worksheet(_("Report"))
        _write_instructions(workbook, workbook.add_worksheet(_("How to fill in")), form, title, _)
        hidden = workbook.add_worksheet(FORM_SHEET)
        _write_passport(hidden, report.get_name(), form, _headings(_))
        _write_report(workbook, report, form, title, _)
    return _in_language(buffer.getvalue(), _LANGUAGES[form.passport.language])


def _headings(_: Translate) -> dict[str, str]:
    return {
        "initiative": _("No."),
        "title": _("Initiative"),
        "deadline": _("Deadline in force"),
        "last": _("Last reported"),
        "status": _("Status now"),
        "effective_on": _("Holds from (day)"),
        "done_since_last": _("Done since last"),
        "next_step": _("Next step"),
        "obstacle": _("Obstacle"),
        "help_needed": _("Help needed"),
        "comment": _("Comment"),
        "expected_completion": _("Expected completion"),
        "evidence_url": _("Link to evidence"),
    }


def _write_report(
    workbook: xlsxwriter.Workbook, sheet: Worksheet, form: Form, title: str, _: Translate
) -> None:
    locked = workbook.add_format({"text_wrap": True, "valign": "top", "bg_color": "#F3F3F4", "border": 1})
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    look = {"text_wrap": True, "valign": "top", "border": 1, "locked": False}
    # As text, so that a line that begins with "-" is no formula and "2018-05" no day.
    text = workbook.add_format(look | {"num_format": "@"})
    day = workbook.add_format(look | {"num_format": "yyyy-mm-dd"})
    told = title + ". " + _("Made {day}.").format(day=form.made)
    if form.passport.demo:
        told = _("DEMONSTRATION") + " · " + told
    sheet.write_string(0, 0, told, workbook.add_format({"bold": True}))
    first, last = HEADER_ROW, HEADER_ROW + len(form.lines) - 1
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, _WIDTHS[column])
    for row, line in enumerate(form.lines, start=first):
        for at, content in enumerate((line.initiative, line.title, line.deadline, line.last)):
            sheet.write_string(row, at, content, locked)
        for column in FILLED:
            sheet.write_blank(row, COLUMNS.index(column), None, day if column == "effective_on" else text)
        for column, rule in _rules(form, line.initiative, _).items():
            sheet.data_validation(row, COLUMNS.index(column), row, COLUMNS.index(column), rule)
    sheet.add_table(
        HEADER_ROW - 1,
        0,
        last,
        len(COLUMNS) - 1,
        {
            "name": "Report",
            "title": title,
            "description": _("One row for each initiative. Fill in the columns from “Status now” on."),
            "autofilter": False,
            "style": None,
            "columns": [{"header": heading, "header_format": head} for heading in _headings(_).values()],
        },
    )
    sheet.ignore_errors({"number_stored_as_text": f"A{first + 1}:A{last + 1}"})
    sheet.freeze_panes(HEADER_ROW, 2)
    sheet.repeat_rows(HEADER_ROW - 1)
    _print_on_a4(sheet, told)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.activate()
    sheet.set_selection(first, COLUMNS.index("status"), first, COLUMNS.index("status"))


def _rules(form: Form, initiative: str, _: Translate) -> dict[str, dict[str, Any]]:
    """What a spreadsheet program lets pass in each field, and what it says of the rest. We look again anyway."""
    before = form.passport.sent[initiative].status is not None
    choices = len(form.statuses) + (1 if before else 0)
    first = 1 if before else 2  # "unchanged" stands above the others
    letter = chr(ord("A") + _CHOICES)
    long = {
        "validate": "length",
        "criteria": "<=",
        "value": MAX_TEXT,
        "error_title": _("Too long"),
        "error_message": _("A field holds at most {limit} characters. Shorten the text.").format(
            limit=MAX_TEXT
        ),
    }
    return {
        "status": {
            "validate": "list",
            "source": f"='{FORM_SHEET}'!${letter}${first}:${letter}${first + choices - 1}",
            "error_title": _("Not a status"),
            "error_message": _("Choose a status from the list. Leave it empty to report nothing."),
        },
        "effective_on": {
            "validate": "date",
            "criteria": ">=",
            "value": form.earliest,
            "input_title": _("The day it holds from"),
            "input_message": _("Write it as 2018-12-31. For completed: the day of completion. Empty: today."),
            "error_title": _("Not a day"),
            "error_message": _("Write a day within the strategy’s period or later, as 2018-12-31."),
        },
        **dict.fromkeys(("done_since_last", "next_step", "obstacle", "help_needed", "comment"), long),
        "expected_completion": {
            "validate": "length",
            "criteria": "<=",
            "value": _LONGEST_DATE,
            "input_title": _("Expected completion"),
            "input_message": _(
                "Write 2018, 2018-H1, 2018-Q3, 2018-05 or 2018-05-31. Empty: as last reported. A new one needs "
                "a comment."
            ),
            "error_title": _("Not a date"),
            "error_message": _("Write 2018, 2018-H1, 2018-Q3, 2018-05 or 2018-05-31."),
        },
        "evidence_url": long
        | {
            "value": MAX_LINK,
            "error_message": _("A link holds at most {limit} characters.").format(limit=MAX_LINK),
            "input_title": _("Link to evidence"),
            "input_message": _("A public page that begins with https://"),
        },
    }


def _write_instructions(
    workbook: xlsxwriter.Workbook, sheet: Worksheet, form: Form, title: str, _: Translate
) -> None:
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 90)
    sheet.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 14}))
    lines = [
        _("Go to the sheet “{sheet}”. There is one row for each initiative.").format(sheet=_("Report")),
        _("In each row you report on, choose a status. “{unchanged}” repeats what was reported last.").format(
            unchanged=form.unchanged
        ),
        _("Rows you leave empty are not reported. The grey cells are locked."),
        _(
            "Without a day in “{column}”, the report holds from the day it is recorded. Where it repeats that the "
            "initiative is completed or discontinued, it holds from the same day as before."
        ).format(column=_headings(_)["effective_on"]),
        _("Without an expected completion, the one reported last stays."),
        _(
            "A comment is needed when an initiative is discontinued, when its deadline has passed and it is not "
            "completed, and when the expected completion is new."
        ),
        _(
            "Type values, not formulas. Do not add, move or merge columns. Notes and other sheets are not read."
        ),
        _("Save the file as an Excel workbook (.xlsx), without a password."),
        _("Send it back to the one who sent it to you."),
    ]
    if form.last_day:
        lines.append(_("The last day of this round is {day}.").format(day=form.last_day))
    if form.passport.demo:
        lines.insert(0, _("This is a demonstration. Every report shown here is invented."))
    for row, line in enumerate(lines, start=2):
        sheet.write_string(row, 0, line, wrapped)
    _print_on_a4(sheet, title)
    sheet.protect("")


def _write_passport(sheet: Worksheet, report: str, form: Form, headings: dict[str, str]) -> None:
    passport = form.passport
    rows: list[tuple[str, ...]] = [
        ("format", str(FORMAT)),
        ("id", passport.id),
        ("strategy", passport.strategy),
        ("body", passport.body),
        ("made_at", passport.made_at.isoformat()),
        ("language", passport.language),
        ("demonstration", "yes" if passport.demo else "no"),
        ("sheet", report),
        *(("column", column, heading) for column, heading in headings.items()),
        *(
            ("initiative", initiative, str(sent.revision), sent.status or "")
            for initiative, sent in passport.sent.items()
        ),
    ]
    for at, row in enumerate(rows):
        for column, content in enumerate(row):
            sheet.write_string(at, column, content)
    for at, word in enumerate((form.unchanged, *form.statuses)):
        sheet.write_string(at, _CHOICES, word)
    sheet.protect("")
    sheet.very_hidden()


def _print_on_a4(sheet: Worksheet, told: str) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header("&L" + told[:120].replace("&", "&&"))  # 255 characters at most
    sheet.set_footer("&R&P / &N")


def _in_language(workbook: bytes, language: str) -> bytes:
    """The workbook with its language among its properties, which XlsxWriter has no word for."""
    end = b"</cp:coreProperties>"
    told = f"<dc:language>{language}</dc:language>".encode()
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                content = content.replace(end, told + end)
            new.writestr(part, content)
    return buffer.getvalue()
