"""Why figures may not be read together, and what has to be told where they may: one sentence each."""

from collections.abc import Mapping
from decimal import Decimal

from monitor.catalogue.text import LocalText
from monitor.measures.absence import missing_word
from monitor.measures.collection import Collection, PeriodKind
from monitor.measures.periods import Period
from monitor.measures.quality import Missing
from monitor.measures.reading.cohort import Cohort, Followed
from monitor.measures.reading.ruling import Note, Reason, Why
from monitor.measures.scales import Unit
from monitor.measures.uncertainty import NoInterval
from monitor.show.intervals import no_interval_word
from monitor.show.vocabulary import collection_word, period_kind_word, unit_word
from monitor.show.words import Words


def reason_sentence(reason: Reason, _: Words) -> str:
    """Why a reading is refused or cannot be judged."""
    told = _own_words(reason, _)
    if told is not None:
        return told
    template = {
        Why.NOT_MEASURED: _("One of the figures is a plan or a target: nobody has measured it."),
        Why.IN_WORDS: _(
            "A figure is given in words, or as “about”, “over” and the like, so no difference is computed."
        ),
        Why.UNDATED: _("The source gives no date for a figure."),
        Why.SAME_FIGURE: _("It is the same figure twice."),
        Why.TOO_FEW_POINTS: _("There is only one point in time."),
        Why.BREAK: _("The series breaks at {period}: figures before and after are not compared."),
        Why.PERIODS_UNLIKE: _("The periods are of different sorts: {first} and {second}."),
        Why.PERIODS_APART: _("The two were measured more than a year apart: {first} and {second}."),
        Why.SEVERAL_THINGS_DIFFER: _(
            "They differ in more than one respect, such as group and period; a difference would mix the two."
        ),
        Why.UNLIKE_MEASURES: _("They measure different things: one is not more or less of the other."),
        Why.DIRECTIONS_DIFFER: _("A rise does not mean the same in both."),
        Why.UNIT_NOT_STATED: _("The source does not say what the values count."),
        Why.UNITS_DIFFER: _("They do not count the same: {first}; {second}."),
        Why.SOURCES_CONFLICT: _(
            "The sources disagree. They are shown as a conflict, and no difference is computed."
        ),
        Why.COHORTS_AND_CALENDAR: _(
            "One stands at the year of release and follows people from there, the other at the year it was measured."
        ),
        Why.PERIOD_KINDS_DIFFER: _("The periods stand for different things: {first}; {second}."),
        Why.POPULATIONS_DIFFER: _("Their populations are not described alike."),
        Why.BASES_DIFFER: _("What they are counted out of is not described alike."),
        Why.COLLECTIONS_DIFFER: _("They were collected in different ways: {first}; {second}."),
        Why.DEFINITIONS_DIFFER: _("Nobody says that they have the very same definition."),
        Why.MEASURES_ARE_NO_PARTS: _("They are different measures, not parts of one whole."),
        Why.UNIT_NOT_ADDITIVE: _("Values of this kind do not add up: {unit}."),
        Why.NO_SUCH_DIMENSION: _("The indicator is not broken down by “{dimension}”."),
        Why.PART_MISSING: _("A part is missing ({label}, {period}), so the parts do not make the whole."),
        Why.PART_IN_WORDS: _("A part is given in words ({period}), so the parts do not make the whole."),
        Why.PART_NEGATIVE: _("A part is below zero ({period}), so the parts do not make the whole."),
        Why.NOT_THE_WHOLE: _("The parts give {sum} for {period}, not {whole}, so they are not stacked."),
        Why.LEVEL_UNKNOWN: _("The source prints an interval and does not say of which level."),
        Why.LEVELS_DIFFER: _("The intervals have different levels: {first} and {second} per cent."),
        Why.NO_REFERENCE_FIGURE: _("No figure was found for the reference."),
        Why.NO_FIGURE_THEN: _("There is no figure for {period}; whether the target was met is not known."),
        Why.SIDE_UNKNOWN: _("Nothing says from which side the target is to be reached."),
    }[reason.why]
    return template.format(**{name: _field(value, _) for name, value in reason.fields.items()})


def _own_words(reason: Reason, _: Words) -> str | None:
    """The sentence of a reason that is worded by what its fields hold; None for all others."""
    fields = reason.fields
    match reason.why:
        case Why.NO_FIGURE:
            missing = fields.get("missing")
            if not isinstance(missing, Missing):
                return _("There is no figure.")
            return _("There is no figure: {reason}.").format(reason=missing_word(missing, _))
        case Why.COHORT_INCOMPLETE:
            return _incomplete(fields, _)
        case Why.FOLLOW_UPS_DIFFER:
            first, second = fields.get("first"), fields.get("second")
            if first == second or first is None or second is None:
                return _("For how long people are followed is not stated for both.")
            return _(
                "People are followed for different lengths of time: {first} and {second} months."
            ).format(first=first, second=second)
        case Why.NOT_PARTS:
            total = fields.get("sum")
            if not isinstance(total, Decimal) or total == 100:
                return _("They are not stated to be parts of one whole, so they are not stacked or added.")
            return _(
                "The shares are not parts of one whole, so they are not stacked or added "
                "(together: {sum}\N{NO-BREAK SPACE}%)."
            ).format(sum=_.number(total))
        case Why.UNCERTAINTY_UNKNOWN:
            why = fields.get("no_interval")
            word = no_interval_word(why if isinstance(why, NoInterval) else NoInterval.N_UNKNOWN, _)
            return _("How far chance alone may move it is not known: {reason}.").format(reason=word)
        case Why.NOT_INDEPENDENT:
            note = fields.get("note")
            shared = note_sentence(note, _) if isinstance(note, Note) else ""
            return (shared + " " + _("No interval of the difference is computed.")).strip()
    return None


def _incomplete(fields: Mapping[str, object], _: Words) -> str:
    period, found = fields.get("period"), fields.get("cohort")
    if not isinstance(found, Cohort) or found.complete_on is None or not isinstance(period, Period):
        return _("The cohort is incomplete.")
    template = (
        _(
            "The figure for those released in {period} was taken before {day}, when all had been followed in full."
        )
        if found.followed is Followed.TAKEN_TOO_EARLY
        else _("Those released in {period} are followed until {day}; before that the figure is incomplete.")
    )
    return template.format(period=_.period(period), day=_.day(found.complete_on))


def note_sentence(note: Note, _: Words) -> str:
    """What has to be told beside a reading that is allowed."""
    return {
        Note.DEFINITIONS_DIFFER: _(
            "The definitions differ: the figures stand beside each other, and no difference is computed."
        ),
        Note.COLLECTIONS_DIFFER: _("They were not collected in the same way."),
        Note.POPULATIONS_DIFFER: _("Their populations are not described alike."),
        Note.TWO_SOURCES: _("The two figures are from different publishers."),
        Note.PROVISIONAL: _("A figure is provisional and may be revised."),
        Note.LOW_RELIABILITY: _("The source marks a figure as of low reliability."),
        Note.SECOND_HAND: _("A figure is second hand."),
        Note.SOURCES_CONFLICT: _("Sources disagree on this indicator."),
        Note.ROUNDED: _("The difference is no greater than the rounding of the figures."),
        Note.PERIODS_OVERLAP: _("The periods overlap, so the same persons stand behind both figures."),
        Note.PARTS_OF_ONE_WHOLE: _("They are parts of one whole: where one is larger, another is smaller."),
        Note.ONE_HOLDS_THE_OTHER: _("One group is part of the other."),
        Note.PERHAPS_SAME_PERSONS: _("The same persons may stand behind both figures."),
        Note.REFERENCE_OF_ANOTHER_PERIOD: _("The reference is from another period."),
    }[note]


def _field(value: object, _: Words) -> str:
    """A thing that a sentence speaks of, in words."""
    match value:
        case Period():
            return _.period(value)
        case PeriodKind():
            return period_kind_word(value, _)
        case Collection():
            return collection_word(value, _)
        case Decimal():
            return _.number(value)
        case float():
            return _.number(Decimal(f"{value:g}"))
        case LocalText():
            return _.plain(value)
    return unit_word(value, _) if isinstance(value, Unit) else str(value)
