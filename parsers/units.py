"""Units that a report names in a role: itself, those whose accounts it includes, its staff."""

from __future__ import annotations

from collections.abc import Iterator

from extract import regex
from extract.fold import fold
from extract.model import Document, Place, Table

from .names import tidy
from .report import Profile, UnitReading
from .sections import Placed


def read_units(document: Document, placed: list[Placed], profile: Profile) -> Iterator[UnitReading]:
    """The reporting unit first, then the units that its accounts include."""
    if profile.unit_name:
        quota, actual = _staff(placed)
        yield UnitReading(place=_where(placed, profile.unit_name), name=profile.unit_name, role="reporting", staff_quota=quota, staff_actual=actual)
    for table in document.tables:
        yield from _listed(table)


def _where(placed: list[Placed], name: str) -> Place:
    for p in placed:
        if name in p.folded:
            return p.paragraph.place(0, len(p.paragraph.text.chars))
    return Place(None, None, "p0@0-0", name)


def _staff(placed: list[Placed]) -> tuple[str | None, str | None]:
    """编制数 and 实有人数 as the overview prints them."""
    quota = actual = None
    for p in placed:
        if quota is None and (found := regex.search(r"(?:现有|核定|共有)?编制(?:数|人数)?(?:共|为|:)?(\d+)[人名]", p.folded)):
            quota = found.group(1)
        if actual is None and (found := regex.search(r"(?:实有|在岗|在职|现有)[^,，。;；\d]{0,14}?(\d+)[人名]", p.folded)):
            actual = found.group(1)
    return quota, actual


def _listed(table: Table) -> Iterator[UnitReading]:
    """The rows of a table 序号 | 单位名称 (决算单位构成)."""
    header = {c.col: fold(c.text.chars) for c in table.cells if c.row == 0}
    col = next((c for c, t in header.items() if t in ("单位名称", "预算单位名称", "单位全称")), None)
    if col is None or table.cols > 4 or regex.search("制度|标准|预算数|决算数|资金", "".join(header.values())):
        return
    for row in range(1, table.rows):
        cell = table.grid.get((row, col))
        if cell is not None and cell.row == row and fold(cell.text.chars) not in ("", "合计", "……"):
            name = regex.sub(r"[(（]下属.*?[)）]$|[(（](?:行政|参公|事业|公益).{0,8}[)）]$", "", tidy(cell.text.chars))
            yield UnitReading(place=table.place(cell), name=name, role="subordinate")
