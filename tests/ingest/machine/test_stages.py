"""What a run says of the time that its stages took."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import juesuan
from ingest.machine.stages import MERGING, PARSING, READING, STAGES, STARTING, Clock, profile_text

FORM = Path(__file__).resolve().parents[2] / "fixtures/form-national"
WORKERS = ("starting", "reading", "parsing", "normalising", "checking", "writing")


def test_a_clock_counts_what_its_process_computes() -> None:
    began, clock = time.process_time(), Clock()
    time.sleep(0.2)
    clock.passed(READING)
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass
    clock.passed(PARSING)
    whole = time.process_time() - began
    told = clock.told()
    assert list(told) == list(STAGES)
    assert told[READING] < 0.1 and told[PARSING] >= 0.2
    assert sum(told.values()) <= whole + 0.001


def test_what_others_have_counted_is_added() -> None:
    clock = Clock(1.0)
    clock.add({STARTING: 0.5, MERGING: 0.25}, pages=10)
    clock.add({MERGING: 0.25}, pages=10)
    assert (clock.told()[STARTING], clock.told()[MERGING]) == (1.5, 0.5)
    head, first, *_, last = profile_text(clock).splitlines()
    assert head == "seconds of a processor:"
    assert first.split() == ["1.50", "s", "75%", "75.00", "ms", "a", "page:", *STAGES[STARTING].split()]
    assert last.split()[:4] == ["0.50", "s", "25%", "25.00"]


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    shutil.copy(FORM / "document.pdf", folder / "a.pdf")
    shutil.copy(FORM / "document.docx", folder / "b.docx")
    return folder


def ingested(raw: Path, out: Path, *options: str) -> tuple[Result, dict[str, float] | None]:
    """What an ingest said, and the profile in its record."""
    done = CliRunner().invoke(juesuan.app, ["ingest", str(raw), "--out", str(out), "--jobs", "1", *options])
    assert done.exit_code == 0, done.output
    (record,) = {(out / "run.json").read_text(), max((out / "runs").glob("*/run.json")).read_text()}
    return done, json.loads(record).get("profile")


def test_a_run_says_what_its_stages_cost_where_it_is_asked(raw: Path, tmp_path: Path) -> None:
    done, told = ingested(raw, tmp_path / "out", "--profile")
    assert told is not None and list(told) == list(STAGES)
    assert all(told[stage] > 0 for stage in (*WORKERS, MERGING))
    assert all(what in done.output for what in STAGES.values())
    # What is not read again costs no worker anything.
    done, told = ingested(raw, tmp_path / "out", "--profile", "--json")
    assert told is not None and not any(told[stage] for stage in WORKERS[1:])
    assert json.loads(done.stdout)["profile"].keys() == told.keys()
    done, told = ingested(raw, tmp_path / "out")
    assert told is None and "processor" not in done.output
