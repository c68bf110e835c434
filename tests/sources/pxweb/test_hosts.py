"""Only hosts that are named are asked, by https but for this machine."""

import pytest

from monitor.errors import Refused
from monitor.sources.pxweb.hosts import check_host

ALLOWED = {"data.ssb.no", "127.0.0.1:8633", "bank.example:8443"}


@pytest.mark.parametrize(
    "address",
    [
        "https://data.ssb.no/api/pxwebapi/v2",
        "https://DATA.ssb.no:443/api",
        "http://127.0.0.1:8633/v2",
        "https://bank.example:8443",
    ],
)
def test_a_host_that_is_named_may_be_asked(address: str):
    check_host(address, ALLOWED)


@pytest.mark.parametrize(
    "address",
    [
        "http://data.ssb.no/api",  # anybody on the way could answer
        "https://data.ssb.no:8443/api",
        "https://data.ssb.no.example/api",
        "https://data.ssb.no@example.org/api",
        "https://example.org/data.ssb.no",
        "http://127.0.0.1:8501/",
        "http://127.0.0.1/",
        "http://localhost:8633/",
        "http://bank.example:8443/",
        "http://[::1]:8633/",
        "ftp://data.ssb.no/",
        "//data.ssb.no/",
        "https://data.ssb.no:99999/",
        "https://[data.ssb.no/",
        "",
    ],
)
def test_any_other_address_may_not(address: str):
    with pytest.raises(Refused) as refused:
        check_host(address, ALLOWED)
    assert refused.value.code == "data_host_refused"
