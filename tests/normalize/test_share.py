"""How much of a document's money was read stands in its row, and little or none is said in words."""

from __future__ import annotations

import pytest

from normalize.schema import DocumentRow, Figure, Passage
from normalize.share import FEWEST_GAPS, reading_warnings, share_read
from tests.written import rows_of

KNOWN = DocumentRow(unit_name="甲局", fiscal_year=2023)


def figure(unit: str = "万元", used: bool = True, unread: str | None = None) -> Figure:
    return Figure(unit=unit, used_by="f" if used else None, unread=None if used else unread or "other")


@pytest.mark.parametrize(
    ("figures", "share"),
    [
        ([], None),
        ([figure("%"), figure("辆", used=False)], None),
        ([figure(), figure("亿元", used=False)], 0.5),
        ([figure(), figure(used=False, unread="threshold"), figure(used=False, unread="foreign")], 1.0),
        ([figure(used=False, unread="no_subject"), figure(used=False, unread="two_subjects")], 0.0),
    ],
)
def test_the_share(figures: list[Figure], share: float | None) -> None:
    assert share_read(figures) == share


def test_what_is_said() -> None:
    assert list(reading_warnings(KNOWN, 0.9, 3, [])) == []
    assert list(reading_warnings(DocumentRow(), None, 0, [])) == ["没有读到金额、单位名称、年度"]
    assert list(reading_warnings(KNOWN, 0.25, 1, [])) == [
        "带金额单位的数字只读懂25%，其余见 figures 中 used_by 为空的行"
    ]
    gaps = [Passage(kind="template_residue")] * FEWEST_GAPS
    assert list(reading_warnings(DocumentRow(), None, 0, gaps)) == ["这是空白模板，没有填写数字"]


def test_it_stands_in_the_row_of_the_document() -> None:
    row = rows_of("甲市统计局2023年度部门决算\n二、收入决算情况说明\n本年收入合计100.00万元。").document
    assert row.read_share == 1.0 and row.warnings == ()
