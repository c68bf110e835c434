"""What an axis of time is called where people stand at the year they were released."""

from typing import Any

from monitor.measures.definitions import Definition
from monitor.measures.reading.axis import on_cohorts
from monitor.show.charts.style import safe
from monitor.show.words import Words


def time_title(definition: Definition, _: Words) -> dict[str, Any]:
    """The title of an axis of time; none where it is that of the calendar."""
    if not on_cohorts(definition):
        return {}
    return {"title": {"text": safe(_("Release cohort: released in the year …"))}}


def period_label(period: str, definition: Definition, _: Words) -> str:
    """A period as the label of a row."""
    return _("released in {period}").format(period=period) if on_cohorts(definition) else period
