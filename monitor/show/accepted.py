"""Who accepted an edition, in words, as far as the reader may know."""

from monitor.access.access import Grant
from monitor.catalogue.strategy import Catalogue
from monitor.show.roles import role_word
from monitor.show.rows import body_short
from monitor.show.words import Words
from monitor.wiring.indicators import Accepted, Acceptor


def accepted_by(acceptor: Acceptor, catalogue: Catalogue, _: Words) -> str:
    """It came with the program; on the command line; or a person, by name and role where these may be seen."""
    match acceptor.way:
        case Accepted.PROGRAM:
            return _("came with the program")
        case Accepted.COMMAND:
            return _("whoever runs the dashboard, on the command line")
        case Accepted.HERE:
            return _("whoever uses this machine")
        case Accepted.PERSON:
            roles = ", ".join(_role(grant, catalogue, _) for grant in acceptor.grants)
            if acceptor.name and roles:
                return f"{acceptor.name} ({roles})"
            return acceptor.name or roles or _("somebody who had signed in")


def _role(grant: Grant, catalogue: Catalogue, _: Words) -> str:
    body = catalogue.body.get(grant.body) if grant.body is not None else None
    word = role_word(grant.role, _)
    return f"{word}, {body_short(body, catalogue.printed_on)}" if body is not None else word
