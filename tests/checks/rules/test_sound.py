"""Sentences and tables that contradict nothing: no rule reports them, however like a contradiction they look."""

from __future__ import annotations

import pytest

from tests.checks.rules.test_ratio_text import rows_of

ACCOUNTS = "石河县水利局2023年度部门决算\n二、支出决算情况说明\n"
BUDGET = "石河县水利局2024年部门预算\n二、支出预算情况说明\n"
EVALUATION = "石河县水利局2023年度堤防养护项目支出绩效自评报告\n二、资金使用情况\n"


@pytest.mark.parametrize(
    "said",
    [
        "本单位共有车辆10辆，比上年末的12辆减少2辆。",
        "年末实有车辆10辆，核定编制15辆。",
        "本单位共有车辆10辆，其中：一般公务用车6辆（其中新能源车2辆）、执法用车1辆、其他用车3辆。",
        "本单位共有车辆10辆，其中：一般公务用车6辆、执法用车1辆、其他用车3辆，其他用车主要是皮卡车2辆、面包车1辆。",
        "因公出国（境）费支出2.00万元，比上年减少1.00万元。公务接待费支出2.00万元，比上年增加1.00万元。",
        "教育支出100.00万元，比上年增加20.00万元。农林水支出100.00万元，比上年减少20.00万元。",
        "公用经费123.45万元，主要包括：办公费50.12万元、差旅费73.03万元等。",
        "固定资产净值50.00万元，其中：原值200.00万元，累计折旧150.00万元。",
        "年末结转和结余10.00万元，其中：年初结转和结余12.00万元。",
        "三、一般公共预算财政拨款支出决算情况说明\n"
        "一般公共预算财政拨款支出100.00万元，其中：基本支出60.00万元、项目支出30.00万元、上年结转支出10.00万元。",
        "三、2024年预算绩效目标情况说明\n全部项目编制了绩效目标。",
        "（三）2022年度部门决算公开情况\n已经公开。",
        "2023年公务接待费支出2.00万元。2022年公务接待10批次、80人次。2023年公务接待20批次、160人次。",
        "比2022年增加0.50万元，增长1.00%；与2019年相比减少5.00万元。",
        "因公出国（境）团组2个，累计1人。",
        "共接待20批次，8人以下批次占九成。",
        "选派援外医疗队第30批12人出国。",
        "项目支出5.00万元，比上年增加5.00万元，主要原因是2022年无政府性基金预算支出。",
    ],
)
def test_accounts(said: str) -> None:
    assert [f.message for f in rows_of(ACCOUNTS + said).findings if f.severity != "info"] == []


@pytest.mark.parametrize(
    "said",
    [
        "三、2023年度项目支出绩效自评情况\n全部项目已经自评。",
        "2023年公务接待30批次、200人次。2024年将继续压减。",
    ],
)
def test_budgets(said: str) -> None:
    assert [f.message for f in rows_of(BUDGET + said).findings if f.severity != "info"] == []


@pytest.mark.parametrize(
    "said",
    [
        "2023年支出1234.56万元，主要用于：堤防加固1000.11万元，白蚁防治234.15万元。",
        "毛入学率达到104.1%，拨备覆盖率为205.3%。",
        "产出指标分值20分，得分16.67分，得分率83.33%；效益指标分值30分，得分26.7分，得分率88.89%。",
    ],
)
def test_evaluations(said: str) -> None:
    assert [f.message for f in rows_of(EVALUATION + said).findings if f.severity != "info"] == []


def test_what_was_in_the_reports_of_governments() -> None:
    head = "石河县2023年财政预算执行情况和2024年财政预算草案的报告\n二、2024年预算安排\n"
    said = (
        "2024年一般公共预算收入20.00亿元，加上上级补助收入8.00亿元，分别为返还性收入3.00亿元、转移支付5.00亿元，"
        "调入资金8.00亿元，收入总计36.00亿元。"
    )
    assert [f.rule for f in rows_of(head + said).findings if f.severity != "info"] == []


EXECUTION = "石河县2023年财政收支情况\n一、2023年财政收支执行情况\n"


@pytest.mark.parametrize(
    "said",
    [
        "1-12月，全县一般公共预算支出139744万元，比上年增长10.9%。1-11月累计，全县一般公共预算支出114697万元。",
        "上半年，全县一般公共预算收入完成4512万元。前三季度，全县一般公共预算收入完成7023万元。",
        "地方一般公共预算收入完成28583万元（自然口径），同比增长10.85%，增收2798万元。"
        "地方一般公共预算收入（同口径）完成30161万元，同比增长14.6%。",
        "税收收入11136万元。剔除留抵退税因素后税收收入12480万元。",
    ],
)
def test_what_was_counted_otherwise(said: str) -> None:
    """Months of the year, and what was taken off or counted in, make another amount of one name."""
    assert [f.message for f in rows_of(EXECUTION + said).findings if f.severity != "info"] == []


def test_one_name_and_one_way_of_counting_is_one_amount() -> None:
    said = "全县一般公共预算收入完成28583万元（自然口径）。财政工作平稳。\n全县一般公共预算收入完成28593万元（自然口径）。"
    assert [f.rule for f in rows_of(EXECUTION + said).findings if f.severity == "error"] == ["equality.text"]
