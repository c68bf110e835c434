"""How an edition of an indicator is cited, with a lasting address that opens it again."""

from monitor.measures.citation import citation
from monitor.measures.opened import Opened
from monitor.reporting.days import day_of
from monitor.show.addresses import INDICATORS, lasting
from monitor.show.words import Words


def cited(opened: Opened, server: str, _: Words) -> str:
    """One line to cite exactly this edition by; "" for files that were not kept yet. `server` is its address."""
    edition = opened.edition
    if edition is None:
        return ""
    link = lasting(server, INDICATORS, id=edition.indicator, edition=str(edition.number))
    definition = opened.series.indicator
    return citation(definition, edition.number, day_of(edition.at), link, _, dataset=opened.dataset)
