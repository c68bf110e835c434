"""The figures of an indicator as files."""

from monitor.measures.observations import Series
from monitor.show.adapter import download_buttons
from monitor.show.adapter.session import Context


def figures(series: Series, context: Context, *, edition: int | None, name: str = "") -> None:
    """Buttons for the figures of an edition of an indicator, None for files that are no edition yet.

    `name` is that of the files, where it is not the indicator's id.
    """
    _, downloads = context.words, context.services.downloads
    files = {
        "csv": lambda: downloads.indicator_csv(series, _, edition=edition),
        "xlsx": lambda: downloads.indicator_xlsx(series, _, edition=edition),
    }
    download_buttons.draw(name or series.indicator.id, files, context, key=series.indicator.id)
