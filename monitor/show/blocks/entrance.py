"""What is said at the door: who reads, why somebody waits, and when a sign-in ends."""

from datetime import date, datetime

from markupsafe import Markup, escape

from monitor.show.text import join, paragraph
from monitor.show.words import Words


def local_person(_: Words) -> Markup:
    """That one person on this machine reads and writes, and has not signed in."""
    return paragraph(_("Local, not signed in"), "m-who")


def anybody(_: Words) -> Markup:
    """That whoever reads has not signed in and can write nothing."""
    return paragraph(_("Open to all, for reading only; not signed in"), "m-who")


def person(name: str, _: Words) -> Markup:
    """Who has signed in."""
    return paragraph(_("Signed in: {name}").format(name=name), "m-who")


def before_sign_in(_: Words) -> Markup:
    """What sign-in is for."""
    return paragraph(
        _("This dashboard follows the reintegration strategy 2017–2021. Sign in to read and report."),
        "m-lead",
    )


def without_role(name: str, user: str, _: Words) -> Markup:
    """That a person has signed in and still sees nothing, and what to do about it."""
    return join(
        [
            paragraph(
                _("You are signed in as {name}, but have no role yet, so nothing is shown.").format(
                    name=name
                ),
                "m-lead",
            ),
            _whom_to_ask(user, _),
        ]
    )


def role_taken(name: str, user: str, _: Words) -> Markup:
    """That a person's roles were revoked, what became of what they were doing, and whom to ask."""
    return join(
        [
            paragraph(
                _("You are signed in as {name}, but your role was revoked, so nothing is shown.").format(
                    name=name
                ),
                "m-lead",
            ),
            paragraph(_("Nothing has been recorded for you since. Drafts that were saved are kept.")),
            _whom_to_ask(user, _),
        ]
    )


def _whom_to_ask(user: str, _: Words) -> Markup:
    return paragraph(
        escape(_("Ask an administrator of the dashboard for one, and name this id: {id}")).format(
            id=Markup("<code>{}</code>").format(user)
        )
    )


def ends_soon(ends_at: datetime, today: date, _: Words) -> str:
    """That a sign-in ends soon."""
    return _(
        "Your sign-in ends at {time}. Drafts are kept; other text is lost when you sign in again."
    ).format(time=_.time(ends_at, today=today))
