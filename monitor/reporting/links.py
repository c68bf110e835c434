"""Which links to evidence are accepted: those that can be followed from a page or a document without surprise."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from monitor.catalogue.signs import forbidden
from monitor.errors import Refused

MAX_LINK: Final = 2000
"""Longest link to evidence, in characters."""

_NOT_IN_A_LINK: Final = frozenset('\\<>"^`{|}')


def link_faults(link: str | None, *, needed: bool, initiative: str) -> Iterator[Refused]:
    """Yield what is wrong with a link to evidence, as `link_invalid`; that it is missing only where it is needed."""
    if link is None and not needed:
        return
    if fault := "missing" if link is None else _link_fault(link):
        yield Refused(
            "link_invalid",
            f"The link to evidence {_LINK_FAULTS[fault]}; a link looks like https://www.example.no/report.",
            initiative=initiative,
            field="evidence_url",
            reason=fault,
        )


def is_safe_link(link: str) -> bool:
    """Say whether a link is one that the rules accept, and that may be followed from a page or a document."""
    return _link_fault(link) is None


_LINK_FAULTS: Final = {
    "missing": "is missing",
    "too_long": f"has more than {MAX_LINK} characters",
    "characters": "holds a space or another character that links cannot hold",
    "unreadable": "has an address or a port that cannot be read",
    "scheme": "does not begin with https://",
    "user": "holds a user name or a password",
    "host": "names no web site",
}


def _link_fault(link: str) -> str | None:
    """Return the key in `_LINK_FAULTS` of what is wrong with a link, or `None`."""
    if len(link) > MAX_LINK:
        return "too_long"
    # Looked for before the link is taken apart, because urlsplit drops line breaks and tabs in silence, and
    # because browsers read a backslash as a slash.
    if any(char.isspace() or forbidden(char) or char in _NOT_IN_A_LINK for char in link):
        return "characters"
    try:
        parts = urlsplit(link)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "unreadable"
    if not link.lower().startswith("https://"):
        return "scheme"
    if "@" in parts.netloc:
        return "user"
    return None if _is_host(host) and port != 0 else "host"


def _is_host(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    return all(
        label and label[0] != "-" and label[-1] != "-" and label.replace("-", "").isalnum()
        for label in labels
    )
