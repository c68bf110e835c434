"""What a reader has chosen, read from the page's address and written back to it.

Codes go into the address, never the words for them, so that a link means the same in every language.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st

from monitor.catalogue.dates import day_from
from monitor.reporting.plain import text_faults
from monitor.show.adapter import frame, session

NO_WORDS: Final[Mapping[str, str]] = {}
_LONGEST_SEARCH = 200  # characters


def day_in_address(today: date, *, earliest: date) -> tuple[date, str | None]:
    """The day the pages are read as of, from the address, else this session's, else today.

    The second value is what the address said where it is no day we can show; today is used then. A day that has
    not come yet cannot be read as of, nor one before the strategy (`earliest`).
    """
    if "as_of" in st.query_params:
        return day_from_address("as_of", default=today, latest=today, earliest=earliest)
    return st.session_state.get("as_of") or today, None


def day_from_address(name: str, *, default: date, latest: date, earliest: date) -> tuple[date, str | None]:
    """A day that a page keeps in the address, and what was said there where it is not one it may be."""
    said = st.query_params.get(name)
    if not said:
        return default, None
    try:
        day = day_from(said)
    except ValueError:
        return default, said
    return (day, None) if earliest <= day <= latest else (default, said)


def text_in_address(
    name: str,
    label: str,
    *,
    placeholder: str = "",
    drops: Sequence[str] = (),
    words: Mapping[str, str] = NO_WORDS,
) -> str:
    """A field for text that is kept in the address. Returns what is typed, trimmed; nothing, and says why, where it
    is too long or holds signs that cannot be shown. It is compared as text, never read as a pattern.

    A code in `words` is kept in the address and returned; the field shows its words, and takes them for the code. A
    change takes the choices named in `drops` out of the address: they were made of what was shown before.
    """
    key = f"typed_{name}"
    said = st.query_params.get(name, "")
    st.session_state[key] = words.get(said, said)
    codes = {word.lower(): code for code, word in words.items()}
    st.text_input(
        label, key=key, placeholder=placeholder, on_change=_copy_to_address, args=(name, key, drops, codes)
    )
    said = said.strip()
    fault = next(text_faults(said, field=label, limit=_LONGEST_SEARCH), None)
    if fault is None:
        return said
    frame.calm(fault, session.here().words)
    return ""


def choice_in_address(
    name: str, label: str, options: Mapping[str, str], *, default: str = "", drops: Sequence[str] = ()
) -> str:
    """A choice that is kept in the address by its code, `default` until something is chosen. Returns the code.

    A change takes the choices named in `drops` out of the address: they were made of what was shown before.
    """
    key = f"chosen_{name}"
    said = st.query_params.get(name, "")
    st.session_state[key] = said if said and said in options else default
    if said and said not in options:
        _ = session.here().words
        frame.notice(
            _("“{said}” in the address is no choice for “{label}”, and was left out.").format(
                said=said, label=label
            )
        )
    st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=_copy_to_address,
        args=(name, key, drops),
    )
    return str(st.session_state[key])


def number_from(said: str) -> int:
    """The number that an address says, of at most nine digits; 0 where it says none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def clear_address(*names: str) -> None:
    """Take choices out of the address."""
    keep_in_address(dict.fromkeys(names, ""))


def keep_in_address(values: Mapping[str, str]) -> None:
    """Write choices into the address; an empty one is taken out. Nothing is sent where nothing changes."""
    for name, value in values.items():
        if not value:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def _copy_to_address(name: str, key: str, drops: Sequence[str], codes: Mapping[str, str] = NO_WORDS) -> None:
    typed = str(st.session_state[key]).strip()
    keep_in_address({**dict.fromkeys(drops, ""), name: codes.get(typed.lower(), typed)})
