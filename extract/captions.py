"""What stands around a table: its title and unit line above, its notes below."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from . import regex
from .fold import fold
from .model import Paragraph, Table

TITLE = regex.compile(r"(表|清单|目录|情况)(\(.{1,30}\)|\d{0,2})?$")
UNIT_LINE = regex.compile(r"单位:(人民币)?[百千万亿]*元|金额单位")
LABELS = regex.compile(
    r"^((编制|填报|预算|公开)?(部门|单位)(名称)?(\(.{1,6}\))?([:：]|$)|(编制|填报)(部门|单位)|公开\d+表|预算\d+表|(部门|单位|财决|预算|决算)*公开表?\d+表?$|附?表[\d一二三四五六七八九十]+$|附件\d*[.:]?$)"
)
NOTE = regex.compile(r"^(注|说明|备注)\d*[:：.、]|^注")
CONTINUED = regex.compile(r"^\(?续表?\d*\)?$|^(金额)?单位:[^。]{1,6}$")
"""What may stand between the pieces of a table, on their pages or beside each other."""
AGAIN = regex.compile(r"\(?续表?\d*\)?$")
"""What marks a title that was printed before."""
REST = regex.compile(r"表|情况表|明细表|算表|总表|[^()]{1,20}\)")
"""The last characters of a title that does not fit its line."""
REACH = 6


def with_context(blocks: Sequence[Paragraph | Table]) -> list[Paragraph | Table]:
    """The blocks with each table's title, unit line, notes and the paragraphs above it filled in."""
    out: list[Paragraph | Table] = list(blocks)
    for i, block in enumerate(out):
        if isinstance(block, Table):
            above = _above(out, i)
            caption = caption_rows(block)
            within = [c.text.chars.strip() for row in block.covering[:caption] for c in row]
            title = block.title or next((t for t in within if _is_title(fold(t))), "") or _title(above)
            unit = (
                block.unit_line
                or next((t for t in within if UNIT_LINE.search(fold(t))), "")
                or _unit_line(above)
            )
            out[i] = replace(
                block,
                title=title,
                unit_line=unit,
                notes=block.notes or _notes(out, i),
                above=above,
                caption_rows=caption,
            )
    return out


def says_nothing_new(folded: str, titles: Collection[str]) -> bool:
    """Whether a line between the pieces of a table is one of the titles once more, its unit, or 续表."""
    return bool(CONTINUED.match(folded)) or folded in titles or AGAIN.sub("", folded) in titles


def caption_rows(table: Table) -> int:
    """How many rows at the top hold the title that stands above other tables, its number and the unit line:
    sheets pasted as they are.
    """
    count = 0
    for row in table.covering:
        said = [text for c in row if (text := fold(c.text.chars))]
        alone = len(said) == 1 and _is_title(said[0])
        if (
            len(said) > 2
            or any(c.row_span > 1 for c in row)
            or not (
                alone
                or all(
                    UNIT_LINE.search(t) or (LABELS.match(t) and regex.search(r"[:：\d]|^附件", t))
                    for t in said
                )
            )
        ):
            break
        count += 1
    return count if count < table.row_count else 0


def _is_title(folded: str) -> bool:
    return bool(TITLE.search(folded)) and 4 < len(folded) <= 60 and not LABELS.match(folded)


def _above(blocks: Sequence[Paragraph | Table], at: int) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for block in reversed(blocks[:at]):
        if isinstance(block, Table) or len(found) == REACH:
            break
        if block.text.chars.strip():
            found.append(block)
    return tuple(reversed(found))


def _title(above: Sequence[Paragraph]) -> str:
    """The nearest line above that names a table; unit lines and labels between are passed over, a sentence
    ends the search.
    """
    for i, p in enumerate(reversed(above)):
        text = fold(p.text.chars)
        before = fold(above[-i - 2].text.chars) if i + 2 <= len(above) else ""
        whole = p.text.chars.strip()
        if before and REST.fullmatch(text) and TITLE.search(before + text):
            text, whole = before + text, above[-i - 2].text.chars.strip() + whole
        if TITLE.search(text) and len(text) <= 60 and not LABELS.match(text):
            return whole
        if UNIT_LINE.search(text) or LABELS.match(text) or len(text) <= 12 or NOTE.match(text):
            continue
        return ""
    return ""


def _unit_line(above: Sequence[Paragraph]) -> str:
    return next(
        (
            p.text.chars.strip()
            for p in reversed(above)
            if UNIT_LINE.search(fold(p.text.chars)) and len(p.text.chars) <= 120
        ),
        "",
    )


def _notes(blocks: Sequence[Paragraph | Table], at: int) -> tuple[str, ...]:
    out = []
    for block in blocks[at + 1 : at + 4]:
        if isinstance(block, Table) or not NOTE.match(fold(block.text.chars)):
            break
        out.append(block.text.chars.strip())
    return tuple(out)
