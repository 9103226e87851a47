"""A command takes a dataset as a folder or as the URL of one."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from normalize.schema import DocumentRow, Rows
from normalize.store.given import Read, ReadOption, folder_of
from normalize.store.manifest import DatasetError
from normalize.store.remote import written
from normalize.writing import write_rows

APP = typer.Typer()


@APP.command()
def shown(first: Read, second: ReadOption) -> None:
    """Prints the folders that are given."""
    typer.echo(f"{first}\n{second}")


def test_a_folder_is_itself(tmp_path: Path) -> None:
    assert folder_of(tmp_path) == folder_of(str(tmp_path)) == tmp_path
    done = CliRunner().invoke(APP, [str(tmp_path), "--data", str(tmp_path / "x")])
    assert done.output.splitlines() == [str(tmp_path), str(tmp_path / "x")]


def test_a_dataset_at_a_url_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with written(f"file://{tmp_path / 'd'}") as folder:
        write_rows(folder, [Rows(document=DocumentRow(doc_id="a" * 64, source="a.pdf"))])
    folder = folder_of(f"file://{tmp_path / 'd'}")
    assert (folder / "manifest.json").read_bytes() == (tmp_path / "d/manifest.json").read_bytes()
    with pytest.raises(DatasetError):
        folder_of(f"file://{tmp_path / 'none'}")
