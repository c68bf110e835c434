"""What surrounds every page: the side bar with day and language, the banner, and calm words for errors."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from markupsafe import Markup

from monitor.errors import MonitorError
from monitor.show import refusals
from monitor.show.adapter import session
from monitor.show.adapter.session import Context
from monitor.show.text import paragraph
from monitor.show.words import UI_LANGUAGES, Words

TODAY = "today"


def notice(text: Markup | str) -> None:
    """Something the reader should know, calmly."""
    session.draw(Markup('<div class="m-notice" role="status">{}</div>').format(text))


def calm(error: MonitorError, words: Words) -> None:
    """An error, in the reader's words."""
    alert(refusals.sentence(error, words))


def alert(text: Markup | str) -> None:
    """Something that went wrong or came in between, calmly."""
    session.draw(Markup('<div class="m-notice" role="alert">{}</div>').format(text))


def stale(error: MonitorError, words: Words) -> None:
    """That a file has become faulty, and the pages show what it said before."""
    _ = words
    notice(refusals.sentence(error, words) + " " + _("The pages show what the files said before."))


def side_bar(context: Context) -> None:
    """The day to read as of, and the language."""
    with st.sidebar:
        _day_chooser(context)
    language_chooser(context.words)


def language_chooser(words: Words) -> None:
    """The languages, in the side bar."""
    with st.sidebar:
        st.session_state["language_choice"] = words.language
        st.pills(
            "Språk / Language",
            list(UI_LANGUAGES),
            format_func=UI_LANGUAGES.__getitem__,
            key="language_choice",
            on_change=_language_chosen,
            required=True,
        )


def banner(context: Context) -> None:
    """That the reports are invented, while they are."""
    if context.demo:
        _ = context.words
        text = _("Demonstration: every report shown here is invented. Public record and figures are real.")
        session.draw(Markup('<div class="m-banner" role="note">{}</div>').format(text))


def day_line(context: Context) -> str:
    """ "As of 31 December 2018"; the day of every page, in words."""
    _ = context.words
    return _("As of {day}").format(day=_.day(context.as_of))


def guarded(run: Callable[[], None], words: Words) -> None:
    """Run a page, or what a button is for before its page runs; what we foresaw is said calmly in its place."""
    try:
        run()
    except MonitorError as error:
        calm(error, words)


def _day_chooser(context: Context) -> None:
    _ = context.words
    today, period = context.desk.today, context.catalogue.strategy.period
    ends = [date(year, 12, 31) for year in range(period.from_.first_day.year, today.year)]
    last = period.to.last_day
    labels = {TODAY: _("Today")}
    for day in ends:
        end = _("{year} (end of the strategy)") if day == last else "{year}"
        labels[day.isoformat()] = end.format(year=day.year)
    code = TODAY if context.is_today else context.as_of.isoformat()
    st.session_state["day_choice"] = code if code in labels else None
    st.pills(
        _("Read as of today or the end of a year"),
        list(labels),
        format_func=labels.__getitem__,
        key="day_choice",
        on_change=_day_chosen,
    )
    st.session_state["day_typed"] = "" if code in labels else code
    st.text_input(
        _("Another day"),
        key="day_typed",
        placeholder="2018-12-31",
        on_change=_day_typed,
    )
    session.draw(paragraph(_("Shows what held by that day and was known by it."), "m-small"))


def _day_chosen() -> None:
    _read_as_of(st.session_state["day_choice"] or TODAY)


def _day_typed() -> None:
    _read_as_of(st.session_state["day_typed"].strip() or TODAY)


def _read_as_of(code: str) -> None:
    st.session_state["as_of"] = None
    if code == TODAY:
        st.query_params.pop("as_of", None)
    else:
        st.query_params["as_of"] = code  # read, and refused where it is no day, at the next run


def _language_chosen() -> None:
    chosen = st.session_state["language_choice"]
    if chosen:
        st.session_state["language"] = chosen
        st.query_params["lang"] = chosen
