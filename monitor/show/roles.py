"""The words for roles and for what they let one do."""

from monitor.access.actions import Action
from monitor.access.grants import Verb
from monitor.access.roles import Role
from monitor.show.words import Words


def role_word(role: Role, _: Words) -> str:
    """A role."""
    return {
        Role.READER: _("Reader"),
        Role.ANALYST: _("Analyst"),
        Role.DIRECTORATE: _("Directorate"),
        Role.SECRETARIAT: _("Secretariat"),
        Role.MINISTRY: _("Ministry"),
        Role.COMMITTEE: _("Committee"),
        Role.ADMIN: _("Administrator"),
    }[role]


def role_meaning(role: Role, _: Words) -> str:
    """What a role lets one do, in one sentence."""
    return {
        Role.READER: _("Reads what is published."),
        Role.ANALYST: _("Reads what is submitted and the rounds, too, and takes lists along as files."),
        Role.DIRECTORATE: _("Reports and answers for its own body (a ministry that reports, too)."),
        Role.SECRETARIAT: _("Reports for every body, and runs the rounds."),
        Role.MINISTRY: _("Answers for its own body."),
        Role.COMMITTEE: _(
            "Records what a committee concluded. Reads what is submitted and the rounds, too, and takes extracts along."
        ),
        Role.ADMIN: _("Grants and revokes roles; reports nothing."),
    }[role]


def verb_word(verb: Verb, _: Words) -> str:
    """What happened to a role."""
    return {Verb.GRANTED: _("Granted"), Verb.REVOKED: _("Revoked")}[verb]


def action_word(action: Action, _: Words) -> str:
    """An action, as it stands after "you may not"."""
    return {
        Action.READ_STATUS: _("read the pages"),
        Action.READ_PENDING: _("read what is not published yet"),
        Action.READ_EXEMPT: _("read what is exempt from public access"),
        Action.READ_ROUNDS: _("read the rounds"),
        Action.READ_CONTACTS: _("read the names of contacts"),
        Action.EXPORT_LOG: _("take entries of the log along as a file"),
        Action.EXPORT_ROUND: _("take the extract of a round along as a file"),
        Action.KEEP_DRAFTS: _("keep drafts"),
        Action.REPORT: _("report a status"),
        Action.REVISE_DEADLINE: _("record a new deadline"),
        Action.RECORD_MILESTONE: _("record a milestone"),
        Action.ADD_EVIDENCE: _("record evidence"),
        Action.ANSWER: _("answer"),
        Action.CORRECT: _("correct an entry"),
        Action.WITHDRAW: _("withdraw an entry"),
        Action.REMOVE_PERSONAL_DATA: _("remove personal data"),
        Action.CONCLUDE: _("record what a committee concluded"),
        Action.OPEN_ROUND: _("open a round"),
        Action.ASK_BODY: _("ask bodies"),
        Action.REMIND_BODY: _("remind bodies"),
        Action.GIVE_TIME: _("give more time"),
        Action.IMPORT_FIGURES: _("import figures"),
        Action.READ_PEOPLE: _("read who has which role"),
        Action.GRANT_ROLE: _("grant roles"),
        Action.REVOKE_ROLE: _("revoke roles"),
        Action.ERASE_PERSON: _("erase names"),
        Action.MAKE_TOKEN: _("make tokens"),
        Action.REVOKE_TOKEN: _("revoke tokens"),
    }[action]
