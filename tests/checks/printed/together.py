"""Reports of one unit that are held against each other, and annexes to a report."""

from __future__ import annotations

from .report import Line, printed

UNIT = "安川市水务局"
MONEY = "单位：万元"


def accounts(year: int, *lines: Line, unit: str = UNIT) -> tuple[Line, ...]:
    return (f"={unit}{year}年度部门决算", *lines)


BALANCE = "=收入支出决算总表"


def balance(opening: str, closing: str, income: str, spending: str, total: str) -> tuple[Line, ...]:
    return (
        BALANCE,
        MONEY,
        (
            ("项目", "决算数", "项目", "决算数"),
            ("一、财政拨款收入", income, "一、农林水支出", spending),
            ("本年收入合计", income, "本年支出合计", spending),
            ("年初结转和结余", opening, "年末结转和结余", closing),
            ("总计", total, "总计", total),
        ),
    )


CASES = {
    "across.prior": printed(
        "10.00",
        "16.00",
        *accounts(
            2023,
            "#一、收入支出决算总体情况说明",
            "2023年度收、支总计均为130.00万元，与上年相比增加{}万元。",
            "2023年度本年收入合计120.00万元，与上年相比增加5.00万元。",
        ),
        others=(accounts(2022, *balance("5.00", "10.00", "115.00", "110.00", "120.00")),),
    ),
    "across.opening": printed(
        "10.00",
        "12.00",
        *accounts(2023, *balance("{}", "6.00", "120.00", "124.00", "130.00")),
        others=(accounts(2022, *balance("5.00", "10.00", "115.00", "110.00", "120.00")),),
    ),
    "across.budget": printed(
        "80.00",
        "86.00",
        *accounts(
            2023,
            "#五、一般公共预算财政拨款支出决算情况说明",
            "2023年度一般公共预算财政拨款支出年初预算为{}万元，支出决算为90.00万元。",
            "其中：基本支出年初预算为60.00万元，支出决算为70.00万元。",
        ),
        others=(
            (
                f"={UNIT}2023年部门预算",
                "=一般公共预算支出表",
                MONEY,
                (
                    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
                    ("", "合计", "80.00", "60.00", "20.00"),
                    ("213", "农林水支出", "80.00", "60.00", "20.00"),
                ),
            ),
        ),
    ),
    "equality.annex": printed(
        "2.00",
        "2.60",
        *accounts(
            2023,
            "=财政拨款“三公”经费支出决算表",
            MONEY,
            (
                ("项目", "预算数", "决算数"),
                ("合计", "3.00", "2.00"),
                ("因公出国（境）费", "0.00", "0.00"),
                ("公务用车购置及运行维护费", "0.00", "0.00"),
                ("公务接待费", "3.00", "2.00"),
            ),
            "=部门整体支出绩效评价基础数据表",
            MONEY,
            (
                ("财政供养人员情况", "编制数", "2023年实际在职人数", "控制率"),
                ("", "20", "18", "90%"),
                ("经费控制情况", "2022年决算数", "2023年预算数", "2023年决算数"),
                ("三公经费", "3.00", "3.00", "{}"),
            ),
        ),
    ),
    "sum.numbered": printed(
        "30.00",
        "36.00",
        f"={UNIT}2023年部门预算",
        "=收入预算表",
        MONEY,
        (
            ("项目", "预算数"),
            ("一、预算拨款", "100.00"),
            ("二、专户管理资金", "20.00"),
            ("三、其他资金", "{}"),
            ("收入合计", "150.00"),
        ),
    ),
}
