"""What stands against a conclusion of a committee, in the reader's words."""

from monitor.show.words import Words


def sentences(_: Words) -> dict[str, str]:
    """A sentence for each code, with the fields of the refusal still to be filled in."""
    return {
        "unknown_committee": _(
            "There is no committee {committee} in the strategy; choose one from the list."
        ),
        "task_incomplete": _("Say both what is to be done and by whom, or leave both out."),
        "task_day_past": _("What is to be done is due before the meeting; choose a later day, or none."),
        "task_day_unreadable": _(
            "“{said}” is no day by which something can be done; write it as 2027-03-01."
        ),
        "meeting_day_missing": _("Write the day of the meeting, as 2018-12-31."),
        "meeting_day_unreadable": _("“{said}” is no day we can use for the meeting; write it as 2018-12-31."),
        "decision_not_asked": _("That entry of the log asks for no decision; reload the page."),
        "decision_not_open": _(
            "The report that asks for the decision is not published, or no longer counts; reload the page."
        ),
        "asked_of_another": _("The decision is asked of another committee; only that one concludes on it."),
        "meeting_before_asked": _(
            "The meeting was before the day of the report that asks for the decision; write a later day, or record "
            "the conclusion as one of the committee's own accord."
        ),
        "already_concluded": _(
            "A committee has concluded on that decision already. Record a later conclusion in the place of that one."
        ),
        "not_a_conclusion": _("That entry of the log is no conclusion; reload the page."),
        "not_its_conclusion": _("That is a conclusion of another committee; only that one replaces it."),
        "conclusion_replaced": _(
            "That conclusion has been replaced already; replace the one that stands in its place."
        ),
    }
