"""How the cells of a table are to be read, decided before any is."""

from collections.abc import Mapping
from types import MappingProxyType

from monitor.catalogue.signs import quoted
from monitor.errors import Fault, Refused
from monitor.measures.periods import Period
from monitor.sources.pxweb import time_codes
from monitor.sources.pxweb.chunks import Selection
from monitor.sources.pxweb.columns import Reading
from monitor.sources.pxweb.request import Described
from monitor.sources.pxweb.signs import USUAL
from monitor.sources.pxweb.time_labels import period_of
from monitor.sources.tabular.periods import years_by_dash


def how_to_read(
    described: Described,
    time: str,
    selection: Selection,
    place: str,
    words: Mapping[str, str] = MappingProxyType({}),
    called: str = "",
) -> tuple[Reading, tuple[Fault, ...]]:
    """How, and which stretches of time cannot be read. `place` is where the table is, as a reader of faults knows it.

    `words` are those of the table for codes of time, `called` what it calls the dimension; they are asked where a
    code itself is no period.

    Raises Refused `pxweb_no_period` with `variable` and `said` where no code of `time` is understood.
    """
    periods: dict[str, Period] = {}
    refused = []
    years = years_by_dash(selection[time])
    for code in selection[time]:
        if (found := period_of(years.get(code, code), words.get(code, ""), called)) is not None:
            periods[code] = found
            continue
        try:
            periods[code] = time_codes.period(words.get(code, code))
        except ValueError as error:
            problem, _, accepted = str(error).partition(" Accepted: ")
            refused.append(Fault(place, 0, f"{time}: {code}", problem, accepted or time_codes.ACCEPTED))
    if not periods:
        first = selection[time][0]
        said = quoted(words.get(first, first))
        raise Refused(
            "pxweb_no_period",
            f"No code of {time} is a period that is known here; the first is {said}. "
            f"Accepted: {time_codes.ACCEPTED}",
            variable=time,
            said=said,
        )
    others = {variable: codes for variable, codes in selection.items() if variable != time}
    return Reading(time, periods, others, described.totals, {**USUAL, **described.signs}), tuple(refused)
