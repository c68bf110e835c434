"""Figures on their way in: what is uploaded or asked for, what it would change, and the one button that accepts it.

What was read is kept for the session and written nowhere, so that it is still there when one looks at another page;
after a reload of the browser it has to be read again. The button accepts what was shown beside it, whatever has been
read since.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.uploaded_file_manager import UploadedFile

from monitor.errors import FaultyFiles, MonitorError
from monitor.measures.editions import Edition
from monitor.review.import_lines import Told
from monitor.show import import_words
from monitor.show.accepted import accepted_by
from monitor.show.adapter.import_work import Tell, Work
from monitor.show.adapter.session import Context
from monitor.show.blocks import imports as blocks
from monitor.show.text import EMPTY, named
from monitor.wiring.imports import SSB, Look, Pending, Wishes, pairs

_UPLOADS, _WORK, _PENDING, _ERROR, _PRESSED, _KEPT, _LOOK = (
    f"import_{name}" for name in ("uploads", "work", "pending", "error", "pressed", "kept", "look")
)
MEGABYTES: Final = 10
"""Largest file that is taken in here; the command takes larger ones."""


@dataclass(frozen=True)
class Press:
    """What the button was pressed for: what was shown beside it, and what people shall call it."""

    pending: Pending
    label: str


def hosts(context: Context) -> Sequence[str]:
    """The hosts that may be asked."""
    return sorted(context.services.settings.data_hosts)


def upload(context: Context) -> None:
    """The fields for files and what they do not say themselves, and the button that reads them."""
    _ = context.words
    uploads = st.session_state.setdefault(_UPLOADS, 0)
    files = st.file_uploader(
        _("Files (at most {n} MB each)").format(n=MEGABYTES),
        accept_multiple_files=True,
        max_upload_size=MEGABYTES,
        key=f"import-files-{uploads}",
    )
    with st.expander(_("What the files do not say themselves")):
        wishes = _wishes(context)
    st.button(
        _("Read the files"),
        disabled=not files,
        key="import-read",
        on_click=_read_files,
        args=(tuple(files), wishes, context),
    )


def _wishes(context: Context) -> Mapping[str, str]:
    _ = context.words
    return {
        "indicator": st.text_input(
            _("Id of the indicator that a table is of"),
            key="import-indicator",
            placeholder="housing_before_prison",
            persist_state="session",
        ),
        "sheet": st.text_input(
            _("Sheet of the workbook"), key="import-sheet", placeholder="–", persist_state="session"
        ),
        "dataset": st.text_input(
            _("Id of the set"), key="import-dataset", placeholder="norway_sdg", persist_state="session"
        ),
        "title": st.text_input(
            _("Title of the set"), key="import-title", placeholder="–", persist_state="session"
        ),
        "language": st.text_input(
            _("Language of the texts"), key="import-language", placeholder="en", persist_state="session"
        ),
        "totals": st.text_input(
            _("JSON-stat: codes that stand for all"),
            key="import-totals",
            placeholder="Kjonn=0, Region=0",
            persist_state="session",
        ),
    }


def _read_files(uploaded: Sequence[UploadedFile], said: Mapping[str, str], context: Context) -> None:
    imports = context.services.imports
    files = {file.name: file.getvalue() for file in uploaded}
    words = {name: text.strip() for name, text in said.items()}

    def read(tell: Tell) -> Pending:
        wishes = Wishes(
            indicator=words["indicator"],
            dataset=words["dataset"],
            title=words["title"],
            language=words["language"],
            sheet=words["sheet"],
            totals=pairs(each for each in words["totals"].split(",") if each.strip()),
        )
        return imports.from_files(files, wishes, tell)

    _begin(read)


def look(context: Context) -> Look | None:
    """The fields that name a table of a statistics bank, and what it was found to be."""
    _ = context.words
    host = st.selectbox(_("Statistics bank"), hosts(context), key="import-host", persist_state="session")
    base = st.text_input(
        _("Address of the bank"), value=_base(host), key=f"import-base-{host}", persist_state="session"
    )
    table = st.text_input(
        _("Number of the table"), key="import-table", placeholder="09425", persist_state="session"
    )
    language = st.text_input(
        _("Language, as the bank calls it"), value="no", key="import-bank-language", persist_state="session"
    )
    st.button(
        _("Look at the table"),
        disabled=not table.strip(),
        key="import-look",
        on_click=_look,
        args=(base.strip(), table.strip(), language.strip(), context),
    )
    found: Look | None = st.session_state.get(_LOOK)
    return found


def _base(host: str) -> str:
    scheme = "http" if host.startswith("127.0.0.1") else "https"
    return SSB if f"//{host}/" in SSB else f"{scheme}://{host}/v2"


def _look(base: str, table: str, language: str, context: Context) -> None:
    imports = context.services.imports
    st.session_state.pop(_LOOK, None)
    _begin(lambda _tell: imports.look(base, table, language))


def ask(request: Any, context: Context) -> None:
    """Begin to ask for what a request selects."""
    imports = context.services.imports
    _begin(lambda tell: imports.from_bank(request, tell))


def _begin(what: Callable[[Tell], Pending | Look]) -> None:
    put_away()
    st.session_state[_WORK] = Work(what)


def is_busy() -> bool:
    """Whether something is being read. What has been read is taken over here."""
    work: Work[Pending | Look] | None = st.session_state.get(_WORK)
    if work is None:
        return False
    if not work.ended():
        return True
    del st.session_state[_WORK]
    result = work.result()
    place = _ERROR if isinstance(result, MonitorError) else _LOOK if isinstance(result, Look) else _PENDING
    st.session_state[place] = result
    return False


@st.fragment(run_every=1.0)
def progress(context: Context) -> None:
    """How far it is; drawn anew each second, and the whole page once it is over."""
    _ = context.words
    work: Work[Pending | Look] | None = st.session_state.get(_WORK)
    if work is None or work.ended():
        st.rerun()
    st.progress(
        work.done / work.total if work.total else 0.0,
        text=import_words.progress(work.stage, work.done, work.total, _),
    )
    st.button(_("Stop"), on_click=put_away, key="import-stop")


def pending() -> Pending | None:
    """What was read and is not accepted."""
    found: Pending | None = st.session_state.get(_PENDING)
    return found


def refused() -> MonitorError | FaultyFiles | None:
    """Why nothing could be read, or accepted."""
    error: MonitorError | None = st.session_state.get(_ERROR)
    return error


def accept_button(label: str, found: Pending, name: str) -> None:
    """The one button. What it accepts is what was shown beside it, whatever has been read since."""
    st.button(
        label,
        type="primary",
        disabled=not found.changing,
        key="import-accept",
        on_click=_press,
        args=(Press(found, name.strip()),),
    )


def _press(press: Press) -> None:
    st.session_state[_PRESSED] = press


def accept_pressed(context: Context) -> None:
    """Accept what the button was pressed for: all of it or nothing. Pressed twice, it is accepted once."""
    press: Press | None = st.session_state.get(_PRESSED)
    if press is None:
        return
    _ = context.words
    told = _.plural("Keeping {n} edition …", "Keeping {n} editions …", len(press.pending.changing))
    # The script may be ended where the spinner begins, and is asked again then, or where it ends: all is noted by then.
    with st.spinner(told):
        st.session_state.pop(_PRESSED)
        try:
            kept = context.services.imports.accept(press.pending, label=press.label)
        except MonitorError as error:
            st.session_state[_ERROR] = error
            return
        put_away()
        st.session_state[_KEPT] = kept
        st.session_state[_UPLOADS] = st.session_state.get(_UPLOADS, 0) + 1


def notice(context: Context) -> Markup:
    """What was accepted last in this session; nothing where nothing was."""
    kept: Sequence[Edition] = st.session_state.get(_KEPT, ())
    if not kept:
        return EMPTY
    reader, _ = context.services.indicators, context.words
    titles = reader.titles().titles
    by = accepted_by(reader.acceptor(kept[0]), context.catalogue, _)
    return blocks.kept(kept, lambda id_: named(titles[id_].title, _), by, context.addresses, _)


def put_away() -> None:
    """Forget what was read, and stop reading."""
    work: Work[Any] | None = st.session_state.pop(_WORK, None)
    if work is not None:
        work.stop()
    for name in (_PENDING, _ERROR, _PRESSED, _KEPT):
        st.session_state.pop(name, None)


def report_button(found: Pending, context: Context) -> None:
    """The button that gives all that would change as a file."""
    _ = context.words
    services, told = context.services, found.told
    name = _("import-report") + f"-{services.today().isoformat()}.csv"
    st.download_button(
        _("Download the whole report as CSV"),
        lambda: services.downloads.import_csv(told, found.noted),
        file_name=name,  # the figures are real, in a demonstration, too
        mime="text/csv",
        key="import-report",
        on_click="ignore",
    )


def chosen_indicator(told: Sequence[Told], context: Context) -> Told | None:
    """The field for the indicator to look at; the first that has anything to show is chosen."""
    _ = context.words
    shown = {each.indicator: each for each in told if each.has_to_be_told}
    if not shown:
        return None
    # Those that change what was accepted before come first: they are what has to be looked at.
    names = sorted(shown, key=lambda name: shown[name].is_first)
    chosen = st.selectbox(
        _("Indicator to look at"),
        names,
        format_func=lambda name: f"{_.plain(shown[name].definition.title)[:100]} ({name})",
        key=f"import-one-{hash(tuple(names))}",
    )
    return shown[chosen]
