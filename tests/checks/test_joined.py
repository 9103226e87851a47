"""The files of one report as one document, and what is said of it file by file."""

from __future__ import annotations

from dataclasses import replace

from checks.codes import State
from checks.comparison import Comparison, Missing
from checks.facts import Facts
from checks.joined import ON, Joined
from checks.registry import Rule
from checks.rules import RULES
from normalize.schema import Rows, Unit
from tests.checks.cases.builders import cells, document, indicator, passage, text


def part(name: str, rows: Rows) -> Rows:
    """The rows as those of a file of that name."""

    def of(row: object) -> object:
        return replace(row, doc_id=name, page=2)  # type: ignore[type-var]

    tables = {
        t: tuple(map(of, getattr(rows, t))) for t in ("funds", "indicators", "scores", "figures", "passages")
    }
    units = (Unit(doc_id=name, unit_id=name, name=name),)
    return replace(
        rows, document=replace(rows.document, doc_id=name, source=f"x/{name}.pdf"), units=units, **tables
    )  # type: ignore[arg-type]


NARRATIVE = part(
    "a",
    document(
        text(4, "expenditure", ("支出合计", "9.00", "final", {})),
        passage("heading", "一、", locator="p3@0-2"),
    ),
)
TABLES = part(
    "b",
    document(
        cells("expenditure", "t", ("合计", {"": "9.00"}, {"locator": "t4r1c1"})),
        indicator("甲", "1", "1", locator="t5r1c1", points_locator="t5r1c3"),
    ),
)
BOTH = Joined((NARRATIVE, TABLES))


def test_one_file_is_itself() -> None:
    assert Joined((NARRATIVE,)).rows is NARRATIVE


def test_all_rows_are_there_and_no_two_places_are_one() -> None:
    rows = BOTH.rows
    assert rows.document.doc_id == "a" and [u.name for u in rows.units] == ["a", "b"]
    assert [f.locator for f in rows.funds] == ["p4@0-5", f"t{4 + ON}r1c1"]
    assert [f.page for f in rows.funds] == [2, 2 + ON]
    assert rows.indicators[0].points_locator == f"t{5 + ON}r1c3"
    assert [f.fund_id for f in rows.funds] == [f.fund_id for p in BOTH.parts for f in p.funds]


def rule(*found: Comparison | Missing, id: str = "x.y") -> Rule:
    return Rule(id, "t", "sum", "error", "b", lambda facts: iter(found))


def said(found: Comparison | Missing, id: str = "x.y") -> dict[str, list[Comparison | Missing]]:
    return BOTH.examine(rule(found, id=id), Facts(BOTH.rows), [Facts(p) for p in BOTH.parts])


def test_a_comparison_is_its_leading_numbers_and_names_the_other_file() -> None:
    told, table = BOTH.rows.funds
    broken = Comparison(
        state=State.BROKEN, message=f"不符（第2页、第{2 + ON}页）。", rows=(told, table), culprit=told.fund_id
    )
    (own,) = said(broken)["a"]
    assert (
        isinstance(own, Comparison) and own.message == "不符（第2页、“b.pdf”第2页）。" and own.related == "b"
    )
    assert own.rows[1].page == 2 and own.rows == (NARRATIVE.funds[0], TABLES.funds[0])
    (other,) = said(replace(broken, culprit=table.fund_id))["b"]
    assert (
        isinstance(other, Comparison)
        and other.message == "不符（“a.pdf”第2页、第2页）。"
        and other.related == "a"
    )
    assert BOTH.owner(replace(broken, culprit="nobody")) == "a"


def test_what_is_missing_is_missing_in_the_leading_file() -> None:
    assert said(Missing("合计")) == {"a": [Missing("合计")], "b": []}


def test_what_holds_is_counted_once_in_the_file_that_has_it() -> None:
    holds = Comparison(state=State.HOLDS)
    counted = said(holds)
    assert sum(map(len, counted.values())) == 1 and counted["b"] == [holds]


def test_the_order_of_headings_is_that_of_one_file() -> None:
    assert said(Missing("x"), id="structure.numbering") == {"a": [Missing("x")], "b": [Missing("x")]}
    assert Joined((NARRATIVE,)).examine(RULES["sum.text"], Facts(NARRATIVE), []) == {"a": []}
