"""How a selection is found again, cited, and taken along as a file."""

from collections.abc import Sequence
from math import prod
from typing import Final
from urllib.parse import urljoin

import streamlit as st

from monitor.errors import MonitorError
from monitor.measures.citation import citation
from monitor.measures.exports import MOST_CELLS, Format, Wanted
from monitor.reporting.days import day_of
from monitor.review.exploring.explorer import View
from monitor.review.exploring.look import Look, query_of
from monitor.show import addresses, refusals
from monitor.show.adapter import download_buttons, session
from monitor.show.adapter.session import Context
from monitor.show.api_addresses import figures_csv
from monitor.show.blocks import exploring as blocks
from monitor.show.words import Words

MOST: Final = 300_000
"""Figures that a button gives: its file lies in memory while it is fetched."""


def draw(view: View, context: Context) -> None:
    """The lasting link, the citation, the selection as files, and the whole set as a package."""
    _ = context.words
    edition = view.edition
    link = _link(view.pinned, context)
    cited = citation(view.definition, edition.number, day_of(edition.at), link, _, dataset=view.held.dataset)
    session.draw(blocks.found_again(link, cited, _))
    wanted = [Wanted(edition, link, view.selection)]
    offered, refused = _offered(view, wanted, context)
    session.draw(blocks.files_heading(_))
    file = "-".join((edition.indicator, _("edition"), str(edition.number)))
    with st.container(horizontal=True):
        for form in offered:
            _button(form, wanted, _label(form, _), file, context)
        together = context.services.explorer.together(edition)
        if not context.is_today:
            refused.append(_("The whole set as a data package is to be had as of today."))
        elif sum(each.counts.figures for each in together) <= MOST:
            whole = [
                Wanted(each, _link(Look(each.indicator, edition=each.number), context)) for each in together
            ]
            label = _.plural("Whole set as data package ({n} indicator)", "Whole set as data package ({n} indicators)",
                             len(whole))  # fmt: skip
            _button(Format.PACKAGE, whole, label, edition.dataset or "indicators", context,
                    key=f"explore_{edition.indicator}_set")  # fmt: skip
        else:
            refused.append(
                _("The whole set has more than {n} figures, which is too many for a button.").format(
                    n=_.number(MOST)
                )
            )
    session.draw(blocks.refused_files(refused))
    if view.total > MOST:
        whole_file = urljoin(st.context.url or "", figures_csv(view, context.addresses.as_of, _.language))
        open_to_all = context.services.settings.local or context.services.settings.public
        session.draw(blocks.file_for_programs(whole_file, _, open_to_all=open_to_all))


def _offered(view: View, wanted: Sequence[Wanted], context: Context) -> tuple[list[Format], list[str]]:
    """The forms in which the selection can be had here, and why not in the others."""
    _ = context.words
    if view.total > MOST:
        told = _("{total} figures are too many for a button; choose at most {n}.")
        return [], [told.format(total=_.number(view.total), n=_.number(MOST))]
    if view.is_by_source:
        return [], [
            _(
                "A file would hold figures of sources that were not out by the day shown; read as of today to get one."
            )
        ]
    offered = [Format.CSV, Format.XLSX, Format.PARQUET]
    # So many cells at most; only where that may be too many is it counted.
    if prod(map(len, view.codes.values())) * len(view.periods) > MOST_CELLS:
        try:
            context.services.downloads.check_figures(Format.JSON_STAT, wanted)
        except MonitorError as error:
            return offered, [refusals.sentence(error, _)]
    return [*offered, Format.JSON_STAT], []


def _button(
    form: Format, wanted: Sequence[Wanted], label: str, name: str, context: Context, *, key: str = ""
) -> None:
    downloads, _ = context.services.downloads, context.words
    st.download_button(
        label,
        lambda: b"".join(downloads.figures(form, wanted, _)),
        file_name=f"{download_buttons.file_name(name, context)}.{form.ending}",
        mime=form.media_type,
        key=key or f"explore_{wanted[0].edition.indicator}_{form.value}",
        on_click="ignore",
    )


def _link(look: Look, context: Context) -> str:
    return urljoin(st.context.url or "", context.addresses.asking(addresses.EXPLORE, query_of([look])))


def _label(form: Format, _: Words) -> str:
    return {
        Format.CSV: _("Download as CSV"),
        Format.XLSX: _("Download as Excel"),
        Format.PARQUET: _("Download as Parquet"),
        Format.JSON_STAT: _("Download as JSON-stat"),
        Format.PACKAGE: _("Download as data package"),
    }[form]
