"""The hosts that figures may be fetched from, as the environment names them."""

import re
from collections.abc import Iterable

from monitor.settings.values import unusable

NAME = "DATA_HOSTS"
_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}(:|$))(?P<host>{_LABEL}(\.{_LABEL})*)(:(?P<port>[0-9]{{1,5}}))?")


def read_hosts(text: str) -> frozenset[str]:
    """Hosts with commas or spaces between them, each with a port where it is not the usual one of https."""
    return frozenset(_read(said for said in re.split(r"[\s,]+", text.lower()) if said))


def _read(each: Iterable[str]) -> Iterable[str]:
    for said in each:
        found = _HOST.fullmatch(said)
        if found is None or (found["port"] and not 1 <= int(found["port"]) <= 65535):
            raise unusable(
                NAME,
                f"{NAME} names {said[:80]!r}; use hosts alone, such as data.ssb.no, with commas between them.",
            )
        port = int(found["port"] or 443)
        yield found["host"] if port == 443 else f"{found['host']}:{port}"
