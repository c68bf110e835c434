"""Figures on persons are made safe the moment they come in, beside every edition that readers may have kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyarrow.compute as pc

from monitor.errors import Fault
from monitor.measures.definitions import Definition, Persons
from monitor.measures.dimensions import Dimension, DimensionKind
from monitor.measures.editions import Edition, Editions
from monitor.measures.protecting.continuity import Served
from monitor.measures.protecting.protect import guard
from monitor.measures.quality import Missing
from monitor.measures.received import Received
from monitor.measures.selection import FigureReader
from monitor.statistics.disclosure.rule import Rule


@dataclass(frozen=True)
class Protector:
    """The guard of an `Importer`. Counts on persons from 1 to `largest` are hidden, and what protects them.

    Each hidden count is left a range of one more than that. Figures of which nobody has said that they are published
    are protected where those of the latest edition are: a table in a format that cannot say it lifts no protection.
    """

    editions: Editions
    figures: FigureReader
    largest: int

    def __call__(self, received: Received, latest: Edition | None) -> Received:
        """Return what may be kept and shown. Raises what `guard`, `Editions` and `FigureReader` raise."""
        received = self._as_before(received, latest)
        if received.definition.persons is Persons.PUBLISHED:
            return received
        earlier = sorted(self.editions.editions(received.definition.id), key=lambda each: each.number)
        served = [Served(self.editions.definition(each), self.figures.whole(each)) for each in earlier]
        return guard(received, served, Rule(largest=self.largest, width=self.largest + 1))

    def _as_before(self, received: Received, latest: Edition | None) -> Received:
        definition = received.definition
        if latest is None or "persons" in definition.model_fields_set:
            return received
        before = self.editions.definition(latest)
        if before.persons is Persons.PUBLISHED:
            return received
        told = {"persons": before.persons, "dimensions": _as_they_stood(before, definition)}
        return replace(received, definition=definition.model_copy(update=told))


def _as_they_stood(before: Definition, definition: Definition) -> tuple[Dimension, ...]:
    """The dimensions with what the format could not say of them: parts of a whole, and codes that lie within others.

    Codes stand in the order they had, and new ones by code point. What is made of a table has them in the order of its
    rows, and of a table sorted by its figures that would say between which two a hidden one lies.
    """
    known = {entry.id: entry for entry in before.dimensions}
    return tuple(_as_it_stood(known.get(entry.id), entry) for entry in definition.dimensions)


def _as_it_stood(before: Dimension | None, entry: Dimension) -> Dimension:
    were = {} if before is None else {code.code: (place, code) for place, code in enumerate(before.codes)}
    there = {code.code for code in entry.codes}
    codes = []
    for code in sorted(entry.codes, key=lambda code: (were.get(code.code, (len(were),))[0], code.code)):
        within = were[code.code][1].part_of if code.code in were else None
        is_new = code.part_of is None and within in there
        codes.append(code.model_copy(update={"part_of": within}) if is_new else code)
    is_whole = before is not None and before.kind is DimensionKind.PARTS_OF_WHOLE
    kind = DimensionKind.PARTS_OF_WHOLE if is_whole and entry.kind is DimensionKind.SEPARATE else entry.kind
    return entry.model_copy(update={"codes": tuple(codes), "kind": kind})


def told_of(received: Received) -> Iterator[Fault]:
    """What has to be known of the protection of figures that passed the guard, before they are accepted."""
    if received.definition.persons is Persons.PUBLISHED:
        return
    column = received.figures["missing"]
    hidden = pc.sum(pc.equal(column, Missing.HIDDEN.value)).as_py() or 0
    name, count = received.definition.id, received.figures.num_rows
    yield Fault(
        name,
        0,
        "",
        f"{hidden:,} of {count:,} figures are hidden to protect persons; they are kept nowhere.",
        "fewer breakdowns together, where that is too many.",
    )
    if received.too_late:
        yield Fault(
            name,
            0,
            "",
            f"{received.too_late:,} of them were shown by an earlier edition, or can be worked out from one.",
            "an edition without them; what was shown cannot be hidden any more.",
        )
