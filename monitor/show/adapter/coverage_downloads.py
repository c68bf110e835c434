"""The coverage check as a file."""

from monitor.review.coverage import Coverage, Gap
from monitor.show import addresses
from monitor.show.adapter import download_buttons
from monitor.show.adapter.session import Context
from monitor.show.blocks.coverage import gap_note, gap_word


def buttons(found: Coverage, context: Context) -> None:
    """A button for the gaps as CSV."""
    _, downloads = context.words, context.services.downloads
    said = {gap: (gap_word(gap, _), gap_note(gap, _)) for gap in Gap}
    files = {"csv": lambda: downloads.coverage_csv(found, said, _, as_of=context.as_of)}
    download_buttons.draw(f"{addresses.COVERAGE}-{context.as_of}", files, context, key=addresses.COVERAGE)
