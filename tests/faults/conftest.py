"""What the faults share: a dataset of one report, made once and copied by the test that disturbs it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.runs import ingested, reports


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of one report, good.pdf; it is not to be changed."""
    folder = tmp_path_factory.mktemp("base")
    done = ingested(reports(folder / "raw", "good.pdf"), folder / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return folder / "out"


@pytest.fixture
def patience(tmp_path: Path) -> str:
    """Seconds, as an option has them, in which any of the reports is read, however busy the machine is: those that a
    whole run takes now.
    """
    began = time.monotonic()
    ingested(reports(tmp_path / "pace", "good.pdf"), tmp_path / "paced", "--jobs", "1")
    return f"{max(2.0, time.monotonic() - began):.1f}"


@pytest.fixture
def copied(base: Path, tmp_path: Path) -> Callable[[], Path]:
    """Gives a dataset of one report that is the test's own."""
    return lambda: shutil.copytree(base, tmp_path / "out")
