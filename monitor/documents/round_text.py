"""What the extract of a round says, in a reader's language and without a layout: the PDF and the CSV say the same.

An extract is for the archive system of the body that keeps the log. Names of contacts are left out: they are
personal data that can be erased from the log's rounds, and not from a file that has been archived.
"""

from collections.abc import Iterator

from monitor.catalogue.strategy import Catalogue
from monitor.documents.say import Say
from monitor.reporting.events import EventKind, LogEntry
from monitor.reporting.progress import Progress
from monitor.reporting.reasons import comment_is_reason
from monitor.reporting.rounds import StepKind
from monitor.reporting.workflow import State
from monitor.review.rounds import RoundExtract
from monitor.review.submissions import replaced_answers

Pair = tuple[str, str]
"""A label and what stands behind it."""


class RoundText:
    """The words of one extract."""

    def __init__(self, extract: RoundExtract, catalogue: Catalogue, say: Say, *, demo: bool) -> None:
        self.extract = extract
        self.catalogue = catalogue
        self.say = say
        self.demo = demo
        self.progress = {progress.entry.sequence: progress for progress in extract.statements}
        answers = (entry for entry in extract.entries if entry.kind is EventKind.APPROVAL)
        self._replaced = replaced_answers(answers)

    @property
    def title(self) -> str:
        """What the document is."""
        _ = self.say
        return _("Extract of the reporting round “{title}”").format(title=self.extract.now.round.title)

    @property
    def demonstration(self) -> str:
        """That all of it is invented; empty where it is not."""
        _ = self.say
        return _("Demonstration: every report shown here is invented.") if self.demo else ""

    @property
    def notice(self) -> str:
        """What this is, and what it is not."""
        _, last = self.say, self.extract.last
        day = _.day(self.extract.now.as_of)
        if last is None:
            told = _("This is an extract of the log as of {day}, when the log was empty.").format(day=day)
        else:
            told = _(
                "This is an extract of the log as of {day} (last entry no. {number}, digest {digest})."
            ).format(day=day, number=last.sequence, digest=self.extract.digests[last.sequence])
        return f"{told} " + _("It is not the archive; file it in the archive system under its case number.")

    @property
    def notes(self) -> list[str]:
        """How the extract is to be read."""
        _ = self.say
        return [
            _(
                "It holds every statement that was put to the ministries in the round, or recorded from its first day "
                "to the last day that any body was given, and whatever was recorded about these later."
            ),
            _("The names of contacts and deputies are left out, since they are personal data."),
        ]

    def facts(self) -> list[Pair]:
        """What the round is, and what the extract holds."""
        _, now, extract = self.say, self.extract.now, self.extract
        cases = sorted({entry.case_number for entry in extract.entries if entry.case_number})
        exempt = sum(entry.access_ground is not None for entry in extract.entries)
        return [
            (_("Round"), now.round.title),
            (_("Id of the round"), now.round.id),
            (_("First day"), _.day(now.round.opens)),
            (_("Last day"), _.day(now.round.closes)),
            (_("Opened"), _.moment(now.round.opened_at)),
            (_("Extract made"), _.moment(extract.made_at)),
            (_("Entries in the extract"), str(len(extract.entries))),
            (_("Case numbers in it"), ", ".join(cases) or _("none")),
            (_("Entries exempt from public access"), str(exempt)),
        ]

    def asked_columns(self) -> list[str]:
        """The headings over `asked`."""
        _ = self.say
        return [_("Body"), _("Asked"), _("Reminded"), _("More time"), _("Last day"), _("Nothing reported on")]

    def asked(self) -> Iterator[list[str]]:
        """A row for each body that was asked: what was done about it, and what is missing from it."""
        _, round_ = self.say, self.extract.now.round
        for body in self.extract.now.bodies:
            steps = [step for step in round_.steps if step.body == body.asked.body]
            given = [
                _("until {day}, given {moment}").format(
                    moment=_.moment(step.recorded_at), day=_.day(step.due)
                )
                for step in steps
                if step.due is not None
            ]
            yield [
                self.body(body.asked.body),
                "; ".join(_.moment(step.recorded_at) for step in steps if step.kind is StepKind.ASKED),
                "; ".join(_.moment(instant) for instant in body.asked.reminded_at) or _("no"),
                "; ".join(given) or _("no"),
                _.day(body.asked.due),
                ", ".join(initiative.number for initiative in body.missing) or "–",
            ]

    def body(self, body_id: str) -> str:
        """A body by its printed name, as on the pages; by its id where the catalogue has lost it."""
        found = self.catalogue.body.get(body_id)
        if found is None:
            return body_id
        name = found.name_on(self.catalogue.printed_on)
        long = self.say.plain(name.name)
        return (
            f"{long} ({name.abbreviation})" if name.abbreviation and name.abbreviation not in long else long
        )

    def initiative(self, initiative_id: str) -> str:
        """An initiative by number and title; by its id where the catalogue has lost it."""
        found = self.catalogue.initiative.get(initiative_id)
        return f"{found.number} {self.say.plain(found.title)}" if found else initiative_id

    def headline(self, entry: LogEntry) -> str:
        """What an entry is, and what it says in a word."""
        _ = self.say
        said = None
        if entry.status is not None:
            said = _.status(entry.status)
        elif entry.revised_deadline is not None:
            said = _.partial(entry.revised_deadline)
        elif entry.milestone is not None:
            said = entry.milestone
        elif entry.verdict is not None:
            said = _.verdict(entry.verdict)
        return f"{_.kind(entry.kind)}: {said}" if said else _.kind(entry.kind)

    def about(self, entry: LogEntry) -> str:
        """Which entry this one corrects, answers, withdraws or redacts; empty for one that stands by itself."""
        if entry.refers_to is None:
            return ""
        _ = self.say
        return _("no. {sequence}").format(sequence=entry.refers_to)

    def state(self, entry: LogEntry) -> str:
        """How far a statement had come on the day, and through which entry; of an answer, that it came late or was
        replaced; empty for any other entry.
        """
        progress = self.progress.get(entry.sequence)
        if progress is None:
            return self._state_of_answer(entry)
        by = None
        if progress.state is State.WITHDRAWN:
            by = progress.withdrawn_by
        elif progress.state is State.CORRECTED:
            by = progress.corrected_by
        _ = self.say
        told = _.state(progress.state)
        return f"{told} ({_('no. {sequence}').format(sequence=by.sequence)})" if by else told

    def _state_of_answer(self, entry: LogEntry) -> str:
        if entry.kind is not EventKind.APPROVAL:
            return ""
        _, told = self.say, []
        answered = self.progress.get(entry.refers_to or 0)
        if answered is not None and entry.recorded_at > answered.published_at:
            told.append(_("Answered after publication"))
        if (by := self._replaced.get(entry.sequence)) is not None:
            told.append(f"{_('Replaced')} ({_('no. {sequence}').format(sequence=by.sequence)})")
        return ", ".join(told)

    def label(self, field: str, entry: LogEntry) -> str:
        """What a text of an entry is called: the comment of what nobody does without a reason is that reason."""
        _ = self.say
        return _("Reason") if field == "comment" and comment_is_reason(entry) else _.field(field)

    def asked_ministries(self, entry: LogEntry) -> str:
        """Which ministries were asked about a statement, and the last day of each; empty where none was."""
        progress = self.progress.get(entry.sequence)
        if progress is None:
            return ""
        _ = self.say
        told = _("{body} until {day}")
        return ", ".join(
            told.format(body=self.body(body), day=_.day(due)) for body, due in progress.due.items()
        )

    def answers(self, progress: Progress) -> list[str]:
        """What each ministry that was asked answered last, and which have not answered."""
        _, told = self.say, []
        for body, answer in progress.answers.items():
            assert answer.verdict is not None
            number = _("no. {sequence}").format(sequence=answer.sequence)
            said = f"{self.body(body)}: {_.verdict(answer.verdict)} ({number})"
            if answer.comment != "":
                said += f" {self.text(answer.comment)}"
            if answer in progress.late:
                said += f" – {_('answered after publication')}"
            told.append(said)
        template = (
            _("{body} has not answered yet")
            if progress.state is State.SUBMITTED
            else _("{body} has not answered")
        )
        told.extend(template.format(body=self.body(body)) for body in progress.silent)
        return told

    def text(self, text: str | None) -> str:
        """A text as it was typed; that it was removed, where it was."""
        _ = self.say
        return _("Text removed") if text is None else text

    def content(self, entry: LogEntry) -> list[Pair]:
        """Everything that was typed into an entry and is not in its headline; empty fields are left out."""
        _ = self.say
        pairs = [
            (self.label(field, entry), self.text(text))
            for field in ("done_since_last", "next_step", "obstacle", "help_needed", "comment")
            if (text := getattr(entry, field)) != ""
        ]
        if entry.redacted:
            pairs.append((_("Removed text"), ", ".join(_.field(field) for field in entry.redacted)))
        if entry.expected_completion is not None:
            pairs.append((_("Expected completion"), _.partial(entry.expected_completion)))
        if entry.evidence_url is not None:
            pairs.append((_.field("evidence_url"), entry.evidence_url))
        if entry.decision is not None:
            by = _.day(entry.decision.by) if entry.decision.by else _("no day given")
            asked = self.addressee(entry.decision.of)
            pairs.append((_("Needs a decision"), f"{self.text(entry.decision.what)} ({asked}, {by})"))
        if entry.case_number is not None:
            pairs.append((_("Case number"), entry.case_number))
        if entry.access_ground is not None:
            pairs.append((_("Exempt from public access under"), entry.access_ground))
        return pairs

    def recorded(self, entry: LogEntry) -> list[Pair]:
        """When and by whom an entry was recorded, for whom, and from when it holds."""
        _ = self.say
        return [
            (_("Holds from"), _.day(entry.effective_on)),
            (_("Recorded"), f"{_.moment(entry.recorded_at)}, {_.person(entry.recorded_by)}"),
            (_("On behalf of"), self.body(entry.acting_for)),
        ]

    def addressee(self, of: str) -> str:
        """The committee or body that a decision is asked of, by name."""
        committee = next((each for each in self.catalogue.committees if each.id == of), None)
        return self.say.plain(committee.name) if committee else self.body(of)
