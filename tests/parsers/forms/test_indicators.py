"""The indicator rows of a form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.forms.indicator_header import set_columns
from parsers.forms.indicators import fold_lines, read_indicator_row, read_second, read_total, words_of
from parsers.forms.state import Form, said_rows
from parsers.report import TableReadings
from tests.written import ABOVE as A
from tests.written import LEFT as L
from tests.written import rows_of, table

NAMED = ["项目名称", "道路养护"]


INDICATED = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]


VISITS = ["产出指标", "数量指标", "巡查次数", "≥20次", "22次", "50", "50"]


def test_a_unit_in_brackets() -> None:
    header = [*INDICATED[:4], "计量单位", *INDICATED[4:]]
    table = [[*NAMED, *[L] * 6], header, [*VISITS[:3], "20", "（次）", "22", "50", "50"]]
    (row,) = rows_of("项目支出绩效自评表", table).indicators
    assert (row.target, row.target_unit) == ("20次", "次")


def test_a_unit_in_a_column_of_its_own() -> None:
    table = [
        ["项目名称", "防汛物资", L, L, L, L, L, L, L],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "实际完成值", "分值", "得分"],
        ["产出指标", "质量指标", "考核合格率", "≥", "98", "%", "96.5", "50", "50"],
        ["产出指标", "数量指标", "采购批次", "≥", "10", "批", "12", "50", "50"],
        ["总分", L, L, L, L, L, L, "100", "100"],
    ]
    rows = rows_of("2023年度项目支出绩效自评表", table)
    assert [(i.actual, i.actual_value, i.actual_unit, i.achieved) for i in rows.indicators] == [
        ("96.5", Decimal("96.5"), "%", False),
        ("12", Decimal(12), "批", True),
    ]
    assert [f.rule for f in rows.findings] == ["bound.target"]


def read_rows(*rows: list[str], header: list[str] = INDICATED) -> tuple[TableReadings, Form]:
    """The readings of rows under a header."""
    held, out = table(0, [header, *rows]), TableReadings()
    form = Form(0, "道路养护", columns=set_columns(said_rows(held)[0]))
    for n in range(1, len(rows) + 1):
        if form.columns:
            read_indicator_row(held, n, form, out)
    return out, form


def test_labels_are_carried_down_and_end_with_what_stands_above_them() -> None:
    rows = [VISITS, [A, A, "养护里程", "9", "9", "5", "5"], ["效益指标", "", "满意率", "9", "9", "5", "5"]]
    out, _ = read_rows(*rows)
    assert [(i.level1, i.level2, i.level3) for i in out.indicators] == [
        ("产出指标", "数量指标", "巡查次数"),
        ("产出指标", "数量指标", "养护里程"),
        ("效益指标", None, "满意率"),
    ]


def test_the_total_ends_the_form() -> None:
    out, form = read_rows(VISITS, ["总分", L, L, L, L, "100", "98"], VISITS)
    assert len(out.indicators) == 1 and form.closed and form.columns == {}
    assert [(s.component, s.weight, s.score, s.project) for s in out.scores] == [
        ("total", "100", "98", "道路养护")
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["总分", L, L, "100", "98.5", "优"], ("100", "98.5", "优")),
        (["总分", L, L, L, "98.5", ""], (None, "98.5", None)),
        (["总分", L, L, "—", "", ""], None),
    ],
)
def test_a_total_where_spans_hide_the_columns(
    row: list[str], told: tuple[str | None, str | None, str | None] | None
) -> None:
    held, out = table(0, [row]), TableReadings()
    read_total(held, 0, Form(0), out)
    assert [(s.weight, s.score, s.grade) for s in out.scores] == ([told] if told else [])


@pytest.mark.parametrize(
    "row",
    [
        ["产出指标", "数量指标", "", "", "", "", ""],
        ["产出指标", "数量指标", "……", "", "", "", ""],
        ["产出指标", "数量指标", "巡查", "", "", "", ""],
    ],
)
def test_rows_of_templates_state_nothing(row: list[str]) -> None:
    assert read_rows(row)[0].indicators == []


def test_points_in_a_name_and_beside_a_level() -> None:
    header = ["一级指标", "三级指标", "指标值", "得分"]
    (found,) = read_rows(["产出指标（50分）", "里程（10分）", "9", "8"], header=header)[0].indicators
    assert (found.level1, found.level3, found.weight, found.score) == ("产出指标", "里程", "10", "8")
    out, _ = read_rows(["产出指标（50分）", "里程", "9", "8"], header=header)
    assert [(s.component, s.weight) for s in out.scores] == [("output", "50")]


def test_the_second_list_of_a_row() -> None:
    held, out = table(0, [["一级指标", "三级指标", "指标值"], ["产出指标", "里程", "9"]]), TableReadings()
    form = Form(0, further=set_columns(said_rows(held)[0]))
    read_second(held, 1, form, out)
    assert [i.level3 for i in out.indicators] == ["里程"]


def test_words_of_a_cell() -> None:
    held = table(0, [["里 程\n数", "—", ""]])
    assert [words_of(c) for c in held.cells] == ["里程数", None, None] and words_of(None) is None
    assert fold_lines("１ 2\n（3）") == "12\n(3)"
