"""The old Office container: the names at its root, whatever the damage."""

from __future__ import annotations

import io
import struct

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from extract.office.compound import ENTRY, HEADER, MOST, root_streams

END, FREE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF


def entry(name: str, left: int = NONE, right: int = NONE, child: int = NONE) -> bytes:
    said = name.encode("utf-16-le") + b"\0\0"
    return (said.ljust(64, b"\0") + struct.pack("<HBBIII", len(said), 2, 1, left, right, child)).ljust(
        ENTRY, b"\0"
    )


def container(entries: list[bytes], next_sector: list[int] | None = None) -> bytes:
    """A container of 512-byte sectors: its table of sectors first, then the directory."""
    sectors = [b"".join(entries[i : i + 4]).ljust(HEADER, b"\0") for i in range(0, len(entries), 4)]
    chain = next_sector or [*range(2, len(sectors) + 1), END]
    table = struct.pack("<128I", *([FREE, *chain, *[FREE] * 127][:128]))
    head = bytearray(HEADER)
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 1)
    struct.pack_into("<109I", head, 76, 0, *[FREE] * 108)
    return bytes(head) + table + b"".join(sectors)


@given(
    st.lists(st.text("abc工作簿", min_size=1, max_size=30), min_size=1, max_size=9, unique=True), st.data()
)
def test_every_name_of_the_tree_is_told(names: list[str], data: st.DataObject) -> None:
    """A chain of siblings, each to the left or to the right of the one before."""
    sides = [data.draw(st.booleans()) for _ in names]
    entries = [entry("Root Entry", child=1)]
    for n, (name, side) in enumerate(zip(names, sides, strict=True), 2):
        after = n if n <= len(names) else NONE
        entries.append(entry(name, left=after if side else NONE, right=NONE if side else after))
    assert root_streams(container(entries)) == set(names)


def test_what_lies_deeper_is_not_at_the_root() -> None:
    assert root_streams(container([entry("Root Entry", child=1), entry("a", child=2), entry("b")])) == {"a"}


def test_a_workbook() -> None:
    book, out = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("a")
    book.save(out)
    assert "Workbook" in root_streams(out.getvalue())


def test_circles_end() -> None:
    held = [entry("Root Entry", child=1), entry("a", left=1, right=0)]
    assert "a" in root_streams(container(held, [1])) and MOST < 2**20


@pytest.mark.parametrize("size", [0, 20, HEADER, 2 * HEADER, 2 * HEADER + 60])
def test_a_damaged_container_has_no_names(size: int) -> None:
    assert root_streams(container([entry("Root Entry", child=1), entry("a")])[:size]) == set()


@given(st.binary(max_size=1200))
def test_no_bytes_raise(data: bytes) -> None:
    assert isinstance(root_streams(data), set)
