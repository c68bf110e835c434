"""What the cards of Overview have in common."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from monitor.catalogue.initiatives import Initiative
from monitor.show.addresses import Addresses
from monitor.show.rows import initiative_chip
from monitor.show.text import join
from monitor.show.words import Words


def card(parts: Iterable[Markup], css: str = "") -> Markup:
    """The parts in a frame of their own."""
    return Markup('<div class="{}">{}</div>').format(f"m-card {css}".strip(), join(parts))


def gathered(told: str, initiatives: Sequence[Initiative], to: Addresses, _: Words) -> Markup:
    """How many initiatives something is true of, and their numbers, each leading to its page."""
    links = join(
        Markup("<li>{}</li>").format(initiative_chip(initiative, to, _)) for initiative in initiatives
    )
    return Markup('<p>{}: <b>{}</b></p><ul class="m-chips">{}</ul>').format(told, len(initiatives), links)
