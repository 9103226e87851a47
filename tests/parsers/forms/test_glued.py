"""Target forms whose cells were run together are read where the levels tell what stands where, and nowhere else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.model import Paragraph, Text
from extract.txt.document import read_txt
from parsers.forms.glued import read_glued
from parsers.parse import parse_document
from parsers.report import Report

HEAD = [
    "绩效目标表",
    "(2022年度)",
    "项目名称乡村道路养护项目主管部门丰阳市交通运输局项目实施单位青石镇",
    "资金情况",
    "(万元)",
]
MONEY = ["年度资金总额:80", "其中:市级资金60", "其他资金20"]


def parsed(lines: list[str]) -> Report:
    return parse_document(read_txt("\n".join(lines).encode(), "a.txt", "0"))


def test_levels_and_targets_are_parted() -> None:
    report = parsed(
        [*HEAD, *MONEY, "总体目标年度目标", "绩效指标一级指标二级指标三级指标指标值", "产出指标数量指标养护里程≥120公里", "质量指标验收合格率100%",
         "成本指标每公里成本≤0.6万元", "效益指标社会效益指标通行条件明显改善", "满意度指标服务对象满意度指标群众满意度≥90%司机满意度≥95%", "附件:"]
    )  # fmt: skip
    assert [(i.level1, i.level2, i.level3, i.target) for i in report.indicators] == [
        ("产出指标", "数量指标", "养护里程", "≥120公里"),
        ("产出指标", "质量指标", "验收合格率", "100%"),
        ("产出指标", "成本指标", "每公里成本", "≤0.6万元"),
        ("效益指标", "社会效益指标", "通行条件", "明显改善"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
        ("满意度指标", "服务对象满意度指标", "司机满意度", "≥95%"),
    ]
    assert {i.project for i in report.indicators} == {"乡村道路养护"} and {
        i.kind for i in report.indicators
    } == {"target"}
    assert [(q.item, q.number, q.unit, q.measure, q.project) for q in report.quantities] == [
        ("年度资金总额", "80", "万元", "planned", "乡村道路养护"),
        ("市级资金", "60", "万元", "planned", "乡村道路养护"),
        ("其他资金", "20", "万元", "planned", "乡村道路养护"),
    ]
    assert [q.parent for q in report.quantities] == [None, *[report.quantities[0].key] * 2]


def test_more_columns_are_not_guessed_at() -> None:
    report = parsed(
        [*HEAD, "绩效指标一级指标二级指标三级指标指标值分值得分", "产出指标数量指标养护里程120公里1010"]
    )
    assert report.indicators == ()


LEVELS = [
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(LEVELS),
            st.sampled_from(["养护里程", "合格率", "群众认可"]),
            st.sampled_from(["≥120公里", "100%", "＝3次", "明显改善"]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_each_indicator_has_its_levels_and_its_target(held: list[tuple[tuple[str, str], str, str]]) -> None:
    lines, first = ["绩效指标一级指标二级指标三级指标指标值"], None
    for (one, two), name, target in held:
        lines.append(("" if one == first else one) + two + name + target)
        first = one
    found = read_glued([Paragraph(n, Text(t)) for n, t in enumerate(lines)])
    assert [(i.level1, i.level2, i.level3, i.target) for i in found.indicators] == [
        (one, two, name, target.replace("＝", "=")) for (one, two), name, target in held
    ]
    assert read_glued([Paragraph(n, Text(t)) for n, t in enumerate(lines[1:])]).indicators == []


def test_a_whole_form_in_one_line_gives_its_title_and_no_text() -> None:
    line = (
        "市级项目支出绩效目标表（2023年度）项目名称古塔修缮项目主管部门丰阳市文物局项目总投资45万元中央补助安排0其他资金45万元"
        "预算申报数45万元一级指标二级指标三级指标指标目标值产出指标数量指标修缮古塔=2座"
    )
    report = parsed([line])
    assert report.profile.title == "市级项目支出绩效目标表（2023年度）"
    assert (report.profile.doc_type, report.profile.fiscal_year) == ("performance_target", 2023)
    assert report.quantities == ()


def test_a_sentence_that_names_the_levels_is_text() -> None:
    said = "本次评价设计一级指标二级指标三级指标共12个。2023年渠道清淤项目支出80.00万元。"
    report = parsed(["青禾县水务局2023年度项目支出绩效自评报告", "二、资金情况", said])
    assert [(q.item, q.number) for q in report.quantities] == [("渠道清淤项目", "80.00")]
