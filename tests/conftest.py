"""What the tests share: the fixture documents, and the real reports where they are at hand."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings

from normalize.schema import Rows

# How long an example takes says what else the machine does.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
SHARED = ROOT.parent / "shared"


@lru_cache
def rows_of(path: Path) -> Rows:
    """The checked rows of a document, read once."""
    import juesuan

    return juesuan.parse(path)


@pytest.fixture
def fixtures() -> Path:
    return FIXTURES


@pytest.fixture
def reports() -> Path:
    """The folder of real reports; tests that need it are skipped where it is absent."""
    if not (SHARED / "reports").is_dir():
        pytest.skip("the real reports are not here")
    return SHARED / "reports"
