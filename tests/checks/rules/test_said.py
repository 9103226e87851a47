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
    ],
)
def test_what_was_spent_is_not_more_than_what_there_was(said: str, severities: list[str]) -> None:
    assert told(EVALUATION + said, "bound.execution") == severities


@pytest.mark.parametrize(("home", "severities"), [("1.26", []), ("1.00", []), ("12.6", ["error"])])
def test_a_part_told_below_its_whole_is_not_more(home: str, severities: list[str]) -> None:
    said = f"3.公务接待费支出1.26万元。其中：\n国内接待费支出{home}万元，国内公务接待3批次，接待16人次。"
    assert told(ACCOUNTS + said, "bound.listed") == severities
