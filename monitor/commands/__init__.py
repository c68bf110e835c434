"""The commands of `python -m monitor` that are more than a line or two."""
