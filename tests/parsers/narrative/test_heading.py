"""What a heading says of the numbers under it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.narrative.heading import as_head, title_of, year_before
from parsers.narrative.thread import Thread
from parsers.narrative.vocabulary import Vocabulary
from parsers.report import Profile
from tests.parsers.narrative.points import PROFILE, placed

BUDGET = Profile(doc_type="budget", fiscal_year=2023)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("三、支出情况", "2.公务接待费支出决算情况说明"), "公务接待费支出"),
        (("（一）“三公”经费情况说明",), "“三公”经费"),
        (("2.公务接待费支出情况", "（一）总体情况"), "公务接待费支出"),
        (("三、青禾市水务局2023年度机关运行经费支出情况",), "机关运行经费"),
        (("一、收入情况",), None),
        (("二、支出决算总体情况",), None),
        (("二、主要工作",), None),
        ((), None),
    ],
)
def test_the_subject_that_a_heading_names(path: tuple[str, ...], name: str | None) -> None:
    found = title_of(path, None, PROFILE, Vocabulary())
    assert (found.subject.name.removesuffix("支出") if found else None) == (
        name and name.removesuffix("支出")
    )
    assert found is None or found.by == "heading"


def test_income_and_expenditure_of_a_budget_are_its_own() -> None:
    found = title_of(("一、收入",), None, BUDGET, Vocabulary())
    assert found is not None and found.subject.name == "收入预算"


def test_a_line_that_is_a_name_is_an_item_where_items_are_told() -> None:
    for statement, named in (("general_expenditure", True), ("three_public", False)):
        assert (title_of(("1.水库移民扶持",), statement, PROFILE, Vocabulary()) is not None) == named  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("1.社会保障和就业支出（类）", "社会保障和就业支出"),
        ("2.住房公积金（项）", "住房公积金"),
        ("3.主要工作", None),
    ],
)
def test_an_item_on_a_line_of_its_own_heads_what_follows(line: str, name: str | None) -> None:
    thread = Thread(head_used=True)
    as_head(thread, placed(line), PROFILE, Vocabulary())
    assert (thread.head and thread.head.subject.name) == name and thread.head_used == (name is None)


@pytest.mark.parametrize(
    ("year", "before", "path", "told"),
    [
        (2023, "", ("一、2022年决算情况",), True),
        (2023, "2023年", ("一、2022年决算情况",), False),
        (2023, "", ("一、2022年预算情况",), False),
        (2023, "", ("一、2023年决算情况",), False),
        (2023, "", ("一、2022年决算情况", "（一）2023年预算情况"), False),
        (None, "", ("一、2022年决算情况",), False),
        (2023, "", ("一、预算收支情况", "1.收入预算执行情况"), True),
        (2023, "", ("一、预算收支情况",), False),
        (2023, "", ("一、预算草案执行情况",), False),
        (2023, "", ("一、2023年1-6月财政预算执行情况",), False),
        (2023, "2022年，全县", ("（一）一般公共预算",), True),
        (2023, "2022年，全县", (), True),
        (2023, "2021年，全县", (), False),
    ],
)
def test_headings_of_the_year_before(
    year: int | None, before: str, path: tuple[str, ...], told: bool
) -> None:
    title = "青禾县2022年财政预算执行情况和2023年预算草案的报告"
    assert year_before(replace(PROFILE, fiscal_year=year, title=title), before, path) == told
