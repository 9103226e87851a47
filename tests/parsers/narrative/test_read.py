"""The narrative, sentence by sentence: which quantities are read, and that no text is too odd to be read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Document, Paragraph, Text
from extract.numbered import is_heading
from parsers.narrative.read import read_narrative
from parsers.narrative.vocabulary import Vocabulary
from parsers.outline.sections import narrative
from parsers.report import Profile
from tests.parsers.narrative.reports import BUDGET, FINAL, funds, read, said

WORDS = [
    *"占比较的为、，。；：（）“”和与其中增加减少完成",
    *(
        "占支出总额",
        "占支出总额900万元的20%",
        "900万元",
        "2.5亿元",
        "58%",
        "的57.73%",
        "2022年度",
        "2023年",
        "年初预算",
        "支出决算",
        "均为",
        "分别为",
        "其中：",
        "基本支出",
        "“三公”经费",
    ),
    *(
        "社会保障和就业支出（类）",
        "住房公积金（项）",
        "（2210201）",
        "涉及资金",
        "项目3个，",
        "执行率",
        "用于",
        "在防汛中，",
        "未举办",
        "整体支出绩效自评",
        "得分95分",
        "等级为“优”",
    ),
    *("一、收入决算情况说明", "\n", "（一）", "1.", "减：", "上年", "安排", "主要原因是", "对", "开展了"),
]


@given(
    st.sampled_from([FINAL, BUDGET]),
    st.sampled_from(["", "十二、预算绩效情况说明", "三、支出决算情况说明"]),
    st.lists(st.sampled_from(WORDS), max_size=30),
)
def test_no_text_is_too_odd_to_be_read(title: tuple[str, ...], heading: str, words: list[str]) -> None:
    lines = "".join(words).split("\n")
    for fund in funds(*title, heading, *lines):
        assert fund.raw in "".join(lines)
        assert fund.item


def test_a_share_of_an_amount_names_its_whole() -> None:
    share = funds(
        *FINAL, "十、政府采购支出说明", "授予中小企业合同金额27.47万元，占政府采购支出总额47.58万元的57.73%。"
    )[-1]
    assert (share.item, share.measure, share.basis_item) == (
        "授予中小企业合同金额",
        "share",
        "政府采购支出总额",
    )


@pytest.mark.parametrize(
    ("heading", "before", "after", "item", "sign"),
    [
        (
            "一、收入支出决算总体情况说明",
            "2023年度收入总计50万元。与2022年度",
            "万元相比，增加3万元。",
            "收入总计",
            1,
        ),
        (
            "七、“三公”经费支出决算情况说明",
            "“三公”经费支出50万元，2022年度“三公”经费支出",
            "万元，减少3万元。",
            "“三公”经费支出",
            -1,
        ),
        (
            "七、“三公”经费支出决算情况说明",
            "“三公”经费支出决算为50万元，较2022年的",
            "万元减少3万元。",
            "“三公”经费支出",
            -1,
        ),
    ],
)
def test_an_amount_of_the_year_before_is_not_this_years(
    heading: str, before: str, after: str, item: str, sign: int
) -> None:
    rows = read(*FINAL, heading, f"{before}47{after}")
    assert [(f.item, f.measure, f.value, f.period) for f in rows.funds] == [
        (item, "final", 50, 2023),
        (item, "prior_final", 47, 2022),
        (item, "change", 3 * sign, 2023),
    ]


def test_only_evaluations_are_told_by_project() -> None:
    text = "2023年，本单位编报绩效目标的项目12个，涉及预算资金262.00万元。"
    found = funds(*BUDGET, "八、预算绩效情况说明", text)
    assert [(f.value, f.project) for f in found] == [(Decimal("262.00"), None)]


def test_what_was_carried_over_and_last_years_bills_are_spent_this_year() -> None:
    found = funds(*FINAL, "三、支出决算情况说明", "上年结转20万元，用于2022年度工程尾款15万元。")
    assert {(f.measure, f.period) for f in found} == {("final", 2023)}


def test_the_comma_between_thousands_ends_no_clause() -> None:
    line = "2023年度一般公共预算财政拨款支出决算10,867.07万元，完成年初预算7,998.42万元的105.87%，占本年支出合计11,800.00万元的92.09%。"
    rates = {
        (f.measure, str(f.value), f.basis_item)
        for f in funds(*FINAL, "三、一般公共预算财政拨款支出决算情况说明", line)
        if f.unit == "%"
    }
    assert rates == {("completion_rate", "105.87", None), ("share", "92.09", "本年支出合计")}
    assert said(*FINAL, "三、一般公共预算财政拨款支出决算情况说明", line) == said(
        *FINAL,
        "三、一般公共预算财政拨款支出决算情况说明",
        line.replace("10,867", "10867").replace("7,998", "7998").replace("11,800", "11800"),
    )


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        (FINAL, ("一、收入情况说明", "二、支出情况说明")),
        (FINAL, ("（一）收入说明", "（二）支出说明")),
        (BUDGET, ("一、收入总体情况", "二、2023年支出总体情况")),
        (BUDGET, ("（一）收入", "（二）支出")),
    ],
)
def test_without_a_heading_that_names_it_the_subject_tells_the_statement(
    title: tuple[str, ...], headings: tuple[str, str]
) -> None:
    spent = "2023年支出合计500万元，其中：基本支出290万元，占58%；项目支出210万元，占42%。"
    found = funds(
        *title, headings[0], "2023年收入合计500万元，其中：事业收入100万元，占20%。", headings[1], spent
    )
    assert [(f.statement, f.item, f.value) for f in found] == [
        *(
            ("income", item, value)
            for item, value in (("收入合计", 500), ("事业收入", 100), ("事业收入", 20))
        ),
        *(
            ("expenditure", item, value)
            for item, value in (
                ("支出合计", 500),
                ("基本支出", 290),
                ("基本支出", 58),
                ("项目支出", 210),
                ("项目支出", 42),
            )
        ),
    ]


def test_money_of_others_is_not_taken_for_the_accounts() -> None:
    assert not funds(*FINAL, "一、主要工作", "全年实现税收收入500万元，带动投资800万元。")


def test_the_share_of_an_amount_that_is_not_read_is_not_read() -> None:
    assert said(*BUDGET, "一、其他", "支出合计500万元。设备更新290万元，占58%。") == [
        ("支出合计", "initial_budget", "500万元")
    ]


@pytest.mark.parametrize("heading", ["1.因公出国（境）费支出决算情况说明", "（二）支出决算结构情况"])
def test_a_heading_below_a_statement_keeps_to_it(heading: str) -> None:
    found = funds(*FINAL, "五、一般公共预算财政拨款支出决算情况说明", heading, "教育支出100万元，占25%。")
    assert {f.statement for f in found} == {"general_expenditure"}


NAMES = [
    "和平街道改造",
    "因病致贫救助",
    "在校生资助",
    "含氟废水治理",
    "共建家园",
    "及时救助",
    "投入产出核算",
    "安排残疾人就业",
    "三批项目投资",
]


@given(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
def test_names_are_not_taken_for_what_leads_to_them(names: list[str]) -> None:
    parts = "，".join(f"{name}{n}万元" for n, name in enumerate(names, 1))
    assert [
        f.item for f in funds(*FINAL, "三、支出决算情况说明", f"本年支出合计900万元，其中：{parts}。")[1:]
    ] == names


@pytest.mark.parametrize(
    "text",
    [
        "基本支出5万元和{}3万元。",
        "基本支出5万元，含{}3万元。",
        "基本支出5万元（含{}3万元）。",
        "基本支出5万元，共支出{}3万元。",
    ],
)
def test_what_leads_to_a_name_is_no_part_of_it(text: str) -> None:
    assert said(*FINAL, "三、支出决算情况说明", text.format("公务接待费"))[-1] == (
        "公务接待费",
        "final",
        "3万元",
    )


@given(
    st.lists(
        st.sampled_from(["上缴上级支出", "经营支出", "对附属单位补助支出", "公务接待费"]),
        min_size=2,
        unique=True,
    ),
    st.sampled_from(["", "预算数与决算数", "决算数"]),
)
def test_one_number_of_several_subjects_is_one_row_each(names: list[str], measured: str) -> None:
    text = "、".join(names[:-1]) + "和" + names[-1] + measured + "均为0万元。"
    measures = ["final", "initial_budget"] if measured.startswith("预算") else ["final"]
    assert said(*FINAL, "三、支出决算情况说明", text) == [
        (name, measure, "0万元") for measure in measures for name in names
    ]


@pytest.mark.parametrize("after", ["较2022年减少20万元", "支出较上年增加20万元", "与年初预算相比减少20万元"])
def test_a_sentence_that_compares_returns_from_the_parts_to_their_whole(after: str) -> None:
    found = said(
        *FINAL, "九、机关运行经费支出说明", f"机关运行经费400万元，其中：办公费10万元、培训费5万元。{after}。"
    )
    assert found[-2:-1] == [("培训费", "final", "5万元")]
    assert found[-1][:2] == ("机关运行经费", "change")
    alone = said(
        *FINAL, "九、机关运行经费支出说明", f"机关运行经费400万元，其中：办公费10万元。培训费5万元。{after}。"
    )
    assert alone[-1][:2] == ("培训费", "change")


def test_an_occasion_is_that_of_its_own_clause() -> None:
    text = "培训费4万元，用于开展河长制培训，人数20人；未举办节庆晚会活动，开支0万元。"
    assert said(*FINAL, "九、其他重要事项", "（三）一般性支出情况", text) == [
        ("培训费", "final", "4万元"),
        ("节庆晚会", "final", "0万元"),
    ]


@pytest.mark.parametrize(
    ("text", "read_back"),
    [("年初预算150万元，支出决算160万元，完成106.67%。", True), ("支出决算160万元，完成106.67%。", False)],
)
def test_a_completion_is_of_the_budget_that_its_sentence_states(text: str, read_back: bool) -> None:
    found = funds(*FINAL, "五、一般公共预算财政拨款支出决算情况说明", "教育支出（类）" + text)
    assert [f.basis for f in found if f.measure == "completion_rate"] == ["initial_budget"] * read_back


def test_a_heading_that_announces_an_analysis_names_no_subject() -> None:
    text = "收入500万元，较预算增加20万元。支出480万元，较预算减少5万元。"
    found = said(*FINAL, "一、收入支出决算总体情况说明", "（一）收入支出与预算对比分析", text)
    assert [item for item, _, _ in found] == ["收入", "收入", "支出", "支出"]


def test_a_bracket_limits_what_its_list_is_part_of() -> None:
    text = "本年支出合计900万元（其中：基本支出300万元），项目支出600万元，其中：培训费5万元。"
    found = {f.item: f for f in funds(*FINAL, "三、支出决算情况说明", text)}
    assert found["基本支出"].parent_id == found["本年支出合计"].fund_id
    assert found["培训费"].parent_id == found["项目支出"].fund_id


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "2023年批复项目3个，项目资金190万元。分别为：2023年防治专项资金100万元；核发经费90万元。",
            "项目资金",
        ),
        ("奖补项目150万元；贴息项目234万元。抽查到村项目：大棚项目100万元；冷库项目90万元。", None),
    ],
)
def test_a_list_that_is_a_sentence_is_of_the_amount_before_it(text: str, whole: str | None) -> None:
    found = funds("青禾县水务局2023年度项目支出绩效自评报告", "一、项目概况", text)
    wholes = {f.fund_id: f.item for f in found}
    assert {wholes.get(f.parent_id or "") for f in found[-2:]} == {whole}


def test_in_accounts_what_a_list_holds_that_is_a_sentence_is_part_of_no_other_side() -> None:
    text = (
        "收支总预算90万元。收入包括：一般公共预算拨款90万元。支出包括：教育支出60万元、住房保障支出30万元。"
    )
    found = funds(*BUDGET, "四、财政拨款收支预算总体情况说明", text)
    assert found[-1].item == "住房保障支出" and found[-1].parent_id is None


def test_the_parts_of_a_side_are_none_of_the_last_amount_of_the_other() -> None:
    text = "收支总预算90万元。收入包括：一般公共预算拨款89万元、上年结转1万元；支出包括：教育支出60万元、住房保障支出30万元。"
    found = funds(*BUDGET, "四、财政拨款收支预算总体情况说明", text)
    assert found[-1].item == "住房保障支出" and found[-1].parent_id is None


def test_what_is_more_than_the_last_amount_and_a_share_of_another_is_no_part_of_it() -> None:
    text = "支出总预算90万元。基本支出预算85万元；项目支出预算5万元，占支出总预算的5.56%。其中：教育支出60万元，占{}66.67%。"
    for whole, parent in (("支出总预算", None), ("项目支出预算", "项目支出")):
        found = funds(*BUDGET, "三、支出预算总体情况说明", text.format(whole))
        wholes = {f.fund_id: f.item for f in found}
        assert found[-2].item == "教育支出" and wholes.get(found[-2].parent_id or "") == parent


def test_a_change_is_a_part_of_one_against_the_same() -> None:
    text = (
        "“三公”经费支出41万元，较上年减少19万元，较年初预算数减少4万元。"
        "其中：公务接待费20万元，较上年减少16万元，较年初预算数减少1万元。"
    )
    found = [f for f in funds(*FINAL, "七、“三公”经费支出决算情况说明", text) if f.measure == "change"]
    basis = {f.fund_id: f.basis for f in found}
    assert [(f.basis, basis.get(f.parent_id or "")) for f in found[2:]] == [
        ("prior_year", "prior_year"),
        ("initial_budget", "initial_budget"),
    ]


def told_of(*lines: str, known: tuple[str, ...] = ()):  # noqa: ANN201
    blocks = tuple(Paragraph(n, Text(line), is_heading(line)) for n, line in enumerate(lines))
    placed = list(narrative(Document("a", "0", "docx", (), blocks)))
    return read_narrative(
        placed,
        Profile(doc_type="final_accounts", unit_name="石河市水利局", fiscal_year=2023),
        Vocabulary(tabled=frozenset(known)),
    )


AMOUNTS = st.lists(
    st.tuples(st.sampled_from(["公务接待费", "机关运行经费", "堤防检测"]), st.decimals(1, 999, places=2)),
    min_size=1,
    max_size=4,
)


@given(AMOUNTS)
def test_every_number_has_a_row_at_its_place_or_the_reason_why_not(
    amounts: list[tuple[str, Decimal]],
) -> None:
    said = "。".join(f"{name}支出{value}万元" for name, value in amounts) + "。"
    found = told_of("三、支出决算情况说明", said, known=("堤防检测",))
    keys = [q.key for q in found.quantities] + list(found.unread)
    assert len(keys) == len(amounts) == len(set(keys))
    assert [q.number for q in found.quantities] == [f"{value}" for _, value in amounts]
    assert all(q.place.raw == f"{q.number}万元" and q.origin == "text" for q in found.quantities)


def test_what_no_clue_explains_stays_a_figure() -> None:
    found = told_of("三、支出决算情况说明", "全市粮食增产7.00万元。单价100万元以上的设备0.00万元。")
    assert (
        set(found.unread.values()) <= {"no_subject", "foreign", "threshold", "other"}
        and "threshold" in found.unread.values()
    )


def test_sections_share_no_subject() -> None:
    one = told_of("七、公务接待费情况", "公务接待费支出2.00万元。", "八、其他事项", "比上年减少1.00万元。")
    assert [q.item for q in one.quantities if q.measure == "change"] == []


def test_a_list_told_in_its_own_line_does_not_go_on_with_numbered_paragraphs() -> None:
    told = funds(
        *BUDGET,
        "五、一般公共预算支出情况说明",
        "机构运行50元，其中：基本支出50元，项目支出0元。",
        "（二）按支出结构划分，分为基本支出和项目支出。",
        "1.基本支出90元，比上年增加5元。",
    )
    assert [(f.item, f.breakdown, str(f.value)) for f in told if f.measure == "initial_budget"] == [
        ("机构运行", None, "50"),
        ("机构运行", "基本支出", "50"),
        ("机构运行", "项目支出", "0"),
        ("基本支出", None, "90"),
    ]
