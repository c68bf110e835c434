"""What an axis of time is called where people stand at the year they were released."""

from collections.abc import Mapping
from typing import Any, Final

from monitor.measures.definitions import Definition
from monitor.measures.periods import Period
from monitor.measures.reading.axis import on_cohorts
from monitor.show.charts.style import safe
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


def period_label(period: Period, definition: Definition, _: Words) -> str:
    """A period as the label of a row."""
    if not on_cohorts(definition):
        return _.period(period)
    if period.first_day is None:
        return _("year of release not stated")
    return _("released in {period}").format(period=_.period(period))
