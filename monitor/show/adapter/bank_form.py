"""A table of a statistics bank: what it is, which of its codes are wanted, and how many figures that comes to.

Of no variable codes are chosen by default: whoever asks says what of each is wanted.
"""

from enum import StrEnum
from typing import Any

import streamlit as st

from monitor.errors import MonitorError
from monitor.show import file_refusals
from monitor.show.adapter import frame, import_form, session
from monitor.show.adapter.session import Context
from monitor.show.text import heading, paragraph
from monitor.show.words import Words
from monitor.wiring.imports import Look, figures_of, requested


class How(StrEnum):
    """What of a variable is wanted."""

    ALL = "all"
    SOME = "some"
    FROM = "from"
    NONE = "none"


def draw(context: Context) -> None:
    """The fields for the table, and for what is wanted of it once it is known."""
    _ = context.words
    session.draw(
        paragraph(
            _("The table is looked at first; its figures are asked for once you have chosen of which codes.")
        )
    )
    seen = import_form.look(context)
    if seen is None:
        return
    session.draw(heading(3, seen.table.label or seen.number))
    if seen.table.updated is not None:
        session.draw(paragraph(_("Updated {moment}").format(moment=_.moment(seen.table.updated)), "m-small"))
    said: dict[str, Any] = {"select": {}, "left_out": [], "totals": {}}
    for dimension in seen.table.dimensions:
        with st.container(border=True):
            _variable(seen, dimension, said, _)
    indicator = st.text_input(
        _("Id that the indicator has or gets"),
        value=f"table_{seen.number}".lower(),
        key=f"import-id-{seen.base}-{seen.number}",
    )
    said |= {
        "indicator": indicator.strip(),
        "base": seen.base,
        "table": seen.number,
        "language": seen.language,
        "left_out": tuple(said["left_out"]),
    }
    _ask(seen, said, context)


def _ask(seen: Look, said: dict[str, Any], context: Context) -> None:
    _ = context.words
    undecided = [each.label for each in seen.table.dimensions if not _decided(each.id, said)]
    if undecided:
        session.draw(paragraph(_("Choose codes of: {variables}.").format(variables=", ".join(undecided))))
        return
    try:
        request = requested(said)
        count = figures_of(request, seen)
    except MonitorError as error:
        frame.alert(file_refusals.sentence(error, _))
        return
    label = _.plural("Ask for {n} figure", "Ask for {n} figures", count)
    st.button(label, key="import-ask", on_click=import_form.ask, args=(request, context))


def _decided(variable: str, said: dict[str, Any]) -> bool:
    return variable in said["left_out"] or bool(said["select"].get(variable))


def _variable(seen: Look, dimension: Any, said: dict[str, Any], _: Words) -> None:
    """The fields of one variable; what is chosen is put into `said`."""
    key = f"import-{seen.base}-{seen.number}-{dimension.id}"
    labels = {each.code: each.label for each in dimension.categories}
    is_time = dimension.id == seen.time
    ways = {How.SOME: _("Some"), How.ALL: _.plural("All ({n})", "All ({n})", len(labels))}
    if is_time:
        ways[How.FROM] = _("From … on")
    if dimension.may_be_left_out:
        ways[How.NONE] = _("Leave it out: the bank sums over it")
    how = st.radio(
        f"{dimension.label} ({dimension.id})",
        list(ways),
        format_func=ways.__getitem__,
        horizontal=True,
        key=f"{key}-how",
    )

    def shown(code: str) -> str:
        return code if labels[code] == code else f"{labels[code]} ({code})"

    chosen: list[str] = []
    if how is How.NONE:
        said["left_out"].append(dimension.id)
        return
    if how is How.ALL:
        chosen = ["*"]
    elif how is How.FROM:
        first = st.selectbox(
            _("From"), list(labels), index=len(labels) - 1, format_func=shown, key=f"{key}-from"
        )
        chosen = [f"from({first})"]
    else:
        chosen = st.multiselect(
            _("Codes"), list(labels), format_func=shown, key=f"{key}-codes", placeholder="–"
        )
    said["select"][dimension.id] = tuple(chosen)
    if is_time or dimension.id in seen.table.role.get("metric", ()):
        return
    there = list(labels) if how is How.ALL else chosen
    total = st.selectbox(
        _("Code that stands for all"),
        ["", *there],
        format_func=lambda code: shown(code) if code else _("None"),
        key=f"{key}-total",
    )
    if total:
        said["totals"][dimension.id] = total
