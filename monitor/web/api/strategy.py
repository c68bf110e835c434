"""What was promised: the strategy as a whole, and its initiatives."""

from pydantic import Field

from monitor.catalogue.bodies import Body, Committee
from monitor.catalogue.initiatives import Closing, Deadline, Initiative, Responsibility
from monitor.catalogue.strategy import Area, Strategy
from monitor.catalogue.text import LocalText
from monitor.errors import Refused
from monitor.evidence.record import Evidence
from monitor.measures.definitions import LinkState
from monitor.web.api.asked import Asked, address_of
from monitor.web.api.paging import part
from monitor.web.api.reports import Conclusion, conclusion
from monitor.web.api.shapes import Answer, Listing, Shape
from monitor.web.api.status import Stands, stands


class WholeStrategy(Shape):
    """The strategy, its areas, the bodies that have duties under it, and what is on public record of the whole."""

    strategy: Strategy
    areas: list[Area]
    bodies: list[Body]
    committees: list[Committee]
    evidence: list[Evidence] = Field(description="On the strategy as a whole, newest first")
    undated: list[Evidence] = Field(
        description="Without a day of publication, so of no known place before today"
    )


class StrategyAnswer(Answer):
    """The strategy as of a day."""

    data: WholeStrategy


class InitiativeInList(Shape):
    """An initiative, in short."""

    id: str
    number: str
    area: str | None = Field(description="Id of its area; null: it stands under none")
    title: LocalText
    responsible: tuple[Responsibility, ...]
    deadline: Deadline | None = Field(
        description="As printed and revised in the strategy; null: none was printed"
    )
    added_in: str | None = Field(
        description="Id of the later edition that added it; null: in the first print"
    )
    closed: Closing | None = Field(description="Null: not taken out of the strategy")
    url: str


class InitiativeList(Listing):
    """The initiatives in force on the day, in the order of the strategy."""

    data: list[InitiativeInList]


class LinkedIndicator(Shape):
    """An indicator that speaks to an initiative. Beside each other is association, never effect."""

    indicator: str
    title: LocalText
    state: LinkState
    reason: LocalText
    url: str


class OneInitiative(Stands):
    """An initiative with where it stands, what is on public record, what was concluded, and what is measured."""

    initiative: Initiative
    evidence: list[Evidence] = Field(description="What counts on the day, newest first")
    undated: list[Evidence] = Field(
        description="Without a day of publication, so of no known place before today"
    )
    conclusions: list[Conclusion] = Field(description="Those that stand, the first meeting first")
    indicators: list[LinkedIndicator]


class InitiativeAnswer(Answer):
    """One initiative as of a day."""

    data: OneInitiative


def strategy(asked: Asked) -> StrategyAnswer:
    """Answer /strategy."""
    catalogue = asked.desk.catalogue
    evidence, undated = asked.desk.evidence(None)
    return StrategyAnswer(
        as_of=asked.desk.as_of,
        demonstration=asked.demo,
        data=WholeStrategy(
            strategy=catalogue.strategy,
            areas=list(catalogue.areas),
            bodies=list(catalogue.bodies),
            committees=list(catalogue.committees),
            evidence=evidence,
            undated=undated,
        ),
    )


def initiatives(asked: Asked) -> InitiativeList:
    """Answer /initiatives."""
    rows = asked.desk.catalogue.in_force(asked.desk.as_of)
    found = part(asked, rows, (row.id for row in rows))
    return InitiativeList(
        as_of=asked.desk.as_of,
        demonstration=asked.demo,
        total=found.total,
        next=found.next,
        data=[
            InitiativeInList(
                id=row.id,
                number=row.number,
                area=row.area,
                title=row.title,
                responsible=row.responsible,
                deadline=row.deadline,
                added_in=row.added_in,
                closed=row.closed,
                url=address_of("initiatives", row.id),
            )
            for row in found.entries
        ],
    )


def initiative(asked: Asked) -> InitiativeAnswer:
    """Answer /initiatives/{id}. Raises Refused("no_initiative")."""
    wanted = asked.named["id"]
    desk, only = asked.desk, asked.published_only
    row = desk.standing(wanted)
    if row is None:
        raise Refused("no_initiative", f"There is no initiative {wanted!r} on the day.", said=wanted)
    evidence, undated = desk.evidence(row.initiative.id)
    return InitiativeAnswer(
        as_of=desk.as_of,
        demonstration=asked.demo,
        data=OneInitiative(
            initiative=row.initiative,
            evidence=evidence,
            undated=undated,
            conclusions=[
                conclusion(each, published_only=only) for each in desk.conclusions(row.initiative.id)
            ],
            indicators=[
                LinkedIndicator(
                    indicator=series.indicator.id,
                    title=series.indicator.title,
                    state=link.state,
                    reason=link.reason,
                    url=address_of("indicators", series.indicator.id),
                )
                for series in desk.linked_series(row.initiative.id)
                for link in series.indicator.links
                if link.initiative == row.initiative.id
            ],
            **dict(stands(row, published_only=only)),
        ),
    )
