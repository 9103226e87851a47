"""绩效目标表 (预算21/22/23表): one row per unit or 专项, wide; funds on the left, indicators in cells of
their kinds on the right.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract import regex
from extract.fold import fold
from extract.model import Cell, Table
from parsers.codes import Measure
from parsers.forms.indicator_cells import clean_indicator, quantified
from parsers.lexicon import form_words, target_words
from parsers.report import IndicatorReading, Quantity, in_cell
from parsers.words.bodies import is_body
from parsers.words.names import clean_item, tidy
from parsers.words.numbers import is_absent, is_amount, money_unit

from .headers import Column, columns, header_rows


def is_target_table(table: Table) -> bool:
    """Whether the header has 数量指标 as a column of its own and nothing is scored."""
    words = {c.text.folded for c in table.cells if c.row < 5}
    return (
        any(map(target_words().quantity.whole, words))
        and any(map(target_words().cost_or_output.whole, words))
        and not target_words().no_targets.search("|".join(words))
    )


def read_targets(table: Table) -> tuple[list[Quantity], list[IndicatorReading]]:
    """The fund columns and the indicators of every row."""
    header, cols = header_rows(table), columns(table)
    unit = money_unit(table.folded_unit_line) or money_unit(table.folded_title)
    whole = any(target_words().requested.found_in(p) for c in cols for p in c.path)
    named = [c for c in cols if target_words().name.search(c.label)]
    projects = (c for c in named if target_words().project.search(c.label))
    name = next((c.index for c in (*projects, *named)), 0)
    quantities: list[Quantity] = []
    indicators: list[IndicatorReading] = []
    unit_row = ""
    for row in range(header, table.row_count):
        cell = table.grid.get((row, name))
        item = clean_item(tidy(cell.text.chars)) if cell is not None else ""
        if not item:
            continue
        unit_row = unit_row or (item if is_body(fold(item)) else "")
        project = None if whole or item == unit_row or target_words().sum.found_in(item) else item
        quantities.extend(_funds(table, row, cols, item, "requested" if whole else "planned", unit, project))
        indicators.extend(_indicators(table, row, cols, project))
    return quantities, indicators


def _funds(
    table: Table,
    row: int,
    cols: list[Column],
    item: str,
    measure: Measure,
    unit: str | None,
    project: str | None,
) -> Iterator[Quantity]:
    for col in cols:
        cell = table.grid.get((row, col.index))
        if (
            cell is None
            or cell.row != row
            or not is_amount(cell.text.folded)
            or target_words().codes.search(col.label)
            or _level1(col)
        ):
            continue
        yield Quantity(
            **in_cell(table, cell),
            statement="performance_target",
            item=item,
            breakdown=col.label,
            measure=measure,
            number=cell.text.folded,
            unit=unit,
            project=project,
        )


def _level1(col: Column) -> str | None:
    return next((p for p in col.path if form_words().first_label.match(p)), None)


def _indicators(
    table: Table, row: int, cols: list[Column], project: str | None
) -> Iterator[IndicatorReading]:
    for col in cols:
        level1, cell = _level1(col), table.grid.get((row, col.index))
        if level1 is None or cell is None or cell.row != row or is_absent(cell.text.folded):
            continue
        _, *below = col.path[col.path.index(level1) :]
        # A header that names each indicator below its kind leaves the target alone to the cell.
        named = below[-1] if len(below) > 1 else None
        held = [(named, tidy(cell.text.chars))] if named else split_targets(cell)
        for name, target in held:
            yield IndicatorReading(
                place=table.place(cell),
                project=project,
                scope="project" if project else "unit",
                kind="target",
                level1=level1,
                level2=below[0] if named else col.label,
                level3=clean_indicator(name),
                target=target,
                table=table.index,
                row=row,
            )


def split_targets(cell: Cell) -> Iterator[tuple[str, str | None]]:
    """(name, target) of each indicator that a cell holds; words that end in no target belong to the next
    part.
    """
    held = ""
    for part in regex.split(r"(?<=[，,；;。])", tidy(cell.text.chars)):
        alone = not held
        held += part
        words = held.strip("，,；;。")
        for pattern in (target_words().signed, target_words().dated, target_words().worded):
            if found := pattern.match(words):
                yield found["name"].strip("，,：:") or words, found["target"]
                held = ""
                break
        else:
            if alone and len(own := quantified(part)) == 1:
                yield own[0]
                held = ""
    if held.strip("，,；;。"):
        yield held.strip("，,；;。"), None
