"""Lists of real wordings with one slip or none."""

from __future__ import annotations

import pytest

from tests.written import rows_of

FINAL = "石河县水利局2023年度部门决算\n"
BUDGET = "石河县水利局2024年部门预算\n"
SELF = "石河县水利局2023年度河道清淤项目绩效自评报告\n"


def told(text: str, rule: str) -> list[str]:
    return [f.severity for f in rows_of(text).findings if f.rule == rule]


@pytest.mark.parametrize(
    "said",
    [
        "三、年度预算安排\n2024年度项目总预算141.00万元，其中支持堤防加固34.00万元，支持河道清淤{}万元，支持泵站改造12.00万元，"
        "合计141.00万元。",
        "四、专项资金安排\n2024年专项资金预算141.00万元，包括：堤防加固34.00万元、泵站改造12.00万元、河道清淤{}万元，共计141.00万元。",
        "三、项目支出预算\n项目支出预算141.00万元，其中：堤防加固34.00万元；河道清淤{}万元；泵站改造12.00万元。以上合计141.00万元。",
        "三、年度资金安排\n2024年度安排水利建设资金141.00万元，其中：堤防加固34.00万元，泵站改造12.00万元，河道清淤{}万元，"
        "合计141.00万元。",
    ],
)
def test_a_list_that_its_sum_closes(said: str) -> None:
    right, wrong = (told(BUDGET + said.format(amount), "sum.listed") for amount in ("95.00", "95.60"))
    slip = told(BUDGET + said.format("95.60"), "sum.slip")
    assert right == [] and (wrong or slip)


@pytest.mark.parametrize(("end", "severities"), [("", ["warning"]), ("等", [])])
def test_a_list_that_leaves_something_out_tells_of_no_exchanged_digits(
    end: str, severities: list[str]
) -> None:
    said = f"六、基本支出\n公用经费314.50万元，其中：办公费50.20万元、差旅费84.30万元{end}。"
    assert told(FINAL + said, "sum.slip") == severities


def test_what_is_closed_may_be_a_part() -> None:
    said = (
        "三、预算安排\n2024年项目总预算141.00万元，其中：堤防加固34.00万元，河道清淤{}万元，合计46.00万元。"
    )
    assert told(BUDGET + said.format("12.00"), "sum.listed") == []


@pytest.mark.parametrize(
    "said",
    [
        "一、资金情况\n2023年，共收到河道清淤专项资金6.44万元。其中:中央资金{}万元,省级资金1.16万元,实际使用6.38万元。",
        "一、资金到位情况\n河道清淤项目到位资金6.44万元，其中：省级财政资金{}万元，县级配套资金1.16万元。",
        "一、资金投入\n2023年河道清淤资金下达6.44万元，其中市级资金1.16万元、省级补助资金{}万元。",
        "一、项目资金\n2023年度河道清淤项目预算资金6.44万元，其中：中央财政资金{}万元、县级财政资金1.16万元。",
    ],
)
def test_money_by_the_level_that_gives_it(said: str) -> None:
    assert told(SELF + said.format("5.28"), "sum.slip") == []
    assert told(SELF + said.format("5.08"), "sum.slip") == ["warning"]
    assert told(SELF + said.format("3.44"), "sum.slip") == []


@pytest.mark.parametrize(
    "said",
    [
        "2023年本单位开支培训费共8.92万元，用于举办河长培训班，人数90人，支出{}万元；用于举办防汛培训班，人数7人，支出7.05万元。",
        "2023年度培训费支出8.92万元，用于开展河长业务培训，人数50人，支出{}万元；用于开展防汛业务培训，人数20人，支出7.05万元。",
        "本部门2023年开支会议费8.92万元，用于召开河长制会议，人数30人，支出{}万元；用于召开防汛会议，人数60人，支出7.05万元。",
        "2023年开支会议费8.92万元，用于召开河长制工作会议，支出{}万元；用于召开防汛工作会议，支出7.05万元。",
    ],
)
def test_what_each_course_cost(said: str) -> None:
    text = FINAL + "十、一般性支出情况说明\n" + said
    assert told(text.format("1.87"), "sum.slip") == []
    assert told(text.format("1.78"), "sum.slip") == ["warning"]
    assert told(text.format("18.70"), "sum.slip") == ["warning"]
    assert told(text.format("0.32"), "sum.slip") == []


@pytest.mark.parametrize(
    "said",
    [
        "清淤项目40.50万元；加固项目{}万元；泵站项目3.70万元。共计支出69.50万元。",
        "安排清淤项目40.50万元，加固项目{}万元，泵站项目3.70万元，总计69.50万元。",
        "支付清淤工程款40.50万元、加固工程款{}万元、泵站改造款3.70万元，合计支付69.50万元。",
        "投入清淤资金40.50万元、加固资金{}万元、泵站资金3.70万元，总共投入资金69.50万元。",
    ],
)
def test_a_point_moved_in_a_closed_list(said: str) -> None:
    text = SELF + "一、资金情况\n" + said
    assert told(text.format("25.30"), "sum.slip") == []
    assert told(text.format("253.00"), "sum.slip") == ["warning"]
    assert told(text.format("2.53"), "sum.slip") == ["warning"]
    assert told(text.format("11.40"), "sum.slip") == []


@pytest.mark.parametrize(
    "said",
    [
        "2024年政府采购预算1928.93万元。其中：政府集中采购预算1013.70万元；分散采购{}万元。",
        "2024年度政府采购预算为1928.93万元，其中：集中采购1013.70万元，分散采购{}万元。",
        "本部门政府采购预算1928.93万元，其中：政府集中采购1013.70万元、部门分散采购{}万元。",
        "2024年安排政府采购预算1928.93万元，包括分散采购{}万元，集中采购1013.70万元。",
    ],
)
def test_what_is_bought_by_one_office_and_by_each(said: str) -> None:
    text = BUDGET + "六、政府采购预算情况\n" + said
    assert told(text.format("915.23"), "sum.listed") == []
    assert told(text.format("951.23"), "sum.listed") == ["error"]


@pytest.mark.parametrize(
    "said",
    [
        "2024年政府采购预算1928.93万元。\n分散采购915.23万元，占政府采购预算的{}%。",
        "2024年度政府采购预算总额为1928.93万元。\n服务采购预算915.23万元，占政府采购预算总额的{}%。",
        "2024年度安排政府采购预算1928.93万元。\n工程类采购预算915.23万元，占政府采购预算的{}%。",
        "2024年政府采购预算1928.93万元，同比减少2.00万元。\n货物采购预算915.23万元，占政府采购的{}%。",
    ],
)
def test_a_share_of_what_the_paragraph_above_states(said: str) -> None:
    text = BUDGET + "六、政府采购预算情况\n" + said
    assert told(text.format("47.45"), "ratio.share") == []
    assert told(text.format("74.45"), "ratio.share") == ["error"]


@pytest.mark.parametrize(
    "said",
    [
        "{}年县级“三公”经费支出预算为39.80万元，与2023年预算基本持平。",
        "{}年部门支出预算58.10万元，较2023年预算减少2.00万元。",
        "根据批复，{}年安排公务接待费1.20万元，比2023年预算增加0.20万元。",
        "{}年度本单位收入预算60.20万元，与2023年预算数相比增加1.30万元。",
    ],
)
def test_what_is_compared_with_the_year_before_is_this_year_s(said: str) -> None:
    found = {
        year: told(BUDGET + "一、预算情况\n" + said.format(year), "period.base")
        for year in (2024, 2025, 2021)
    }
    assert found == {2024: [], 2025: ["warning"], 2021: ["warning"]}


@pytest.mark.parametrize(
    "said",
    [
        "2023年当年预算执行数为14.04万元，{}年预算安排20.00万元，比2023年当年预算执行数增加42.45%。",
        "2023年预算执行数为14.04万元，{}年预算安排20.00万元，比2023年预算执行数增加42.45%。",
        "公务接待费2023年预算14.04万元，{}年预算20.00万元，较2023年预算增加5.96万元。",
        "其中2023年执行14.04万元，{}年预算安排20.00万元，与2023年预算执行数相比增加5.96万元。",
    ],
)
def test_what_is_compared_stands_behind_the_year_before(said: str) -> None:
    text = BUDGET + "一、预算情况\n" + said
    assert told(text.format(2024), "period.base") == []
    assert told(text.format(2026), "period.base") == ["warning"]


@pytest.mark.parametrize(
    "said",
    [
        "项目支出年初预算为59.60{}，全年预算为85.58万元，决算数为85.58万元。",
        "2023年公务接待费年初预算3.20{}，支出决算2.90万元，主要用于接待上级检查。",
        "项目支出全年预算为85.58万元，支出决算为59.60{}。",
        "培训费支出决算为2.35万元，年初预算为4.10{}，主要用于防汛培训。",
    ],
)
def test_amounts_of_one_subject_are_of_one_size(said: str) -> None:
    text = FINAL + "五、支出决算情况说明\n" + said
    assert told(text.format("万元"), "equality.unit") == []
    assert told(text.format("元"), "equality.unit") == ["warning"]


@pytest.mark.parametrize(
    "said",
    [
        "教育支出40.50万元，农林水支出{}万元，住房保障支出3.70万元。",
        "社会保障和就业支出40.50万元、卫生健康支出{}万元、住房保障支出3.70万元。",
        "农林水支出{}万元，教育支出40.50万元，卫生健康支出3.70万元。",
        "行政运行40.50万元，水利工程建设{}万元，住房公积金3.70万元。",
    ],
)
def test_items_under_the_one_total_of_the_text(said: str) -> None:
    text = (
        FINAL
        + "一、收入支出决算总体情况说明\n2023年支出总计69.50万元，比上年减少2.00万元。\n三、支出决算情况说明\n"
        + said
    )
    assert told(text.format("25.30"), "sum.slip") == []
    assert told(text.format("35.30"), "sum.slip") == ["warning"]
    assert told(text.format("11.20"), "sum.slip") == []


@pytest.mark.parametrize(
    "said",
    [
        "1.基本支出264.39万元，其中：\n工资福利支出{}万元，占基本支出的81.25%。\n商品和服务支出49.58万元，占基本支出的18.75%。",
        "基本支出264.39万元。\n1.工资福利支出{}万元，占基本支出81.25%；\n2.商品和服务支出49.58万元，占基本支出18.75%。",
        "一般公共预算基本支出264.39万元，其中：\n工资福利支出{}万元，占一般公共预算基本支出的81.25%。\n"
        "商品和服务支出49.58万元，占一般公共预算基本支出的18.75%。",
        "基本支出预算264.39万元。其中：\n工资福利支出预算{}万元，占基本支出预算81.25%。\n商品和服务支出预算49.58万元，占基本支出预算18.75%。",
    ],
)
def test_two_classes_that_are_all_of_basic_expenditure(said: str) -> None:
    text = BUDGET + "四、一般公共预算基本支出情况\n" + said
    assert told(text.format("214.81"), "sum.economic") == []
    assert told(text.format("214.87"), "sum.economic") == ["error"]


@pytest.mark.parametrize(
    ("said", "severities"),
    [
        ("80.40万元", []),
        ("80.40元", ["warning"]),
        ("80000元", []),
        ("0元", []),
    ],
)
def test_one_amount_of_a_list_in_another_unit(said: str, severities: list[str]) -> None:
    text = FINAL + "一、资金情况\n全年支出水利资金501.20万元，其中：东乡220.30万元、西乡{}、南乡200.50万元。"
    assert told(text.format(said), "equality.unit") == severities


@pytest.mark.parametrize(("closing", "severities"), [("60.00", []), ("60.02", ["error"])])
def test_a_total_that_closes_its_list_is_what_opens_it(closing: str, severities: list[str]) -> None:
    text = (
        BUDGET
        + "一、资金情况\n2024年项目支出预算60.00万元，其中清淤项目20.00万元、加固项目30.00万元、泵站项目10.00万元，"
        + f"合计{closing}万元。"
    )
    assert told(text, "sum.listed") == severities


@pytest.mark.parametrize(("part", "severities"), [("3161.18", []), ("3169.18", ["warning"]), ("3472.56", [])])
def test_two_parts_of_long_numbers_are_not_over_by_one_digit(part: str, severities: list[str]) -> None:
    text = (
        FINAL
        + f"一、资金情况\n全年支出水利资金3345.63万元，其中专项资金{part}万元，混合使用的工作经费184.45万元。"
    )
    assert told(text, "sum.slip") == severities


def test_the_total_of_another_sentence_is_none_of_its_own() -> None:
    said = "“三公”经费合计60.00万元，其中：公务接待费20.00万元，车辆运行费40.00万元。较2023年“三公”经费合计{}万元减少。"
    assert told(BUDGET + "三、“三公”经费\n" + said.format("72.00"), "sum.listed") == []


@pytest.mark.parametrize(
    ("general", "severities"),
    [
        ("7034.92", []),
        ("7043.92", ["error"]),
        ("7934.92", ["error"]),
        ("6000.00", []),  # what is wanting may be of another kind
    ],
)
def test_either_side_of_a_budget_is_all_of_it(general: str, severities: list[str]) -> None:
    said = (
        "四、财政拨款收支预算情况\n2024年财政拨款收支总预算7057.98万元。"
        f"收入包括：一般公共预算拨款{general}万元、上年结转23.06万元；"
        "支出包括：教育支出6500.48万元、住房保障支出557.50万元。"
    )
    assert told(BUDGET + said, "sum.text") == severities


@pytest.mark.parametrize(
    ("whole", "severities"),
    [("1196.62", []), ("11966.20", ["warning"]), ("1300.00", []), ("119.66", ["warning"])],
)
def test_a_total_of_ten_times_its_list(whole: str, severities: list[str]) -> None:
    said = "其中：返还性收入27.50万元，一般性转移支付收入956.88万元，专项转移支付收入212.24万元。"
    text = FINAL + f"一、转移支付情况\n全年上级补助收入{whole}万元，{said}"
    assert told(text, "sum.slip") == severities


@pytest.mark.parametrize("name", ["余额", ""])
@pytest.mark.parametrize(
    ("general", "severities"),
    [("685.69", []), ("585.69", ["warning"]), ("68.57", ["warning"]), ("600.00", [])],
)
def test_debt_is_of_two_kinds(name: str, general: str, severities: list[str]) -> None:
    said = f"2023年底政府债务余额815.86万元，其中：一般债务{name}{general}万元，专项债务{name}130.17万元。"
    assert told(FINAL + "一、政府债务情况\n" + said, "sum.slip") == severities
