"""Buttons for what is found in the log as files."""

from monitor.reporting.events import EventKind
from monitor.reporting.log import Wanted
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from monitor.review.changes import Changes
from monitor.show import addresses
from monitor.show.adapter import download_buttons, log_filters
from monitor.show.adapter.session import Context
from monitor.show.vocabulary import event_kind_word, state_word, status_word
from monitor.show.words import Words


def entries(wanted: Wanted, context: Context) -> None:
    """Buttons for every entry that fits, not only those of the page shown."""
    _, downloads, desk, chosen = context.words, context.services.downloads, context.desk, _chosen()
    files = {
        "csv": lambda: downloads.history_csv(desk.told(wanted), _codes(_), _),
        "xlsx": lambda: downloads.history_xlsx(desk.told(wanted), _codes(_), _, [*_read(context), *chosen]),
    }
    download_buttons.draw(f"{addresses.HISTORY}-{context.as_of}", files, context, key="log")


def changes(found: Changes, context: Context) -> None:
    """Buttons for what is different between two days."""
    _, downloads, chosen = context.words, context.services.downloads, _chosen()
    files = {
        "csv": lambda: downloads.changes_csv(found, _codes(_), _),
        "xlsx": lambda: downloads.changes_xlsx(found, _codes(_), _, [*_read(context), *chosen]),
    }
    download_buttons.draw(f"{addresses.CHANGES}-{found.since}-{found.until}", files, context, key="log")


def _chosen() -> list[tuple[str, str]]:
    """What is chosen on the page. Asked when the page is drawn: there is no address any more when a file is built."""
    return list(log_filters.chosen(*log_filters.WHO, *log_filters.DAYS, "since", "until").items())


def _read(context: Context) -> list[tuple[str, str]]:
    """As of which day the file was made, and how long the log was by then."""
    return [
        ("as_of", context.as_of.isoformat()),
        ("entries_by_then", str(context.desk.count(Wanted()))),
    ]


def _codes(_: Words) -> dict[str, str]:
    """The reader's words for kinds, statuses and states; no two of them share a code."""
    return {
        "not_reported": status_word(None, _),
        **{status.value: status_word(status, _) for status in Status},
        **{kind.value: event_kind_word(kind, _) for kind in EventKind},
        **{state.value: state_word(state, _) for state in State},
        "replaced": _("Replaced"),
    }
