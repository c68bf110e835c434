"""Timeline: what was planned against what is reported and on public record, by deadline."""

from monitor.show.adapter import charts, frame, session
from monitor.show.blocks import timeline as blocks
from monitor.show.text import heading, paragraph

context = session.here()
_, to = context.words, context.addresses
courses = context.desk.courses()

session.title(_("Timeline"), _)
session.draw(
    paragraph(frame.day_line(context), "m-lead"),
    paragraph(
        _(
            "The strategy prints years only, so a line ends at the last day of its year. Undated evidence is placed "
            "nowhere; the table names it."
        )
    ),
)
charts.timeline(courses, context)
session.draw(heading(2, _("The same as a table")), blocks.timeline_table(courses, to, _))
