"""Who has signed in, who may do what, and how that came about."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from monitor.access.access import Grant
from monitor.access.grants import Change
from monitor.access.people import Person
from monitor.access.roles import Role
from monitor.catalogue.strategy import Catalogue
from monitor.show.roles import role_meaning, role_word, verb_word
from monitor.show.table import Column, table
from monitor.show.text import definitions
from monitor.show.vocabulary import person_word
from monitor.show.words import Words


def roles(_: Words) -> Markup:
    """What each role lets one do."""
    return definitions([(role_word(role, _), role_meaning(role, _)) for role in Role])


def grant_words(grant: Grant, catalogue: Catalogue, _: Words) -> str:
    """A role with the body it is for."""
    if grant.body is None:
        return role_word(grant.role, _)
    return f"{role_word(grant.role, _)} ({body_short(grant.body, catalogue)})"


def body_short(body: str, catalogue: Catalogue) -> str:
    """A body by its id, which is its abbreviation; one that the catalogue has lost, too."""
    return body if body in catalogue.body else f"{body} ?"


def called(person: Person) -> str:
    """What a person is called; by the id where the name was erased or never told."""
    return person.name or person.email or person.user


def people_table(people: Sequence[Person], held: Sequence[Grant], catalogue: Catalogue, _: Words) -> Markup:
    """Everybody who has signed in, with the roles they hold."""
    roles_of: dict[str, list[str]] = {}
    for grant in held:
        roles_of.setdefault(grant.user, []).append(grant_words(grant, catalogue, _))
    columns = [
        Column(_("Person"), names_the_row=True),
        Column(_("E-mail")),
        Column(_("Roles")),
        Column(_("Seen last")),
        Column(_("Id")),
    ]
    rows = [
        [
            called(person),
            person.email or "–",
            ", ".join(roles_of.get(person.user, [])) or _("No role"),
            _.moment(person.last_seen),
            person.user,
        ]
        for person in people
    ]
    return table(_("People who have signed in"), columns, rows)


def history_table(
    history: Sequence[Change], names: Mapping[str, str], catalogue: Catalogue, _: Words
) -> Markup:
    """Every role that was granted or revoked; `names` are what people are called, by id."""
    columns = [
        Column(_("When"), names_the_row=True),
        Column(_("What")),
        Column(_("Role")),
        Column(_("Person")),
        Column(_("By")),
    ]
    rows = [
        [
            _.moment(change.at),
            verb_word(change.verb, _),
            grant_words(change.grant, catalogue, _),
            names.get(change.grant.user, change.grant.user),
            names.get(change.by) or person_word(change.by, _),
        ]
        for change in history
    ]
    return table(_("Roles that were granted and revoked"), columns, rows)
