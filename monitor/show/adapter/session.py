"""The adapter between Streamlit and the rest: one frozen context a run, and the few calls pages draw with.

app.py begins a run with `begin`; a page asks for `here()`. A page that is run by itself, before app.py has begun a
run in the session, finds no context and stops without having shown anything.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup

from monitor import wiring
from monitor.access.access import Access
from monitor.catalogue.strategy import Catalogue
from monitor.review.desk import Desk
from monitor.settings import Settings
from monitor.show.addresses import Addresses
from monitor.show.text import heading
from monitor.show.words import Words, nearest_language

_CONTEXT = "context"
_DARK_ON_PAPER = Path(__file__).parents[1] / "dark_print.css"
_STYLES = tuple(Path(__file__).parents[1] / name for name in ("style.css", "components.css"))


@dataclass(frozen=True)
class Context:
    """What a page needs to know about this run: whom it serves, in which language, as of which day.

    `access` says what to offer: it was read when the run began. What is done asks anew, below the pages.
    """

    services: wiring.Services
    access: Access
    desk: Desk
    words: Words
    dark: bool

    @property
    def catalogue(self) -> Catalogue:
        """The strategy."""
        return self.desk.catalogue

    @property
    def as_of(self) -> date:
        """The day the pages are read as of."""
        return self.desk.as_of

    @property
    def is_today(self) -> bool:
        """Whether the day is today, the default."""
        return self.desk.as_of == self.desk.today

    @property
    def person(self) -> str:
        """The pseudonymous id of whom the run serves; "" for a reader who has not signed in."""
        return self.access.visitor.user or ""

    @property
    def demo(self) -> bool:
        """Whether the reports are invented."""
        return self.services.settings.demo

    @property
    def server(self) -> str:
        """The address of this server, as readers know it; without a slash at its end."""
        if self.services.settings.public_url:
            return self.services.settings.public_url.rstrip("/")
        here = urlsplit(st.context.url or "")
        return f"{here.scheme}://{here.netloc}" if here.netloc else ""

    @cached_property
    def addresses(self) -> Addresses:
        """Addresses that keep language and day."""
        return Addresses(self.words.language, None if self.is_today else self.as_of)

    @cached_property
    def addresses_now(self) -> Addresses:
        """Addresses that keep the language and lead to today, where what is recorded now can be read."""
        return Addresses(self.words.language, None)


@st.cache_resource(show_spinner=False)
def services() -> wiring.Services:
    """What all sessions share, opened once in this process."""
    return wiring.open_services(Settings.read())


def language() -> str:
    """The reader's language: from the address, else this session's, else the browser's, else Norwegian."""
    chosen = (
        nearest_language(st.query_params.get("lang"))
        or st.session_state.get("language")
        or nearest_language(st.context.locale)
        or "nb"
    )
    st.session_state["language"] = chosen
    return str(chosen)


def begin(mine: wiring.Services, access: Access, words: Words, as_of: date) -> Context:
    """Begin a run for the visitor whose services these are: make the context that the page of this run will ask for."""
    context = Context(mine, access, mine.desk(as_of=as_of), words, st.context.theme.type == "dark")
    st.session_state["as_of"] = None if context.is_today else as_of
    st.session_state[_CONTEXT] = context
    return context


def end() -> None:
    """End a run that shows nobody anything: no page finds a context in this session any more."""
    st.session_state.pop(_CONTEXT, None)


def here() -> Context:
    """The context of this run. Outside a run that app.py began, the script stops here, with nothing shown."""
    context = st.session_state.get(_CONTEXT)
    if context is None:
        st.stop()
    return context  # type: ignore[no-any-return]


def draw(*parts: Markup) -> None:
    """Draw safe HTML. Only Markup comes in, and Markup is only made by escaping."""
    html = Markup("").join(parts)
    if html:
        st.html(str(html))


def draw_styles() -> None:
    """The style sheets of the pages."""
    for path in (*_STYLES, *((_DARK_ON_PAPER,) if st.context.theme.type == "dark" else ())):
        st.html(path)


def title(text: str, words: Words) -> None:
    """The page's one heading of the first level, in the page's language, and the browser's title.

    Without it all initiatives would share a title, and in Norwegian share it with their list.
    """
    st.set_page_config(page_title=text)
    draw(Markup('<div lang="{}">{}</div>').format(words.language, heading(1, text)))
