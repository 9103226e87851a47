"""What the dataset knows is not read again; it holds what the files hold, whatever came before."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ingest.run as run
import ingest.worker as worker
from extract.errors import ReportError, UsageError
from ingest.query import query
from ingest.records import forget
from ingest.run import Selection, Summary
from normalize.dataset import read_table
from tests.conftest import FIXTURES, LONG
from tests.ingest.here import READ, Here, remembering
from tests.stores import tree

NAMES = ("a.docx", "b.docx", "sub/c.docx", "d.txt", "z.pdf")


class Contents(list[bytes]):
    """Contents that are too long to be shown."""

    def __repr__(self) -> str:
        return "Contents()"


@pytest.fixture(scope="module")
def contents() -> Contents:
    """Two years of a unit, the second of which does not fit the first, a form, and a broken file."""
    sys.path.insert(0, str(FIXTURES))
    builder = importlib.import_module("build")
    first = builder.draw(31, 2022)
    second = replace(
        builder.draw(32, 2023), opening=first.closing, prior=first.total + 1, prior_spent=first.spent()
    )
    return Contents([*(_docx(builder, a) for a in (first, second)), _form(), b"PK\x03\x04 cut"])


def _docx(builder: ModuleType, accounts: object) -> bytes:
    blocks = builder.final_accounts.build(builder.UNIT, accounts, builder.Variant()).blocks
    data: bytes = builder.render_docx(blocks)
    return data


def _form() -> bytes:
    return (FIXTURES / "form-national/document.docx").read_bytes()


@pytest.fixture(autouse=True)
def here() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "Pool", Here)
        patch.setattr(worker, "read_rows", READER)
        READ.clear()
        yield


READER = remembering(worker.read_rows)


class Folder:
    """A folder of reports and its dataset."""

    def __init__(self, folder: Path, contents: list[bytes]) -> None:
        self.raw, self.out, self.contents = folder / "raw", folder / "out", contents
        (self.raw / "sub").mkdir(parents=True)
        (self.raw / "stays.docx").write_bytes(contents[2] + b"\n")
        self.clock = 0

    def write(self, name: str, number: int) -> None:
        """A content at a name, changed later than all before."""
        path = self.raw / name
        path.write_bytes(self.contents[number])
        self.clock += 1
        os.utime(path, (self.clock, self.clock))

    def ingest(self, **choice: bool) -> Summary:
        READ.clear()
        return run.ingest([self.raw], self.out, choice=Selection(**choice))

    def documents(self) -> dict[str, str | None]:
        rows = read_table(self.out, "documents").to_pylist()
        return {"|".join(d["sources"]): d["edition_of"] for d in rows}


@pytest.fixture
def folder(tmp_path: Path, contents: list[bytes]) -> Folder:
    return Folder(tmp_path, contents)


def test_what_is_known_is_not_read_again(folder: Folder) -> None:
    folder.write("a.docx", 0)
    assert folder.ingest().unchanged == 0 and sorted(READ) == ["a.docx", "stays.docx"]
    before = tree(folder.out, "run.json")
    summary = folder.ingest()
    assert READ == [] and (summary.documents, summary.unchanged) == (2, 2) and summary.rows["funds"] > 0
    folder.write("b.docx", 1)
    folder.ingest()
    assert READ == ["b.docx"] and tree(folder.out, "run.json") != before
    folder.ingest(force=True)
    assert sorted(READ) == ["a.docx", "b.docx", "stays.docx"]


def test_other_settings_read_again(folder: Folder) -> None:
    folder.write("a.docx", 0)
    folder.ingest()
    READ.clear()
    run.ingest([folder.raw], folder.out, settings=worker.Settings(keep_personal_data=True))
    assert len(READ) == 2


def test_a_changed_file_replaces_what_it_held(folder: Folder) -> None:
    folder.write("a.docx", 0)
    folder.ingest()
    folder.write("a.docx", 1)
    assert folder.ingest().changed == 1
    assert folder.documents() == {"a.docx": None, "stays.docx": None}
    assert {d["fiscal_year"] for d in read_table(folder.out, "documents").to_pylist()} == {2023}


def test_an_older_version_is_kept_where_asked_for_and_never_summed(folder: Folder) -> None:
    folder.write("a.docx", 0)
    folder.ingest()
    folder.write("a.docx", 1)
    folder.ingest(keep_versions=True)
    rows = read_table(folder.out, "documents").to_pylist()
    (old,), (new,) = (
        [d for d in rows if d["fiscal_year"] == y and d["source"] == "a.docx"] for y in (2022, 2023)
    )
    assert old["edition_of"] == new["doc_id"] and new["edition_of"] is None
    assert query(f"select count(*) from funds where doc_id = '{old['doc_id']}'", folder.out)[1] == [(0,)]
    assert old["doc_id"] in read_table(folder.out, "funds")["doc_id"].to_pylist()
    assert not [f for f in read_table(folder.out, "findings").to_pylist() if f["related_doc_id"]]
    folder.write("a.docx", 0)
    folder.ingest(keep_versions=True)
    rows = {d["doc_id"]: d["edition_of"] for d in read_table(folder.out, "documents").to_pylist()}
    assert rows[old["doc_id"]] is None and rows[new["doc_id"]] == old["doc_id"]


def test_a_renamed_file_is_recognised_and_a_gone_one_stays_until_pruned(folder: Folder) -> None:
    folder.write("a.docx", 0)
    folder.write("b.docx", 1)
    folder.ingest()
    (folder.raw / "a.docx").rename(folder.raw / "sub/new.docx")
    assert folder.ingest().renamed == 1 and READ == []
    assert set(folder.documents()) == {"sub/new.docx", "b.docx", "stays.docx"}
    (folder.raw / "b.docx").unlink()
    assert folder.ingest().gone == 1 and "b.docx" in folder.documents()
    folder.ingest(prune=True)
    assert set(folder.documents()) == {"sub/new.docx", "stays.docx"}


def test_findings_name_the_path_as_it_is_by_now(folder: Folder) -> None:
    """When it was renamed, and when the same content came to lie at a path before it."""
    said = (
        "云溪省第一中心2023年度部门决算\n2023年度财政拨款收入1000.00万元，比上年增加37.00万元，增长9.99%。\n"
    )
    (folder.raw / "d.txt").write_text(said)
    folder.ingest()
    (folder.raw / "d.txt").rename(folder.raw / "c.txt")
    folder.ingest()
    assert {f["source"] for f in read_table(folder.out, "findings").to_pylist()} == {"c.txt"}
    (folder.raw / "a.txt").write_text(said)
    folder.ingest()
    assert {f["source"] for f in read_table(folder.out, "findings").to_pylist()} == {"a.txt"}


def test_a_file_that_fails_is_read_where_it_has_another_name(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_name(path: Path, name: str, *rest: object) -> object:
        if name.endswith(".pdf"):
            raise ReportError(f"{name} 读不了")
        return READER(path, name, *rest)

    monkeypatch.setattr(worker, "read_rows", by_name)
    folder.write("a.pdf", 0)
    assert folder.ingest().status["failed"] == 1
    folder.write("z.docx", 0)
    summary = folder.ingest()
    assert summary.status["failed"] == 0 and set(folder.documents()) == {"a.pdf|z.docx", "stays.docx"}
    folder.ingest(force=True)
    assert READ.count("a.pdf") == READ.count("z.docx") == 1 and not folder.ingest().failures
    (folder.raw / "z.docx").unlink()
    assert folder.ingest(prune=True).failures == [("a.pdf", "a.pdf 读不了")]


def test_a_file_of_the_wrong_name_is_read_once_under_all_its_names(folder: Folder) -> None:
    folder.write("a.pdf", 0)
    assert folder.ingest().status["ok"] == 2
    folder.write("z.docx", 0)
    assert not folder.ingest().failures and set(folder.documents()) == {"a.pdf|z.docx", "stays.docx"}
    folder.ingest(force=True)
    assert READ.count("a.pdf") + READ.count("z.docx") == 1


def test_of_copies_of_a_report_one_stands_whatever_their_order(folder: Folder) -> None:
    folder.write("a.docx", 0)
    folder.ingest()
    (folder.raw / "b.docx").write_bytes(folder.contents[0] + b"\n")
    folder.ingest()
    rows = {d["source"]: d for d in read_table(folder.out, "documents").to_pylist()}
    assert rows["a.docx"]["report_id"] == rows["b.docx"]["report_id"] != rows["stays.docx"]["report_id"]
    assert {rows[n]["edition_of"] for n in ("a.docx", "b.docx")} > {None}
    (folder.raw / "a.docx").unlink()
    folder.ingest(prune=True)
    assert set(folder.documents().values()) == {None}


def test_one_name_in_two_folders_is_two_files(folder: Folder, tmp_path: Path) -> None:
    folder.write("a.docx", 0)
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.docx").write_bytes(folder.contents[1])
    folder.ingest()
    run.ingest([other], folder.out)
    assert sorted(d["source"] for d in read_table(folder.out, "documents").to_pylist()).count("a.docx") == 2


def test_what_cannot_be_opened_now_stays(folder: Folder) -> None:
    folder.write("a.docx", 0)
    folder.ingest()
    (folder.raw / "a.docx").unlink()
    os.mkfifo(folder.raw / "a.docx")
    assert any("保留" in w for w in folder.ingest(prune=True).warnings) and "a.docx" in folder.documents()


def test_a_path_of_other_bytes_is_known_again(folder: Folder) -> None:
    name = os.fsdecode("决算.docx".encode("gbk"))
    folder.write(name, 0)
    folder.ingest()
    assert folder.ingest().unchanged == 2 and READ == []


def test_a_document_is_forgotten(folder: Folder) -> None:
    folder.write("a.docx", 0)
    folder.write("b.docx", 1)
    folder.ingest()
    related = [f["related_doc_id"] for f in read_table(folder.out, "findings").to_pylist()]
    gone = next(filter(None, related))
    assert forget(folder.out, "a.docx") == ["a.docx"]
    assert not any(gone.encode() in data or b"a.docx" in data for data in texts(folder.out).values())
    assert "a.docx" not in folder.documents()
    with pytest.raises(UsageError, match="no document"):
        forget(folder.out, "a.docx")


def texts(out: Path) -> dict[Path, bytes]:
    """All that is written, the tables as text."""
    files = {p: p.read_bytes() for p in out.rglob("*.json")}
    tables = {
        out / t: repr(read_table(out, t).to_pylist()).encode() for t in ("documents", "funds", "findings")
    }
    return files | tables


def test_each_run_says_whether_it_was_committed(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.ingest()
    folder.write("a.docx", 0)

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(run.Run, "_summary", ended)
        with pytest.raises(KeyboardInterrupt):
            folder.ingest()
    records = [json.loads(p.read_text()) for p in sorted((folder.out / "runs").glob("*/run.json"))]
    assert [r["committed"] for r in records] == [True, False]
    assert json.loads((folder.out / "run.json").read_text()) == records[0]
    # What the ended run had read is taken as it is.
    assert folder.ingest().documents == 2 and READ == []
    assert not (folder.out / ".resume").exists()


@pytest.mark.parametrize("table", ["documents", "units", "funds", "unit_links"])
def test_a_lost_part_is_read_again_and_named_until_then(folder: Folder, table: str) -> None:
    folder.write("a.docx", 0)
    folder.ingest()
    before = tree(folder.out, "run.json")
    shutil.rmtree(folder.out / table / "fiscal_year=2022")
    with pytest.raises(Exception, match="is lost"):
        read_table(folder.out, table)
    with pytest.raises(Exception, match="is lost"):
        query(f"select * from {table}", folder.out)
    folder.ingest()
    assert tree(folder.out, "run.json") == before
    # One document is linked to none, and has no rows there to be read again.
    assert ([] if table == "unit_links" else ["a.docx"]) == READ


steps = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), st.integers(0, 3)),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.sampled_from(["remove", "forget"]), st.sampled_from(NAMES), st.none()),
    st.tuples(st.sampled_from(["ingest", "prune", "force"]), st.none(), st.none()),
)


@pytest.mark.long
@settings(max_examples=60 if LONG else 12, suppress_health_check=list(HealthCheck))
@given(st.lists(steps, min_size=3, max_size=12))
def test_any_way_to_a_set_of_files_gives_the_bytes_of_one_ingest(
    tmp_path_factory: pytest.TempPathFactory, contents: Contents, way: list[tuple[str, str, object]]
) -> None:
    folder = Folder(tmp_path_factory.mktemp("way"), contents)
    folder.ingest()
    for step, name, argument in way:
        take(folder, step, name, argument)
    folder.ingest(prune=True)
    found = tree(folder.out, "run.json")
    folder.out = folder.out.with_name("fresh")
    folder.ingest()
    fresh = tree(folder.out, "run.json")
    assert found.keys() == fresh.keys() and [n for n in found if found[n] != fresh[n]] == []


def take(folder: Folder, step: str, name: str, argument: object) -> None:
    path = folder.raw / name if name else folder.raw
    if step == "write":
        assert isinstance(argument, int)
        folder.write(name, argument)
    elif step == "rename" and path.exists():
        path.rename(folder.raw / str(argument))
    elif step in ("remove", "forget"):
        path.unlink(missing_ok=True)
        if step == "forget" and any(name in s.split("|") for s in folder.documents()):
            forget(folder.out, name)
    elif step in ("ingest", "prune", "force"):
        folder.ingest(**{} if step == "ingest" else {step: True})
