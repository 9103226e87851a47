"""What single lines of an exported form are."""

from __future__ import annotations

import pytest

from extract.model import Text
from parsers.forms.lines.labels import column_of, is_level, is_third, is_titled_level, is_value, may_hold


@pytest.mark.parametrize(
    ("line", "level", "titled"),
    [
        ("产出指标（50分）", True, True), ("数量指标", True, True), ("服务对象满意度指标", True, True),
        ("家长满意度", True, False), ("养护里程", False, False),
    ],
)  # fmt: skip
def test_levels(line: str, level: bool, titled: bool) -> None:
    assert (is_level(Text(line)), is_titled_level(Text(line))) == (level, titled)


def test_what_a_cell_may_hold() -> None:
    assert may_hold(Text("10"), "weight") and not may_hold(Text("较好"), "weight")
    assert may_hold(Text("家长满意度"), "level3") and may_hold(Text("……"), "level3")
    assert not may_hold(Text("95%"), "level3") and not may_hold(Text("数量指标"), "target")
    assert may_hold(Text("数量指标"), "deviation")


def test_labels_and_values() -> None:
    assert (column_of(Text("年度指标值")), column_of(Text("养护里程"))) == ("target", None)
    assert is_third("三级指标") and not is_third("二级指标")
    assert [is_value(Text(t)) for t in ("80.00", "95%", "-", "较好")] == [True, True, True, False]
