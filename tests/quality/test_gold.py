"""Recall and precision on the real reports, by their own scorer, where they are at hand; nothing falls below its floor."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.quality.gold import TRUE_AS_PRINTED, below, figures_of, findings, floors, scored
from tests.quality.subjects import by_certainty, items, otherwise

CERTAIN = {"named": 0.99, "listed": 0.98, "heading": 0.98}
"""Of the rows with such a subject, how many are right."""


@dataclass(frozen=True)
class Scored:
    """The dataset of the real reports and what the scorer says of it."""

    folder: Path
    results: list[dict[str, Any]]


@pytest.fixture(scope="module")
def dataset(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Scored:
    folder = tmp_path_factory.mktemp("gold")
    return Scored(folder, scored(folder))


def test_every_report_is_at_its_floor(dataset: Scored) -> None:
    assert below(figures_of(dataset.results)) == []
    reported = {r["file"] for r in dataset.results if r.get("tolerated_reported", 0)}
    assert {Path(file).stem for file in reported} <= TRUE_AS_PRINTED.keys()


def test_what_is_found_is_so_and_what_is_so_is_found(dataset: Scored) -> None:
    read, all_ = (findings(dataset.folder, opened) for opened in (True, False))
    assert read.wrong == () and read.recall >= 0.95
    assert read.gold < all_.gold and all_.recall >= 0.93 and all_.precision >= 0.97


def test_a_report_that_is_not_read_is_below_its_floors() -> None:
    assert len(below({})) == sum(
        floor > 0 for tables in floors().values() for held in tables.values() for floor in held.values()
    )


def test_a_subject_is_as_certain_as_it_is_said_to_be(dataset: Scored) -> None:
    told = by_certainty(dataset.folder)
    assert {
        by: right / count for by, (count, right) in told.items() if right / count < CERTAIN.get(by, 0)
    } == {}
    assert told["carried"][0] / sum(count for count, _ in told.values()) <= 0.15


def test_an_item_has_one_concept_in_table_and_text(dataset: Scored) -> None:
    rows = items(dataset.folder)
    for origin in ("table", "text"):
        of_it = [r for r in rows if r["origin"] == origin]
        assert len(of_it) >= 100
        assert sum(r["concept"] is not None for r in of_it) / len(of_it) >= 0.95
    assert 1 - len(otherwise(rows)) / sum(r["origin"] == "text" for r in rows) >= 0.95
