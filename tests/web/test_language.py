"""The language of the shell, before a session exists."""

import pytest

from monitor.web.language import preferred_language


@pytest.mark.parametrize(
    ("chosen", "header", "language"),
    [
        ("en", "nb", "en"),  # the address wins over the browser
        ("nb", "en", "nb"),
        ("fr", "nb", "nb"),  # an address with a language we have not says nothing
        (None, "nb-NO,nb;q=0.9,en;q=0.8", "nb"),
        (None, "no", "nb"),  # the old code for Norwegian, still sent
        (None, "nn-NO,en;q=0.5", "nb"),  # Nynorsk readers read Bokmål sooner than English
        (None, "fr,de;q=0.9,en;q=0.1,nb;q=0.2", "nb"),  # weight, not order
        (None, "en-GB,nb", "en"),  # order, where weights are equal
        (None, "nb;q=0,en", "en"),  # q=0 means: not this one
        (None, "nb;q=much,en;q=0.1", "en"),  # a weight that cannot be read
        (None, "fr", "nb"),
        (None, "*", "nb"),
        (None, "", "nb"),
        (None, None, "nb"),
        (None, ";;,,q=,", "nb"),
    ],
)
def test_the_address_then_the_browser_then_norwegian(chosen: str | None, header: str | None, language: str):
    assert preferred_language(chosen, header) == language
