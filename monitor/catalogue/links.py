"""Web addresses that files name: https or http, a host, nothing hidden in them."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, WithJsonSchema

from monitor.catalogue.signs import first_forbidden, quoted

_NOT_IN_A_LINK = frozenset('\\<>"')  # browsers read a backslash as a slash


def _checked(address: str) -> str:
    parts = urlsplit(address)
    if (
        parts.scheme not in ("https", "http")
        or not parts.hostname
        or "@" in parts.netloc
        or len(address) > 2000
        or any(sign.isspace() or sign in _NOT_IN_A_LINK for sign in address)
        or first_forbidden(address) is not None
    ):
        raise ValueError(
            f"{quoted(address)} is no web address. Accepted: one such as https://www.regjeringen.no/…."
        )
    return address


WebAddress = Annotated[
    str,
    AfterValidator(_checked),
    WithJsonSchema({"type": "string", "pattern": "^https?://[^\\s@/?#]+([/?#]\\S*)?$"}),
]
