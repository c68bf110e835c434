"""Everything that can be asked for: every write, and every read that is not for everybody."""

from enum import StrEnum
from typing import Final


class Action(StrEnum):
    """One thing a person may or may not do."""

    READ_STATUS = "read_status"
    """Read the strategy, the indicators, and what is published."""
    READ_PENDING = "read_pending"
    """Read what is submitted and not published yet, and what is said of it."""
    READ_EXEMPT = "read_exempt"
    """Read the words of what is exempt from public access."""
    READ_ROUNDS = "read_rounds"
    """Read the rounds: their days, who was asked, who has reported."""
    READ_CONTACTS = "read_contacts"
    """Read whom a body named as its contact in a round."""
    EXPORT_LOG = "export_log"
    """Take entries of the log along as a file."""
    EXPORT_ROUND = "export_round"
    """Take the extract of a round along as a file."""
    KEEP_DRAFTS = "keep_drafts"
    """Keep, read and discard one's own drafts."""
    REPORT = "report"
    """Report a status on behalf of a body, on a form or with its workbook."""
    REVISE_DEADLINE = "revise_deadline"
    """Record a new deadline on behalf of a body."""
    RECORD_MILESTONE = "record_milestone"
    """Record that a milestone was reached, on behalf of a body."""
    ADD_EVIDENCE = "add_evidence"
    """Record evidence on behalf of a body."""
    ANSWER = "answer"
    """Confirm, or disagree, on behalf of a body that was asked."""
    CORRECT = "correct"
    """Correct what was recorded for a body."""
    WITHDRAW = "withdraw"
    """Withdraw what was recorded for a body."""
    REMOVE_PERSONAL_DATA = "remove_personal_data"
    """Remove a text that holds personal data from an entry recorded for a body."""
    CONCLUDE = "conclude"
    """Record what a committee concluded; the body here is the committee."""
    OPEN_ROUND = "open_round"
    """Open a reporting round."""
    ASK_BODY = "ask_body"
    """Ask a body to report in a round."""
    REMIND_BODY = "remind_body"
    """Remind a body that was asked."""
    GIVE_TIME = "give_time"
    """Give a body more time in a round."""
    IMPORT_FIGURES = "import_figures"
    """Import figures from outside, and accept what they change."""
    READ_PEOPLE = "read_people"
    """Read who has signed in, who has which role, and which tokens there are."""
    GRANT_ROLE = "grant_role"
    """Grant a role to a person."""
    REVOKE_ROLE = "revoke_role"
    """Take a role from a person."""
    ERASE_PERSON = "erase_person"
    """Erase a person's name and e-mail address."""
    MAKE_TOKEN = "make_token"  # noqa: S105 - the name of an action
    """Make a token for a program."""
    REVOKE_TOKEN = "revoke_token"  # noqa: S105 - the name of an action
    """Revoke a token."""


FOR_A_BODY: Final = frozenset(
    {
        Action.READ_CONTACTS,
        Action.REPORT,
        Action.REVISE_DEADLINE,
        Action.RECORD_MILESTONE,
        Action.ADD_EVIDENCE,
        Action.ANSWER,
        Action.CORRECT,
        Action.WITHDRAW,
        Action.REMOVE_PERSONAL_DATA,
        Action.CONCLUDE,
    }
)
"""The actions that are about one body. Whoever asks for one has to say which."""
