"""Single values of the environment, and what is said of one that cannot be used."""

from pathlib import Path

from monitor.errors import MonitorError

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder, with app.py and the files that ship. Independent of where a command is run from."""


def unusable(name: str, sentence: str) -> MonitorError:
    """The error that says why a variable cannot be used."""
    return MonitorError("setting", sentence, name=name)


def read_port(name: str, text: str) -> int:
    """The port that a variable names."""
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= 65535):
        raise unusable(name, f"{name} is {text!r}; use a whole number from 1 to 65535.")
    return int(text)


def read_switch(name: str, text: str, *, on: str) -> bool:
    """Whether a variable is switched on; `on` says what for."""
    if text not in ("", "0", "1"):
        raise unusable(name, f"{name} is {text!r}; use {name}=1 {on}, or leave it out.")
    return text == "1"


def read_count(name: str, text: str, *, most: int) -> int:
    """The number of persons that a variable names, from 1 to `most`."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= most):
        raise unusable(name, f"{name} is {text!r}; use a whole number from 1 to {most}.")
    return int(text)
