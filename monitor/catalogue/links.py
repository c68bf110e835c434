"""Web addresses that files name: https or http, a host, nothing hidden in them."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, WithJsonSchema


def _checked(address: str) -> str:
    parts = urlsplit(address)
    if (
        parts.scheme not in ("https", "http")
        or not parts.hostname
        or "@" in parts.netloc
        or len(address) > 2000
        or any(sign.isspace() or ord(sign) < 32 for sign in address)
    ):
        raise ValueError(
            f"{address!r} is no web address. Accepted: one such as https://www.regjeringen.no/…."
        )
    return address


WebAddress = Annotated[
    str,
    AfterValidator(_checked),
    WithJsonSchema({"type": "string", "pattern": "^https?://[^\\s@/?#]+([/?#]\\S*)?$"}),
]
