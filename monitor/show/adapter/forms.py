"""Small forms that record something once, however often their button is pressed.

Each form has an id of its own, from when it is first shown until it is recorded. The id is part of the key of every
field, so that a recorded form gives way to an empty one, and of the key the event is recorded under, so that a
second click is the same request.
"""

import uuid
from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from monitor.errors import MonitorError
from monitor.show.adapter import frame
from monitor.show.adapter.session import Context

_DONE = "forms_done"


def form_id(name: str) -> str:
    """The id of the form of that name, the same until `finish` is called for it."""
    made: str = st.session_state.setdefault(_key(name), uuid.uuid4().hex)
    return made


def finish(name: str, form: str, told: Markup | str, page: str) -> None:
    """Give way to an empty form, unless another run of the session did so already, and tell what was done."""
    if form_id(name) == form:
        st.session_state[_key(name)] = uuid.uuid4().hex
    st.session_state[_DONE] = (page, told)


def tell_done(page: str) -> None:
    """Say what the form of a page that was recorded last did. On another page it is no news, and is forgotten."""
    done = st.session_state.get(_DONE)
    if done is not None and done[0] == page:
        frame.notice(Markup("✓ {}").format(done[1]))
    else:
        st.session_state.pop(_DONE, None)


def attempt(
    act: Callable[[], object], *, name: str, form: str, page: str, told: str, context: Context
) -> None:
    """Do what a form is for. Done, the page runs again with `told`; refused, the reason is said and the form stays."""
    try:
        act()
    except MonitorError as error:
        frame.calm(error, context.words)
    else:
        finish(name, form, told, page)
        st.rerun()


def _key(name: str) -> str:
    return f"form_{name}"
