"""The log of the running server: sentences for a person at this machine, or lines of JSON for a collector."""

import json
import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

import streamlit.logger

from monitor.settings import ROOT

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered, "" outside one."""

_FRAMES = 30  # the innermost ones; a recursion that ran away has thousands
_NO_NEWS = (
    "Uncaught app execution",
    # uvicorn says so after every session that was refused with an answer, which is how it should be.
    "ASGI callable returned without completing handshake.",
)


class JsonLines(logging.Formatter):
    """One line of JSON for each record.

    Of an exception it keeps the type and the places in the code. Its message is left out, because it may repeat what
    a person wrote: a library says which value it could not use."""

    def format(self, record: logging.LogRecord) -> str:
        """Returns the line, without its end."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := REQUEST_ID.get():
            line["request_id"] = request_id
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1] is not None:
            line |= told(record.exc_info[1])
        return json.dumps({name: value for name, value in line.items() if value is not None}, default=str)


def told(error: BaseException) -> dict[str, object]:
    """What the log says of an exception: its type, and the places in the code, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return {
        "error": f"{type(error).__module__}.{type(error).__qualname__}",
        "frames": [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }


def set_up(*, as_json: bool) -> None:
    """Let every logger of this process write as it should, those of libraries included.

    Streamlit's own account of a script's fault is left out: `script_faults` gives one with no words of a person.
    """
    logging.getLogger("streamlit.error_util").addFilter(_is_news)
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    if not as_json:
        return
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())

    def write_lines(logger: logging.Logger) -> None:
        logger.handlers[:] = [handler]
        logger.propagate = logger.name == "root"

    logging.captureWarnings(True)
    write_lines(logging.getLogger())
    for name in list(logging.root.manager.loggerDict):
        if logging.getLogger(name).handlers:
            write_lines(logging.getLogger(name))
    # Streamlit gives each of its loggers a handler of its own, also those it makes later.
    streamlit.logger.setup_formatter = write_lines
    logging.getLogger("uvicorn.access").disabled = True  # holds network addresses and queries
    logging.getLogger("monitor").setLevel(logging.INFO)


def _is_news(record: logging.LogRecord) -> bool:
    return record.msg not in _NO_NEWS


def _place(file: str) -> str:
    path = Path(file)
    for start in (ROOT, *(Path(entry) for entry in sys.path if entry)):
        if path.is_relative_to(start):
            return path.relative_to(start).as_posix()
    return path.name
