"""Planting: one paragraph differs, what was planted is in it, the same seed plants the same, and each kind finds its place."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.generated.draw import draw
from tests.generated.planted import PLANTERS, plant, plants

SEEDS = range(70)


def test_one_paragraph_differs_and_holds_what_was_planted() -> None:
    for seed in SEEDS:
        drawn = draw(seed)
        for planted in plants(drawn):
            pairs = zip(drawn.paragraphs, planted.paragraphs, strict=True)
            changed = [after for before, after in pairs if before != after]
            assert len(changed) == 1
            assert planted.values[0] in changed[0] or planted.family == "difference"
            assert drawn.tables or planted.content() != drawn.content()


@pytest.mark.parametrize("kind", PLANTERS)
def test_the_same_seed_plants_the_same(kind: str) -> None:
    for seed in range(10):
        assert plant(draw(seed), kind) == plant(draw(seed), kind)


def test_every_kind_has_its_place() -> None:
    placed = Counter(p.kind for seed in SEEDS for p in plants(draw(seed)))
    assert all(placed[kind] >= 4 for kind in PLANTERS), placed
