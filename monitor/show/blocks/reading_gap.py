"""How figures stand beside the reference population, in sentences."""

from markupsafe import Markup

from monitor.measures.definitions import Matched
from monitor.measures.reading.compare import Comparison
from monitor.measures.reading.gap import Gap
from monitor.measures.reading.ruling import Note
from monitor.measures.reading.whole import Reading
from monitor.show.blocks.reading_change import capital
from monitor.show.differences import dated, interval_of, with_relative
from monitor.show.figures import group_label
from monitor.show.reading_words import note_sentence, reason_sentence
from monitor.show.text import bullets, join, local, paragraph
from monitor.show.words import Words
from monitor.statistics.change import Verdict


def gaps(found: Reading, _: Words) -> Markup:
    """Each latest figure beside that of the reference, who the reference is, and whether it is matched."""
    reference = found.series.indicator.reference
    if reference is None or not found.gaps:
        return Markup("")
    matched = matched_words(reference.matched_on_age_and_sex, _)
    who = Markup("{} ({}).").format(local(reference.population, _), matched)
    sentences = [_gap(entry, len(found.gaps) > 1, _) for entry in found.gaps]
    return join(
        [paragraph(sentences[0]) if len(sentences) == 1 else bullets(sentences), paragraph(who, "m-small")]
    )


def matched_words(matched: Matched, _: Words) -> str:
    """Whether the reference has the same mix of sex and age."""
    return {
        Matched.YES: _("matched on age and sex: yes"),
        Matched.NO: _("matched on age and sex: no"),
        Matched.UNKNOWN: _("matched on age and sex: not known"),
    }[matched]


def _gap(entry: Gap, named: bool, _: Words) -> Markup:
    label = group_label(entry.figure.definition, entry.figure.observation, _) if named else ""
    head = Markup("<b>{}</b>: ").format(capital(label)) if label else Markup("")
    if isinstance(entry.found, Comparison):
        return head + beside(entry.found, _("the reference"), _)
    return head + Markup("{}").format(f"{dated(entry.figure, _)}. {reason_sentence(entry.found, _)}")


def beside(found: Comparison, other: str, _: Words) -> Markup:
    """A figure beside another one: higher or lower, by how much, how surely, or why not said."""
    if found.difference is None:
        why = reason_sentence(found.reason, _) if found.reason is not None else ""
        return Markup('{} <span class="m-tag">{}</span> {}').format(
            _("{first}; {other} {second}.").format(
                first=dated(found.first, _), other=other, second=dated(found.second, _)
            ),
            _("not compared"),
            why,
        )
    if found.difference == 0:
        how = _("as high as {other} as printed")
    elif found.difference > 0:
        how = _("{amount} higher than {other}")
    else:
        how = _("{amount} lower than {other}")
    told = Markup("{}: {}{}.").format(
        dated(found.first, _),
        how.format(amount=with_relative(found, _), other=f"{other}, {dated(found.second, _)}"),
        f" ({interval_of(found.difference, found.interval, _)})" if found.interval is not None else "",
    )
    parts: list[Markup | str] = [told]
    if found.verdict is Verdict.NO_CLEAR_CHANGE:
        parts.append(Markup('<span class="m-tag">{}</span>').format(_("no clear difference")))
    elif found.verdict in (Verdict.ROSE, Verdict.FELL):
        parts.append(Markup('<span class="m-tag">{}</span>').format(_("a clear difference")))
    elif found.verdict is Verdict.CANNOT_BE_JUDGED and found.reason is not None:
        parts.append(Markup('<span class="m-tag">{}</span>').format(_("cannot be judged")))
        parts.append(reason_sentence(found.reason, _))
    shared = found.reason.fields.get("note") if found.reason is not None else None
    parts += [note_sentence(note, _) for note in found.notes if note is not shared and note in _TOLD]
    return join(parts, " ")


_TOLD = (
    Note.REFERENCE_OF_ANOTHER_PERIOD,
    Note.ROUNDED,
    Note.TWO_SOURCES,
    Note.PROVISIONAL,
    Note.LOW_RELIABILITY,
    Note.SECOND_HAND,
    Note.SOURCES_CONFLICT,
)
