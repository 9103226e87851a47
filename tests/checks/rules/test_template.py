"""What the template left in the report, and stray marks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.rules import template
from tests.checks.cases.builders import document, passage, said
from tests.checks.held import breaks, broken, keeps, rules_of


@pytest.mark.parametrize("rule", rules_of(template))
def test_each_rule_is_kept_by_one_document_and_broken_by_another(rule: str) -> None:
    assert keeps(rule) and breaks(rule)


@given(st.integers(0, 30))
def test_so_much_is_left_over_in_no_report(count: int) -> None:
    rows = document(*(passage("template_residue", f"增加（减少）{n}%") for n in range(count)))
    assert len(broken("template.residue", rows)) == (count if count <= template.MANY else 0)


@pytest.mark.parametrize(
    "words",
    [
        "江北市XX局2023年度部门决算",
        "四、政府采购情况（增加内容）",
        "××单位概况",
        "说明（注：如无此项，请删除）",
    ],
)
def test_titles_that_the_template_named(words: str) -> None:
    assert (
        len(broken("template.residue", document(passage("heading", words), passage("heading", words)))) == 1
    )
    assert not broken("template.residue", document(passage("direction", words)))


@pytest.mark.parametrize("words", ["江北市民政局2023年度部门决算", "XXL型设备", "（一）收入"])
def test_titles_of_reports(words: str) -> None:
    assert not broken("template.residue", document(passage("heading", words)))


@given(
    st.sampled_from(["，，", "。。", "；，", "（）", "“”", "，。"]),
    st.sampled_from(["收入1.00万元{}支出", "{}收入1.00万元"]),
)
def test_marks_that_stand_twice_or_around_nothing(marks: str, form: str) -> None:
    sentence = said(form.format(marks))
    found = broken("template.marks", document(sentence, replace(sentence, figure_id="again")))
    assert len(found) == 1 and marks in found[0].message and "重复或多余" in found[0].message


@pytest.mark.parametrize("words", ["收入1.00万元，支出", "其中：…", "目录……3", "收入（元）"])
def test_marks_in_their_place(words: str) -> None:
    assert not broken("template.marks", document(said(words)))
