"""What sentences, titles and notes say against each other, in reports of several wordings."""

from __future__ import annotations

import pytest

from tests.written import rows_of

HEAD = "石河县水利局2023年度部门决算\n"
SPENT = "五、一般公共预算财政拨款支出决算情况说明\n"
CARS = "七、“三公”经费支出决算情况说明\n"
USED = "石河县水利局2023年度清淤专项资金绩效评价报告\n一、资金使用情况\n"


@pytest.mark.parametrize(
    ("rule", "kept", "broken"),
    [
        (
            "difference.complete",
            SPENT + "农林水支出决算为206.00万元，完成年初预算的103%，决算数大于预算数6.00万元。",
            SPENT + "农林水支出决算为206.00万元，完成年初预算的100%，决算数大于预算数6.00万元。",
        ),
        (
            "difference.complete",
            SPENT + "农林水支出206.00万元，完成年初预算的104.1%，决算数大于预算数，主要原因是追加资金。",
            SPENT + "农林水支出206.00万元，完成年初预算的104.1%，决算数小于预算数，主要原因是节约。",
        ),
        (
            "period.own",
            "2023年度收入总计50.00万元、支出总计50.00万元。与2022年相比，各增加5.00万元，增长11.11%。",
            "2023年度收入总计50.00万元、支出总计50.00万元。与2023年相比，各增加5.00万元，增长11.11%。",
        ),
        (
            "period.own",
            "培训费支出3.00万元，较2022年决算数减少1.00万元，下降25%。",
            "2023年培训费支出3.00万元，较2023年决算数减少1.00万元，下降25%。",
        ),
        (
            "period.as_of",
            "截至2023年12月31日，本单位共有车辆2辆。",
            "截止2022年12月31日，本单位共有车辆2辆。",
        ),
        ("period.misprint", "2023年公务接待费支出2.00万元。", "20223年公务接待费支出2.00万元。"),
        (
            "template.marks",
            "会议费支出2.00万元，培训费支出3.00万元。",
            "会议费支出2.00万元，，培训费支出3.00万元。",
        ),
        (
            "bound.vehicles",
            CARS
            + "1.公务用车购置及运行维护费支出5.66万元。\n2.公务用车运行维护费支出5.66万元，主要用于燃油。",
            CARS
            + "1.公务用车购置及运行维护费支出5.66万元。\n2.公务用车运行维护费支出7.68万元，主要用于燃油。",
        ),
        (
            "ratio.share",
            USED + "项目资金总支出90万元，主要用于：劳务费60万元，占66.67%；租赁费30万元，占33.33%。",
            USED + "项目资金总支出90万元，主要用于：劳务费60万元，占66.67%；租赁费30万元，占43.33%。",
        ),
    ],
)
def test_wordings(rule: str, kept: str, broken: str) -> None:
    kept, broken = (t if t.startswith(USED) else HEAD + t for t in (kept, broken))
    assert rule not in {f.rule for f in rows_of(kept).findings}
    assert [f.rule for f in rows_of(broken).findings if f.rule == rule] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "“三公”经费支出1.00万元，年初预算为1.50万元，差值为0.50万元。",
        "2023年度收、支总计各是50.00，52.00万元。与2022年相比，各减少5.00，6.00万元，各下降9.09%、10.34%。",
        "一、2024年“三公”经费预算\n2024年“三公”经费预算8.00万元。\n二、2022年“三公”经费决算情况\n"
        "2022年度“三公”经费支出9.00万元。\n2023年“三公”经费较2022年减少2.00万元，减少22.22%。",
    ],
)
def test_what_is_no_contradiction(text: str) -> None:
    loud = {f.rule for f in rows_of(HEAD + text).findings if f.severity != "info"}
    assert not loud & {"difference.budget", "ratio.growth", "period.text"}


@pytest.mark.parametrize(
    "text",
    [
        "一般公共预算收入完成1128万元，占年计划1005万元的112.24%，同比增长21.41%。",
        "一般公共预算收入35.00亿元，上年结余2.00亿元，收入合计37.00亿元。\n"
        "政府性基金收入20.00亿元，上年结余6.00亿元，收入合计26.00亿元。",
        CARS
        + "2023年公务用车购置及运行费150万元，其中公务用车运行费150万元，公务用车购置费0万元，公务接待费200万元。",
        CARS
        + "公务用车购置及运行维护费110万元（其中，购置费20万元，运行维护费70万元，其他交通费用20万元）。",
        "四、财政拨款收入支出决算总体情况说明\n财政拨款收入总计177.28万元，与2022年相比21.79万元，增加14.01%。",
        "四、财政拨款收入支出决算总体情况说明\n财政拨款收入总计52.00万元，支出总计50.00万元，年末结转2.00万元。",
        "一般公共预算收支情况\n2023年全县一般公共预算支出165720万元。其中，县级一般公共预算支出107922万元。",
        CARS + "“三公”经费支出2.05万元，年初预算为2.95万元，差值为0.90万元，其中：因公出国（境）费支出0万元，"
        "年初预算为0万元，差值为0万元；公务用车购置及运行维护费支出0万元，年初预算为0.95万元，差值为0.95万元；"
        "公务接待费支出2.05万元，年初预算为2.00万元，差值为0.05万元。",
        "一般公共预算支出361315万元，上解支出5000万元，支出合计366315万元。",
        CARS
        + "2023年公务接待费支出1.97万元，较2022年的1.86万元增加0.11万元。\n2023年公务接待费支出1.97万元。",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert [f.message for f in rows_of(HEAD + text).findings if f.severity != "info"] == []


def test_a_table_whose_columns_were_misread_is_one_doubt() -> None:
    names = ("合计", "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费")
    amounts = {
        "合计": "58",
        "因公出国（境）费": "1",
        "公务用车购置费": "7",
        "公务用车运行维护费": "46",
        "公务接待费": "4",
    }
    said = "，".join(f"{name}{amount}万元" for name, amount in amounts.items() if name != "合计")
    text = f"{HEAD}{CARS}2023年“三公”经费支出58万元，其中：{said}。\n“三公”经费支出决算表\n单位：万元"
    right, shifted = (list(amounts.values()), ["58", "7", "46", "4", ""])
    assert not [f for f in rows_of(text, [names, right]).findings if f.severity != "info"]
    found = rows_of(text, [names, shifted]).findings
    assert [f.rule for f in found] == ["reading.doubtful"] and found[0].severity == "info"


def test_the_two_sides_of_a_total_are_equal() -> None:
    said = (
        "四、财政拨款收入支出决算总体情况说明\n2023年度财政拨款收入总计50.00万元；财政拨款支出总计52.00万元。"
    )
    found = [f.message for f in rows_of(HEAD + said).findings if f.rule == "equality.text"]
    assert found and "收入总计应等于支出总计" in found[0]


def test_an_annex_above_all_else_is_the_page_itself() -> None:
    rows = rows_of(
        "附件：2023年度项目支出绩效自评表\n项目名称：河道清淤。年初预算数30.00万元，执行数30.00万元。"
    )
    assert "structure.annex" not in {f.rule for f in rows.findings}
