"""What the tests share: the fixture documents, and the real reports where they are at hand."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings

from normalize.schema import Rows

# How long an example takes says what else the machine does.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Tests read what a terminal in English says; those of the language set their own.
os.environ["LC_ALL"] = "C.UTF-8"

# They start some hundred processes: what one of them compiles, the next does not compile again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
SHARED = ROOT.parent / "shared"
LONG = bool(os.environ.get("JUESUAN_LONG"))
"""Whether tests that draw or kill at random use their full counts; they are marked `long`."""
ABSENT = "the real reports are not here"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the tests that run with full counts alone."""
    left_out = [] if LONG else [item for item in items if item.get_closest_marker("long_alone")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On a continuous integration everything runs: a skip for anything but absent real reports is a failure."""
    report = yield
    if (
        os.environ.get("CI")
        and report.skipped
        and not hasattr(report, "wasxfail")
        and ABSENT not in str(report.longrepr)
    ):
        report.outcome, report.longrepr = "failed", f"skipped on CI: {report.longrepr}"
    return report


@lru_cache
def rows_of(path: Path) -> Rows:
    """The checked rows of a document, read once."""
    import juesuan

    return juesuan.parse(path)


@pytest.fixture
def fixtures() -> Path:
    return FIXTURES


@pytest.fixture(scope="session")
def reports() -> Path:
    """The folder of real reports; tests that need it are skipped where it is absent."""
    if not (SHARED / "reports").is_dir():
        pytest.skip(ABSENT)
    return SHARED / "reports"
