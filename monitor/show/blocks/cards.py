"""What the cards of Overview have in common."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from monitor.catalogue.initiatives import Initiative
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.text import join
from monitor.show.words import Words


def card(parts: Iterable[Markup], css: str = "") -> Markup:
    """The parts in a frame of their own."""
    return Markup('<div class="{}">{}</div>').format(f"m-card {css}".strip(), join(parts))


def gathered(told: str, initiatives: Sequence[Initiative], to: Addresses, _: Words) -> Markup:
    """How many initiatives something is true of, and their numbers, each leading to its page."""
    links = join(
        Markup("<li>{}</li>").format(
            to.link(
                # The number is what committee papers use; the title is there for those who listen.
                Markup('{}<span class="sr-only"> {}</span>').format(
                    initiative.number, _.plain(initiative.title)
                ),
                addresses.INITIATIVE,
                id=initiative.id,
            )
        )
        for initiative in initiatives
    )
    return Markup('<p>{}: <b>{}</b></p><ul class="m-chips">{}</ul>').format(told, len(initiatives), links)
