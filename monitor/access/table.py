"""The matrix as a page for people, made from the one table."""

from typing import Final

from monitor.access.actions import Action
from monitor.access.matrix import MATRIX, Scope
from monitor.access.roles import Role

_ROLES: Final = {
    Role.READER: "Reads what is published",
    Role.ANALYST: "Reads what is submitted and the rounds, too, and takes lists along as files",
    Role.DIRECTORATE: "Reports, corrects and answers for its own body; for every body that reports, a ministry as well",
    Role.SECRETARIAT: "Reports for every body, runs the rounds and imports figures; answers for nobody",
    Role.MINISTRY: "Answers for its own body",
    Role.COMMITTEE: "Records conclusions; reads what is submitted and the rounds, too, and takes extracts along",
    Role.ADMIN: "Grants and revokes roles, makes tokens and imports figures; reports nothing",
}
_ACTIONS: Final = {
    Action.READ_STATUS: "Read the strategy, the indicators and what is published",
    Action.READ_PENDING: "Read what is submitted and not published, or was withdrawn before it was",
    Action.READ_EXEMPT: "Read the words of what is exempt from public access; for others a dash stands there",
    Action.READ_ROUNDS: "Read the rounds: who was asked, what is missing",
    Action.READ_CONTACTS: "Read whom a body named as contact in a round",
    Action.EXPORT_LOG: "Take entries of the log, or changes between two days, along as a file",
    Action.EXPORT_ROUND: "Take the extract of a round along",
    Action.KEEP_DRAFTS: "Keep, read and discard one's own drafts; nobody reads another's",
    Action.REPORT: "Report a status, on a form or with the body's workbook",
    Action.REVISE_DEADLINE: "Record a new deadline",
    Action.RECORD_MILESTONE: "Record a milestone",
    Action.ADD_EVIDENCE: "Record evidence",
    Action.ANSWER: "Confirm or disagree",
    Action.CORRECT: "Correct an entry",
    Action.WITHDRAW: "Withdraw an entry",
    Action.REMOVE_PERSONAL_DATA: "Remove personal data from an entry",
    Action.CONCLUDE: "Record what a committee concluded",
    Action.OPEN_ROUND: "Open a round",
    Action.ASK_BODY: "Ask a body in a round",
    Action.REMIND_BODY: "Remind a body in a round",
    Action.GIVE_TIME: "Give a body more time in a round",
    Action.IMPORT_FIGURES: "Import figures of indicators, and accept what they change",
    Action.READ_PEOPLE: "Read who has signed in, the roles, and the list of tokens",
    Action.GRANT_ROLE: "Grant a role",
    Action.REVOKE_ROLE: "Revoke a role",
    Action.ERASE_PERSON: "Erase a person's name and e-mail address",
    Action.MAKE_TOKEN: "Make a token",
    Action.REVOKE_TOKEN: "Revoke a token",
}
_CELLS: Final = {None: "–", Scope.OWN: "own body", Scope.ANY: "yes"}


def as_markdown() -> str:
    """Return docs/roles.md: what each role is, and the matrix of role and action."""
    lines = [
        "# Roles: who may do what",
        "",
        "Made from the table in `monitor/access/matrix.py` by `scripts/roles`; a test fails when it is stale. What is "
        "not in the",
        "table is refused, below the pages, at every write and every restricted read, by the roles that are held at "
        "that moment.",
        "",
        "| Role | What it is for |",
        "|---|---|",
        *(f"| {role} | {_ROLES[role]} |" for role in Role),
        "",
        "| Action | " + " | ".join(Role) + " |",
        "|---" * (len(Role) + 1) + "|",
        *(
            f"| {_ACTIONS[action]} | " + " | ".join(_CELLS[MATRIX[action].get(role)] for role in Role) + " |"
            for action in Action
        ),
        "",
        "- **own body**: the body that the role was granted for. `directorate` and `ministry` are granted for one "
        "body; a person can",
        "  hold several. Who corrects, withdraws or removes needs the right for the body that the entry was recorded "
        "for, too.",
        "- Nobody has a role by signing in. With `PUBLIC=1` everybody may do what a reader may, without signing in.",
        "- Where nobody signs in (nothing configured), the one person on that machine holds every role.",
        "- Whoever runs the command line holds the database itself; no role keeps them from it.",
        "- A token for a program carries one role, never `admin`, and ends by itself. It reads at `/api/v1` "
        "(docs/api.md) what that",
        "  role may of what is published: what is submitted is not there, and nothing is written there.",
        "- Nobody publishes what waits for answers: that happens by itself with the last answer, or when the time for "
        "it is up.",
        "- The role `committee` holds for both committees. The strategy prints a secretariat for one of them only, and "
        "says of",
        "  neither who keeps the minutes. So the role `secretariat` records no conclusions: whoever keeps the minutes "
        "is granted",
        "  `committee`, too.",
        "",
    ]
    return "\n".join(lines)
