"""The schema for its users: a Frictionless datapackage.json beside the data, and the page docs/schema.md."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from .labels import Label
from .schema import TABLES
from .store.manifest import LABELS, MANIFEST, Manifest, read_manifest
from .version import VERSION
from .views import views

FRICTIONLESS = {
    "string": "string",
    "int32": "integer",
    "bool": "boolean",
    "value": "number",
    "yuan": "number",
    "share": "number",
    "bbox": "array",
    "strings": "array",
    "evidence": "array",
}
ARROW = {
    "string": "string",
    "int32": "int32",
    "bool": "bool",
    "value": "decimal128(38, 10)",
    "yuan": "decimal128(38, 6)",
    "share": "float32",
    "bbox": "list of 4 float32",
    "strings": "list of string",
    "evidence": "list of struct(table, id, page, bbox, raw, place)",
}

LABEL_COLUMNS = {
    "table": "the table that is named, or in which the column or code stands",
    "column": "the column that is named, or holds the code; null for the name of a table",
    "code": "the code that is named; null for the name of a table or column",
    "zh": "Chinese name",
    "en": "English name",
}


def datapackage(out: Path) -> dict[str, Any]:
    """The Frictionless descriptor of a dataset: its files and their fields."""
    return _described(read_manifest(out) if (out / MANIFEST).exists() else Manifest())


def _described(manifest: Manifest) -> dict[str, Any]:
    resources = []
    for name, row in {**TABLES, LABELS: Label}.items():
        fields = _fields(row) if name in TABLES else _label_fields()
        resources.append(
            {
                "name": name,
                "title": _summary(row),
                "path": [p.path for p in manifest.of(name)],
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "schema": {"fields": fields},
            }
        )
    return {"name": "juesuan", "version": VERSION, "resources": resources}


def _fields(row: type) -> list[dict[str, str]]:
    return [
        {"name": f.name, "type": FRICTIONLESS[f.metadata["kind"]], "description": f.metadata["text"]}
        for f in dataclasses.fields(row)
    ]


def _label_fields() -> list[dict[str, str]]:
    return [{"name": name, "type": "string", "description": text} for name, text in LABEL_COLUMNS.items()]


def descriptor(manifest: Manifest) -> str:
    """The text of datapackage.json."""
    return json.dumps(_described(manifest), ensure_ascii=False, indent=1) + "\n"


def write_datapackage(out: Path) -> Path:
    """Writes datapackage.json beside the data."""
    path = out / "datapackage.json"
    path.write_text(json.dumps(datapackage(out), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def render_markdown() -> str:
    """docs/schema.md: every table with its columns, types and meanings."""
    lines = [
        "# The dataset's tables",
        "",
        "Generated from `normalize/schema.py` by `juesuan schema --markdown`. "
        "Every table is a directory of Parquet files, partitioned by `fiscal_year`.",
        "",
    ]
    for name, row in TABLES.items():
        lines += [f"## {name}", "", _summary(row), "", "| column | type | meaning |", "|---|---|---|"]
        lines += [
            f"| `{f.name}` | {ARROW[f.metadata['kind']]} | {f.metadata['text']} |"
            for f in dataclasses.fields(row)
        ]
        lines.append("")
    lines += [
        "# Views",
        "",
        "What `juesuan query` knows besides the tables.",
        "",
        "| view | what it gives |",
        "|---|---|",
    ]
    lines += [f"| `{name}` | {view.text} |" for name, view in views().items()]
    return "\n".join([*lines, ""])


def _summary(row: type) -> str:
    return (row.__doc__ or "").strip().splitlines()[0]
