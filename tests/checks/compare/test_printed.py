"""What a printed number can stand for."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from checks.compare.interval import Interval
from checks.compare.printed import narrow, shown, wide
from checks.run import check_rows
from normalize.schema import Fund
from tests.checks.cases.builders import document, fund, text


@pytest.mark.parametrize(
    ("value", "column", "read", "low", "high"),
    [
        ("155", 2, narrow, "1549950", "1550050"),
        ("155", 2, wide, "1545000", "1555000"),
        ("54.52", 2, wide, "545150", "545250"),
        ("0", 2, wide, "-5000", "5000"),
    ],
)
def test_narrow_is_the_columns_last_place_and_wide_the_numbers_own(
    value: str, column: int, read: Callable[[Fund], Interval], low: str, high: str
) -> None:
    interval = read(fund("专项", value, decimals_column=column))
    assert (interval.low, interval.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("raw", "value", "inside", "outside"),
    [
        ("12.8万余元", "12.8", ["128000", "135000"], ["126000"]),
        ("近100万元", "100", ["960000"], ["1020000"]),
        ("6000多万元", "6000", ["69000000"], ["58000000"]),
        ("约100万元", "100", ["950000", "1050000"], ["850000"]),
    ],
)
def test_words_widen_a_number_in_their_direction(
    raw: str, value: str, inside: list[str], outside: list[str]
) -> None:
    interval = wide(fund("专项", value, raw=raw, approximate=True))
    assert all(interval.holds(Decimal(v)) for v in inside) and not any(
        interval.holds(Decimal(v)) for v in outside
    )


def test_an_approximate_number_is_info_at_most() -> None:
    columns = {"statement": "three_public", "concept": "reception", "budget_kind": "appropriation"}
    table = fund("公务接待费", "9.00", table_id="t", **columns)
    vague = {**columns, "approximate": True, "raw": "约3万元"}
    vague.pop("statement")
    found = check_rows(document(table, text(1, "three_public", ("公务接待费", "3", "final", vague)))).findings
    assert {f.severity for f in found} == {"info"}


@pytest.mark.parametrize(("printed", "severity"), [("46.67", None), ("46.66", "info"), ("46.64", "error")])
def test_a_truncated_percentage_is_info(printed: str, severity: str | None) -> None:
    columns = {"concept": "reception"}
    budget, rate = (
        ("公务接待费", "0.30", "initial_budget", columns),
        ("公务接待费", printed, "completion_rate", {**columns, "basis": "initial_budget"}),
    )
    exact = [{**columns, "decimals_column": 9} for _ in range(2)]
    said = text(
        1,
        "three_public",
        (budget[0], "30.000", "initial_budget", exact[0]),
        ("公务接待费", "14.001", "final", exact[1]),
        rate,
    )
    found = [f.severity for f in check_rows(document(said)).findings if f.rule == "ratio.completion"]
    assert found == ([severity] if severity else [])


@pytest.mark.parametrize(("unit", "severity"), [("万元", "error"), ("亿元", None)])
def test_a_base_that_only_rounds_to_zero_is_no_zero(unit: str, severity: str | None) -> None:
    columns = {"concept": "reception"}
    rate = ("公务接待费", "13.68", "completion_rate", {**columns, "basis": "initial_budget"})
    said = text(
        1,
        "three_public",
        ("公务接待费", "0.00", "initial_budget", {**columns, "unit": unit}),
        ("公务接待费", "0.39", "final", columns),
        rate,
    )
    assert [f.severity for f in check_rows(document(said)).findings if f.rule == "ratio.completion"] == (
        [severity] if severity else []
    )


def test_a_computed_amount_has_separators_where_its_neighbour_has() -> None:
    for raw, told in (("10,903,043.00", "11,419,043.00元"), ("10903043.00", "11419043.00元")):
        assert shown(Decimal("11419043"), "元", 2, fund("合计", "10903043.00", raw=raw)) == told
    assert shown(Decimal("97464900"), "万元", 2) == "9746.49万元"
