"""Datasets that older versions wrote are refused in words, whatever is asked of them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import juesuan
from normalize.dataset import DatasetError
from normalize.store.manifest import MANIFEST, SCHEMA_VERSION, schema_id
from tests.conftest import ROOT
from tests.docs.snippets import called

OLDER = Path(__file__).with_name("older")
"""A sample report as the last version of layout 1 and the first of layout 2 read it."""
ASKED = {
    "query": ["select count(*) from three_public", "--data"],
    "ask": ["q02", "--data"],
    "findings": [],
    "check": [],
    "find": ["76.40", "--data"],
    "export": ["--views", "views"],
    "report": ["--html", "page.html"],
    "review": [],
    "forget": ["abc", "--data"],
}


@pytest.fixture(params=[1, 2])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    with zipfile.ZipFile(OLDER / f"layout-{request.param}.zip") as held:
        held.extractall(tmp_path / "older")
    return tmp_path / "older"


def test_what_is_stored_is_of_older_versions(older: Path) -> None:
    if (older / MANIFEST).exists():
        held = json.loads((older / MANIFEST).read_text("utf-8"))
        assert held["schema_version"] == SCHEMA_VERSION and held["schema"] != schema_id()
    assert list(older.glob("funds/*/*.parquet"))


@pytest.mark.parametrize("command", ASKED)
def test_every_command_says_what_to_do(command: str, older: Path, tmp_path: Path) -> None:
    done = called([command, *ASKED[command], str(older)], tmp_path, "C.UTF-8")
    assert done["code"] == 2 and done["err"].count("\n") == 1, done["err"]
    assert "into a new folder" in done["err"]


def test_it_is_not_added_to_and_stays_as_it_is(older: Path, tmp_path: Path) -> None:
    before = {p: p.read_bytes() for p in older.rglob("*") if p.is_file()}
    report = next((ROOT / "data/raw").glob("*自评表.pdf"))
    done = called(["ingest", str(report), "--out", str(older)], tmp_path, "C.UTF-8")
    assert done["code"] == 2 and "into a new folder" in done["err"]
    assert {p: p.read_bytes() for p in older.rglob("*") if p.is_file() and p.name != ".lock"} == before


@pytest.mark.parametrize(
    "asked",
    [
        lambda data: juesuan.load(data, "funds"),
        lambda data: juesuan.load(data, "unit_links"),
        lambda data: juesuan.query(data, "select * from reports"),
    ],
)
def test_python_is_told_the_same(asked: Callable[[Path], object], older: Path) -> None:
    with pytest.raises(DatasetError, match="into a new folder"):
        asked(older)
