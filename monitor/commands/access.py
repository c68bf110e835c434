"""The commands that say who may do what: roles and tokens."""

import argparse
from datetime import datetime, timedelta
from typing import Any

from monitor import wiring
from monitor.access.access import Grant
from monitor.access.roles import Role
from monitor.settings import Settings
from monitor.wiring.administration import Administration

NAMES = frozenset({"roles", "tokens"})
"""The commands that `run` knows."""

_ROLES = [role.value for role in Role]


def add_commands(commands: Any) -> None:
    """Describe the commands to the parser; `run` carries out the one that was chosen."""
    roles = commands.add_parser(
        "roles", help="grant and revoke roles; list who holds which, and who has signed in"
    )
    acts = roles.add_subparsers(dest="act", required=True, metavar="act")
    for act, told in (("grant", "grant a role"), ("revoke", "take a role")):
        one = acts.add_parser(act, help=told)
        one.add_argument(
            "user", help="our id of a person, or the provider's address and its id: 'ISSUER SUBJECT'"
        )
        one.add_argument("role", choices=_ROLES)
        one.add_argument("--body", help="the body that a directorate or a ministry is, such as KDI")
        if act == "revoke":
            one.add_argument("--force", action="store_true", help="even where it is the last admin")
    acts.add_parser("list", help="the roles that are held, and how that came about")
    acts.add_parser("people", help="everybody who has signed in")
    erase = acts.add_parser("erase", help="erase a person's name and e-mail address; the id stays")
    erase.add_argument("user")

    tokens = commands.add_parser("tokens", help="make and revoke tokens, with which programs read")
    acts = tokens.add_subparsers(dest="act", required=True, metavar="act")
    new = acts.add_parser("create", help="make a token and print it once")
    new.add_argument("label", help="what it is for")
    new.add_argument("role", choices=[role for role in _ROLES if role != Role.ADMIN])
    new.add_argument("--body", help="the body that a directorate or a ministry is")
    new.add_argument(
        "--days",
        type=int,
        choices=range(1, 1097),
        default=90,
        metavar="DAYS",
        help="at most 1096 (90)",
    )
    old = acts.add_parser("revoke", help="revoke a token")
    old.add_argument("id")
    acts.add_parser("list", help="every token, never the token itself")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Carry out one command and return the exit code 0. Raises MonitorError for what could not be done."""
    with wiring.opened_services(settings) as services:
        administration = services.asked_by(wiring.OPERATOR).administration
        if options.command == "tokens":
            _tokens(administration, options, services.clock() + timedelta(days=getattr(options, "days", 0)))
        else:
            _roles(administration, options)
    return 0


def _roles(administration: Administration, options: argparse.Namespace) -> None:
    match options.act:
        case "list":
            for grant in administration.held():
                print(f"{grant.user}\t{_role(grant)}")
            for change in reversed(administration.history()):
                print(
                    f"# {change.at:%Y-%m-%d %H:%M} {change.by} {change.verb} {_role(change.grant)}: {change.grant.user}"
                )
        case "people":
            for person in administration.all_people():
                print(
                    f"{person.user}\t{person.name or '-'}\t{person.email or '-'}\t{person.issuer} {person.subject}"
                )
        case "erase":
            person = administration.find(options.user)
            administration.erase(person.user)
            print(f"Erased the name and e-mail address of {person.user}.")
        case _:
            grant = Grant(administration.find(options.user).user, Role(options.role), options.body)
            if options.act == "revoke":
                administration.revoke(grant, force=options.force)
                print(f"{grant.user} no longer holds the role {_role(grant)}.")
            elif administration.grant(grant):
                print(f"{grant.user} now holds the role {_role(grant)}.")
            else:
                print(f"{grant.user} held the role {_role(grant)} already; nothing was changed.")


def _tokens(administration: Administration, options: argparse.Namespace, until: datetime) -> None:
    match options.act:
        case "create":
            told, token = administration.make_token(
                label=options.label, role=Role(options.role), body=options.body, until=until
            )
            print(told)
            print(
                f"# Token {token.id} for {_role(token.grant)} until {token.expires_at:%Y-%m-%d %H:%M} UTC. "
                "It is not shown again."
            )
        case "revoke":
            administration.revoke_token(options.id)
            print(f"Token {options.id} is revoked.")
        case _:
            for token in administration.all_tokens():
                ends = (
                    f"revoked {token.revoked_at:%Y-%m-%d}"
                    if token.revoked_at
                    else f"until {token.expires_at:%Y-%m-%d}"
                )
                print(f"{token.id}\t{_role(token.grant)}\t{ends}\t{token.label}")


def _role(grant: Grant) -> str:
    return f"{grant.role} for {grant.body}" if grant.body else grant.role.value
