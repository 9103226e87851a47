"""Words that checks need: headings, table titles and notes, annexes, dates of forms, template residue,
unreadable pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract import regex
from extract.captions import NOTE
from extract.fold import fold
from extract.model import Cell, Document, Paragraph, Place, Table
from parsers.codes import PassageKind
from parsers.forms.indicator_header import headed_rows, is_indicator_header
from parsers.lexicon import built, code_of, outline_words
from parsers.report import PassageReading

from .sections import Placed, outline

NUMBER = regex.compile(
    r"^(第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}(?=、)|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}(?=[、.．]))"
)
INSIDE = regex.compile(
    r"(?<=[。；;:：]\s*)(?:[一二三四五六七八九十]{1,3}(?=、)|[(（][一二三四五六七八九十]{1,3}[)）])"
)
"""A number as headings have them, within a paragraph: of an enumeration, or of a heading that was not set
apart.
"""
RESIDUE = regex.compile(
    r"(增加|减少|增长|下降|上升|降低|大于|小于|持平)[(（/](增加|减少|增长|下降|上升|降低|大于|小于|等于|持平)[)）]?\d*(?:\.\d+)?(?:%|万元)?"
    r"(?:的?(?:主要)?原因[是为:：]*(?:[XＸx×]{2,})?[。；;])?"
    r"|[XＸx×]{2,}(?:万元|%|年|单位|部门|项|个)|(?:主要)?原因[是为:：]+(?:[XＸx×]{2,})?[。；;]|主要原因[。；;]|[(（]此处[^)）]{0,30}[)）]"
    r"|占[^\d。；;，,%]{0,16}%(?=[。；;，,、])|(?:增加|减少|增长|下降|上升|降低)(?:%|(?:百万|万|亿)?元)(?=[。；;，,])"
)
NAKED = regex.compile(r"(?:增长|下降|上升|占)(?P<n>\d+\.\d+)(?=[。；;，,、])(?!(?:[，,、和]\d+(?:\.\d+)?)+%)")
"""A rate without %; 增长13.95、20.10% has one for both, and what 减少 by may be money."""
DIRECTION = regex.compile(
    r"决算数?(?:大于|高于|多于|超过|超出|小于|低于|少于|等于)(?:年初|全年|调整后?的?|当年)?(?:支出)?预算数?"
    r"|决算数?(?:与|和|同)(?:年初|全年|调整后?的?|当年)?(?:支出)?预算数?(?:相比)?(?:持平|一致|相同|相等)"
    r"|(?:与|和|同|较|比)(?:上年|上一年|去年)(?:度)?(?:支出)?(?:决算)?数?(?:相比)?(?:持平|一致|相同|相等)"
)
FORM_DATE = regex.compile(
    r"填报(?:日期|时间)[:：]?(?P<d>(?P<y>20\d{2})[/.\-年](?P<m>\d{1,2})[/.\-月](?P<day>\d{1,2})日?)"
)
PATTERNS: tuple[tuple[PassageKind, regex.Pattern[str]], ...] = (
    ("numbered", INSIDE),
    ("template_residue", RESIDUE),
    ("number_without_unit", NAKED),
    ("direction", DIRECTION),
    ("form_date", FORM_DATE),
)
ANNEX = regex.compile(r"^附件(?P<n>\d{1,2})?[:：]?$|^附件(?P<n2>\d{1,2})[:：.．]?(?P<name>.{2,60})$")
ANNOUNCED = regex.compile(
    r"(?:^附件[:：]|^)(?P<n>\d{1,2})[.．、](?P<name>[^。；]{4,60}表[^。；]{0,20}|[^。；]{4,60}(?:清单|报告))$"
)


@built
def _empty() -> regex.Pattern[str]:
    """如本表无数据 is said to whoever fills the form in."""
    return regex.compile(rf"(?<![如若][^。，,]{{0,12}}){outline_words().empty.any}")


def read_passages(document: Document) -> Iterator[PassageReading]:
    """All passages in reading order."""
    announcing = False
    noted = dict(_noted(document))
    for placed in outline(document):
        p, text = placed.paragraph, placed.folded
        if placed.contents:
            yield PassageReading(place=_whole(p), kind="contents_entry", text=text)
            continue
        yield from _heading(placed)
        announcing = _announces(text, announcing)
        yield from _annexes(placed, announcing)
        yield from _in_paragraph(placed)
        if _empty().search(text):
            said = f"{noted.get(p.index, '')}{text}"[:200]
            yield PassageReading(place=_whole(p), kind="empty_statement", text=said)
    for table in document.tables:
        yield from _of_table(table)
    for page in document.pages:
        if not page.readable:
            place = Place(page.number, None, f"page{page.number}", "")
            yield PassageReading(place=place, kind="unreadable_page", text="pictures not read")


def _heading(placed: Placed) -> Iterator[PassageReading]:
    """A paragraph as a heading: set off as one, or numbered as the upper ones are."""
    number = NUMBER.match(placed.folded)
    lettered = number is not None and number.group()[0] not in "0123456789"
    if placed.part != "glossary" and (placed.heading or lettered):
        yield PassageReading(
            place=_whole(placed.paragraph),
            kind="heading",
            text=placed.folded[:60],
            number=number.group() if number else None,
        )


def _announces(text: str, announcing: bool) -> bool:
    """Whether a paragraph is of a list of annexes (附件：1.…); `announcing`: the one before it is."""
    return (
        (announcing and ANNOUNCED.match(text) is not None)
        or text.startswith(("附件:", "附件："))
        or (regex.match(r"^附件\d+[.．:]", text) is not None and len(text) < 60)
    )


def _annexes(placed: Placed, announcing: bool) -> Iterator[PassageReading]:
    """An annex that a paragraph announces, or begins."""
    text, place = placed.folded, _whole(placed.paragraph)
    if announcing and (ANNOUNCED.match(text) or regex.match(r"^附件[:：].{4,}", text)):
        found = regex.match(r"^(?:附件[:：]?)?(\d{1,2})?[.．、]?(.*)$", text)
        assert found
        yield PassageReading(place=place, kind="annex_announced", text=found.group(2), number=found.group(1))
    elif found := ANNEX.match(text):
        yield PassageReading(
            place=place, kind="annex", text=found["name"] or text, number=found["n"] or found["n2"]
        )


def _noted(document: Document) -> Iterator[tuple[int, str]]:
    """(index of a paragraph, title of the table that it is a note of), of notes that say that a table is
    empty.
    """
    title = ""
    for block in document.blocks:
        if isinstance(block, Table):
            title = f"{block.folded_title}:" if block.title else ""
        elif _empty().search(text := block.text.folded):
            yield block.index, title
        elif not NOTE.match(text):
            title = ""


def _whole(paragraph: Paragraph) -> Place:
    return paragraph.place(0, len(paragraph.text.chars))


def _in_paragraph(placed: Placed) -> Iterator[PassageReading]:
    text = placed.paragraph.text
    for kind, pattern in PATTERNS:
        for m in pattern.finditer(text.folded):
            span = m.span("d") if kind == "form_date" else m.span()
            place = placed.paragraph.place(*text.span(*span))
            said = f"{m['y']}-{int(m['m']):02d}-{int(m['day']):02d}" if kind == "form_date" else m.group()
            yield PassageReading(place=place, kind=kind, text=said)


def _of_table(table: Table) -> Iterator[PassageReading]:
    place = table.place(table.cells[0]) if table.cells else Place(None, None, f"t{table.index}", "")
    if table.title:
        yield PassageReading(place=place, kind="table_title", text=table.folded_title)
    heads = [c for said in headed_rows(table) if is_indicator_header(said) for c, _ in said]
    yield from (
        PassageReading(place=table.place(c), kind="reason_column", text=c.text.folded)
        for c in heads
        if _asks_reasons(c)
    )
    for note in table.notes:
        yield PassageReading(place=place, kind="table_note", text=fold(note)[:300])


def _asks_reasons(cell: Cell) -> bool:
    """Whether a cell of a header is the label of the column that a form keeps for 偏差原因; some forms ask
    for it in a row below.
    """
    text = cell.text.folded
    return len(text) <= 20 and "原因" in text and code_of("self_evaluation", "columns", text) == "deviation"
