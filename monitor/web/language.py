"""Which language a visitor asked for, before a session exists."""

from monitor.show.words import nearest_language


def preferred_language(chosen: str | None, accept_language: str | None, *, default: str = "nb") -> str:
    """The language of the address (`?lang=`) when we have it, else the browser's first that we have, else `default`.

    `accept_language` is the header of RFC 9110, 12.5.4; a part of it that cannot be read is passed over.
    """
    return nearest_language(chosen) or _first_of_browser(accept_language or "") or default


def _first_of_browser(accept_language: str) -> str | None:
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept_language.split(",")):
        tag, _, weight = part.strip().partition(";")
        language = nearest_language(tag.strip())
        quality = _quality(weight)
        if language and quality > 0:
            ranked.append((-quality, place, language))
    return min(ranked)[2] if ranked else None


def _quality(weight: str) -> float:
    name, _, number = weight.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(number)
    except ValueError:
        return 0.0
