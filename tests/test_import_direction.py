"""Which way imports point. The rooms and their reasons: docs/decisions.md."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]

CORE = {
    "catalogue",
    "statistics",
    "access",
    "reporting",
    "measures",
    "evidence",
    "governance",
    "coordination",
    "review",
}
# A room may import the rooms beside it here, itself, and `errors`. A new room has to be entered before it can import.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "settings": set(),
    "tally": set(),
    "catalogue": set(),
    "statistics": set(),
    "access": {"catalogue"},
    "evidence": {"catalogue"},
    "reporting": {"catalogue", "statistics", "access"},
    "measures": {"catalogue", "statistics", "access"},
    "governance": {"catalogue", "statistics", "access"},
    "coordination": {"catalogue", "statistics", "access"},
    "review": CORE,
    "storage": CORE,
    "sources": CORE,
    "documents": CORE,
    "demonstration": CORE,
    "wiring": CORE | {"settings", "tally", "storage", "sources", "documents", "demonstration"},
    "show": CORE | {"settings", "wiring"},
    "web": CORE | {"settings", "wiring", "show"},
    "commands": {"access", "settings", "storage", "documents", "wiring", "show"},
    "__main__": CORE
    | {"settings", "storage", "sources", "documents", "demonstration", "wiring", "show", "web", "commands"},
}
PAGES_MAY_IMPORT = {"access", "show", "review", "errors"}

ONLY_IN = {
    "plotly": {"show.charts"},
    "scipy": {"statistics"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "psycopg": {"storage"},
    "cryptography": {"storage"},
    "duckdb": {"storage.figures"},
    "yaml": {"sources"},
    "httpx2": {"sources.pxweb"},
    "prometheus_client": {"web"},
    "streamlit": {"show.adapter", "web"},
    "statsmodels": set(),  # three seconds to import: it checks statistics in tests
}


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("monitor", include_external_packages=True, cache_dir=None)


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def modules() -> list[str]:
    return sorted(m for m in graph().modules if m == "monitor" or m.startswith("monitor."))


def source(module: str) -> Path:
    path = ROOT / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def scripts() -> list[Path]:
    return [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]


def imported(script: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from monitor import show` names the room among the things imported
            if node.module == "monitor":
                yield from (f"monitor.{alias.name}" for alias in node.names)
            else:
                yield node.module


def called_names(path: Path) -> Iterator[str]:
    """Dotted names as written, such as `os.environ` or `datetime.now`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_room_is_entered_in_the_table():
    unknown = {room(m) for m in modules() if room(m)} - set(MAY_IMPORT)
    assert not unknown


@pytest.mark.parametrize("name", sorted(MAY_IMPORT))
def test_a_room_imports_only_rooms_it_may_know(name):
    allowed = MAY_IMPORT[name] | {name, "errors", ""}
    wrong = [
        f"{module} imports {target}"
        for module in modules()
        if room(module) == name
        for target in sorted(graph().find_modules_directly_imported_by(module))
        if target.startswith("monitor") and room(target) not in allowed
    ]
    assert not wrong


def test_the_rooms_know_nothing_of_the_pages():
    wrong = [
        f"{module} imports {target}"
        for module in modules()
        for target in graph().find_modules_directly_imported_by(module)
        if target.split(".")[0] in ("app", "pages", "tests", "bench")
    ]
    assert not wrong


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_is_known_only_where_it_belongs(library):
    homes = tuple(f"monitor.{home}" for home in ONLY_IN[library])
    wrong = [
        module
        for module in modules()
        if library in graph().find_modules_directly_imported_by(module)
        and not any(module == home or module.startswith(f"{home}.") for home in homes)
    ]
    assert not wrong


def test_a_page_imports_only_show_review_and_streamlit():
    wrong = [
        f"{script.name} imports {name}"
        for script in scripts()
        for name in imported(script)
        if (name.startswith("monitor") and room(name) not in PAGES_MAY_IMPORT)
        or name.split(".")[0] in ("plotly", "sqlalchemy", "yaml", "pandas", "app", "pages")
    ]
    assert not wrong


def test_the_environment_is_read_in_settings_only():
    readers = {"os.environ", "os.environb", "os.getenv"}
    files = {source(m) for m in modules() if m != "monitor.settings"} | set(scripts())
    assert not [path.name for path in files if readers & set(called_names(path))]


def test_the_clock_is_read_in_wiring_only():
    clocks = (
        ".date.today",
        ".datetime.now",
        ".datetime.today",
        ".datetime.utcnow",
        ".time.time",
        ".time.localtime",
    )
    files = {source(m) for m in modules() if m != "monitor.wiring"} | set(scripts())
    assert not [
        f"{path.name}: {name}" for path in files for name in called_names(path) if f".{name}".endswith(clocks)
    ]


def test_pages_and_commands_write_and_read_drafts_and_rounds_through_one_place_each():
    """The writer and the restricted reader; beside them a page has only the reading side of the log."""
    files = {source(m) for m in modules() if room(m) in ("show", "web", "commands")} | set(scripts())
    around = ("services.rounds", "services.drafts", "services.log.append", "services.log.append_all")
    assert not [
        f"{path.name}: {name}" for path in files for name in called_names(path) if name.endswith(around)
    ]
    assert "context.services.writer.record" in called_names(source("monitor.show.adapter.one_event"))


def test_the_graph_sees_what_is_there():
    """Guards the other tests: an empty graph would let everything pass."""
    assert "sqlalchemy" in graph().find_modules_directly_imported_by("monitor.storage.engine")
    assert "monitor.settings" in graph().find_modules_directly_imported_by("monitor.wiring")
