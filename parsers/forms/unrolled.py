"""Forms that an export printed one cell to a line, put back into rows: their headers and levels tell where a
row ends.

A merged cell is printed once, so that rows differ in length: 产出指标, 数量指标 and an indicator with its
values; then an indicator
alone. Where the values do not fit their columns, the rest of the form is not guessed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract import regex
from extract.model import Cell, Table, Text
from parsers.lexicon import built, code_of, form_words
from parsers.words.numbers import is_absent, is_amount, is_percent, money_unit

from .fund_header import AMOUNTS, fund_measure
from .state import LONGEST_LABEL, label

Row = list[Text]
POINTS = regex.compile(r"\(\d+(?:\.\d+)?(?:分|%)\)")
EMPTY = Text("")


@built
def level_names() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """The names of 一级 and 二级指标, with their points."""
    words, points = form_words(), r"(?:\(\d+(?:\.\d+)?分?\))?"
    return (
        regex.compile(f"{words.firsts.any}(?:类)?指标?{points}"),
        regex.compile(f"{words.seconds.any}(?:指标)?{points}"),
    )


def in_rows(table: Table) -> Table:
    """A form that is printed one cell to a line, in rows; any other table as it is."""
    if table.cols != 1 or not any(_column(c.text) == "level3" for c in table.cells):
        return table
    lines = list(_whole([c.text for c in sorted(table.cells, key=lambda c: c.row)]))
    rows = list(_rows(lines))
    width = max(map(len, rows), default=0)
    if width < 2:
        return table
    cells = tuple(
        Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(_filled(row, width))
    )
    return replace(table, cells=cells, rows=len(rows), cols=width, caption_rows=0)


def _whole(lines: Sequence[Text]) -> Iterator[Text]:
    """The lines with the points that stand below a label (产出指标, （50分）) put behind it."""
    held: Text | None = None
    for line in lines:
        if held is not None and held.folded and POINTS.fullmatch(line.folded):
            held = held + line
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _filled(row: Row, width: int) -> Row:
    return [*row, *[EMPTY] * (width - len(row))]


def _rows(lines: Sequence[Text]) -> Iterator[Row]:
    """The rows of a form: labels of its head with their values, its money, its indicators."""
    at = 0
    while at < len(lines):
        for read in (_indicators, _funds, _pair):
            rows, end = read(lines, at)
            if end > at:
                break
        else:
            rows, end = [[lines[at]]] if lines[at].folded else [], at + 1
        yield from rows
        at = end


def _pair(lines: Sequence[Text], at: int) -> tuple[list[Row], int]:
    """A label of the head and the line behind it."""
    if not _is_head(lines[at]) or at + 1 == len(lines):
        return [], at
    if _is_head(lines[at + 1]):
        return [[lines[at], EMPTY]], at + 1
    return [[lines[at], lines[at + 1]]], at + 2


def _is_head(text: Text) -> bool:
    return code_of("self_evaluation", "head", label(text.folded)) is not None


def _funds(lines: Sequence[Text], at: int) -> tuple[list[Row], int]:
    """The header of the money, perhaps behind its block's label, and the rows of a label and as many values
    below it.
    """
    named = bool(money_unit(lines[at].folded)) and fund_measure(lines[at].folded) is None
    begin = at + 1 if named else at
    while named and begin < len(lines) and not lines[begin].folded:
        begin += 1
    end = begin
    while end < len(lines) and fund_measure(lines[end].folded):
        end += 1
    if len({fund_measure(t.folded) for t in lines[begin:end]} & AMOUNTS) < 2:
        return [], at
    header, rows = list(lines[begin:end]), []
    while end < len(lines):
        if not lines[end].folded:
            end += 1
            continue
        values = list(lines[end + 1 : end + 1 + len(header)])
        if _is_value(lines[end]) or len(values) < len(header) or not all(map(_is_value, values)):
            break
        rows.append([lines[end], *values])
        end += 1 + len(header)
    return [[lines[at] if named else EMPTY, *header], *rows], end


def _is_value(text: Text) -> bool:
    return is_absent(text.folded) or is_amount(text.folded) or is_percent(text.folded)


def _indicators(lines: Sequence[Text], at: int) -> tuple[list[Row], int]:
    """The header of the indicators and the rows below it, to the total."""
    end = at
    codes: list[str] = []
    while end < len(lines) and (code := _column(lines[end])):
        codes.append(code)
        end += 1
    if "level3" not in codes or len(codes) < 3 or codes[0] != "level1":
        return [], at
    header, levels = list(lines[at:end]), codes.index("level3")
    rows: list[Row] = [header]
    while end < len(lines):
        if not lines[end].folded:
            end += 1
            continue
        if code_of("self_evaluation", "blocks", lines[end].folded) == "total":
            values = [t for t in lines[end + 1 : end + 3] if is_amount(t.folded)]
            return [*rows, _total(lines[end], values, codes)], end + 1 + len(values)
        row, next_end = _indicator(lines, end, levels, codes)
        if row is None:
            break
        rows.append(row)
        end = next_end
    return rows, end


def _total(name: Text, values: Sequence[Text], codes: Sequence[str]) -> Row:
    """The row of the total: one value is the score, the first of two the weight."""
    row = [name, *[EMPTY] * (len(codes) - 1)]
    wanted = ("score",) if len(values) == 1 else ("weight", "score")
    for code, value in zip(wanted, values, strict=False):
        if code in codes:
            row[codes.index(code)] = value
    return row


def _indicator(lines: Sequence[Text], at: int, levels: int, codes: Sequence[str]) -> tuple[Row | None, int]:
    """An indicator with those of its levels that begin at it; null where what follows does not fit the
    columns.
    """
    row = [EMPTY] * levels
    for place, pattern in enumerate(level_names()[:levels]):
        at = _said(lines, at)
        if (
            at < len(lines)
            and pattern.fullmatch(lines[at].folded)
            and not (place == 0 and _is_second(lines, at))
        ):
            row[place] = lines[at]
            at += 1
    at = _said(lines, at)
    held = list(lines[at : at + len(codes) - levels])
    fits = len(held) == len(codes) - levels and all(
        _is_value(text)
        for text, code in zip(held, codes[levels:], strict=True)
        if code in ("weight", "score")
    )
    return ([*row, *held], at + len(held)) if fits else (None, at)


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


def _column(text: Text) -> str | None:
    folded = text.folded
    return code_of("self_evaluation", "columns", label(folded)) if 0 < len(folded) <= LONGEST_LABEL else None
