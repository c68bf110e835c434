"""The forms in which an administrator grants and revokes roles. Each is confirmed before its button can be pressed."""

from collections.abc import Callable, Sequence

import streamlit as st

from monitor.access.access import Grant
from monitor.access.people import Person
from monitor.access.roles import OF_A_BODY, Role
from monitor.show import addresses
from monitor.show.adapter import forms, session
from monitor.show.adapter.session import Context
from monitor.show.blocks import access as blocks
from monitor.show.roles import role_meaning, role_word
from monitor.show.rows import body_long
from monitor.show.text import paragraph


def grant(people: Sequence[Person], context: Context) -> None:
    """Grant a role to a person who has signed in."""
    _, catalogue, name = context.words, context.catalogue, "grant"
    form = forms.form_id(name)
    by_id = {person.user: person for person in people}
    user = st.selectbox(
        _("Person"),
        ["", *by_id],
        format_func=lambda id_: _named(by_id[id_]) if id_ else _("Choose a person"),
        key=f"{form}-person",
    )
    code = st.selectbox(
        _("Role"),
        [role.value for role in Role],
        format_func=lambda code: role_word(Role(code), _),
        key=f"{form}-role",
    )
    role = Role(code)
    session.draw(paragraph(role_meaning(role, _), "m-small"))
    body = ""
    if role in OF_A_BODY:
        labels = {each.id: body_long(each, catalogue.printed_on, _) for each in catalogue.body.values()}
        body = st.selectbox(
            _("Body the role is for"),
            ["", *labels],
            format_func=lambda id_: labels[id_] if id_ else _("Choose a body"),
            key=f"{form}-body",
        )
    if not user or (role in OF_A_BODY and not body):
        return
    new = Grant(user, role, body or None)
    fields = {"role": blocks.grant_words(new, catalogue, _), "person": blocks.called(by_id[user])}
    _confirmed(
        name,
        _("{person} shall have the role {role}.").format(**fields),
        _("Grant the role"),
        lambda: context.services.administration.grant(new),
        _("{person} now has the role {role}.").format(**fields),
        context,
    )


def revoke(people: Sequence[Person], held: Sequence[Grant], context: Context) -> None:
    """Take a role from a person. It counts from their next press of a button on, wherever they are signed in."""
    _, catalogue, name = context.words, context.catalogue, "revoke"
    form = forms.form_id(name)
    names = {person.user: blocks.called(person) for person in people}
    labels = [  # with the id, since two may be called the same
        f"{names.get(each.user, each.user)}: {blocks.grant_words(each, catalogue, _)} ({each.user})"
        for each in held
    ]
    chosen = st.selectbox(
        _("Role to revoke"),
        [-1, *range(len(held))],
        format_func=lambda place: labels[place] if place >= 0 else _("Choose a role"),
        key=f"{form}-held-{len(held)}",
    )
    if chosen < 0:
        return
    old = held[chosen]
    fields = {
        "role": blocks.grant_words(old, catalogue, _),
        "person": names.get(old.user, old.user),
    }
    _confirmed(
        name,
        _("{person} shall no longer have the role {role}.").format(**fields),
        _("Revoke the role"),
        lambda: context.services.administration.revoke(old),
        _("{person} no longer has the role {role}.").format(**fields),
        context,
    )


def _confirmed(
    name: str, question: str, label: str, act: Callable[[], object], told: str, context: Context
) -> None:
    _, form = context.words, forms.form_id(name)
    # What a person is called is text, and a label would read it as markdown.
    session.draw(paragraph(question))
    sure = st.checkbox(_("I have checked this"), key=f"{form}-sure-{question}")
    if st.button(label, type="primary", disabled=not sure, key=f"{form}-press"):
        forms.attempt(act, name=name, form=form, page=addresses.ACCESS, told=told, context=context)


def _named(person: Person) -> str:
    return f"{blocks.called(person)} ({person.user})"
