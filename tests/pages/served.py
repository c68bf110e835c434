"""Everything that the program serves of one indicator after an import, door by door, as the bytes that leave it."""

import argparse
import base64
import json
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from monitor.commands import importing
from monitor.measures.exports import Format, Wanted
from monitor.show.words import Words
from monitor.web.api.asked import HERE
from monitor.web.api.door import Api
from tests.pages.conftest import Dashboard, go, seen

PACKED = re.compile(rb'"bdata":\s*"([A-Za-z0-9+/=]+)"')
"""How plotly packs long lists of numbers."""


MADE_AT = re.compile(rb"<dcterms:(created|modified) .*?</dcterms:\1>")
"""When a workbook was made, by the clock of the machine."""


BUTTON = re.compile(rb"b [0-9a-f]{32}(?![0-9a-f])")
"""What Streamlit calls a file behind a button: anew for each session, and made of nothing."""


def bring(dashboard: Dashboard, folder: Path, name: str, files: dict[str, str], *more: str) -> None:
    """Import a table by the command; what would change is printed and written beside it."""
    folder.mkdir(exist_ok=True)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    commands = argparse.ArgumentParser()
    importing.add_commands(commands.add_subparsers(dest="command"))
    report = folder / f"report{len(list(folder.iterdir()))}.csv"
    given = ["import", str(folder / name), "--full", "--report", str(report), "--by", "kari", *more]
    assert importing.run(dashboard.settings, commands.parse_args(given)) == 0


def pages(dashboard: Dashboard, indicator: str, theme: str, initiative: str) -> Iterator[tuple[str, bytes]]:
    """What a browser is sent: every page that could speak of the indicator, charts with their numbers unpacked."""
    many = {"by[region]": ["", "north", "south", "west"], "by[sex]": ["", "men", "women"]}
    asked: list[tuple[str, dict[str, object]]] = [
        *((page, {}) for page in ("overview", "coverage")),
        ("initiative", {"id": initiative}),
        ("outcomes", {"theme": theme}),
        ("indicators", {"theme": theme}),
        ("indicators", {"find": "work"}),
        ("indicators", {"id": indicator}),
        ("indicators", {"id": indicator, "edition": "2"}),
        ("compare", {"a": indicator, "b": indicator}),
        ("explore", {"id": indicator, "by[sex]": ["men", "women"], "by[region]": ["north", "south", "west"]}),
        *(
            ("explore", {"id": indicator, "chart": chart, **many})
            for chart in ("lines", "dots", "stack", "panels", "slope")
        ),
        ("explore", {"id": indicator, "edition": "2", "from": "2019", "to": "2019", **many}),
    ]
    for place, (page, query) in enumerate(asked):
        lang = "nb" if place % 3 == 0 else "en"
        app = dashboard.visit(page, lang=lang, **query)  # type: ignore[arg-type]
        yield f"{place} {page} {query}", _sent(app)


def report_on_the_page(dashboard: Dashboard, files: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """What the page Import figures says of files before anybody accepts them."""
    app = dashboard.visit("imports")
    app.file_uploader[0].set_value([(name, text.encode(), "text/csv") for name, text in files.items()]).run()
    (button,) = [button for button in app.button if button.label == "Read the files"]
    button.click().run()
    for _attempt in range(100):
        if not any(button.label == "Stop" for button in app.button):
            break
        app.run()
    yield "imports", _sent(app)
    yield "imports, after another page", _sent(go(go(app, "about"), "imports"))


def interface(dashboard: Dashboard, indicator: str) -> Iterator[tuple[str, bytes]]:
    """What programs are answered, the tags of the answers included."""
    api = Api(PlainTextResponse("not ours"), lambda: dashboard.services, public_url="", local=True)
    asking = TestClient(api, base_url="http://localhost", client=("127.0.0.1", 4711))
    one = f"indicators/{indicator}"
    for path in (
        "indicators?limit=500",
        one,
        f"{one}?edition=2",
        f"{one}/editions",
        f"{one}/observations",
        f"{one}/observations?edition=2",
        f"{one}/observations?by[sex]=men&limit=2",
        f"{one}/observations.csv",
        f"{one}/observations.csv?edition=2&lang=nb",
        f"{one}/observations.csv?by[region]=north",
        "openapi.json",
    ):
        for method in ("GET", "HEAD"):
            answer = asking.request(method, f"{HERE}/{path}")
            assert answer.status_code == 200, path
            headers = "".join(f"{name}: {said}\n" for name, said in sorted(answer.headers.items()))
            yield f"{method} {path}", headers.encode() + answer.content


def downloads(dashboard: Dashboard, indicator: str) -> Iterator[tuple[str, bytes]]:
    """Every file a reader can take along, unpacked, with what stands in footers and hidden parts."""
    services = dashboard.services
    editions = services.editions.editions(indicator)
    for edition in editions[:-1]:  # the first one ships
        wanted = [Wanted(edition, "https://example.no")]
        for form in Format:
            for lang in ("nb", "en"):
                content = b"".join(services.downloads.figures(form, wanted, Words(lang)))
                yield f"{form} {lang} of edition {edition.number}", _unpacked(content)
    series = services.indicators.open(indicator).series
    yield "CSV beside the figures", services.downloads.indicator_csv(series, Words("en"))
    yield "Excel beside the figures", _unpacked(services.downloads.indicator_xlsx(series, Words("en")))


def editions_on_disk(dashboard: Dashboard) -> Iterator[tuple[str, bytes]]:
    """The copies that the engine reads, by name, with their footers; the names are digests of what they hold."""
    for path in sorted(dashboard.settings.data_dir.rglob("*.parquet")):
        yield path.name, _unpacked(path.read_bytes())


def _sent(app: AppTest) -> bytes:
    assert seen(app)
    elements = [element for block in (app.main, app.sidebar) for element in block]
    protos = [element.proto for element in elements if getattr(element, "proto", None) is not None]
    content = b"".join(proto.SerializeToString(deterministic=True) for proto in protos)
    assert content
    content = BUTTON.sub(b"", content)
    for charted in app.get("plotly_chart"):
        spec = charted.proto.spec.encode()
        content += json.dumps(json.loads(spec), ensure_ascii=False).encode()
        content += b"".join(base64.b64decode(found) for found in PACKED.findall(spec))
    return content


def _unpacked(content: bytes) -> bytes:
    whole = content
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:  # the ZIP itself says when it was packed
            whole = b"".join(
                name.encode() + MADE_AT.sub(b"", packed.read(name)) for name in packed.namelist()
            )
    if content[:4] == b"PAR1":
        table, told = pq.read_table(BytesIO(content)), pq.read_metadata(BytesIO(content))
        whole += repr(table.to_pylist()).encode() + repr(table.schema.metadata).encode()
        for group in range(told.num_row_groups):
            for column in range(told.num_columns):
                whole += repr(told.row_group(group).column(column).to_dict()).encode()
    return whole
