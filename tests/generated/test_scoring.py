"""The scoring: a reader that finds what is expected has full marks; one row left out, invented or given another meaning costs its share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.generated.draw import draw
from tests.generated.scoring import Score, core, same_item

SEEDS = range(20)


def expected(seed: int) -> list[dict[str, Any]]:
    return [r for r in draw(seed).rows if r["origin"] == "text"]


def scored(seed: int, found: list[dict[str, Any]]) -> Score:
    out = Score()
    out.add(seed, expected(seed), found)
    return out


@pytest.mark.parametrize("seed", SEEDS)
def test_the_expected_rows_have_full_marks(seed: int) -> None:
    score = scored(seed, expected(seed))
    assert score.recall == score.precision == 1
    assert not score.missed and not score.wrong and not score.worst()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_row_left_out_is_missed(seed: int) -> None:
    rows = expected(seed)
    score = scored(seed, rows[1:])
    assert score.hit["all"] == len(rows) - 1 and score.precision == 1
    assert [name for name, _, _ in score.worst()]


@pytest.mark.parametrize(
    "other",
    [
        {"measure": "requested"},
        {"period": 1999},
        {"statement": "base_data"},
        {"item": "差旅费"},
        {"value": "123456.789"},
    ],
)
def test_a_row_of_another_meaning_is_missed_and_wrong(other: dict[str, Any]) -> None:
    for seed in SEEDS:
        rows = expected(seed)
        first = {k: v for k, v in rows[0].items() if k != "item_code"} | other
        score = scored(seed, [first, *rows[1:]])
        assert score.hit["all"] == len(rows) - 1
        assert score.right == len(rows) - 1 and score.judged == len(rows)


def test_two_rows_for_one_word_of_two_totals_are_no_mistake() -> None:
    seed = next(s for s in range(200) if any(r.get("spread") for r in expected(s)))
    rows = expected(seed)
    both = next(r for r in rows if r.get("spread"))
    again = both | {"item": both["accept"]["item"][0]}
    assert scored(seed, [*rows, again]).precision == 1
    assert scored(seed, [*rows, both | {"measure": "planned"}]).precision < 1


def test_money_is_the_same_in_any_unit() -> None:
    rows = [r for r in expected(1) if r["unit"] == "万元"]
    in_yuan = [r | {"value": str(Decimal(r["value"]) * 10000), "unit": "元"} for r in rows]
    out = Score()
    out.add(1, rows, in_yuan)
    assert out.recall == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("行政运行", "行政运行（项）"),
        ("“三公”经费", "“三公”经费财政拨款支出"),
        ("本年收入合计", "2023年度本年收入合计"),
        ("农林水支出", "农林水支出（类）"),
    ],
)
def test_a_name_may_carry_marks_and_years(name: str, said: str) -> None:
    assert same_item({"item": name}, {"item": said})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("基本支出", "项目支出"),
        ("收入总计", "支出总计"),
        ("事业收入", "事业单位医疗"),
        ("行政运行", ""),
        ("培训费", "会议费"),
    ],
)
def test_other_names_are_other_subjects(name: str, said: str) -> None:
    assert not same_item({"item": name}, {"item": said})


def test_a_name_of_nothing_but_marks_is_kept() -> None:
    assert core("决算") and core("2023年度决算数")
