"""Figures on persons are made safe the moment they come in, beside every edition that readers may have kept."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow.compute as pc

from monitor.errors import Fault
from monitor.measures.definitions import Definition, Persons
from monitor.measures.dimensions import Dimension, DimensionKind
from monitor.measures.editions import Edition, Editions
from monitor.measures.keys import in_order
from monitor.measures.protecting.alike import alike
from monitor.measures.protecting.continuity import Served
from monitor.measures.protecting.kinds import as_linked_before, joined_names, linked_with
from monitor.measures.protecting.protect import guard
from monitor.measures.quality import Missing
from monitor.measures.received import Likeness, Received
from monitor.measures.selection import FigureReader
from monitor.statistics.disclosure.rule import Rule


@dataclass(frozen=True)
class Protector:
    """The guard of an `Importer`. Counts on persons from 1 to `largest` are hidden, and what protects them.

    Each hidden count is left a range of one more than that. Figures of which nobody has said that they are published
    are protected where those of the latest edition are: a table in a format that cannot say it lifts no protection.
    What is linked by its definition is protected together, with all editions that readers may have kept.
    """

    editions: Editions
    figures: FigureReader
    largest: int

    def __call__(self, received: Sequence[Received], latest: Mapping[str, Edition]) -> list[Received]:
        """Return what may be kept and shown. Raises what `guard`, `Editions` and `FigureReader` raise."""
        came = [_sorted(self._as_before(each, latest.get(each.definition.id))) for each in received]
        concerned = [each for each in came if _is_guarded(each) or joined_names(each.definition)]
        if not concerned:
            return came
        revision = self.editions.revision()  # first: what is accepted while this goes on is noticed later
        newest = self.editions.latest()
        said = dict(zip(newest, self.editions.definitions(newest.values()), strict=True))
        ids = [each.definition.id for each in concerned]
        others = {name: definition for name, definition in said.items() if name not in ids}
        linked = {each.definition.id: _linked(each.definition, concerned, others) for each in concerned}
        kept, exposed = guard(
            concerned,
            self._served({*ids, *(name for names in linked.values() for name in names)}),
            Rule(largest=self.largest, width=self.largest + 1),
        )
        questions = alike(
            [Served(each.definition, each.figures) for each in kept],
            [
                Served(definition, self.figures.whole(newest[name]))
                for name, definition in others.items()
                if definition.persons is Persons.UNPUBLISHED
            ],
        )
        told = {
            each.definition.id: replace(
                each,
                linked=(names := linked[each.definition.id]),
                exposed={name: count for name, count in exposed.items() if name in names},
                beside=revision if joined_names(each.definition) else None,
                alike=questions.get(each.definition.id, ()),
            )
            for each in kept
        }
        return [told.get(each.definition.id, each) for each in came]

    def _served(self, indicators: Collection[str]) -> list[Served]:
        """All editions of these, the first one first."""
        kept = [each for each in self.editions.editions() if each.indicator in indicators]
        kept.sort(key=lambda each: (each.at, each.number, each.indicator))
        said = self.editions.definitions(kept)
        return [Served(*each) for each in zip(said, map(self.figures.whole, kept), strict=True)]

    def _as_before(self, received: Received, latest: Edition | None) -> Received:
        definition = received.definition
        if latest is None:
            return received
        before = self.editions.definition(latest)
        if "persons" not in definition.model_fields_set and before.persons is Persons.UNPUBLISHED:
            told = {"persons": before.persons, "dimensions": _as_they_stood(before, definition)}
            definition = definition.model_copy(update=told)
        return replace(received, definition=as_linked_before(definition, before))


def _sorted(received: Received) -> Received:
    """In the order that editions are kept in: a report on a file sorted by its figures would say between which two a
    hidden one lies.
    """
    return replace(received, figures=in_order(received.figures)) if _is_guarded(received) else received


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


def _is_guarded(received: Received) -> bool:
    return received.definition.persons is Persons.UNPUBLISHED


def _linked(
    definition: Definition, came: Sequence[Received], others: Mapping[str, Definition]
) -> tuple[str, ...]:
    beside = {each.definition.id: each.definition for each in came if each.definition.id != definition.id}
    return tuple(sorted(linked_with(joined_names(definition), {**others, **beside})))


_BOTH = (
    "the same id under counts in both where they are, so that they are protected together; an id of its own for each "
    "where they are not."
)


def told_of(received: Received) -> Iterator[Fault]:
    """What has to be known of the protection of figures that passed the guard, before they are accepted."""
    name = received.definition.id
    if _is_guarded(received):
        column = received.figures["missing"]
        hidden, count = pc.sum(pc.equal(column, Missing.HIDDEN.value)).as_py() or 0, received.figures.num_rows
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
                f"{received.too_late:,} of them were shown by an earlier edition or a linked indicator, or can be "
                "worked out from one.",
                "an edition without them; what was shown cannot be hidden any more.",
            )
        if received.linked:
            yield Fault(
                name,
                0,
                "",
                f"They are protected together with {', '.join(received.linked)}, which count the same persons.",
                "an id of its own under counts, where they do not.",
            )
    for other, count in received.exposed.items():
        yield Fault(
            name,
            0,
            "",
            f"Of the figures that {other} hides, {count:,} can be worked out from what is shown beside it.",
            f"{other} and what is linked with it imported together; what was shown cannot be hidden any more.",
        )
    for each in received.alike:
        yield Fault(name, 0, "", *_question(each.other, each.likeness))


def _question(other: str, likeness: Likeness) -> tuple[str, str]:
    if likeness is Likeness.MEASURES:
        return (
            "It has several measures: do they count the same persons, or some of them among the others?",
            "counts and among for each measure; see docs/disclosure.md.",
        )
    if likeness is Likeness.FIGURES:
        return f"It shows the same figures as {other}: are they about the same persons?", _BOTH
    return (
        f"It counts the same thing as {other}, broken down alike, for the same time: are they about the same persons?",
        _BOTH,
    )
