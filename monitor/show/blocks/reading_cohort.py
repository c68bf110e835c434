"""Release cohorts: where people stand in time, for how long they were followed, and which cohorts are incomplete."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.measures.observations import Observation
from monitor.measures.reading.cohort import Cohort, Followed, on_cohorts
from monitor.measures.reading.ruling import Reason, Why
from monitor.measures.reading.whole import Reading
from monitor.show.reading_words import reason_sentence
from monitor.show.text import bullets
from monitor.show.words import Words

_Told = Sequence[tuple[Observation, Cohort]]


def cohorts(found: Reading, _: Words) -> Markup:
    """Nothing where the figures are not of release cohorts."""
    definition = found.series.indicator
    if not on_cohorts(definition):
        return Markup("")
    told = [_("Each figure stands at the year of release, not at the year of what came after.")]
    if definition.follow_up is None:
        told.append(_("How long they were followed is not stated as one length of time for all figures."))
    else:
        told.append(_followed(definition.follow_up, found.cohorts, _))
    told += _incomplete(found.cohorts, _)
    return bullets([Markup("{}").format(sentence) for sentence in told])


def _followed(months: int, told: _Told, _: Words) -> str:
    length = _.plural("They were followed for {n} month.", "They were followed for {n} months.", months)
    if any(each.followed is Followed.COHORT_UNDATED for _entry, each in told):
        return length + " " + _("The year of release is not known.")
    complete = [
        (each.complete_on, entry)
        for entry, each in told
        if each.followed is Followed.IN_FULL and each.complete_on is not None
    ]
    if not complete:
        return length
    day, entry = max(complete, key=lambda pair: pair[0])
    return (
        length
        + " "
        + _("The latest cohort here, released in {period}, was followed in full on {day}.").format(
            period=_.period(entry.period), day=_.day(day)
        )
    )


def _incomplete(told: _Told, _: Words) -> list[str]:
    """The cohorts that are not complete, each once however many groups it has."""
    sentences = [
        reason_sentence(Reason(Why.COHORT_INCOMPLETE, {"period": entry.period, "cohort": each}), _)
        for entry, each in told
        if each.is_incomplete
    ]
    return list(dict.fromkeys(sentences))
