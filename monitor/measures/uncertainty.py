"""How far a figure may be off: its interval, or the reason why there is none.

An interval that the source prints is taken as it is. Otherwise one is computed only where the formula's conditions can
hold: a share, of a sample, with the number of answers behind this very figure, printed as a number. It is Wilson's (see
`monitor.statistics.wilson`) and supposes a simple random sample; weights, clusters and non-response are not covered.
Everything else has no interval here, for one reason out of a closed list.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from monitor.measures.collection import Collection
from monitor.measures.definitions import Definition
from monitor.measures.observations import Observation, Qualifier
from monitor.measures.quality import Flag
from monitor.measures.scales import Unit
from monitor.statistics.estimate import Estimate
from monitor.statistics.interval import Interval
from monitor.statistics.wilson import wilson_interval, wilson_interval_of_share

FEW: Final = 30
"""Below so many answers or persons a share alone says too much: it is told as "9 of 16" first."""


class Basis(StrEnum):
    """Where an interval is from."""

    PUBLISHED = "published"
    WILSON = "wilson"


class NoInterval(StrEnum):
    """Why a figure has no interval."""

    MISSING = "missing"
    PLANNED = "planned"
    """A plan or a target: nobody has measured it."""
    REGISTER = "register"
    FULL_COUNT = "full_count"
    ADMINISTRATIVE = "administrative"
    ESTIMATE = "estimate"
    """Somebody's estimate: not drawn from a sample in a way that a formula knows."""
    SEVERAL_WAYS = "several_ways"
    COLLECTION_NOT_STATED = "collection_not_stated"
    IN_WORDS = "in_words"
    """The source gives it in words, or with a word such as "about" or "over"."""
    NO_SHARE = "no_share"
    """From a sample, but a count, a mean or a rate; what it varies by was not printed."""
    N_UNKNOWN = "n_unknown"


@dataclass(frozen=True, slots=True)
class Range:
    """From where to where a figure may lie, in its own unit. `level` is in per cent, None where it was not printed."""

    lower: float
    upper: float
    level: float | None
    basis: Basis


BY_COLLECTION: Final[Mapping[Collection | None, NoInterval]] = {
    None: NoInterval.COLLECTION_NOT_STATED,
    Collection.REGISTER: NoInterval.REGISTER,
    Collection.FULL_COUNT: NoInterval.FULL_COUNT,
    Collection.ADMINISTRATIVE: NoInterval.ADMINISTRATIVE,
    Collection.ESTIMATE: NoInterval.ESTIMATE,
    Collection.PLAN: NoInterval.PLANNED,
    Collection.MIXED: NoInterval.SEVERAL_WAYS,
}
"""Ways of collecting figures for which no interval is computed, and why."""

_COUNTED: Final = (NoInterval.REGISTER, NoInterval.FULL_COUNT, NoInterval.ADMINISTRATIVE)


_NOBODY_ASKED: Final = (
    Collection.REGISTER, Collection.FULL_COUNT, Collection.ADMINISTRATIVE, Collection.PLAN
)  # fmt: skip
_SAMPLES: Final = (Collection.SAMPLE_SURVEY, Collection.AUDIT_SAMPLE)


def needs_n(observation: Observation, definition: Definition) -> bool:
    """Whether a reader needs to know on how many answers or persons a figure stands.

    Of a sample always, and of a share that is not known to count everybody. How many persons there are is its own n.
    """
    if definition.collection in _NOBODY_ASKED:
        return False
    return definition.collection in _SAMPLES or definition.unit_of(observation.group) is Unit.PERCENT


def uncertainty(observation: Observation, definition: Definition) -> Range | NoInterval:
    """The interval of a figure, or the first reason why there is none."""
    if observation.value is None:
        return NoInterval.MISSING
    if (printed := observation.interval) is not None:
        level = None if printed.level is None else float(printed.level)
        return Range(float(printed.lower), float(printed.upper), level, Basis.PUBLISHED)
    if not observation.is_measured:
        return NoInterval.PLANNED
    if (reason := BY_COLLECTION.get(definition.collection)) is not None:
        return reason
    if Flag.ESTIMATED in observation.flags:
        return NoInterval.ESTIMATE
    if _is_worded(observation):
        return NoInterval.IN_WORDS
    if not _is_share(observation.value, definition, observation):
        return NoInterval.NO_SHARE
    if observation.n is None:
        return NoInterval.N_UNKNOWN
    found = _wilson(observation, observation.value, observation.n)
    return Range(found.low, found.high, 100 * found.level, Basis.WILSON)


def estimate(observation: Observation, definition: Definition) -> Estimate | None:
    """The figure as the formulas for differences and changes take it; None where there is none to reckon with.

    Figures that count everybody are exact. A plan, a target and a figure in words are no estimate of anything. Where
    the interval is that of a printed count, so is the figure: 33.33 for 1 of 3, which was printed as 33.
    """
    found = uncertainty(observation, definition)
    if observation.value is None or not observation.is_measured or _is_worded(observation):
        return None
    value = float(observation.value)
    if isinstance(found, NoInterval):
        return Estimate(value, exact=found in _COUNTED)
    if found.basis is Basis.WILSON and observation.n is not None:
        count = _agreeing(observation, observation.value, observation.n)
        value = value if count is None else 100 * count / observation.n
    if found.level is None or not found.lower <= value <= found.upper:
        return Estimate(value)
    return Estimate(value, Interval(found.lower, found.upper, found.level / 100))


def few_of(observation: Observation, definition: Definition) -> tuple[int, int] | None:
    """How many of how many, where a share stands on fewer than `FEW`; None for others.

    The printed numerator is taken where there is one. Else it is the one whole number that gives the value as it was
    rounded; where several or none do, it is not known.
    """
    n, value = observation.n, observation.value
    if n is None or n >= FEW or value is None or _is_worded(observation):
        return None
    if not _is_share(value, definition, observation):
        return None
    if (printed := _whole(observation.numerator)) is not None:
        return (printed, n) if printed <= n else None
    fitting = [count for count in range(n + 1) if _rounds_to(value, count, n)]
    return (fitting[0], n) if len(fitting) == 1 else None


def _wilson(observation: Observation, value: Decimal, n: int) -> Interval:
    """From the printed count where value, count and n agree; else from the value: weights may have moved it."""
    if (count := _agreeing(observation, value, n)) is None:
        return wilson_interval_of_share(float(value), n, whole=100.0)
    shares = wilson_interval(count, n)
    return Interval(100 * shares.low, 100 * shares.high, shares.level)


def _agreeing(observation: Observation, value: Decimal, n: int) -> int | None:
    """The printed count, where value, count and n agree."""
    count = _whole(observation.numerator)
    return count if count is not None and count <= n and _rounds_to(value, count, n) else None


def _rounds_to(value: Decimal, numerator: int, n: int) -> bool:
    """Whether the per cent of so many of n are the value, as it was rounded."""
    unit = Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))
    return abs(Decimal(100 * numerator) / n - value) <= unit / 2


def _is_worded(observation: Observation) -> bool:
    """Whether the source's words make the figure less exact than its digits. Plans and targets are another matter."""
    return Flag.ABOUT in observation.flags or observation.qualifier not in (
        None,
        Qualifier.PLANNED,
        Qualifier.TARGET,
    )


def _is_share(value: Decimal, definition: Definition, observation: Observation) -> bool:
    return definition.unit_of(observation.group) is Unit.PERCENT and 0 <= value <= 100


def _whole(number: Decimal | None) -> int | None:
    return int(number) if number is not None and number >= 0 and number == int(number) else None
