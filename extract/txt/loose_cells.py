"""Tables in exported text whose cells stand one to a line, with nothing between them, blank cells as blank
lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract import regex
from extract.fold import fold

NUMBER = regex.compile(r"[-+]?(?:\d{1,3}(?:[,٬]\d{3})+|\d+)(?:\.\d+)?%?|\([\d,.]+\)")
ABSENT = ("", "-", "--", "—", "——", "/")
CLOSED = regex.compile(r"[。；;，,！？]|[:：]$")
"""What no cell of a statement has."""
LONGEST = 30
MOST_COLUMNS = 12
FEWEST_ROWS = 2


BEGINS = regex.compile("(项目|专项|资金)名称|一级指标")
HEADED = regex.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+部分|附件\d*$|填表人|填报人")
"""What ends a form: a heading, or who filled it in."""


@dataclass(frozen=True)
class Rows:
    """The rows of a table that was found in lines start..end. `settled`: whether what stands in which column
    is sure.
    """

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    settled: bool = True


def is_number(text: str) -> bool:
    """Whether a cell is a number or a percentage and nothing else."""
    return NUMBER.fullmatch(fold(text)) is not None


def loose_cells(lines: Sequence[str], start: int) -> Rows | None:
    """The table whose header begins at a line: a label for each column, then rows of a label and numbers.

    Lines may be set apart by blank ones; then two blank lines are a blank cell.
    """
    if not _is_label(lines[start]):
        return None
    tried = [
        (list(_rows(lines, start, cols, step)), step)
        for step in (1, 2)
        for cols in range(2, MOST_COLUMNS + 1)
    ]
    rows, step = max(tried, key=lambda x: sum(map(len, x[0])))
    if len(rows) <= FEWEST_ROWS:
        return None
    return Rows(start, min(start + len(rows) * len(rows[0]) * step, len(lines)), tuple(rows))


def loose_form(lines: Sequence[str], start: int) -> Rows | None:
    """A form of which every cell has a line, from the label of its project, or of its levels, to the next
    heading: one column.
    """
    if not BEGINS.fullmatch(fold(lines[start])):
        return None
    end = start + 1
    while end < len(lines) and not HEADED.match(fold(lines[end])):
        end += 1
    held = [fold(x) for x in lines[start:end]]
    if not {"一级指标", "三级指标"} <= set(held):
        return None
    return Rows(start, end, tuple((x.strip(),) for x in lines[start:end]))


def _rows(lines: Sequence[str], start: int, cols: int, step: int) -> Iterator[tuple[str, ...]]:
    """The header and the rows that follow it, as long as they are of its shape."""
    for at in range(start, len(lines), cols * step):
        cells = [x.strip() for x in lines[at : at + cols * step : step]]
        between = [x.strip() for n, x in enumerate(lines[at : at + cols * step]) if n % step]
        header = at == start
        if len(cells) < cols or any(between) or not (_heads if header else _states)(cells):
            return
        yield tuple(cells)


def _heads(cells: Sequence[str]) -> bool:
    return all(map(_is_label, cells))


def _states(cells: Sequence[str]) -> bool:
    """Whether cells are a label and numbers, some of them perhaps blank."""
    return _is_label(cells[0]) and all(c in ABSENT or is_number(c) for c in cells[1:])


def _is_label(line: str) -> bool:
    text = line.strip()
    return 0 < len(text) <= LONGEST and not is_number(text) and text not in ABSENT and not CLOSED.search(text)
