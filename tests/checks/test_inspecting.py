"""`show`, `find` and `inspect` lead from a finding, a row or a number to its place, in words and on the page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import typer
from PIL import Image
from typer.testing import CliRunner, Result

import juesuan
from checks.cli import find, show
from checks.inspecting import inspect
from checks.places import file_of, finding_of
from extract.draw import COLOURS
from extract.errors import UsageError
from normalize.dataset import read_table

SPOILED = Path(__file__).resolve().parents[1] / "fixtures/accounts-spoiled/document.pdf"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of one spoiled report, beside the folder that it was read from."""
    folder = tmp_path_factory.mktemp("read")
    (folder / "reports").mkdir()
    shutil.copy(SPOILED, folder / "reports/a.pdf")
    juesuan.ingest(folder / "reports", folder / "data")
    return folder / "data"


def run(command: Any, *options: str) -> Result:
    app = typer.Typer()
    app.command()(command)
    return CliRunner().invoke(app, list(options))


def compared(data: Path) -> dict[str, Any]:
    """A finding with two numbers on pages, and what they should be."""
    rows: list[dict[str, Any]] = read_table(data, "findings").to_pylist()
    return next(f for f in rows if f["expected"] is not None and len(f["evidence"]) > 1)


def colours(image: Path) -> set[tuple[int, int, int]]:
    with Image.open(image) as picture:
        seen = picture.convert("RGB").getcolors(2**24) or []
    return {c for _, c in seen} & set(COLOURS)  # type: ignore[arg-type]


def test_a_finding_is_shown_from_the_folder_that_the_dataset_names(data: Path, tmp_path: Path) -> None:
    f, image = compared(data), tmp_path / "shown.png"
    shown = run(show, f["finding_id"], "--data", str(data), "--image", str(image))
    assert f["message"] in shown.stdout and "四舍五入" in shown.stdout + "四舍五入" * (f["tolerance"] is None)
    assert len(colours(image)) == min(len(f["evidence"]), len(COLOURS))


def test_a_moved_document_is_looked_for_where_it_is_told(data: Path, tmp_path: Path) -> None:
    assert file_of(data, "a.pdf", None).read_bytes() == SPOILED.read_bytes()
    with pytest.raises(UsageError, match="--root"):
        file_of(data, "a.pdf", tmp_path)
    shutil.copy(SPOILED, tmp_path / "a.pdf")
    assert file_of(data, "a.pdf", tmp_path) == tmp_path / "a.pdf"


def test_a_number_is_found_in_the_dataset_and_in_the_file(data: Path, tmp_path: Path) -> None:
    fund = next(f for f in read_table(data, "funds").to_pylist() if f["value"] and f["unit"] == "万元")
    number = f"{fund['value'].normalize():f}"
    assert fund["locator"] and "a.pdf" in run(find, number, "--data", str(data)).stdout
    image = tmp_path / "number.png"
    told = run(inspect, str(SPOILED), "--find", number, "--image", str(image))
    assert fund["locator"] in told.stdout and colours(image)
    assert isinstance(run(inspect, str(SPOILED), "--find", "987654.321").exception, UsageError)
    assert isinstance(run(inspect, str(SPOILED), "--find", "none").exception, UsageError)


def test_a_row_and_a_finding_are_drawn_alone(data: Path, tmp_path: Path) -> None:
    f, image = compared(data), tmp_path / "row.png"
    row = f["evidence"][0]["id"]
    told = run(inspect, str(SPOILED), "--row", row, "--data", str(data), "--image", str(image))
    assert told.stdout.startswith("funds ") and colours(image) == {COLOURS[0]}
    run(inspect, str(SPOILED), "--finding", f["finding_id"], "--data", str(data), "--image", str(image))
    assert len(colours(image)) > 1
    assert finding_of(data, f["finding_id"])["message"] == f["message"]
    both = run(inspect, str(SPOILED), "--row", row, "--find", "1")
    assert isinstance(both.exception, UsageError)


def test_an_ingest_heeds_its_configuration(data: Path, tmp_path: Path) -> None:
    from ingest.cli import ingest

    (tmp_path / "rules.toml").write_text(f'[rules]\n"{compared(data)["rule"]}" = "off"\n', "utf-8")
    out = tmp_path / "data"
    told = run(
        ingest,
        str(SPOILED),
        "--out",
        str(out),
        "--config",
        str(tmp_path / "rules.toml"),
        "--json",
        "--jobs",
        "1",
    )
    rules = {f["rule"] for f in read_table(out, "findings").to_pylist()}
    assert compared(data)["rule"] not in rules and rules
    assert sum(json.loads(told.stdout)["findings"].values()) == read_table(out, "findings").num_rows
    (tmp_path / "rules.toml").write_text('[rules]\n"none" = "off"\n', "utf-8")
    wrong = run(ingest, str(SPOILED), "--out", str(out), "--config", str(tmp_path / "rules.toml"))
    assert isinstance(wrong.exception, UsageError)
