"""The body a person acts for: chosen once, kept in the address and for the next page of the session."""

from collections.abc import Collection, Iterable

import streamlit as st

from monitor.access.actions import Action
from monitor.catalogue.bodies import Body
from monitor.show.adapter import choices
from monitor.show.adapter.session import Context
from monitor.show.rows import body_long

_ACTING = "acting_for"


def chosen_body(label: str, bodies: Iterable[Body], actions: Collection[Action], context: Context) -> str:
    """The id of the body that the person acts for, from the address, else as chosen last; "" before one is.

    Those are offered for which the person may do one of the actions; where that is one, it is chosen.
    """
    catalogue, _ = context.catalogue, context.words
    may = context.access.may
    bodies = [body for body in bodies if any(may(action, body.id) for action in actions)]
    options = {"": _("Choose a body")} | {
        body.id: body_long(body, catalogue.printed_on, _) for body in bodies
    }
    last = str(st.session_state.get(_ACTING, ""))
    if last not in options or not last:
        last = bodies[0].id if len(bodies) == 1 else ""
    chosen = choices.choice_in_address("for", label, options, default=last)
    if chosen:
        st.session_state[_ACTING] = chosen
        # One that was chosen on another page outlives a reload here, too.
        choices.keep_in_address({"for": chosen})
    return chosen
