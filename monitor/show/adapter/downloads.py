"""The figures of an indicator as files."""

from monitor.measures.observations import Series
from monitor.show.adapter import download_buttons
from monitor.show.adapter.session import Context


def figures(series: Series, context: Context, *, name: str = "") -> None:
    """Buttons for the figures of an indicator. `name` is that of the files, where it is not the indicator's id."""
    _, downloads = context.words, context.services.downloads
    files = {
        "csv": lambda: downloads.indicator_csv(series, _),
        "xlsx": lambda: downloads.indicator_xlsx(series, _),
    }
    download_buttons.draw(name or series.indicator.id, files, context, key=series.indicator.id)
