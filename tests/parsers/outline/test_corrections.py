"""A report that corrects another says so in its title or first lines; its unit, year and kind are read as ever."""

from __future__ import annotations

import pytest

from extract.txt.document import read_txt
from parsers.outline.corrections import is_corrected, is_mark, unmarked
from parsers.parse import parse_document
from parsers.report import Profile

BODY = (
    "第二部分 2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n"
    "2023年度收入总计1,234.56万元，支出总计1,234.56万元，比上年增加34.56万元，增长2.88%。\n"
)
PLAIN = "青禾市水务局2023年度部门决算"


def profile(head: str) -> Profile:
    return parse_document(read_txt(f"{head}\n{BODY}".encode(), "x.txt", "0" * 64)).profile


@pytest.mark.parametrize(
    "head",
    [
        f"{PLAIN}（更正）",
        f"{PLAIN}（更正后）",
        f"{PLAIN}公开（更新版）",
        f"{PLAIN}公开更正版",
        f"{PLAIN}\n（更正后）",
        f"（重新公开）\n{PLAIN}",
        f"【更正】{PLAIN}公开",
        f"{PLAIN}更正说明",
        "关于更正青禾市水务局2023年度部门决算的公告",
        "青禾市水务局关于重新公开2023年度部门决算的说明",
        f"{PLAIN}\n本报告为更正后的版本，原公开内容以此为准。",
    ],
)
def test_it_says_that_it_corrects(head: str) -> None:
    found = profile(head)
    assert found.corrected
    assert (found.unit_name, found.fiscal_year, found.doc_type) == ("青禾市水务局", 2023, "final_accounts")
    assert found.title and "第二部分" not in found.title


@pytest.mark.parametrize(
    "head",
    [
        PLAIN,
        f"{PLAIN}公开",
        f"{PLAIN}\n一、部门概况\n（一）负责修订后的水资源条例的宣传，更正登记差错，办理变更登记。"
        + "水" * 40,
        "2023年度老旧设备更新项目支出绩效自评表",
    ],
)
def test_others_do_not(head: str) -> None:
    assert profile(head).corrected is None


def test_a_mark_is_told_from_words_of_the_subject() -> None:
    assert is_mark("(更正后)") and is_mark("更正说明") and not is_mark("设备更新") and not is_mark("")
    assert unmarked("2023年度部门决算(更正)") == "2023年度部门决算"
    assert not is_corrected(None, ["水" * 61 + "更正后"]) and not is_corrected(
        None, [*"一二三四五", "更正后"]
    )
