"""How a selection is found again, cited, and taken along as a file."""

from urllib.parse import urljoin

import streamlit as st

from monitor.measures.citation import citation
from monitor.reporting.days import day_of
from monitor.review.exploring.explorer import View
from monitor.review.exploring.look import query_of
from monitor.show import addresses
from monitor.show.adapter import session
from monitor.show.adapter.session import Context
from monitor.show.blocks import exploring as blocks


def draw(view: View, context: Context) -> None:
    """The lasting link and the citation."""
    _ = context.words
    edition = view.edition
    link = urljoin(st.context.url or "", context.addresses.asking(addresses.EXPLORE, query_of([view.pinned])))
    cited = citation(view.definition, edition.number, day_of(edition.at), link, _, dataset=view.held.dataset)
    session.draw(blocks.found_again(link, cited, _))
