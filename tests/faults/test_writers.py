"""Two ingests of one dataset: the one that came second is refused with a word, and nothing of either is lost."""

from __future__ import annotations

from pathlib import Path

from tests.faults.runs import PATIENCE, ingested, reports, started, states

FIRST, SECOND = ("a.pdf", "slow_b.pdf"), ("c.pdf", "slow_d.pdf")


def test_of_two_started_together_one_wins_and_nothing_is_lost(tmp_path: Path) -> None:
    out = tmp_path / "out"
    folders = reports(tmp_path / "one", *FIRST), reports(tmp_path / "two", *SECOND)
    with started(folders[0], out, "--jobs", "1") as one, started(folders[1], out, "--jobs", "1") as two:
        told = [(*process.communicate(timeout=PATIENCE), process.returncode) for process in (one, two)]
    assert sorted(code for *_, code in told) == [0, 2]
    winner = [code for *_, code in told].index(0)
    refused = told[1 - winner][1]
    assert f"process {(one, two)[winner].pid} of " in refused and "Traceback" not in refused
    assert set(states(out)) == set((FIRST, SECOND)[winner])
    again = ingested(folders[1 - winner], out, "--jobs", "1")
    assert again.returncode == 0 and states(out) == dict.fromkeys((*FIRST, *SECOND), ("ok", ""))
