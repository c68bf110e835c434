"""The body a person acts for: chosen once, kept in the address and for the next page of the session."""

from collections.abc import Iterable

import streamlit as st

from monitor.catalogue.bodies import Body
from monitor.show.adapter import choices
from monitor.show.adapter.session import Context
from monitor.show.rows import body_long

_ACTING = "acting_for"


def chosen_body(label: str, bodies: Iterable[Body], context: Context) -> str:
    """The id of the body that the person acts for, from the address, else as chosen last; "" before one is."""
    catalogue, _ = context.catalogue, context.words
    options = {"": _("Choose a body")} | {
        body.id: body_long(body, catalogue.printed_on, _) for body in bodies
    }
    last = str(st.session_state.get(_ACTING, ""))
    chosen = choices.choice_in_address("for", label, options, default=last if last in options else "")
    if chosen:
        st.session_state[_ACTING] = chosen
        choices.keep_in_address(
            {"for": chosen}
        )  # one that was chosen on another page outlives a reload here, too
    return chosen
