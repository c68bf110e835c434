"""The adapter between Streamlit and the rest: one frozen context a run, and the few calls pages draw with.

app.py begins a run with `begin`; a page asks for `here()`. A page that is run by itself, before app.py has begun a
run in the session, finds no context and stops without having shown anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from monitor import wiring
from monitor.catalogue.strategy import Catalogue
from monitor.measures.observations import Series
from monitor.review.desk import Desk
from monitor.settings import Settings
from monitor.show.addresses import Addresses
from monitor.show.text import heading
from monitor.show.words import Words, nearest_language

_CONTEXT = "context"
_STYLES = tuple(Path(__file__).parents[1] / name for name in ("style.css", "components.css"))


@dataclass(frozen=True)
class Context:
    """What a page needs to know about this run: whom it serves, in which language, as of which day."""

    services: wiring.Services
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
    def demo(self) -> bool:
        """Whether the reports are invented."""
        return self.services.settings.demo

    @cached_property
    def addresses(self) -> Addresses:
        """Addresses that keep language and day."""
        return Addresses(self.words.language, None if self.is_today else self.as_of)


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


def day_in_address(today: date) -> tuple[date, str | None]:
    """The day the pages are read as of, from the address, else this session's, else today.

    The second value is what the address said where it is no day we can show; today is used then. A day that has
    not come yet cannot be read as of.
    """
    if "as_of" in st.query_params:
        return day_from_address("as_of", default=today, latest=today)
    return st.session_state.get("as_of") or today, None


def begin(words: Words, as_of: date) -> Context:
    """Begin a run: make the context that the page of this run will ask for, and keep its choices in the address."""
    shared = services()
    context = Context(shared, shared.desk(as_of=as_of), words, st.context.theme.type == "dark")
    st.session_state["as_of"] = None if context.is_today else as_of
    st.session_state[_CONTEXT] = context
    keep_in_address({"lang": words.language, "as_of": context.addresses.kept().get("as_of", "")})
    return context


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
    for path in _STYLES:
        st.html(path)


def title(text: str, words: Words) -> None:
    """The page's one heading of the first level, which also tells assistive technology the language."""
    draw(Markup('<div lang="{}">{}</div>').format(words.language, heading(1, text)))


def keep_in_address(values: Mapping[str, str]) -> None:
    """Write choices into the address; an empty one is taken out. Nothing is sent where nothing changes."""
    for name, value in values.items():
        if not value:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def from_address(name: str, accepted: Callable[[str], bool]) -> tuple[str, str | None]:
    """A choice from the address, or "" and what the address said where that is not accepted."""
    said = st.query_params.get(name, "")
    if not said or accepted(said):
        return said, None
    return "", said


def day_from_address(name: str, *, default: date, latest: date) -> tuple[date, str | None]:
    """A day that a page keeps in the address, and what was said there where it is no day up to `latest`."""
    said = st.query_params.get(name)
    if not said:
        return default, None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return default, said
    return (day, None) if date(1990, 1, 1) <= day <= latest else (default, said)


def text_in_address(name: str, label: str, *, placeholder: str = "") -> str:
    """A field for text that is kept in the address. Returns what is typed, trimmed."""
    key = f"typed_{name}"
    st.session_state[key] = st.query_params.get(name, "")
    st.text_input(label, key=key, placeholder=placeholder, on_change=_copy_to_address, args=(name, key))
    return str(st.session_state[key]).strip()


def choice_in_address(name: str, label: str, options: Mapping[str, str], *, default: str = "") -> str:
    """A choice that is kept in the address by its code, `default` until something is chosen. Returns the code."""
    key = f"chosen_{name}"
    said = st.query_params.get(name, "")
    st.session_state[key] = said if said in options else default
    st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=_copy_to_address,
        args=(name, key),
    )
    return str(st.session_state[key])


def downloads(series: Series, context: Context) -> None:
    """Buttons for the figures of an indicator as files; one is built when somebody asks for it, not before."""
    _, name, services = context.words, series.indicator.id, context.services
    with st.container(horizontal=True):
        st.download_button(
            _("Download as CSV"),
            lambda: services.indicator_csv(series, _),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"{name}-csv",
            on_click="ignore",
        )
        st.download_button(
            _("Download as Excel"),
            lambda: services.indicator_xlsx(series, _),
            file_name=f"{name}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"{name}-xlsx",
            on_click="ignore",
        )


def _copy_to_address(name: str, key: str) -> None:
    keep_in_address({name: str(st.session_state[key]).strip()})


def clear_address(*names: str) -> None:
    """Take choices out of the address."""
    keep_in_address(dict.fromkeys(names, ""))
