"""What a workbook from the log says of itself on its last sheet: where it comes from, and what its columns mean."""

from collections.abc import Sequence

from monitor.catalogue.strategy import Catalogue
from monitor.documents.say import Reader

Told = Sequence[tuple[str, str]]
"""Labels, and what stands behind each."""


def about_sheet(
    columns: Sequence[str], rows: int, catalogue: Catalogue, chosen: Told, _: Reader, *, demo: bool
) -> list[tuple[str, str]]:
    """The lines of the sheet; `chosen` is what the page says of its choices, its day and when the file was made."""
    meanings = column_meanings(_)
    return [
        (_("Strategy"), catalogue.strategy.title.wording(_.language).text),
        (
            _("Source"),
            _("The status log of this dashboard, which bodies report to; nothing in it is changed."),
        ),
        (_("Demonstration data"), notice(_) if demo else _("No")),
        *chosen,
        (_("Rows"), str(rows)),
        (
            _("Columns"),
            _(
                "Days are year-month-day. Codes are the same in every language; what they mean stands beside them."
            ),
        ),
        *((column, meanings[column]) for column in columns),
    ]


def notice(_: Reader) -> str:
    """What a file says while the reports are invented."""
    return _("Downloaded from a demonstration; every report in it is invented.")


def column_meanings(_: Reader) -> dict[str, str]:
    """What stands in each column of the files from the log."""
    return {
        "initiative": _("Id of the initiative, as in the strategy"),
        "title": _("Title of the initiative"),
        "number": _("Number of the entry in the log; the first is 1"),
        "recorded_at": _("When the entry was recorded, in Norwegian time with its distance from UTC"),
        "holds_from": _("The day what is said holds from"),
        "kind": _("What the entry is, as a code"),
        "kind_in_words": _("What the entry is, in words"),
        "subject": _("What the entry speaks of, as a code; for a correction, what is corrected"),
        "refers_to": _("Number of the entry that this one corrects, answers, withdraws or removes text from"),
        "status": _("Reported status, as a code"),
        "status_in_words": _("Reported status, in words"),
        "for_body": _("Id of the body on whose behalf it was recorded"),
        "recorded_by": _(
            "Pseudonymous id of who recorded it; “local” is the one person of a dashboard without sign-in"
        ),
        "state": _("How far the entry has come, as a code; empty where that is not asked"),
        "state_in_words": _("How far the entry has come, in words"),
        "published_at": _("When it was published; empty until it is"),
        "corrected_by": _("Number of the correction that stands in its place"),
        "withdrawn_by": _("Number of the withdrawal"),
        "replaced_by": _("Number of the answer or the conclusion that replaced this one"),
        "done_since_last": _("What was done since the last report"),
        "next_step": _("Next step; of a conclusion, what is to be done"),
        "obstacle": _("Obstacle"),
        "help_needed": _("Help needed"),
        "comment": _(
            "Comment; of an answer, a withdrawal, a correction, a new deadline or a removal of text, its reason; of a "
            "conclusion, what was concluded"
        ),
        "decision_what": _("What is to be decided"),
        "decision_of": _("Id of the body or committee that is asked for a decision"),
        "decision_by": _("The day the decision is needed by"),
        "expected_completion": _("Expected completion, as exactly as it is known"),
        "new_deadline": _("The new deadline, as exactly as it is known"),
        "milestone": _("The milestone that was reached"),
        "task_of": _("Who is to do what a committee concluded"),
        "task_until": _("Until when that is to be done"),
        "evidence_url": _("Link to evidence"),
        "answer": _("What a ministry answered, as a code: confirmed or disagreed"),
        "round": _("Id of the round in which the ministries were asked"),
        "asked": _("Ids of the ministries that were asked"),
        "answer_by": _("Last day for their answers when they were asked"),
        "answers": _("What each ministry answered last, with the number of the answer"),
        "not_answered": _("Ids of the ministries that have not answered"),
        "texts_removed": _("Columns whose text was removed from the log"),
        "removed_by": _("Numbers of the entries by which text was removed"),
        "removes": _("Columns from which this entry removes text"),
        "case_number": _("Case number"),
        "access_ground": _("Provision that exempts it from public access"),
        "notice": _("That the row is invented"),
        "since": _("The first of the two days that are compared"),
        "until": _("The last of the two days that are compared"),
        "told_by": _("Where the row comes from: log, or public_record (our reading of public sources)"),
        "status_before": _("Reported status on the first day, as a code"),
        "status_before_in_words": _("Reported status on the first day, in words"),
        "status_after": _("Reported status on the last day, as a code"),
        "status_after_in_words": _("Reported status on the last day, in words"),
        "deadline_before": _("Deadline in force on the first day"),
        "deadline_after": _("Deadline in force on the last day"),
        "text": _("All texts of the entry, a line each, or what the public source says"),
        "published": _("When the public source was published"),
        "publisher": _("Who published the source"),
        "source": _("Title of the source"),
        "url": _("Address of the source"),
    }
