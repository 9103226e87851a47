"""Raw functions called once per row: what they write, row by row, however many there are."""

from __future__ import annotations

import ctypes

import numpy as np
import pytest

from extract.page.pdfium_calls import ROWS, bare, call_each

Pair = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_int, ctypes.POINTER(ctypes.c_double), ctypes.POINTER(ctypes.c_double)
)
Struct = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.POINTER(ctypes.c_float))


@Pair
def halves(n, a, b):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Writes nothing for odd numbers."""
    if n % 2 == 0:
        a[0], b[0] = n / 2, -n
    return n + 1


@Struct
def three(n, out):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    for i in range(3):
        out[i] = n * 10 + i
    return 1


@pytest.mark.parametrize("rows", [0, 1, ROWS - 1, ROWS, ROWS + 1, 2 * ROWS + 3])
def test_every_row_has_what_was_written_for_it(rows: int) -> None:
    out, returned = call_each(bare(halves), rows, 2, np.float64, range(rows))
    assert returned == [n + 1 for n in range(rows)]
    assert out.tolist() == [[n / 2, -n] if n % 2 == 0 else [0, 0] for n in range(rows)]


def test_a_structure_is_handed_over_by_one_pointer() -> None:
    out, _ = call_each(bare(three), ROWS + 2, 3, np.float32, range(ROWS + 2), struct=True)
    assert out.tolist() == [[n * 10, n * 10 + 1, n * 10 + 2] for n in range(ROWS + 2)]


def test_what_one_call_wrote_is_not_left_for_the_next() -> None:
    call_each(bare(three), 4, 3, np.float32, range(1, 5), struct=True)
    out, _ = call_each(bare(halves), 4, 2, np.float64, [1, 1, 1, 1])
    assert not out.any()
