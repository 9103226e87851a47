"""One digit, word or year of a report mistyped, which its other numbers give away."""

from __future__ import annotations

from .accounts import ACCOUNTS, BUDGET, THREE, UNIT
from .report import printed

MONEY = "单位：万元"
EVALUATION = f"={UNIT}2023年度堤防养护项目支出绩效评价报告"
CASES = {
    "bound.listed": printed(
        "60.20",
        "66.20",
        BUDGET,
        "#三、支出预算情况说明",
        "2025年支出预算60.20万元，其中：财政拨款支出预算{}万元，比2024年预算增加3.10万元。",
    ),
    "bound.visits": printed(
        "26", "2", ACCOUNTS, THREE, "公务接待费支出1.20万元，共接待来访团组6批次、{}人次。"
    ),
    "difference.row": printed(
        "12.50%",
        "15.20%",
        BUDGET,
        "=收入预算增减对比表",
        MONEY,
        (
            ("项目", "2024年预算", "2025年预算", "增长额", "增长率"),
            ("一、预算拨款", "80.00", "90.00", "10.00", "{}"),
            ("二、其他资金", "20.00", "21.00", "1.00", "5.00%"),
        ),
    ),
    "difference.twin": printed(
        "减少",
        "增加",
        BUDGET,
        "#三、支出预算情况说明",
        "支出预算172.64万元，其中：财政拨款支出预算172.64万元，比2024年预算减少9.90万元。",
        "一般公共预算拨款支出预算172.64万元，比2024年预算{}9.90万元。",
    ),
    "percent.over": printed(
        "98.50",
        "985.0",
        EVALUATION,
        "#三、绩效分析",
        "全年抽检水样120份，抽检合格率为{}%，较好地完成了任务。",
    ),
    "percent.scored": printed(
        "92.50%",
        "95.20%",
        EVALUATION,
        "#四、评价结论",
        "产出指标满分40分，得37分，得分率{}；效益指标满分20分，得19分，得分率95%。",
    ),
    "period.base": printed(
        "2022",
        "2024",
        ACCOUNTS,
        "#二、收入决算情况说明",
        "本年收入合计98.10万元，与{}年度决算数相比增加3.10万元，主要是项目增加。",
    ),
    "sum.grid": printed(
        "9.20",
        "9.60",
        BUDGET,
        "=“三公”经费预算表",
        MONEY,
        (
            ("项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"),
            ("“三公”经费", "{}", "9.20", "0.00", "0.00"),
        ),
    ),
    "sum.slip": printed(
        "52.34",
        "52.84",
        EVALUATION,
        "#二、资金使用情况",
        "2023年堤防养护项目支出115.46万元，其中：堤防加固支出63.12万元，白蚁防治支出{}万元。",
    ),
    "sum.vehicles": printed(
        "6",
        "8",
        ACCOUNTS,
        "#十二、国有资产占用情况",
        "截至2023年12月31日，本单位共有车辆{}辆，其中：机要通信用车1辆、执法执勤用车4辆、其他用车1辆。",
    ),
}
