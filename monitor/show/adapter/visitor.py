"""Who the visitor of this session is."""

from monitor.access.access import ANONYMOUS, LOCAL, Visitor
from monitor.settings import Settings


def visitor(settings: Settings) -> Visitor:
    """The one person on their own machine where nobody signs in, else nobody in particular."""
    return LOCAL if settings.local else ANONYMOUS
