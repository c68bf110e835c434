"""What a page says to those it is not for. It only spares them forms they could not use: the writer asks again."""

import streamlit as st

from monitor.access.actions import Action
from monitor.errors import Refused
from monitor.show import addresses
from monitor.show.adapter import frame, session
from monitor.show.adapter.session import Context
from monitor.show.text import paragraph

_OFFERED = "offered"
"""What the last guarded page that this session was let into is for."""


def only_for(action: Action, title: str, context: Context) -> None:
    """Go on where the visitor may do something for at least one body; else say in one sentence that they may not."""
    if context.access.offers(action):
        st.session_state[_OFFERED] = action
        return
    _, to = context.words, context.addresses
    session.title(title, _)
    if not context.access.visitor.user:
        code = "not_signed_in"
    elif st.session_state.get(_OFFERED) == action:  # a form may have been open, and its button pressed
        code = "no_longer_allowed"
    else:
        code = "not_for_you"
    frame.calm(Refused(code, f"This page is for those who may {action.replace('_', ' ')}.", action=action), _)
    session.draw(paragraph(to.link(_("All initiatives"), addresses.INITIATIVES)))
    st.stop()
