"""Whose money a report covers."""

from __future__ import annotations

import pytest

from normalize.schema import Unit
from normalize.scope import scope_of


@pytest.mark.parametrize(
    ("title", "unit", "scope"),
    [
        ("青禾市水务局2023年度部门决算", "青禾市水务局", "department"),
        ("青禾市水务局（本级）2023年度单位决算", "青禾市水务局（本级）", "own"),
        ("青禾市水务局本级2023年预算", "青禾市水务局本级", "own"),
        ("青禾市水利工程中心2023年单位预算公开", "青禾市水利工程中心", "unit"),
        ("青禾县2023年县级“三公”经费决算汇总情况说明", None, "area"),
        ("青禾县2023年度政府决算", None, "area"),
        ("2023年度决算公开", "青禾市水务局", None),
        (None, None, None),
    ],
)
def test_by_title(title: str | None, unit: str | None, scope: str | None) -> None:
    assert scope_of(title, unit, "final_accounts", []) == scope


def test_a_list_of_units_makes_a_department() -> None:
    units = [Unit(unit_id=str(n), role="subordinate") for n in range(3)]
    assert scope_of("2023年度决算公开", None, "final_accounts", units) == "department"
    assert scope_of("2023年度绩效自评报告", None, "self_evaluation", units) is None
