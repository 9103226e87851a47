"""Names of members: read in whatever encoding they were written in, and never a way out of the archive."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.archive.names import (
    NAMES,
    UNICODE_PATH,
    UTF8_FLAG,
    cleaned,
    decoded,
    leads_outside,
    names_beside,
    zip_name,
)

HAN = st.text("青禾市财政局决算公开表附件年度", min_size=1, max_size=12)


def extra(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def in_utf8(raw: bytes, name: str) -> bytes:
    """Info-ZIP's field that says a name again in UTF-8."""
    return extra(UNICODE_PATH, b"\x01" + struct.pack("<I", zlib.crc32(raw)) + name.encode())


@given(HAN, st.sampled_from(["utf-8", "gb18030"]))
def test_chinese_is_read_in_either_encoding(name: str, encoding: str) -> None:
    assert decoded(f"{name}.pdf".encode(encoding)) == f"{name}.pdf"


def test_gbk_that_is_a_letter_of_another_script_in_utf_8_is_chinese() -> None:
    assert decoded("页".encode("gb18030")) == "页"
    assert decoded(b"a.pdf") == "a.pdf"


@given(HAN)
def test_a_zip_says_its_name_by_flag_by_field_or_by_bytes(name: str) -> None:
    raw = name.encode("gb18030")
    shown = raw.decode("cp437")
    assert zip_name(name, UTF8_FLAG, b"") == name == zip_name(shown, 0, b"")
    other = extra(1, b"12345678")
    assert zip_name("x", 0, other + in_utf8(b"x", name)) == name


def test_a_field_of_another_name_and_a_cut_one_are_passed_over() -> None:
    """The field repeats the name that it was made of: after a renaming its checksum does not fit."""
    assert zip_name("new.pdf", 0, in_utf8(b"old.pdf", "旧.pdf")) == "new.pdf"
    assert zip_name("new.pdf", 0, in_utf8(b"new.pdf", "新.pdf")[:3]) == "new.pdf"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("./决算\\附件.pdf", "决算/附件.pdf"),
        ("a\x1b[2Jb", "a\ufffd[2Jb"),
        ("a\nb", "a\ufffdb"),
        ("表 1", "表 1"),
    ],
)
def test_nothing_in_a_name_steers_a_terminal(name: str, shown: str) -> None:
    assert cleaned(name) == shown


@pytest.mark.parametrize("name", ["/etc/passwd", "../a", "a/../../b", "C:/a", "c:a", "a/.."])
def test_ways_out(name: str) -> None:
    assert leads_outside(name)


@pytest.mark.parametrize("name", ["a", "a/b..c", "..a/b", "a/...", "表:1", "2023/决算.pdf"])
def test_names_within(name: str) -> None:
    assert not leads_outside(name)


def test_names_beside_are_those_without_folders(tmp_path: Path) -> None:
    assert names_beside(tmp_path) == frozenset()
    (tmp_path / NAMES).write_text("2023/决算.pdf\n表.xls", "utf-8")
    assert names_beside(tmp_path) == {"决算.pdf", "表.xls"}
    (tmp_path / NAMES).write_bytes(b"\xff\xfe\xff")
    assert names_beside(tmp_path) == frozenset()
