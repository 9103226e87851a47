"""The schema for its users: a Frictionless datapackage.json beside the data, and the page docs/schema.md."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .labels import Label, codes, labels
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
    "evidence": "list of struct(table, id, page, bbox, raw, place, doc_id)",
}

KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("doc_id",),
    "units": (),
    "unit_links": ("link_id",),
    "funds": ("fund_id",),
    "indicators": ("indicator_id",),
    "scores": ("score_id",),
    "figures": ("figure_id",),
    "passages": ("passage_id",),
    "findings": ("finding_id",),
    "checks": ("doc_id", "rule"),
}
"""What tells the rows of a table apart; a unit may be named in one role several times."""
POINTERS = {
    "doc_id": ("documents", "doc_id"),
    "edition_of": ("documents", "doc_id"),
    "related_doc_id": ("documents", "doc_id"),
    "parent_id": ("funds", "fund_id"),
    "follows": ("findings", "finding_id"),
}
"""Columns that hold the key of another row. `used_by` and the ids of evidence point into several tables."""
LABELS_TITLE = "名称"

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
    titles = {(label.table, label.column): label.zh for label in labels() if label.code is None}
    resources = []
    for name, row in {**TABLES, LABELS: Label}.items():
        schema = _schema(name, titles) if name in TABLES else {"fields": _label_fields()}
        resources.append(
            {
                "name": name,
                "title": titles.get((name, None), LABELS_TITLE),
                "description": _summary(row),
                "path": [p.path for p in manifest.of(name)],
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "schema": schema,
            }
        )
    return {"name": "juesuan", "version": VERSION, "resources": resources}


def _schema(table: str, titles: Mapping[tuple[str, str | None], str]) -> dict[str, Any]:
    """A table's columns with their Chinese titles and codes, its key, and the tables that it points to."""
    names = [f.name for f in dataclasses.fields(TABLES[table])]
    key = KEYS[table]
    return {
        "fields": [_field(table, f, titles[table, f.name]) for f in dataclasses.fields(TABLES[table])],
        **({"primaryKey": list(key)} if key else {}),
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": other if other != table else "", "fields": [to]}}
            for column, (other, to) in POINTERS.items()
            if column in names and key != (column,)
        ],
    }


def _field(table: str, field: dataclasses.Field[Any], title: str) -> dict[str, Any]:
    told = {
        "name": field.name,
        "title": title,
        "type": FRICTIONLESS[field.metadata["kind"]],
        "description": field.metadata["text"],
    }
    known = list(codes(table, field.name))
    return told | {"constraints": {"enum": known}} if known else told


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
    names = {(x.table, x.column, x.code): x.zh for x in labels()}
    for name, row in TABLES.items():
        heads = ["| column | 中文 | type | meaning |", "|---|---|---|---|"]
        lines += [f"## {name}", "", f"{names[name, None, None]}. {_summary(row)}", "", *heads]
        for f in dataclasses.fields(row):
            kind, text = ARROW[f.metadata["kind"]], f.metadata["text"]
            lines.append(f"| `{f.name}` | {names[name, f.name, None]} | {kind} | {text} |")
        lines.append("")
    lines += [*_codes_in_markdown(), ""]
    lines += [
        "## Views",
        "",
        "What `juesuan query` knows besides the tables.",
        "",
        "| view | what it gives |",
        "|---|---|",
    ]
    lines += [f"| `{name}` | {view.text} |" for name, view in views().items()]
    return "\n".join([*lines, ""])


def _codes_in_markdown() -> Iterator[str]:
    """What each code stands for, once where several tables have the same column; rules have a page."""
    told: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    by_column: dict[tuple[str, str], list[str]] = {}
    for x in labels():
        if x.column and x.code and x.column != "rule":
            by_column.setdefault((x.table, x.column), []).append(f"`{x.code}` {x.zh}")
    for (table, column), held in by_column.items():
        told.setdefault((column, tuple(held)), []).append(table)
    yield from ("## Codes", "", "What a code stands for, as `labels` has it, too.", "")
    yield from ("| column | of | codes |", "|---|---|---|")
    for (column, codes_), tables in told.items():
        yield f"| `{column}` | {', '.join(tables)} | {', '.join(codes_)} |"


def _summary(row: type) -> str:
    return (row.__doc__ or "").strip().splitlines()[0]
