"""What can be a subject: names of the tables, of the classification and of the lexicon, and words that make one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.narrative.vocabulary import Vocabulary, bare, makes_subject, may_be_listed, vocabulary
from parsers.report import Quantity, in_cell
from tests.written import table

HELD = table(0, [["1.00"]])
NAMES = st.text("河道整治水库养护", min_size=2, max_size=8)


def quantity(item: str, code: str | None = None, project: str | None = None) -> Quantity:
    return Quantity(
        **in_cell(HELD, HELD.cells[0]),
        statement="expenditure",
        item=item,
        item_code=code,
        project=project,
        measure="final",
        number="1.00",
        unit=None,
    )


@given(NAMES, st.sampled_from(["{}", "“{}”", "{}（项）", "其中：{}", "{}支出"]))
def test_a_name_of_a_table_is_known_however_it_is_written(name: str, form: str) -> None:
    held = vocabulary([quantity(name)])
    assert held.knows(form.format(name)) or (len(name) <= 4 and "支出" in form)
    assert bare(bare(form.format(name))) == bare(form.format(name))


def test_a_code_of_a_name_is_that_under_its_class() -> None:
    held = vocabulary(
        [quantity("机关服务", "2010103"), quantity("机关服务", "2080203"), quantity("民政管理事务", "20802")]
    )
    assert held.code("机关服务") is None
    assert held.code("机关服务", "民政管理事务") == held.code("机关服务支出", "208") == "2080203"
    assert held.code("机关服务", "2080203") != "2010103"
    assert (
        held.class_of("民政管理事务") == "208"
        and held.class_of("") is None
        and held.class_of("20101") == "201"
    )


def test_the_classification_knows_its_items_and_its_short_words_are_none() -> None:
    empty = Vocabulary()
    assert empty.is_item("教育支出") and empty.is_item("住房公积金") and not empty.is_item("教育")
    assert empty.code("住房公积金") == "2210201" and empty.knows("“三公”经费") and not empty.knows("河道整治")


def test_projects_are_names() -> None:
    held = vocabulary([quantity("合计", project="河道整治")])
    assert held.knows("河道整治") and held.tabled >= {"河道整治"}


@pytest.mark.parametrize(
    ("words", "makes"), [("办公经费", True), ("项目支出", True), ("增加", False), ("河道", False)]
)
def test_words_that_make_a_subject(words: str, makes: bool) -> None:
    assert makes_subject(words) == makes


@pytest.mark.parametrize(
    ("words", "listed"),
    [("河道整治", True), ("甲", False), ("甲" * 37, False), ("12%", False), ("***活动", True)],
)
def test_entries_of_lists(words: str, listed: bool) -> None:
    assert may_be_listed(words) == listed
