"""Which processes load the models of OCR, for the tests that count them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

COUNTING = """import os, sys
from pathlib import Path
sys.path.remove(str(Path(__file__).parent))
del sys.modules["rapidocr"]
import rapidocr.ch_ppocr_det.utils as library
class Counted(library.DBPostProcess):
    def __init__(self, *a, **k):
        with Path(__file__).with_name("loads").open("a") as told:
            told.write(f"{os.getpid()}\\n")
        super().__init__(*a, **k)
library.DBPostProcess = Counted
"""
"""A module in the place of the library of OCR, which tells each time that the models are loaded."""


@pytest.fixture
def loads(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that says by which processes models were loaded, among those that are started from now on."""
    folder = tmp_path_factory.mktemp("counting")
    (folder / "rapidocr.py").write_text(COUNTING)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]))
    return folder / "loads"
