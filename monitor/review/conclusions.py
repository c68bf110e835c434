"""Which conclusions of committees stand as of a day, and which decisions they answer."""

from collections.abc import Collection, Iterable
from datetime import date

from monitor.reporting.conclusions import Concluded, answer_to, in_force
from monitor.reporting.events import EventKind, LogEntry
from monitor.reporting.log import StatusLog, Wanted
from monitor.review.submissions import numbered


def standing(log: StatusLog, initiatives: Collection[str], *, as_of: date) -> dict[str, list[Concluded]]:
    """The conclusions on each initiative that stand on a day, by the day of the meeting; none, and it is left out."""
    if not initiatives:
        return {}
    wanted = Wanted(initiatives=frozenset(initiatives), kinds=frozenset({EventKind.CONCLUSION}))
    conclusions = log.find(wanted, known_by=as_of)
    about = {entry.refers_to for entry in conclusions if entry.refers_to is not None}
    # Whenever it was recorded by the clock of its machine, it was there before what refers to it.
    asked = numbered(log, about)
    found: dict[str, list[Concluded]] = {}
    for each in in_force([*asked, *conclusions], as_of=as_of, known_by=as_of):
        found.setdefault(each.conclusion.initiative, []).append(each)
    return found


def answers(log: StatusLog, reports: Iterable[LogEntry], *, as_of: date) -> dict[str, Concluded]:
    """What was concluded on the decisions that reports in force ask for, by initiative; an open one is left out."""
    asking = {report.initiative: report for report in reports if report.decision is not None}
    concluded = standing(log, asking, as_of=as_of)
    found = {id_: answer_to(report, concluded.get(id_, ())) for id_, report in asking.items()}
    return {id_: answer for id_, answer in found.items() if answer is not None}
