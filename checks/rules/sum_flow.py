"""Flows: what came in and was there before went out or is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checks.compare.printed import printed
from checks.compare.relations import compare_sum
from checks.comparison import Examined
from checks.facts import Facts, paragraph, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import Fund

OPENING, INCOME, SPENDING, CLOSING = "年初.*结转", "本年收入", "本年支出", "年末.*结转"
INNER = regex.compile("基本支出|项目支出")


@rule("sum.flow", "结转结余平衡", "sum", "error")
def sum_flow(facts: Facts) -> Examined:
    """公开08表 and its like, row by row: 年初结转和结余 + 本年收入 = 本年支出 + 年末结转和结余."""
    for funds in facts.table_rows.values():
        columns = {name: _column(funds, name) for name in (OPENING, INCOME, SPENDING, CLOSING)}
        if columns[INCOME] is None or columns[SPENDING] is None or not _carries_over(facts, funds[0]):
            continue
        yield from _balanced(
            [columns[OPENING], columns[INCOME]], [columns[SPENDING], columns[CLOSING]], funds[0]
        )


def _carries_over(facts: Facts, fund: Fund) -> bool:
    """Whether the table has a column for what is carried over; without one its rows need not balance."""
    return any(_is_column(f, name) for f in facts.tables[fund.table_id or ""] for name in (OPENING, CLOSING))


def _column(funds: Sequence[Fund], name: str) -> Fund | None:
    """The row's amount in a column; of several under one heading the total."""
    held = [f for f in funds if _is_column(f, name) and not INNER.search(f.breakdown or "")]
    return held[0] if len(held) == 1 else None


def _is_column(fund: Fund, name: str) -> bool:
    return regex.search(name, fold(fund.breakdown or "")) is not None


def _balanced(inflow: list[Fund | None], outflow: list[Fund | None], row: Fund) -> Examined:
    """In = out, a blank cell of the table being 0.

    The left side against the closing balance and what was spent.
    """
    sources, uses = [f for f in inflow if f is not None], [f for f in outflow if f is not None]
    whole, parts = (
        (sources[0], uses) if len(sources) == 1 else (uses[0], sources) if len(uses) == 1 else (None, [])
    )
    if whole is None:
        whole, parts = _closing(sources, uses)
    label = f"{row.item_code or ''}{row.item}"
    yield compare_sum(
        whole,
        parts,
        lambda amount: (
            f"{row.section or '表'}{label}：{_joined(sources)}与{_joined(uses)}不平，"
            f"{whole.breakdown}应为{amount}{where(*sources, *uses)}。"
        ),
    )


def _closing(sources: Sequence[Fund], uses: Sequence[Fund]) -> tuple[Fund, list[Fund]]:
    """Four amounts: the closing balance against the other three, the spending taken away."""
    spent, closing = uses
    assert spent.value is not None
    assert spent.amount_yuan is not None
    return closing, [*sources, replace(spent, value=-spent.value, amount_yuan=-spent.amount_yuan)]


def _joined(funds: Sequence[Fund]) -> str:
    return "＋".join(f"{f.breakdown}{printed(f)}" for f in funds)


@rule("sum.reception", "公务接待费构成", "sum", "error")
def sum_reception(facts: Facts) -> Examined:
    """公务接待费 = 国内公务接待 + 外宾接待 (国（境）外接待), where the text prints both."""
    text = facts.select(origin="text", statement="three_public", measure="final")
    for home in (f for f in text if regex.search("^国内.*接待", fold(f.item))):
        foreign = next(
            (
                f
                for f in text
                if regex.search("^(外宾|国\\(境\\)外).*接待", fold(f.item))
                and paragraph(f) == paragraph(home)
            ),
            None,
        )
        whole = next(
            (
                f
                for f in reversed(text)
                if f.concept == "reception" and 0 <= paragraph(home) - paragraph(f) <= 1
            ),
            None,
        )
        if foreign is not None and whole is not None:
            yield compare_sum(
                whole,
                [home, foreign],
                lambda amount, whole=whole, home=home, foreign=foreign: (  # type: ignore[misc]
                    f"公务接待费{printed(whole)}，国内接待{printed(home)}＋外宾接待"
                    f"{printed(foreign)}＝{amount}，两者不符{where(whole, home)}。"
                ),
            )
