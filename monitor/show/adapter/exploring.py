"""The fields of the explorer. What is chosen in them stands in the address, and nowhere else."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from monitor.measures.titles import Titles
from monitor.reporting.days import day_of
from monitor.review.exploring.explorer import View
from monitor.review.exploring.look import ALL, MOST_LOOKS, Look, Shape, looks_in, owned, query_of
from monitor.review.exploring.shapes import splits
from monitor.show.adapter import index
from monitor.show.adapter.session import Context
from monitor.show.exploring import code_word, has_measure, shape_word

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^])")
_TOTAL = "\0total"
"""What stands for the total among the options of a field: no code holds such a sign."""


def looks() -> list[Look]:
    """What the address asks for."""
    return looks_in({name: st.query_params.get_all(name) for name in st.query_params})


def indicators(titles: Titles, asked: Sequence[Look], context: Context) -> None:
    """The field for the indicators that stand side by side."""
    _ = context.words
    words = index.options(titles, _.language)
    key = "explore_indicators"
    st.session_state[key] = [look.indicator for look in asked if look.indicator in words]
    st.multiselect(
        _("Indicators"),
        list(words),
        format_func=words.__getitem__,
        key=key,
        max_selections=MOST_LOOKS,
        select_all=False,
        placeholder=_("Choose one or several; type to search"),
        on_change=_indicators_chosen,
        args=(key,),
    )


def choices(view: View, context: Context, *, columns: int) -> None:
    """The fields for one indicator, so many beside each other: groups, periods, chart and edition."""
    fields: list[Callable[[], None]] = []
    if any(reason is None for reason in view.unfit.values()):
        fields.append(lambda: _shape(view, context))
    if view.shape is Shape.PANELS and len(splits(view.drawn, view.definition)) > 1:
        fields.append(lambda: _panels(view, context))
    if len(view.periods) > 1:
        fields += [lambda: _period(view, "first", context), lambda: _period(view, "last", context)]
    if view.latest > 1:
        fields.append(lambda: _edition(view, context))
    # Last, because what is chosen in them takes the room it needs.
    fields += [
        partial(_codes, view, entry.id, context)
        for entry in view.definition.dimensions
        if len(view.offered[entry.id]) > 1
    ]
    for start in range(0, len(fields), columns):
        for column, field in zip(st.columns(columns), fields[start : start + columns], strict=False):
            with column:
                field()


def pages(view: View, context: Context) -> None:
    """Buttons to the pages of the table before and after the one shown."""
    if view.pages < 2:
        return
    _ = context.words
    name = view.edition.indicator
    with st.container(horizontal=True):
        for label, page, there in (
            (_("Earlier rows"), view.page - 1, view.page > 1),
            (_("Further rows"), view.page + 1, view.page < view.pages),
        ):
            st.button(
                label,
                key=f"explore_{name}_page_{'back' if page < view.page else 'on'}",
                disabled=not there,
                on_click=_write,
                args=(name, {"page": page}),
            )


def _codes(view: View, dimension: str, context: Context) -> None:
    _ = context.words
    definition, name = view.definition, view.edition.indicator
    entry = next(each for each in definition.dimensions if each.id == dimension)
    options = [_TOTAL if code is None else code for code in view.offered[dimension]]
    chosen = [_TOTAL if code is None else code for code in view.codes[dimension]]
    words = {
        option: code_word(definition, dimension, None if option == _TOTAL else option, _)
        for option in options
    }
    key = f"explore_{name}_by_{dimension}"
    label = unmarked(_.plain(entry.title))
    if has_measure(definition, dimension):
        st.session_state[key] = chosen[0]
        st.selectbox(
            label, options, format_func=words.__getitem__, key=key, on_change=_codes_chosen,
            args=(name, dimension, key, len(options)),
        )  # fmt: skip
        return
    st.session_state[key] = chosen
    st.multiselect(
        label, options, format_func=words.__getitem__, key=key, placeholder=_("Choose; type to search"),
        on_change=_codes_chosen, args=(name, dimension, key, len(options)),
    )  # fmt: skip


def _period(view: View, end: str, context: Context) -> None:
    _ = context.words
    words = {period.text: _.period(period) for period in view.periods if period.first_day is not None}
    said = view.look.first if end == "first" else view.look.last
    none = _("the first") if end == "first" else _("the last")
    options = {"": none, **({said: said} if said and said not in words else {}), **words}
    key = f"explore_{view.edition.indicator}_{end}"
    st.session_state[key] = said
    st.selectbox(
        _("From") if end == "first" else _("To"), list(options), format_func=options.__getitem__, key=key,
        on_change=_chosen, args=(view.edition.indicator, end, key),
    )  # fmt: skip


def _shape(view: View, context: Context) -> None:
    _ = context.words
    fitting = {shape.value: shape_word(shape, _) for shape, reason in view.unfit.items() if reason is None}
    key = f"explore_{view.edition.indicator}_shape"
    st.session_state[key] = view.shape.value if view.shape else next(iter(fitting))
    st.selectbox(
        _("Chart"), list(fitting), format_func=fitting.__getitem__, key=key, on_change=_shape_chosen,
        args=(view.edition.indicator, key),
    )  # fmt: skip


def _panels(view: View, context: Context) -> None:
    _ = context.words
    titles = {entry.id: _.plain(entry.title) for entry in view.definition.dimensions}
    key = f"explore_{view.edition.indicator}_panels"
    st.session_state[key] = view.panels
    st.selectbox(
        _("A small chart for each"), list(splits(view.drawn, view.definition)), format_func=titles.__getitem__,
        key=key, on_change=_chosen, args=(view.edition.indicator, "panels", key),
    )  # fmt: skip


def _edition(view: View, context: Context) -> None:
    _ = context.words
    kept, latest = _("{number}, kept {day}"), _("{number}, kept {day}, the latest")
    numbers = {
        edition.number: (latest if edition.number == view.latest else kept).format(
            number=edition.number, day=_.day(day_of(edition.at))
        )
        for edition in context.services.explorer.numbers(view.edition.indicator)
    }
    key = f"explore_{view.edition.indicator}_edition"
    st.session_state[key] = view.edition.number
    st.selectbox(
        _("Edition"), list(numbers), format_func=numbers.__getitem__, key=key, on_change=_edition_chosen,
        args=(view.edition.indicator, key, view.latest),
    )  # fmt: skip


def unmarked(text: str) -> str:
    """Text as the label of a field shows it literally: labels are read as Markdown."""
    return _SIGNS.sub(r"\\\1", text)


def _indicators_chosen(key: str) -> None:
    known = {look.indicator: look for look in looks()}
    _keep([known.get(name, Look(name)) for name in st.session_state[key]])


def _codes_chosen(indicator: str, dimension: str, key: str, offered: int) -> None:
    said: Any = st.session_state[key]
    chosen = [said] if isinstance(said, str) else list(said or ())
    codes = dict(next((look.codes for look in looks() if look.indicator == indicator), {}))
    codes.pop(dimension, None)
    if chosen:
        everything = len(chosen) == offered > 1
        codes[dimension] = (
            (ALL,) if everything else tuple(None if code == _TOTAL else code for code in chosen)
        )
    _write(indicator, {"codes": codes})


def _chosen(indicator: str, field: str, key: str) -> None:
    _write(indicator, {field: st.session_state[key] or ""})


def _shape_chosen(indicator: str, key: str) -> None:
    _write(indicator, {"shape": Shape(st.session_state[key])})


def _edition_chosen(indicator: str, key: str, latest: int) -> None:
    number = st.session_state[key]
    _write(indicator, {"edition": None if number == latest else number})


def _write(indicator: str, changed: Mapping[str, Any]) -> None:
    """Write one look anew into the address; the table begins at its first page unless another is asked for."""
    anew: dict[str, Any] = {"page": 1, **changed}
    _keep([replace(look, **anew) if look.indicator == indicator else look for look in looks()])


def _keep(asked: Sequence[Look]) -> None:
    others = {name: st.query_params.get_all(name) for name in st.query_params if not owned(name)}
    st.query_params.from_dict({**query_of(asked), **others})
