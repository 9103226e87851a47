"""datapackage.json describes what the tables hold: frictionless finds every row as it says."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, Resource, Schema

from normalize.datapackage import KEYS, POINTERS
from normalize.dataset import read_table
from normalize.schema import TABLES
from normalize.writing import write_rows
from tests.conftest import FIXTURES, rows_of

CASES = ("accounts-spoiled", "form-national", "targets-listed", "evaluation-points")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of several kinds, and the last of them in a copy."""
    out = tmp_path_factory.mktemp("data")
    held = [rows_of(FIXTURES / case / "document.docx") for case in CASES]
    other = replace(held[-1].document, doc_id="f" * 64, edition_of=held[-1].document.doc_id)
    write_rows(out, [*held, replace(held[-1], document=other, funds=(), indicators=(), scores=(), figures=(), passages=(), findings=(), checks=(), units=())])  # fmt: skip
    return out


@pytest.fixture(scope="module")
def described(data: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((data / "datapackage.json").read_text("utf-8"))
    return held


def package(data: Path, described: dict[str, Any]) -> Package:
    """The tables under the schemas of the descriptor."""
    resources = []
    for told in copy.deepcopy(described["resources"]):
        rows = read_table(data, told["name"])
        names = [f["name"] for f in told["schema"]["fields"]]
        held = [{n: r[n] for n in names} for r in rows.to_pylist()]
        resources.append(
            Resource(
                name=told["name"],
                data=[names, *([r[n] for n in names] for r in held)],
                schema=Schema.from_descriptor(told["schema"]),
            )
        )  # type: ignore[arg-type]
    return Package(resources=resources)


def errors(report: Any) -> list[list[Any]]:
    found: list[list[Any]] = report.flatten(["type", "rowNumber", "fieldName", "message"])
    return found


def test_the_descriptor_is_one_of_frictionless(described: dict[str, Any]) -> None:
    held = Package.from_descriptor(described)
    assert held.resource_names == [told["name"] for told in described["resources"]]
    for told in described["resources"]:
        assert told["title"] and all(
            f.get("title") or told["name"] == "labels" for f in told["schema"]["fields"]
        )


def test_every_row_is_as_the_descriptor_says(data: Path, described: dict[str, Any]) -> None:
    assert errors(package(data, described).validate()) == []


@pytest.mark.parametrize(
    ("table", "column", "spoiled", "error"),
    [
        ("funds", "statement", "balance_sheet", "constraint-error"),
        ("findings", "rule", "sum.nothing", "constraint-error"),
        ("funds", "doc_id", "nowhere", "foreign-key"),
        ("funds", "fund_id", None, "primary-key"),
    ],
)
def test_a_row_that_is_not_is_found(
    data: Path, described: dict[str, Any], table: str, column: str, spoiled: str | None, error: str
) -> None:
    held = package(data, described)
    rows = held.get_resource(table).data
    at = rows[0].index(column)
    rows[1][at] = rows[2][at] if spoiled is None else spoiled
    assert error in {kind for kind, *_ in errors(held.validate())}


def test_keys_are_columns() -> None:
    columns = {t: set(r.__dataclass_fields__) for t, r in TABLES.items()}
    assert set(KEYS) == set(TABLES) and all(set(key) <= columns[t] for t, key in KEYS.items())
    assert all(to in columns[other] for other, to in POINTERS.values())
