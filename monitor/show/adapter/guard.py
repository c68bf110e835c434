"""What a page says to those it is not for. It only spares them forms they could not use: the writer asks again."""

import streamlit as st

from monitor.access.actions import Action
from monitor.errors import Refused
from monitor.show import addresses
from monitor.show.adapter import frame, session
from monitor.show.adapter.session import Context
from monitor.show.text import paragraph


def only_for(action: Action, title: str, context: Context) -> None:
    """Go on where the visitor may do something for at least one body; else say in one sentence that they may not."""
    if context.access.offers(action):
        return
    _, to = context.words, context.addresses
    session.title(title, _)
    code = "not_allowed" if context.access.visitor.user else "not_signed_in"
    frame.calm(Refused(code, f"This page is for those who may {action.replace('_', ' ')}.", action=action), _)
    session.draw(paragraph(to.link(_("All initiatives"), addresses.INITIATIVES)))
    st.stop()
