"""Whose money a report covers: a whole department, a unit, a department's own house, or an area."""

from __future__ import annotations

from collections.abc import Iterable

from extract import regex
from extract.fold import fold
from parsers.codes import Coverage, DocType

from .schema import Unit

AREA = regex.compile(
    r"(全[省市县区旗州]|[省市县区旗州]本?级)[^,，。]{0,12}(汇总|“?三公)|政府(决算|预算)|(财政)?总决算|汇总(情况|说明|公开)"
)
OWN = regex.compile(r"[(（](本级|机关)[)）]|本级")
UNIT = regex.compile(r"单位(决算|预算)")
DEPARTMENT = regex.compile(r"部门(决算|预算)|部门\W{0,2}(汇总|整体)")
WHOLE_DEPARTMENT = 2
"""A report that lists so many units whose accounts it is made of is a department's."""


def scope_of(
    title: str | None, unit_name: str | None, doc_type: DocType, units: Iterable[Unit]
) -> Coverage | None:
    """`area`, `own`, `unit` or `department` by a report's title, its unit's name and the units that it lists;
    null where none of them tells.

    >>> scope_of("青禾市水务局2023年度部门决算", "青禾市水务局", "final_accounts", [])
    'department'
    """
    told = fold(title or "")
    if AREA.search(told):
        return "area"
    if doc_type not in ("final_accounts", "budget"):
        return None
    if OWN.search(fold(unit_name or "")) or OWN.search(told):
        return "own"
    if UNIT.search(told):
        return "unit"
    listed = len({u.unit_id for u in units if u.role == "subordinate"})
    return "department" if DEPARTMENT.search(told) or listed >= WHOLE_DEPARTMENT else None
