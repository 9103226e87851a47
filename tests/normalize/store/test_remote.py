"""A dataset at a URL is read, changed and put as one in a folder: one that reads sees it as it was or as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import juesuan
from extract.errors import UsageError
from normalize.dataset import read_table
from normalize.schema import DocumentRow, Rows
from normalize.store.manifest import DatasetError, read_manifest
from normalize.store.objects import url_of
from normalize.store.remote import Remote, dataset_at, written
from normalize.writing import write_rows
from tests.stores import bucket, store, tree  # noqa: F401


@pytest.fixture(autouse=True)
def _own_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(params=["file", "s3", "local", "memory"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a dataset."""
    if request.param in ("local", "memory"):
        pytest.importorskip("fsspec")
    if request.param != "s3":
        return f"{request.param}://{tmp_path}/there/dataset"
    return bucket(request.getfixturevalue("store"), tmp_path.name)


def document(name: str, year: int = 2023) -> Rows:
    return Rows(
        document=DocumentRow(fiscal_year=year, doc_id=name * 64, source=name, sources=(name,), status="ok")
    )


def add(place: str | Path, *documents: Rows) -> None:
    with written(place) as folder:
        write_rows(folder, documents)


def test_what_is_a_url() -> None:
    given = [
        "s3://bucket/a/b",
        "s3:/bucket/a/b",
        "file:///tmp/x",
        "file:/tmp/x",
        "/tmp/x",
        "data/parquet",
        "C:x",
        ".",
    ]
    told = ["s3://bucket/a/b", "s3://bucket/a/b", "file:///tmp/x", "file:///tmp/x", *[None] * 4]
    assert [url_of(x) for x in given] == told == [url_of(Path(x)) for x in given]


def test_a_dataset_grows_at_a_url_as_in_a_folder(url: str, tmp_path: Path) -> None:
    for held in (["a"], ["b", "c"], ["a"]):
        add(url, *map(document, held))
        add(tmp_path / "local", *map(document, held))
        assert tree(dataset_at(url), "runs", "run.json") == tree(tmp_path / "local", "runs", "run.json")
    shutil.rmtree(tmp_path / "cache")
    assert tree(dataset_at(url), "runs", "run.json") == tree(tmp_path / "local", "runs", "run.json")


def test_a_part_that_stays_is_not_put_again(tmp_path: Path) -> None:
    there = tmp_path / "there"
    add(f"file://{there}", document("a", 2022), document("b", 2023))
    before = {p: p.stat().st_ino for p in there.rglob("*.parquet")}
    add(f"file://{there}", document("c", 2023))
    after = {p: p.stat().st_ino for p in there.rglob("*.parquet")}
    named = {there / p.path for p in read_manifest(there).parts}
    assert set(after) == named and len(list(there.glob("journal-*.json"))) == 1
    assert {p for p in before if after.get(p) == before[p]} == {p for p in before if p in named}
    assert any("fiscal_year=2022" in str(p) for p in before if p in named)


def test_of_two_writers_one_is_refused_and_nothing_of_it_is_seen(url: str, tmp_path: Path) -> None:
    add(url, document("a"))
    with pytest.raises(DatasetError, match="another writer"), written(url) as folder:  # noqa: PT012
        write_rows(folder, [document("b")])
        other = tmp_path / "other"
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("XDG_CACHE_HOME", str(other))
            add(url, document("c"))
    assert set(read_table(dataset_at(url), "documents")["source"].to_pylist()) == {"a", "c"}
    add(url, document("b"))
    assert set(read_table(dataset_at(url), "documents")["source"].to_pylist()) == {"a", "b", "c"}


def test_what_another_puts_right_after_is_not_taken_for_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, put = f"file://{tmp_path}/there", Remote.put
    add(url, document("a"))

    def overtaken(remote: Remote, folder: Path, before: str | None) -> str | None:
        text = put(remote, folder, before)
        with monkeypatch.context() as patched:
            patched.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
            patched.setattr(Remote, "put", put)
            add(url, document("c"))
        return text

    with monkeypatch.context() as patched:
        patched.setattr(Remote, "put", overtaken)
        add(url, document("b"))
    add(url, document("d"))
    assert set(read_table(dataset_at(url), "documents")["source"].to_pylist()) == {"a", "b", "c", "d"}


def test_what_could_not_be_put_is_put_by_the_next_run(tmp_path: Path) -> None:
    there = tmp_path / "there"
    add(f"file://{there}", document("a"))
    there.rename(tmp_path / "away")
    there.write_bytes(b"")
    with pytest.raises((DatasetError, UsageError)), written(f"file://{there}"):
        pass
    there.unlink()
    (tmp_path / "away").rename(there)
    with pytest.raises(DatasetError), written(f"file://{there}") as folder:  # noqa: PT012
        write_rows(folder, [document("b")])
        there.rename(tmp_path / "away")
        there.write_bytes(b"")
    there.unlink()
    (tmp_path / "away").rename(there)
    with written(f"file://{there}"):
        pass
    assert set(read_table(dataset_at(f"file://{there}"), "documents")["source"].to_pylist()) == {"a", "b"}


def test_commands_take_a_url(url: str, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(
        "云溪省第一中心2023年度部门决算\n2023年度财政拨款收入1000.00万元，比上年增加37.00万元，增长9.99%。\n"
    )
    view = ["export", "--views"]
    calls = [
        ["ingest", str(raw), "--jobs", "1", "--out"],
        ["query", "select * from documents", "--data"],
        ["findings"],
        ["check"],
        [*view],
    ]
    said = {}
    for place in (str(tmp_path / "local"), url):
        for call in calls:
            at = [str(tmp_path / f"views-{len(said)}"), place] if call == view else [place]
            done = CliRunner().invoke(juesuan.app, [*call, *at])
            assert done.exit_code in (0, 1), done.output
            said[place, call[0]] = done.output
            assert "hush" not in done.output and "anybody" not in done.output
    local, there = (
        [said[p, c] for c in ("query", "findings", "check")] for p in (str(tmp_path / "local"), url)
    )
    assert local == there
    assert tree(dataset_at(url), "runs", "run.json") == tree(tmp_path / "local", "runs", "run.json")
    for refused in (["review", url], ["verdicts", "rules", "--data", url]):
        with pytest.raises(UsageError, match="--verdicts"):
            CliRunner().invoke(juesuan.app, refused, catch_exceptions=False)
    page = str(tmp_path / "page.html")
    for call in (["schema", "--data", url], ["report", "--html", page, url]):
        assert CliRunner().invoke(juesuan.app, call).exit_code == 0
    local = str(tmp_path / "local")
    assert CliRunner().invoke(juesuan.app, ["diff", local, url]).exit_code == 0
    assert CliRunner().invoke(juesuan.app, ["forget", "a.txt", "--data", url]).exit_code == 0
    assert CliRunner().invoke(juesuan.app, ["diff", local, url]).exit_code == 1


def test_what_a_filesystem_raises_is_a_word_without_its_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fsspec")
    url = f"memory://{tmp_path}/there"
    files, said = Remote(url).files.handler.fs, "what it held it holds"

    def refused(*_: object, **__: object) -> None:
        raise RuntimeError("token=hush")

    with monkeypatch.context() as patched:
        patched.setattr(type(files), "open", refused)
        with pytest.raises(DatasetError, match=rf"there: RuntimeError; {said}") as raised:
            add(url, document("a"))
    assert "hush" not in str(raised.value)
    add(url, document("b"))
    assert set(read_table(dataset_at(url), "documents")["source"].to_pylist()) == {"a", "b"}


@pytest.mark.parametrize("bad", ["s3://key:secret@bucket/x", "nosuch://bucket/x"])
def test_a_url_that_is_none(bad: str) -> None:
    with pytest.raises(UsageError) as raised:
        dataset_at(bad)
    assert "secret" not in str(raised.value)


def test_no_dataset_at_a_url(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="is no dataset"):
        dataset_at(f"file://{tmp_path}/nothing")
