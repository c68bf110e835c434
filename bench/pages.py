"""`python -m bench.pages explorer|index FOLDER`: a page run on the server's side, over a data folder; figures as JSON.

The page's script runs as in the server, in one process (`AppTest`): what a visit costs there, without the browser and
the way to it. The first page after the start is another one, so that no page pays for loading Streamlit.
"""

import json
import os
import statistics
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

TURNS = 9
FIGURES = "Made-up share 0 of persons: "  # how the title over a chart begins


def main() -> int:
    kind, folder = sys.argv[1], Path(sys.argv[2])
    os.environ["DATA_DIR"] = str(folder)
    visit = _visitor()
    visit("about", {}, "About")
    before = _memory()
    found = _explorer(visit) if kind == "explorer" else _index(visit)
    print(json.dumps(found | {"before": before, "memory": _memory(), "most": _most_memory()}))
    return 0


def _explorer(visit: Any) -> dict[str, Any]:
    first = visit("explore", {"id": "many"}, FIGURES)
    again = [visit("explore", {"id": "many"}, FIGURES) for _turn in range(TURNS)]
    filters = {
        "another municipality and theme": lambda turn: {
            "by[municipality]": [_municipality(turn)],
            "by[theme]": [f"theme-{turn + 3:02d}"],
        },
        "five municipalities, both sexes": lambda turn: {
            "by[municipality]": [_municipality(5 * turn + each) for each in range(5)],
            "by[sex]": ["women", "men"],
            "by[theme]": ["theme-01"],
        },
        "every municipality of a theme in one year": lambda turn: {
            "by[municipality]": ["*"],
            "by[theme]": ["theme-02"],
            "from": str(2004 + turn),
            "to": str(2004 + turn),
        },
        "every age of a municipality": lambda turn: {
            "by[municipality]": [_municipality(200 + turn)],
            "by[age]": ["*"],
            "by[theme]": ["theme-04"],
        },
    }
    # Each turn asks what was not asked before, so that no answer is known already.
    return {
        "first": first,
        "again": statistics.median(again),
        "filters": {
            name: statistics.median(
                visit("explore", {"id": "many", **query(turn)}, FIGURES) for turn in range(TURNS)
            )
            for name, query in filters.items()
        },
    }


def _index(visit: Any) -> dict[str, Any]:
    first = visit("indicators", {}, "Made-up share")
    return {
        "first": first,
        "again": statistics.median(visit("indicators", {}, "Made-up share") for _turn in range(3 * TURNS)),
    }


def _visitor() -> Any:
    from streamlit.components.v2 import manifest_scanner
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.testing.v1 import AppTest

    from monitor.settings import ROOT

    # As in the server: every visit goes through the main script, and packages are searched for components once.
    make = PagesManager.__init__

    def make_without_folder(self: PagesManager, *given: Any, **named: Any) -> None:
        make(self, *given, **named)
        PagesManager.uses_pages_directory = False

    PagesManager.__init__ = make_without_folder  # type: ignore[method-assign]
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)

    def visit(page: str, query: dict[str, Any], expected: str) -> float:
        app.switch_page(f"pages/{page}.py")
        app.query_params.clear()
        for name, value in ({"lang": "en"} | query).items():
            app.query_params[name] = value
        begun = time.perf_counter()
        app.run()
        seconds = time.perf_counter() - begun
        assert not app.exception, app.exception
        shown = " ".join(element.proto.body for element in app.get("html"))
        assert expected in shown, f"{page} does not show {expected}"
        return seconds

    return visit


def _municipality(number: int) -> str:
    return f"{301 + 17 * number:04d}"


def _memory() -> float:
    """Megabytes of this process now."""
    return _status("VmRSS")


def _most_memory() -> float:
    """The most megabytes that it ever had."""
    return _status("VmHWM")


def _status(name: str) -> float:
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return int(text.split(f"{name}:")[1].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
