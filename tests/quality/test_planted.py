"""Contradictions planted in reports drawn at random are named, and nothing else is reported beside them.

`python -m tests.quality.planted` lists what is missed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import LONG
from tests.quality.planted import measure, rounded

REPORTS = range(0, 200) if LONG else range(3, 8)
RECALL, COLLATERAL = (0.95, 0.01) if LONG else (0.9, 0.05)


@pytest.mark.long
def test_contradictions_are_named_and_nothing_else(tmp_path: Path) -> None:
    caught = measure(REPORTS, tmp_path)
    assert caught.planted.total() >= 4 * len(REPORTS)
    assert caught.recall >= RECALL, caught.missed
    assert caught.collateral <= COLLATERAL, caught.beside


def test_amounts_are_rounded_and_nothing_else_is() -> None:
    assert (
        rounded("支出1,234.56万元，占45.67%，比2023年增加0.05万元。")
        == "支出1,234.6万元，占45.67%，比2023年增加0.1万元。"
    )
    assert rounded("支出1234567.89元") == "支出1234567.89元"
