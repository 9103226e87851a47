"""Lines of a table under its totals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.codes import State
from checks.compare.grids import applied_for, column_by_column, is_complete, lines
from checks.comparison import Comparison
from checks.facts import Facts
from checks.rules import RULES
from checks.run import check_rows
from normalize.schema import Rows
from tests.checks.cases.builders import cells, document
from tests.checks.cases.sums import gridded


def outcome(rows: Rows) -> str:
    return next(c.outcome for c in check_rows(rows).checks if c.rule == "sum.grid")


def test_rows_and_columns_have_their_totals() -> None:
    amounts = {"合计": "3.00", "甲": "1.00", "乙": "2.00"}
    table = cells("fund_usage", "t", ("一", amounts, {}), ("二", amounts, {}), ("合 计", amounts, {}))
    (funds,) = Facts(document(table)).tables.values()
    rows, columns = lines(funds)
    assert [(w.breakdown, len(parts)) for w, parts in rows] == [("合计", 2)] * 3
    assert [(w.item, len(parts)) for w, parts in columns] == [("合 计", 2)] * 3
    coded = cells("expenditure", "t", ("一", amounts, {"item_code": "201"}), ("合计", amounts, {}))
    (funds,) = Facts(document(coded)).tables.values()
    assert len(list(lines(funds))) == 1


def test_nothing_is_told_where_few_lines_add_up_or_many_do_not() -> None:
    assert RULES["sum.grid"].severity == "error"
    rows = gridded("7.90")
    few = document(*(f for f in rows.funds if (f.row_no or 0) > 1))
    assert outcome(rows) == "failed" and outcome(few) == "not_applicable"
    amounts = {"合计": "7.50", "甲": "5.00", "乙": "2.50"}
    wrong = [(f"项目{n}", {**amounts, "合计": "9.10"}, {}) for n in range(2)]
    right = [(f"项目{n}", amounts, {}) for n in range(2, 6)]
    assert outcome(document(cells("fund_usage", "t", *wrong, *right))) == "not_applicable"


def test_names_that_leave_nothing_out_need_no_other_lines() -> None:
    kinds = {"一般公共预算": "87.00", "政府性基金预算": "0.00", "国有资本经营预算": "0.00"}
    for total, told in (("87.00", "passed"), ("87.60", "failed")):
        row = ("“三公”经费", {"合计": total, **kinds}, {})
        assert outcome(document(cells("three_public", "t", row))) == told
    parts = [f for f in cells("three_public", "t", ("甲", kinds, {}))]
    facts = Facts(document(parts))
    assert is_complete(facts.money) and not is_complete(facts.money[:2])


def test_a_column_within_another_is_no_part_of_the_total() -> None:
    right = [
        (f"项目{n}", {"合计": "7.50", "甲": "5.00", "乙": "2.50", "上年结转": "0.00"}, {}) for n in range(4)
    ]
    for within, told in (("2.00", "passed"), ("2.10", "failed")):
        row = ("项目四", {"合计": "9.00", "甲": "7.00", "乙": "2.00", "上年结转": within}, {})
        last = (row[0], {**row[1], "乙": "2.00" if within == "2.00" else "2.30"}, {})
        assert outcome(document(cells("fund_usage", "t", *right, last))) == told


ROWS = ("项目支出", "业务费", "专项资金", "甲专项", "乙专项", "丙专项")


def by_year(*columns: tuple[str, ...]) -> list[str]:
    """What is told of a table whose first row is listed below in columns of amounts."""
    told = [(name, {f"{n}年": c[r] for n, c in enumerate(columns)}, {}) for r, name in enumerate(ROWS)]
    funds = cells("base_data", "t", *told)
    heads = {f.col_no: f.fund_id for f in funds if f.row_no == 0}
    rows = [replace(f, parent_id=heads[f.col_no], part="of_which") if f.row_no else f for f in funds]
    found = [c for c in column_by_column(Facts(document(rows))) if isinstance(c, Comparison)]
    return [c.message for c in found if c.state == State.BROKEN]


FIRST = ("30.00", "10.00", "20.00", "5.00", "15.00", "0.00")
SECOND = ("45.00", "15.00", "30.00", "12.00", "18.00", "0.00")


def test_rows_make_up_another_in_one_column_as_in_the_others() -> None:
    right = ("60.00", "20.00", "40.00", "12.00", "20.00", "8.00")
    assert by_year(FIRST, SECOND, right) == []
    (whole,) = by_year(FIRST, SECOND, ("60.00", "26.00", *right[2:]))
    assert "项目支出" in whole and "66.00" in whole
    (inner,) = by_year(FIRST, SECOND, (*right[:5], "9.00"))
    assert "专项资金" in inner and "41.00" in inner
    # Two columns that do not add up are of rows that are some of the parts.
    assert by_year(FIRST, ("45.00", "16.00", *SECOND[2:]), ("60.00", "26.00", *right[2:])) == []


@pytest.mark.parametrize(
    ("amounts", "wrong"),
    [
        ({"资金总额": "33.60", "一般公共预算": "33.60", "基本支出": "27.50", "项目支出": "6.10"}, 0),
        ({"资金总额": "33.60", "一般公共预算": "36.30", "基本支出": "27.50", "项目支出": "6.10"}, 1),
        ({"资金总额": "33.60", "一般公共预算": "33.60", "基本支出": "27.50", "项目支出": "9.10"}, 1),
        ({"资金总额": "30.60", "财政专户管理资金": "3.00", "一般公共预算": "30.60"}, 1),
        ({"资金总额": "40.20", "省级支出": "40.20"}, 0),
        ({"资金总额": "4.02", "省级支出": "40.20"}, 1),
        ({"资金总额": "40.20", "其中：财政拨款": "30.00"}, 0),
        ({"资金总额": "40.20", "财政拨款": "30.00", "其他资金": "10.20"}, 0),
    ],
)
def test_what_is_applied_for_is_split_by_kind_and_source(amounts: dict[str, str], wrong: int) -> None:
    row = cells("performance_target", "t", ("整体支出", amounts, {}))
    found = applied_for(Facts(document(row)).money)
    assert sum(c.state == State.BROKEN for c in found) == wrong


def test_a_total_over_one_row_is_told_where_the_others_hold() -> None:
    def table(total: str) -> Rows:
        amounts = {"资金总额": "33.60", "一般公共预算": "33.60", "基本支出": "27.50", "项目支出": "6.10"}
        last = {**amounts, "项目支出": total}
        return document(cells("performance_target", "t", ("合计", last, {}), ("石河县水利局", amounts, {})))

    assert outcome(table("6.10")) == "passed" and outcome(table("8.10")) == "failed"


def test_kinds_that_leave_nothing_out_are_not_over_by_one() -> None:
    kinds = {"一般公共预算": "87.00", "政府性基金预算": "0.00", "国有资本经营预算": "0.60"}
    assert (
        outcome(document(cells("operating_cost", "t", ("行政经费", {"合计": "87.00", **kinds}, {}))))
        == "failed"
    )
