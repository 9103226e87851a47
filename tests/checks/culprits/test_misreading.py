"""A number read from a picture that the report's own arithmetic proves misread is named with what it must be; any other finding stays as it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.compare.interval import point
from checks.culprits.misreading import LONGEST, Misreading, find_misreading
from checks.run import check_rows
from normalize.schema import Finding, Fund, Rows
from tests.checks.cases.builders import cells, document

CODES = ("201", "20101", "2010101", "2010102")
LABELS = ("本年支出合计", "基本支出", "项目支出")
CONCEPTS = ("expenditure_this_year", "basic_expenditure", "project_expenditure")


def table(amounts: list[list[str]]) -> list[Fund]:
    """支出决算表 of one 类 and its 款 with two 项, the amounts row by row."""
    rows = [
        (f"科目{code}", dict(zip(LABELS, line, strict=True)), {"item_code": code, "budget_kind": "all"})
        for code, line in zip(CODES, amounts, strict=True)
    ]
    funds = [replace(f, concept=CONCEPTS[f.col_no]) for f in cells("expenditure", "支出决算表", *rows)]
    above = [None, *(funds[n : n + 3] for n in (0, 3, 3))]
    return [
        replace(f, parent_id=above[f.row_no][f.col_no].fund_id, part="exhaustive") if f.row_no else f
        for f in funds
    ]


def grave(funds: list[Fund]) -> list[Finding]:
    rows: Rows = document(funds)
    return [f for f in check_rows(rows).findings if f.severity != "info"]


def consistent(basic: list[int], project: list[int]) -> list[list[str]]:
    """Amounts in 万元 that add up both ways, from those of the two 项 in hundredths."""
    lines = [(b + p, b, p) for b, p in zip(basic, project, strict=True)]
    whole = tuple(map(sum, zip(*lines, strict=True)))
    return [[f"{Decimal(n) / 100:.2f}" for n in line] for line in (whole, whole, *lines)]


def scanned(funds: list[Fund], confidence: float = 0.99) -> list[Fund]:
    return [replace(f, confidence=confidence, page=1) for f in funds]


CENTS = st.lists(st.integers(1000, 99999), min_size=2, max_size=2)


@settings(deadline=None)
@given(CENTS, CENTS, st.integers(2, 3), st.integers(1, 2), st.data())
def test_the_misread_cell_of_two_sums_is_named_with_its_digit(
    basic: list[int], project: list[int], row: int, col: int, data: st.DataObject
) -> None:
    amounts = consistent(basic, project)
    assert grave(scanned(table(amounts))) == []
    true = amounts[row][col]
    # Rounding may explain another last digit.
    at = data.draw(st.sampled_from([i for i, c in enumerate(true[:-1]) if c.isdigit() and i]))
    misread = (
        true[:at] + data.draw(st.sampled_from([d for d in "0123456789" if d != true[at]])) + true[at + 1 :]
    )
    amounts[row][col] = misread
    found = grave(scanned(table(amounts)))
    leaders = [f for f in found if f.finding_id == f.cluster]
    assert len(leaders) == 1
    assert (
        f"“{misread}”" in leaders[0].message
        and f"“{true}”" in leaders[0].message
        and "误读" in leaders[0].message
    )
    assert all(f.severity == "warning" for f in found)


@settings(deadline=None, max_examples=20)
@given(CENTS, CENTS)
def test_what_was_read_from_text_is_never_called_misread(basic: list[int], project: list[int]) -> None:
    amounts = consistent(basic, project)
    changed = amounts[2][1].replace(amounts[2][1][0], "9" if amounts[2][1][0] != "9" else "8", 1)
    amounts[2][1] = changed
    found = grave(table(amounts))
    assert found and not any("误读" in f.message for f in found)
    assert any(f.severity == "error" for f in found)


def only_sum(confidences: tuple[float, float, float]) -> list[Finding]:
    """31.00 + 42.00 printed as 73.00, the first read as 34.00: nothing but one sum speaks of the three."""
    funds = cells(
        "expenditure",
        "支出决算表",
        ("合计", dict(zip(LABELS, ("73.00", "34.00", "42.00"), strict=True)), {"budget_kind": "all"}),
    )
    return grave(
        [
            replace(f, concept=concept, confidence=sure, page=1)
            for f, concept, sure in zip(funds, CONCEPTS, confidences, strict=True)
        ]
    )


def test_one_sum_alone_singles_out_only_what_was_read_unsurely() -> None:
    assert not any("误读" in f.message for f in only_sum((0.99, 0.99, 0.99)))
    assert [("“34.00”" in f.message, "“31.00”" in f.message) for f in only_sum((0.99, 0.6, 0.99))] == [
        (True, True)
    ]


def test_a_lost_point_is_a_misreading() -> None:
    amounts = consistent([3100, 4200], [500, 700])
    amounts[2][1] = "3100"
    assert any("“31.00”" in f.message for f in grave(scanned(table(amounts))))


def test_two_wrong_digits_are_no_misreading() -> None:
    amounts = consistent([31000, 42000], [500, 700])
    amounts[2][1] = "325.00"
    found = grave(scanned(table(amounts)))
    assert found and not any("误读" in f.message for f in found)


def read_from_a_picture(raw: str, confidence: float = 0.99) -> Fund:
    (found,) = cells("expenditure", "t", ("甲", {"": raw}, {}))
    return replace(found, confidence=confidence, page=1, raw=raw)


def test_the_number_that_stands_in_all_relations_is_at_fault() -> None:
    one, other = read_from_a_picture("18.00"), read_from_a_picture("5.00")
    mends = (one.fund_id, point(130000))
    read = {one.fund_id: one, other.fund_id: other}
    assert find_misreading([(mends, (other.fund_id, point(1))), (mends,)], read) == Misreading(one, "13.00")
    assert find_misreading([(mends,), ((one.fund_id, point(160000)),)], read) is None
    assert find_misreading([(mends,)], {}) is None and find_misreading([], read) is None


def test_of_two_the_one_that_was_read_less_surely() -> None:
    relation = [(n, point(130000)) for n in ("a", "b")]
    for sure, told in ((0.99, None), (0.7, "a")):
        read = {
            "a": replace(read_from_a_picture("18.00", sure), fund_id="a"),
            "b": replace(read_from_a_picture("18.00"), fund_id="b"),
        }
        found = find_misreading([relation], read)
        assert (found and found.fund.fund_id) == told


def test_a_finding_says_what_is_likely_and_is_a_warning_at_most() -> None:
    noted = Misreading(read_from_a_picture("18.00"), "13.00").noted(
        Finding(message="不符" * 120 + "。", severity="error")
    )
    assert noted.severity == "warning" and len(noted.message) <= LONGEST and "应为“13.00”" in noted.message
    assert (
        Misreading(read_from_a_picture("18.00"), "13.00")
        .noted(Finding(message="。", severity="info"))
        .severity
        == "info"
    )
