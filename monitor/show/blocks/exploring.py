"""The parts of the explorer's page: the figures as a table, what does not fit, and how the selection is found again."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.measures.absence import missing_word
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation
from monitor.measures.quality import Missing
from monitor.measures.reading.likeness import notes_beside
from monitor.measures.uncertainty import Basis, NoInterval, few_of, uncertainty
from monitor.review.exploring.bounds import PER_PAGE
from monitor.review.exploring.explorer import View
from monitor.review.exploring.look import Shape
from monitor.show.charts.exploring.drawn import Drawn
from monitor.show.exploring import shape_word, unfit_word
from monitor.show.figures import behind, counted, flag_word, observed
from monitor.show.intervals import interval, no_interval_word
from monitor.show.reading_words import note_sentence
from monitor.show.table import Cell, Column, table
from monitor.show.text import bullets, heading, join, local, paragraph
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words

_HIDDEN = (Missing.HIDDEN, Missing.CONFIDENTIAL)


def headline(heading_: str, about: str, level: int = 3) -> Markup:
    """The title of a chart and what it measures."""
    return join([heading(level, heading_), paragraph(about, "m-muted")])


def beside(definitions: Sequence[Definition], _: Words) -> Markup:
    """What has to be known of indicators that stand side by side."""
    return join([paragraph(note_sentence(note, _), "m-small") for note in notes_beside(definitions)])


def below(drawn: Drawn, source: str) -> Markup:
    """What is not drawn, what else is to be known, and where the figures are from."""
    return join([paragraph(told, "m-small") for told in (*drawn.left_out, *drawn.notes, source)])


def refused(view: View, _: Words) -> Markup:
    """The charts that do not fit, each with its reason."""
    asked, reason = view.look.shape, view.unfit.get(view.look.shape) if view.look.shape else None
    parts = []
    if asked is not None and reason is not None:
        parts.append(
            Markup('<div class="m-notice" role="status">{}</div>').format(
                _("“{chart}” does not fit what is chosen: {reason}.").format(
                    chart=shape_word(asked, _), reason=unfit_word(reason, _)
                )
            )
        )
    others = [
        f"{shape_word(shape, _)}: {unfit_word(why, _)}."
        for shape, why in view.unfit.items()
        if why is not None
    ]
    if others:
        parts.append(
            Markup('<details class="m-small"><summary>{}</summary>{}</details>').format(
                _.plural("{n} chart does not fit, and why", "{n} charts do not fit, and why", len(others)),
                bullets(others),
            )
        )
    return join(parts)


def counted_line(view: View, _: Words) -> Markup:
    """How many figures fit, and which of them the table shows."""
    told = _.plural("{n} figure", "{n} figures", view.total)
    if view.pages > 1:
        first = (view.page - 1) * PER_PAGE
        told = _("Figures {first}–{last} of {total}").format(
            first=_.number(first + 1), last=_.number(first + len(view.rows)), total=_.number(view.total)
        )
    return Markup('<p role="status">{}</p>').format(told)


def figures(view: View, caption: str, _: Words) -> Markup:
    """The figures of one page: value, interval, n, and what marks each in words."""
    definition = view.definition
    dimensions = [entry for entry in definition.dimensions if len(view.offered[entry.id]) > 1 or view.rows]
    unit = unit_word(definition.unit_of(view.rows[0].group) if view.rows else definition.unit, _)
    # Where no figure has an interval, the reasons below the table say why, and no column of dashes does.
    ranged = any(not isinstance(uncertainty(entry, definition), NoInterval) for entry in view.rows)
    with_n = any(behind(entry, definition, _) for entry in view.rows)
    marked = any(entry.flags or entry.note is not None for entry in view.rows)
    columns = [
        Column(_("Period"), names_the_row=True),
        *(Column(local(entry.title, _)) for entry in dimensions),
        Column(unit[:1].upper() + unit[1:], numbers=True),
        *([Column(_("Interval"), numbers=True)] if ranged else []),
        *([Column(_("n"), numbers=True)] if with_n else []),
        *([Column(_("Marked"))] if marked else []),
        Column(_("Source")),
    ]
    rows: list[list[Cell]] = [
        [
            _.period(entry.period),
            *(
                local(definition.labels[each.id][entry.group[each.id]], _)
                if each.id in entry.group
                else _("total")
                for each in dimensions
            ),
            value(entry, view, _),
            *([_interval(entry, view, _)] if ranged else []),
            *([counted(entry, _) or _muted(behind(entry, definition, _) or "–")] if with_n else []),
            *([_marks(entry, _)] if marked else []),
            " ".join(
                filter(
                    None,
                    (
                        _.plain(entry.source.publisher) if entry.source.publisher else entry.source.title,
                        str(entry.source.year or ""),
                    ),
                )
            ),
        ]
        for entry in view.rows
    ]
    return table(caption, columns, rows)


def value(entry: Observation, view: View, _: Words) -> Cell:
    """A figure; a hidden one is a colon and why, any other missing one why."""
    if entry.value is None:
        why = missing_word(entry.missing or Missing.NOT_STATED, _)
        if entry.missing in _HIDDEN:
            return Markup('<span aria-hidden="true">: </span>{}').format(_muted(why))
        return _muted(why)
    told = observed(entry, view.definition, _)
    if (few := few_of(entry, view.definition)) is None:
        return told
    return _("{numerator} of {n}, {value}").format(numerator=_.number(few[0]), n=_.number(few[1]), value=told)


def _interval(entry: Observation, view: View, _: Words) -> Cell:
    found = uncertainty(entry, view.definition)
    if isinstance(found, NoInterval):
        return Markup('<span class="m-muted" aria-label="{}">–</span>').format(_("none"))
    return interval(found, entry, _)


def _marks(entry: Observation, _: Words) -> Markup:
    parts: list[Markup | str] = [
        Markup('<span class="m-tag">{}</span>').format(flag_word(flag, _)) for flag in entry.flags
    ]
    if entry.note is not None:
        parts.append(local(entry.note, _))
    return join(parts, " ")


def found_again(link: str, cited: str, _: Words) -> Markup:
    """The lasting link, and how the figures are cited."""
    return join(
        [
            heading(3, _("Link and citation")),
            paragraph(
                join([_("This selection, for good:"), Markup(' <a href="{}">{}</a>').format(link, link)]),
                "m-typed",
            ),
            paragraph(join([_("Cite as:"), " ", cited]), "m-typed"),
        ]
    )


def pictures(name: str, file: str, _: Words) -> Markup:
    """Buttons that make a picture of the chart in the browser; static/pictures.js does it."""
    return Markup('<p class="m-buttons">{}</p>').format(
        join(
            (
                Markup(
                    '<button type="button" class="m-button" data-picture="{}" data-of="{}" data-file="{}">{}</button>'
                ).format(kind, name, file, told)
                for kind, told in (
                    ("png", _("Download the chart as PNG")),
                    ("svg", _("Download the chart as SVG")),
                )
            ),
            " ",
        )
    )


def no_chart(view: View, _: Words) -> Markup:
    """That no chart fits, and that the table says it."""
    reasons = {shape: why for shape, why in view.unfit.items() if why is not None}
    if Shape.LINES not in reasons:
        return Markup("")
    return paragraph(_("No chart fits these figures; the table shows them."), "m-muted")


def strange(names: Sequence[str], _: Words) -> Markup:
    """What the address said that is not there."""
    if not names:
        return Markup("")
    return Markup('<div class="m-notice" role="status">{}</div>').format(
        _("Not there, and left out: {names}.").format(
            names=", ".join(f"“{name[:60]}”" for name in names[:10])
        )
    )


def table_of(view: View, _: Words) -> Markup:
    """How many figures there are, a page of them, and what their intervals are."""
    return join(
        [
            heading(3, _("Figures")),
            counted_line(view, _),
            figures(view, _.plain(view.definition.title), _),
            bullets(_interval_notes(view, _), "m-list m-small"),
        ]
    )


def _interval_notes(view: View, _: Words) -> list[str]:
    """What the intervals are, and why figures have none."""
    found = [uncertainty(entry, view.definition) for entry in view.rows]
    bases = {each.basis for each in found if not isinstance(each, NoInterval)}
    told = []
    if Basis.WILSON in bases:
        told.append(
            _(
                "Interval: 95\N{NO-BREAK SPACE}%, computed here (Wilson). Simple random sample assumed; non-response "
                "not covered."
            )
        )
    if Basis.PUBLISHED in bases:
        told.append(_("Interval: as the source prints it."))
    reasons = [reason for reason in NoInterval if reason in found and reason is not NoInterval.MISSING]
    return told + [
        _("No interval: {reason}.").format(reason=no_interval_word(reason, _)) for reason in reasons
    ]


def left_out(view: View, _: Words) -> Markup:
    """How many figures could not be known on the day shown."""
    if not view.left_out:
        return Markup("")
    told = _.plural(
        "{n} figure is left out: later than the day shown, or from a source without a year.",
        "{n} figures are left out: later than the day shown, or from a source without a year.",
        view.left_out,
    )
    return paragraph(told, "m-muted")


def _muted(text: str) -> Markup:
    return Markup('<span class="m-muted">{}</span>').format(text)


def files_heading(_: Words) -> Markup:
    """What stands above the buttons for files."""
    return heading(3, _("The selection as a file"))


def file_for_programs(address: str, _: Words, *, open_to_all: bool) -> Markup:
    """The way to a file of more figures than a button gives. Where readers sign in, it takes a token."""
    if open_to_all:
        link = Markup('<a href="{}">{}</a>').format(address, _("All of the selection as one CSV file"))
        return paragraph(join([link, " ", _("It comes bit by bit, and may take minutes.")]), "m-small")
    told = _("A program fetches all of the selection as one CSV file with a token, from this address:")
    return paragraph(join([told, " ", Markup("<code>{}</code>").format(address)]), "m-small m-typed")


def refused_files(told: Sequence[str]) -> Markup:
    """What cannot be had as a file here, and why."""
    return join([paragraph(each, "m-small") for each in told])
