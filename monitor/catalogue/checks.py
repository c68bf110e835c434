"""What must hold between the entries of a catalogue, beyond the shape of each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from monitor.catalogue.strategy import Catalogue

Path = tuple[str | int, ...]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True)
class Mismatch:
    """An entry that does not fit the others: where it stands, what is wrong, what would be right."""

    path: Path
    problem: str
    accepted: str


def mismatches(catalogue: Catalogue) -> list[Mismatch]:
    """Every doubled id and every reference to something that is not there."""
    return [
        *_doubled(catalogue),
        *_period(catalogue),
        *_areas(catalogue),
        *_bodies(catalogue),
        *_committees(catalogue),
        *_initiatives(catalogue),
    ]


def _doubled(catalogue: Catalogue) -> Iterator[Mismatch]:
    sections: dict[Path, Sequence[_HasId]] = {
        ("strategy", "goals"): catalogue.strategy.goals,
        ("strategy", "editions"): catalogue.strategy.editions,
        ("areas",): catalogue.areas,
        ("bodies",): catalogue.bodies,
        ("committees",): catalogue.committees,
        ("initiatives",): catalogue.initiatives,
    }
    for path, entries in sections.items():
        yield from _twice(path, "id", [entry.id for entry in entries])
    yield from _twice(("initiatives",), "number", [entry.number for entry in catalogue.initiatives])
    # A decision is asked of a body or of a committee by its id alone.
    bodies = {body.id for body in catalogue.bodies}
    for index, committee in enumerate(catalogue.committees):
        if committee.id in bodies:
            problem = f"The id {committee.id!r} is a body's as well."
            yield Mismatch(
                ("committees", index, "id"), problem, "an id of its own for each body and committee."
            )


def _twice(path: Path, field: str, values: Sequence[str]) -> Iterator[Mismatch]:
    seen: Counter[str] = Counter()
    for index, value in enumerate(values):
        seen[value] += 1
        if seen[value] == 2:
            problem = f"The {field} {value!r} is used twice."
            yield Mismatch((*path, index, field), problem, "one of its own for each entry.")


def _period(catalogue: Catalogue) -> Iterator[Mismatch]:
    period = catalogue.strategy.period
    if period.to.last_day < period.from_.first_day:
        yield Mismatch(("strategy", "period", "to"), "The period ends before it begins.", "a later year.")
    for index, body in enumerate(catalogue.bodies):
        for place, name in enumerate(body.names):
            if name.from_ is not None and name.to is not None and name.to.last_day < name.from_.first_day:
                path: Path = ("bodies", index, "names", place, "to")
                yield Mismatch(path, "The name ends before it begins.", "a day after `from`.")


def _unknown(path: Path, kind: str, name: str, known: set[str]) -> Iterator[Mismatch]:
    if name not in known:
        yield Mismatch(path, f"There is no {kind} {name!r}.", f"one of {', '.join(sorted(known)) or 'none'}.")


def _areas(catalogue: Catalogue) -> Iterator[Mismatch]:
    parents = {area.id: area.parent for area in catalogue.areas}
    for index, area in enumerate(catalogue.areas):
        if area.parent is None:
            continue
        yield from _unknown(("areas", index, "parent"), "area", area.parent, set(parents))
        seen = {area.id}
        above: str | None = area.parent
        while above in parents:
            if above in seen:
                problem = f"Area {area.id!r} lies inside itself."
                yield Mismatch(("areas", index, "parent"), problem, "a parent that is not below it.")
                break
            seen.add(above)
            above = parents[above]


def _bodies(catalogue: Catalogue) -> Iterator[Mismatch]:
    known = {body.id for body in catalogue.bodies}
    for index, body in enumerate(catalogue.bodies):
        if body.successor is not None:
            yield from _unknown(("bodies", index, "successor"), "body", body.successor, known)


def _committees(catalogue: Catalogue) -> Iterator[Mismatch]:
    known = {body.id for body in catalogue.bodies}
    for index, committee in enumerate(catalogue.committees):
        yield from _unknown(("committees", index, "chair"), "body", committee.chair, known)
        if committee.secretariat is not None:
            yield from _unknown(("committees", index, "secretariat"), "body", committee.secretariat, known)
        for field in ("permanent", "as_required"):
            for place, member in enumerate(getattr(committee, field)):
                yield from _unknown(("committees", index, field, place), "body", member, known)


def _initiatives(catalogue: Catalogue) -> Iterator[Mismatch]:
    bodies = {body.id for body in catalogue.bodies}
    areas = {area.id for area in catalogue.areas}
    editions = {edition.id for edition in catalogue.strategy.editions}
    ids = {initiative.id for initiative in catalogue.initiatives}
    for index, initiative in enumerate(catalogue.initiatives):
        here: Path = ("initiatives", index)
        if initiative.area is not None:
            yield from _unknown((*here, "area"), "area", initiative.area, areas)
        if initiative.added_in is not None:
            yield from _unknown((*here, "added_in"), "edition", initiative.added_in, editions)
        for place, part in enumerate(initiative.responsible):
            yield from _unknown((*here, "responsible", place, "body"), "body", part.body, bodies)
            if part.body in initiative.bodies()[:place]:
                yield Mismatch(
                    (*here, "responsible", place, "body"), f"{part.body} is named twice.", "each body once."
                )
        if initiative.executing is not None:
            for place, body in enumerate(initiative.executing.bodies):
                yield from _unknown((*here, "executing", "bodies", place), "body", body, bodies)
        continuation = initiative.continued_by
        if continuation is not None and continuation.strategy is None:
            yield from _unknown(
                (*here, "continued_by", "initiative"),
                "initiative",
                continuation.initiative,
                ids - {initiative.id},
            )
