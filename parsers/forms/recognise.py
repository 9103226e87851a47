"""Which tables are self-evaluation, target and scoring forms."""

from __future__ import annotations

from extract.model import Table
from parsers.lexicon import form_words
from parsers.memo import remembered

from .fund_header import is_fund_header
from .head import head_value
from .indicator_header import indicator_headers, set_columns
from .state import said_rows


@remembered
def is_form(table: Table) -> bool:
    """Whether a table is a self-evaluation form or the head of one: 三级指标 with values, or a named project
    with fund columns.
    """
    said = set(c.text.folded for c in table.cells)
    joined = "|".join(said)
    scored = not is_scoring(table) or any(form_words().score_column.fullmatch(w) for w in said)
    if form_words().named_indicators.search(joined) and form_words().reported.search(joined) and scored:
        return True
    return is_target_form(table) or (
        _names_project(table) and any(is_fund_header(said, rated=True) for said in said_rows(table))
    )


@remembered
def is_target_form(table: Table) -> bool:
    """Whether a table sets targets and reports nothing: an indicator header with 指标值 and neither 完成值
    nor 得分.
    """
    headers = [set_columns(said) for said in indicator_headers(table)]
    return (
        bool(headers)
        and not is_scoring(table)
        and all("target" in h.values() and not {"actual", "score"} & set(h.values()) for h in headers)
    )


@remembered
def is_scoring(table: Table) -> bool:
    """Whether the table is the criteria sheet (评分表) of an evaluation: it says by what standard points are
    given.
    """
    return any(map(form_words().standard.whole, {c.text.folded for c in table.cells}))


def judges_itself(table: Table) -> bool:
    """Whether the points of a criteria sheet are those that the unit gives itself."""
    said = {c.text.folded for c in table.cells}
    return form_words().own.found_in(table.folded_title) or (
        any(map(form_words().own_points.fullmatch, said))
        and not any(map(form_words().given_points.fullmatch, said))
    )


def _names_project(table: Table) -> bool:
    return any(head_value(said, "project") is not None for said in said_rows(table)[:6])
