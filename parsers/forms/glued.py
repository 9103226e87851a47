"""Target forms whose cells an export has run together: 产出指标数量指标学校改造覆盖率100%.

They are read where it is sure what stands where: the header holds the levels and one value, and the levels
are told by their
names. A form with more columns is not guessed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract import regex
from extract.model import Paragraph
from parsers.lexicon import code_of, glued_words
from parsers.report import IndicatorReading, Quantity, TableReadings
from parsers.words.names import clean_item, tidy
from parsers.words.numbers import money_unit


def read_glued(paragraphs: Sequence[Paragraph]) -> TableReadings:
    """What the target forms among the paragraphs state."""
    out = TableReadings()
    for at, p in enumerate(paragraphs):
        header = glued_words().header.fullmatch(p.text.folded)
        if header is None:
            continue
        above = paragraphs[max(0, at - 20) : at]
        found = (m["name"] for q in reversed(above) if (m := glued_words().project.fullmatch(q.text.folded)))
        project = next(found, None)
        out.quantities.extend(_funds(above, project))
        out.indicators.extend(_indicators(paragraphs[at:], header.start("more"), project))
    return out


def _funds(above: Sequence[Paragraph], project: str | None) -> Iterator[Quantity]:
    """The money above the indicators, each label with its amount behind it."""
    unit, whole = None, None
    for p in above:
        text = p.text.folded
        if glued_words().money_lines.match(text) or unit is None:
            unit = money_unit(text) or unit
        found = glued_words().money.fullmatch(text)
        if found is None or not (found["unit"] or unit):
            continue
        start, end = p.text.span(*found.span("number"))
        key = p.locator(start, end)
        total = code_of("self_evaluation", "totals", found["item"]) is not None
        yield Quantity(
            place=p.place(start, end),
            statement="performance_target",
            item=clean_item(found["item"]),
            measure="planned",
            number=found["number"],
            unit=found["unit"] or unit,
            key=key,
            group=f"p{p.index}",
            project=project,
            level=0 if total else 1,
            parent=None if total else whole,
            part="exhaustive" if whole and not total else None,
        )
        whole = key if total else whole


def _indicators(lines: Sequence[Paragraph], begin: int, project: str | None) -> Iterator[IndicatorReading]:
    """The indicators from the end of the header (`begin`, in the first line) to the first line without."""
    level1 = level2 = None
    for n, p in enumerate(lines):
        parts = list(_parts(p.text.folded, 0 if n else begin))
        if any(found is None for _, _, _, found in parts):
            return
        for start, end, levels, found in parts:
            level1, level2 = levels["level1"] or level1, levels["level2"] or level2
            if level1 is None or level2 is None or found is None:
                return
            yield IndicatorReading(
                place=p.place(*p.text.span(start, end)),
                project=project,
                scope="project" if project else None,
                kind="target",
                level1=level1,
                level2=level2,
                level3=tidy(found["name"]),
                target=found["target"],
            )


GluedPart = tuple[int, int, regex.Match[str], regex.Match[str] | None]
"""Start and end of an indicator in a text, its levels, and its name and target; these null where it has none.
"""


def _parts(text: str, begin: int) -> Iterator[GluedPart]:
    """The indicators that a text holds one behind the other, from `begin` on."""
    words = glued_words()
    starts = [begin, *(m.start() for m in words.joined.finditer(text, begin) if m.start() > begin)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        levels = words.levels.fullmatch(text[start:end])
        if levels is not None:
            yield start, end, levels, words.target.fullmatch(levels["rest"])
