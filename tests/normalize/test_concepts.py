"""What a printed subject is, and whose money it is."""

from __future__ import annotations

import pytest

from normalize.concepts import budget_kind, concept_of
from tests.written import rows_of

REPORT = "石河市民政局2024年度部门决算\n第三部分 情况说明\n"
TABLE = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["", "合计", "4450.00", "4450.00", ""],
    ["208", "社会保障和就业支出", "4450.00", "4450.00", ""],
]
TITLE = "2024年度一般公共预算财政拨款支出决算表\n单位：万元"


def test_one_word_of_three_kinds_of_money() -> None:
    kinds = ["一般公共预算", "政府性基金预算", "国有资本经营预算"]
    for statement in ("appropriation_summary", "expenditure", "general_expenditure"):
        items = [f"{k}财政拨款支出" for k in kinds]
        assert {concept_of(statement, i, None, None) for i in items} == {"expenditure_this_year"}
        assert [budget_kind(statement, i, None) for i in items] == [
            "general",
            "government_fund",
            "state_capital",
        ]


@pytest.mark.parametrize(
    ("statement", "item"),
    [
        ("three_public", "国内公务接待支出"),
        ("general_expenditure", "支出"),
    ],
)
def test_what_is_no_class_of_expenditure(statement: str, item: str) -> None:
    assert concept_of(statement, item, None, None) is None


def test_a_class_without_its_code() -> None:
    assert (
        concept_of("general_expenditure", "农林水支出", None, None)
        == concept_of("expenditure", "农林水", None, "213")
        == "function:农林水"
    )


@pytest.mark.parametrize(
    "heading",
    [
        "四、财政拨款收入支出决算总体情况说明",
        "五、财政拨款支出决算情况说明",
        "五、财政拨款支出决算情况说明\\n（一）财政拨款支出决算总体情况",
    ],
)
@pytest.mark.parametrize(("total", "general", "fund", "found"), [
    ("4,550.00", "4,450.00", "100.00", False), ("4,550.00", "4,430.00", "120.00", True), ("4,450.00", "4,450.00", "0.00", False)
])  # fmt: skip
def test_appropriations_are_more_than_the_general_budget(
    heading: str, total: str, general: str, fund: str, found: bool
) -> None:
    said = f"财政拨款支出{total}万元，其中：一般公共预算财政拨款支出{general}万元，政府性基金预算财政拨款支出{fund}万元。"
    rows = rows_of(TITLE, TABLE, REPORT + heading.replace("\\n", "\n") + "\n" + said)
    assert ("equality.text" in {f.rule for f in rows.findings}) == found


def test_an_item_is_told_apart_by_its_class() -> None:
    table = concept_of("general_expenditure", "行政运行", None, "2013801")
    assert table == concept_of("general_expenditure", "行政运行", None, None, "201")
    assert table != concept_of("general_expenditure", "行政运行", None, None, "204")


def test_an_economic_class_has_the_concept_of_its_code() -> None:
    coded = concept_of("general_basic", "工资福利支出", None, "301")
    assert coded == concept_of("general_basic", "工资福利支出", None, None) == "economic:301"


def test_an_item_of_one_class_alone_is_known_without_its_code() -> None:
    told = concept_of("general_expenditure", "其他社会保障和就业支出", None, None)
    assert told == concept_of("general_expenditure", "其他社会保障和就业支出", None, "2089999")
    seven = {concept_of("general_expenditure", "一般行政管理事务", None, f"{c}0102") for c in range(201, 208)}
    assert (
        len(seven) == 7 and concept_of("general_expenditure", "一般行政管理事务(项)", None, None) not in seven
    )


@pytest.mark.parametrize("name", ["工资和福利支出", "工资福利", "工资福利支出"])
def test_an_economic_class_has_one_concept_in_every_spelling(name: str) -> None:
    assert (
        concept_of("income_expenditure_summary", name, None, None)
        == "economic:301/income_expenditure_summary"
    )
    assert concept_of("general_basic", name, None, None) == "economic:301"


@pytest.mark.parametrize("name", ["其他商品和服务支出", "合计支出"])
def test_what_no_functional_class_is_called_is_none(name: str) -> None:
    assert concept_of("other", name, None, None) is None


@pytest.mark.parametrize(
    ("names", "concept"),
    [
        (["因公出国(境)费", "因公出国(境)费财政拨款", "因公出国(境)经费支出"], "abroad"),
        (["公务用车购置及运行维护费", "公务车购置及运行维护费", "公务用车购置及运行费财政拨款", "公务用车费", "购置及运行维护费"], "vehicles"),
        (["公务用车运行维护费", "公务用车运行费维护费", "公车运行及维护", "车辆运行"], "vehicle_operation"),
        (["公务接待费", "公务接待经费支出", "公务接待费财政拨款"], "reception"),
        (["合计", "支出合计", "财政预算拨款“三公”经费支出合计"], "three_public"),
    ],
)  # fmt: skip
def test_the_three_public_expenses_by_all_their_names(names: list[str], concept: str) -> None:
    assert {concept_of("three_public", name, None, None) for name in names} == {concept}


def test_the_general_budget_by_its_older_name() -> None:
    assert concept_of("income", "公共财政预算收入", None, None) == concept_of(
        "income", "一般公共预算收入", None, None
    )
    now = concept_of("expenditure", "一般公共预算支出", None, None)
    assert concept_of("expenditure", "公共财政预算支出", None, None) == now


def test_an_economic_code_is_of_no_function() -> None:
    assert concept_of("operating_cost", "差旅费", None, "30211") == "economic:30211/operating_cost"
    assert concept_of("operating_cost", "商品和服务支出", None, "302") == "economic:302/operating_cost"


def test_a_class_that_is_called_as_the_total_is_known_by_its_code() -> None:
    name = "国有资本经营预算支出"
    assert concept_of("state_capital", name, None, None) == "expenditure_this_year"
    assert concept_of("state_capital", name, None, "223") == "function:国有资本经营预算"


def test_the_unit_as_a_whole_is_no_class() -> None:
    assert concept_of("self_evaluation", "整体支出", None, None) is None
