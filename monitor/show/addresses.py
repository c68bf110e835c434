"""Addresses of pages. What a reader has chosen travels in the address, so that a link shows what its sender saw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import quote_plus, urlencode

from markupsafe import Markup

INITIATIVES = "initiatives"
INITIATIVE = "initiative"
TIMELINE = "timeline"
RESPONSIBILITIES = "responsibilities"
INDICATORS = "indicators"
EXPLORE = "explore"
COMPARE = "compare"
OUTCOMES = "outcomes"
COVERAGE = "coverage"
REPORT = "report"
ANSWERS = "answers"
ROUNDS = "rounds"
HISTORY = "history"
CHANGES = "changes"
ENTRY = "entry"
STATEMENT = "statement"
CONCLUSION = "conclusion"
WORKBOOK = "workbook"
IMPORTS = "imports"
ABOUT = "about"
ACCESS = "access"
PAGES = (
    INITIATIVES,
    INITIATIVE,
    TIMELINE,
    RESPONSIBILITIES,
    INDICATORS,
    EXPLORE,
    COMPARE,
    OUTCOMES,
    COVERAGE,
    REPORT,
    ANSWERS,
    ROUNDS,
    HISTORY,
    CHANGES,
    ENTRY,
    STATEMENT,
    CONCLUSION,
    WORKBOOK,
    IMPORTS,
    ABOUT,
    ACCESS,
)
"""Every page that has an address of its own; Overview is what the server answers without one."""

SIGN_IN_FAILED = "sign_in_failed"
"""Stands in an address that a sign-in led back to without having succeeded."""


_LINK, _LINKED, _LINK_ENDS = Markup('<a href="'), Markup('">'), Markup("</a>")


@dataclass(frozen=True)
class Addresses:
    """Makes addresses that keep the reader's language and day. `as_of` is None while the day is today."""

    language: str
    as_of: date | None

    def kept(self) -> Mapping[str, str]:
        """What every address carries; an empty value stands in none."""
        return {"lang": self.language, "as_of": self.as_of.isoformat() if self.as_of else ""}

    @cached_property
    def _kept(self) -> str:
        return urlencode({name: value for name, value in self.kept().items() if value})

    def to(self, page: str, /, **chosen: str) -> str:
        """The address of a page, relative to the server, with what is chosen on it; empty choices are left out."""
        said = [f"{name}={quote_plus(value)}" for name, value in chosen.items() if value]
        return f"{page}?{'&'.join([*said, self._kept])}"

    def asking(self, page: str, query: Mapping[str, Sequence[str]]) -> str:
        """The same for what may be chosen more than once; what is chosen empty stands in it."""
        kept = {name: [value] for name, value in self.kept().items() if value}
        return f"{page}?{urlencode({**query, **kept}, doseq=True)}"

    def link(self, label: Markup | str, page: str, /, **chosen: str) -> Markup:
        """A link to a page of ours."""
        # Added up, which escapes as `format` does: an index has hundreds of links, and took most of its time for them.
        return _LINK + self.to(page, **chosen) + _LINKED + label + _LINK_ENDS


def lasting(server: str, page: str, /, **chosen: str) -> str:
    """An address to be cited: whole, and without the reader's language and day. `server` is its address."""
    return f"{server}/{page}?{urlencode(chosen)}"
