"""Of documents that state the same one stands for the others; what states other things stands for itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from normalize.reports.editions import FORMATS, Copy, editions, is_copy, quantities
from normalize.schema import DocumentRow, Fund


def copy(doc_id: str, amounts: Sequence[int], **columns: object) -> Copy:
    """A document that states one item a number, each with an amount of its own."""
    funds = [
        Fund(origin="text", statement="income", item=f"第{n}项", measure="final", amount_yuan=Decimal(n))
        for n in amounts
    ]
    row = DocumentRow(doc_id=doc_id, **{"file_format": "pdf", **columns})  # type: ignore[arg-type]
    return Copy(row, quantities(funds))


def test_quantities_are_compared_as_they_are_meant() -> None:
    one, other = (
        Fund(origin="text", statement="income", item=item, measure="final", value=Decimal(2))
        for item in ("（其他）收入", "(其他)收入")
    )
    assert quantities([one]) == quantities([other]) and len(quantities([one, other])) == 1


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_copies_share_half_of_the_smaller_one(mine: set[int], theirs: set[int]) -> None:
    one, other = copy("a", sorted(mine), title="甲"), copy("b", sorted(theirs), title="乙")
    shared, fewer = len(mine & theirs), min(len(mine), len(theirs))
    assert is_copy(one, other) is is_copy(other, one)
    if not fewer or 2 * shared < fewer:
        assert not is_copy(one, other)
    elif mine <= theirs:
        assert is_copy(one, other)


def test_what_states_nothing_is_a_copy_by_its_title() -> None:
    empty = copy("a", [], title="2023年度部门决算")
    assert is_copy(empty, copy("b", [], title="2023年度部门决算（更正）"))
    assert not is_copy(empty, copy("b", [], title="2024年度部门预算"))


drawn = st.lists(st.tuples(st.sampled_from(FORMATS), st.sets(st.integers(0, 12))), max_size=6)


@given(drawn, st.integers(0, 99))
def test_who_stands_stands_for_himself(held: list[tuple[str, set[int]]], seed: int) -> None:
    copies = [copy(str(n), sorted(x), file_format=form) for n, (form, x) in enumerate(held)]
    found = editions(copies)
    assert found.keys() == {c.row.doc_id for c in copies}
    assert all(found[stands] is None for stands in found.values() if stands is not None)
    Random(seed).shuffle(copies)
    assert editions(copies) == found


def test_of_equals_the_format_decides() -> None:
    first, *others = (copy(form, range(5), file_format=form) for form in FORMATS)
    assert editions([*others, first]) == {first.row.doc_id: None} | {
        c.row.doc_id: first.row.doc_id for c in others
    }


def test_the_latest_correction_stands() -> None:
    old = copy("a", range(8), corrected=True, report_date="2024-08-01")
    new = copy("b", range(8), corrected=True, report_date="2024-09-01", file_format="txt")
    assert editions([old, copy("c", range(8)), new]) == {"a": "b", "b": None, "c": "b"}
