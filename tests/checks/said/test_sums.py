"""Changes that a text lists, against the change that they make up: each with one slip or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.codes import State
from checks.facts import Facts
from checks.said.sums import leaves_none_out, named_classes, slipped_change
from tests.checks.cases.builders import fund
from tests.written import rows_of

BUDGET = "石河县水利局2024年部门预算\n三、支出预算情况说明\n"
LISTS = (
    "2024年支出预算583.42万元，较上年减少{whole}万元，主要是基本支出{word}{a}万元，项目支出减少{b}万元。",
    "2024年支出总预算为583.42万元，比2023年减少{whole}万元，其中：基本支出{word}{a}万元，项目支出减少{b}万元。",
    "2024年支出预算数583.42万元，较去年减少{whole}万元，原因是基本支出{word}{a}万元、项目支出减少{b}万元。",
    "支出预算583.42万元，同比减少{whole}万元，主要原因是：基本支出{word}{a}万元；项目支出减少{b}万元。",
)


def told(text: str, rule: str = "sum.changes") -> list[str]:
    return [f.severity for f in rows_of(text).findings if f.rule == rule]


@pytest.mark.parametrize("said", LISTS)
@pytest.mark.parametrize(
    ("whole", "word", "a", "b", "severities"),
    [
        ("12.48", "减少", "9.53", "2.95", []),
        ("12.84", "减少", "9.53", "2.95", ["warning"]),
        ("12.48", "减少", "9.35", "2.95", ["warning"]),
        ("12.48", "增加", "9.53", "2.95", ["warning"]),
        ("12.48", "减少", "7.53", "2.95", ["warning"]),
        ("31.70", "减少", "9.53", "2.95", []),
    ],
)
def test_two_parts_make_the_change(
    said: str, whole: str, word: str, a: str, b: str, severities: list[str]
) -> None:
    assert told(BUDGET + said.format(whole=whole, word=word, a=a, b=b)) == severities


@pytest.mark.parametrize(
    ("last", "severities"),
    [
        ("资本性支出增加2.00万元", []),
        ("资本性支出减少2.00万元", ["warning"]),
        ("资本性支出增加5.00万元", []),
        ("资本性支出增加2.00万元等", []),
    ],
)
def test_a_list_that_may_leave_something_out(last: str, severities: list[str]) -> None:
    said = (
        "2024年支出预算583.42万元，较上年增加167.39万元，主要原因是人员经费增加126.22万元、"
        f"商品和服务支出增加34.06万元、对个人和家庭的补助增加5.11万元、{last}。"
    )
    assert told(BUDGET + said) == severities


@given(st.lists(st.integers(-9999, 9999).filter(bool), min_size=2, max_size=5))
def test_changes_that_add_up_are_no_slip(cents: list[int]) -> None:
    whole, *parts = (fund(f"第{n}项", f"{c / 100:.2f}", "change") for n, c in enumerate([sum(cents), *cents]))
    found = slipped_change(whole, parts, sure=True)
    assert found is not None and found.state == State.HOLDS


ACCOUNTS = "石河县水利局2023年度部门决算\n一、收入支出决算总体情况说明\n"
EVALUATION = "石河县水利局2023年度堤防养护项目支出绩效自评报告\n二、资金使用情况\n"


@pytest.mark.parametrize(
    ("head", "said", "left", "severities"),
    [
        (
            ACCOUNTS,
            "2023年度本年收入合计123.40万元，本年支出合计100.00万元，收支相抵，结余{}万元。",
            "23.40",
            [],
        ),
        (
            ACCOUNTS,
            "2023年度本年收入合计123.40万元，本年支出合计100.00万元，收支相抵，结余{}万元。",
            "37.10",
            ["warning"],
        ),
        (ACCOUNTS, "2023年总收入123.40万元，总支出100.00万元，收支结余{}万元。", "24.30", ["warning"]),
        (
            ACCOUNTS,
            "年初结转和结余15.20万元，本年收入120.00万元，本年支出100.00万元，年末结转和结余{}万元。",
            "35.20",
            [],
        ),
        (
            ACCOUNTS,
            "年初结转和结余15.20万元，本年收入120.00万元，本年支出100.00万元，年末结转和结余{}万元。",
            "32.50",
            ["warning"],
        ),
        (EVALUATION, "项目资金到位123.40万元，实际支出100.00万元，结余{}万元。", "23.40", []),
        (EVALUATION, "项目资金到位123.40万元，实际支出100.00万元，结余{}万元。", "24.30", ["warning"]),
        (EVALUATION, "项目资金到位123.40万元，实际支出100.00万元，结余{}万元，其余收回财政。", "11.00", []),
    ],
)
def test_what_is_left_is_what_came_less_what_was_spent(
    head: str, said: str, left: str, severities: list[str]
) -> None:
    assert told(head + said.format(left), "sum.surplus") == severities


@pytest.mark.parametrize(("word", "severities"), [("减少", []), ("增加", ["warning"])])
def test_the_one_part_that_changed_changed_as_all_did(word: str, severities: list[str]) -> None:
    said = (
        "2024年“三公”经费预算5.60万元，比上年减少1.40万元。其中：公务用车运行维护费3.60万元，占64%，"
        f"比上年{word}1.40万元，公务接待费2.00万元，占36%，和上年持平。"
    )
    assert told(BUDGET + said) == severities


@pytest.mark.parametrize(
    ("said", "count"),
    [
        (
            "因公出国（境）费预算36万元，比上年增加36万元，公务用车购置及运行费预算50万元，其中公务用车运行费50万元，比上年减少36万元。",
            0,
        ),
        (
            "“三公”经费预算86万元，比上年增加36万元，其中：公务用车运行费50万元，比上年减少36万元，公务接待费36万元，与上年持平。",
            1,
        ),
    ],
)
def test_a_list_is_of_the_amount_that_opens_it(said: str, count: int) -> None:
    found = rows_of("青禾市2023年“三公”经费预算情况说明\n" + said).findings
    assert [f.rule for f in found if f.rule == "sum.changes"] == ["sum.changes"] * count


@pytest.mark.parametrize(("abroad", "rules"), [("31", []), ("131", ["sum.changes"])])
def test_parts_may_stand_under_headings_of_their_own(abroad: str, rules: list[str]) -> None:
    text = f"""青禾市2023年“三公”经费决算情况
2023年“三公”经费支出总额为825万元，比预算数减少188万元。具体情况如下：
一、因公出国（境）经费
2023年因公出国（境）费99万元，比预算数减少{abroad}万元。
二、公务接待费
2023年公务接待费114万元，比预算数减少50万元。国内公务接待536批次，5804人次。
三、公务用车购置及运行维护费
2023年公务用车购置及运行维护费612万元，比预算数减少107万元。"""
    found = rows_of(text).findings
    assert [f.rule for f in found if f.severity == "error"] == rules


CLASSES = (
    "青禾市林业局2024年部门预算\n一、一般公共预算支出情况\n"
    "社会保障和就业支出{social}万元、卫生健康支出{health}万元、住房保障支出30.20万元。\n"
    "二、一般公共预算支出具体情况\n机关事业单位基本养老保险缴费支出41.20万元。主要用于养老保险缴费。\n"
    "机关事业单位职业年金缴费支出20.32万元。主要用于职业年金缴费。\n事业单位医疗{medical}万元。主要用于医疗保险缴费。\n"
    "住房公积金30.20万元。主要用于住房公积金。"
)


@pytest.mark.parametrize(
    ("social", "health", "medical", "told"),
    [
        ("61.52", "20.38", "20.38", None),
        ("61.82", "20.38", "20.38", "社会保障和就业支出为61.82万元，所列2项合计61.52万元"),
        ("61.52", "10.38", "20.38", "卫生健康支出为10.38万元，所列1项合计20.38万元"),
        ("61.52", "20.38", "20.88", "卫生健康支出为20.38万元，所列1项合计20.88万元"),
        ("75.90", "20.38", "20.38", None),  # other items of the class may not have been told
        ("61.82", "10.38", "20.38", None),  # one class alone proves nothing
    ],
)
def test_classes_against_the_items_that_only_they_have(
    social: str, health: str, medical: str, told: str | None
) -> None:
    rows = rows_of(CLASSES.format(social=social, health=health, medical=medical))
    named = named_classes([f for f in Facts(rows).select(origin="text") if f.measure == "initial_budget"])
    assert [len(under) for _, under in named] == [2, 1, 1] and leaves_none_out(*named[2])
    found = [f.message for f in rows.findings if f.rule == "sum.structure"]
    assert [told in message for message in found] == ([True] if told else []) if told else found == []


def test_a_class_of_which_two_amounts_are_told_is_one_contradiction() -> None:
    text = CLASSES.format(social="61.82", health="20.38", medical="20.38")
    found = rows_of(f"{text}\n三、其他情况\n社会保障和就业支出61.52万元。").findings
    assert [f.rule for f in found if f.severity == "error"] == ["equality.text"]
