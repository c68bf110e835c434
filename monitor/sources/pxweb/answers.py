"""What a source says when it does not answer, or that it says nothing, as refusals that say what to do."""

from collections.abc import Callable
from typing import Final

from monitor.catalogue.signs import first_forbidden, quoted
from monitor.errors import Refused
from monitor.sources.json_door import MAX_BYTES, read_json

_LONGEST = 200  # characters of a title
_DAY = 86_400


def refusal(status: int, content: bytes, host: str, *, limit: int) -> Refused:
    """What an answer that is neither 200, 429 nor 5xx means. `limit` is how many cells were asked for.

    Titles: as PxWebApi 2.3 gives them; anything else is told with its status and title.
    """
    title = _title(content)
    if title.lower() in _KNOWN:
        return _KNOWN[title.lower()](host, limit)
    if status == 404:
        return Refused(
            "pxweb_not_found",
            f"{host} has no such table, or not in this language. Look up its number.",
            host=host,
        )
    if 300 <= status < 400:
        return Refused(
            "pxweb_moved",
            f"{host} answers elsewhere now. Look up its new address; it has to be among the hosts that may be asked.",
            host=host,
        )
    said = quoted(title) if title else "nothing"
    return Refused(
        "pxweb_declined",
        f"{host} declined ({status}) and said {said}. Check the table and the selection.",
        host=host,
        status=str(status),
        said=quoted(title),
    )


def _title(content: bytes) -> str:
    try:
        told = read_json(content)
    except Refused:  # a page, or nothing at all
        return ""
    title = told.get("title") if isinstance(told, dict) else None
    if not isinstance(title, str) or len(title) > _LONGEST or first_forbidden(title) is not None:
        return ""
    return title


def _too_many(host: str, limit: int) -> Refused:
    return Refused(
        "pxweb_too_many_cells",
        f"{host} does not give {limit:,} cells at a time. Set a lower limit for one question.",
        host=host,
        limit=limit,
    )


def changed(host: str, _limit: int = 0) -> Refused:
    """That a table became another one while it was being fetched."""
    return Refused(
        "pxweb_changed",
        f"{host} is updating the table: it is no longer as it described it a moment ago. Fetch it again later.",
        host=host,
    )


def _unread(host: str, _limit: int) -> Refused:
    return Refused(
        "pxweb_selection_unread",
        f"{host} does not understand the selection, though it is a plain list of its codes. Tell whoever runs the "
        "dashboard.",
        host=host,
    )


_KNOWN: Final[dict[str, Callable[[str, int], Refused]]] = {
    "too many cells selected": _too_many,
    "non-existent variable": changed,
    "non-existent value": changed,
    "non-existent codelist": changed,
    "missing selection for mandantory variable": changed,  # their spelling
    "missing selection for mandatory variable": changed,
    "illegal selection expression": _unread,
}


def unreachable(host: str) -> Refused:
    """That nothing came, or not all of it."""
    return Refused(
        "pxweb_unreachable",
        f"{host} cannot be reached, is silent, or broke off. Try again later; if that does not help, ask whoever runs "
        "the network whether it may be reached from here.",
        host=host,
    )


def certificate(host: str) -> Refused:
    """That the source may be somebody else."""
    return Refused(
        "pxweb_certificate",
        f"{host} cannot prove that it is itself (its certificate). Nothing was asked of it; tell whoever runs the "
        "network.",
        host=host,
    )


def busy(host: str, seconds: float) -> Refused:
    """That the source sends us away (429)."""
    whole = round(min(seconds, _DAY))
    return Refused(
        "pxweb_busy",
        f"{host} was asked too often. Try again in {whole:,} seconds.",
        host=host,
        seconds=whole,
    )


def fault(host: str, status: int) -> Refused:
    """That something went wrong within the source (5xx)."""
    return Refused(
        "pxweb_fault",
        f"{host} has a fault of its own ({status}). It may be updating its tables; try again in half an hour.",
        host=host,
        status=str(status),
    )


def slow(host: str, seconds: float) -> Refused:
    """That an answer dripped in."""
    return Refused(
        "pxweb_slow",
        f"{host} took longer than {seconds:,.0f} seconds for one answer. Try again later, or ask for less at a time.",
        host=host,
        seconds=round(seconds),
    )


def too_large(host: str) -> Refused:
    """That an answer is more than is read."""
    limit = MAX_BYTES // 2**20
    return Refused(
        "pxweb_answer_too_large",
        f"{host} sent more than {limit} MB in one answer. Ask for less at a time.",
        host=host,
        limit=limit,
    )
