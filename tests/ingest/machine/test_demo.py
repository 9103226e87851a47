"""The sample reports, laid out and read."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import juesuan
from ingest.machine.demo import sample_reports
from tests.conftest import ROOT


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "juesuan", *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )


def test_what_it_says_to_do_next_can_be_done(tmp_path: Path) -> None:
    shown = call("demo", str(tmp_path / "demo"))
    assert shown.returncode == 0, shown.stderr
    read = juesuan.load(tmp_path / "demo/dataset", "documents")
    assert sorted(read["source"]) == sorted(f.name for f in sample_reports().iterdir())
    said = [shlex.split(line)[1:] for line in shown.stdout.splitlines() if line.startswith("  juesuan ")]
    for arguments in said:
        if arguments[0] not in ("ingest", "review"):  # one names your own reports, the other stays open
            done = call(*arguments)
            assert done.returncode == 0 and done.stdout, (arguments, done.stderr)


def test_it_touches_no_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("kept", "utf-8")
    done = call("demo", str(tmp_path))
    assert done.returncode == 2 and "not empty" in done.stderr and len(list(tmp_path.iterdir())) == 1
