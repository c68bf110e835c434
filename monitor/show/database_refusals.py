"""What keeps the server and its database from recording or reading, in the reader's words."""

from monitor.show.words import Words


def sentences(_: Words) -> dict[str, str]:
    """A sentence for each code; none of them has fields to be filled in."""
    return {
        "clock_set_back": _(
            "The clock of the server stands before the last entry in the log. Nothing was recorded and your text is "
            "kept; ask whoever runs it to set the clock, then record again."
        ),
        "database_unreachable": _(
            "The database does not answer. Your text is kept; try again in a moment. A report that arrived all the "
            "same is not recorded twice."
        ),
        "database_refused": _(
            "The database does not let this program in. Nothing was changed; whoever runs it has to check the "
            "database's address and password."
        ),
        "stopping": _(
            "The dashboard is being stopped. Nothing was recorded and your text is kept; try again in a minute."
        ),
        "database_locked": _("The database is busy; try again in a moment. Nothing was lost."),
        "database_readonly": _(
            "The database cannot be written to. Nothing was changed; check its access rights and its folder's."
        ),
        "disk_full": _("The disk is full. Nothing was recorded; make room and try again."),
        "database_damaged": _(
            "The database is damaged. Keep a copy of the file, and restore a backup before you go on."
        ),
        "database_foreign": _(
            "The database file is not one of this program; move it away and restore a backup. It was left as it is."
        ),
        "database_empty": _(
            "The database file is empty; restore a backup, or delete the file to begin a new log."
        ),
        "database_is_folder": _("There is a folder where the database should be; move the folder away."),
        "schema_older": _(
            "The database is from an older version; start the dashboard again to bring it up to date."
        ),
        "schema_newer": _("The database is from a newer version of the dashboard; run that version."),
    }
