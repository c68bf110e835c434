"""Initiatives as rows of tables: the three statuses side by side, never merged; and what leads to other pages."""

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from monitor.catalogue.bodies import Body
from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.measures.definitions import Definition
from monitor.review.answers import NOT_ASKED, Answered
from monitor.review.standing import Standing
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.marks import answer_marks, contradiction_mark, record_mark, reported_mark, schedule_mark
from monitor.show.table import Cell, Column, table
from monitor.show.text import join, local
from monitor.show.words import Words


def initiative_title(initiative: Initiative, _: Words) -> Markup:
    """Number and title."""
    return Markup("{} {}").format(initiative.number, local(initiative.title, _))


def initiative_link(initiative: Initiative, to: Addresses, _: Words) -> Markup:
    """Number and title, leading to the initiative's page."""
    return to.link(initiative_title(initiative, _), addresses.INITIATIVE, id=initiative.id)


def initiative_chip(initiative: Initiative, to: Addresses, _: Words) -> Markup:
    """The number, which is what committee papers use, leading to the initiative; its title for those who listen."""
    label = Markup('{}<span class="sr-only"> {}</span>').format(initiative.number, _.plain(initiative.title))
    return to.link(label, addresses.INITIATIVE, id=initiative.id)


def indicator_link(definition: Definition, to: Addresses, _: Words) -> Markup:
    """The title, leading to the indicator's place on the page of its theme."""
    return to.link(local(definition.title, _), addresses.INDICATORS, id=definition.id)


def body_short(body: Body, day: date) -> str:
    """The short name of a body valid on the day."""
    name = body.name_on(day)
    return name.abbreviation or body.id


def standing_table(
    caption: str,
    rows: Sequence[Standing],
    catalogue: Catalogue,
    to: Addresses,
    _: Words,
    answered: Mapping[str, Answered] = NOT_ASKED,
) -> Markup:
    """The table of initiatives: title, bodies in printed order, what is reported, public record, schedule.

    `answered` says what the responsible ministries have to do with what is reported, by initiative.
    """
    columns = [
        Column(_("Initiative"), names_the_row=True),
        Column(_("Responsible, in printed order")),
        Column(_("Reported by the bodies")),
        Column(_("On public record (our reading)")),
        Column(_("Schedule")),
    ]
    cells: list[list[Cell]] = [
        [
            initiative_link(row.initiative, to, _),
            body_links(row.initiative.bodies(), catalogue, to),
            join(
                [
                    reported_mark(row, catalogue, _),
                    contradiction_mark(row, _),
                    *_answers(answered.get(row.initiative.id), catalogue, _),
                ],
                " ",
            ),
            record_mark(row.record, _),
            schedule_mark(row.schedule, _),
        ]
        for row in rows
    ]
    return table(caption, columns, cells)


def _answers(answered: Answered | None, catalogue: Catalogue, _: Words) -> list[Markup]:
    """Each on a line of its own below the status."""
    marks = answer_marks(answered, catalogue, _) if answered else []
    return [Markup("<br>{}").format(mark) for mark in marks]


def body_links(ids: Sequence[str], catalogue: Catalogue, to: Addresses) -> Markup:
    """Bodies in the order given, by their printed short names, each leading to its own page."""
    return join((body_link(body, catalogue, to) for body in ids), ", ")


def body_link(body_id: str, catalogue: Catalogue, to: Addresses) -> Markup:
    """A body by its printed short name, leading to its page."""
    short = body_short(catalogue.body[body_id], catalogue.printed_on)
    return to.link(short, addresses.RESPONSIBILITIES, body=body_id)


def body_long(body: Body, day: date, _: Words) -> str:
    """The full name of a body valid on the day, with its short name where it has one."""
    name = body.name_on(day)
    long = _.plain(name.name)
    short = name.abbreviation
    return f"{long} ({short})" if short and short not in long else long


def addressee(of: str, catalogue: Catalogue, day: date, _: Words) -> str:
    """A body or a committee by name; what was recorded stays readable where the catalogue has lost it."""
    if of in catalogue.body:
        return body_long(catalogue.body[of], day, _)
    return next((_.plain(entry.name) for entry in catalogue.committees if entry.id == of), of)
