"""Coverage: themes, initiatives, goals and indicators that nothing here is linked to."""

from monitor.show import addresses
from monitor.show.adapter import frame, session
from monitor.show.adapter.coverage_downloads import buttons
from monitor.show.blocks import coverage as blocks
from monitor.show.text import paragraph

context = session.here()
_, to, catalogue = context.words, context.addresses, context.catalogue
found = context.desk.coverage()

session.title(_("Coverage"), _)
session.draw(
    paragraph(frame.day_line(context), "m-lead"),
    blocks.introduction(found, _),
    blocks.counts(found, _),
)
buttons(found, context)
session.draw(
    blocks.gaps(found, catalogue, to, _),
    paragraph(to.link(_("Delivery and outcome"), addresses.OUTCOMES)),
)
