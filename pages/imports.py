"""Import figures: read what came, look at what it would change, accept it."""

import streamlit as st

from monitor.access.actions import Action
from monitor.review.import_lines import Change
from monitor.show import addresses, file_refusals
from monitor.show.adapter import bank_form, frame, guard, import_form, session
from monitor.show.blocks import imports as blocks
from monitor.show.text import heading, paragraph

context = session.here()
_, to = context.words, context.addresses

guard.only_for(Action.IMPORT_FIGURES, _("Import figures"), context)
import_form.accept_pressed(context)
busy = import_form.is_busy()
session.title(_("Import figures"), _)
session.draw(
    paragraph(
        _(
            "What comes in is read, checked and compared with the latest editions. Nothing is kept before you accept "
            "it; then it is one new edition of each indicator that changes, and the editions before it stay."
        )
    ),
    import_form.notice(context),
    heading(2, _("Choose what to read")),
)
if import_form.hosts(context):
    sources = {"files": _("Files"), "bank": _("A table of a statistics bank")}
    chosen = st.segmented_control(
        _("Where the figures are"),
        list(sources),
        format_func=sources.__getitem__,
        default="files",
        key="import-source",
        required=True,
        persist_state="session",
    )
else:
    chosen = "files"
if chosen == "bank":
    bank_form.draw(context)
else:
    session.draw(
        paragraph(
            _(
                "A table as CSV or Excel (of an indicator that is there, or with its definition as YAML), "
                "JSON-stat 2, an Open SDG repository or a Frictionless data package as a ZIP. The command “python -m "
                "monitor import” reads larger files."
            )
        )
    )
    import_form.upload(context)

if busy:
    import_form.progress(context)
if (error := import_form.refused()) is not None:
    frame.alert(file_refusals.sentence(error, _))
    session.draw(
        blocks.faults(_("Faults"), getattr(error, "faults", ()), len(getattr(error, "faults", ())), _)
    )
found = import_form.pending()
if found is not None:
    told = found.told
    session.draw(
        heading(2, _("What would change")),
        blocks.summary(found.name, told, _),
        blocks.indicators(told, _),
    )
    import_form.report_button(found, context)
    one = import_form.chosen_indicator(told, context)
    if one is not None:
        session.draw(
            *(blocks.figures(one, change, _) for change in (Change.CHANGED, Change.REMOVED, Change.NEW)),
            blocks.faults(_("Rows left out"), one.report.refused, one.report.counts.refused, _),
        )
    session.draw(
        blocks.faults(_("Remarks"), found.noted, len(found.noted), _),
        heading(2, _("Accept it")),
    )
    if found.changing:
        name = st.text_input(
            _("What people shall call it"), value=found.name[:200], key="import-label", max_chars=200
        )
        label = _.plural("Accept {n} new edition", "Accept {n} new editions", len(found.changing))
        session.draw(blocks.losses(told, _))
        import_form.accept_button(label, found, name)
    elif found.is_empty:
        session.draw(
            paragraph(
                _("No figure could be read, so there is nothing to accept. What was accepted before stays.")
            )
        )
    else:
        session.draw(paragraph(_("Nothing of it is new, so there is nothing to accept.")))
    st.button(_("Put it away"), on_click=import_form.put_away, key="import-away")
    session.draw(
        paragraph(
            _(
                "What was read is kept while this browser tab is open. After a reload it has to be read again; what "
                "was accepted stays."
            ),
            "m-small",
        )
    )
session.draw(paragraph(to.link(_("Indicators"), addresses.INDICATORS), "m-small"))
