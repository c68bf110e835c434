"""What makes a report acceptable. The screen asks `may_report`; the writer insists, `check_may_report`."""

import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from monitor.catalogue.dates import PartialDate
from monitor.errors import Refused
from monitor.reporting.events import LogEntry, NewReport, texts_of
from monitor.reporting.status import Status

MAX_TEXT: Final = 4000
"""Longest free text of one field, in characters."""

MAX_LINK: Final = 2000
"""Longest link to evidence, in characters."""

MAX_ID: Final = 200
"""Longest key or pseudonymous id, in characters."""

# Embeddings, overrides and isolates let a text show in another order than it is stored in, so that what a
# reader sees is not what was recorded. The plain direction marks do no such thing and stay allowed.
_BIDI: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_IN_A_LINK: Final = frozenset('\\<>"^`{|}')


def objections(
    report: NewReport,
    *,
    initiative_ids: Collection[str],
    body_ids: Collection[str],
    deadline: PartialDate | None,
    previous: LogEntry | None,
    today: date,
) -> Iterator[Refused]:
    """Yield everything that stands against a report, so that a form can show all of it at once.

    `deadline` is the deadline in force of the initiative, `previous` the report this one follows. Both may be
    `None`. The codes are `unknown_initiative`, `unknown_body`, `id_invalid`, `effective_in_future`,
    `text_too_long`, `text_invalid`, `comment_required`, `link_invalid` and `decision_incomplete`.
    """
    if report.initiative not in initiative_ids:
        yield Refused(
            "unknown_initiative",
            f"There is no initiative {report.initiative!r} in the strategy.",
            initiative=report.initiative,
        )
    if report.acting_for not in body_ids:
        yield _unknown_body(report, "acting_for", report.acting_for)
    for field in ("idempotency_key", "recorded_by"):
        yield from _id_objections(report, field)
    if report.effective_on > today:
        yield Refused(
            "effective_in_future",
            f"A report cannot hold from {report.effective_on}, which lies ahead; choose {today} or earlier.",
            initiative=report.initiative,
            effective_on=report.effective_on,
            today=today,
        )
    for field, text in texts_of(report).items():
        yield from _text_objections(report, field, text or "")
    if not report.comment.strip() and (
        reason := comment_needed(report, deadline=deadline, previous=previous)
    ):
        yield Refused(
            "comment_required",
            f"A comment is needed on initiative {report.initiative}: {_COMMENT_REASONS[reason]}.",
            initiative=report.initiative,
            reason=reason,
        )
    if report.evidence_url is not None and (fault := _link_fault(report.evidence_url)):
        yield Refused(
            "link_invalid",
            f"The link to evidence {_LINK_FAULTS[fault]}; a link looks like https://www.example.no/report.",
            initiative=report.initiative,
            field="evidence_url",
            reason=fault,
        )
    if report.decision is not None:
        if not (report.decision.what or "").strip() or not report.decision.of:
            yield Refused(
                "decision_incomplete",
                "A report that needs a decision says what is to be decided and by which body.",
                initiative=report.initiative,
                field="decision_what" if report.decision.of else "decision_of",
            )
        elif report.decision.of not in body_ids:
            yield _unknown_body(report, "decision_of", report.decision.of)


def check_may_report(
    report: NewReport,
    *,
    initiative_ids: Collection[str],
    body_ids: Collection[str],
    deadline: PartialDate | None,
    previous: LogEntry | None,
    today: date,
) -> None:
    """Raise the first of the `objections` to a report, or return when there is none."""
    for objection in objections(
        report,
        initiative_ids=initiative_ids,
        body_ids=body_ids,
        deadline=deadline,
        previous=previous,
        today=today,
    ):
        raise objection


def may_report(
    report: NewReport,
    *,
    initiative_ids: Collection[str],
    body_ids: Collection[str],
    deadline: PartialDate | None,
    previous: LogEntry | None,
    today: date,
) -> bool:
    """Say whether `check_may_report` would accept a report."""
    try:
        check_may_report(
            report,
            initiative_ids=initiative_ids,
            body_ids=body_ids,
            deadline=deadline,
            previous=previous,
            today=today,
        )
    except Refused:
        return False
    return True


def comment_needed(
    report: NewReport, *, deadline: PartialDate | None, previous: LogEntry | None
) -> str | None:
    """Return why a report needs a comment, or `None` when it needs none.

    The reasons are `discontinued`, `deadline_passed` (the last day of the deadline in force lies before the
    effective day and the initiative is not completed) and `new_expected_completion` (another expected
    completion than the report before, a dropped one included). A first report has nothing to differ from,
    and a completed initiative needs no expected completion any more.
    """
    if report.status is Status.DISCONTINUED:
        return "discontinued"
    if (
        deadline is not None
        and deadline.last_day < report.effective_on
        and report.status is not Status.COMPLETED
    ):
        return "deadline_passed"
    if previous is not None and report.expected_completion != previous.expected_completion:
        dropped_on_completion = report.status is Status.COMPLETED and report.expected_completion is None
        return None if dropped_on_completion else "new_expected_completion"
    return None


_COMMENT_REASONS: Final = {
    "discontinued": "it is reported as discontinued",
    "deadline_passed": "its deadline has passed and it is not completed",
    "new_expected_completion": "its expected completion differs from the report before",
}


def _unknown_body(report: NewReport, field: str, body: str) -> Refused:
    return Refused(
        "unknown_body",
        f"There is no body {body!r} in the strategy.",
        initiative=report.initiative,
        field=field,
        body=body,
    )


def _id_objections(report: NewReport, field: str) -> Iterator[Refused]:
    value: str = getattr(report, field)
    if not 1 <= len(value) <= MAX_ID or not value.isprintable() or value != value.strip():
        yield Refused(
            "id_invalid",
            f"The field {field} must hold 1 to {MAX_ID} printable characters without spaces around them.",
            initiative=report.initiative,
            field=field,
            limit=MAX_ID,
        )


def _text_objections(report: NewReport, field: str, text: str) -> Iterator[Refused]:
    if len(text) > MAX_TEXT:
        yield Refused(
            "text_too_long",
            f"The text in {field} has {len(text)} characters; the most that is kept is {MAX_TEXT}.",
            initiative=report.initiative,
            field=field,
            length=len(text),
            limit=MAX_TEXT,
        )
    for position, char in enumerate(text, start=1):
        if kind := _forbidden(char):
            yield Refused(
                "text_invalid",
                f"Character {position} of the text in {field} is {_KINDS[kind]}: remove U+{ord(char):04X}.",
                initiative=report.initiative,
                field=field,
                kind=kind,
                position=position,
                codepoint=f"U+{ord(char):04X}",
            )
            return


_KINDS: Final = {
    "control": "an invisible control character",
    "surrogate": "half of a character, which cannot be stored",
    "bidi": "a mark that turns the direction of the text around",
}


def _forbidden(char: str) -> str | None:
    if char in "\n\t":
        return None
    if char in _BIDI:
        return "bidi"
    return {"Cc": "control", "Cs": "surrogate"}.get(unicodedata.category(char))


_LINK_FAULTS: Final = {
    "too_long": f"has more than {MAX_LINK} characters",
    "characters": "holds a space or another character that links cannot hold",
    "unreadable": "has an address or a port that cannot be read",
    "scheme": "does not begin with https://",
    "user": "holds a user name or a password",
    "host": "names no web site",
}


def _link_fault(link: str) -> str | None:
    """Return the key in `_LINK_FAULTS` of what is wrong with a link, or `None`."""
    if len(link) > MAX_LINK:
        return "too_long"
    # Looked for before the link is taken apart, because urlsplit drops line breaks and tabs in silence, and
    # because browsers read a backslash as a slash.
    if any(char.isspace() or _forbidden(char) or char in _NOT_IN_A_LINK for char in link):
        return "characters"
    try:
        parts = urlsplit(link)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "unreadable"
    if not link.lower().startswith("https://"):
        return "scheme"
    if "@" in parts.netloc:
        return "user"
    return None if _is_host(host) and port != 0 else "host"


def _is_host(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    return all(
        label and label[0] != "-" and label[-1] != "-" and label.replace("-", "").isalnum()
        for label in labels
    )
