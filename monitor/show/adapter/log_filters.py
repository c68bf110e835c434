"""What to find in the log: fields on the pages of the log, each kept in the address as a code."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from monitor.catalogue.dates import day_from
from monitor.errors import Refused
from monitor.reporting.events import EventKind
from monitor.reporting.log import Wanted
from monitor.show.adapter import choices, frame
from monitor.show.adapter.session import Context
from monitor.show.rows import body_long
from monitor.show.vocabulary import event_kind_word, people

WHO = ("id", "body", "kind", "person")
"""Names in the address of the choices on both pages: initiative, body, kind of entry, person."""

DAYS = ("recorded_from", "recorded_to", "holds_from", "holds_to")
"""Names in the address of the days between which entries were recorded and from which they hold."""

PAGE = "page"
PER_PAGE = 50
_COMPARED = 90  # days between the two days that are compared, until others are chosen


def entries(context: Context) -> Wanted:
    """The fields of the page of all entries, and what is chosen in them. A day that is none is said and left out."""
    _ = context.words
    wanted = _who(context)
    labels = (
        _("Recorded: first day"),
        _("Recorded: last day"),
        _("Holds from: first day"),
        _("Holds from: last day"),
    )
    days = {}
    for column, name, label in zip(st.columns(4), DAYS, labels, strict=True):
        with column:
            days[name] = _day(name, label, context)
    for first, last in (DAYS[:2], DAYS[2:]):
        _say_reversed(days[first], days[last], context)
    return replace(
        wanted,
        recorded_from=days["recorded_from"],
        recorded_to=days["recorded_to"],
        effective_from=days["holds_from"],
        effective_to=days["holds_to"],
    )


def two_days(context: Context) -> tuple[date, date, Wanted] | None:
    """The fields of the page that compares two days: the days, and what is chosen. None where no days can be compared.

    No day is later than the one the pages are read as of: what was recorded after it is not known on it.
    """
    _ = context.words
    earliest = context.catalogue.strategy.period.from_.first_day
    first, last = st.columns(2)
    with last:
        until = _compared("until", _("Last day"), context.as_of, context)
    with first:
        default = max(earliest, (until or context.as_of) - timedelta(days=_COMPARED))
        since = _compared("since", _("First day"), default, context)
    wanted = _who(context)
    if since is None or until is None or _say_reversed(since, until, context):
        return None
    return since, until, wanted


def page_in_address(total: int, context: Context) -> tuple[int, int]:
    """Which page of so many entries is asked for, from 1, and how many there are.

    One that is not there is said, and the nearest is given.
    """
    pages = max(1, math.ceil(total / PER_PAGE))
    said = st.query_params.get(PAGE, "1")
    number = choices.number_from(said)
    nearest = min(max(number, 1), pages)
    if number != nearest:
        _ = context.words
        told = _("There is no page “{said}” of these entries; page {number} is shown.")
        frame.notice(told.format(said=said, number=nearest))
    return nearest, pages


def chosen(*names: str) -> Mapping[str, str]:
    """What of these the address holds, so that a link can carry it on."""
    return {name: st.query_params[name] for name in names if st.query_params.get(name)}


def _who(context: Context) -> Wanted:
    catalogue, _ = context.catalogue, context.words
    initiatives = {"": _("All initiatives")} | {
        each.id: f"{each.number} {_.plain(each.title)}" for each in catalogue.initiatives
    }
    bodies = {"": _("All bodies")} | {
        body.id: body_long(body, catalogue.printed_on, _) for body in catalogue.reporting_bodies()
    }
    bodies |= {committee.id: _.plain(committee.name) for committee in catalogue.committees}
    kinds = {"": _("All kinds")} | {kind.value: event_kind_word(kind, _) for kind in _kinds(context)}
    first, second, third, fourth = st.columns(4)
    with first:
        initiative = choices.choice_in_address("id", _("Initiative"), initiatives, drops=(PAGE,))
    with second:
        body = choices.choice_in_address("body", _("Recorded for"), bodies, drops=(PAGE,))
    with third:
        kind = choices.choice_in_address("kind", _("Kind of entry"), kinds, drops=(PAGE,))
    with fourth:
        person = choices.text_in_address("person", _("Recorded by"), drops=(PAGE,), words=people(_))
    return Wanted(
        initiatives=frozenset({initiative}) if initiative else None,
        body=body or None,
        kinds=frozenset({EventKind(kind)}) if kind else None,
        # No id holds a sign that cannot be printed, and not every database can be asked for one.
        person="".join(sign for sign in person if sign.isprintable()) or None,
    )


def _kinds(context: Context) -> list[EventKind]:
    """The kinds that can be found: answers where they are asked for, or are in the log, or in the address."""
    answers = frozenset({EventKind.APPROVAL})
    found = (
        context.services.settings.answers
        or st.query_params.get("kind") in answers
        or context.desk.told(Wanted(kinds=answers), limit=1)
    )
    return [kind for kind in EventKind if found or kind not in answers]


def _day(name: str, label: str, context: Context, *, default: date | None = None) -> date | None:
    """A field for a day of the strategy up to today, `default` while it is empty; None where it holds no such day,
    which is said.
    """
    placeholder = default.isoformat() if default else "2018-12-31"
    said = choices.text_in_address(name, label, placeholder=placeholder, drops=(PAGE,))
    if not said:
        return default
    earliest = context.catalogue.strategy.period.from_.first_day
    try:
        day = day_from(said)
    except ValueError:
        day = None
    if day is not None and earliest <= day <= context.desk.today:
        return day
    message = f"{said!r} is no day between which to look."
    refused = (
        Refused("day_left_out", message, said=said, label=label)
        if default is None
        else Refused("day_unreadable", message, said=said)
    )
    frame.calm(refused, context.words)
    return None


def _compared(name: str, label: str, default: date, context: Context) -> date | None:
    """A field for one of the two days; None where it holds none that can be compared, which is said."""
    day = _day(name, label, context, default=default)
    if day is not None and day > context.as_of:
        told = f"{day} comes after {context.as_of}, the day the pages are read as of."
        frame.calm(Refused("day_after_shown", told, day=day, shown=context.as_of), context.words)
        return None
    return day


def _say_reversed(first: date | None, last: date | None, context: Context) -> bool:
    """Say it where the first day comes after the last."""
    if first is None or last is None or first <= last:
        return False
    refused = Refused("days_reversed", f"{first} comes after {last}.", first=first, last=last)
    frame.calm(refused, context.words)
    return True
