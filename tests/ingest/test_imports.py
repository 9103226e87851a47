"""What a run loads: nothing heavy that it does not use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORM = ROOT / "tests/fixtures/form-national/document.docx"
UNUSED = (
    "pandas",
    "duckdb",
    "scipy",
    "onnxruntime",
    "PIL",
    "starlette",
    "pyarrow.dataset",
    "pyarrow.compute",
)
WORKER = """
from ingest.serve import _load
from ingest.worker import process_file
from normalize.packed import pack, without_pandas
with without_pandas():
    _load()
    outcome, tables = process_file(source, source.name)
    pack(tables, out)
assert outcome.status == "ok"
"""
RUN = """
from juesuan import app
app(["-q", "ingest", str(source), "--out", str(out)], standalone_mode=False)
"""
THEN = """
import pandas, pyarrow
from decimal import Decimal
frame = pyarrow.table({"value": [Decimal("1.50")]}).to_pandas()
assert isinstance(frame, pandas.DataFrame) and frame.value[0] == Decimal("1.50")
assert pyarrow.Table.from_pandas(frame).num_rows == 1
"""
"""Frames are made as ever afterwards."""


@pytest.mark.parametrize(
    ("program", "more"), [(WORKER, ("pyarrow.parquet",)), (RUN, ("checks.rules", "parsers.lexicon"))]
)
def test_nothing_heavy_is_loaded_that_is_not_used(
    tmp_path: Path, program: str, more: tuple[str, ...]
) -> None:
    """`more`: what the other one needs: rules and lexicon a worker, Parquet the process that writes."""
    names = (*UNUSED, *more)
    lines = (
        "import sys",
        "from pathlib import Path",
        f"source, out = Path({str(FORM)!r}), Path({str(tmp_path / 'out')!r})",
        program,
        f"print([name for name in {names!r} if name in sys.modules])",
        THEN,
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
