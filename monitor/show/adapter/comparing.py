"""The choice of two figures, kept in the address, and what can be said of them."""

from monitor.measures.reading.compare import compare_as_chosen
from monitor.measures.reading.gap import first_gap
from monitor.measures.reading.subjects import Figure
from monitor.measures.titles import Titles
from monitor.show.adapter import choices, session
from monitor.show.adapter.session import Context
from monitor.show.blocks import indicators
from monitor.show.blocks import reading_compare as blocks
from monitor.show.text import heading, paragraph


def first_pair(context: Context) -> tuple[Figure, Figure] | tuple[None, None]:
    """What stands before anything is chosen: people of the strategy, and the reference population beside them."""
    shown = {
        name: series.known_by(as_of=context.as_of, today=context.desk.today)
        for name, series in context.desk.measures.series.items()
    }
    found = first_gap(shown, as_of=context.as_of)
    return (found.first, found.second) if found is not None else (None, None)


def chosen_figure(
    side: str,
    title: str,
    titles: Titles,
    context: Context,
    *,
    offered: Figure | None = None,
    beside: Figure | None = None,
) -> Figure | None:
    """The figure that is chosen on one side, `side` naming it in the address; None until there is one.

    `offered` is what stands until an indicator is chosen. An indicator alone is enough: until a figure of it is chosen,
    its reference stands `beside` a figure of another group, and else its latest figure of no reference.
    """
    _ = context.words
    session.draw(heading(2, title))
    names = {"": _("Choose an indicator")} | {
        name: " ".join(filter(None, [each.number, _.plain(each.title)]))
        for name, each in titles.titles.items()
    }
    figure = f"{side}_figure"
    name = choices.choice_in_address(
        side,
        _("{figure}: indicator").format(figure=title),
        names,
        default=offered.definition.id if offered is not None else "",
        drops=[figure],
    )
    if not name:
        return None
    of = context.services.indicators.open(name)
    if of.chosen:
        note = indicators.part_note(
            of.series.indicator, len(of.series.observations), of.figures, of.chosen, _
        )
        session.draw(note)
    series = of.series.known_by(as_of=context.as_of, today=context.desk.today)
    options = blocks.figures_to_choose(series, _)
    if not options:
        session.draw(paragraph(_("No figure was known by this day.")))
        return None
    if offered is not None and offered.definition.id == name:
        first = blocks.figure_key(offered.observation)
    else:
        first = blocks.first_choice(series, options, beside)
    key = choices.choice_in_address(
        figure, _("{figure}: group and period").format(figure=title), options, default=first
    )
    entry = next(entry for entry in series.observations if blocks.figure_key(entry) == key)
    return Figure(series.indicator, entry)


def draw_outcome(first: Figure, second: Figure, context: Context) -> None:
    """What can be said of the two, and what they are."""
    _ = context.words
    session.draw(
        heading(2, _("What can be said")),
        blocks.outcome(compare_as_chosen(first, second, as_of=context.as_of), _),
        heading(2, _("The two figures side by side")),
        blocks.side_by_side(first, second, context.addresses, _),
    )
