"""Lines of a table under its totals."""

from __future__ import annotations

from checks.compare.grids import is_complete, lines
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
