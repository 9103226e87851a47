"""Tables in exported text of which every cell has a line of its own: the cells back in rows.

Nothing says where such a row ends. It is read where one number of columns fits: no number in the column
of names, numbers in the columns of numbers, and labels that head all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from extract import regex
from extract.fold import fold

from .loose_cells import (
    ABSENT,
    BEGINS,
    CLOSED,
    HEADED,
    HEADS,
    LONGEST,
    LooseRows,
    TextRow,
    is_form,
    is_number,
    unspaced,
)
from .spans import over_columns
from .whole_rows import WIDEST, whole_rows

PURE = 0.9
"""The share of the cells of a column that must be of one kind."""
CAPTION = regex.compile(
    r"(?:.{4,}表|.{8,}(?:情况|清单))(?:\(.{1,30}\))?(?:(?:金额)?单位:.{0,2}元)?|.{0,12}单位:.{0,6}元.{0,4}|(?:编制|填报|公开)?(?:部门|单位)(?:名称)?:.{2,30}|公开\d+表|\?|附件\d*[.:]?"
)
"""A title or a unit line above a table, within its cells."""
AMONG = regex.compile(rf"20\d\d年度?|{CAPTION.pattern}")
"""What stands among the captions of a table."""
SIDES = ["收入", "支出"]
"""The sides of an account over its lists, of which nothing may say how far each goes."""
LISTED = regex.compile("项目")
"""What heads a list of an account."""
NOTE = regex.compile(r"(?:注|说明|备注)\d*[:.、]|.*。.*")
NAMING = regex.compile(
    "项目|年[度份]?|单位|部门|科目|名称|内容|类别|地区|来源|序号|指标|资金|支出|收入|栏次|行次|.*名称|.*项目|.*[编代]码|"
)
"""What heads a column of names where the table has a single row."""


NAMED = regex.compile("(?:科目|项目|单位|部门|指标)?名称")
CODED = regex.compile("(?:科目|功能|经济|分类)*(?:编码|代码)")
"""What stands over names, and over codes, and never over amounts."""
MOST_CELLS = 400
FEWEST_NUMBERS = 3
"""Numbers of the least table that stands below a title with nothing between its cells."""


@dataclass(frozen=True)
class Shape:
    """A way to read cells: captions, the labels over the columns, the rows below, and the cells that they are
    made of.
    """

    captions: tuple[str, ...]
    header: tuple[TextRow, ...]
    body: tuple[TextRow, ...]
    used: int

    @property
    def rows(self) -> list[TextRow]:
        """All rows, without columns at their end that hold nothing; a caption has a row of its own."""
        width = max(c for row in (*self.header, *self.body) for c, text in enumerate(row, 1) if text)
        captions = [[c, *[""] * (width - 1)] for c in self.captions]
        return [*captions, *(row[:width] for row in (*self.header, *self.body))]


def shape_of(cells: Sequence[str], cut: bool = False) -> Shape | None:
    """The one way in which the cells make up a table; null where none or more than one fits. `cut`: the text
    ends in the midst of them.
    """
    begin = _below_captions(cells)
    captions = tuple(c for c in cells[:begin] if c and c != "?")
    held = [fold(c) for c in cells[begin : begin + 2 + WIDEST]]
    over_lists = held[:2] == SIDES and sum(map(bool, map(LISTED.match, held))) > 1
    return _shape_below(cells, begin, captions, cut) or (
        _shape_below(cells, begin + 2, captions, cut) if over_lists else None
    )


def _below_captions(cells: Sequence[str]) -> int:
    """Where the labels begin: below the captions and the year that stands among them."""
    texts = [fold(c) for c in cells]
    begin = next((i for i, x in enumerate(texts) if x and not CAPTION.fullmatch(x)), len(texts))
    while 0 < begin < len(texts) and (not texts[begin] or AMONG.fullmatch(texts[begin])):
        begin += 1
    return begin


def _shape_below(cells: Sequence[str], begin: int, captions: tuple[str, ...], cut: bool) -> Shape | None:
    held = list(cells[begin:])
    first = next((i for i, c in enumerate(held) if is_number(c)), None)
    if first is None or first < 2:
        return None
    tried = [
        x for start, width in _shapes(held, first) if (x := _shape(held, start, width, captions, begin, cut))
    ]
    ranked = sorted(tried, key=_fit, reverse=True)
    if not ranked or _fit(ranked[0])[0] < PURE:
        return None
    return None if len(ranked) > 1 and _fit(ranked[1]) == _fit(ranked[0]) else ranked[0]


def loose_table(lines: Sequence[str], start: int) -> LooseRows | None:
    """The table whose cells stand one to a line from a start on, with nothing between them."""
    end = start
    while end < min(len(lines), start + MOST_CELLS) and (_is_cell(lines[end]) or _is_numbered(lines, end)):
        end += 1
    numbered = list(enumerate(lines[start:end], start))
    kept = [(n, x.strip()) for n, x in unspaced(numbered)]
    if CAPTION.fullmatch(fold(lines[start])) or sum(is_number(x) for _, x in kept) < FEWEST_NUMBERS:
        return None
    if not is_form(x for _, x in kept) and (rows := whole_rows([x for _, x in kept])) is not None:
        return LooseRows(start, end, tuple(map(tuple, rows)))
    if any(x.fullmatch(fold(text)) for _, text in kept for x in (BEGINS, HEADS)):
        return None
    cells, cut = [x for _, x in kept], _is_cut(lines[end:])
    # Blank lines behind the last cell may be blank cells, or nothing.
    shape = shape_of(cells, cut) or shape_of(trimmed(cells), cut)
    if shape is None:
        return None
    return LooseRows(start, kept[shape.used - 1][0] + 1, tuple(map(tuple, shape.rows)))


def _is_cut(rest: Sequence[str]) -> bool:
    """Whether a text ends with the cells before, or in the midst of the one behind them."""
    said = [x.strip() for x in rest if x.strip()]
    return not said or (len(said) == 1 and len(said[0]) <= LONGEST and CLOSED.search(said[0]) is None)


def trimmed(cells: TextRow) -> TextRow:
    """The cells up to the last that says something."""
    return cells[: max((i for i, c in enumerate(cells, 1) if c), default=0)]


def _is_numbered(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the name of a row that begins with a number (一、财政拨款收入), and no heading: the
    number of the row, or its amount, stands behind it.
    """
    behind = next((x.strip() for x in lines[at + 1 : at + 4] if x.strip()), "")
    return is_number(behind) and len(lines[at].strip()) <= LONGEST and not CLOSED.search(lines[at].strip())


def _is_cell(line: str) -> bool:
    text = line.strip()
    closed = CLOSED.search(text) or HEADED.match(fold(text)) or "|" in text
    return is_number(text) or (len(text) <= LONGEST and not closed)


def _shapes(cells: Sequence[str], first: int) -> Iterator[tuple[int, int]]:
    """(where the rows begin, number of columns) that may fit."""
    named = max((i for i in range(first) if cells[i]), default=0)
    yield from ((named, width) for width in range(2, WIDEST + 1))
    body = cells[first:]
    end = next((i for i, c in enumerate(body) if not is_value(c)), len(body))
    yield from ((first, width) for width in range(3, min(end, WIDEST) + 1) if end % width == 0)


def _shape(
    cells: Sequence[str], start: int, width: int, captions: tuple[str, ...], begin: int, cut: bool
) -> Shape | None:
    """The cells as rows of a width from a start on; null where the last one, or the labels, do not fit."""
    body: list[TextRow] = []
    at = start
    while at < len(cells):
        row = list(cells[at : at + width])
        if NOTE.match(fold(row[0])) or (is_value(row[0]) and row[0] and _named(cells, start)):
            break
        if len(row) < width:
            if any(map(is_number, row)) and not (cut or _ends(body, len(row))):
                return None
            row += [""] * (width - len(row))
            body += [] if cut and not _ends(body, len(cells) - at) else [row]
        else:
            body.append(row)
        at += width
    if not body or (at < len(cells) and not NOTE.match(fold(cells[at]))):
        return None
    header = over_columns(cells[:start], width, body)
    if header is None or not _headed(header, body, _named(cells, start)):
        return None
    return Shape(captions, tuple(header), tuple(body), begin + min(at, len(cells)))


def _ends(body: Sequence[TextRow], said: int) -> bool:
    """Whether no row says anything behind so many cells: bars close the rows, and the last one is open."""
    return bool(body) and not any(any(row[said:]) for row in body)


def _named(cells: Sequence[str], start: int) -> bool:
    """Whether the rows begin with a name."""
    return not is_value(cells[start])


def _headed(header: Sequence[TextRow], body: Sequence[TextRow], named: bool) -> bool:
    """Whether every column of numbers has a label, and a lone name one that heads names."""
    width = range(len(body[0]))
    over = [next((row[c] for row in reversed(header) if row[c]), "") for c in width]
    numbers = [c for c in width if any(is_number(row[c]) for row in body)]
    if any(_misplaced(fold(row[c]), c in numbers) for row in header for c in width):
        return False
    if named and len(body) == 1 and not NAMING.fullmatch(fold(over[0])):
        return False
    return all(over[c] for c in numbers) and not (named and 0 in numbers)


def _misplaced(label: str, numbers: bool) -> bool:
    """Whether a label stands over the wrong column: one of names over numbers, or one of codes over none."""
    return (NAMED if numbers else CODED).fullmatch(label) is not None


def _fit(shape: Shape) -> tuple[float, float]:
    """The share of the cells that are of their column's kind, and of the rows that begin with something."""
    good, whole = of_a_kind(shape.body)
    begun = sum(bool(row[0]) for row in shape.body)
    return good / whole if whole else 0.0, begun / len(shape.body)


def of_a_kind(rows: Iterable[Sequence[str]]) -> tuple[int, int]:
    """How many cells are of their column's kind, a number or a word, and of how many."""
    good = whole = 0
    for column in zip_longest(*rows, fillvalue=""):
        held = [c for c in column if c not in ABSENT]
        numbers = sum(map(is_number, held))
        good, whole = good + max(numbers, len(held) - numbers), whole + len(held)
    return good, whole


def is_value(cell: str) -> bool:
    """Whether a cell is a number, or says that there is none."""
    return cell in ABSENT or is_number(cell)
