"""A document of the fixtures with one number changed, and the rules that this breaks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from checks.run import check_rows
from normalize.schema import Rows


def broken_rules(rows: Rows) -> set[str]:
    return {f.rule for f in check_rows(rows).findings if f.severity != "info"}


def with_fund(rows: Rows, wanted: dict[str, object], value: str) -> Rows:
    """The rows with the first fund that fits changed to another value."""
    funds = list(rows.funds)
    i = next(i for i, f in enumerate(funds) if all(getattr(f, k) == v for k, v in wanted.items()))
    scale = (
        funds[i].amount_yuan / funds[i].value
        if funds[i].amount_yuan is not None and funds[i].value
        else Decimal(10000)
    )
    amount = None if funds[i].amount_yuan is None else Decimal(value) * scale
    funds[i] = replace(funds[i], value=Decimal(value), amount_yuan=amount)
    return replace(rows, funds=tuple(funds))
