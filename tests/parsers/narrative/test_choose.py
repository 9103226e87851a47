"""Which subject a number has, and which has none."""

from __future__ import annotations

from copy import deepcopy

import pytest

from parsers.narrative.choose import CLUES, chosen, of_several
from parsers.narrative.thread import Measured, Thread
from parsers.narrative.vocabulary import Vocabulary
from tests.parsers.narrative.book import report_of
from tests.parsers.narrative.points import FINAL, found, placed, point


@pytest.mark.parametrize(
    ("text", "thread", "name"),
    [
        ("公务接待费支出2.00万元", Thread(), "公务接待费支出"),
        ("2023年度支出2.00万元", Thread(title=found("机关运行经费")), "机关运行经费"),
        ("2023年度决算为2.00万元", Thread(), None),
        ("共涉及资金2.00万元", Thread(title=found("机关运行经费")), None),
        ("、2.00万元", Thread(queue=[found("项目支出")]), "项目支出"),
    ],
)
def test_the_subject_of_a_number(text: str, thread: Thread, name: str | None) -> None:
    # What is held of the sentence before is used up.
    subject = chosen(point(text, deepcopy(thread)), FINAL)
    assert (subject and subject.subject.name.removesuffix("支出")) == (name and name.removesuffix("支出"))


def test_what_the_clause_names_goes_before_what_carries_on() -> None:
    thread = Thread(found=found("公务接待费"), title=found("“三公”经费"), fresh=False)
    named = chosen(point("机关运行经费2.00万元", thread), FINAL)
    assert named is not None and (named.subject.name, named.by) == ("机关运行经费", "named")


def test_what_carries_on_is_said_to_be_carried() -> None:
    thread = Thread(found=found("公务接待费"))
    carried = chosen(point("比上年减少2.00万元", thread), Measured("change", -1))
    assert carried is not None and (carried.subject.name, carried.by) == ("公务接待费", "carried")


@pytest.mark.parametrize(
    ("text", "measure", "several"),
    [
        ("“三公”经费与会议费共压减2.40万元", "change", True),
        ("两项合计2.00万元", "final", True),
        ("分配甲县、乙县各3.00万元", "final", True),
        ("公务接待费2.00万元", "final", False),
        ("会议费和培训费均为2.00万元", "final", False),
    ],
)
def test_one_number_of_several_subjects_together(text: str, measure: str, several: bool) -> None:
    assert of_several(point(text), Measured(measure)) == several  # type: ignore[arg-type]


def test_the_sum_of_basic_and_project_expenditure_is_that_of_all() -> None:
    both = [found("基本支出").subject, found("项目支出").subject]
    assert not of_several(point("两项合计2.00万元", Thread(recent=both)), FINAL)
    assert of_several(point("两项合计2.00万元", Thread(recent=both[:1])), FINAL)


def test_a_name_with_and_in_it_is_one() -> None:
    words = "社会保障和就业支出共2.00万元"
    assert not of_several(point(words, vocabulary=Vocabulary(tabled=frozenset({"社会保障和就业"}))), FINAL)


def test_every_clue_is_tried_once() -> None:
    assert len(set(CLUES)) == len(CLUES)
    assert chosen(point("、2.00万元", under=placed("、2.00万元")), FINAL) is None


@pytest.mark.parametrize("words", ["共支出", "共计支出", "合计"])
def test_the_sum_of_both_kinds_of_expenditure_is_the_total(words: str) -> None:
    report = report_of(f"基本支出310.00万元，项目支出210.00万元，{words}520.00万元。", headings=["支出决算"])
    assert [q.item for q in report.quantities] == ["基本支出", "项目支出", "支出合计"]
