"""The extract of a round as files."""

from collections.abc import Callable

from monitor.review.rounds import RoundExtract, RoundNow
from monitor.show.adapter import download_buttons
from monitor.show.adapter.session import Context
from monitor.show.spoken import Spoken


def downloads(now: RoundNow, context: Context) -> None:
    """Buttons for the extract as files, as of the day."""
    services, round_, as_of = context.services, now.round, context.as_of
    say = Spoken(context.words.language)

    def built(write: Callable[[RoundExtract, Spoken], bytes]) -> bytes:
        extract = services.restricted.round_extract(round_.id, as_of=as_of)
        assert extract is not None, "the round is shown, and rounds are never removed"
        return write(extract, say)

    files = {
        "pdf": lambda: built(services.downloads.round_pdf),
        "csv": lambda: built(services.downloads.round_csv),
    }
    download_buttons.draw(f"round-{round_.id}", files, context)
