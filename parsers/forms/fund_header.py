"""The header of a form's fund rows → what each of its columns measures."""

from __future__ import annotations

from extract import regex
from extract.model import Cell, Table
from parsers.codes import FundColumn, Measure
from parsers.lexicon import code_of, form_words
from parsers.words.numbers import is_absent, is_amount, money_unit

from .state import LONGEST_LABEL, Form, Said, label

AMOUNTS: frozenset[Measure] = frozenset(
    {"initial_budget", "adjusted_budget", "final", "requested", "received"}
)


def is_fund_header(said: Said, rated: bool = False) -> bool:
    """Whether a row heads amounts: two measures at least and no number; `rated`: with a rate among them."""
    codes = {fund_measure(t) for _, t in said}
    listed = any(form_words().names.fullmatch(t) for _, t in said) and any(
        c.col_span > 1 and fund_measure(t) in AMOUNTS for c, t in said
    )
    return (
        (len(codes & AMOUNTS) >= 2 or (listed and not rated))
        and not any(form_words().value.fullmatch(t) for _, t in said)
        and (not rated or "execution_rate" in codes)
    )


def heads_list(said: Said) -> bool:
    """Whether a row heads a list of projects and their money: 项目名称 among the labels, and the measures."""
    return is_fund_header(said) and any(form_words().names.fullmatch(t) for _, t in said)


def fund_measure(text: str) -> FundColumn | None:
    """What a label of the fund block says that its column measures; null where it is no such label."""
    if not text or len(text) > LONGEST_LABEL or form_words().no_measure.search(text):
        return None
    whole = regex.search(r"\([AB](/A)?\)$", text) or form_words().adjusted.search(text)
    code = code_of("self_evaluation", "funds", text if whole else label(text))
    return None if code == "ignored" else code


def set_fund_columns(form: Form, table: Table, row: int, said: Said) -> None:
    """What the columns below hold, and the money unit that the header or the label beside it names."""
    form.funds, form.columns, form.parents, form.blocks, form.nested = {}, {}, {}, {}, False
    form.beside = {}
    for cell, text in said:
        code = _of_its_year(fund_measure(text), text)
        block = cell is said[0][0] and cell.row_span > min(c.row_span for c, _ in said)
        if code is None or block:
            continue
        first = cell.col
        if code in AMOUNTS and heads_words(table, cell):
            if not _heads_pairs(table, cell):
                continue
            form.beside[first + 1], form.funds[first + 1] = first, code
            continue
        form.funds.update(dict.fromkeys(range(cell.col, cell.col + cell.col_span), code))
    begun = said[0][0]
    form.heading = begun if form.beside and begun.col < min(form.beside.values()) else None
    form.full = _full(table, row, said)
    form.breakdowns = {}
    named = next(((c, t) for c, t in said if form_words().names.fullmatch(t)), None)
    form.named, form.listed = (named[0].col, True) if named else (None, False)
    _set_scores(form, said)
    form.unit = (
        money_unit(around(table, row))
        or _beside(table, row)
        or _above(table, row)
        or form.unit
        or money_unit(table.folded_title)
    )


def _set_scores(form: Form, said: Said) -> None:
    """Where a list of projects has the score and the grade of each."""
    whole = [t for _, t in said if form_words().whole_score.fullmatch(label(t))]
    apart = form.listed and len(whole) == 1 and "weight" not in form.funds.values()
    form.scored = label(whole[0]) if apart else None
    graded = (c.col for c, t in said if apart and form_words().grade_column.ends(label(t)))
    form.graded = next(graded, None)


def _of_its_year(code: FundColumn | None, text: str) -> FundColumn | None:
    """What a column measures; of the year before, what was spent, and nothing else."""
    if code not in AMOUNTS or not form_words().year_before.search(text):
        return code
    return "prior_final" if form_words().executed_or_spent.search(text) else None


def _heads_pairs(table: Table, header: Cell) -> bool:
    """Whether a header cell stands over labels and, beside them, their amounts: 资金到位情况 over 到位数 |
    66.00.
    """
    above, beside = (
        table.grid.get((row, header.col + 1)) for row in (header.row, header.row + header.row_span)
    )
    merged = header.col_span == 2 or (above is not None and above is not header and not above.text.folded)
    return merged and beside is not None and is_amount(beside.text.folded)


def heads_words(table: Table, header: Cell) -> bool:
    """Whether a header cell stands over the labels of the rows:
    年度预算数（万元） over 总额, 其中：财政资金.
    """
    row = header.row + header.row_span
    below = table.grid.get((row, header.col))
    text = below.text.folded if below is not None else ""
    return (
        not form_words().value.fullmatch(text)
        and not is_absent(text)
        and any(form_words().value.fullmatch(c.text.folded) for c in table.row_cells(row))
    )


def set_breakdowns(form: Form, said: Said) -> bool:
    """Whether a row names the kinds of money under the amounts of the header above it: 总额, 财政拨款,
    其他资金.
    """
    held = [(c, t) for c, t in said if t]
    under = all(
        form.funds.get(c.col) in AMOUNTS
        and form_words().kinds_of_money.search(t)
        and not form_words().value.fullmatch(t)
        for c, t in held
    )
    if under and len(held) >= 2:
        form.breakdowns = {c.col: t for c, t in held}
    return under and len(held) >= 2


def _full(table: Table, row: int, said: Said) -> str | None:
    """The points for budget execution where the header of the scores or the label of the block prints them:
    得分（20分*执行率）, 预算执行情况（10分）.
    """
    heads = [t for _, t in said if fund_measure(t) == "score"] + [
        t
        for c in table.row_cells(row)
        if form_words().executed.found_in(t := c.text.folded) or form_words().block_of_money.search(t)
    ]
    return next((m["points"] for t in heads if (m := form_words().full.search(t))), None)


def is_points_header(said: Said) -> bool:
    """Whether a row heads points that are given for how the money is managed: 资金管理情况 | 情况说明 | 分值
    | 得分.
    """
    codes = {fund_measure(t) for _, t in said}
    return (
        {"weight", "score"} <= codes
        and not codes & {*AMOUNTS, "execution_rate"}
        and not any(form_words().value.fullmatch(t) for _, t in said)
    )


def set_points_columns(form: Form, said: Said) -> None:
    """What the columns below hold: points alone."""
    form.funds = {c.col: code for c, t in said if (code := fund_measure(t)) in ("weight", "score")}


def around(table: Table, row: int) -> str:
    """The words of all cells that cover a row."""
    return "|".join(c.text.folded for c in table.row_cells(row))


def _above(table: Table, header: int) -> str | None:
    """The money unit in the label of the block, where that stands alone in the row above the header."""
    said = [t for c in table.row_cells(header - 1) if (t := c.text.folded)] if header else []
    return money_unit(said[0]) if len(said) == 1 and len(said[0]) <= LONGEST_LABEL else None


def _beside(table: Table, header: int) -> str | None:
    """The money unit in the label of the block, which may stand in any of the rows that have amounts below
    the header.
    """
    for row in range(header + 1, table.row_count):
        said = [c.text.folded for c in table.row_cells(row)]
        if not any(regex.search(r"\d", t) for t in said):
            return None
        if unit := next(
            (u for t in said if not form_words().value.fullmatch(t) and (u := money_unit(t))), None
        ):
            return unit
    return None
