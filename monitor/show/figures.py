"""Figures as words: with their unit, with what the source says of their exactness, or why there is none."""

from decimal import Decimal

from monitor.catalogue.text import LocalText
from monitor.measures.absence import missing_word
from monitor.measures.collection import Collection
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation, Qualifier
from monitor.measures.quality import Flag, Missing
from monitor.measures.scales import Unit
from monitor.measures.uncertainty import needs_n
from monitor.show.words import Words


def qualifier_word(qualifier: Qualifier, _: Words) -> str:
    """What the source's own words say about the figure's exactness; `{value}` stands for the figure."""
    return {
        Qualifier.ABOUT: _("about {value}"),
        Qualifier.ALMOST: _("almost {value}"),
        Qualifier.OVER: _("over {value}"),
        Qualifier.UNDER: _("under {value}"),
        Qualifier.WORDED: _("{value}, given in words"),
        Qualifier.PLANNED: _("{value}, planned"),
        Qualifier.TARGET: _("{value}, target"),
        Qualifier.AT_LEAST: _("at least {value}"),
        Qualifier.UP_TO: _("up to {value}"),
    }[qualifier]


def flag_word(flag: Flag, _: Words) -> str:
    """What is to be known of how good a figure is."""
    return {
        Flag.PROVISIONAL: _("provisional"),
        Flag.REVISED: _("revised"),
        Flag.ABOUT: _("approximate"),
        Flag.ESTIMATED: _("estimated"),
        Flag.SECOND_HAND: _("told second hand"),
        Flag.DERIVED: _("calculated from other figures"),
        Flag.BREAK: _("series break"),
        Flag.LOW_RELIABILITY: _("low reliability"),
        Flag.PLANNED: _("planned"),
        Flag.TARGET: _("target"),
    }[flag]


def figure(value: Decimal, unit: Unit | LocalText | None, _: Words) -> str:
    """A figure with its unit where the unit is a sign: 56 % and 1 160 000, but "4 119" for places."""
    number = _.number(value)
    return _("{number}\N{NO-BREAK SPACE}%").format(number=number) if unit is Unit.PERCENT else number


def observed(observation: Observation, definition: Definition, _: Words) -> str:
    """A figure as the source gives it, with "about" or "almost" where the source says so; or why there is none.

    A colon stands for what is hidden.
    """
    if observation.missing is not None or observation.value is None:
        missing = observation.missing or Missing.NOT_STATED
        why = missing_word(missing, _)
        return _(": ({why})").format(why=why) if missing in (Missing.HIDDEN, Missing.CONFIDENTIAL) else why
    value = figure(observation.value, definition.unit_of(observation.group), _)
    if observation.qualifier is None:
        return value
    return qualifier_word(observation.qualifier, _).format(value=value)


def group_label(definition: Definition, observation: Observation, _: Words) -> str:
    """What a figure speaks of: the labels of its codes; the total where it has none."""
    labels = [_.plain(definition.labels[axis][code]) for axis, code in observation.group.items()]
    return ", ".join(labels) or _("total")


def behind(observation: Observation, definition: Definition, _: Words) -> str:
    """How many stand behind a figure; that it is not printed, where a reader would need it; "" where n says nothing."""
    if told := counted(observation, _):
        return told
    if definition.collection is Collection.FULL_COUNT:
        return _("full count")
    return _("not printed") if needs_n(observation, definition) else ""


def counted(observation: Observation, _: Words) -> str:
    """How many answers or persons stand behind a figure, with the part of them it counts; "" where not printed."""
    n = observation.n if observation.n is not None else observation.denominator
    if n is None:
        return ""
    if observation.numerator is None:
        return _.number(n)
    return _("{numerator} of {n}").format(numerator=_.number(observation.numerator), n=_.number(n))
