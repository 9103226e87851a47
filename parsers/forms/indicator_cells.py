"""The parts of an indicator: names without points and numbers, targets joined from their columns, several in
one cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract import regex
from extract.fold import fold
from extract.model import Cell, Place, Table
from parsers.lexicon import code_of_whole, form_words
from parsers.report import IndicatorReading
from parsers.words.names import clean_item, tidy

SIGNS = ("≥", "≤", "=", ">", "<", ">=", "<=", "≠")


@dataclass(frozen=True)
class HeaderPoints:
    """The points printed in a 一级指标 header: 产出指标（50分）."""

    number: str
    place: Place


def clean_indicator(name: str) -> str:
    """An indicator's name without 指标1： and the like."""
    return form_words().enumerated.sub("", name)


def parse_points(table: Table, cell: Cell) -> tuple[str, HeaderPoints | None]:
    """A 一级指标 label without its number, and the points printed in it."""
    text = tidy(cell.text.chars)
    found = form_words().points_in_label.search(text)
    if not found or not form_words().points_said.search(found.group()):
        return clean_item(text), None
    number = found["points"]
    start = cell.text.chars.rfind(number)
    place = table.place(cell, start, start + len(number)) if start >= 0 else table.place(cell)
    return clean_item(text[: found.start()]), HeaderPoints(number, place)


LONGEST_UNIT = 8
"""Characters of a unit; more are what is said of the indicator, moved into a blank cell."""


def join_target(sign: str | None, value: str | None, unit: str | None) -> str | None:
    """Sign, value and unit of columns of their own as one target: ≥ · 95 · % → ≥95%."""
    if value is None:
        return None
    folded = fold(sign or "")
    sign = sign if folded in SIGNS else (code_of_whole("self_evaluation", "signs", folded) or "")
    sign = "" if sign and fold(value).startswith(SIGNS) else sign
    unit = "" if unit is None or len(unit) > LONGEST_UNIT or fold(value).endswith(fold(unit)) else unit
    return f"{sign}{value}{unit}"


def quantified(text: str | None) -> list[tuple[str, str]]:
    """(name, target) of the indicators that a cell lists, each with its quantity; empty where one
    has none.
    """
    parts = _parted(text or "", "，,；;。")
    found = [form_words().quantified.fullmatch(part) for part in parts]
    return [(m["name"], m["target"]) for m in found if m] if all(found) else []


def split_indicators(
    reading: IndicatorReading,
    lines: Mapping[str, Sequence[str]],
    weights: Sequence[str] = (),
    scores: Sequence[str] = (),
    points_at: str | None = None,
) -> Iterator[IndicatorReading]:
    """A cell that holds several indicators gives one reading each. `lines`: the lines of the cells of level3,
    target and actual as printed.

    They carry their targets with them, or targets (and actuals, and points) are listed in the same number
    beside them. Points that are not listed stand for all of them: each has them, and `points_at` says that
    they are shared.
    """
    carried = [] if reading.target else _carried(reading.level3 or "")
    if carried:
        names, targets = [name for name, _ in carried], [target for _, target in carried]
    else:
        names = listed("".join(lines["level3"])) or _line_by_line(lines, weights, scores)
        targets = _as_many(reading.target, lines["target"], len(names))
        if len(names) < 2 or len(targets) != len(names):
            yield reading
            return
    actuals = _as_many(reading.actual, lines["actual"], len(names))
    shared = None if len(scores) == len(names) else reading.points_at or points_at
    for i, name in enumerate(names):
        yield replace(
            reading,
            level3=clean_indicator(name),
            target=targets[i],
            actual=actuals[i] if len(actuals) == len(names) else reading.actual,
            weight=weights[i] if len(weights) == len(names) else reading.weight,
            score=scores[i] if len(scores) == len(names) else reading.score,
            points_at=shared if reading.weight or reading.score else None,
        )


def _carried(text: str) -> list[tuple[str, str]]:
    """(name, target) of the indicators of a cell that carry their targets; empty where they do not, or where
    words would be left over.
    """
    found = list(form_words().named_target.finditer(text))
    signed = [(str(m["name"]), str(m["target"])) for m in found]
    listing = quantified(text)
    if len(listing) >= max(1, len(signed)):
        return listing
    return signed if len(signed) > 1 and "".join(m.group() for m in found) == text else []


def _line_by_line(
    lines: Mapping[str, Sequence[str]], weights: Sequence[str], scores: Sequence[str]
) -> list[str]:
    """The names of a cell that has one to a line: as many targets stand beside them, each with its sign or
    its own points.
    """
    names, targets = lines["level3"], lines["target"]
    apart = len(targets) in (len(weights), len(scores)) or all(fold(t).startswith(SIGNS) for t in targets)
    return list(names) if len(names) == len(targets) >= 2 and apart else []


def _as_many(text: str | None, lines: Sequence[str], wanted: int) -> list[str]:
    """The parts of a list, or its lines where there are as many as wanted."""
    parts = listed(text, wanted)
    return list(lines) if len(parts) != wanted == len(lines) else parts


def listed(text: str | None, wanted: int | None = None) -> list[str]:
    """The parts of a list: numbered (1.…2.…, ①…②…) or parted by ；. Where so many are wanted, commas part
    them too.
    """
    if not text:
        return []
    parts = _numbered(text) or _parted(text, "；;")
    if wanted and len(parts) != wanted:
        parts = next((p for marks in ("，,", "、", "。") if len(p := _parted(text, marks)) == wanted), parts)
    return parts


def _parted(text: str, marks: str) -> list[str]:
    return [p for p in (x.strip("；;。，, ") for x in regex.split(f"[{marks}]", text)) if p]


def _numbered(text: str) -> list[str]:
    """The parts behind 1, 2, 3 … in their order; nothing where the text does not begin with a 1."""
    starts = numbered_marks(text)
    ends = [*(begin for begin, _ in starts[1:]), len(text)][: len(starts)]
    parts = [text[a:b].strip("；;。，, ") for (_, a), b in zip(starts, ends, strict=True)]
    return parts if all(parts) else []


def numbered_marks(text: str) -> list[tuple[int, int]]:
    """Where the marks 1. 2. 3. … of a list begin and end; none where the text does not begin with a 1, or has
    no 2.
    """
    starts: list[tuple[int, int]] = []
    at = 0
    for n in range(1, 21):
        mark = rf"{form_words().numbered.any}[(（]?{n}[)）]?[、.．:：)）]|{chr(0x2460 + n - 1)}"
        found = (
            regex.match(mark, text)
            if n == 1
            else regex.compile(rf"(?<=[；;。，,])(?:{mark})|(?<!\d)(?:{mark})(?!\d)").search(text, at)
        )
        if found is None:
            break
        starts.append(found.span())
        at = found.end()
    return starts if len(starts) > 1 else []
