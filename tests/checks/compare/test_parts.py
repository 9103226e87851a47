"""Totals and their parts; of a list printed with its own subtotals only the outermost rows count."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from checks.codes import State
from checks.compare.parts import compare_total, nested, outermost
from normalize.schema import Fund
from tests.checks.cases.builders import fund

AMOUNTS = st.lists(st.integers(1, 999), min_size=1, max_size=5)


def rows(values: list[int]) -> list[Fund]:
    return [fund(f"项{n}", f"{v}.00", row_no=n + 1) for n, v in enumerate(values)]


@given(
    st.lists(AMOUNTS.filter(lambda v: len(v) > 1), min_size=1, max_size=3), st.randoms(use_true_random=False)
)
def test_what_makes_up_a_part_is_no_part_beside_it(groups: list[list[int]], chance: object) -> None:
    """Each group's total above its rows; no group's rows begin with a row that is itself such a total."""
    values = [x for g in groups for x in (sum(g), *g)]
    kept = outermost(list(reversed(rows(values))))
    assert sum((f.value or Decimal(0) for f in kept), Decimal(0)) == sum(map(sum, groups))
    assert [f.row_no for f in kept] == sorted(f.row_no or 0 for f in kept)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_nothing_is_left_out_of_a_plain_list(steps: list[int]) -> None:
    """Amounts that grow from row to row: none is what those below it make together."""
    values = [sum(steps[: n + 1]) for n in range(len(steps))]
    assert len(outermost(rows(values))) == len(values)


def test_zeros_make_up_nothing() -> None:
    assert len(outermost(rows([0, 0, 0]))) == 3


def test_the_words_name_the_total_its_column_and_what_the_parts_make() -> None:
    whole = fund("支出合计", "10.00", breakdown="基本支出")
    found = compare_total(whole, rows([4, 5]), "支出表中")
    assert (
        found.state == State.BROKEN
        and found.message == "支出表中支出合计（基本支出）为10.00万元，所列2项合计9.00万元，两者不符。"
    )
    assert compare_total(whole, rows([4, 6]), "").message == ""


def test_a_part_keeps_what_makes_it_up() -> None:
    found = [(p.value, [f.value for f in below]) for p, below in nested(rows([9, 4, 5, 2]))]
    assert found == [(9, [4, 5]), (2, [])]
