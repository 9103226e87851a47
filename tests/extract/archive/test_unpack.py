"""Archives in a folder: under numbers, once more within, and no more than a report costs."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.archive import unpack as module
from extract.archive.names import names_beside
from extract.archive.unpack import Allowance, unpack


def zipped(held: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return out.getvalue()


def unpacked(folder: Path, data: bytes, budget: Allowance | None = None) -> list[module.Unpacked] | None:
    (folder / "a.zip").write_bytes(data)
    (folder / "out").mkdir()
    return unpack(folder / "a.zip", "a.zip", folder / "out", budget)


@given(
    st.dictionaries(
        st.text("ab青禾 .", min_size=1).filter(lambda n: not n.startswith((".", "/"))),
        st.binary(min_size=1).filter(lambda b: b[:1] not in b"PBR7\x1f\xfd"),
        min_size=1,
        max_size=4,
    )
)
def test_every_member_lies_under_a_number_with_its_bytes(
    tmp_path_factory: pytest.TempPathFactory, held: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("unpack")
    found = unpacked(folder, zipped(held)) or []
    assert {u.name: u.path.read_bytes() for u in found if u.path} == held
    assert all(u.path and u.path.parent == folder / "out" and u.path.name.isdigit() for u in found)
    assert names_beside(folder / "out") == {n.rpartition("/")[2] for n in held}


def test_an_archive_within_is_unpacked_and_one_within_that_is_not(tmp_path: Path) -> None:
    inner = zipped({"b.txt": b"1", "deep.zip": zipped({"c.txt": b"2"})})
    found = unpacked(tmp_path, zipped({"in.zip": inner})) or []
    assert [(u.name, bool(u.path)) for u in found] == [("in.zip!/b.txt", True), ("in.zip!/deep.zip", False)]
    assert found[1].reason and "只解压一层" in found[1].reason and not found[1].failed


def test_what_is_no_archive_is_none_and_an_empty_one_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("收入", "utf-8")
    assert unpack(tmp_path / "a.txt", "a.txt", tmp_path) is None
    (found,) = unpacked(tmp_path, zipped({})) or []
    assert found.path is None and found.reason and "空的压缩包" in found.reason


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        (Allowance(members=1), "成员过多"),
        (Allowance(bytes=15), "超过上限"),
        (Allowance(ratio=0, small=15), "超过上限"),
    ],
)
def test_what_costs_too_much_is_given_up_and_what_came_before_is_kept(
    tmp_path: Path, budget: Allowance, said: str
) -> None:
    found = unpacked(tmp_path, zipped({"a": b"1" * 10, "b": b"2" * 10}), budget) or []
    assert found[0].path and found[0].path.read_bytes() == b"1" * 10
    assert found[1].path is None and found[1].reason and said in found[1].reason
    assert len(list((tmp_path / "out").iterdir())) == 2  # the member and the names


def test_a_member_of_more_bytes_than_any_report_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST", 9)
    found = unpacked(tmp_path, zipped({"a": b"1" * 10, "b": b"2" * 9})) or []
    assert [bool(u.path) for u in found] == [False, True]


def test_damage_costs_its_member(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"1" * 50, "b.txt": b"2" * 50}))
    data[data.index(b"a.txt") + 6] ^= 0xFF
    found = unpacked(tmp_path, bytes(data)) or []
    assert [(u.name, bool(u.path), u.failed) for u in found] == [
        ("a.txt", False, True),
        ("b.txt", True, False),
    ]
    assert found[0].reason and "a.zip!/a.txt" in found[0].reason


def test_a_truncated_archive_is_told(tmp_path: Path) -> None:
    (found,) = unpacked(tmp_path, gzip.compress(bytes(range(256)) * 50)[:-40]) or []
    assert found.path is None and found.failed and found.reason and "重新获取" in found.reason
