"""A form printed one cell to a line with its blank cells kept, back in rows: all are of one length, and one
length alone puts every label over its column.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract import regex
from extract.model import Table, Text
from extract.txt.loose_cells import LooseRows
from extract.txt.tables import text_table
from extract.txt.whole_rows import each_length
from parsers.forms.fund_header import AMOUNTS, fund_measure, is_fund_header, set_fund_columns
from parsers.forms.indicator_header import headed_rows, is_indicator_header, set_columns
from parsers.forms.state import Form, Said, label, said_rows
from parsers.lexicon import code_of
from parsers.words.numbers import is_amount, is_percent

from .labels import SIGNS, column_of, is_level, is_titled_level, is_value, level_names

FEWEST_ROWS = 3
POINTS = ("weight", "score")
LEVELS = ("level1", "level2")
CLOSED = regex.compile("。$")


def in_grid(lines: Sequence[Text]) -> Table | None:
    """The lines in rows of the one length that fits; null where none does, or more than one."""
    if not any(not t.folded for t in lines):
        return None
    tried = (_in_rows(rows, rest) for rows, rest in each_length(lines))
    fitting = [table for table in tried if table is not None and fits(table)]
    # Half of a length with nothing in its second half fits as well, every other row blank.
    full = [t for t in fitting if all(any(x for _, x in said) for said in said_rows(t))]
    chosen = full if len(fitting) > 1 else fitting
    return chosen[0] if len(chosen) == 1 else None


def _in_rows(rows: Sequence[Sequence[Text]], rest: Sequence[Text]) -> Table | None:
    """The rows as a table; null where lines are left over but sentences below the form."""
    if not all(CLOSED.search(t.folded) for t in rest if t.folded) or len(rows) < FEWEST_ROWS:
        return None
    return text_table(
        LooseRows(0, sum(map(len, rows)), tuple(tuple(t.chars for t in row) for row in rows)), 0
    )


def fits(table: Table) -> bool:
    """Whether every label stands over what it heads: those of the indicators over words and points, those of
    the money over amounts, and no value where there is no label.
    """
    under = _Header()
    named = 0
    for row, (said, headed) in enumerate(zip(said_rows(table), headed_rows(table), strict=True)):
        held = {c.col: t for c, t in said if t}
        if is_indicator_header(headed):
            under = _Header(set_columns(headed), {c.col for c, t in headed if t})
            sound = all(map(_is_label, held.values()))
        elif any(column_of(c.text) in (*LEVELS, "level3") for c, _ in said) or not _in_order(held):
            sound = False
        elif heads := {col for col, t in held.items() if code_of("self_evaluation", "head", label(t))}:
            under, sound = _Header(), table.cols - 1 not in heads
        elif is_fund_header(said):
            under, sound = _Header(funds=_measures(table, row, said)), True
        else:
            sound = _stands(held, under)
            named += bool(held and under.columns)
            under = _Header() if held and under.columns and _is_total(held) else under
        if not sound:
            return False
    return named > 0


@dataclass(frozen=True)
class _Header:
    """What the latest header says of the columns below it: of indicators, or of money."""

    columns: Mapping[int, str] = field(default_factory=dict)
    labelled: Collection[int] = ()
    funds: Mapping[int, str] = field(default_factory=dict)


def _stands(held: Mapping[int, str], under: _Header) -> bool:
    """Whether a row of values, or the total, may stand under a header."""
    if under.columns:
        return not held or _is_total(held) or _under(held, under.columns, under.labelled)
    return not under.funds or _pays(held, under.funds)


def _in_order(held: Mapping[int, str]) -> bool:
    """Whether the labels of a row stand before their amounts: no words behind amounts that begin it, no two
    measures side by side with amounts in their row, and none in its midst that heads several.
    """
    said = list(held.values())
    amounts = [is_value(Text(t)) for t in said]
    if not any(amounts):
        return True
    heads = [fund_measure(t) in AMOUNTS for t in said]
    begun = amounts[0] and not all(amounts)
    beside = any(a and b for a, b in pairwise(heads))
    within = any(
        h and all(amounts[n + 1 : n + 3]) and n + 2 < len(said) for n, h in enumerate(heads) if n > 1
    )
    return not (begun or beside or within)


def _measures(table: Table, row: int, said: Said) -> Mapping[int, str]:
    """What the columns below a header of money measure."""
    form = Form(table.index)
    set_fund_columns(form, table, row, said)
    return dict(form.funds)


def _is_label(text: str) -> bool:
    return not is_amount(text) and not is_percent(text) and not is_level(Text(text))


def _is_total(held: Mapping[int, str]) -> bool:
    return code_of("self_evaluation", "blocks", label(held[min(held)])) == "total"


def _under(held: Mapping[int, str], columns: Mapping[int, str], labelled: Collection[int]) -> bool:
    """Whether the cells of a row may stand under the labels of the indicators."""
    third = next(col for col, code in columns.items() if code == "level3")
    name = held.get(third, "")
    sound = (_may_stand(t, columns.get(col), col - third) for col, t in held.items())
    apart = [t for col, t in held.items() if col not in labelled and min(columns) < col < max(columns)]
    named = bool(name) or all(col < third for col in held)
    return named and all(sound) and not any(map(is_amount, apart))


def _may_stand(text: str, code: str | None, behind: int) -> bool:
    """Whether a cell may stand in a column; `behind`: so many columns behind the indicators."""
    said = Text(text)
    if code in POINTS:
        return is_value(said)
    if behind >= 0 and is_titled_level(said):
        return False
    if code not in (*LEVELS, "level3"):
        return behind > 0 or not is_level(said)
    if is_amount(text) or is_percent(text) or text.startswith(SIGNS) or column_of(said) in POINTS:
        return False
    return behind == 0 or not is_level(said) or _is_level_of(code, text)


def _is_level_of(code: str | None, name: str) -> bool:
    """Whether a 一级 or 二级指标 stands in its column."""
    return code == "level2" or (code == "level1" and level_names()[0].fullmatch(name) is not None)


def _pays(held: Mapping[int, str], funds: Mapping[int, str]) -> bool:
    """Whether the amounts of a row stand under measures, and nothing else does."""
    values = {col for col, t in held.items() if is_amount(t) or is_percent(t)}
    return values <= set(funds) and (not values or all(is_value(Text(held[c])) for c in held if c in funds))
