"""What happened on initiatives, and where figures lie beside it, in words."""

from collections.abc import Sequence

from monitor.measures.observations import Observation
from monitor.reporting.status import Status
from monitor.review.happenings import Happening, Voice, What
from monitor.review.outcome import Beside, Ground, LagGround, Outcome, Phase, Start
from monitor.show.vocabulary import record_word, status_word
from monitor.show.words import Words


def voice_word(voice: Voice, _: Words) -> str:
    """Who says it."""
    return {
        Voice.STRATEGY: _("The strategy"),
        Voice.LOG: _("Reported by the bodies"),
        Voice.RECORD: _("Public record, our reading"),
    }[voice]


def happened_word(happening: Happening, _: Words) -> str:
    """What is said to have happened, without the day. A milestone's own words stand beside it, never in it."""
    match happening.what:
        case What.DEADLINE:
            return _("Deadline")
        case What.MILESTONE:
            return _("Milestone reached")
        case What.DEADLINE_REVISED:
            return _("Deadline revised")
        case What.ENDED:
            return status_word(happening.status or Status.COMPLETED, _)
        case What.EVIDENCE:
            return record_word(happening.supports, _) if happening.supports else _("Evidence")


def phase_word(phase: Phase, _: Words) -> str:
    """Where a figure lies beside the start."""
    return {
        Phase.BASELINE: _("Baseline: before the start"),
        Phase.SPANS_START: _("Spans the start"),
        Phase.TOO_EARLY: _("After the start, too early for an effect to show"),
        Phase.COULD_SHOW: _("Late enough for an effect to show"),
        Phase.SINCE_START: _("After the start"),
        Phase.ELSEWHERE: _("Another country"),
        Phase.UNDATED: _("Undated, placed nowhere in time"),
        Phase.NOT_MEASURED: _("Not measured"),
    }[phase]


def phases_told(outcome: Outcome, observation: Observation, _: Words) -> str:
    """Where a figure lies; by initiative where it does not lie alike for all."""
    found = outcome.phases(observation)
    if len(found) == 1:
        return phase_word(next(iter(found)), _)
    return "; ".join(f"{numbers(beside)}: {phase_word(phase, _)}" for phase, beside in found.items())


def numbers(beside: Sequence[Beside]) -> str:
    """The numbers of initiatives."""
    return ", ".join(each.initiative.number for each in beside if each.initiative is not None)


def start_told(start: Start, _: Words) -> str:
    """The day that counts as the start, and why."""
    day = _.partial(start.day)
    day = day[:1].upper() + day[1:]  # it begins the sentence
    if start.ground is Ground.ADDED:
        return _(
            "{day} counts as the start: the edition of the strategy that added the initiative came out then."
        ).format(day=day)
    return _(
        "{day} counts as the start: the strategy was printed then and names no start of its own. Nothing can be due to "
        "an initiative before it was promised. The first report is no start; bodies may report long after they began."
    ).format(day=day)


def lag_told(beside: Beside, _: Words) -> str:
    """From when on something could show, or that nobody has said it. The reason for a lag stands beside it."""
    if beside.lag is None or beside.could_show_from is None:
        return _("No expected lag is registered, so nobody can say from when on an effect could show.")
    months = _.plural("{n} month", "{n} months", beside.lag.months)
    told = _("An effect could show from {day} at the earliest: {months} after the start.").format(
        day=_.day(beside.could_show_from), months=months
    )
    if beside.lag.ground is LagGround.FOLLOW_UP:
        why = _("Cohorts are followed for so long.")
        return f"{told} {why}"
    return told
