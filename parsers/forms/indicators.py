"""The indicator rows of a self-evaluation form, from the header with 三级指标 to 总分."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extract import regex
from extract.fold import fold
from extract.model import Cell, Table
from parsers.lexicon import code_of, form_words
from parsers.lexicon.parts import DIGITS
from parsers.report import IndicatorReading, ScoreReading, TableReadings
from parsers.words.names import clean_item, tidy
from parsers.words.numbers import is_absent

from .indicator_cells import (
    HeaderPoints,
    clean_indicator,
    join_target,
    parse_points,
    quantified,
    split_indicators,
)
from .lines.labels import level_names
from .state import Form, label, said_rows

STATED = ("target", "actual", "score")
EARLIER = "earlier target"
"""The column of the target that another one adjusts: it stands where that one is blank."""


def read_second(table: Table, row: int, form: Form, out: TableReadings) -> None:
    """The indicator of the second list in a row."""
    beside = TableReadings()
    read_indicator_row(table, row, replace(form, columns=form.further), beside)
    out.indicators.extend(beside.indicators)


def read_indicator_row(table: Table, row: int, form: Form, out: TableReadings) -> None:
    """One row under the indicator header: an indicator (or several in one cell), a header with points, or the
    total.
    """
    own = _by_column(table, row, form)
    if EARLIER in own and not own["target"].text.folded:
        own["target"] = own[EARLIER]
    first = next((t for _, t in said_rows(table)[row] if t), "")
    if code_of("self_evaluation", "blocks", label(first)) == "total":
        read_total(table, row, form, out)
        form.columns, form.closed = {}, True
        return
    level1, points = _level1(table, own, form, row)
    points = points or _points_beside(table, own.get("weight of level1"), row)
    if points is not None:
        out.scores.append(_header_score(level1, points, form))
    level2 = _carried(own.get("level2"), "level2", form)
    level3 = own.get("level3")
    if level3 is None or level3.row != row or level3 in (own.get("level1"), own.get("level2")):
        return
    reading = _reading(table, row, own, level3, form)
    if reading is None:
        return
    reading = _over_page_end(table, row, own, form, replace(reading, level1=level1, level2=level2), out)
    lines = {code: _lines(own.get(code)) for code in ("level3", "target", "actual")}
    points_at = table.locator(own.get("score") or level3)
    weights, scores = _several(own.get("weight")), _several(own.get("score"))
    out.indicators.extend(split_indicators(reading, lines, weights, scores, points_at))


def _by_column(table: Table, row: int, form: Form) -> dict[str, Cell]:
    """What the columns hold → the first cell of a row that holds it, if any of them says something."""
    own: dict[str, Cell] = {}
    for col, code in form.columns.items():
        cell = table.grid.get((row, col))
        if cell is not None and (code not in own or (cell.text.folded and not own[code].text.folded)):
            own[code] = cell
    return own


def _points_beside(table: Table, beside: Cell | None, row: int) -> HeaderPoints | None:
    """The points of a 一级指标 that stand in a column of their own."""
    if beside is None or beside.row != row or (number := _points(beside)) is None:
        return None
    return HeaderPoints(number, table.place(beside))


def _header_score(level1: str | None, points: HeaderPoints, form: Form) -> ScoreReading:
    """The points printed in, or beside, a 一级指标."""
    return ScoreReading(
        place=points.place,
        component=code_of("self_evaluation", "components", level1 or "") or "other",
        name=level1,
        project=form.project,
        scope=form.scope,
        method="self",
        weight=points.number,
        table=form.table,
    )


def _reading(
    table: Table, row: int, own: dict[str, Cell], level3: Cell, form: Form
) -> IndicatorReading | None:
    """The 三级指标 of a row; null where the row is empty, as those of templates are."""
    printed = tidy(level3.text.chars)
    within = form_words().points_in_name.search(printed)
    name = clean_indicator(printed[: within.start()] if within else printed)
    if form_words().points.fullmatch(fold(name)):
        return None  # a number names no indicator: the row does not stand under its header
    named = not is_absent(fold(name).strip("…."))
    stated = {c for c in (*STATED, "weight") if c in own and not is_absent(own[c].text.folded)}
    if "target" in stated and form_words().unfilled.fullmatch(own["target"].text.folded):
        stated.discard("target")
    if not stated and not (form.aims and quantified(printed)):
        return None
    if not named and (not stated & set(STATED) or not is_absent(fold(name))):
        return None
    unit = _unbracketed(words_of(own.get("unit")))
    target = join_target(words_of(own.get("sign")), words_of(own.get("target")), unit)
    return IndicatorReading(
        place=table.place(level3),
        project=form.project,
        scope=form.scope,
        level3=name if named else None,
        target=target,
        actual=words_of(own.get("actual")),
        unit=unit,
        weight=_points(own.get("weight")) or (within["points"] if within and "weight" not in own else None),
        score=_points(own.get("score")),
        deviation=words_of(own.get("deviation")),
        table=form.table,
        row=row,
        points_at=_shared(table, level3, own.get("score") or own.get("weight")),
    )


def _unbracketed(unit: str | None) -> str | None:
    """A 度量单位 without the brackets that it may stand in: （次） is 次."""
    return None if unit is None else regex.sub(r"^[(（](.+)[)）]$", r"\1", unit)


def _shared(table: Table, level3: Cell, points: Cell | None) -> str | None:
    """The place of points that a merged cell gives to more rows than this indicator's."""
    return (
        table.locator(points)
        if points is not None and points.row_span > level3.row_span and points.text.folded
        else None
    )


def _over_page_end(
    table: Table, row: int, own: dict[str, Cell], form: Form, reading: IndicatorReading, out: TableReadings
) -> IndicatorReading:
    """The reading with the points of the row above, where a page end cut the merged cell that holds them: its
    lower piece is blank.
    """
    last = out.indicators[-1] if out.indicators else None
    blank = [own[c] for c in ("weight", "score") if c in own and not own[c].text.folded]
    if (
        last is None
        or len(blank) < 2
        or (last.table, last.row) != (form.table, row - 1)
        or not (last.weight and last.score)
    ):
        return reading
    upper = table.grid[row - 1, blank[1].col]
    within = upper is blank[1] and last.points_at is not None
    if not within and (upper.page is None or upper.page == blank[1].page):
        return reading
    out.indicators[-1] = replace(last, points_at=last.points_at or table.locator(upper))
    return replace(reading, weight=last.weight, score=last.score, points_at=out.indicators[-1].points_at)


def _level1(
    table: Table, own: dict[str, Cell], form: Form, row: int
) -> tuple[str | None, HeaderPoints | None]:
    cell = own.get("level1")
    if cell is None or not cell.text.folded or _is_second(cell, own.get("level2")):
        return form.carried.get("level1"), None
    name, points = parse_points(table, cell)
    if form.carried.get("level1") != name:
        form.carried.pop("level2", None)
    form.carried["level1"] = name
    return name, points if cell.row == row else None


def _is_second(cell: Cell, second: Cell | None) -> bool:
    """Whether a cell over the columns of both upper levels is a 二级指标: no border shows where the first is
    blank.
    """
    upper, lower = (level.fullmatch(cell.text.folded) for level in level_names())
    return cell is second and not upper and lower is not None


def _carried(cell: Cell | None, code: str, form: Form) -> str | None:
    """A merged label, carried down to the rows that it spans and over page ends."""
    if cell is not None and cell.text.folded:
        form.carried[code] = clean_item(
            clean_indicator(form_words().points_behind.sub("", tidy(cell.text.chars)))
        )
    return form.carried.get(code)


def words_of(cell: Cell | None) -> str | None:
    """A cell's words without line breaks; null where it says nothing."""
    if cell is None:
        return None
    text = tidy(cell.text.chars)
    return None if is_absent(fold(text)) else text


def _points(cell: Cell | None) -> str | None:
    found = form_words().points.fullmatch(cell.text.folded) if cell is not None else None
    return found.group(1) if found else None


def _lines(cell: Cell | None) -> list[str]:
    return [line for x in cell.text.chars.split("\n") if (line := tidy(x))] if cell is not None else []


def _several(cell: Cell | None) -> list[str]:
    """The points of several indicators in one cell, one to a line or parted by a mark."""
    text = cell.text.chars.strip() if cell is not None else ""
    return (
        [fold(n) for n in regex.findall(DIGITS, fold_lines(text))]
        if form_words().several_points.fullmatch(fold_lines(text))
        else []
    )


def fold_lines(text: str) -> str:
    """Folded text with its line ends kept."""
    return "\n".join(fold(line) for line in text.splitlines())


def _labelled_points(table: Table, row: int) -> dict[str, Cell]:
    """Points beside labels of their own: 总分值 | 100 | 总得分 | 97.5."""
    held = [(c, t) for c, t in said_rows(table)[row] if t]
    coded = ((code_of("self_evaluation", "columns", t), x) for (_, t), x in pairwise(held[1:]))
    return {
        code: cell
        for code, (cell, t) in coded
        if code in ("weight", "score") and form_words().count.fullmatch(t)
    }


def read_total(table: Table, row: int, form: Form, out: TableReadings) -> None:
    """总分: the numbers under 分值 and 得分; where spans hide the columns, the first and the last number; a
    lone one is the score.
    """
    numbers = [c for c, t in said_rows(table)[row] if form_words().count.fullmatch(t)]
    under: dict[str, Cell] = _labelled_points(table, row) or {
        code: c for c in numbers if (code := form.columns.get(c.col)) in ("weight", "score")
    }
    if not under and numbers and form.projects is None:
        under = {"weight": numbers[0], "score": numbers[-1]} if len(numbers) > 1 else {"score": numbers[0]}
    if under:
        name = next(tidy(c.text.chars) for c, _ in said_rows(table)[row] if c.text.chars.strip())
        out.scores.append(
            ScoreReading(
                place=table.place(under.get("score") or under["weight"]),
                component="total",
                name=name,
                project=form.project,
                scope=form.scope,
                method="self",
                weight=_points(under.get("weight")),
                score=_points(under.get("score")),
                grade=next(
                    (
                        m["grade"]
                        for c in table.row_cells(row)
                        if (m := form_words().graded_row.fullmatch(c.text.folded))
                    ),
                    None,
                ),
                table=form.table,
            )
        )
