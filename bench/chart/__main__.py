"""`PORT=8502 python -m bench.chart` serves the page with one chart until interrupted."""

import sys
from dataclasses import replace
from pathlib import Path

from monitor.settings import Settings
from monitor.web.server import serve

if __name__ == "__main__":
    sys.exit(serve(replace(Settings.read(), root=Path(__file__).resolve().parent)))
