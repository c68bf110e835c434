"""Fields that the forms of the page on rounds have in common: bodies, a line of text, and what is read from it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from monitor.catalogue.dates import day_from
from monitor.errors import Refused
from monitor.review import rounds
from monitor.show.adapter.session import Context
from monitor.show.rows import body_long


def bodies(
    label: str, options: Sequence[str], default: Sequence[str], key: str, context: Context
) -> list[str]:
    """The ids of the bodies that are chosen, `default` until others are."""
    _ = context.words
    chosen: list[str] = st.multiselect(
        label,
        options,
        default,
        format_func=lambda body: body_name(body, context),
        key=key,
        placeholder=_("Choose bodies"),
    )
    return chosen


def body_name(body: str, context: Context) -> str:
    """What a body is called; its id where the catalogue has lost it."""
    found = context.catalogue.body.get(body)
    return body_long(found, context.catalogue.printed_on, context.words) if found else body


def text(label: str, key: str, *, value: str = "", placeholder: str = "") -> str:
    """What a line says; it outlives a visit to another page."""
    return st.text_input(label, value, key=key, placeholder=placeholder, persist_state="session") or ""


def day(said: str, field: str, faults: list[Refused]) -> date | None:
    """The day that a field says; None where it says none, which is added to the faults."""
    if not said.strip():
        faults.append(Refused("text_missing", f"The field {field} is blank; write a day.", field=field))
        return None
    try:
        return day_from(said)
    except ValueError:
        message = f"{said!r} cannot be read as a day; write it as 2026-10-15."
        faults.append(Refused("round_day_unreadable", message, field=field, said=said))
        return None


def check_last_day(last: date, today: date, faults: list[Refused]) -> None:
    """Add to the faults what stands against a last day that is given today."""
    try:
        rounds.check_last_day(last, today=today)
    except Refused as fault:
        faults.append(fault)
