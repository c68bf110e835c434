"""What changed since the point before, in sentences."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from monitor.measures.definitions import Definition
from monitor.measures.reading.change import Changed
from monitor.measures.reading.compare import Comparison
from monitor.measures.reading.direction import Meaning
from monitor.measures.reading.ruling import Note, Reason, Why
from monitor.measures.reading.whole import Reading
from monitor.show.differences import dated, interval_of, up_or_down
from monitor.show.figures import group_label
from monitor.show.reading_words import note_sentence, reason_sentence
from monitor.show.text import bullets, join, paragraph
from monitor.show.words import Words
from monitor.statistics.change import Verdict

SHOWN: Final = 6
"""So many changes stand open on the page; more are opened by the reader."""

MANY: Final = 10
"""From so many judged changes on, some are bound to look clear by chance alone."""


def changed(found: Reading, _: Words) -> Markup:
    """The change of every group that has two points; how many have only one; and what holds for all of them."""
    entries = found.changed
    told = [entry for entry in entries if isinstance(entry.found, Comparison) or not _one_point(entry)]
    sentences = [_of_group(entry, found.series.indicator, len(entries) > 1, _) for entry in told]
    left = len(entries) - len(told)
    if left == len(entries):
        return paragraph(_only_one_point(entries, _))
    if left:
        sentences.append(
            Markup("{}").format(
                _.plural(
                    "{n} group was measured at one point in time only.",
                    "{n} groups were measured at one point in time only.",
                    left,
                )
            )
        )
    compared = [entry.found for entry in told if isinstance(entry.found, Comparison)]
    return join([_folded(sentences, _), *(paragraph(note, "m-small") for note in for_all(compared, _))])


def _one_point(entry: Changed) -> bool:
    return isinstance(entry.found, Reason) and entry.found.why is Why.TOO_FEW_POINTS


def _only_one_point(entries: Sequence[Changed], _: Words) -> str:
    periods = {entry.latest.period for entry in entries if entry.latest is not None}
    if not periods:
        return _("Cannot be judged: nothing was measured.")
    period = periods.pop()
    if periods:
        return _("Cannot be judged: no group was measured more than once.")
    if period.first_day is None:
        return _("Cannot be judged: the source gives no date.")
    return _("Cannot be judged: measured at one point in time only ({period}).").format(
        period=_.period(period)
    )


def _of_group(entry: Changed, definition: Definition, named: bool, _: Words) -> Markup:
    latest = entry.latest
    label = group_label(definition, latest.observation, _) if latest is not None and named else ""
    head = Markup("<b>{}</b>: ").format(capital(label)) if label else Markup("")
    if isinstance(entry.found, Reason):
        return head + _not_judged(reason_sentence(entry.found, _), _)
    return head + sentence(entry.found, _)


def sentence(found: Comparison, _: Words) -> Markup:
    """A change in one sentence, with its verdict as a tag of its own words."""
    first, second = dated(found.first, _), dated(found.second, _)
    if found.difference is None:
        both = _("{earlier} and {later}.").format(earlier=second, later=first)
        why = reason_sentence(found.reason, _) if found.reason is not None else ""
        return Markup("{} {}").format(capital(both), _not_judged(why, _))
    parts = [
        Markup("{}").format(_("From {earlier} to {later}:").format(earlier=second, later=first)),
        Markup("{}{}.").format(up_or_down(found, _), _interval(found, _)),
    ]
    if found.verdict is Verdict.CANNOT_BE_JUDGED:
        parts.append(_not_judged(reason_sentence(found.reason, _) if found.reason is not None else "", _))
    tags = [tag(word) for word in verdict_words(found, _)]
    notes = [note_sentence(note, _) for note in found.notes if note in _OF_ONE]
    return join([*parts, *tags, *notes], " ")


def capital(text: str) -> str:
    """The text as a sentence begins: its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def verdict_words(found: Comparison, _: Words) -> list[str]:
    """What is said of a change, each in a word or two; nothing where it is what it is and not to be judged."""
    by_interval = {
        Verdict.NO_CLEAR_CHANGE: _("no clear change"),
        Verdict.ROSE: _("a clear rise"),
        Verdict.FELL: _("a clear fall"),
    }
    by_direction = {Meaning.IMPROVEMENT: _("an improvement"), Meaning.WORSENING: _("a worsening")}
    words = [
        by_interval.get(found.verdict),
        by_direction.get(found.meaning) if found.meaning is not None else None,
    ]
    return [word for word in words if word is not None]


def tag(word: str) -> Markup:
    """A verdict, framed; it is words and no colour."""
    return Markup('<span class="m-tag">{}</span>').format(word)


def _not_judged(why: str, _: Words) -> Markup:
    return Markup("{} {}").format(tag(_("cannot be judged")), why)


def _interval(found: Comparison, _: Words) -> str:
    if found.interval is None or found.difference is None:
        return ""
    return f" ({interval_of(found.difference, found.interval, _)})"


_OF_ONE: Final = (Note.ROUNDED, Note.TWO_SOURCES, Note.PROVISIONAL, Note.LOW_RELIABILITY, Note.SECOND_HAND)


def for_all(found: Sequence[Comparison], _: Words) -> list[str]:
    """What holds for all differences that are told, said once below them."""
    told = []
    if any(each.verdict is Verdict.PLAIN_DIFFERENCE for each in found):
        told.append(
            _(
                "Counted, not drawn as a sample: the difference is what it is, and has no interval. "
                "Two points are no trend."
            )
        )
    judged = [each for each in found if each.interval is not None]
    if judged:
        told.append(_("“No clear change” is said where the interval of the difference covers 0."))
    if any(each.wilson for each in judged):
        told.append(_("Simple random samples assumed, independent of each other; non-response not covered."))
    if len(judged) >= MANY:
        told.append(
            _("Where nothing has changed, about one in twenty differences still looks clear by chance alone.")
        )
    return told


def _folded(sentences: Sequence[Markup], _: Words) -> Markup:
    """A list; what goes beyond `SHOWN` is opened by the reader."""
    if len(sentences) == 1:
        return paragraph(sentences[0])
    if len(sentences) <= SHOWN + 1:
        return bullets(list(sentences))
    rest = sentences[SHOWN:]
    return Markup("{}<details><summary>{}</summary>{}</details>").format(
        bullets(list(sentences[:SHOWN])), _.plural("{n} more", "{n} more", len(rest)), bullets(list(rest))
    )
