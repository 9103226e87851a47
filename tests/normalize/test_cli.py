"""`juesuan schema` prints every table with its columns, and describes a dataset beside its data."""

from __future__ import annotations

import json
from pathlib import Path

import typer
from typer.testing import CliRunner

from normalize.cli import schema
from normalize.datapackage import render_markdown
from normalize.schema import TABLES, DocumentRow, Rows, arrow_schema
from normalize.writing import write_rows

APP = typer.Typer()
APP.command()(schema)


def called(*arguments: str) -> str:
    done = CliRunner().invoke(APP, arguments)
    assert done.exit_code == 0, done.output
    return done.output


def test_every_column_is_printed_and_nothing_written_where_there_is_no_dataset(tmp_path: Path) -> None:
    told = called("--data", str(tmp_path / "none"))
    lines = [line.split() for line in told.splitlines()]
    printed = [words[0].removesuffix(":") for words in lines if words]
    for table in TABLES:
        assert table in printed and set(arrow_schema(table).names) <= set(printed)
    assert "written: " not in told and not list(tmp_path.iterdir())


def test_the_page_is_that_of_the_documentation() -> None:
    assert called("--markdown") == render_markdown()


def test_a_dataset_is_described_beside_its_data(tmp_path: Path) -> None:
    write_rows(tmp_path, [Rows(document=DocumentRow(doc_id="a" * 64, fiscal_year=2023, source="a.pdf"))])
    assert "written: " in called("--data", str(tmp_path))
    held = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert {r["name"] for r in held["resources"]} >= {"documents"}
