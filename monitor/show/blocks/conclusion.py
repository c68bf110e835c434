"""What committees concluded, as Overview and an initiative's page tell it, and the parts of the page to record it."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.reporting.conclusions import Concluded
from monitor.reporting.events import LogEntry
from monitor.review.decisions import Settled
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.blocks.entry import entry_link, task_lines, text_label
from monitor.show.rows import addressee, initiative_link
from monitor.show.text import EMPTY, definitions, heading, join, paragraph, user_text
from monitor.show.words import Words


def concluded_on(conclusion: LogEntry, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """That a committee concluded, on which day, and the entry that says what."""
    committee = addressee(conclusion.acting_for, catalogue, conclusion.effective_on, _)
    return escape(_("Concluded on {day} by {committee}, {entry}")).format(
        day=_.day(conclusion.effective_on),
        committee=committee,
        entry=entry_link(conclusion.sequence, to, _),
    )


def settled(entries: Sequence[Settled], catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """The decisions that reports in force ask for and a committee has concluded on; empty where there are none."""
    if not entries:
        return EMPTY
    return join(
        [
            heading(3, _.plural("{n} decision concluded", "{n} decisions concluded", len(entries))),
            *(
                Markup('<div class="m-entry"><p>{}</p><p>{}</p><p class="m-small">{}</p></div>').format(
                    initiative_link(each.standing.initiative, to, _),
                    user_text(each.concluded.conclusion.comment, _),
                    concluded_on(each.concluded.conclusion, catalogue, to, _),
                )
                for each in entries
            ),
        ]
    )


def on_initiative(found: Sequence[Concluded], catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """The conclusions on an initiative that stand, the last meeting first; empty where there are none."""
    if not found:
        return EMPTY
    return join(
        [
            heading(2, _("Concluded by a committee")),
            *(_one(each, catalogue, to, _) for each in reversed(found)),
        ]
    )


def asked(report: LogEntry, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    """What a report asks to have decided, by whom and by when."""
    decision = report.decision
    assert decision is not None
    return definitions(
        [
            (_("What is to be decided"), user_text(decision.what, _)),
            (_("By whom"), addressee(decision.of, catalogue, report.effective_on, _)),
            (_("By when"), _.day(decision.by) if decision.by else _("no day given")),
            (_("Asked in"), entry_link(report.sequence, to, _)),
        ]
    )


def done(entry: LogEntry, initiative: Initiative | None, to: Addresses, _: Words) -> Markup:
    """That a conclusion was recorded, with the ways to it and to its initiative."""
    return escape(_("The conclusion is recorded as {entry}: {initiative}.")).format(
        entry=entry_link(entry.sequence, to, _),
        initiative=initiative_link(initiative, to, _) if initiative else entry.initiative,
    )


def way_to_record(initiative_id: str, to: Addresses, _: Words) -> Markup:
    """The way to the page on which a committee's conclusion on an initiative is recorded."""
    link = to.link(_("Record the committee's conclusion"), addresses.CONCLUSION, id=initiative_id)
    return paragraph(link)


def way_to_replace(sequence: int, to: Addresses, _: Words) -> Markup:
    """The way to the page on which a later conclusion takes the place of one."""
    label = _("Record a later conclusion in its place")
    return paragraph(to.link(label, addresses.CONCLUSION, replaces=str(sequence)))


def _one(each: Concluded, catalogue: Catalogue, to: Addresses, _: Words) -> Markup:
    entry = each.conclusion
    lines: list[tuple[str, Markup | str]] = [
        (text_label(field, entry, _), user_text(text, _))
        for field, text in (("comment", entry.comment), ("next_step", entry.next_step))
        if text != ""
    ]
    if entry.task is not None:
        lines.extend(task_lines(entry.task, catalogue, entry.effective_on, _))
    about = (
        _("Of its own accord.")
        if each.asked is None
        else escape(_("In reply to what {entry} asks to have decided.")).format(
            entry=entry_link(each.asked.sequence, to, _)
        )
    )
    return Markup('<div class="m-entry"><p><b>{}</b></p>{}<p class="m-small">{}</p></div>').format(
        concluded_on(entry, catalogue, to, _), definitions(lines), about
    )
