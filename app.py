"""The dashboard: navigation, and what surrounds every page."""

from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from monitor.access.access import ANONYMOUS, Access
from monitor.access.actions import Action
from monitor.errors import MonitorError, Refused
from monitor.show import addresses
from monitor.show.adapter import choices, entrance, frame, session
from monitor.show.words import Words


def pages(words: Words, access: Access, *, answers: bool = False) -> list[StreamlitPage]:
    """Every page. Those that are not for the visitor are left out of the navigation, and say so at their address.

    `answers` says that ministries are asked before publication.
    """
    _ = words

    def shown(action: Action) -> Literal["visible", "hidden"]:
        return "visible" if access.offers(action) else "hidden"

    return [
        st.Page("pages/overview.py", title=_("Overview"), url_path="overview", default=True),
        st.Page("pages/initiatives.py", title=_("Initiatives"), url_path=addresses.INITIATIVES),
        st.Page("pages/timeline.py", title=_("Timeline"), url_path=addresses.TIMELINE),
        st.Page(
            "pages/responsibilities.py", title=_("Responsibilities"), url_path=addresses.RESPONSIBILITIES
        ),
        st.Page("pages/indicators.py", title=_("Indicators"), url_path=addresses.INDICATORS),
        st.Page("pages/explore.py", title=_("Explorer"), url_path=addresses.EXPLORE),
        st.Page("pages/outcomes.py", title=_("Delivery and outcome"), url_path=addresses.OUTCOMES),
        st.Page(
            "pages/report.py",
            title=_("Report status"),
            url_path=addresses.REPORT,
            visibility=shown(Action.REPORT),
        ),
        st.Page(
            "pages/rounds.py",
            title=_("Rounds"),
            url_path=addresses.ROUNDS,
            visibility=shown(Action.READ_ROUNDS),
        ),
        st.Page(
            "pages/answers.py",
            title=_("Answers"),
            url_path=addresses.ANSWERS,
            visibility=shown(Action.ANSWER) if answers else "hidden",
        ),
        st.Page(
            "pages/imports.py",
            title=_("Import figures"),
            url_path=addresses.IMPORTS,
            visibility=shown(Action.IMPORT_FIGURES),
        ),
        st.Page("pages/history.py", title=_("History"), url_path=addresses.HISTORY),
        st.Page("pages/changes.py", title=_("Changes"), url_path=addresses.CHANGES),
        st.Page("pages/about.py", title=_("About and sources"), url_path=addresses.ABOUT),
        st.Page(
            "pages/access.py",
            title=_("Access"),
            url_path=addresses.ACCESS,
            # On a machine where nobody signs in there is nobody to grant a role to.
            visibility="hidden" if access.visitor.local else shown(Action.READ_PEOPLE),
        ),
        st.Page("pages/coverage.py", title=_("Coverage"), url_path=addresses.COVERAGE, visibility="hidden"),
        st.Page(
            "pages/initiative.py", title=_("Initiative"), url_path=addresses.INITIATIVE, visibility="hidden"
        ),
        st.Page(
            "pages/compare.py",
            title=_("Compare two figures"),
            url_path=addresses.COMPARE,
            visibility="hidden",
        ),
        st.Page("pages/entry.py", title=_("Entry of the log"), url_path=addresses.ENTRY, visibility="hidden"),
        st.Page(
            "pages/statement.py",
            title=_("New deadline, milestone or evidence"),
            url_path=addresses.STATEMENT,
            visibility="hidden",
        ),
        st.Page(
            "pages/conclusion.py",
            title=_("Record the committee's conclusion"),
            url_path=addresses.CONCLUSION,
            visibility="hidden",
        ),
        st.Page(
            "pages/workbook.py",
            title=_("Report with a workbook"),
            url_path=addresses.WORKBOOK,
            visibility="hidden",
        ),
    ]


def main() -> None:
    """One run: make the context, draw what surrounds every page, and run the page asked for."""
    words = Words(session.language())
    st.set_page_config(layout="wide")
    try:
        services = session.services()
        came = entrance.arrival(services)
        mine = services.asked_by(came.visitor)
        access = mine.access()
    except MonitorError as error:
        st.navigation(pages(words, Access(ANONYMOUS)), position="hidden")
        session.draw_styles()
        frame.calm(error, words)
        st.stop()
    # Every page is there for those who may not come in, too, so that a link to one leads to it after sign-in.
    may_read = access.may(Action.READ_STATUS)
    shown = pages(words, access, answers=services.settings.answers)
    # All of them: "View more" would be Streamlit's English, and hide what some come for.
    page = st.navigation(shown, position="sidebar" if may_read else "hidden", expanded=True)
    session.draw_styles()
    if not may_read:
        frame.language_chooser(words)
        entrance.closed(came, services, words)
        st.stop()
    try:
        earliest = services.files.shipped().catalogue.strategy.period.from_.first_day
        as_of, refused = choices.day_in_address(services.today(), earliest=earliest)
        context = session.begin(mine, access, words, as_of)
        choices.keep_in_address(context.addresses.kept())
    except MonitorError as error:
        frame.calm(error, words)
        st.stop()
    entrance.side_bar(came, services, words)
    frame.side_bar(context)
    frame.banner(context)
    entrance.notices(came, services, words)
    if (fault := context.services.files.fault()) is not None:
        frame.stale(fault, words)
    if refused is not None:
        frame.calm(Refused("day_unreadable", f"{refused!r} is no day to read as of.", said=refused), words)
    frame.guarded(page.run, words)


main()
