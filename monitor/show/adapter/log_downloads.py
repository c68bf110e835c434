"""Buttons for what is found in the log as files."""

from monitor.reporting.events import EventKind
from monitor.reporting.log import Wanted
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from monitor.review.changes import Changes
from monitor.show import addresses
from monitor.show.adapter import download_buttons
from monitor.show.adapter.session import Context
from monitor.show.rows import addressee
from monitor.show.vocabulary import event_kind_word, person_word, state_word, status_word
from monitor.show.words import Words


def entries(wanted: Wanted, context: Context) -> None:
    """Buttons for every entry that fits, not only those of the page shown."""
    _, downloads, desk = context.words, context.services.downloads, context.desk
    about = [
        (_("What it holds"), _("Every entry of the log that fits the choices")),
        *_about(wanted, context),
    ]
    files = {
        "csv": lambda: downloads.history_csv(desk.told(wanted), _codes(_), _),
        "xlsx": lambda: downloads.history_xlsx(desk.told(wanted), _codes(_), _, about),
    }
    download_buttons.draw(f"{addresses.HISTORY}-{context.as_of}", files, context, key="log")


def changes(found: Changes, wanted: Wanted, context: Context) -> None:
    """Buttons for what is different between two days, with every entry, not only the newest that the page read."""
    _, downloads = context.words, context.services.downloads
    desk = context.services.desk(as_of=found.until)
    days = _("What is different on {until} from {since}").format(
        since=_.day(found.since), until=_.day(found.until)
    )
    about = [(_("What it holds"), days), *_about(wanted, context)]
    files = {
        "csv": lambda: downloads.changes_csv(desk.changes(found.since, wanted), _codes(_), _),
        "xlsx": lambda: downloads.changes_xlsx(desk.changes(found.since, wanted), _codes(_), _, about),
    }
    download_buttons.draw(f"{addresses.CHANGES}-{found.since}-{found.until}", files, context, key="log")


def _about(wanted: Wanted, context: Context) -> list[tuple[str, str]]:
    """What is chosen, as of which day the log was read, how long it was by then, and when the page was shown.

    Asked when the page is drawn, like what it shows.
    """
    _ = context.words
    return [
        *(_chosen(wanted, context) or [(_("Chosen"), _("Nothing; all of it"))]),
        (_("As of"), _.day(context.as_of)),
        (_("Entries in the log by then"), str(context.desk.count(Wanted()))),
        (_("Made"), _.moment(context.services.clock())),
    ]


def _chosen(wanted: Wanted, context: Context) -> list[tuple[str, str]]:
    """What is looked for, as the fields of the page call it."""
    _, catalogue = context.words, context.catalogue
    initiatives = [catalogue.initiative[each] for each in wanted.initiatives or ()]
    days = (
        (_("Recorded: first day"), wanted.recorded_from),
        (_("Recorded: last day"), wanted.recorded_to),
        (_("Holds from: first day"), wanted.effective_from),
        (_("Holds from: last day"), wanted.effective_to),
    )
    return [
        *((_("Initiative"), f"{each.number} {_.plain(each.title)}") for each in initiatives),
        *(
            [(_("Recorded for"), addressee(wanted.body, catalogue, catalogue.printed_on, _))]
            if wanted.body
            else []
        ),
        *((_("Kind of entry"), event_kind_word(kind, _)) for kind in wanted.kinds or ()),
        *([(_("Recorded by"), person_word(wanted.person, _))] if wanted.person else []),
        *((label, _.day(day)) for label, day in days if day is not None),
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
