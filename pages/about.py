"""About and sources: how the strategy is read, the rules of the pages, and every source."""

from monitor.show.adapter import session
from monitor.show.blocks import about as blocks

context = session.here()
_ = context.words

session.title(_("About and sources"), _)
session.draw(
    blocks.strategy(context.catalogue, _),
    blocks.rules(_),
    blocks.checked(context.addresses, _),
    blocks.kept(_),
    blocks.record(*context.desk.evidence(None), _),
    blocks.sources(context.desk.measures, _),
)
