"""Recall and precision on reports drawn at random, whose every row is known; nothing is reported of them, as nothing contradicts itself.

60 are read, 500 in the long run. `python -m tests.quality.generated` shows what is read worst.
"""

from __future__ import annotations

import pytest

from tests.conftest import LONG
from tests.quality.generated import Measured, measure, report

pytestmark = pytest.mark.long
REPORTS = 500 if LONG else 60
RECALL, PRECISION = 0.98, 0.99
EXAMPLES = 10


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """The reports of the first seeds, read."""
    return measure(range(REPORTS), tmp_path_factory.mktemp("drawn"))


def test_rows_are_read(measured: Measured) -> None:
    score = measured.score
    assert score.wanted["all"] > 20 * REPORTS
    assert score.recall >= RECALL and score.precision >= PRECISION, report(measured, EXAMPLES)


def test_nothing_is_reported_of_consistent_reports(measured: Measured) -> None:
    assert measured.findings == []
