"""Which format the bytes of a file are, and the text of those that hold nothing else."""

from __future__ import annotations

import pytest

from extract.formats import Decoded, decode


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_what_was_lost_before_a_file_was_written_is_not_lost_by_it(encoding: str) -> None:
    text = "2023年度部门决算收入支出总体情况说明，本年收入合计12.30万元。" * 10 + "\ufffd\ufffd"
    assert decode(text.encode(encoding)) == Decoded(text, 0)


def test_a_damaged_byte_costs_itself() -> None:
    text = "2023年度部门决算收入支出总体情况说明，本年收入合计12.30万元，年初预算数12.00万元。" * 5
    assert decode(text.encode() + b"\xff") == Decoded(text + "\ufffd", 1)
