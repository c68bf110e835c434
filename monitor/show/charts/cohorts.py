"""What an axis of time is called where people stand at the year they were released."""

from collections.abc import Mapping
from typing import Any, Final

from monitor.measures.definitions import Definition
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


def period_label(period: str, definition: Definition, _: Words) -> str:
    """A period as the label of a row."""
    return _("released in {period}").format(period=period) if on_cohorts(definition) else period
