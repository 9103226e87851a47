"""Rows made by hand, for documents of a few numbers."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import Any

from normalize.placed import Row
from normalize.schema import DocumentRow, Figure, Fund, Indicator, Passage, Rows, Score
from normalize.values import YUAN

YEAR = 2023
NUMBERS = count(1)


def fund(item: str, value: str, measure: str = "final", **columns: Any) -> Fund:
    """A money row or a rate; `value` as printed."""
    rate = measure.endswith("_rate") or measure == "share"
    unit = columns.pop("unit", "%" if rate else "万元")
    number = Decimal(value)
    decimals = len(value.partition(".")[2])
    made = {
        "fund_id": f"f{next(NUMBERS)}",
        "fiscal_year": YEAR,
        "period": YEAR - (measure == "prior_final"),
        "amount_yuan": number * YUAN[unit] if unit in YUAN else None,
        "decimals": decimals,
        "decimals_column": decimals,
        "raw": value,
    }
    return Fund(item=item, value=number, unit=unit, measure=measure, **{**made, **columns})


def cells(statement: str, table: str, *rows: tuple[str, dict[str, str], dict[str, Any]]) -> list[Fund]:
    """The funds of a printed table: of each row its item, its amounts by column label, and further columns of the dataset."""
    return [
        fund(
            item,
            value,
            statement=statement,
            table_id=table,
            row_no=r,
            col_no=c,
            breakdown=label or None,
            section=table,
            **columns,
        )
        for r, (item, amounts, columns) in enumerate(rows)
        for c, (label, value) in enumerate(amounts.items())
    ]


def text(paragraph: int, statement: str, *said: tuple[str, str, str, dict[str, Any]]) -> list[Fund]:
    """The funds of one paragraph in the order in which they are said: item, value, measure, further columns."""
    return [
        fund(
            item,
            value,
            measure,
            statement=statement,
            origin="text",
            locator=f"p{paragraph}@{n * 10}-{n * 10 + 5}",
            **columns,
        )
        for n, (item, value, measure, columns) in enumerate(said)
    ]


def indicator(name: str, weight: str, score: str | None, **columns: Any) -> Indicator:
    """A row of the form t."""
    points = None if score is None else Decimal(score)
    made = {"indicator_id": f"i{next(NUMBERS)}", "table_id": "t", "level1": "产出指标", "level2": "数量指标"}
    return Indicator(level3=name, weight=Decimal(weight), score=points, **{**made, **columns})


def score(component: str, weight: str | None = None, points: str | None = None, **columns: Any) -> Score:
    """A score of the form t."""
    made = {"score_id": f"s{next(NUMBERS)}", "table_id": "t", "method": "self", "locator": "t0r1c1"}
    held = (None if v is None else Decimal(v) for v in (weight, points))
    return Score(
        component=component, **dict(zip(("weight", "score"), held, strict=True)), **{**made, **columns}
    )


def passage(kind: str, words: str, **columns: Any) -> Passage:
    """A passage."""
    return Passage(passage_id=f"p{next(NUMBERS)}", kind=kind, **{"text": words, "raw": words, **columns})


def said(sentence: str, used_by: str | None = None, place: str = "p9@0-4") -> Figure:
    """A number within a sentence of the text; `used_by`: the id of the fund that it is."""
    return Figure(
        figure_id=f"n{next(NUMBERS)}", context=sentence, used_by=used_by, locator=place, raw=sentence[:4]
    )


def document(*rows: Row | list[Fund], **columns: Any) -> Rows:
    """A document of these rows."""
    flat = [r for row in rows for r in (row if isinstance(row, list) else [row])]
    head = DocumentRow(
        doc_id="d", **{"fiscal_year": YEAR, "doc_type": "final_accounts", "source": "报告.pdf", **columns}
    )
    kinds = {"funds": Fund, "indicators": Indicator, "scores": Score, "passages": Passage, "figures": Figure}
    return Rows(
        document=head, **{name: tuple(r for r in flat if isinstance(r, kind)) for name, kind in kinds.items()}
    )
