"""The print of a value under a number format."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sheets.printed import printed

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (393.1, "0.00", "393.10"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (-1234.5, ACCOUNTING, "-1,234.50"),
        (0, ACCOUNTING, "-"),
        (-5.5, "#,##0.00;[Red](#,##0.00)", "(5.50)"),
        (-5.5, "0.00_ ;[红色]\\-0.00\\ ", "-5.50"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "G/通用格式", "0.333333333"),
        (155, "General", "155"),
        (0.9419, "0.00%", "94.19%"),
        (0, "#,##0.00;-#,##0.00;", ""),
        (0.5, "#.##", ".5"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (12, '0.00"万元"', "12.00万元"),
        (2013950, "0000000", "2013950"),
        (5, "000", "005"),
        (12.5, "[$¥-804]#,##0.00", "¥12.50"),
        (date(2023, 8, 5), 'yyyy"年"m"月"d"日"', "2023年8月5日"),
        (datetime(2023, 8, 5, 9, 7), "yyyy-mm-dd hh:mm", "2023-08-05 09:07"),
        (time(9, 7, 3), "h:mm:ss", "9:07:03"),
        ("  文", "0.00", "  文"),
        (True, "0", "TRUE"),
    ],
)
def test_prints(value: Any, code: str, text: str) -> None:
    assert printed(value, code).text == text and printed(value, code).known


@pytest.mark.parametrize(
    "code", ["0.00,", "0.0,,", "0.00E+00", "# ?/?", "[>100]0.0;0", "0!.0000", "[DBNum1]0", "00-00"]
)
def test_a_format_that_is_not_read_gives_the_value_and_says_so(code: str) -> None:
    assert printed(1234.5, code).text == "1234.5" and not printed(1234.5, code).known


@given(st.decimals(-(10**9), 10**9, places=6, allow_nan=False), st.integers(0, 4), st.booleans())
def test_a_print_lies_within_half_a_unit_of_its_last_place(value: Decimal, places: int, parted: bool) -> None:
    code = ("#,##0" if parted else "0") + "." * bool(places) + "0" * places
    text = printed(float(value), code).text
    assert len(text.partition(".")[2]) == places
    assert abs(Decimal(text.replace(",", "")) - value) <= Decimal(5).scaleb(-places - 1) + Decimal("1e-6")
