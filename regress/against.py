"""The cases read by another commit of the project, in a working tree of its own that is gone afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from .cases import CaseError, Reading, load_document, rows_of
from .compare import difference
from .rows import CORE, RowFacts, compared_columns, table_facts

READ = "from regress.against import answer; answer()"


def against(revision: str, found: Sequence[Reading], tables: Sequence[str] = ()) -> list[Reading]:
    """The readings, compared with what the revision reads of the same documents. Raises CaseError where there
    is no such revision.
    """
    before = read_at(revision, [r.document for r in found])
    return [_compared(r, before[n], tables or list(CORE)) for n, r in enumerate(found)]


def _compared(reading: Reading, before: dict[str, list[RowFacts]], tables: Sequence[str]) -> Reading:
    differences = []
    for table in tables:
        now = [] if reading.rows is None else table_facts(reading.rows, table)
        columns = compared_columns(table, [*before[table], *now])
        differences.append(difference(table, before[table], now, columns))
    return replace(reading, differences=tuple(differences))


def read_at(revision: str, documents: Sequence[Path]) -> list[dict[str, list[RowFacts]]]:
    """What the revision reads of documents, table by table. A document that it cannot read has no rows."""
    with _worktree(revision) as tree, TemporaryDirectory() as own:
        # This package asks, whatever the revision's own looked like; all that reads is the revision's.
        (Path(own) / "regress").symlink_to(Path(__file__).parent)
        done = subprocess.run(
            [sys.executable, "-P", "-c", READ],
            input=json.dumps([str(p.resolve()) for p in documents]),
            env={"PYTHONPATH": f"{own}:{tree}", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise CaseError(
            f"{revision} cannot be asked what it reads: {done.stderr.strip().splitlines()[-1]}; "
            "give a newer commit"
        )
    held: list[dict[str, list[RowFacts]]] = json.loads(done.stdout)
    return held


def answer() -> None:
    """Reads the documents named on standard input and prints their rows: what `read_at` runs."""
    paths = [Path(p) for p in json.load(sys.stdin)]
    json.dump([_facts(p) for p in paths], sys.stdout, ensure_ascii=False)


def _facts(path: Path) -> dict[str, list[RowFacts]]:
    try:
        rows = rows_of(load_document(path))
    except Exception:
        return {table: [] for table in CORE}
    return {table: table_facts(rows, table) for table in CORE}


@contextmanager
def _worktree(revision: str) -> Iterator[Path]:
    root = Path(__file__).parent
    with TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        _git(root, "worktree", "add", "--detach", "--quiet", str(tree), revision)
        try:
            yield tree
        finally:
            _git(root, "worktree", "remove", "--force", str(tree))


def _git(folder: Path, *words: str) -> None:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CaseError(f"git {words[0]} {words[1]}: {done.stderr.strip()}; name a commit of this repository")
