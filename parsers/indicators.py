"""The parts of an indicator: names without points and numbers, targets joined from their columns, several in one cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract import regex
from extract.fold import fold
from extract.model import Cell, Place, Table

from .names import tidy
from .report import IndicatorReading

POINTS = regex.compile(r"[(（]?(\d+(?:\.\d+)?)分?[)）]?$")
ENUMERATED = regex.compile(r"^(指标|目标)?\s*\d{1,2}[、.：:．](?!\d)")


@dataclass(frozen=True)
class HeaderPoints:
    """The points printed in a 一级指标 header: 产出指标（50分）."""

    number: str
    place: Place


def clean_indicator(name: str) -> str:
    """An indicator's name without 指标1： and the like."""
    return ENUMERATED.sub("", name)


def parse_points(table: Table, cell: Cell) -> tuple[str, HeaderPoints | None]:
    """A 一级指标 label and the points printed in it."""
    text = tidy(cell.text.chars)
    found = regex.search(r"[(（]?(\d+(?:\.\d+)?)分?[)）]?$", text)
    if not found or not regex.search(r"[(（]|分", found.group()):
        return text, None
    start = cell.text.chars.find(found.group(1))
    end = start + len(found.group(1))
    return text[: found.start()], HeaderPoints(found.group(1), table.place(cell, start, end) if start >= 0 else table.place(cell))


def join_target(sign: str | None, value: str | None, unit: str | None) -> str | None:
    """Sign, value and unit of columns of their own as one target: ≥ · 95 · % → ≥95%."""
    if value is None:
        return None
    sign = sign if sign and fold(sign) in ("≥", "≤", "=", ">", "<", ">=", "<=") else ""
    unit = "" if unit is None or fold(value).endswith(fold(unit)) else unit
    return f"{sign}{value}{unit}"


NAMED_TARGET = regex.compile(
    r"(?P<name>[^，,；;。≥≤>=<\d]{3,40}?)(?P<target>(?:≥|≤|>=|<=|=|>|<|大于等于|小于等于|不少于|不低于)\s*\d[^，,；;。]*)(?:[，,；;。]|$)"
)


def split_indicators(reading: IndicatorReading) -> Iterator[IndicatorReading]:
    """A cell that holds several indicators with their targets gives one reading each."""
    parts = [] if reading.target else list(NAMED_TARGET.finditer(reading.level3 or ""))
    if len(parts) < 2:
        yield reading
        return
    for part in parts:
        yield replace(reading, level3=part["name"], target=part["target"])
