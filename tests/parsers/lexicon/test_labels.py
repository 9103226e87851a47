"""Whatever of its wordings a label is printed in, the same is read below and beside it."""

from __future__ import annotations

from typing import Any

import pytest

from regress.cases import rows_of
from regress.rows import RowFacts, table_facts
from tests.parsers.lexicon.labels import Labelled, labelled

TABLES = ("funds", "indicators", "scores", "units")
NAMES = ("item", "parent", "name")
NOBODY = "某某"
"""A label that no list holds."""
UNNAMED = ("指标解释", "1-6月执行数", "1-6月完成值")
"""Where a column that nobody knows is left out, too."""


def read(held: Labelled, label: str) -> dict[str, Any]:
    """What is read where this label is printed; what is named by it is named as the table is written."""
    rows = rows_of(held.document(label))
    return {table: [told(f, label, held.label) for f in table_facts(rows, table)] for table in TABLES}


def told(facts: RowFacts, printed: str, written: str) -> RowFacts:
    """The facts of a row but for its concept, which goes by what is printed."""
    named = {n: written for n in NAMES if facts.get(n) == printed}
    if section := facts.get("section"):
        named["section"] = section.replace(printed, written)
    return {n: v for n, v in (facts | named).items() if n != "concept"}


@pytest.mark.parametrize("held", list(labelled()), ids=lambda x: f"{x.label}-{x.other}")
def test_the_same_is_read_under_another_label(held: Labelled) -> None:
    assert read(held, held.other) == read(held, held.label)


@pytest.mark.parametrize(
    "held", {x.label: x for x in labelled() if x.label not in UNNAMED}.values(), ids=lambda x: x.label
)
def test_under_a_label_that_nobody_knows_it_is_not(held: Labelled) -> None:
    assert read(held, NOBODY) != read(held, held.label)
