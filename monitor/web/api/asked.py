"""What a request asks for, once it may: the desk as of its day, and what stands in its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from monitor.access.access import Access
from monitor.measures.editions import Editions
from monitor.measures.selection import FigureReader
from monitor.reporting.published import PublishedLog
from monitor.review.desk import Desk
from monitor.web.api.parameters import CURSOR, Given
from monitor.wiring import Services

HERE = "/api/v1"


@dataclass(frozen=True)
class Asked:
    """`path` is the address without its query, `named` what its parts in braces stand for.

    `site` is the scheme and host that answer, for addresses that have to hold elsewhere too. `services` write
    files for whoever has the `access`.
    """

    desk: Desk
    editions: Editions
    figures: FigureReader
    given: Given
    path: str
    named: Mapping[str, str]
    demo: bool
    site: str
    services: Services
    access: Access

    @property
    def published_only(self) -> bool:
        """Whether words that are exempt from public access are left out of what the desk shows."""
        return isinstance(self.desk.log, PublishedLog)

    def address(self, cursor: str) -> str:
        """The same address from another place of the list."""
        kept = [(name, said) for name, said in self.given.items if name != CURSOR]
        return f"{self.path}?{urlencode([*kept, (CURSOR, cursor)])}"


def address_of(kind: str, name: str, *parts: str) -> str:
    """The address of an initiative or an indicator, or of a part of it."""
    return "/".join((HERE, kind, quote(name, safe=""), *parts))
