"""JSON Schemas of the files that people edit, for their editors."""

import json
from pathlib import Path

from pydantic import BaseModel

from monitor.catalogue.strategy import Catalogue
from monitor.measures.indicators import Indicator

MODELS: dict[str, type[BaseModel]] = {"initiatives": Catalogue, "indicator": Indicator}
FOLDER = "docs/schema"


def schema_text(name: str) -> str:
    """The schema of `initiatives` or `indicator` as indented JSON."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **MODELS[name].model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(root: Path) -> list[Path]:
    """Write every schema to where the YAML files name it; returns the files written."""
    written = []
    for name in MODELS:
        path = root / FOLDER / f"{name}.schema.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(schema_text(name), encoding="utf-8")
        written.append(path)
    return written
