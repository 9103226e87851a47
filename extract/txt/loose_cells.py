"""Tables in exported text whose cells stand one to a line, with nothing between them, blank cells as blank
lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract import regex
from extract.fold import fold

NUMBER = regex.compile(r"[-+]?(?:\d{1,3}(?:[,٬]\d{3})+|\d+)(?:\.\d+)?%?|\([\d,.]+\)")
REMARK = regex.compile("备注|说明|备注说明|(增减|变动|偏差)?原因")
ABSENT = ("", "-", "--", "—", "——", "/")
CLOSED = regex.compile(r"[。；;，,！？]|[:：]$")
"""What no cell of a statement has."""
LONGEST = 30
MOST_COLUMNS = 12
FEWEST_ROWS = 2
LEAST_WORDS = 20
"""Words of the least form that stands in a single line."""
SPACED = 0.9
"""The share of lines with a blank one behind them, from which on those are no blank cells."""


BEGINS = regex.compile(r"(项目|专项(\(项目\))?|资金)名称:?|一级指标")
"""What a form begins with."""
HEADS = regex.compile(
    r"([省市县区]?级)?(预算)?(政策|任务|单位|部门(、单位|\(单位\))?)名称:?|(项目)?主管部门:?"
)
"""What it begins with below its title; a cover and a text have such lines too."""
THIRD = regex.compile("三级指标.*|指标(内容|名称)|绩效指标(名称)?|具体指标")
"""What the label over the indicators of a form is called."""
POINTED = regex.compile("(年度|全年|预期|年初)?(指标|目标)值.*|.*完成值|.*得分|分值|权重")
"""What stands beside it."""
HEADED = regex.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+部分|附件\d*$|填表人|填报人")
"""What ends a form: a heading, or who filled it in."""


TextRow = list[str]
"""The cells of a row, as they stand in plain text."""


@dataclass(frozen=True)
class LooseRows:
    """The rows of a table that was found in lines start..end. `settled`: whether what stands in which column
    is sure; `short`: the names of rows whose numbers are left out, as they are fewer than the columns, `lost`
    their cells.
    """

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]
    settled: bool = True
    short: tuple[str, ...] = ()
    lost: tuple[tuple[str, ...], ...] = ()


def is_number(text: str) -> bool:
    """Whether a cell is a number or a percentage and nothing else."""
    return NUMBER.fullmatch(fold(text)) is not None


def is_stray_page(text: str, column: Sequence[str]) -> bool:
    """Whether a number is a page's: a whole one of few digits, where all others of a column have decimals."""
    others = [c for c in column if is_number(c) and c != text and fold(c).strip("0.")]
    whole = regex.fullmatch(r"[1-9]\d{0,2}", fold(text)) is not None
    return whole and len(others) > 1 and all(regex.search(r"\.\d\d$", fold(c)) for c in others)


def loose_cells(lines: Sequence[str], start: int) -> LooseRows | None:
    """The table whose header begins at a line: a label for each column, then rows of a label and numbers.

    Lines may be set apart by blank ones; then two blank lines are a blank cell.
    """
    if not is_label(lines[start]):
        return None
    tried = [
        (list(_rows(lines, start, cols, step)), step)
        for step in (1, 2)
        for cols in range(2, MOST_COLUMNS + 1)
    ]
    rows, step = max(tried, key=lambda x: sum(map(len, x[0])))
    last = [row[-1] for row in rows[1:]]
    rows = rows[: next((n for n, x in enumerate(last, 1) if is_stray_page(x, last)), len(rows))]
    if len(rows) <= FEWEST_ROWS or not any(is_number(c) for row in rows for c in row):
        return None
    return LooseRows(start, min(start + len(rows) * len(rows[0]) * step, len(lines)), tuple(rows))


def loose_form(lines: Sequence[str], start: int, titled: bool = False) -> LooseRows | None:
    """A form of which every cell has a line, from the label of its project, or of its levels, to the heading
    that follows its indicators: one column. `titled`: a title stands above; then it may begin with its unit,
    where no heading stands before the indicators.
    """
    said = fold(lines[start])
    heads = titled and HEADS.fullmatch(said) is not None
    if not heads and not BEGINS.fullmatch(said):
        return None
    end, headed = start + 1, False
    while end < len(lines) and not ((headed or heads) and HEADED.match(fold(lines[end]))):
        headed = headed or THIRD.fullmatch(fold(lines[end])) is not None
        end += 1
    if not headed:
        return None
    return LooseRows(
        start, end, tuple((x.strip(),) for _, x in unspaced(list(enumerate(lines[start:end], start))))
    )


def is_form(cells: Iterable[str]) -> bool:
    """Whether cells are those of a form: the label over its indicators, and of what is told of them."""
    said = {fold(c) for c in cells}
    return any(map(THIRD.fullmatch, said)) and any(map(POINTED.fullmatch, said))


def apart(line: str) -> list[str]:
    """The words of a line that holds a whole form, each as a line; any other line as it is."""
    words = line.split() if "|" not in line else []
    form = len(words) >= LEAST_WORDS and {"一级指标", "三级指标"} <= {fold(w) for w in words}
    return words if form else [line]


def unspaced(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The numbered lines without the blank one behind each, where nearly every line has one. Where some hold
    white space, those are the blank cells and all empty lines stand between cells.
    """
    said = [i for i, (_, x) in enumerate(lines) if x.strip()]
    spaced = sum(i + 1 == len(lines) or not lines[i + 1][1].strip() for i in said) >= SPACED * len(said)
    if spaced and not any(x.strip() for _, x in lines[1::2]):
        yield from lines[::2]  # cells and what parts them in turn
        return
    if spaced and any(x and not x.strip() for _, x in lines):
        yield from ((n, x) for n, x in lines if x)
        return
    skip = False
    for n, line in lines:
        held = bool(line.strip())
        if not (spaced and skip and not held):
            yield n, line
        skip = held


def _rows(lines: Sequence[str], start: int, cols: int, step: int) -> Iterator[tuple[str, ...]]:
    """The header and the rows that follow it, as long as they are of its shape."""
    remarks = False
    for at in range(start, len(lines), cols * step):
        cells = [x.strip() for x in lines[at : at + cols * step : step]]
        between = [x.strip() for n, x in enumerate(lines[at : at + cols * step]) if n % step]
        header = at == start
        if header:
            remarks = cols > 2 and bool(cells) and REMARK.fullmatch(cells[-1]) is not None
        if len(cells) < cols or any(between) or not (_heads(cells) if header else _states(cells, remarks)):
            return
        yield tuple(cells)


def _heads(cells: Sequence[str]) -> bool:
    return all(map(is_label, cells))


def _states(cells: Sequence[str], remarks: bool) -> bool:
    """Whether cells are a label and numbers, some of them perhaps blank; `remarks`: the last holds words."""
    values = cells[1:-1] if remarks else cells[1:]
    return is_label(cells[0]) and all(c in ABSENT or is_number(c) for c in values)


def is_label(line: str) -> bool:
    """Whether a line may be the label of a column or of a row."""
    text = line.strip()
    return 0 < len(text) <= LONGEST and not is_number(text) and text not in ABSENT and not CLOSED.search(text)
