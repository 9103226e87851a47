"""Everything that can be off is listed once, and what is off comes back as it was."""

from __future__ import annotations

import pytest

from checks.rules import RULES
from parsers import lexicon
from regress.ablation.switches import KINDS, NOTHING, switches
from regress.clues import clue_ids


def test_each_kind_is_listed() -> None:
    names = {kind: [s.name for s in switches((kind,))] for kind in KINDS}
    assert names["clue"] == clue_ids() and names["rule"] == list(RULES)
    assert {"narrative.rise", "concepts.concepts.reception"} <= set(names["entry"])
    assert "narrative.rise: 增加" in names["wording"] and all(names.values())


@pytest.mark.parametrize(
    ("kind", "name", "section", "left"),
    [
        ("entry", "narrative.described", "described", [NOTHING]),
        ("wording", "narrative.rise: 增加", "rise", None),
    ],
)
def test_wordings_go_and_come_back(kind: str, name: str, section: str, left: list[str] | None) -> None:
    before = list(lexicon.load("narrative")[section])
    held = next(s for s in switches((kind,)) if s.name == name)
    with held.open():
        now = lexicon.load("narrative")[section]
        assert now == (left or [w for w in before if w != "增加"])
        assert getattr(lexicon.narrative_words(), section).listed == tuple(now)
    assert lexicon.load("narrative")[section] == before
    assert getattr(lexicon.narrative_words(), section).listed == tuple(before)


def test_rules_keep_their_order() -> None:
    before = list(RULES)
    held = switches(("rule",))[3]
    with held.open():
        assert held.name not in RULES
    assert list(RULES) == before
