"""The coverage check: what stands without what, what the strategy says of it, and what that does and does not mean."""

from collections.abc import Sequence

from markupsafe import Markup

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue, Goal
from monitor.measures.definitions import Definition
from monitor.measures.themes import Theme
from monitor.review.coverage import Coverage, Gap
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.cards import card
from monitor.show.rows import body_links, indicator_link, initiative_link
from monitor.show.table import Cell, Column, table
from monitor.show.text import bullets, heading, join, local, paragraph, stated
from monitor.show.vocabulary import theme_word
from monitor.show.words import Words


def gap_word(gap: Gap, _: Words) -> str:
    """What is missing, as a heading."""
    return {
        Gap.THEME_WITHOUT_INITIATIVE: _("Themes without an initiative"),
        Gap.INITIATIVE_WITHOUT_EITHER: _("Initiatives without indicator and without evidence"),
        Gap.INITIATIVE_WITHOUT_INDICATOR: _("Initiatives with evidence, without an indicator"),
        Gap.INITIATIVE_WITHOUT_EVIDENCE: _("Initiatives with an indicator, without evidence"),
        Gap.GOAL_WITHOUT_EITHER: _("Goals without indicator and without initiative"),
        Gap.GOAL_WITHOUT_INDICATOR: _("Goals without an indicator"),
        Gap.GOAL_WITHOUT_INITIATIVE: _("Goals with an indicator, without an initiative"),
        Gap.INDICATOR_WITHOUT_LINK: _("Indicators linked to nothing"),
        Gap.LINK_WITHOUT_LAG: _("Links without an expected lag"),
    }[gap]


def gap_note(gap: Gap, _: Words) -> str:
    """What it does and does not mean."""
    without_indicator = _(
        "Without an indicator nobody can see here how it went for people. It does not mean that nothing "
        "is done, or that "
        "nothing can be measured."
    )
    without_evidence = _(
        "Evidence is what we found in public sources. That none was found does not mean that nothing happened."
    )
    by_indicator = _(
        "We have not seen that the strategy ties an initiative to a goal. Here a goal has an initiative "
        "where one of its "
        "indicators is linked to one. It does not mean that no initiative serves the goal."
    )
    return {
        Gap.THEME_WITHOUT_INITIATIVE: _(
            "The themes are ours; the strategy has other headings. That no initiative is linked does not "
            "mean that none "
            "concerns the theme. Figures from other countries are there for comparison."
        ),
        Gap.INITIATIVE_WITHOUT_EITHER: f"{without_indicator} {without_evidence}",
        Gap.INITIATIVE_WITHOUT_INDICATOR: without_indicator,
        Gap.INITIATIVE_WITHOUT_EVIDENCE: without_evidence,
        Gap.GOAL_WITHOUT_EITHER: _(
            "No figure here shows whether the goal is nearer. We have not seen that the strategy ties an "
            "initiative to a "
            "goal. It does not mean that nothing is done for it."
        ),
        Gap.GOAL_WITHOUT_INDICATOR: _("No figure here shows whether the goal is nearer."),
        Gap.GOAL_WITHOUT_INITIATIVE: by_indicator,
        Gap.INDICATOR_WITHOUT_LINK: _(
            "Background: nothing is delivered that it is read beside. It may still be worth following."
        ),
        Gap.LINK_WITHOUT_LAG: _(
            "Nobody has said after how long the initiative could show in the figures, so a chart cannot say it either."
        ),
    }[gap]


def introduction(found: Coverage, _: Words) -> Markup:
    """What is checked, and how the links stand."""
    links = found.links
    return join(
        [
            paragraph(
                _(
                    "What is registered here and linked to nothing. It is a check of this monitor and of what is "
                    "known, not of the ministries."
                )
            ),
            paragraph(
                _(
                    "{all} links from indicators to initiatives; {confirmed} confirmed by the secretariat, {lag} "
                    "with an expected lag."
                ).format(all=links.all, confirmed=links.confirmed, lag=links.with_lag)
            ),
        ]
    )


def counts(found: Coverage, _: Words) -> Markup:
    """How many there are of each gap, each leading to its place."""
    rows: list[list[Cell]] = [
        [Markup('<a href="#{}">{}</a>').format(gap, gap_word(gap, _)), _.number(found.count(gap))]
        for gap in Gap
    ]
    return table(
        _("Gaps"), [Column(_("What is missing"), names_the_row=True), Column(_("Number"), numbers=True)], rows
    )


def summary(found: Coverage, to: Addresses, _: Words) -> Markup:
    """On Overview, for the secretariat: how much is linked to nothing, and the way to the check."""
    told = [
        Gap.INITIATIVE_WITHOUT_EITHER,
        Gap.INITIATIVE_WITHOUT_INDICATOR,
        Gap.INITIATIVE_WITHOUT_EVIDENCE,
        Gap.GOAL_WITHOUT_EITHER,
        Gap.INDICATOR_WITHOUT_LINK,
    ]
    return card(
        [
            heading(3, _("Coverage")),
            bullets([f"{gap_word(gap, _)}: {_.number(found.count(gap))}" for gap in told]),
            paragraph(
                to.link(_("What stands without an initiative, an indicator or evidence"), addresses.COVERAGE)
            ),
        ]
    )


def gaps(found: Coverage, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """Every gap with what is in it."""
    parts = []
    for gap in Gap:
        parts.append(heading(2, gap_word(gap, _), anchor=gap))
        parts.append(paragraph(gap_note(gap, _), "m-muted"))
        parts.append(_held(gap, found, catalogue, to, _) if found.count(gap) else paragraph(_("None.")))
    return join(parts)


def _held(gap: Gap, found: Coverage, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    if themes := found.themes(gap):
        return _themes(themes, to, _)
    if initiatives := found.initiatives(gap):
        return _initiatives(gap, initiatives, catalogue, to, _)
    if goals := found.goals(gap):
        return _goals(gap, goals, found, to, _)
    if indicators := found.indicators(gap):
        return _indicators(gap, indicators, to, _)
    return bullets(
        [
            Markup("{} – {}").format(indicator_link(indicator, to, _), initiative_link(initiative, to, _))
            for indicator, initiative in found.links_without_lag
        ]
    )


def _themes(themes: Sequence[Theme], to: Addresses, _: Words) -> Markup:
    return bullets(
        [to.link(theme_word(theme, _), addresses.INDICATORS, theme=theme.value) for theme in themes]
    )


def _initiatives(
    gap: Gap, initiatives: Sequence[Initiative], catalogue: Catalogue, to: Addresses, _: Words
) -> Markup:
    columns = [
        Column(_("Initiative"), names_the_row=True),
        Column(_("What the strategy says, in our words")),
        Column(_("Deadline as printed")),
        Column(_("Responsible, in printed order")),
    ]
    rows: list[list[Cell]] = [
        [
            initiative_link(each, to, _),
            local(each.description, _),
            _.partial(each.deadline.original) if each.deadline else _("No deadline"),
            body_links(each.bodies(), catalogue, to),
        ]
        for each in initiatives
    ]
    return table(gap_word(gap, _), columns, rows)


def _goals(gap: Gap, goals: Sequence[Goal], found: Coverage, to: Addresses, _: Words) -> Markup:
    columns = [
        Column(_("Goal"), names_the_row=True),
        Column(_("What the strategy says, in our words")),
        Column(_("Indicators, proposed by us")),
    ]
    rows: list[list[Cell]] = [
        [
            goal.id,
            local(goal.text, _),
            join((indicator_link(each, to, _) for each in found.indicators_of[goal.id]), ", ") or _("none"),
        ]
        for goal in goals
    ]
    return table(gap_word(gap, _), columns, rows)


def _indicators(gap: Gap, indicators: Sequence[Definition], to: Addresses, _: Words) -> Markup:
    columns = [
        Column(_("Indicator"), names_the_row=True),
        Column(_("Theme")),
        Column(_("What it measures")),
    ]
    rows: list[list[Cell]] = [
        [
            indicator_link(each, to, _),
            theme_word(each.theme, _) if each.theme else "",
            stated(each.definition, _),
        ]
        for each in indicators
    ]
    return table(gap_word(gap, _), columns, rows)
