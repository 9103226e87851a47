"""Forms that an export printed one cell to a line, put back into rows: their headers and levels tell where a
row ends.

A merged cell is printed once, so that rows differ in length: 产出指标, 数量指标 and an indicator with its
values; then an indicator
alone. Where the values do not fit their columns, the rest of the form is not guessed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extract.model import Cell, Table, Text
from parsers.lexicon import code_of, form_words, unrolled_words
from parsers.words.numbers import is_amount, money_unit

from .fund_header import AMOUNTS, fund_measure
from .lines.amounts import amount_beside, in_two_lists
from .lines.fund_labels import in_two_rows
from .lines.grid import in_grid
from .lines.header import header_at, levels_follow, projects_before
from .lines.labels import column_of, is_level, is_money, is_titled_level, is_value, level_names, may_hold
from .state import LONGEST_LABEL, label

FormRow = list[Text]


LETTERS = 4
"""Characters of the label that is printed downwards."""
EMPTY = Text("")


def in_rows(table: Table) -> Table:
    """A form that is printed one cell to a line, in rows; any other table as it is."""
    if table.cols != 1 or not any(column_of(c.text) == "level3" for c in table.cells):
        return table
    if (grid := in_grid([c.text for c in sorted(table.cells, key=lambda c: c.row)])) is not None:
        return replace(table, cells=grid.cells, row_count=grid.row_count, cols=grid.cols, caption_rows=0)
    lines = list(_whole(_across([c.text for c in sorted(table.cells, key=lambda c: c.row)])))
    rows = list(_rows(lines))
    width = max(map(len, rows), default=0)
    if width < 2:
        return table
    cells = tuple(
        Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(_filled(row, width))
    )
    return replace(table, cells=cells, row_count=len(rows), cols=width, caption_rows=0)


def _across(lines: Sequence[Text]) -> list[Text]:
    """The lines without the label beside all indicators that is printed downwards: 绩, 效, 指, 标."""
    out: list[Text] = []
    for line in lines:
        out.append(line)
        last = out[-LETTERS:]
        if all(len(t.folded) == 1 for t in last) and unrolled_words().downwards.whole(
            "".join(t.folded for t in last)
        ):
            del out[-LETTERS:]
    return out


def _whole(lines: Sequence[Text]) -> Iterator[Text]:
    """The lines with labels whole that were printed in two: 年初 and 预算数, 产出指标 and the points
    below it.
    """
    held: Text | None = None
    for line in lines:
        if (
            held is not None
            and held.folded
            and (unrolled_words().points.fullmatch(line.folded) or _one_label(held, line))
        ):
            held = held + line
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _one_label(first: Text, second: Text) -> bool:
    """Whether two lines are one label of the form: together they are known, and the first alone is not."""
    both = first.folded + second.folded
    level = any(names.whole(both) for names in level_names())
    # 三级指标 is whole: 指标 behind it begins the next label (指标, 值).
    more = unrolled_words().indicator.whole(second.folded)
    more = more and not unrolled_words().level_end.found_in(first.folded)
    goes_on = more or unrolled_words().in_two.whole(both)
    if column_of(first) == "deviation" and unrolled_words().reasons.whole(second.folded):
        return True
    begun = goes_on or unrolled_words().beginning.whole(first.folded)
    if not begun and (not level or is_titled_level(second)):
        return False
    if not second.folded or len(both) > LONGEST_LABEL:
        return False
    return _is_label(both) and (goes_on or not _is_label(first.folded))


def _is_label(folded: str) -> bool:
    """Whether a line is a label that forms of this kind have."""
    return bool(
        fund_measure(folded)
        or any(names.whole(folded) for names in level_names())
        or any(code_of("self_evaluation", part, label(folded)) for part in ("columns", "head"))
    )


def _filled(row: FormRow, width: int) -> FormRow:
    return [*row, *[EMPTY] * (width - len(row))]


def _rows(lines: Sequence[Text]) -> Iterator[FormRow]:
    """The rows of a form: labels of its head with their values, its money, its indicators."""
    reports = any(column_of(t) in ("actual", "score") for t in lines)
    readers = (_indicators, _funds, _pair, in_two_lists if reports else amount_beside)
    at = 0
    while at < len(lines):
        for read in readers:
            rows, end = read(lines, at)
            if end > at:
                break
        else:
            rows, end = [[lines[at]]] if lines[at].folded else [], at + 1
        yield from rows
        at = end


def _pair(lines: Sequence[Text], at: int) -> tuple[list[FormRow], int]:
    """A label of the head and the line behind it."""
    if not _is_head(lines[at]) or at + 1 == len(lines):
        return [], at
    if _is_head(lines[at + 1]):
        return [[lines[at], EMPTY]], at + 1
    return [[lines[at], lines[at + 1]]], at + 2


def _is_head(text: Text) -> bool:
    return code_of("self_evaluation", "head", label(text.folded)) is not None


def _funds(lines: Sequence[Text], at: int) -> tuple[list[FormRow], int]:
    """The header of the money, perhaps behind its block's labels, and the rows of a label and its values
    below it. As many labels head columns as the first row has values.
    """
    end = at
    while end < len(lines) and (_heads_money(lines[end]) or (end > at and not lines[end].folded)):
        end += 1
    heads = [t for t in lines[at:end] if t.folded]
    values = list(_values(lines, end + 1))
    columns = in_two_rows(heads, values) or _heading(heads, values)
    measures = [fund_measure(t.folded) for t in columns]
    if end == len(lines) or len({*measures} & AMOUNTS) < 2 or not all(measures):
        return [], at
    needed = 1 + max(i for i, m in enumerate(measures) if m in AMOUNTS)
    unit = next((t for t in reversed(heads) if t not in columns and money_unit(t.folded)), EMPTY)
    rows: list[FormRow] = [[unit, *columns]]
    while (found := _fund_row(lines, end, len(columns), needed)) is not None:
        row, end = found
        rows.append(row)
    return rows, end


def _fund_row(lines: Sequence[Text], at: int, width: int, needed: int) -> tuple[FormRow, int] | None:
    """The label at a line with its values, of which so many must be there or all blank, and where the row
    ends.
    """
    at = _said(lines, at)
    values = list(_values(lines, at + 1))[:width]
    if at == len(lines) or is_value(lines[at]) or column_of(lines[at]):
        return None
    blank = not any(t.folded for t in values) and _is_money(lines[at])
    if len(values) < needed and not blank:
        return None
    end = at + 1 + len(values)
    return [lines[at], *values, *[EMPTY] * (width - len(values))], end + _is_remark(lines, end)


def _heads_money(text: Text) -> bool:
    """Whether a line may stand in the header of the money: a measure, the block's label, reasons."""
    return bool(
        fund_measure(text.folded) or money_unit(text.folded) or column_of(text) in ("deviation", "remark")
    ) and not is_value(text)


def _heading(heads: Sequence[Text], values: Sequence[Text]) -> list[Text]:
    """The labels that stand over the values of the first row: the last ones, but for a column of reasons.
    Blank lines behind the values part it from the next row.
    """
    held = list(heads)
    while held and column_of(held[-1]) in ("deviation", "remark"):
        held.pop()
    measures = [t for t in held if fund_measure(t.folded)]
    said = max((n for n, t in enumerate(values, 1) if t.folded), default=0)
    wanted = min(len(values), len(measures)) if said <= len(measures) else said
    return held[-wanted:] if 0 < wanted <= len(measures) else []


def _values(lines: Sequence[Text], at: int) -> Iterator[Text]:
    """The values, those with their unit of money too, and the blank cells, from a line on."""
    while at < len(lines) and (is_value(lines[at]) or is_money(lines[at])):
        yield lines[at]
        at += 1


def _is_money(text: Text) -> bool:
    return form_words().moneyed.search(text.folded) is not None or form_words().parts.begins(text.folded)


def _is_remark(lines: Sequence[Text], at: int) -> bool:
    """Whether a line is the reason behind a row: words, with the label of the next row behind them."""
    return (
        at + 1 < len(lines)
        and bool(lines[at].folded)
        and not is_value(lines[at])
        and (len(lines[at].folded) > LONGEST_LABEL or not _is_money(lines[at]))
        and _is_money(lines[at + 1])
    )


def _indicators(lines: Sequence[Text], at: int) -> tuple[list[FormRow], int]:
    """The header of the indicators and the rows below it, to the total."""
    header, end = header_at(lines, at)
    codes = [column_of(t) or "other" for t in header]
    if "level3" not in codes or len(codes) < 3 or codes[0] != "level1" or projects_before(lines, at):
        return [], at
    last = max(i for i, t in enumerate(lines) if t.folded)
    block = LineBlock(lines, codes, blanks=any(not t.folded for t in lines[end:last]), begin=end)
    rows: list[FormRow] = [header]
    while (found := _next(block, end) or _remarks(block, end)) is not None:
        row, end = found
        rows.append(row)
        if _is_total(row[0]):
            break
    else:
        if levels_follow(lines, end):
            return [], at
    # A form begins with a level; where none is known, its labels cannot be told from indicators.
    begun = len(rows) > 1 and any(t.folded for t in rows[1][: codes.index("level3")])
    return (rows, end) if begun else ([], at)


@dataclass(frozen=True)
class LineBlock:
    """The lines of a form with what its columns hold; `blanks`: whether blank cells have a line, or are
    lost; `begin`: the line below the header.
    """

    lines: Sequence[Text]
    codes: Sequence[str]
    blanks: bool
    begin: int

    @cached_property
    def reach(self) -> list[int]:
        """How far the rows fit from each line on, the first below the header."""
        reach = [0] * (len(self.lines) + 1)
        for i in range(len(self.lines), self.begin - 1, -1):
            begin = _said(self.lines, i)
            ended = begin == len(self.lines)
            total = not ended and _is_total(self.lines[begin])
            ends = [] if ended or total else [end for _, end in _ways(self, begin)]
            reach[i] = max((reach[end] for end in ends), default=i + total)
        return reach


def _next(block: LineBlock, at: int) -> tuple[FormRow, int] | None:
    """The next row from a line on, and where it ends; of two ways to read it that after which more rows
    fit.
    """
    at = _said(block.lines, at)
    if at == len(block.lines):
        return None
    if _is_total(block.lines[at]):
        return _total(block, at)
    ways = list(_ways(block, at))
    if len(ways) < 2:
        return ways[0] if ways else None
    return max(ways, key=lambda way: block.reach[way[1]])


def _remarks(block: LineBlock, at: int) -> tuple[FormRow, int] | None:
    """A label and its words that stand between the indicators and the total: what else is to be said."""
    at = _said(block.lines, at)
    total = _said(block.lines, at + 2)
    if total >= len(block.lines) or not _is_total(block.lines[total]):
        return None
    pair = block.lines[at : at + 2]
    return None if any(map(is_level, pair)) else ([*pair, *[EMPTY] * (len(block.codes) - 2)], total)


def _ways(block: LineBlock, at: int) -> Iterator[tuple[FormRow, int]]:
    """The indicator at a line with all of its columns, and, where blank cells are lost, without the
    reasons.
    """
    yield from _indicator(block, at, len(block.codes))
    if block.codes[-1] in ("deviation", "remark"):
        without = _indicator(block, at, len(block.codes) - 1)
        # Where blank cells have lines, that of the reasons may be lost all the same; then no blank follows.
        yield from (way for way in without if not block.blanks or _says(block.lines, way[1]))


def _is_total(text: Text) -> bool:
    return code_of("self_evaluation", "blocks", text.folded) == "total"


def _total(block: LineBlock, at: int) -> tuple[FormRow, int]:
    """The row of the total: as many cells as there are columns from the weight on, or one value, the
    score, or two, the weight first.
    """
    codes = block.codes
    row = [block.lines[at], *[EMPTY] * (len(codes) - 1)]
    points = [i for i, code in enumerate(codes) if code in ("weight", "score")]
    cells = list(_values(block.lines, at + 1))[: len(codes) - min(points, default=0)]
    if points and len(cells) == len(codes) - points[0]:
        row[points[0] :] = cells
        return row, at + 1 + len(cells)
    values = [t for t in block.lines[at + 1 : at + 3] if is_amount(t.folded)]
    wanted = ("score",) if len(values) == 1 else ("weight", "score")
    for code, value in zip(wanted, values, strict=False):
        if code in codes:
            row[codes.index(code)] = value
    end = at + 1 + len(values)
    if end < len(block.lines) and codes[-1] == "deviation" and _is_grade(block.lines[end]):
        row[-1], end = block.lines[end], end + 1
    return row, end


def _is_grade(text: Text) -> bool:
    return form_words().graded_row.fullmatch(text.folded) is not None


def _indicator(block: LineBlock, at: int, width: int) -> Iterator[tuple[FormRow, int]]:
    """An indicator with those of its levels that begin at it, of so many columns; none where what follows
    does not fit them.
    """
    lines, levels = block.lines, block.codes.index("level3")
    row = [EMPTY] * levels
    for place, pattern in enumerate(level_names()[:levels]):
        at = _said(lines, at)
        if (
            at < len(lines)
            and pattern.fullmatch(lines[at].folded)
            and not (place == 0 and _is_second(lines, at))
        ):
            if not any(t.folded for t in row) and not is_titled_level(lines[at]):
                # 家长满意度 may be an indicator of the level above it.
                yield from _named(block, [*row], at, width)
            row[place] = lines[at]
            at += 1
    yield from _named(block, row, at, width)


def _named(block: LineBlock, row: FormRow, at: int, width: int) -> Iterator[tuple[FormRow, int]]:
    """The indicator at a line behind its levels, with its values."""
    lines, codes, levels = block.lines, block.codes[:width], block.codes.index("level3")
    begin, at = at, _said(lines, at)
    blank = at - begin >= width - levels and at < len(lines) and is_level(lines[at])
    lost = not block.blanks and at < len(lines) and any(t.folded for t in row) and is_titled_level(lines[at])
    if blank or lost:
        # A level without an indicator: its cells are blank, or lost as all blank ones are.
        yield [*row, *[EMPTY] * (len(block.codes) - levels)], at
        return
    held = list(lines[at : at + len(codes) - levels])
    fits = len(held) == len(codes) - levels and all(
        may_hold(text, code) and not _is_total(text) and not _is_head(text)
        for text, code in zip(held, codes[levels:], strict=True)
    )
    last = codes[-1] in ("deviation", "remark")
    if fits and not (last and is_level(held[-1])):
        rest = [EMPTY] * (len(block.codes) - width)
        yield [*row, *held, *rest], at + len(held)


def _says(lines: Sequence[Text], at: int) -> bool:
    return at < len(lines) and bool(lines[at].folded)


def _said(lines: Sequence[Text], at: int) -> int:
    """The first line from `at` on that says something."""
    while at < len(lines) and not lines[at].folded:
        at += 1
    return at


def _is_second(lines: Sequence[Text], at: int) -> bool:
    """Whether what may be a 一级指标 is a 二级指标: 成本指标 below 产出指标, with no 二级指标 behind it."""
    after = _said(lines, at + 1)
    second = level_names()[1].fullmatch(lines[at].folded) is not None
    return second and not (after < len(lines) and level_names()[1].fullmatch(lines[after].folded))
