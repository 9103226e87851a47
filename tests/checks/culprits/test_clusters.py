"""One mistake is one cluster; two mistakes are two, even where they share a number."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from checks.compare.interval import Interval
from checks.culprits.clusters import Suspicion, groups
from checks.run import check_rows
from normalize.schema import Finding, Fund, Rows
from tests.checks.cases.builders import cells, document, fund, text


def spending(project: str = "4.00", told: str = "10.00", share: str = "40.00") -> Rows:
    """A row of 支出决算表 and the paragraph about it."""
    labels = {"本年支出合计": "10.00", "基本支出": "6.00", "项目支出": project}
    concepts = ("expenditure_this_year", "basic_expenditure", "project_expenditure")
    columns = {"budget_kind": "all"}
    table = cells("expenditure", "支出决算表", ("合计", labels, columns))
    said = text(
        1,
        "expenditure",
        ("本年支出合计", told, "final", {**columns, "concept": "expenditure_this_year"}),
        ("基本支出", "6.00", "final", {**columns, "concept": "basic_expenditure"}),
        ("基本支出", "60.00", "share", {"concept": "basic_expenditure"}),
        ("项目支出", "4.00", "final", {**columns, "concept": "project_expenditure"}),
        ("项目支出", share, "share", {"concept": "project_expenditure"}),
    )
    return document([replace(f, concept=c) for f, c in zip(table, concepts, strict=True)], said)


def grave(rows: Rows) -> list[Finding]:
    return [f for f in check_rows(rows).findings if f.severity != "info"]


def test_a_consistent_document_has_none() -> None:
    assert grave(spending()) == []


def test_one_wrong_number_is_one_cluster() -> None:
    found = grave(spending(project="5.00"))
    assert {f.rule for f in found} == {"sum.row", "equality.text"}
    assert len({f.cluster for f in found}) == 1


def test_the_leader_is_the_two_printings_of_one_number() -> None:
    found = grave(spending(project="5.00"))
    assert next(f for f in found if f.finding_id == f.cluster).rule == "equality.text"


def test_a_wrong_total_in_the_text_takes_its_sum_along() -> None:
    """The shares are right of the total as the table prints it."""
    found = grave(spending(told="20.00"))
    assert {f.rule for f in found} == {"sum.text", "equality.text"}
    assert len({f.cluster for f in found}) == 1


def test_two_mistakes_are_two_clusters() -> None:
    found = grave(spending(project="5.00", share="44.00"))
    assert len({f.cluster for f in found}) == 2


def test_two_wrong_shares_of_one_total_are_two() -> None:
    """They share the total, but no one total makes both right."""
    rows = spending(share="44.00")
    other = replace(rows.funds[-1], fund_id="other", locator="p1@90-95", value=Decimal("47.00"), raw="47.00")
    found = grave(replace(rows, funds=(*rows.funds, other)))
    assert len(found) == len({f.cluster for f in found}) == 2


def sum_of(whole: Fund, *parts: Fund) -> Rows:
    return document(whole, [replace(p, parent_id=whole.fund_id, part="exhaustive") for p in parts])


def test_what_only_rounding_explains_stays_out() -> None:
    """155 beside 54.52 and 33.51 may be 154.6: info, and in no cluster of others."""
    columns = {"statement": "self_evaluation", "table_id": "t", "decimals_column": 2}
    rows = sum_of(
        fund("合计", "243.43", **columns), fund("甲", "155", **columns), fund("乙", "88.03", **columns)
    )
    found = check_rows(rows).findings
    assert [(f.severity, f.cluster == f.finding_id) for f in found] == [("info", True)]


def naively(held: list[list[tuple[str, Interval]]]) -> list[list[int]]:
    """The groups by holding every finding against every other."""
    left, groups = list(range(len(held))), []
    while True:
        numbers = dict.fromkeys(number for i in left for number, _ in held[i])
        sets = [
            [j for j in left for other, values in held[j] if other == number and values.holds(start.low)]
            for number in numbers
            for i in left
            for at, start in held[i]
            if at == number
        ]
        best = max(sets, key=len, default=[])
        if len(best) < 2:
            return sorted([*groups, *([i] for i in left)])
        groups.append(best)
        left = [i for i in left if i not in best]


ends = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)


@given(st.lists(st.lists(st.tuples(st.sampled_from("abcd"), ends), max_size=3), max_size=9))
def testgroups_are_those_of_every_pair(made: list[list[tuple[str, list[int]]]]) -> None:
    held = [[(number, Interval(Decimal(a), Decimal(b))) for number, (a, b) in repairs] for repairs in made]
    waiting = [Suspicion(Finding(finding_id=str(i)), tuple(r), "sum") for i, r in enumerate(held)]
    found = [[int(s.finding.finding_id) for s in group] for group in groups(waiting)]
    assert found == naively(held)
