"""Who answers for what: the matrix of bodies and initiatives, and one body's page."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from monitor.catalogue.bodies import Body, BodyKind, BodyName, Committee
from monitor.catalogue.strategy import Catalogue
from monitor.review.duties import Duties
from monitor.review.standing import Standing
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.marks import reported_mark, schedule_mark
from monitor.show.rows import addressee, body_links, body_long, body_short, initiative_link
from monitor.show.table import Cell, Column, table
from monitor.show.text import bullets, definitions, heading, join, local, paragraph, user_text
from monitor.show.vocabulary import STATUS_SIGNS, body_kind_word, role_word, status_word
from monitor.show.words import Words

ROLE_SIGN = "●"


def matrix(rows: Sequence[Standing], catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """Initiative by body: the role with a sign, and what is reported on the initiative."""
    bodies = catalogue.responsible_bodies()
    columns = [
        Column(_("Initiative"), names_the_row=True),
        *(
            Column(to.link(body_short(body, catalogue.printed_on), addresses.RESPONSIBILITIES, body=body.id))
            for body in bodies
        ),
        Column(_("Reported by the bodies")),
    ]
    cells: list[list[Cell]] = []
    for row in rows:
        roles = {
            part.body: (place, part.role) for place, part in enumerate(row.initiative.responsible, start=1)
        }
        cells.append(
            [
                initiative_link(row.initiative, to, _),
                *(_role_cell(roles.get(body.id), _) for body in bodies),
                Markup("{} {}").format(STATUS_SIGNS[row.status], status_word(row.status, _)),
            ]
        )
    return Markup('<div class="m-matrix">{}</div>').format(
        table(_("Initiatives and responsible bodies"), columns, cells, stacks=False)
    )


def _role_cell(part: tuple[int, object] | None, _: Words) -> Markup:
    if part is None:
        return Markup('<span class="sr-only">{}</span>').format(_("no part"))
    place, role = part
    return Markup('<span aria-hidden="true">{} {}</span><span class="sr-only">{}</span>').format(
        ROLE_SIGN,
        place,
        _("{role}, no. {place} in printed order").format(role=role_word(role, _), place=place),  # type: ignore[arg-type]
    )


def committee(entry: Committee, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """One committee: who sits on it and what it is for."""
    not_printed = _("none is printed")
    name: Markup = local(entry.name, _)
    if not entry.name_verified:
        name = Markup('{} <span class="m-tag">{}</span>').format(name, _("Norwegian name not verified"))
    return join(
        [
            heading(3, name),
            definitions(
                [
                    (_("Level"), body_kind_word(entry.level, _)),
                    (_("Chair"), body_links([entry.chair], catalogue, to)),
                    (
                        _("Secretariat"),
                        body_links([entry.secretariat], catalogue, to) if entry.secretariat else not_printed,
                    ),
                    (_("Permanent members"), body_links(entry.permanent, catalogue, to)),
                    (_("As required"), body_links(entry.as_required, catalogue, to)),
                    (_("Tasks"), bullets([local(task, _) for task in entry.tasks])),
                    (_("Note"), local(entry.note, _) if entry.note else ""),
                ]
            ),
        ]
    )


def body_list(catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """Every body the strategy names, by kind, with its task where the strategy gives one."""
    parts = []
    for kind in BodyKind:
        bodies = [body for body in catalogue.bodies if body.kind is kind]
        if not bodies:
            continue
        parts.append(heading(3, body_kind_word(kind, _)))
        parts.append(bullets([_body_item(body, catalogue, to, _) for body in bodies]))
    return join(parts)


def _body_item(body: Body, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    link = to.link(body_long(body, catalogue.printed_on, _), addresses.RESPONSIBILITIES, body=body.id)
    return Markup("{}: {}").format(link, local(body.task, _)) if body.task else link


def duties(view: Duties, catalogue: Catalogue, as_of: date, to: Addresses, _: Words) -> Markup:
    """One body's page: what it owes, what others ask of it, where it sits, what it has been called."""
    body = view.body
    parts = []
    if body.task is not None:
        parts.append(paragraph(local(body.task, _)))
    missing = _.plural(
        "{n} of its initiatives has nothing reported.",
        "{n} of its initiatives have nothing reported.",
        view.missing,
    )
    parts.append(heading(2, _("What it answers for")))
    if view.owes:
        parts.append(paragraph(missing))
        parts.append(_owed(view.owes, catalogue, to, _))
    else:
        parts.append(paragraph(_("The strategy names it for no initiative.")))
    if view.carries_out:
        parts.append(heading(2, _("What it is named to carry out")))
        parts.append(bullets([initiative_link(row.initiative, to, _) for row in view.carries_out]))
    parts.append(heading(2, _("What others ask of it")))
    if not view.asked:
        parts.append(
            paragraph(_("No decision is open that a report in force asks of it or of a committee it chairs."))
        )
    for entry in view.asked:
        assert entry.flag is not None
        by = _.day(entry.flag.by) if entry.flag.by else _("no day given")
        parts.append(
            definitions(
                [
                    (_("Initiative"), initiative_link(entry.standing.initiative, to, _)),
                    (_("What is to be decided"), user_text(entry.flag.what, _)),
                    (_("By whom"), addressee(entry.flag.of, catalogue, as_of, _)),
                    (_("By when"), by),
                ]
            )
        )
    parts.append(heading(2, _("Committees")))
    if view.committees:
        parts.append(bullets([_seat(body, entry, _) for entry in view.committees]))
    else:
        parts.append(paragraph(_("It sits on no committee of the strategy.")))
    parts.append(heading(2, _("Names")))
    parts.append(bullets([_name(name, _) for name in body.names]))
    if body.successor is not None:
        link = body_links([body.successor], catalogue, to)
        parts.append(paragraph(Markup("{} {}").format(_("Its tasks went to:"), link)))
    return join(parts)


def _owed(rows: Sequence[Standing], catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    columns = [
        Column(_("Initiative"), names_the_row=True),
        Column(_("All responsible, in printed order")),
        Column(_("Reported by the bodies")),
        Column(_("Schedule")),
    ]
    cells: list[list[Cell]] = [
        [
            initiative_link(row.initiative, to, _),
            body_links(row.initiative.bodies(), catalogue, to),
            reported_mark(row, catalogue, _),
            schedule_mark(row.schedule, _),
        ]
        for row in rows
    ]
    return table(_("What it answers for"), columns, cells)


def _seat(body: Body, entry: Committee, _: Words) -> Markup:
    seats = [
        word
        for word, holds in (
            (_("chair"), entry.chair == body.id),
            (_("secretariat"), entry.secretariat == body.id),
            (_("permanent member"), body.id in entry.permanent),
            (_("member as required"), body.id in entry.as_required),
        )
        if holds
    ]
    return Markup("{}: {}").format(local(entry.name, _), ", ".join(seats))


def _name(name: BodyName, _: Words) -> Markup:
    if name.from_ and name.to:
        when = _("{first} to {last}").format(first=_.partial(name.from_), last=_.partial(name.to))
    elif name.from_:
        when = _("from {first}").format(first=_.partial(name.from_))
    elif name.to:
        when = _("until {last}").format(last=_.partial(name.to))
    else:
        when = ""
    short = f" ({name.abbreviation})" if name.abbreviation else ""
    doubt = "" if name.verified else Markup(' <span class="m-tag">{}</span>').format(_("not verified"))
    note = Markup(' <span class="m-small">{}</span>').format(local(name.note, _)) if name.note else ""
    return Markup("{}{}{}{}{}").format(local(name.name, _), short, f", {when}" if when else "", doubt, note)
