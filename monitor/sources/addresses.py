"""Web addresses in texts from outside."""

from typing import Final

from pydantic import TypeAdapter

from monitor.catalogue.links import WebAddress
from monitor.sources.markup import one_line

_ADDRESS: Final = TypeAdapter(WebAddress)


def address(said: str) -> str | None:
    """A web address; None where the text is none."""
    said = one_line(said).split(" ")[0]
    try:
        return _ADDRESS.validate_python(said) if said else None
    except ValueError:  # pydantic's own errors are of this kind
        return None
