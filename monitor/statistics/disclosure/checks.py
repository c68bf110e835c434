"""Tables that contradict themselves are refused: what is computed over them would protect nobody.

What is said of them names cells and never a count: errors are logged and shown to people who may not know it.
"""

from collections.abc import Iterable, Mapping
from math import isfinite

from monitor.errors import Refused
from monitor.statistics.disclosure.tables import Key, Tables, Total


def named(key: Key) -> str:
    """Word a key for a sentence."""
    return " · ".join(part or "total" for part in key) or "total"


def check(tables: Tables) -> None:
    """Raise Refused for the first fault: a key twice or unknown, a count or weight that is none, a sum that is not.

    Codes: `duplicate_cell`, `count_not_whole`, `weight_not_positive`, `unknown_cell`, `total_does_not_add_up`,
    `numerator_exceeds_denominator`.
    """
    counts = _counts(((cell.key, cell.count) for cell in tables.cells), "these tables")
    for cell in tables.cells:
        if not (isfinite(cell.weight) and cell.weight > 0):
            raise Refused(
                "weight_not_positive",
                f"The weight of {named(cell.key)} is {cell.weight}; a weight is a number above 0.",
                cell=named(cell.key),
                weight=cell.weight,
            )
    _check_totals(tables.totals, counts, "these tables")
    for rate in tables.rates:
        numerator, denominator = (_known(key, counts, "a rate") for key in (rate.numerator, rate.denominator))
        if numerator > denominator:
            raise Refused(
                "numerator_exceeds_denominator",
                f"The rate {named(rate.key)} has more persons in its numerator than in its denominator.",
                rate=named(rate.key),
            )
    for edition in tables.editions:
        where = f"edition {edition.name}"
        _check_totals(
            edition.totals, _counts(((cell.key, cell.count) for cell in edition.cells), where), where
        )


def _counts(cells: Iterable[tuple[Key, int]], where: str) -> dict[Key, int]:
    counts: dict[Key, int] = {}
    for key, count in cells:
        if key in counts:
            raise Refused(
                "duplicate_cell",
                f"{named(key)} stands twice in {where}; each cell is given once.",
                cell=named(key),
                where=where,
            )
        if type(count) is not int or not 0 <= count <= 10**12:
            raise Refused(
                "count_not_whole",
                f"The count of {named(key)} in {where} is none; a count of persons is a whole number from 0.",
                cell=named(key),
                where=where,
            )
        counts[key] = count
    return counts


def _known(key: Key, counts: Mapping[Key, int], where: str) -> int:
    if key not in counts:
        raise Refused(
            "unknown_cell",
            f"{where[0].upper()}{where[1:]} speaks of {named(key)}, which is none of the cells given.",
            cell=named(key),
            where=where,
        )
    return counts[key]


def _check_totals(totals: Iterable[Total], counts: Mapping[Key, int], where: str) -> None:
    for total in totals:
        whole = _known(total.key, counts, f"a total in {where}")
        if len(set(total.parts)) != len(total.parts) or total.key in total.parts or not total.parts:
            raise Refused(
                "duplicate_cell",
                f"The total {named(total.key)} in {where} needs parts, each of them once and none of them itself.",
                cell=named(total.key),
                where=where,
            )
        parts = sum(_known(part, counts, f"a total in {where}") for part in total.parts)
        if parts != whole:
            raise Refused(
                "total_does_not_add_up",
                f"{named(total.key)} in {where} is not what its parts add up to.",
                cell=named(total.key),
                where=where,
            )
