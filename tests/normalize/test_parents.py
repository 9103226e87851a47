"""Under which amount a part is listed, by what its concept belongs to."""

from __future__ import annotations

from normalize.parents import with_parents
from normalize.schema import Fund
from tests.checks.cases.builders import cells, fund, text


def parents(*funds: Fund) -> dict[str, str | None]:
    """Item → the item that it is listed under."""
    linked = with_parents(funds)
    names = {f.fund_id: f.item for f in linked}
    assert all((f.part == "of_which") == (f.parent_id is not None) for f in linked)
    return {f.item: names.get(f.parent_id or "") for f in linked}


def named(*concepts: str, measure: str = "final") -> list[Fund]:
    return text(1, "three_public", *((c, "1.00", measure, {"concept": c}) for c in concepts))


def test_a_part_stands_under_the_nearest_whole_that_is_told() -> None:
    assert parents(*named("three_public", "reception", "vehicles", "vehicle_operation")) == {
        "three_public": None,
        "reception": "three_public",
        "vehicles": "three_public",
        "vehicle_operation": "vehicles",
    }
    assert parents(*named("three_public", "vehicle_operation"))["vehicle_operation"] == "three_public"


def test_only_an_amount_of_the_same_measure_is_the_whole() -> None:
    assert parents(*named("three_public", measure="initial_budget"), *named("reception"))["reception"] is None


def test_a_parent_that_is_known_to_be_something_else_is_given_up() -> None:
    basic, public = (
        fund("基本支出", "2.00", origin="text", concept="basic_expenditure"),
        fund("公用经费", "1.00", origin="text", concept="public_funds"),
    )
    reception = fund(
        "公务接待费", "1.00", origin="text", concept="reception", parent_id=public.fund_id, part="of_which"
    )
    assert parents(basic, public, reception) == {"基本支出": None, "公用经费": "基本支出", "公务接待费": None}


def test_a_wider_total_keeps_the_parts_that_are_listed_under_it() -> None:
    total = fund("收入总计", "9.00", origin="text", concept="total_income_expenditure")
    part = fund(
        "上级补助收入",
        "3.00",
        origin="text",
        concept="superior_subsidy_income",
        parent_id=total.fund_id,
        part="of_which",
    )
    assert parents(total, part) == {"收入总计": None, "上级补助收入": "收入总计"}


def test_a_rate_is_no_part_of_another() -> None:
    whole, part = (
        fund(name, "90.00", measure="completion_rate", unit="%", origin="text", concept=concept)
        for name, concept in (("“三公”经费", "three_public"), ("公务接待费", "reception"))
    )
    assert parents(whole, part)["公务接待费"] is None


def test_a_share_behind_its_amount_is_of_what_that_is_listed_under() -> None:
    whole = fund("支出合计", "9.00", origin="text", concept="expenditure_this_year")
    part = fund("项目支出", "3.00", origin="text", concept="project_expenditure")
    share = fund("项目支出", "33.33", measure="share", origin="text", concept="project_expenditure")
    assert with_parents((whole, part, share))[2].basis_item == "支出合计"
    assert with_parents((whole, part, fund("结余", "1.00", origin="text"), share))[3].basis_item is None


def test_what_a_whole_has_of_one_kind_of_money_stands_under_it() -> None:
    more = {"origin": "text", "concept": "reception", "measure": "initial_budget"}
    whole = fund("公务接待费", "2.00", **more)
    own = {"breakdown": "一般公共预算支出", "budget_kind": "general", "part": "of_which"}
    split = fund("公务接待费", "1.00", parent_id=whole.fund_id, **own, **more)
    assert with_parents((whole, split))[1].parent_id == whole.fund_id


def test_rows_of_the_base_data_stand_under_the_row_that_they_follow() -> None:
    rows = [
        ("项目支出", {"": "9.00"}, {"concept": "project_expenditure"}),
        ("抽检", {"": "4.00"}, {}),
        ("公用经费", {"": "5.00"}, {"concept": "public_funds"}),
    ]
    more = [
        ("水费", {"": "1.00"}, {}),
        ("政府采购", {"": "3.00"}, {"concept": "procurement"}),
        ("预算调整", {"": "2.00"}, {}),
    ]
    found = parents(*cells("base_data", "基础数据表", *rows, *more))
    assert found == {
        "项目支出": None,
        "抽检": "项目支出",
        "公用经费": None,
        "水费": "公用经费",
        "政府采购": None,
        "预算调整": None,
    }
