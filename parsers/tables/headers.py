"""Table headers: which rows are header, and what each column is, by its label path."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from extract import regex
from extract.model import Table
from parsers.lexicon import code_of, column_words, number_words
from parsers.memo import remembered
from parsers.words.numbers import cell_number, is_absent, is_amount, is_percent, money_word

CODE = regex.compile(r"\d{3}(?:\d{2}){0,2}")
CATALOGUED = regex.compile(r"[A-Z]\d{2,8}")
"""A code of the catalogue of procurement (政府采购品目分类目录): A02010104."""
WIDEST_UNIT = 4
"""Characters of a unit of measure at most."""
NO_LIST = ("line_number", "remark", "unit_code", "row_unit")
"""Roles of columns that are no part of a list."""


def is_total(label: str) -> bool:
    """Whether a folded label says that its row or column is a total."""
    return column_words().totals.fullmatch(label) is not None


@dataclass(frozen=True)
class Column:
    """A column: its label path from the top, and its role (code, unit_code, name, line_number, row_unit,
    remark, value).
    """

    index: int
    path: tuple[str, ...]
    role: str

    @property
    def label(self) -> str:
        """The lowest label of the path."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True)
class Block:
    """Columns that make up one list: codes and a name, and the values beside them. Side-by-side halves are
    two blocks.
    """

    codes: tuple[Column, ...]
    names: tuple[Column, ...]
    """The column of names; several, where one label stands over them."""
    values: tuple[Column, ...]
    begin: int
    """The column that it begins with, whatever that is there for."""

    @property
    def name(self) -> Column | None:
        """The column of names."""
        return self.names[-1] if self.names else None


@remembered
def header_rows(table: Table) -> int:
    """How many rows at the top are header: labels only, and the numbering of the columns (栏次)."""
    for row in range(table.caption_rows, table.row_count):
        words = [c.text.folded for c in table.row_cells(row)]
        if not (_is_header(words) or _is_column_numbers(words) or _is_upper(table, row, words)):
            return row
    return table.row_count


def _is_header(words: list[str]) -> bool:
    said = [w for w in words if w]
    if not said or any(map(_is_value, said)):
        return False
    group = len(said) == 1 and not words[0]  # 其中: over some of the columns
    numbered = column_words().numbered.match(said[0]) and not group
    return not numbered and not all(is_total(w) for w in said)


def _is_upper(table: Table, row: int, words: list[str]) -> bool:
    """Whether a row of totals alone stands over the labels of a list, as where a 合计 over two rows is set
    between them.
    """
    said = [w for w in words if w]
    below = [c.text.folded for c in table.row_cells(row + 1)] if row + 1 < table.row_count else []
    roles = {code_of("columns", "roles", w) for w in below if w}
    return bool(said) and all(map(is_total, said)) and _is_header(below) and bool(roles & {"code", "name"})


def _is_value(word: str) -> bool:
    """Whether a cell is an amount or a percentage."""
    amount = is_amount(cell_number(word)) or is_percent(word)
    return amount or number_words().money_cell.whole(word) or number_words().prior_within.whole(word)


def _is_column_numbers(words: list[str]) -> bool:
    """栏次 1 2 3 …: a row of ascending small integers."""
    numbers = [int(w) for w in words if w.isdigit() and len(w) < 3]
    labels = [w for w in words if w and not w.isdigit()]
    counted = len(numbers) >= 2 and all(b - a == 1 for a, b in pairwise(numbers))
    return (bool(labels) and all(column_words().numbering.whole(w) for w in labels)) or (
        counted and numbers[0] <= 2 and not labels
    )


@remembered
def columns(table: Table) -> list[Column]:
    """The table's columns with their label paths and roles."""
    words, header = table.words, header_rows(table)
    labels = _labels(table, header)
    out = []
    for col in range(table.cols):
        path: list[str] = []
        for row in range(table.caption_rows, header):
            label = labels.get((row, col), "")
            if label and (not path or path[-1] != label):
                path.append(label)
        out.append(Column(col, tuple(path), _role(table, header, col, path, words)))
    first = next((c for c in out if c.role != "line_number"), None)
    if (
        first is not None
        and not any(c.role in ("name", "code") for c in out)
        and len(out) > 1
        and _is_words(table, header, first, words)
    ):
        # A first column that holds words names the rows, whatever it is called: 政府采购支出 over 货物, 工程,
        # 服务.
        out[first.index] = replace(first, role="name")
    # Of two lists side by side each begins with names: 收入 | 预算数 | 支出 | 预算数.
    named = [c for c in out[2:] if c.role == "value" and column_words().sides.whole(c.label)]
    for side in (c for c in named if _is_words(table, header, c, words)):
        out[side.index] = replace(side, role="name")
    return out


def _labels(table: Table, header: int) -> dict[tuple[int, int], str]:
    """The labels of the header rows at their places. A label that heads several columns, but of whose merged
    cell only the first place is left, is that of all of them.
    """
    rows, cols = range(table.caption_rows, header), range(table.cols)
    labels = {
        (row, col): word
        for row in rows
        for col in cols
        if (word := table.words.get((row, col), ""))
        and not word.isdigit()
        and not column_words().column_number.whole(word)
    }
    for row in rows[:-1]:
        labels.update(_spread(table, labels, row, rows))
    return labels


def _spread(
    table: Table, labels: dict[tuple[int, int], str], row: int, rows: range
) -> dict[tuple[int, int], str]:
    """What blank places of a header row get from the label to their left: nothing, where one place behind a
    label has another below it and none to its left that could be its group's, or where nothing shows that
    labels stand first in their groups: one of a column alone, a total that begins a group, or groups of the
    same labels.
    """
    out: dict[tuple[int, int], str] = {}
    group, start, shown, first = "", 0, False, False
    groups: list[list[str]] = []
    for col in range(table.cols):
        below = next((w for r in rows[row - rows.start + 1 :] if (w := labels.get((r, col)))), "")
        if label := labels.get((row, col)):
            alone = table.grid[row, col].col_span == 1
            group, start = (label, col) if alone and below and below != label else ("", col)
            shown = shown or (alone and (not group or is_total(below)))
            groups.append([below])
        elif below:
            parted = any(labels.get((r, col)) != labels.get((r, start)) for r in rows[: row - rows.start])
            if groups and not (group or parted):
                return {}
            first = first or not groups
            group = "" if parted else group
            if group:
                out[row, col] = group
                groups[-1].append(below)
        else:
            group = ""
    again = max(map(groups.count, groups), default=0) > 1
    return out if again or (shown and not first) else {}


def _is_words(table: Table, header: int, col: Column, words: dict[tuple[int, int], str]) -> bool:
    held = [w for r in range(header, table.row_count) if (w := words.get((r, col.index), ""))]
    return bool(held) and not any(is_amount(w) or is_percent(w) for w in held)


def _role(table: Table, header: int, col: int, path: list[str], words: dict[tuple[int, int], str]) -> str:
    held = [w for r in range(header, table.row_count) if (w := words.get((r, col), "")) and not is_absent(w)]
    label = path[-1] if path else ""
    role = code_of("columns", "roles", label) if label else None
    if role == "row_unit" and not _are_units(held):
        role = None
    if role == "name" and held and all(map(CATALOGUED.fullmatch, held)):
        return "remark"
    if role in (None, "name") and (role or not path or column_words().name_ends.ends(path[-1])):
        codes = sum(bool(CODE.fullmatch(w) or regex.fullmatch(r"\d{2}", w)) for w in held)
        if codes > len(held) / 2:
            return "code"
    if role is None and not path:
        return "value" if any(map(is_amount, held)) else "remark"
    return role or "value"


def _are_units(words: list[str]) -> bool:
    """Whether words are units of measure, some of them of money."""
    return all(len(w) <= WIDEST_UNIT for w in words) and any(map(money_word, words))


def blocks(cols: list[Column]) -> list[Block]:
    """The lists that stand side by side: a name or code column after a value column begins a new one."""
    out: list[Block] = []
    current: list[Column] = []
    begin = 0
    for col in [c for c in cols if c.role not in NO_LIST]:
        if col.role in ("code", "name") and any(c.role == "value" for c in current):
            out.append(_block(current, begin))
            begin, current = current[-1].index + 1, []
        current.append(col)
    if current:
        out.append(_block(current, begin))
    return [b for b in out if b.values]


def _block(cols: list[Column], begin: int) -> Block:
    named = [c for c in cols if c.role == "name"]
    names = [c for c in named if not column_words().bodies.whole(c.label)] or named
    codes = [c for c in cols if c.role == "code"]
    ahead = [sum(c.index < n.index for c in codes) for n in names]
    if len(names) > 1 and 0 < ahead[0] < ahead[-1]:
        # 部门 and 政府 economic classification, code and name each: the rows are those of
        # the unit's own, or of the first.
        name = next((n for n in names if column_words().own_classes.search("|".join(n.path))), names[0])
        before = max((n.index for n in names if n.index < name.index), default=-1)
        codes, names = [c for c in codes if before < c.index < name.index], [name]
    names = [n for n in names if n.path == names[-1].path]
    return Block(tuple(codes), tuple(names), tuple(c for c in cols if c.role == "value"), begin)
