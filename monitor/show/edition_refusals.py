"""What is wrong with an edition of figures or with what was asked of one, in the reader's words."""

from monitor.show.words import Words


def sentences(_: Words) -> dict[str, str]:
    """A sentence for each code, with the fields of the error in braces."""
    return {
        "edition_outdated": _(
            "Another edition of {indicator} was accepted meanwhile (number {number}). Nothing was kept; look at what "
            "would change now, and accept that."
        ),
        "edition_beside_others": _(
            "{indicator} is protected beside linked indicators, and another edition was accepted meanwhile. Nothing "
            "was kept; look at what would change now, and accept that."
        ),
        "edition_missing": _(
            "Edition {number} of {indicator} is not whole in the database. Whoever runs the dashboard has to restore a "
            "backup that holds it."
        ),
        "edition_damaged": _(
            "Edition {number} of {indicator} is not what was written, so it is not shown. Whoever runs the dashboard "
            "has to restore a backup from before."
        ),
        "edition_unwritable": _(
            "The folder for copies of figures cannot be written to. Nothing was kept; whoever runs the dashboard has "
            "to check its rights and its room."
        ),
        "edition_unknown_form": _(
            "The definition in edition {number} of {indicator} was written by another version of the dashboard; open "
            "it with that version."
        ),
        "figures_unreadable": _(
            "The figures of edition {number} of {indicator} cannot be read now; try again in a moment."
        ),
        "unknown_dimension": _("The figures of {indicator} are not broken down by “{dimension}”."),
        "unknown_edition": _("{indicator} has no edition {number}; choose one of those it has."),
        "too_many_figures": _(
            "That is more than {most} figures of {indicator} at once. Choose fewer, or take them along as a file."
        ),
    }
