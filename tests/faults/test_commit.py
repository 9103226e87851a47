"""A writer that is ended at any of its steps leaves the dataset as it was or as it was to be, and the next
one clears up: the bytes are those of an undisturbed run.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from checks.run import check_rows
from ingest.query import query
from normalize.dataset import read_table
from normalize.schema import TABLES, Rows
from normalize.writing import write_rows
from tests.checks.cases.across import budget, form, this_year, year_before
from tests.conftest import LONG
from tests.faults.runs import ROOT
from tests.faults.steps import ERRORS, change
from tests.stores import tree

pytestmark = pytest.mark.long
State = dict[str, list[str]]


def named(rows: Rows, letter: str) -> Rows:
    """Checked rows of a document of this id."""
    id = letter * 64
    funds = tuple(replace(f, doc_id=id) for f in rows.funds)
    names = (f"{letter}.pdf",)
    document = replace(rows.document, doc_id=id, source=names[0], sources=names)
    return check_rows(replace(rows, document=document, funds=funds))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Last year's accounts, the budget, and a document that is going to be dropped."""
    out = tmp_path_factory.mktemp("base") / "out"
    write_rows(out, [named(year_before(), "a"), named(budget(), "b"), named(form(), "d")])
    return out


ADDED = [this_year("-7.22"), form()]


def state(out: Path) -> State:
    """All rows of a dataset, as a reader gets them."""
    return {t: sorted(map(repr, read_table(out, t).to_pylist())) for t in TABLES}


def attempts(fault: str, base: Path, folder: Path, stride: int) -> list[Path]:
    """The datasets that were disturbed, in the order of the steps; the last was not."""
    rows = [named(r, letter) for r, letter in zip(ADDED, "ce", strict=True)]
    (folder / "rows").write_bytes(pickle.dumps((rows, "d" * 64, stride)))
    out = folder / "out"
    out.mkdir()
    command = [sys.executable, "-m", "tests.faults.steps", fault, str(base), str(folder / "rows"), str(out)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=1200)
    return sorted((p for p in out.iterdir() if p.suffix != ".txt"), key=lambda p: int(p.name))


@pytest.fixture(scope="module")
def again() -> Callable[[Path], None]:
    rows = [named(r, letter) for r, letter in zip(ADDED, "ce", strict=True)]
    return lambda out: change(out, rows, "d" * 64)


@pytest.mark.parametrize("fault", ["killed", *(ERRORS if LONG else ["full"])])
def test_every_step(base: Path, tmp_path: Path, fault: str, again: Callable[[Path], None]) -> None:
    before = state(base)
    *disturbed, whole = attempts(fault, base, tmp_path, 1 if LONG else 7)
    after, bytes_after = state(whole), tree(whole)
    assert before != after and len(disturbed) > (30 if LONG else 5)
    seen = set()
    for out in disturbed:
        found = state(out)
        assert found in (before, after), out
        seen.add(found == after)
        if fault in ERRORS:
            if not Path(f"{out}.txt").exists():
                assert found == after
                continue
            told = Path(f"{out}.txt").read_text("utf-8")
            assert os.strerror(ERRORS[fault]) in told and str(out) in told
            assert ("as it was" in told) == (found == before), told
        again(out)
        assert tree(out) == bytes_after, out
    assert False in seen


def test_every_step_of_the_first_commit(tmp_path: Path, again: Callable[[Path], None]) -> None:
    *disturbed, whole = attempts("killed", tmp_path / "none", tmp_path, 1 if LONG else 11)
    for out in disturbed:
        if (out / "manifest.json").exists():
            assert state(out) == state(whole)
        again(out)
        assert tree(out) == tree(whole), out


def test_a_reader_never_sees_a_document_without_its_rows(base: Path, tmp_path: Path) -> None:
    """The reader polls while a writer of its own process adds and takes out documents."""
    import shutil

    asked = (
        "select count(distinct d.doc_id), count(distinct f.doc_id), count(distinct c.doc_id) from documents d"
        " left join funds f using (doc_id) left join checks c using (doc_id)"
    )
    out, enough = tmp_path / "out", tmp_path / "enough"
    shutil.copytree(base, out)
    rows = [named(r, letter) for r, letter in zip(ADDED, "ce", strict=True)]
    (tmp_path / "rows").write_bytes(pickle.dumps(rows))
    began = time.monotonic()
    seen = [query(asked, out)[1][0]]
    # A state lasts as long as two looks take here, whatever else the machine does; commits fall into looks.
    pause = str(2 * (time.monotonic() - began))
    code = (
        "import pickle, sys, time; from pathlib import Path\n"
        "from tests.faults.steps import ERRORS, change\n"
        "rows, out, enough = pickle.loads(Path(sys.argv[1]).read_bytes()), *map(Path, sys.argv[2:4])\n"
        "while not enough.exists():\n"
        "    change(out, rows, 'd' * 64); time.sleep(float(sys.argv[4]))\n"
        "    change(out, [], rows[0].document.doc_id); time.sleep(float(sys.argv[4]))\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "rows"), str(out), str(enough), pause]
    with subprocess.Popen(command, cwd=ROOT) as writer:
        try:
            while writer.poll() is None and (len(seen) < 30 or len(set(seen)) < 2) and len(seen) < 1000:
                seen.append(query(asked, out)[1][0])
        finally:
            enough.touch()
    assert writer.returncode == 0 and len(set(seen)) > 1
    for documents, with_funds, with_checks in seen:
        assert documents == with_funds == with_checks
