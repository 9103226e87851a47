"""Rows of invented reports for the questions: accounts, forms and findings of a unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from normalize.schema import DocumentRow, Figure, Finding, Fund, Indicator, Rows, Score, Unit

YEAR = 2023
MEASURES = ("initial_budget", "adjusted_budget", "final", "prior_final")


@dataclass(frozen=True)
class Line:
    """A subject of accounts with its amounts in 元."""

    statement: str
    concept: str
    final: int | None = None
    initial_budget: int | None = None
    adjusted_budget: int | None = None
    prior_final: int | None = None
    item: str | None = None
    item_code: str | None = None
    level: int | None = None
    breakdown: str | None = None
    budget_kind: str = "all"


@dataclass(frozen=True)
class Mark:
    """An indicator as a form prints it, with what is read of it."""

    level3: str
    target: str = "≥10次"
    actual: str = "12次"
    values: tuple[int, int] | None = (10, 12)
    op: str = "ge"
    weight: int = 10
    level2: str = "数量指标"
    deviation: str | None = None


def key(*parts: object) -> str:
    return "|".join(map(str, parts)).encode().hex()


def accounts(
    name: str,
    *lines: Line,
    year: int = YEAR,
    counts: Iterable[tuple[str, int, str]] = (),
    findings: Iterable[str] = (),
    level: str | None = None,
    body_kind: str | None = None,
    staff: tuple[int | None, int | None] = (None, None),
    region_code: str | None = None,
    **told: Any,
) -> Rows:
    """A unit's final accounts. `counts`: sentence, number and measure word; `findings`: rules that it breaks."""
    doc, unit = key(name, year, "accounts").ljust(64, "0"), key(name)
    shared: dict[str, Any] = {"doc_id": doc, "fiscal_year": year}
    held = {
        "doc_type": "final_accounts",
        "scope": "unit",
        "unit_id": unit,
        "unit_name": name,
        "source": f"{name}{year}.pdf",
    } | told
    return Rows(
        document=DocumentRow(**shared, **held),  # type: ignore[arg-type]
        units=(
            Unit(**shared, unit_id=unit, name=name, role="reporting", level=level, body_kind=body_kind, region_code=region_code,
                 staff_quota=staff[0], staff_actual=staff[1]),
        ),
        funds=tuple(f for n, line in enumerate(lines) for f in _funds(line, n, year, shared, name)),
        figures=tuple(
            Figure(**shared, figure_id=key(doc[:40], "figure", n), value=Decimal(value), unit=unit, context=context)
            for n, (context, value, unit) in enumerate(counts)
        ),
        findings=tuple(
            Finding(**shared, finding_id=key(name, rule), unit_id=unit, unit_name=name, rule=rule, severity="warning", message=f"{rule}。",
                    source=held["source"])
            for rule in findings
        ),
    )  # fmt: skip


def _funds(line: Line, n: int, year: int, shared: dict[str, Any], name: str) -> Iterable[Fund]:
    for measure in MEASURES:
        amount = getattr(line, measure)
        if amount is not None:
            yield Fund(
                **shared, fund_id=key(name, year, n, measure), unit_name=name, statement=line.statement,  # type: ignore[arg-type]
                concept=line.concept, item=line.item or line.concept, item_code=line.item_code, level=line.level,
                breakdown=line.breakdown, budget_kind=line.budget_kind, measure=measure,  # type: ignore[arg-type]
                period=year - (measure == "prior_final"), value=Decimal(amount), unit="元", amount_yuan=Decimal(amount),
            )  # fmt: skip


def form(
    name: str,
    project: str | None,
    *marks: Mark,
    year: int = YEAR,
    score: int | None = None,
    outside: bool = False,
    target: bool = False,
    **amounts: int,
) -> Rows:
    """A self-evaluation form of a project, a target form, or an `outside` evaluation."""
    doc_type = "performance_target" if target else "evaluation" if outside else "self_evaluation"
    doc = key(name, project, year, doc_type[:4])[-64:].ljust(64, "0")
    shared: dict[str, Any] = {"doc_id": doc, "fiscal_year": year}
    document = DocumentRow(
        **shared, doc_type=doc_type, unit_id=key(name), unit_name=name, source=f"{name}{project}{year}.docx",  # type: ignore[arg-type]
        title=f"{project}{doc_type}",
    )  # fmt: skip
    funds = tuple(
        Fund(**shared, fund_id=key(doc, measure)[-60:], statement="performance_target" if target else "self_evaluation",
             item="年度资金总额", concept="fund_total", project=project, measure=measure,  # type: ignore[arg-type]
             period=year, value=Decimal(yuan), unit="元", amount_yuan=Decimal(yuan))
        for measure, yuan in amounts.items()
    )  # fmt: skip
    indicators = tuple(
        Indicator(**shared, indicator_id=key(doc, n)[-60:], project=project, kind="target" if target else "evaluation" if outside else "self_evaluation",
                  level1="产出指标", level2=m.level2, level3=m.level3, target=m.target, target_op=m.op, weight=Decimal(m.weight),
                  target_value=Decimal(m.values[0]) if m.values else None, actual=None if target else m.actual,
                  actual_value=Decimal(m.values[1]) if m.values and not target else None, achieved=None if target else True,
                  deviation=m.deviation, row_no=n)
        for n, m in enumerate(marks)
    )  # fmt: skip
    scores = ()
    if score is not None:
        method = "third_party" if outside else "self"
        scores = (
            Score(
                **shared,
                score_id=key(doc, "total")[-60:],
                component="total",
                method=method,
                project=project,
                score=Decimal(score),
            ),  # type: ignore[arg-type]
        )
    return Rows(document=document, funds=funds, indicators=indicators, scores=scores)
