"""Forms whose rows are lines: their cells one to a line, and read however high their headers are."""

from __future__ import annotations

import pytest

from extract.txt.document import read_txt
from extract.txt.form_lines import cell_lines
from normalize.rows import normalize_report
from parsers.parse import parse_document

HEAD = ["项目名称 河道清淤", "主管部门 石河市水利局 实施单位 石河市河道管理所"]
LOW = [
    "项目资金(万元) 年初预算数 全年预算数 全年执行数 执行率 分值 得分",
    "年度资金总额 30.00 30.00 28.50 95.00% 10 9.5",
    "其中：当年财政拨款 30.00 30.00 28.50 95.00% - -",
    "绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施",
]
HIGH = [
    "项目资金(万元) 预算数 执行情况 分值 得分",
    "年初预算数 全年预算数 全年执行数 执行率",
    *LOW[1:3],
    "绩效指标 一级指标 二级指标 三级指标 指标值 得分情况 偏差原因分析及改进措施",
    "年度指标值 实际完成值 分值 得分",
]
INDICATORS = [
    "产出指标 数量指标 清淤长度 ≥12公里 12公里 25 25 无",
    "质量指标 验收合格率 =100% 100% 25 25 无",
    "效益指标 社会效益指标 受益村数 ≥8个 8个 30 30 无",
    "满意度指标 服务对象满意度指标 群众满意度 ≥90% 93% 10 10 无",
    "总分 100 99.5",
]


@pytest.mark.parametrize("mark", [" ", "   ", "\u3000"])
@pytest.mark.parametrize("headers", [LOW, HIGH])
def test_a_form_of_lines_is_read_whole(headers: list[str], mark: str) -> None:
    rows = [mark.join(row.split()) for row in [*HEAD, *headers, *INDICATORS]]
    text = "\n".join(["项目支出绩效自评表", "（2023年度）", *rows, "填报人：", "以下无正文。"])
    document = read_txt(text.encode(), "form.txt", "0" * 64)
    read = normalize_report(document, parse_document(document))
    funds = {(f.item, f.measure): f"{f.value:.2f}" for f in read.funds}
    assert funds["年度资金总额", "initial_budget"] == funds["当年财政拨款", "adjusted_budget"] == "30.00"
    assert funds["当年财政拨款", "final"] == "28.50" and funds["年度资金总额", "execution_rate"] == "95.00"
    assert len(funds) == 8
    assert [(i.level3, i.weight, i.score) for i in read.indicators] == [
        ("清淤长度", 25, 25),
        ("验收合格率", 25, 25),
        ("受益村数", 30, 30),
        ("群众满意度", 10, 10),
    ]
    assert {(s.component, f"{s.score:.1f}") for s in read.scores} == {
        ("total", "99.5"),
        ("budget_execution", "9.5"),
    }


@pytest.mark.parametrize(
    "lines",
    [
        ["一级指标 二级指标 三级指标 指标值", "产出指标 数量指标 清淤长度 ≥12公里"],
        ["一级指标 二级指标 三级指标 指标值", "产出指标 数量指标 清淤长度 ≥12公里", "续写的一行"],
        ["一级指标 | 二级指标 | 三级指标 | 指标值", "产出指标 | 数量指标 | 清淤长度"],
        ["一级指标、二级指标、三级指标的分值另行下达。", "产出指标 数量指标"],
    ],
)
def test_rows_of_one_length_and_text_stay_as_they_are(lines: list[str]) -> None:
    assert list(cell_lines(lines)) == lines


def test_what_stands_around_a_form_stays_as_it_is() -> None:
    rows = [*HEAD, *LOW, *INDICATORS]
    cells = [c for row in rows for c in row.split()]
    around = ["甲 乙", "", "丙 丁 戊"]
    assert list(cell_lines([*around, *rows, *around])) == [*around, *cells, *around]
