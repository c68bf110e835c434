"""The door: who visits in this run, and what is drawn for those who may not come in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

import streamlit as st
from streamlit.errors import StreamlitAuthError

from monitor.access.access import ANONYMOUS, LOCAL, Visitor
from monitor.access.sign_in import SignIn, read_sign_in
from monitor.errors import MonitorError, Refused
from monitor.show.adapter import frame, session
from monitor.show.addresses import SIGN_IN_FAILED
from monitor.show.blocks import entrance as blocks
from monitor.show.words import Words
from monitor.wiring import Services

PROVIDER = "oidc"
"""The provider's name in Streamlit's settings."""

_CAME = "came"
_KEPT = ("language",)
_SOON = timedelta(minutes=15)


@dataclass(frozen=True)
class Arrival:
    """Who came. `name` is what a person who signed in is called, `ends_at` when their sign-in ends, in UTC.

    `refused` says why a sign-in that is there does not count.
    """

    visitor: Visitor
    name: str = ""
    ends_at: datetime | None = None
    refused: Refused | None = None


def arrival(shared: Services) -> Arrival:
    """Who visits. Raises Refused with `not_this_machine` for others where nobody signs in."""
    if shared.settings.local:
        # The server listens on this machine only; another one may have been told to serve the same pages to others.
        if _is_elsewhere(st.context.ip_address):
            raise Refused("not_this_machine", "Nobody signs in here, so only this machine may read.")
        return Arrival(LOCAL)
    claims = st.user.to_dict() if shared.settings.provider else {}
    came = _came(read_sign_in(claims) if claims.get("is_logged_in") else None, shared)
    _begin_anew_for_another(came)
    return came


def _is_elsewhere(address: str | None) -> bool:
    """Whether a visitor's address is another machine's. Streamlit gives none for this one."""
    return isinstance(address, str) and not ip_address(address).is_loopback


def _came(sign_in: SignIn | None, shared: Services) -> Arrival:
    if sign_in is None:
        return Arrival(ANONYMOUS)
    before = st.session_state.get(_CAME)
    try:
        if isinstance(before, Arrival) and before.visitor.sign_in == sign_in:
            shared.entrance.check(before.visitor)
            return before
        person = shared.entrance.arrive(sign_in)  # once a session, because it writes when the person was seen
    except Refused as refused:
        return Arrival(ANONYMOUS, refused=refused)
    return Arrival(Visitor(person.user, sign_in=sign_in), person.name, shared.entrance.ends_at(sign_in))


def _begin_anew_for_another(came: Arrival) -> None:
    """Forget all that a session holds once it serves somebody else, or nobody any longer."""
    before = st.session_state.get(_CAME)
    if isinstance(before, Arrival) and before.visitor != came.visitor:
        for name in [str(name) for name in st.session_state if name not in _KEPT]:
            del st.session_state[name]
    st.session_state[_CAME] = came


def closed(came: Arrival, shared: Services, words: Words) -> None:
    """What is drawn in the place of every page: for nobody in particular the way in, for others why they wait."""
    _ = words
    session.end()
    if came.visitor.user is None:
        session.title(_("Sign in"), _)
        _say_why(came, _)
        session.draw(blocks.before_sign_in(_))
        _sign_in_button(_("Sign in"), _)
    else:
        _say_no_role(came, came.visitor.user, shared, _)
        _sign_out_button(came, shared, _)


def side_bar(came: Arrival, shared: Services, words: Words) -> None:
    """Who reads, at the top of the side bar, and the way in or out."""
    _ = words
    with st.sidebar:
        if came.visitor.local:
            session.draw(blocks.local_person(_))
        elif came.visitor.user is None:
            session.draw(blocks.anybody(_))
            if shared.settings.provider is not None:
                _sign_in_button(_("Sign in"), _)
        else:
            session.draw(blocks.person(came.name, _))
            _sign_out_button(came, shared, _)


def notices(came: Arrival, shared: Services, words: Words) -> None:
    """That a sign-in failed, no longer counts, or ends soon, above a page that is open all the same."""
    _ = words
    if came.visitor.user is None:
        _say_why(came, _)
    elif came.ends_at is not None and came.ends_at - shared.clock() < _SOON:
        frame.notice(blocks.ends_soon(came.ends_at, shared.today(), _))
        _sign_in_button(_("Sign in again"), _)


def _say_no_role(came: Arrival, user: str, shared: Services, _: Words) -> None:
    """A role that was taken while a form was open is told apart from one that was never granted."""
    try:
        lost = shared.entrance.had_role(user)
    except MonitorError as error:
        frame.calm(error, _)
        return
    session.title(_("You have no role now") if lost else _("No role yet"), _)
    say = blocks.role_taken if lost else blocks.without_role
    session.draw(say(came.name, user, _))


def _say_why(came: Arrival, words: Words) -> None:
    if came.refused is not None:
        frame.calm(came.refused, words)
    elif st.query_params.get(SIGN_IN_FAILED):
        frame.calm(Refused("sign_in_failed", "The sign-in did not succeed."), words)


def _sign_in_button(label: str, words: Words) -> None:
    if st.button(label, type="primary", key="sign_in"):
        try:
            st.login(PROVIDER)
        except StreamlitAuthError:  # pages served by another program than ours, which knows no provider
            frame.calm(Refused("sign_in_unavailable", "Sign-in is not set up in this server."), words)


def _sign_out_button(came: Arrival, shared: Services, _: Words) -> None:
    # Signed out before the run draws anything, so that it draws the door.
    st.button(_("Sign out"), key="sign_out", on_click=_sign_out, args=(came, shared, _))


def _sign_out(came: Arrival, shared: Services, words: Words) -> None:
    def act() -> None:
        shared.entrance.sign_out(came.visitor)
        st.logout()

    frame.guarded(act, words)
