"""Which hosts may be asked. Whoever runs the dashboard names them; nothing that is read can add one."""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from monitor.catalogue.signs import quoted
from monitor.errors import Refused


def check_host(address: str, allowed: Collection[str]) -> None:
    """Raises Refused `data_host_refused` with `host` unless the host of `address` is one of `allowed`.

    `allowed` holds hosts, and with a port of their own `host:port`. Only https is asked, but for this very machine.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _refused(address) from None
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    named = host if port in (None, usual) else f"{host}:{port}"
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(host))
    if usual is None or not is_safe or named not in allowed:
        raise _refused(f"{parts.scheme}://{named}")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.IPv4Address(host).is_loopback
    except ValueError:
        return False


def _refused(said: str) -> Refused:
    host = quoted(said)
    return Refused(
        "data_host_refused",
        f"{host} is not among the hosts that may be asked, or not by https. Whoever runs the dashboard names them in "
        "DATA_HOSTS.",
        host=host,
    )
