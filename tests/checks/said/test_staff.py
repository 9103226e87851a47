"""Counts of staff in one sentence."""

from __future__ import annotations

import pytest

from checks.codes import State
from checks.facts import Facts
from checks.said.staff import staff
from tests.checks.cases.builders import document
from tests.checks.cases.builders import said as sentence


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("本院现有职工19人，其中在编人员13人、招聘人员2人、临时工4人", 0),
        ("本院现有职工99人，其中在编人员13人、招聘人员2人、临时工4人", 1),
        ("本院现有职工19人，其中在编人员13人、招聘人员2人、临时工8人", 1),
        ("实际教职工62名，其中：副高级职称4名，中级职称25名，初级职称23名，工勤人员10名，退休职工28名", 0),
        ("实际教职工62名，其中：副高级职称4名，中级职称25名，初级职称73名，工勤人员10名，退休职工28名", 1),
        ("实际教职工72名，其中：副高级职称4名，中级职称25名，初级职称23名，工勤人员10名，退休职工28名", 0),
        ("实有在职人员30人（其中：行政人员12人，事业人员16人，工勤2人）", 0),
        ("实有在职人员30人（其中：行政人员21人，事业人员16人，工勤2人）", 1),
        ("单位年末实有人数45人；其中：编内人员30人，劳务派遣15人", 0),
        ("单位年末实有人数54人；其中：编内人员30人，劳务派遣15人", 1),
        ("全院教师40人，其中女教师28人，党员20人", 0),
        ("全院教师40人，其中研究生28人、本科20人", 0),
    ],
)
def test_kinds_of_staff_against_all_of_it(said: str, wrong: int) -> None:
    found = staff(Facts(document(sentence(said))))
    assert sum(c.state == State.BROKEN for c in found) == wrong
