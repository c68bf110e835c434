"""What went wrong, in the reader's words: which thing, what is wrong with it, what is possible."""

from datetime import date

from monitor.access.actions import Action
from monitor.errors import MonitorError
from monitor.reporting.events import LogEntry
from monitor.show import (
    api_refusals,
    conclusion_refusals,
    database_refusals,
    edition_refusals,
    export_refusals,
    protection_refusals,
)
from monitor.show.quotes import filled
from monitor.show.roles import action_word
from monitor.show.vocabulary import event_kind_word, status_word
from monitor.show.words import Words


def sentence(error: MonitorError, _: Words) -> str:
    """One or two sentences for a reader. An unforeseen code says that nothing was changed and whom to ask."""
    templates = {
        "unknown_initiative": _("There is no initiative {initiative} in the strategy."),
        "unknown_body": _("The body {body} is not in the catalogue; choose one from the list."),
        "effective_in_future": _("The day it holds from lies ahead; choose today or an earlier day."),
        "text_too_long": _("The text in “{field}” is too long: {length} characters of at most {limit}."),
        "text_invalid": _(
            "The text in “{field}” holds a character that cannot be shown safely (no. {position}, {codepoint}); "
            "remove it."
        ),
        "comment_required": _comment_reason(error, _),
        "correction_unexplained": _(
            "Initiative {initiative}: the comment is still the one that is corrected. Say why it is corrected."
        ),
        "text_missing": _("The field “{field}” is blank; write something."),
        "same_deadline": _("Initiative {initiative}: this is the deadline already; choose another."),
        "deadline_before_decision": _(
            "Initiative {initiative}: the new deadline lies before the day it was decided; choose a later one."
        ),
        "unknown_entry": _("Initiative {initiative} has no such entry in the log; reload the page."),
        "illegal_move": _(
            "Initiative {initiative}: this cannot be done with the entry as it now stands; reload the page to see why."
        ),
        "not_asked": _("{body} was not asked here, and cannot answer, be reminded or be given more time."),
        "ticked_and_disagreed": _(
            "Initiative {initiative}: it is ticked to be confirmed, but “Disagree” is chosen. Keep one of the two."
        ),
        "not_an_original": _(
            "Initiative {initiative}: this entry is a correction; correct the report that it corrects."
        ),
        "correction_of_another_kind": _(
            "Initiative {initiative}: a correction is of the same kind as what it corrects."
        ),
        "nothing_to_redact": _("Initiative {initiative}: there is no text to remove in the field you chose."),
        "round_ends_before_it_opens": _("The round ends before it opens; choose a later last day."),
        "round_exists": _("There is a round of that name already; choose another name."),
        "unknown_round": _("There is no such round; open it first."),
        "more_time_invalid": _(
            "{body} cannot be given this time: the new last day must come after the one it has, and that day must "
            "not be over."
        ),
        "day_over": _("{day} is over; choose today or a later day."),
        "day_too_far": _("{day} lies more than a year ahead, which cannot be undone; choose an earlier day."),
        "round_day_unreadable": _("“{field}”: “{said}” is no day we can use; write it as 2026-10-15."),
        "nobody_chosen": _("Choose at least one body."),
        "link_invalid": _link_reason(error, _),
        "decision_incomplete": _("Say what is to be decided, and by whom."),
        **conclusion_refusals.sentences(_),
        "key_reused": _(
            "This form was already recorded with other content; reload the page to report again."
        ),
        "stale_revision": _stale(error, _),
        "status_missing": _("Initiative {initiative}: choose a status."),
        "effective_too_early": _(
            "It cannot hold from a day before the strategy's period, which began {earliest}; choose a later day."
        ),
        "not_its_initiative": _(
            "{body} neither answers for initiative {initiative} nor carries it out; choose another body."
        ),
        "expected_in_past": _(
            "Initiative {initiative}: the expected completion lies before the day of the report."
        ),
        "decision_day_past": _("The day by which the decision is needed has passed; choose a later one."),
        "decision_day_unreadable": _(
            "“{said}” is no day we can use for the decision; write it as 2027-03-01."
        ),
        "day_unreadable": _(
            "“{said}” is no day we can use; write one between the start of the strategy and today, as 2018-12-31."
        ),
        "day_left_out": _(
            "“{label}”: “{said}” is no day we can use and was left out; what is shown is not limited by it. Write a "
            "day between the start of the strategy and today, as 2018-12-31."
        ),
        "day_after_shown": _(
            "{day} comes after {shown}, the day the pages are read as of. Choose that day or an earlier one."
        ),
        "days_reversed": _(
            "The first day, {first}, comes after the last, {last}. Choose an earlier first day or a later last one."
        ),
        "date_unreadable": _(
            "“{said}” is no date we can use; write 2018, 2018-H1, 2018-Q3, 2018-05 or 2018-05-31."
        ),
        "day_missing": _("Write the day it holds from, as 2018-12-31."),
        "deadline_missing": _(
            "Initiative {initiative}: write the new deadline, as 2018, 2018-H1, 2018-Q3, 2018-05 or 2018-05-31."
        ),
        "text_not_chosen": _("Choose the text that is to be removed."),
        "faulty_files": _faulty(error, _),
        "id_invalid": _("This form cannot be used any more; reload the page and report again."),
        **database_refusals.sentences(_),
        **edition_refusals.sentences(_),
        **protection_refusals.sentences(_),
        **export_refusals.sentences(error, _),
        **api_refusals.sentences(error, _),
        "sign_in_expired": _(
            "You signed in too long ago. Sign in again; drafts are kept, and you come back to this page."
        ),
        "signed_out": _("You have signed out, here or somewhere else. Sign in again to go on."),
        "sign_in_failed": _(
            "You were not signed in. Try again; if that does not help, ask whoever runs the dashboard."
        ),
        "sign_in_unavailable": _("Nobody can sign in to this server; start it with `make run`."),
        "not_this_machine": _(
            "Nobody signs in here, so only the machine that runs the dashboard may read it."
        ),
        "not_signed_in": _("Only those who are signed in may {action}."),
        "not_allowed": _(
            "Your roles do not let you {action}. Nothing was changed; whoever grants roles can give you one that does."
        )
        if not error.fields.get("body")
        else _(
            "Your roles do not let you {action} for {body}. Nothing was changed; whoever grants roles can give you one "
            "that does."
        ),
        "not_for_you": _(
            "Your roles do not let you {action}. Whoever grants roles can give you one that does."
        ),
        "no_longer_allowed": _(
            "Your roles no longer let you {action}. Nothing was recorded, and drafts that were saved are kept. Whoever "
            "grants roles can give you one that does."
        ),
        "unknown_user": _("Nobody with the id {user} has signed in; ask them to sign in once."),
        "not_granted": _("That role is not held any more; reload the page."),
        "last_admin": _("This is the last administrator; grant the role to somebody else first."),
        "body_missing": _("That role is granted for one body; choose it."),
        "body_not_needed": _("That role is not granted for a body; choose none."),
        "token_refused": _("The token is not one of ours, is revoked, or is over; ask for a new one."),
    }
    template = templates.get(error.code) or _(
        "The database cannot be used ({code}). Nothing was changed. The server's start-up message names the file and "
        "the remedy."
    )
    fields = {**error.fields, "code": error.code}
    if error.code == "stale_revision":
        fields |= _of_the_newer(error, _)
    if "field" in fields:
        fields["field"] = field_label(str(fields["field"]), _)
    if isinstance(action := fields.get("action"), Action):
        fields["action"] = action_word(action, _)
    if isinstance(most := fields.get("most"), int):
        fields["most"] = _.number(most)
    for name, value in fields.items():
        if isinstance(value, date):
            fields[name] = _.day(value)
    return filled(template, fields, _)


def place(error: MonitorError, _: Words) -> str:
    """The label of the field that a refusal is about; "" where it is about none, or about the whole report."""
    field = _PLACES.get(error.code) or str(error.fields.get("field", ""))
    label = field_label(field, _)
    return label if label != field else ""  # a field that no form shows has no label


_PLACES = {
    "status_missing": "status",
    "comment_required": "comment",
    "day_unreadable": "effective_on",
    "effective_in_future": "effective_on",
    "effective_too_early": "effective_on",
    "date_unreadable": "expected_completion",
    "expected_in_past": "expected_completion",
    "decision_day_unreadable": "decision_by",
    "decision_day_past": "decision_by",
    "not_its_initiative": "acting_for",
}


def field_label(field: str, _: Words) -> str:
    """The label of a field of the report form."""
    return {
        "done_since_last": _("Done since last"),
        "next_step": _("Next step"),
        "obstacle": _("Obstacle"),
        "help_needed": _("Help needed"),
        "comment": _("Comment"),
        "decision_what": _("What is to be decided"),
        "decision_of": _("By whom"),
        "status": _("Status"),
        "effective_on": _("Holds from"),
        "expected_completion": _("Expected completion"),
        "decision_by": _("By when"),
        "concluded": _("What was concluded"),
        "task_what": _("What is to be done"),
        "needs_decision": _("Needs a decision"),
        "case_number": _("Case number"),
        "access_ground": _("Exempt from public access under"),
        "milestone": _("Milestone"),
        "acting_for": _("Body you report for"),
        "evidence_url": _("Link to evidence"),
        "title": _("Title of the round"),
        "opens": _("First day"),
        "closes": _("Last day"),
        "due": _("New last day"),
        "contact": _("Contact"),
        "deputy": _("Deputy"),
    }.get(field, field)


def _comment_reason(error: MonitorError, _: Words) -> str:
    return {
        "discontinued": _("Initiative {initiative}: a comment is needed when an initiative is discontinued."),
        "corrected": _("Initiative {initiative}: a correction says why it is made."),
        "deadline_revised": _("Initiative {initiative}: a new deadline comes with its reason."),
        "disagreed": _("Initiative {initiative}: a disagreement says why."),
        "withdrawn": _("Initiative {initiative}: a withdrawal says why."),
        "redacted": _("Initiative {initiative}: a removal of text says why."),
        "concluded": _("Initiative {initiative}: write what the committee concluded."),
        "unchanged_twice": _(
            "Initiative {initiative}: it was reported unchanged twice without a word. Write a sentence this time: "
            "what was done, what comes next, or why nothing has changed."
        ),
        "deadline_passed": _(
            "Initiative {initiative}: a comment is needed, since the deadline has passed and it is not completed."
        ),
    }.get(
        str(error.fields.get("reason")),
        _("Initiative {initiative}: a comment is needed when the expected completion is new."),
    )


def _faulty(error: MonitorError, _: Words) -> str:
    place = _("{file}, line {line}") if error.fields.get("line") else "{file}"
    return (
        _("A file of the strategy cannot be used:")
        + f" {place}. "
        + _("Whoever maintains it finds every fault with “python -m monitor validate”.")
    )


def _link_reason(error: MonitorError, _: Words) -> str:
    reason = {
        "missing": _("The link to evidence is missing."),
        "too_long": _("The link to evidence is too long."),
        "characters": _("The link to evidence holds a space or another sign that links cannot hold."),
        "scheme": _("The link to evidence does not begin with https://."),
        "user": _("The link to evidence holds a user name or a password."),
        "host": _("The link to evidence names no web site."),
    }.get(str(error.fields.get("reason")), _("The link to evidence cannot be read."))
    return f"{reason} " + _("A link looks like https://www.example.no/report.")


def _stale(error: MonitorError, _: Words) -> str:
    if not isinstance(error.fields.get("entry"), LogEntry):
        return _(
            "Initiative {initiative} was reported on while you wrote. Read the new report, then record again."
        )
    return _(
        "Initiative {initiative} was reported on while you wrote: {status}, recorded {moment} for {body}. "
        "Your text is kept; read the new report, then record again."
    )


def _of_the_newer(error: MonitorError, _: Words) -> dict[str, object]:
    """What `_stale` tells of the entry that was recorded meanwhile; nothing where it is not known."""
    entry = error.fields.get("entry")
    if not isinstance(entry, LogEntry):
        return {}
    return {
        "status": event_kind_word(entry.kind, _) if entry.status is None else status_word(entry.status, _),
        "moment": _.moment(entry.recorded_at),
        "body": entry.acting_for,
    }
