"""Web addresses that files name."""

import pytest
from pydantic import TypeAdapter, ValidationError

from monitor.catalogue.links import WebAddress

ADDRESS: TypeAdapter[str] = TypeAdapter(WebAddress)


@pytest.mark.parametrize(
    "address",
    ["https://www.regjeringen.no/", "http://www.p4.no/nyheter", "https://xn--tilbakefring-2jb.no/a?b=c#d"],
)
def test_an_address_on_the_web_is_accepted_as_it_is(address: str):
    assert ADDRESS.validate_python(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "ftp://example.no/", "//example.no/", "https://", "www.example.no", "data:text/html,x",
        "https://user:secret@example.no/", "https://example.no/a b", "https://example.no/\x01", "file:///etc/passwd",
        "https://example.no/" + "a" * 2000,
    ],
)  # fmt: skip
def test_anything_else_is_refused(address: str):
    with pytest.raises(ValidationError, match="is no web address"):
        ADDRESS.validate_python(address)


@pytest.mark.parametrize("address", ["https://[::1/", "https://[x]/"])
def test_an_address_that_cannot_be_taken_apart_is_refused_like_any_other(address: str):
    with pytest.raises(ValidationError):
        ADDRESS.validate_python(address)
