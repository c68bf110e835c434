"""What keeps a table of a statistics bank from being fetched, in the reader's words."""

from monitor.show.words import Words


def sentences(_: Words) -> dict[str, str]:
    """A sentence for each code, with the names of its fields in braces."""
    return {
        "data_host_refused": _(
            "{host} is not among the hosts that may be asked, or not by https. Whoever runs the dashboard names them "
            "(DATA_HOSTS)."
        ),
        "pxweb_unreachable": _(
            "{host} cannot be reached, is silent, or broke off. Try again later; if that does not help, ask whoever "
            "runs the network whether it may be reached from here."
        ),
        "pxweb_certificate": _(
            "{host} cannot prove that it is itself (its certificate). Nothing was asked of it; tell whoever runs the "
            "network."
        ),
        "pxweb_busy": _("{host} was asked too often. Try again in {seconds} seconds."),
        "pxweb_fault": _(
            "{host} has a fault of its own ({status}). It may be updating its tables; try again in half an hour."
        ),
        "pxweb_slow": _(
            "{host} took longer than {seconds} seconds for one answer. Try again later, or ask for less at a time."
        ),
        "pxweb_answer_too_large": _(
            "{host} sent more than {limit} MB in one answer. Ask for less at a time."
        ),
        "pxweb_not_found": _("{host} has no such table, or not in this language. Look up its number."),
        "pxweb_moved": _(
            "{host} answers elsewhere now. Look up its new address; it has to be among the hosts that may be asked."
        ),
        "pxweb_declined": _("{host} declined ({status}: {said}). Check the table and the selection."),
        "pxweb_too_many_cells": _(
            "{host} does not give {limit} cells at a time. Set a lower limit for one question."
        ),
        "pxweb_changed": _(
            "{host} is updating the table: it is no longer as it described it a moment ago. Fetch it again later."
        ),
        "pxweb_selection_unread": _(
            "{host} does not understand the selection, though it is a plain list of its codes. Tell whoever runs the "
            "dashboard."
        ),
        "pxweb_codes_gone": _(
            "{variable} does not have {codes} (any more). Look up its codes, and change the selection."
        ),
        "pxweb_nothing_chosen": _("{said} means none of the codes of {variable}. Choose others."),
        "pxweb_variable_gone": _("The table has no variable {variable} (any more). It has {there}."),
        "pxweb_variable_not_chosen": _(
            "The table has a variable {variable}, of which nothing is selected. Select codes of it, or name it among "
            "those that are left out."
        ),
        "pxweb_not_left_out": _(
            "{variable} cannot be left out: the source does not sum over it. Select codes of it."
        ),
        "pxweb_no_total": _(
            "{variable} holds quantities of different kinds, which have no total. Leave out its total."
        ),
        "pxweb_no_time": _(
            "The table has not one variable that is time, or it is left out; figures without a period cannot be used."
        ),
        "pxweb_no_period": _(
            "No code of {variable} is a period that is known here; the first is {said}. Choose another table, or ask "
            "whoever runs the dashboard."
        ),
        "pxweb_codelist": _("The code list {name} holds no codes that can be used. Choose another."),
        "pxweb_too_much": _("The selection comes to {cells} figures; at most {limit}. Select fewer codes."),
        "pxweb_no_values": _("The file describes a table and holds no figures of it. Ask for its data."),
        "pxweb_other_answer": _(
            "Something else came than was asked for. Fetch it again, or tell the source."
        ),
        "pxweb_undefined": _("What the source says of the table cannot be kept. Tell the source."),
    }
