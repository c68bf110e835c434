"""Differences as words: by how much, up or down, from where to where."""

from decimal import ROUND_HALF_EVEN, Decimal

from markupsafe import Markup

from monitor.catalogue.text import LocalText
from monitor.measures.reading.compare import Comparison
from monitor.measures.reading.subjects import Figure
from monitor.measures.scales import Unit
from monitor.show.figures import figure, observed
from monitor.show.vocabulary import unit_word
from monitor.show.words import Words
from monitor.statistics.interval import Interval

_MORE = 3  # decimals beyond those printed, at most, where a bound would else be shown as 0 and is not


def amount(difference: Decimal, unit: Unit | LocalText | None, _: Words) -> str:
    """How large a difference is, without its sign: 1.7 percentage points, 1 person, 2,240 releases."""
    size = abs(difference)
    if size == int(size) and (told := _whole(int(size), unit, _)) is not None:
        return told
    if unit is None:
        return _.number(size)
    word = _("percentage points") if unit is Unit.PERCENT else unit_word(unit, _)
    return f"{_.number(size)}\N{NO-BREAK SPACE}{word}"


def _whole(size: int, unit: Unit | LocalText | None, _: Words) -> str | None:
    match unit:
        case Unit.PERCENT | Unit.PERCENTAGE_POINTS:
            return _.plural("{n} percentage point", "{n} percentage points", size)
        case Unit.PERSONS:
            return _.plural("{n} person", "{n} persons", size)
        case Unit.PLACES:
            return _.plural("{n} place", "{n} places", size)
        case Unit.ASSESSMENTS:
            return _.plural("{n} assessment", "{n} assessments", size)
        case Unit.SENTENCES:
            return _.plural("{n} sentence", "{n} sentences", size)
        case Unit.EVENTS:
            return _.plural("{n} event", "{n} events", size)
        case Unit.RELEASES:
            return _.plural("{n} release", "{n} releases", size)
        case Unit.DAYS:
            return _.plural("{n} day", "{n} days", size)
        case Unit.MONTHS:
            return _.plural("{n} month", "{n} months", size)
        case Unit.YEARS:
            return _.plural("{n} year", "{n} years", size)
    return None


def with_relative(found: Comparison, _: Words) -> str:
    """The amount of a difference, and for large counts its size in per cent too: 2,240 releases (19 %)."""
    if found.difference is None:
        return ""
    told = amount(found.difference, found.first.unit, _)
    if found.relative is None:
        return told
    share = abs(found.relative).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
    if share == 0:
        return told
    return _("{amount} ({share}\N{NO-BREAK SPACE}%)").format(amount=told, share=_.number(share))


def up_or_down(found: Comparison, _: Words) -> Markup:
    """Which way and by how much: up 5.2 percentage points. An arrow beside the word, and no colour."""
    if found.difference is None:
        return Markup("")
    if found.difference == 0:
        return Markup("{}").format(_("unchanged as printed"))
    rose = found.difference > 0
    told = (_("up {amount}") if rose else _("down {amount}")).format(amount=with_relative(found, _))
    return Markup('<span aria-hidden="true">{}</span> {}').format("▲" if rose else "▼", told)


def dated(entry: Figure, _: Words) -> str:
    """A figure with its period: 31.1 % (2023/24)."""
    return _("{value} ({period})").format(
        value=observed(entry.observation, entry.definition, _), period=_.period(entry.period)
    )


def interval_of(difference: Decimal, found: Interval, _: Words) -> str:
    """The interval of a difference: −8 to 18. With so many decimals that a bound that is not 0 is not shown as 0."""
    decimals = max(0, -int(difference.as_tuple().exponent))
    for more in range(_MORE + 1):
        unit = Decimal(1).scaleb(-(decimals + more))
        bounds = [
            Decimal(repr(bound)).quantize(unit, rounding=ROUND_HALF_EVEN) for bound in (found.low, found.high)
        ]
        if all(bounds) or 0 in (found.low, found.high):
            break
    # A bound that rounds to 0 from below must not be told as minus nothing.
    lower, upper = (_.number(abs(bound) if bound == 0 else bound) for bound in bounds)
    return _("{level}\N{NO-BREAK SPACE}% interval {lower} to {upper}").format(
        level=_.number(Decimal(f"{100 * found.level:g}")), lower=lower, upper=upper
    )


def value_of(value: Decimal, unit: Unit | LocalText | None, _: Words) -> str:
    """A value with what it counts: 30 %, or 1,800 assessments."""
    return figure(value, unit, _) if unit is Unit.PERCENT else amount(value, unit, _)
