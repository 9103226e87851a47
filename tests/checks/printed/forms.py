"""Self-evaluation and target forms, and the reports that they are annexed to."""

from __future__ import annotations

from .report import Line, printed

UNIT = "安川市水务局"
MONEY = "单位：万元"
REPORT = f"={UNIT}2023年度渠道清淤项目支出绩效自评报告"
WHOLE = f"={UNIT}2023年度部门整体支出绩效自评报告"
COLUMNS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
LENGTH = ("产出指标", "数量指标", "清淤长度", "≥20公里", "20公里", "50", "50", "")
BENEFIT = ("效益指标", "社会效益指标", "灌溉保证率", "≥90%", "92%", "30", "30", "")
PLEASED = ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "95%", "10", "10", "")
INDICATORS = (LENGTH, BENEFIT, PLEASED)
TOTAL = ("总分", "", "", "", "", "100", "100", "")


def form(
    *rows: tuple[str, ...],
    budget: str = "20.00",
    spent: str = "20.00",
    rate: str = "100%",
    points: str = "10",
    name: str = "渠道清淤",
    period: str = "",
) -> tuple[Line, ...]:
    """A self-evaluation form of a project."""
    head = (
        ("项目名称", name, "", "", "", "", "", ""),
        ("主管部门", UNIT, "", "实施单位", UNIT, "", "", ""),
        *((("实施周期", period, "", "", "", "", "", ""),) if period else ()),
        ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        ("", "年度资金总额", "20.00", budget, spent, "10", rate, points),
    )
    return ("=项目支出绩效自评表", "（2023年度）", (*head, COLUMNS, *rows))


def targets(name: str, amount: str, appropriation: str = "", target: str = "≥20公里") -> tuple[Line, ...]:
    """A form that a project applies with."""
    return (
        "=项目支出绩效目标申报表",
        "（2023年度）",
        (
            ("项目名称", name, "", ""),
            ("主管部门", UNIT, "实施单位", UNIT),
            ("项目资金（万元）", "年度资金总额：", amount, ""),
            ("", "其中：财政拨款", appropriation or amount, ""),
            ("一级指标", "二级指标", "三级指标", "指标值"),
            ("产出指标", "数量指标", "清淤长度", target),
        ),
    )


CASES = {
    "bound.cost": printed(
        "≤20万元",
        "≤12万元",
        *form(("产出指标", "成本指标", "项目总成本", "{}", "20万元", "50", "45", "超支"), BENEFIT, PLEASED),
    ),
    "bound.execution": printed("19.00", "26.00", *form(*INDICATORS, spent="{}", rate="")),
    "bound.target": printed(
        "21公里",
        "15公里",
        *form(("产出指标", "数量指标", "清淤长度", "≥20公里", "{}", "50", "50", ""), BENEFIT, PLEASED),
    ),
    "equality.project": printed(
        "20.00",
        "26.00",
        WHOLE,
        "=部门整体支出绩效评价基础数据表",
        MONEY,
        (
            ("财政供养人员情况", "编制数", "2023年实际在职人数", "控制率"),
            ("", "20", "18", "90%"),
            ("经费控制情况", "2022年决算数", "2023年预算数", "2023年决算数"),
            ("三公经费", "3.00", "3.00", "2.00"),
            ("项目支出：", "50.00", "40.00", "{}"),
            ("1.渠道清淤", "50.00", "20.00", "{}"),
        ),
        *form(*INDICATORS),
    ),
    "equality.received": printed(
        "20.00", "18.00", REPORT, "#一、项目资金情况", "资金到位{}万元。", *form(*INDICATORS)
    ),
    "name.project": printed(
        "渠道清淤整治",
        "渠道清游整治",
        REPORT.replace("渠道清淤", "{}"),
        *form(*INDICATORS, name="渠道清淤整治"),
    ),
    "period.form_date": printed(
        "2024", "2022", "=项目支出绩效自评表", "（2023年度）", "填表时间：{}年3月28日", *form(*INDICATORS)[2:]
    ),
    "period.project": printed("2023", "2021", *form(*INDICATORS, period="2021年1月至{}年12月")),
    "ratio.execution": printed(
        "95.00%", "98.00%", *form(*INDICATORS, spent="19.00", rate="{}", points="9.5")
    ),
    "ratio.execution_score": printed(
        "9.5", "7.5", *form(*INDICATORS, spent="19.00", rate="95.00%", points="{}")
    ),
    "score.applied": printed("20", "15", *targets("渠道清淤", "20.00", target="≥{}公里"), *form(*INDICATORS)),
    "score.bound": printed(
        "50",
        "55",
        *form(("产出指标", "数量指标", "清淤长度", "≥20公里", "20公里", "50", "{}", ""), BENEFIT, PLEASED),
    ),
    "score.grade_text": printed(
        "优",
        "良",
        WHOLE,
        "#三、评价结论",
        "经自评，整体支出绩效自评得分95分，评价等级为“{}”。",
        "=部门整体支出绩效自评表",
        "（2023年度）",
        (
            ("部门名称", UNIT, "", "自评得分", "95", "自评等级", "优", ""),
            COLUMNS,
            ("产出指标", "数量指标", "清淤长度", "≥20公里", "19公里", "60", "55", "雨季停工"),
            ("效益指标", "社会效益指标", "灌溉保证率", "≥90%", "92%", "40", "40", ""),
        ),
    ),
    "score.header": printed(
        "50",
        "40",
        *form(
            ("产出指标（{}分）", "数量指标", "清淤长度", "≥20公里", "20公里", "50", "50", ""),
            BENEFIT,
            PLEASED,
        ),
    ),
    "score.headers": printed(
        "50",
        "40",
        *form(
            ("产出指标（{}分）", "数量指标", "清淤长度", "≥20公里", "20公里", "50", "50", ""),
            ("效益指标（30分）", *BENEFIT[1:]),
            ("满意度指标（10分）", *PLEASED[1:]),
            TOTAL,
        ),
    ),
    "score.identical": printed(
        "9",
        "8",
        *(
            line
            for name, score in (("渠道清淤", "8"), ("堤防加固", "8"), ("泵站改造", "{}"))
            for line in form(
                ("产出指标", "数量指标", "完成数量", "≥20处", "20处", "50", "45", "进度慢"),
                ("产出指标", "质量指标", "验收合格率", "≥90%", "90%", "10", "9", "进度慢"),
                ("效益指标", "社会效益指标", "灌溉保证率", "≥90%", "92%", "20", "18", "进度慢"),
                ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "95%", "10", score, "进度慢"),
                name=name,
            )
        ),
    ),
    "score.parts": printed(
        "30",
        "25",
        WHOLE,
        "#四、评价结论",
        "本次评价总得分95分，其中：决策得分20分，过程得分20分，产出得分{}分，效益得分25分。",
    ),
    "score.reason": printed(
        "天气原因，延期",
        "",
        *form(("产出指标", "数量指标", "清淤长度", "≥20公里", "15公里", "50", "40", "{}"), BENEFIT, PLEASED),
    ),
    "score.text": printed(
        "100", "96", REPORT, "#三、评价结论", "项目自评得分{}分。", *form(*INDICATORS, TOTAL)
    ),
    "score.total": printed("100", "90", *form(*INDICATORS, ("总分", "", "", "", "", "100", "{}", ""))),
    "score.weights": printed(
        "30",
        "40",
        *form(
            LENGTH, ("效益指标", "社会效益指标", "灌溉保证率", "≥90%", "92%", "{}", "30", ""), PLEASED, TOTAL
        ),
    ),
    "sum.target": printed(
        "50.00",
        "56.00",
        f"={UNIT}2023年部门预算",
        "#十、预算绩效情况说明",
        "2023年编报绩效目标的项目2个，涉及资金{}万元。",
        *targets("渠道清淤", "30.00"),
        *targets("堤防加固", "20.00"),
    ),
    "structure.contents": printed(
        "支出决算表",
        "机构图",
        f"={UNIT}2023年度部门决算",
        "#目录",
        "第一部分 概况........1",
        "第二部分 2023年度部门决算表........3",
        "一、收入决算表........3",
        "二、支出决算表........4",
        "#第一部分 概况",
        "#第二部分 2023年度部门决算表",
        "=收入决算表",
        MONEY,
        (("科目编码", "科目名称", "本年收入合计", "财政拨款收入"), ("", "合计", "10.00", "10.00")),
        "={}",
        MONEY,
        (("科目编码", "科目名称", "本年支出合计", "基本支出"), ("", "合计", "10.00", "10.00")),
    ),
}
