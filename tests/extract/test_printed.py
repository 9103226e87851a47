"""Where a number is printed: whatever its separators and zeros, and nowhere else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import UsageError
from extract.model import Cell, Document, Paragraph, Table, Text
from extract.printed import number_of, places_of

AMOUNTS = st.decimals(0, 10**9, places=2)


def document(*texts: str) -> Document:
    cells = tuple(Cell(0, n, Text(t)) for n, t in enumerate(texts))
    held = tuple(Paragraph(n, Text(t)) for n, t in enumerate(texts))
    return Document("x", "0", "txt", (), (*held, Table(0, cells, 1, len(cells))))


def raws(held: Document, number: str) -> list[str]:
    return [p.raw for p in places_of(held, number)]


@given(AMOUNTS, st.sampled_from(["{:,}", "{}", "{:.3f}"]))
def test_a_number_is_found_however_it_is_written(amount: Decimal, form: str) -> None:
    written = form.format(amount)
    assert raws(document(f"收入{written}万元"), str(amount)) == [written, f"收入{written}万元"]


@given(AMOUNTS, AMOUNTS)
def test_another_number_is_not(amount: Decimal, other: Decimal) -> None:
    assert bool(raws(document(f"共{other}元"), str(amount))) == (amount == other)


def test_a_part_of_a_number_is_none_and_full_width_is_the_same() -> None:
    held = document("收入１２．５０万元", "112.50", "12.505")
    assert raws(held, "12.5") == ["１２．５０", "收入１２．５０万元"]
    assert raws(held, "-12.5") == raws(held, "12.50")


def test_the_place_names_the_characters() -> None:
    first, second = places_of(document("共 1,234.50 元"), "1234.5")
    assert (first.locator, first.raw, second.locator) == ("p0@2-10", "1,234.50", "t0r0c0")


@pytest.mark.parametrize(("text", "number"), [("1,234.5", "1234.5"), ("1，234", "1234"), ("-3.50", "3.5")])
def test_numbers_as_somebody_writes_them(text: str, number: str) -> None:
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "甲", "1.2.3", "12元"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no number"):
        number_of(text)
