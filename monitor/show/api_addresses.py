"""Addresses of the interface for programs that pages lead to."""

from datetime import date
from urllib.parse import quote, urlencode

from monitor.review.exploring.explorer import View


def figures_csv(view: View, as_of: date | None, language: str) -> str:
    """The address of exactly the figures of a selection as one CSV file, from this server's root."""
    edition, selection = view.edition, view.selection
    asked = [("edition", str(edition.number))]
    for name, codes in selection.codes.items():
        asked += [(f"by[{name}]", code or "") for code in codes]
    if selection.first_day is not None:
        asked.append(("from", selection.first_day.isoformat()))
    if selection.last_day is not None:
        asked.append(("to", selection.last_day.isoformat()))
    if as_of is not None:
        asked.append(("as_of", as_of.isoformat()))
    asked.append(("lang", language))
    return f"/api/v1/indicators/{quote(edition.indicator, safe='')}/observations.csv?{urlencode(asked)}"
