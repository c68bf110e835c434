"""The log of the running server: sentences for a person at this machine, or lines of JSON for a collector."""

import json
import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

from monitor.settings import ROOT

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered, "" outside one."""

_FRAMES = 30  # the innermost ones; a recursion that ran away has thousands
_UNCAUGHT = "streamlit.error_util"


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
    """Let every logger of this process write as it should. Streamlit's own account of a script's fault is left
    out: `script_faults` gives one that holds no words of a person.
    """
    logging.getLogger(_UNCAUGHT).addFilter(_is_not_uncaught)
    if not as_json:
        return
    lines = logging.StreamHandler(sys.stdout)
    lines.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [lines]
    logging.captureWarnings(True)
    # Libraries that brought a handler of their own would say everything twice, and one of them in sentences.
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.getLogger("uvicorn.access").disabled = True  # holds addresses and queries
    logging.getLogger("monitor").setLevel(logging.INFO)


def _is_not_uncaught(record: logging.LogRecord) -> bool:
    return record.msg != "Uncaught app execution"


def _place(file: str) -> str:
    path = Path(file)
    for start in (ROOT, *(Path(entry) for entry in sys.path if entry)):
        if path.is_relative_to(start):
            return path.relative_to(start).as_posix()
    return path.name
