"""Figures on persons as counts: what of a table can be protected is read, and what cannot is refused with the reason.

No sentence here repeats a figure: nobody may read it before it is known to be safe.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from monitor.errors import Refused
from monitor.measures.definitions import Definition
from monitor.measures.figures import DIMENSION
from monitor.measures.quality import Missing
from monitor.measures.scales import COUNTING, Unit

PER: Final[Mapping[object, int]] = {Unit.PERCENT: 100, Unit.PER_1000: 1_000, Unit.PER_100000: 100_000}
"""What a share is a share of."""

_READ: Final = (
    "period",
    "value",
    "decimals",
    "numerator",
    "denominator",
    "n",
    "lower",
    "upper",
    "missing",
    "source",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """Whom figures count, and among whom, by name: what counts the same persons has the same names.

    `told` says that the definition names those it counts among, `based` that the figures tell how many these are.
    """

    counts: str
    among: str
    told: bool = False
    based: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as counts: `count` persons, of `base` where the figure is a share or says whom it counts among.

    `place` is its place in the table. `codes` has one code for each dimension of the definition, "" for the total.
    `count` is None where the figure is hidden; so it is in earlier editions only.
    """

    place: int
    period: str
    codes: tuple[str, ...]
    count: int | None
    base: int | None
    is_share: bool = False
    indicator: str = ""
    kind: Kind = Kind("", "")


def counted(figures: pa.Table, definition: Definition) -> list[Row]:
    """Read figures that are to be protected; those without a value are passed over.

    Raises Refused: `protection_unit`, `protection_share`, `protection_count`, `protection_base`, `protection_value`,
    `protection_twice`, `protection_hidden_before`, each with `indicator` and, but for the first, `figure`.
    """
    rows: list[Row] = []
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for place, said in _said(figures, definition):
        if said["missing"] in (Missing.HIDDEN, Missing.CONFIDENTIAL):
            raise _refused(
                "protection_hidden_before",
                definition,
                said,
                "is hidden already; what protects it needs every count",
            )
        if said["value"] is None:
            continue
        key = (said["period"], said["codes"])
        if key in seen:
            raise _refused(
                "protection_twice", definition, said, "stands twice; give one figure for each group"
            )
        seen.add(key)
        count, base, is_share = _counts(said, definition)
        rows.append(Row(place, *key, count, base, is_share))
    return rows


def served(figures: pa.Table, definition: Definition, dimensions: list[str]) -> list[Row]:
    """Read the figures of an earlier edition as readers saw them, along these dimensions.

    Figures of a dimension that is no longer there are left out, and so are those that are no counts.
    """
    rows = []
    there = [dimension.id for dimension in definition.dimensions]
    for place, said in _said(figures, definition):
        codes = dict(zip(there, said["codes"], strict=True))
        if any(code for name, code in codes.items() if name not in dimensions):
            continue
        count: int | None = None
        base: int | None = None
        is_share = False
        if said["missing"] != Missing.HIDDEN:
            if said["value"] is None:
                continue
            try:
                count, base, is_share = _counts(said, definition)
            except Refused:
                continue
        along = tuple(codes.get(name, "") for name in dimensions)
        rows.append(Row(place, said["period"], along, count, base, is_share))
    return rows


def entry(period: str, codes: tuple[str, ...]) -> str:
    """Name a figure for a sentence: its period and its codes."""
    return " / ".join([period, *filter(None, codes)])


def _said(figures: pa.Table, definition: Definition) -> Iterator[tuple[int, dict[str, Any]]]:
    names = [f"{DIMENSION}{dimension.id}" for dimension in definition.dimensions]
    for place, row in enumerate(figures.select([*_READ, *names]).to_pylist()):
        row["codes"] = tuple(row.pop(name) or "" for name in names)
        yield place, row


def _counts(said: dict[str, Any], definition: Definition) -> tuple[int, int | None, bool]:
    group = {d.id: code for d, code in zip(definition.dimensions, said["codes"], strict=True) if code}
    unit = definition.unit_of(group)
    if unit in COUNTING:
        return *_count(said, definition), False
    if unit in PER:
        return *_share(said, definition, PER[unit]), True
    raise Refused(
        "protection_unit",
        f"{definition.id}: only counts, and shares with their numerator and denominator, can be protected; "
        f"{entry(said['period'], said['codes'])} is neither. Leave such figures out, or publish them first.",
        indicator=definition.id,
        figure=entry(said["period"], said["codes"]),
    )


def _count(said: dict[str, Any], definition: Definition) -> tuple[int, int | None]:
    count = _whole(said["value"], said, definition)
    base = said["denominator"] if said["denominator"] is not None else said["n"]
    if base is None:
        return count, None
    base = _whole(base, said, definition)
    if base < count or said["n"] not in (None, base) or said["numerator"] not in (None, count):
        raise _refused("protection_base", definition, said, _BASE)
    return count, base


def _share(said: dict[str, Any], definition: Definition, per: int) -> tuple[int, int]:
    if said["numerator"] is None or said["denominator"] is None:
        raise _refused(
            "protection_share",
            definition,
            said,
            "is a share without its numerator and denominator; give both",
        )
    count, base = (_whole(said[name], said, definition) for name in ("numerator", "denominator"))
    if not base or base < count or said["n"] not in (None, base):
        raise _refused("protection_base", definition, said, _BASE)
    half = 0.5 * 10.0 ** -(said["decimals"] or 0)
    if abs(said["value"] - per * count / base) > half * (1 + 1e-9) + 1e-9:
        raise _refused(
            "protection_value",
            definition,
            said,
            "is not its numerator of its denominator; weighted shares cannot be",
        )
    return count, base


_BASE: Final = "counts persons among others than its denominator says; n is the denominator, or blank"


def _whole(number: float, said: dict[str, Any], definition: Definition) -> int:
    if not 0 <= number <= 10**12 or number != int(number):
        raise _refused("protection_count", definition, said, "holds a count that is no whole number from 0")
    return int(number)


def _refused(code: str, definition: Definition, said: dict[str, Any], why: str) -> Refused:
    figure = entry(said["period"], said["codes"])
    return Refused(
        code,
        f"{definition.id} cannot be protected, and was not kept: the figure for {figure} {why}.",
        indicator=definition.id,
        figure=figure,
    )
