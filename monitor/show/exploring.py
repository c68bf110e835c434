"""The explorer's words: which chart, why another does not fit, and what the chart shown is about."""

from collections.abc import Sequence

from monitor.measures.definitions import Definition
from monitor.measures.dimensions import DimensionKind, DimensionRole
from monitor.measures.observations import Observation
from monitor.measures.periods import Period
from monitor.measures.titles import Title, Titles
from monitor.reporting.days import day_of
from monitor.review.exploring.explorer import View
from monitor.review.exploring.groups import varied
from monitor.review.exploring.look import Shape
from monitor.review.exploring.shapes import Unfit
from monitor.show.figures import behind
from monitor.show.vocabulary import theme_word, unit_word
from monitor.show.words import Words

_FEW = 3  # labels that a title can bear


def shape_word(shape: Shape, _: Words) -> str:
    """What a chart is called."""
    return {
        Shape.LINES: _("Lines over time"),
        Shape.DOTS: _("Dots, one period"),
        Shape.STACK: _("Stacked parts of a whole"),
        Shape.PANELS: _("Small charts side by side"),
        Shape.SLOPE: _("Slope between two points"),
    }[shape]


def unfit_word(reason: Unfit, _: Words) -> str:
    """Why a chart does not fit."""
    return {
        Unfit.NO_VALUE: _("there is no value to draw"),
        Unfit.ONE_PERIOD: _("no group has values for two periods"),
        Unfit.UNDATED: _("the figures are undated"),
        Unfit.ONE_GROUP: _("there is only one group in the latest period; the table says it better"),
        Unfit.NOT_PARTS: _(
            "nobody says that these are parts of one whole, and stacking them could count twice"
        ),
        Unfit.ONE_PART: _("only one part of the whole is chosen"),
        Unfit.PARTS_MISSING: _("no bar has a value for all its parts"),
        Unfit.NEGATIVE: _("a negative value is no part of a whole"),
        Unfit.UNIT_NOT_ADDITIVE: _("values in this unit do not add up: each has a base of its own"),
        Unfit.PART_IN_WORDS: _("a part is given in words, or as “about” and the like"),
        Unfit.NOT_THE_WHOLE: _("the parts do not add up to the whole"),
        Unfit.NOTHING_TO_SPLIT: _("only one code of each dimension is chosen"),
        Unfit.NOT_AT_BOTH: _("no group has a measured value in both the first and the last period"),
        Unfit.BROKEN: _("the series breaks between the two points"),
    }[reason]


def title_word(title: Title, titles: Titles, _: Words) -> str:
    """An indicator in the list: its title, number where the source gives one, and where it belongs."""
    named = f"{title.number} {_.plain(title.title)}" if title.number else _.plain(title.title)
    if (dataset := titles.datasets.get(title.dataset)) is not None:
        return f"{named} – {_.plain(dataset.title)}"
    return f"{named} – {theme_word(title.theme, _)}" if title.theme is not None else named


def code_word(definition: Definition, dimension: str, code: str | None, _: Words) -> str:
    """A code of a dimension in words."""
    return _("total") if code is None else _.plain(definition.labels[dimension][code])


def title(view: View, drawn: Sequence[Observation], _: Words, *, complete: bool) -> str:
    """The finding, where all it speaks of is drawn (`complete`); else what is drawn: title, groups and periods."""
    definition = view.definition
    if view.is_whole and complete and view.held.finding_holds and definition.finding is not None:
        return _.plain(definition.finding)
    told = ": ".join(filter(None, (_.plain(definition.title), ", ".join(_groups(view, drawn, _)))))
    span = _span(drawn, _)
    return f"{told}, {span}" if span else told


def subtitle(view: View, drawn: Sequence[Observation], _: Words) -> str:
    """What is counted, where, in which periods."""
    definition = view.definition
    group = drawn[0].group if drawn else {}
    differing = varied(drawn, definition)
    places = [
        code_word(definition, entry.id, group[entry.id], _)
        for entry in definition.dimensions
        if entry.role is DimensionRole.GEO and entry.id in group and entry.id not in differing
    ]
    unit = unit_word(definition.unit_of(group), _)
    return " · ".join(filter(None, (unit[:1].upper() + unit[1:], *places, _span(drawn, _))))


def source_line(view: View, drawn: Sequence[Observation], _: Words) -> str:
    """Who published the figures drawn and in which years, and which edition of them this is."""
    years: dict[str, set[int]] = {}
    for source in (entry.source for entry in drawn):
        name = _.plain(source.publisher) if source.publisher else source.title
        years.setdefault(name, set()).update({source.year} if source.year else ())
    named = [
        f"{name} ({', '.join(map(str, sorted(found)))})" if found else name for name, found in years.items()
    ]
    shown = "; ".join(named[:_FEW])
    if len(named) > _FEW:
        shown = _("{names} and others").format(names=shown)
    return _("Source: {source}. Edition {number}, kept {day}.").format(
        source=shown, number=view.edition.number, day=_.day(day_of(view.edition.at))
    )


def n_line(view: View, drawn: Sequence[Observation], _: Words) -> str:
    """How many stand behind the figures drawn; the least and the most where they are many; "" where n says nothing."""
    told = list(
        dict.fromkeys(behind(entry, view.definition, _) for entry in drawn if entry.value is not None)
    )
    told = [each for each in told if each]
    if not told:
        return ""
    counts = sorted({n for entry in drawn if (n := entry.n if entry.n is not None else entry.denominator)})
    if len(told) > _FEW and counts:
        told = [
            _("{least} to {most}").format(least=_.number(counts[0]), most=_.number(counts[-1])),
            *([_("not printed")] if _("not printed") in told else []),
        ]
    return _("n: {counts}.").format(counts="; ".join(told))


def _groups(view: View, drawn: Sequence[Observation], _: Words) -> list[str]:
    """The labels of the codes that all figures drawn share, but for totals, and of few that were chosen of many."""
    definition = view.definition
    differing = varied(drawn, definition)
    labels = []
    for entry in definition.dimensions:
        codes = list(dict.fromkeys(figure.group.get(entry.id) for figure in drawn))
        if entry.id not in differing:
            if codes and codes[0] is not None and len(view.offered[entry.id]) > 1:
                labels.append(code_word(definition, entry.id, codes[0], _))
        elif 1 < len(codes) <= _FEW and len(codes) < len(view.offered[entry.id]):
            labels.append(_joined([code_word(definition, entry.id, code, _) for code in codes], _))
    return labels


def _joined(words: Sequence[str], _: Words) -> str:
    return _("{names} and {last}").format(names=", ".join(words[:-1]), last=words[-1])


def _span(figures: Sequence[Observation], _: Words) -> str:
    periods: list[Period] = sorted(
        {figure.period for figure in figures}, key=lambda period: period.sort_key()
    )
    if not periods:
        return ""
    first, last = _.period(periods[0]), _.period(periods[-1])
    if first == last:
        return first
    return (
        f"{first}–{last}"
        if len(first) == 4 == len(last)
        else _("{first} to {last}").format(first=first, last=last)
    )


def has_measure(definition: Definition, dimension: str) -> bool:
    """Whether one code of a dimension is always chosen."""
    return any(
        entry.id == dimension and entry.kind is DimensionKind.MEASURE for entry in definition.dimensions
    )
