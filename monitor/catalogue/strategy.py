"""The strategy as a whole, and the catalogue that holds it with its bodies and initiatives."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from pydantic import Field

from monitor.catalogue.bodies import Body, Committee
from monitor.catalogue.dates import PartialDate
from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.links import WebAddress
from monitor.catalogue.text import Frozen, Line, LocalText


class Publication(Frozen):
    """The document the strategy is printed in."""

    number: Line | None = None
    printed: PartialDate
    publisher: LocalText
    url: WebAddress


class Period(Frozen):
    """The years a strategy covers, first and last included."""

    from_: PartialDate = Field(alias="from")
    to: PartialDate


class Goal(Frozen):
    """What the strategy wants to reach."""

    id: Line
    text: LocalText


class Edition(Frozen):
    """A later edition of the same strategy, which may add initiatives."""

    id: Line
    published: PartialDate
    title: LocalText


class Strategy(Frozen):
    """Title, period, vision and goals of a strategy."""

    id: Line
    title: LocalText
    short_title: LocalText
    publication: Publication
    period: Period
    vision: LocalText
    goals: tuple[Goal, ...] = Field(min_length=1)
    editions: tuple[Edition, ...] = ()
    notes: tuple[LocalText, ...] = Field((), description="How this catalogue reads the print")


class Area(Frozen):
    """A heading of the strategy; areas nest to any depth."""

    id: Line
    number: Line | None = None
    title: LocalText
    parent: Line | None = None


class Catalogue(Frozen):
    """Everything that was promised. Read once from `initiatives.yaml`; cross-references are checked at the door."""

    strategy: Strategy
    areas: tuple[Area, ...] = ()
    bodies: tuple[Body, ...] = Field(min_length=1)
    committees: tuple[Committee, ...] = ()
    initiatives: tuple[Initiative, ...] = Field(min_length=1)

    @cached_property
    def body(self) -> Mapping[str, Body]:
        """Bodies by id."""
        return {body.id: body for body in self.bodies}

    @property
    def printed_on(self) -> date:
        """A day on which the names in the print were valid."""
        return self.strategy.publication.printed.first_day

    @cached_property
    def area(self) -> Mapping[str, Area]:
        """Areas by id."""
        return {area.id: area for area in self.areas}

    @cached_property
    def initiative(self) -> Mapping[str, Initiative]:
        """Initiatives by id."""
        return {initiative.id: initiative for initiative in self.initiatives}

    def area_path(self, area_id: str | None) -> tuple[Area, ...]:
        """The area and all above it, outermost first; empty for an initiative without an area."""
        path: list[Area] = []
        while area_id is not None:
            path.insert(0, self.area[area_id])
            area_id = path[0].parent
        return tuple(path)

    def in_force(self, as_of: date) -> tuple[Initiative, ...]:
        """The initiatives that existed by `as_of`: those of the first print and of editions out by then."""
        published = {edition.id: edition.published.first_day for edition in self.strategy.editions}
        return tuple(
            initiative
            for initiative in self.initiatives
            if initiative.added_in is None or published[initiative.added_in] <= as_of
        )

    def reporters(self, initiative: Initiative) -> frozenset[str]:
        """Ids of the bodies that may report on an initiative: those that answer for it, those that carry it out,
        and the secretariats of the committees, which report for all.
        """
        secretariats = {committee.secretariat for committee in self.committees if committee.secretariat}
        carrying_out = initiative.executing.bodies if initiative.executing else ()
        return frozenset({*initiative.bodies(), *carrying_out, *secretariats})

    def reporting_bodies(self) -> tuple[Body, ...]:
        """Bodies that may report on at least one initiative, in the catalogue's order."""
        reporting = {body for initiative in self.initiatives for body in self.reporters(initiative)}
        return tuple(body for body in self.bodies if body.id in reporting)

    def responsible_bodies(self) -> tuple[Body, ...]:
        """Bodies that answer for at least one initiative, in the catalogue's order."""
        named = {part.body for initiative in self.initiatives for part in initiative.responsible}
        return tuple(body for body in self.bodies if body.id in named)
