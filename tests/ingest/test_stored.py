"""Files at URLs give the rows of the same files in a folder, whoever reads them; what opens the store is told nowhere."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import juesuan
from extract.errors import ReportError, UsageError
from ingest.cluster.engine import RayPool
from ingest.limits import Limits
from ingest.run import MakeEngine, Selection, Summary, ingest
from ingest.sources import find_files
from ingest.worker import Settings
from normalize.dataset import read_table
from normalize.store import objects
from tests.conftest import FIXTURES
from tests.ingest.cluster.test_engine import Ray, made
from tests.stores import KEYS, bucket, put, store  # noqa: F401

SAID = "云溪省{}2023年度部门决算\n2023年度财政拨款收入1000.00万元，比上年增加37.00万元，增长9.99%。\n"


@pytest.fixture(autouse=True)
def _own_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Every kind of file: a report twice, a page that links what lies beside it, an archive, what is broken, what is hidden."""
    folder = tmp_path / "raw"
    (folder / "市 局").mkdir(parents=True)
    (folder / "a.txt").write_text(SAID.format("第一中心"))
    (folder / "市 局" / "b%20+@.txt").write_text(SAID.format("第一中心"))
    page = "".join(f"<p>{line}</p>" for line in SAID.format("第二中心").splitlines())
    (folder / "page.html").write_text(
        f"<html><body>{page}<a href='t.pdf'>附表</a><a href='u.pdf'>附件二</a></body></html>"
    )
    shutil.copy(FIXTURES / "form-national/document.pdf", folder / "t.pdf")
    with zipfile.ZipFile(folder / "year.zip", "w") as archive:
        archive.writestr("in/c.txt", SAID.format("第三中心"))
        archive.writestr("in/.hidden", "x")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4")
    (folder / ".hidden").write_text("x")
    return folder


def given_at_once(jobs: int, settings: Settings, limits: Limits, spool: Path) -> RayPool:
    """What hands out to a cluster, whose tasks are done here and now."""
    return made(spool, Ray(), AtOnce)


class AtOnce(RayPool):
    def __enter__(self) -> AtOnce:
        return self

    def __exit__(self, *_: object) -> None:
        pass


ENGINES: dict[str, MakeEngine | None] = {"local": None, "ray": given_at_once}


def tables(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*.parquet")}


def counted(summary: Summary) -> dict[str, Any]:
    return {k: v for k, v in summary.as_dict().items() if k != "seconds"}


def test_files_of_a_store_are_read_as_those_of_a_folder(
    raw: Path,
    tmp_path: Path,
    store: str,  # noqa: F811
) -> None:
    """On this machine and on a cluster; when they are new, and when some are changed, renamed and gone."""
    url, here, choice = bucket(store, f"{tmp_path.name} 决算"), tmp_path / "here", Selection(prune=True)
    for change in (0, 1):
        if change:
            changed(raw)
        put(raw, url)
        local = ingest([raw], here, choice=choice)
        for name, engine in ENGINES.items():
            there = tmp_path / name
            stored = ingest([Path(url)], there, choice=choice, engine=engine)
            assert counted(stored) == counted(local)
            assert tables(there) == tables(here) and not list(there.rglob(".tmp-*"))
            told = json.loads((there / "run.json").read_text())["roots"]
            assert told == [root := f"s3://bucket/{tmp_path.name} 决算"]
            assert f"{root}/year.zip!/in/c.txt" in json.loads((there / "journal.json").read_text())["files"]
    assert local.changed == local.renamed == 1


def test_files_by_fsspec_are_read_as_those_of_a_folder(raw: Path, tmp_path: Path) -> None:
    """Of a filesystem that every process sees, and of one that this one alone does, which tells no time of change."""
    pytest.importorskip("fsspec")
    here, choice = tmp_path / "here", Selection(prune=True)
    above = {"local": f"local://{tmp_path}/市 决算", "memory": f"memory://{tmp_path.name}/市 决算"}
    for change, engine in enumerate(ENGINES.values()):
        if change:
            changed(raw)
        local = ingest([raw], here, choice=choice)
        for name, url in above.items():
            put(raw, url)
            out = tmp_path / name
            stored = ingest([Path(url)], out, choice=choice, engine=engine)
            assert counted(stored) == counted(local)
            assert tables(out) == tables(here) and not list(out.rglob(".tmp-*"))
            assert json.loads((out / "run.json").read_text())["roots"] == [url]
            assert f"{url}/year.zip!/in/c.txt" in json.loads((out / "journal.json").read_text())["files"]
    assert local.changed == local.renamed == 1


def test_a_file_that_fsspec_does_not_give_fails(raw: Path, tmp_path: Path) -> None:
    """Whatever its filesystem raises."""
    pytest.importorskip("fsspec")
    url, out = f"memory://{tmp_path.name}", tmp_path / "out"
    put(raw, url)
    files, root = objects.opened(url)

    def refused(*_: object, **__: object) -> None:
        raise RuntimeError("token=hush")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(type(files.handler.fs), "open", refused)
        with pytest.raises(ReportError, match=r"没能从对象存储取到（RuntimeError）") as raised:
            objects.fetch(objects.StoreAddress(url, f"{root}/a.txt"), "a.txt", tmp_path / "copy")
        patched.setattr(type(files.handler.fs), "find", refused)
        with pytest.raises(UsageError, match=r"cannot be listed \(RuntimeError\)") as listed:
            ingest([Path(url)], out)
    assert "hush" not in f"{raised.value} {listed.value}"


def changed(raw: Path) -> None:
    (raw / "a.txt").write_text(SAID.format("第四中心"))
    (raw / "t.pdf").rename(raw / "u.pdf")
    (raw / "broken.pdf").unlink()


def test_what_has_not_changed_is_not_fetched(raw: Path, tmp_path: Path, store: str) -> None:  # noqa: F811
    url, out = bucket(store, tmp_path.name), tmp_path / "out"
    (raw / "year.zip").unlink()
    put(raw, url)
    ingest([Path(url)], out)
    files, root = objects.opened(url)
    with pytest.MonkeyPatch.context() as patched:
        # A store that gives nothing any more: what it lists is enough.
        patched.setattr(objects, "opened", lambda _: (Listing(files), root))
        summary = ingest([Path(url)], out)
    assert summary.unchanged == 4 and summary.documents == 4


class Listing:
    """A store that lists, and gives nothing."""

    def __init__(self, files: Any) -> None:
        self.get_file_info = files.get_file_info


def test_files_named_by_url_are_those_of_this_machine(raw: Path, tmp_path: Path) -> None:
    for given, out in ((raw, "a"), (Path(f"file://{raw}"), "b")):
        ingest([given], tmp_path / out)
    assert tables(tmp_path / "a") == tables(tmp_path / "b")
    journals = [(tmp_path / out / "journal.json").read_bytes() for out in ("a", "b")]
    assert journals[0] == journals[1]


def test_a_file_is_named_itself(raw: Path, tmp_path: Path, store: str) -> None:  # noqa: F811
    url = bucket(store, tmp_path.name)
    (raw / ".hidden").write_text(SAID.format("第五中心"))
    put(raw, url)
    place, _, options = url.partition("?")
    summary = ingest([Path(f"{place}/.hidden?{options}")], tmp_path / "out")
    assert summary.documents == 1 and summary.hidden == 0
    assert read_table(tmp_path / "out", "documents")["source"].to_pylist() == [".hidden"]


@pytest.mark.parametrize("gone", ["looked", "read"])
def test_a_file_that_the_store_does_not_give_fails_and_is_tried_again(
    gone: str,
    raw: Path,
    tmp_path: Path,
    store: str,  # noqa: F811
) -> None:
    """Between the listing and the look, or between that and the reading."""
    url, out = bucket(store, tmp_path.name), tmp_path / "out"
    put(raw, url)
    files, root = objects.opened(url)
    remove: Callable[[], None] = lambda: files.delete_file(f"{root}/a.txt")  # noqa: E731
    with pytest.MonkeyPatch.context() as patched:
        if gone == "looked":
            patched.setattr(objects, "opened", lambda _: (Vanishing(files, remove), root))
        engine = None if gone == "looked" else lambda *a: (remove(), given_at_once(*a))[1]
        ingest([Path(url)], out, engine=engine)
    states = {d["source"]: d for d in read_table(out, "documents").to_pylist()}
    assert states["a.txt"]["status"] == "failed" and "没能从对象存储取到" in states["a.txt"]["error"]
    put(raw, url)
    ingest([Path(url)], out)
    ingest([raw], tmp_path / "here")
    assert tables(out) == tables(tmp_path / "here")


def test_each_file_that_the_store_does_not_give_is_a_row(raw: Path, tmp_path: Path, store: str) -> None:  # noqa: F811
    url, out = bucket(store, tmp_path.name), tmp_path / "out"
    put(raw, url)
    files, root = objects.opened(url)
    lost = ("a.txt", "t.pdf", "市 局/b%20+@.txt")
    with pytest.MonkeyPatch.context() as patched:
        remove = lambda: [files.delete_file(f"{root}/{name}") for name in lost]  # noqa: E731
        patched.setattr(objects, "opened", lambda _: (Vanishing(files, remove), root))
        ingest([Path(url)], out)
    failed = [
        d for d in read_table(out, "documents").to_pylist() if "没能从对象存储取到" in (d["error"] or "")
    ]
    assert sorted(d["source"] for d in failed) == sorted(lost)


def test_a_name_that_no_file_here_may_have_is_read(tmp_path: Path, store: str) -> None:  # noqa: F811
    """A store takes names of 1,024 bytes."""
    url, out = bucket(store, tmp_path.name), tmp_path / "out"
    long = f"{'云溪省第五中心2023年度部门决算' * 8}.txt"
    files, root = objects.opened(url)
    with files.open_output_stream(f"{root}/{long}") as stream:
        stream.write(SAID.format("第五中心").encode())
    for engine in (None, given_at_once):
        ingest([Path(url)], out / str(engine), engine=engine)
        (row,) = read_table(out / str(engine), "documents").to_pylist()
        assert (row["source"], row["status"]) == (long, "ok")


def test_a_url_given_twice_is_read_once_by_its_first_name(tmp_path: Path, store: str) -> None:  # noqa: F811
    url = bucket(store, tmp_path.name)
    files, root = objects.opened(url)
    with files.open_output_stream(f"{root}/in/a.txt") as stream:
        stream.write(SAID.format("第五中心").encode())
    place, _, options = url.partition("?")
    whole, one = Path(url), Path(f"{place}/in/a.txt?{options}")
    for given, name in (((whole, one), "in/a.txt"), ((one, whole), "a.txt")):
        found = find_files(given)
        assert [(f.name, f.named) for f in found.stored] == [(name, True)]


class Vanishing:
    """A store one of whose files is removed once it was listed."""

    def __init__(self, files: Any, remove: Callable[[], None]) -> None:
        self.files, self.remove = files, remove

    def get_file_info(self, asked: Any) -> Any:
        found = self.files.get_file_info(asked)
        if not isinstance(asked, list):
            self.remove()
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self.files, name)


def test_what_opens_the_store_is_told_nowhere(raw: Path, tmp_path: Path, store: str) -> None:  # noqa: F811
    url, out, log = bucket(store, tmp_path.name), tmp_path / "out", tmp_path / "log"
    put(raw, url)
    call = ["-v", "ingest", url, "--out", str(out), "--jobs", "1", "--log", str(log)]
    done = CliRunner().invoke(juesuan.app, call)
    assert done.exit_code == 1 and "a.txt" in log.read_text()
    held = b"".join(p.read_bytes() for p in [log, *out.rglob("*")] if p.is_file()) + done.output.encode()
    for table in ("documents", "findings"):
        held += str(read_table(out, table).to_pylist()).encode()
    assert not [
        told for told in (*KEYS.values(), "endpoint_override") if told.encode() in held and told != "true"
    ]


def test_a_url_that_cannot_be_read_is_a_mistake_of_the_call(tmp_path: Path, store: str) -> None:  # noqa: F811
    url = bucket(store, "nothing")
    for given, told in (
        (url, "does not exist"),
        (url.replace("//bucket", "//nowhere"), "does not exist"),
        ("s3://key:secret@bucket/x", "environment alone"),
        (f"file://{tmp_path}/nothing", "does not exist"),
    ):
        with pytest.raises(UsageError, match=told) as raised:
            ingest([Path(given)], tmp_path / "out")
        assert "secret" not in str(raised.value)
