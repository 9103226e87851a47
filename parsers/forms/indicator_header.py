"""The header of a form's indicator rows → what each of its columns holds."""

from __future__ import annotations

from extract.model import Cell, Table
from parsers.lexicon import code_of, form_words
from parsers.memo import remembered

from .indicators import EARLIER
from .state import LONGEST_LABEL, Form, Said, label, said_rows


def is_indicator_header(said: Said) -> bool:
    """Whether a row heads indicators: 三级指标 beside a column of values or points."""
    codes = {code for _, code in _coded(said).values()}
    return "level3" in codes and bool(codes & {"target", "actual", "weight", "score"})


@remembered
def headed_rows(table: Table) -> tuple[Said, ...]:
    """The rows as headers: with what stands above them."""
    if "level3" not in _labelled(table):
        return said_rows(table)
    return tuple(_with_upper(table, row, said) for row, said in enumerate(said_rows(table)))


@remembered
def indicator_headers(table: Table) -> tuple[Said, ...]:
    """The rows of a table that head indicators."""
    levels = {"level2", "level3"} & _labelled(table)
    return tuple(said for said in headed_rows(table) if is_indicator_header(said)) if levels else ()


@remembered
def _labelled(table: Table) -> set[str | None]:
    """What any cell of a table says that a column holds."""
    return {_column(text) for text in {c.text.folded for c in table.cells}}


def _with_upper(table: Table, row: int, said: Said) -> Said:
    """A header row with those labels of the row above that go on through it, merged or over a blank:
    实际完成值 beside 指标性质 | 指标值 under 年度指标值.
    """
    if row == 0 or not (any(_column(t) == "level3" for _, t in said) or _divides(table, row, said)):
        return said
    upper = [(c, c.text.folded) for c in table.row_cells(row - 1)]
    if sum(_column(t) is not None for _, t in upper) < 2 or any(
        form_words().points.fullmatch(t) for _, t in upper
    ):
        return said
    taken = {col for c, t in said if t for col in range(c.col, c.col + c.col_span)}
    through = [(c, t) for c, t in upper if not taken & set(range(c.col, c.col + c.col_span)) and _column(t)]
    return sorted([(c, t) for c, t in said if t] + through, key=lambda x: x[0].col)


def _divides(table: Table, row: int, said: Said) -> bool:
    """Whether a row of labels stands below a header that goes on through it: 指标性质 | 指标值 | 度量单位
    under 年度指标, beside 三级指标 over both rows, or over a blank where a page ends between them.
    """
    held = [t for _, t in said if t]
    blank = {c.col for c, t in said if not t}
    through = any(
        (c.row < row or c.col in blank) and _column(c.text.folded) == "level3"
        for c in (*table.row_cells(row), *table.row_cells(row - 1))
    )
    return through and bool(held) and all(map(_column, held))


def set_columns(said: Said) -> dict[int, str]:
    """Grid column → what it holds. Columns to the left of the levels hold the block's own label; 备注 stands
    in where no column gives reasons.
    """
    found = _coded(said)
    first = min((col for col, (_, code) in found.items() if code.startswith("level")), default=0)
    reasons = any(code == "deviation" for _, code in found.values())
    third = next((col for col, (_, code) in found.items() if code == "level3"), 0)
    out: dict[int, str] = {}
    for col, (cell, code) in found.items():
        name = ("" if reasons else "deviation") if code == "remark" else code
        if code in ("weight", "score") and col < third:
            name = _points_of_level(col, code, {c: x for c, (_, x) in found.items()})
        if code == "target" and "target" in out.values() and form_words().adjusted.found_in(cell.text.folded):
            # 年初指标值 | 全年（调整）指标值: what was achieved is measured against the later one.
            out = {c: EARLIER if x == "target" else x for c, x in out.items()}
        if col >= first and name not in ("", "ignored"):
            out.update(dict.fromkeys(range(col, col + cell.col_span), name))
    own = _own_scores(said) | _of_later_years(said)
    return {col: name for col, name in out.items() if col not in own}


def _coded(said: Said) -> dict[int, tuple[Cell, str]]:
    """Grid column → the label over it and what it says. 绩效指标 is the label of the block, and behind
    二级指标, where there is no 三级指标, that of the indicators.
    """
    found = {cell.col: (cell, code) for cell, text in said if (code := _column(text))}
    codes = {code: col for col, (_, code) in found.items()}
    if "level2" in codes and "level3" not in codes:
        block = form_words().indicators_behind
        behind = (c for c, t in said if c.col > codes["level2"] and block.whole(t))
        found |= {c.col: (c, "level3") for c in behind}
    return found


def _of_later_years(said: Said) -> set[int]:
    """The columns of targets for several years, where the year has its own beside them: 实施期指标值 |
    年度指标值.
    """
    targets = [c for c, t in said if _column(t) == "target"]
    later = [c for c in targets if form_words().long_term.found_in(c.text.folded)]
    if len(later) == len(targets):
        return set()
    return {col for c in later for col in range(c.col, c.col + c.col_span)}


def _points_of_level(col: int, code: str, found: dict[int, str]) -> str:
    """What points hold that stand before 三级指标: in 一级指标 | 分值 | 二级指标 | 分值 | 三级指标 those of
    the level to their left; behind 二级指标, and nowhere else, those of the row.
    """
    left = max(((c, x) for c, x in found.items() if c < col and x.startswith("level")), default=(0, ""))[1]
    if left == "level2" and list(found.values()).count(code) == 1:
        return code
    return f"{code} of {left}" if left else ""


def _own_scores(said: Said) -> set[int]:
    """The columns of the points that a unit gives itself, where a criteria sheet prints those given by others
    beside them.
    """
    scores = [(c, t) for c, t in said if _column(t) == "score"]
    judged = any(form_words().standard.search(t) for _, t in said)
    if not judged or not any(form_words().given_points.fullmatch(t) for _, t in scores):
        return set()
    return {col for c, t in scores if form_words().own.begins(t) for col in range(c.col, c.col + c.col_span)}


def divide_columns(form: Form, said: Said) -> bool:
    """Whether a row divides the columns of each level into name and points (名称 | 权重): those of the upper
    levels are theirs.
    """
    held = [(c, t) for c, t in said if t]
    if (
        len(held) < 2
        or not all(form_words().name_column.whole(t) or _column(t) == "weight" for _, t in held)
        or not any(form_words().name_column.whole(t) for _, t in held)
    ):
        return False
    for cell, text in held:
        level = form.columns.get(cell.col, "")
        if not form_words().name_column.whole(text) and level.startswith("level"):
            form.columns[cell.col] = "weight" if level == "level3" else f"weight of {level}"
    return True


def second_list(said: Said, columns: dict[int, str]) -> dict[int, str]:
    """The columns of a second list of indicators to the right (年度目标 beside 中期目标), under the same
    一级指标; empty where there is none.
    """
    seen: set[str] = set()
    for cell, _ in sorted(said, key=lambda x: x[0].col):
        code = columns.get(cell.col, "")
        if code.startswith("level") and code in seen:
            return {col: c for col, c in columns.items() if col >= cell.col or c == "level1"}
        seen.add(code)
    return {}


def _column(text: str) -> str | None:
    return code_of("self_evaluation", "columns", label(text)) if text and len(text) <= LONGEST_LABEL else None
