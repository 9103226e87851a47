"""A change of one wording, one factor or one rule of the reader shows as the rows that it changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from extract.model import Cell, Table
from normalize import values
from parsers import lexicon
from regress.cases import Case, Reading, read_again
from regress.show import difference_text

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


def reading(name: str, document: str = "document.docx") -> Reading:
    return read_again(Case(FIXTURES / name), FIXTURES / name / document)


@pytest.fixture
def fresh_lexicon() -> Iterator[None]:
    """Patterns are compiled anew before and after."""
    lexicon.forget()
    yield
    lexicon.forget()


@pytest.mark.usefixtures("fresh_lexicon")
def test_a_wording_of_the_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = next(e for e in lexicon.load("self_evaluation")["columns"] if e["code"] == "weight")
    monkeypatch.setitem(entry, "found", ["权重", "标准分", "满分"])
    found = reading("form-national")
    changed = [c for d in found.differences if d.table == "indicators" for c in d.changed]
    assert len(changed) == 5 and all(c.cells["weight"][1] is None for c in changed)
    said = difference_text(found)
    assert "~ 产出指标 | 数量指标 | 抽查批次" in said and "weight 20 → nothing" in said
    assert not reading("form-sichuan")


def test_a_unit_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(values.YUAN, "万元", Decimal(1000))
    found = reading("form-national", "document.pdf")
    (difference,) = (d for d in found.differences if d.table == "funds")
    assert len(difference.changed) == 6 and not difference.gone and not difference.new
    assert all(set(c.cells) == {"amount_yuan"} for c in difference.changed)
    assert "amount_yuan 800000.00 → 80000.00  (page 1 t0r3c3 “80.00”)" in difference_text(found)
    assert [d.table for d in found.differences if d] == ["funds"]


def test_a_rule_of_merged_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    def unspread(self: Table) -> dict[tuple[int, int], Cell]:
        return {(c.row, c.col): c for c in self.cells}

    monkeypatch.setattr(Table, "grid", property(unspread))
    found = reading("annex-usage")
    (difference,) = (d for d in found.differences if d.table == "funds")
    assert difference.measure.recall < 1
    named = {row.get("item") for row in (*difference.gone, *(c.old for c in difference.changed))}
    assert named & {"质量提升", "标准化建设"}
    assert "质量提升" in difference_text(found)


@pytest.mark.usefixtures("fresh_lexicon")
def test_a_concept_that_is_narrowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """公务接待费支出 is no reception any more: the cases name the rows."""
    entry = next(e for e in lexicon.load("concepts")["concepts"] if e["code"] == "reception")
    monkeypatch.setitem(entry, "whole", ["公务接待费"])
    found = reading("narrative-chained")
    cells = Counter(c for d in found.differences if d.table == "funds" for x in d.changed for c in x.cells)
    assert found.broken and cells["concept"] >= 2
    assert "concept reception → nothing" in difference_text(found)
