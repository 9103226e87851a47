"""Names as printed → names as they are listed."""

from __future__ import annotations

import pytest

from parsers.words.names import clean_item
from tests.parsers.narrative.reports import FINAL, said


@pytest.mark.parametrize("name", ["减灾救灾支出", "加油站建设", "加快推进灌区改造项目"])
def test_a_name_keeps_its_first_character(name: str) -> None:
    assert clean_item("其中：" + name) == clean_item("减：" + name) == name
    assert (name, "final", "100万元") in said(*FINAL, "三、支出决算情况说明", f"{name}100万元。")
