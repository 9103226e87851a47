"""Cases and reports that the tests of regress/ change as they like."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regress.cases import Case

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture
def copied(tmp_path: Path) -> Callable[..., Case]:
    """Copies a fixture case; of its documents those named."""

    def copy(name: str, *documents: str) -> Case:
        folder = shutil.copytree(FIXTURES / name, tmp_path / "cases" / name)
        for path in folder.glob("document.*"):
            if documents and path.name not in documents:
                path.unlink()
        return Case(folder)

    return copy


@pytest.fixture(scope="session")
def layout() -> Any:
    """The module that renders blocks as documents."""
    sys.path.insert(0, str(FIXTURES))
    return importlib.import_module("builder.layout")
