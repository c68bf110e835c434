"""Access: who has signed in, who may do what, and how that came about. For administrators."""

from monitor.access.actions import Action
from monitor.show import addresses
from monitor.show.adapter import access_forms, forms, frame, guard, session
from monitor.show.blocks import access as blocks
from monitor.show.text import heading, paragraph

context = session.here()
_, to, catalogue = context.words, context.addresses, context.catalogue

guard.only_for(Action.READ_PEOPLE, _("Access"), context)
administration = context.services.administration
people, held, history = administration.all_people(), administration.held(), administration.history()

session.title(_("Access"), _)
if not context.is_today:
    frame.notice(
        _("You read the pages as of {day}. Roles are shown and granted as they are today.").format(
            day=_.day(context.as_of)
        )
    )
forms.tell_done(addresses.ACCESS)
session.draw(
    paragraph(
        _(
            "Whoever signs in has no role until one is granted here. A role counts as soon as it is granted, and stops "
            "counting as soon as it is revoked."
        )
    )
)
if people:
    session.draw(blocks.people_table(people, held, catalogue, _))
else:
    session.draw(paragraph(_("Nobody has signed in yet.")))
if people:
    session.draw(heading(2, _("Grant a role")))
    access_forms.grant(people, context)
if held:
    session.draw(heading(2, _("Revoke a role")))
    access_forms.revoke(people, held, context)
session.draw(heading(2, _("What the roles mean")), blocks.roles(_))
if history:
    names = {person.user: blocks.called(person) for person in people}
    session.draw(heading(2, _("History")), blocks.history_table(history, names, catalogue, _))
session.draw(paragraph(to.link(_("All initiatives"), addresses.INITIATIVES)))
