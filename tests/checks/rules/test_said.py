"""What a sentence says, against what another says: invented reports, each with one mistake or none."""

from __future__ import annotations

import pytest

from tests.written import rows_of

ACCOUNTS = "石河县水利局2023年度部门决算\n七、“三公”经费支出决算情况说明\n"
EVALUATION = "石河县水利局2023年度堤防养护项目支出绩效自评报告\n二、资金使用情况\n"


def told(text: str, rule: str) -> list[str]:
    return [f.severity for f in rows_of(text).findings if f.rule == rule]


@pytest.mark.parametrize(
    ("said", "severities"),
    [
        ("2023年项目支出年初预算数为58.00万元，全年预算为71.20万元，决算数为71.20万元。", []),
        ("2023年项目支出年初预算数为71.20万元，全年预算为58.00万元，决算数为71.20万元。", ["warning"]),
        ("2023年共收到堤防养护经费6.44万元，实际使用堤防养护经费6.38万元。", []),
        ("2023年共收到堤防养护经费6.44万元，实际使用堤防养护经费63.8万元。", ["warning"]),
        ("2023年共收到堤防养护经费6.44万元，实际使用堤防养护经费7.00万元，超支部分由单位自筹。", []),
        ("2023年一般公共预算收入年初预算为6.00万元，执行中调整为6.44万元，实际完成7.00万元。", []),
    ],
)
def test_what_was_spent_is_not_more_than_what_there_was(said: str, severities: list[str]) -> None:
    assert told(EVALUATION + said, "bound.execution") == severities


@pytest.mark.parametrize(("home", "severities"), [("1.26", []), ("1.00", []), ("12.6", ["error"])])
def test_a_part_told_below_its_whole_is_not_more(home: str, severities: list[str]) -> None:
    said = f"3.公务接待费支出1.26万元。其中：\n国内接待费支出{home}万元，国内公务接待3批次，接待16人次。"
    assert told(ACCOUNTS + said, "bound.listed") == severities


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("公务接待费支出1.20万元，较上年下降3.85%。", []),
        ("公务接待费支出1.20万元，较本年下降3.85%。", ["period.own"]),
        ("上年公务接待费支出1.20万元，与本年持平。", []),
        ("公务接待费支出1.20万元，比本年预算减少0.10万元。", []),
        ("2023年石河县水利局因公出国（境）团组0个，累计0人次。", []),
        ("2022年石河县水利局因公出国（境）团组0个，累计0人次。", ["period.text"]),
        ("截至2023年24月31日，共有车辆2辆。", ["period.misprint"]),
    ],
)
def test_years_and_days(said: str, rules: list[str]) -> None:
    found = rows_of(ACCOUNTS + said).findings
    assert [f.rule for f in found if f.rule.startswith("period.")] == rules


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_a_table_of_a_budget_is_of_its_year(year: int) -> None:
    table = [["项目", "预算数"], ["公务接待费", "1.20"], ["合计", "1.20"]]
    other = [["项目", "预算数"], ["基本支出", "11.20"], ["合计", "11.20"]]
    found = rows_of(
        "石河县水利局2024年部门预算",
        "2024年部门支出预算总表",
        "单位：万元",
        other,
        f"{year}年“三公”经费支出预算表",
        "单位：万元",
        table,
    ).findings
    assert [f.rule for f in found if f.rule == "period.title"] == ["period.title"] * (year != 2024)


@pytest.mark.parametrize(
    ("said", "severities"),
    [
        ("增加0万元，增长0%", []),
        ("增加0万元，下降0%", ["warning"]),
        ("减少0.00万元，增长0.00%", ["warning"]),
        ("减少0.40万元，增长25.00%", ["error"]),
    ],
)
def test_the_words_of_a_change_and_of_its_rate(said: str, severities: list[str]) -> None:
    assert told(ACCOUNTS + f"公务接待费支出1.20万元，比上年{said}。", "difference.direction") == severities


@pytest.mark.parametrize(
    ("said", "severities"),
    [
        ("12批次（其中外事接待1批次），160人次（其中外事接待9人次）", []),
        ("12批次（其中外事接待0批次），160人次（其中外事接待0人次）", []),
        ("12批次（其中外事接待0批次），160人次（其中外事接待9人次）", ["warning"]),
        ("12批次（其中外事接待3批次），160人次（其中外事接待2人次）", ["warning"]),
    ],
)
def test_guests_of_some_of_the_visits(said: str, severities: list[str]) -> None:
    assert told(ACCOUNTS + f"公务接待费支出1.20万元，国内公务接待共{said}。", "bound.visits") == severities


@pytest.mark.parametrize(
    ("said", "severities"),
    [
        ("项目绩效自评得分为98.50分，等级为优，支出20.00万元。", []),
        ("项目绩效自评得分为985分，等级为优，支出20.00万元。", ["warning"]),
        ("支出20.00万元，绩效自评平均得分100.60分。", ["warning"]),
        ("支出20.00万元，满分100分，自评得分100.60分。", ["error"]),
        ("支出20.00万元，满分120分，自评得分110分。", []),
        ("满意度指标分值10分，满意度为99.1%，自评得分10分。", []),
        ("满意度指标分值10分，满意度为99.1%，自评得分12分。", ["error"]),
        ("支出20.00万元，年度考核得分103分，其中加分3分。", []),
    ],
)
def test_a_score_is_a_hundred_at_most(said: str, severities: list[str]) -> None:
    assert told(EVALUATION + said, "score.bound") == severities


@pytest.mark.parametrize(
    ("second", "severities"),
    [
        ("减少9.90万元", []),
        ("减少9.30万元", ["warning"]),
        ("减少9.90元", ["warning"]),
        ("增加9.90万元", ["error"]),
        ("减少8.20万元", []),
    ],
)
def test_two_equal_amounts_changed_alike(second: str, severities: list[str]) -> None:
    said = (
        "石河县水利局2024年部门预算\n二、支出预算情况说明\n"
        "财政拨款支出预算172.64万元，比2023年预算减少9.90万元。\n"
        f"一般公共预算拨款支出预算172.64万元，比2023年预算{second}。"
    )
    assert told(said, "difference.twin") == severities


@pytest.mark.parametrize(("rate", "count"), [("100%", 0), ("160%", 1)])
def test_a_rate_of_all_there_are_in_a_form(rate: str, count: int) -> None:
    form = [
        ["项目支出绩效自评表（2023年度）", "", "", "", "", "", ""],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "抽检水样", "≥120份", "126份", "40", "40"],
        ["产出指标", "质量指标", "水样合格率", "100%", rate, "30", "30"],
        ["满意度指标", "服务对象满意度", "群众满意度", "≥90%", "95%", "30", "30"],
        ["总分", "", "", "", "", "100", "100"],
    ]
    found = rows_of("石河县水利局2023年度抽检项目支出绩效自评报告", form).findings
    assert len([f for f in found if f.rule == "percent.over"]) == count


PROJECTS = (
    "2023年下达堤防养护项目40.15万元；闸站维修项目25.85万元；水文监测项目76.42万元；防汛物资项目18.60万元。"
)


@pytest.mark.parametrize(
    ("list_", "total", "severities"),
    [
        (PROJECTS, "161.02", []),
        (PROJECTS, "161.52", ["warning"]),
        (PROJECTS.replace("25.85万元", "25.85元"), "161.02", ["warning"]),
        (PROJECTS.replace("76.42", "70.42"), "161.02", ["warning"]),
        (PROJECTS, "187.36", []),
        (PROJECTS.replace("76.42", "6.42"), "161.02", ["warning"]),
        (PROJECTS.replace("18.60", "188.60"), "161.02", ["warning"]),
    ],
)
def test_a_list_that_its_total_closes(list_: str, total: str, severities: list[str]) -> None:
    said = f"{list_}共计下达项目资金{total}万元。"
    assert told(EVALUATION + said, "sum.slip") == severities


@pytest.mark.parametrize(
    ("project", "severity"), [("369.95", None), ("365.95", "warning"), ("301.20", "info")]
)
def test_the_two_kinds_of_spending_of_a_budget(project: str, severity: str | None) -> None:
    head = "石河县水利局2024年部门预算\n二、支出预算情况说明\n"
    said = f"2024年支出预算2104.01万元，其中：基本支出1734.06万元，项目支出{project}万元。"
    assert told(head + said, "sum.text") == ([severity] if severity else [])


@pytest.mark.parametrize(("budget", "severities"), [("2.63", []), ("2.83", ["error"]), ("263", ["error"])])
def test_a_rate_of_difference_from_the_budget(budget: str, severities: list[str]) -> None:
    said = (
        f"与全年预算相比，公务接待费全年预算数{budget}万元，决算数1.63万元，预决算差异率-38.02%，主要是节约。"
    )
    assert told(ACCOUNTS + said, "ratio.growth") == severities


@pytest.mark.parametrize(("word", "count"), [("减少", 0), ("增加", 1)])
def test_what_all_rose_did_not_all_fall(word: str, count: int) -> None:
    said = f"2023年收、支总计各37.41万元、37.19万元。与2022年相比，收、支总计各{word}11.50,23.10万元，各下降23.51%、38.31%。"
    found = rows_of("石河县水利局2023年度部门决算\n一、收入支出决算总体情况说明\n" + said).findings
    assert len([f for f in found if f.leading and "方向相反" in f.message]) == count


@pytest.mark.parametrize(("word", "count"), [("减少", 0), ("增加", 1)])
def test_a_change_against_the_word_of_its_rate_is_one_contradiction(word: str, count: int) -> None:
    said = f"公务接待费支出3.10万元，比上年{word}1.20万元，下降27.91%。"
    found = rows_of(ACCOUNTS + said).findings
    assert len([f for f in found if f.leading]) == count


LISTED = "2023年支出堤防养护资金243.03万元，主要包括：堤防加固13.50万元、闸站维修65.00万元、{}、白蚁防治143.39万元。"


@pytest.mark.parametrize(
    ("entry", "severities"),
    [
        ("水文监测21.14万元", []),
        ("水文监测41.14万元", ["warning"]),
        ("水文监测21.14万元（其中：雨量站20.00万元）", []),
        ("水文监测11.14万元", []),
        ("水文监测91.77万元", []),
    ],
)
def test_a_list_that_is_over_by_a_digit(entry: str, severities: list[str]) -> None:
    assert told(EVALUATION + LISTED.format(entry), "sum.slip") == severities


@pytest.mark.parametrize(("rate", "severities"), [("95.88", []), ("94.88", ["warning"])])
def test_a_rate_of_one_budget_and_one_outturn_of_its_paragraph(rate: str, severities: list[str]) -> None:
    said = (
        "2023年堤防养护资金年初预算1200.00万元，其中：中央补助资金500.00万元，省级资金700.00万元。"
        f"截至2023年12月31日，实际支出1150.50万元，预算执行率{rate}%。"
    )
    assert told(EVALUATION + said, "ratio.execution_text") == severities


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("机关运行经费支出42.80万元，比2022年减少3.52万元。", []),
        ("机关运行经费支出42.80万元，比2021年减少3.52万元。", ["period.base"]),
        ("2023年培训费支出4.10万元，较2021年度增加0.52万元。", ["period.base"]),
        ("与2021年度相比，财政拨款支出增加3.20万元。", ["period.base"]),
        ("与2021年相比，用水量下降3.20%。", []),
        ("规划到2030年用水量较2021年增长3.00%。", []),
        ("2022年度财政拨款收入14.66万元，较上年减少0.22万元，主要是因为本年项目减少。", ["period.text"]),
    ],
)
def test_years_of_comparisons(said: str, rules: list[str]) -> None:
    own = "公务接待费支出1.20万元，较上年减少0.10万元。\n2023年收入总计80.00万元。\n"
    found = rows_of(ACCOUNTS + own + said).findings
    assert [f.rule for f in found if f.rule.startswith("period.")] == rules


@pytest.mark.parametrize(
    ("heading", "told_of"),
    [
        ("二、2023年“三公”经费财政拨款支出情况说明", False),
        ("二、2025年“三公”经费财政拨款支出情况说明", True),
        ("二、2025年一般公共预算财政拨款“三公”经费支出情况说明", True),
        ("二、2024年“三公”经费预算安排情况说明", False),
        ("二、2022年“三公”经费支出与上年比较情况", False),
    ],
)
def test_headings_of_spending(heading: str, told_of: bool) -> None:
    text = ACCOUNTS + f"公务接待费支出1.20万元。\n{heading}\n因公出国（境）费支出0.00万元。"
    assert bool(told(text, "period.title")) == told_of


@pytest.mark.parametrize(
    ("spent", "listed", "slip"),
    [
        ("其他技术推广支出161100元，其中：基本支出0元，项目支出161100元。", [], []),
        ("其他技术推广支出161106元，其中：基本支出0元，项目支出161100元。", ["error"], ["error"]),
        ("办公设备购置经费53.20万元，其中基本支出31.10万元、项目支出22.10万元。", [], []),
        ("办公设备购置经费53.20万元，其中基本支出13.10万元、项目支出22.10万元。", ["warning"], ["warning"]),
        ("支出合计658.99万元，其中：教育支出612.58万元，住房保障支出46.41万元。", [], []),
        ("支出合计658.99万元，其中：教育支出618.58万元，住房保障支出46.41万元。", ["error"], []),
        ("支出合计658.99万元，其中：教育支出600.00万元，住房保障支出46.41万元。", [], []),
    ],
)
def test_lists_that_leave_nothing_out_or_are_over(spent: str, listed: list[str], slip: list[str]) -> None:
    text = "石河县水利局2023年度部门决算\n三、支出决算情况说明\n" + spent
    assert told(text, "sum.listed") == listed
    assert told(text, "sum.slip") == slip


@pytest.mark.parametrize(("printed", "severities"), [("0", []), ("0.00", []), ("1", ["error"])])
def test_nothing_is_truncated_of_a_share_of_0(printed: str, severities: list[str]) -> None:
    said = f"收入合计129.41万元，其中：财政拨款收入129.41万元，占100%；经营收入0.00万元，占{printed}%。"
    assert told("石河县水利局2023年度部门决算\n二、收入决算情况说明\n" + said, "ratio.share") == severities


def test_one_mistake_of_a_sum_of_amounts_is_one_cluster() -> None:
    said = (
        "2023年一般公共预算收入完成129748万元，加上：上级补助收入428905万元，上年结余{}万元，"
        "调入资金348606万元，收入总计907579万元。"
    )
    text = "石河县2023年财政决算报告\n一、一般公共预算收支决算情况\n"
    assert not [f for f in rows_of(text + said.format(320)).findings if f.rule.startswith("sum.")]
    found = [f for f in rows_of(text + said.format(120)).findings if f.rule.startswith("sum.")]
    assert found and len({f.cluster for f in found}) == 1


@pytest.mark.parametrize(
    ("said", "severities"),
    [
        ("满意度99.10%，大于年度指标值≥95%。", []),
        ("满意度99.10%，小于年度指标值≥95%。", ["error"]),
        ("完工率为88%,高于目标值90%。", ["error"]),
        ("完工率为98%，高于目标值5%。", []),
        ("到课率92.00%，未达到目标要求95%。", []),
        ("到课率96.00%，未达到目标要求95%。", ["error"]),
    ],
)
def test_rates_beside_their_targets(said: str, severities: list[str]) -> None:
    assert told(EVALUATION + said, "difference.direction") == severities


@pytest.mark.parametrize(
    ("said", "severities"),
    [
        (
            "①巡护补助应到位68.00万元，实际到位21.00万元，到位率30.88%；②抚育补助应到位16.00万元，实际到位16.00万元，到位率100%。",
            [],
        ),
        (
            "①巡护补助应到位68.00万元，实际到位21.00万元，到位率38.80%；②抚育补助应到位16.00万元，实际到位16.00万元，到位率100%。",
            ["warning"],
        ),
        (
            "①巡护补助应到位88.00万元，实际到位21.00万元，到位率30.88%；②抚育补助应到位36.00万元，实际到位16.00万元，到位率100%。",
            ["warning", "warning"],
        ),
    ],
)
def test_what_arrived_of_each_of_several_projects(said: str, severities: list[str]) -> None:
    found = [s for s in told(EVALUATION + said, "ratio.arrival") if s != "info"]
    assert found == severities


@pytest.mark.parametrize(("compared", "told_of"), [("2022", False), ("2021", True), ("2023", True)])
def test_what_is_stated_is_what_is_compared_with(compared: str, told_of: bool) -> None:
    said = f"2022年当年预算执行数为4.17万元，2023年预算安排14.62万元，比{compared}年预算执行数增加250.60%。"
    found = told("石河县水利局2023年部门预算\n三、支出预算情况说明\n" + said, "period.base")
    assert bool(found) == told_of


@pytest.mark.parametrize(
    ("name", "told_of"),
    [
        ("一般公共服务支出", False),
        ("一文公共服务支出", True),
        ("社会保障和救业支出", True),
        ("防汛物资储备支出", False),
    ],
)
def test_classes_of_lists(name: str, told_of: bool) -> None:
    text = "石河县水利局2023年部门预算\n三、支出预算情况说明\n"
    said = f"支出预算20.00万元，其中：{name}14.00万元，农林水支出6.00万元。"
    assert bool(told(text + said, "name.item")) == told_of


@pytest.mark.parametrize(
    ("entry", "told_of"),
    [
        ("1.2024年部门支出预算总表", False),
        ("1.2025年部门支出预算总表", True),
        ("1.2023年预算执行情况表", False),
    ],
)
def test_statements_of_the_contents_are_of_the_year(entry: str, told_of: bool) -> None:
    contents = f"目录\n一、部门职责……1\n二、部门预算表……2\n{entry}……3\n2.2024年部门收入预算总表……4\n三、名词解释……5\n"
    found = told("石河县水利局2024年部门预算\n" + contents + "一、部门职责\n负责水利工作。\n", "period.title")
    assert bool(found) == told_of


@pytest.mark.parametrize(("kinds", "severities"), [(("4", "34"), []), (("4", "36"), ["error"])])
def test_vehicles_that_are_kept(kinds: tuple[str, str], severities: list[str]) -> None:
    said = f"年末公务用车保有量38辆，其中：公务用车{kinds[0]}辆，执法执勤用车{kinds[1]}辆。"
    assert told(ACCOUNTS + said, "sum.vehicles") == severities


@pytest.mark.parametrize(("year", "told_of"), [("2023", False), ("2022", False), ("2025", True)])
def test_money_does_not_come_after_its_year(year: str, told_of: bool) -> None:
    said = f"1.数量指标：{year}年，我局收到堤防养护经费16.20万元。"
    assert bool(told(EVALUATION + said, "period.text")) == told_of


@pytest.mark.parametrize(("cars", "severities"), [("119.53", []), ("119.5", ["info"]), ("118.53", [])])
def test_what_a_coarser_printing_explains_is_no_slip(cars: str, severities: list[str]) -> None:
    said = f"“三公”经费支出168.53万元，其中：因公出国（境）费39万元、公务用车运行维护费{cars}万元、国内公务接待费10万元。"
    found = [f.severity for f in rows_of(ACCOUNTS + said).findings if f.rule.startswith("sum.")]
    assert found == severities
