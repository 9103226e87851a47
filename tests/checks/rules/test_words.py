"""Rules about titles, names, numbering and other words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalize.schema import Passage, Rows
from tests.checks.changed import broken_rules


def passage(kind: str, raw: str, text: str | None = None, number: str | None = None) -> Passage:
    return Passage(
        passage_id=f"{kind}{raw}", kind=kind, raw=raw, text=text or raw, number=number, locator="p1@0-4"
    )


@pytest.mark.parametrize(
    ("rule", "broken", "kept"),
    [
        (
            "period.form_date",
            [passage("form_date", "2022/3/28", "2022-03-28")],
            [passage("form_date", "2024/3/28", "2024-03-28")],
        ),
        ("template.residue", [passage("template_residue", "增加（减少）3.00%")], []),
        ("percent.missing", [passage("number_without_unit", "增长13.95")], []),
        (
            "structure.numbering",
            [
                passage("heading", "（一）甲", number="（一）"),
                passage("heading", "（三）乙", number="（三）"),
            ],
            [
                passage("heading", "（一）甲", number="（一）"),
                passage("heading", "（二）乙", number="（二）"),
            ],
        ),
        (
            "structure.annex",
            [passage("annex_announced", "基础数据表", number="1")],
            [passage("annex_announced", "基础数据表", number="1"), passage("annex", "附件1", number="1")],
        ),
    ],
)
def test_words(form: Rows, rule: str, broken: list[Passage], kept: list[Passage]) -> None:
    bare = replace(form, passages=())
    assert broken_rules(replace(bare, passages=tuple(broken))) == {rule}
    assert broken_rules(replace(bare, passages=tuple(kept))) == set()


def test_names_of_classification_items(accounts: Rows) -> None:
    funds = [
        replace(f, section=(f.section or "").replace("住房改革支出（款）", "住房保障支出（款）"))
        for f in accounts.funds
    ]
    assert "name.classification" in broken_rules(replace(accounts, funds=tuple(funds)))
