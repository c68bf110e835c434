"""What an axis of time is called where people stand at the year they were released."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.measures.periods import Period
from monitor.measures.reading.cohort import cohort, on_cohorts
from monitor.measures.reading.ruling import Reason, Why
from monitor.measures.reading.subjects import Figure
from monitor.show.charts.style import Paint, safe
from monitor.show.reading_words import reason_sentence
from monitor.show.words import Words

_LINE: Final = 34  # pixels that the title of an axis takes


def named_axis(layout: Mapping[str, Any], definition: Definition, _: Words) -> dict[str, Any]:
    """What changes in a layout so that its axis of time is called what it is, with a legend below that; nothing on
    calendar time.
    """
    if not on_cohorts(definition):
        return {}
    xaxis = dict(layout.get("xaxis", {})) | {
        "title": {"text": safe(_("Release cohort: released in the year …"))}
    }
    before, legend = layout.get("height"), layout.get("legend", {})
    if not before or legend.get("y", 0) >= 0:
        return {"xaxis": xaxis}
    height = before + _LINE
    return {
        "xaxis": xaxis,
        "height": height,
        "legend": dict(legend) | {"y": (legend["y"] * before - _LINE) / height},
    }


def unfinished(
    entries: Sequence[Observation], definition: Definition, as_of: date, _: Words
) -> tuple[list[Observation], list[str]]:
    """The figures of cohorts that were not followed in full, as of a day, and why, each reason once."""
    found = [
        (entry, told)
        for entry in entries
        if (told := cohort(Figure(definition, entry), as_of=as_of)) is not None and told.is_incomplete
    ]
    why = [
        reason_sentence(Reason(Why.COHORT_INCOMPLETE, {"period": entry.period, "cohort": told}), _)
        for entry, told in found
    ]
    return [entry for entry, _told in found], list(dict.fromkeys(why))


def unfinished_ground(
    entries: Sequence[Observation], _: Words, paint: Paint
) -> dict[str, list[dict[str, Any]]]:
    """Shapes and notes that shade and name the time of incomplete cohorts; none where there are none."""
    days = [(each.period.first_day, each.period.last_day) for each in entries]
    dated = [(first, last) for first, last in days if first is not None and last is not None]
    if not dated:
        return {"shapes": [], "annotations": []}
    first, last = min(day for day, _last in dated), max(day for _first, day in dated)
    ground = {
        "type": "rect", "x0": first, "x1": last, "y0": 0, "y1": 1, "yref": "paper", "layer": "below",
        "fillcolor": paint.line, "opacity": 0.45, "line": {"width": 0},
    }  # fmt: skip
    name = {
        "x": last, "xanchor": "right", "y": 0, "yref": "paper", "yanchor": "bottom", "showarrow": False,
        "text": safe(_("incomplete cohorts")),
    }  # fmt: skip
    return {"shapes": [ground], "annotations": [name]}


def period_label(period: Period, definition: Definition, _: Words) -> str:
    """A period as the label of a row."""
    if not on_cohorts(definition):
        return _.period(period)
    if period.first_day is None:
        return _("year of release not stated")
    return _("released in {period}").format(period=_.period(period))
