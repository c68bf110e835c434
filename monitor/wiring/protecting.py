"""Figures on persons are made safe the moment they come in, beside every edition that readers may have kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyarrow.compute as pc

from monitor.errors import Fault
from monitor.measures.definitions import Persons
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
        persons = self.editions.definition(latest).persons
        return replace(received, definition=definition.model_copy(update={"persons": persons}))


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
