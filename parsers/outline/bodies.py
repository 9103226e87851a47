"""What a document says of bodies as such: codes, short names, kind, who is above, what they were before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract import regex
from extract.model import Cell, Document, Table
from parsers.codes import BodyFact, LinkKind
from parsers.lexicon import built, outline_words
from parsers.report import BodyReading
from parsers.words.bodies import bodies_in, ending, is_body

from .sections import Placed

CREDIT = r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])"
"""The 18 characters of a 统一社会信用代码 (GB 32100-2015): I, O, S, V and Z are none of them."""
_NAME = rf"[\p{{Han}}“”·]{{2,36}}?{ending()}"
_LONG = rf"[\p{{Han}}“”·]{{2,36}}{ending()}"
"""The same up to its last ending, where a sign ends it: 市场监督管理局执法大队."""
_QUOTE = r"[\"“”'‘’「」]?"
_VALUES: dict[str, tuple[BodyFact, str]] = {
    "credit_code": ("credit_code", CREDIT),
    "region_code": ("region_code", r"\d{6}(?:\d{3}){0,2}(?!\d)"),
    "budget_code": ("budget_code", r"[0-9A-Z]{3,15}(?![0-9A-Z年])"),
    "coded_name": ("budget_code", r"\d{3,12}(?=[-_—]?\p{Han})(?!年)"),
    "nature": ("nature", r"\p{Han}{2,20}"),
    "supervisor": ("supervisor", _LONG),
}
"""By the code of a label, what it tells, and what stands behind it or in the cell beside it."""
_SUBJECT = r"(?:^|(?<=[,。;:]))(?P<of>[^,。;:]{0,40}?)"
_SAID: tuple[tuple[BodyFact, str, str], ...] = (
    ("supervisor", "隶属|归口", rf"{_SUBJECT}(?:隶属于?|归口于?)(?P<value>{_LONG})(?=[,。;]|的|管理|领导|$)"),
    (
        "supervisor",
        "所属|下属|直属|管理",
        rf"{_SUBJECT}(?:为|是|系)(?P<value>{_NAME})(?:的)?(?:所属|下属|直属|管理)的?[^,。;]{{0,20}}?(?:单位|机构)",
    ),
)
"""What a sentence says of its subject: kind, a word that it cannot do without, pattern."""
_SHORT = regex.compile(
    rf"(?P<of>\p{{Han}}{{4,40}})\((?:以下|下文)?(?:统一)?(?:简称|称)(?:为)?:?{_QUOTE}(?P<value>\p{{Han}}{{2,20}}){_QUOTE}\)"
)
_RENAMED = (
    regex.compile(
        rf"(?:原|由)?(?P<before>{_NAME})(?:\([^()]*\))?(?:正式|统一|于[\d年月日]+)?(?:更名|改名|更改名称)为{_QUOTE}(?P<after>{_LONG})"
    ),
    regex.compile(rf"(?P<after>{_NAME})\((?:原名?|前身)为?:?(?P<before>{_LONG})\)"),
)
_MERGED = regex.compile(
    rf"(?:由|将|把)(?P<parts>[^。;]{{4,80}}?)(?:的?职责)?(?:进行)?(?:合并|整合)[^。;\p{{Han}}]?(?:重新)?(?:组建|成立|设立|为)(?:为|新的)?{_QUOTE}(?P<after>{_LONG})"
)
_ABSORBED = regex.compile(rf"(?P<before>{_NAME})(?:整体|撤销后)?并入(?P<after>{_LONG})")
_CHANGES: tuple[tuple[LinkKind, regex.Pattern[str]], ...] = (
    *(("renamed", pattern) for pattern in _RENAMED),
    ("merged", _ABSORBED),
)
_LEAD = regex.compile(
    r"^(?:\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|[,:]|根据.*?,|经.*?批准|原来?的?|由|将|把|撤销)+"
)
_YEAR = regex.compile(r"(?:19|20)\d{2}(?=年)")


def read_bodies(document: Document, placed: Sequence[Placed]) -> Iterator[BodyReading]:
    """What stands behind labels in the text and over and in tables, then what sentences say."""
    for p in placed:
        if p.contents or p.part == "glossary":
            continue
        yield from _labelled(p)
        yield from _said(p)
        yield from _before(p)
    for table in document.tables:
        yield from _in_table(table)


@built
def _labels() -> tuple[tuple[BodyFact, str, str], ...]:
    """What a label tells, the pattern of the label, and that of what stands behind it."""
    entries = outline_words().labels.entries
    return tuple(
        (kind, f"(?:{'|'.join(e.wordings)})", value) for e in entries for kind, value in [_VALUES[e.code]]
    )


def _labelled(p: Placed) -> Iterator[BodyReading]:
    for kind, label, value in _labels():
        for m in regex.finditer(rf"(?:^|(?<![\p{{Han}}])){label}(?:为|是)?[:：](?P<value>{value})", p.folded):
            yield _reading(p, kind, m.start("value"), m.end("value"))


def _said(p: Placed) -> Iterator[BodyReading]:
    natures = outline_words().natures.any
    nature = rf"{_SUBJECT}(?:为|是|系|属于?)(?P<value>[^,。;]{{0,30}}{natures}\p{{Han}}{{0,6}})"
    for kind, word, pattern in (("nature", "[为是系属]", nature), *_SAID):
        for m in regex.finditer(pattern, p.folded) if regex.search(word, p.folded) else ():
            itself = outline_words().itself.fullmatch(m["of"]) is not None
            if (kind == "nature" or is_body(m["value"])) and (itself or is_body(m["of"])):
                yield _reading(p, kind, *m.span("value"), of=None if itself else m["of"])
    for m in _SHORT.finditer(p.folded):
        yield _reading(p, "short_name", *m.span("value"), of=m["of"])


def _before(p: Placed) -> Iterator[BodyReading]:
    """Bodies that were renamed or merged, sentence by sentence."""
    for sentence in regex.finditer(r"[^。;]+", p.folded):
        says = sentence.group()
        if outline_words().became.search(says) is None:
            continue
        place = p.paragraph.place(*p.paragraph.text.span(*sentence.span()))
        year = next((int(y) for y in _YEAR.findall(says)), None)
        for kind, m, begin, end in _changes(says):
            before = says[begin:end]
            if is_body(m["after"]) and is_body(before) and before != m["after"]:
                yield BodyReading(place=place, kind=kind, value=before, of=m["after"], year=year)


def _changes(says: str) -> Iterator[tuple[LinkKind, regex.Match[str], int, int]]:
    """(kind, match, start and end of the name before) of each change that a sentence states."""
    for kind, pattern in _CHANGES:
        for m in pattern.finditer(says):
            lead = _LEAD.match(m["before"])
            yield kind, m, m.start("before") + (lead.end() if lead else 0), m.end("before")
    for m in _MERGED.finditer(says):
        for name, begin, end in bodies_in(m["parts"]):
            lead = _LEAD.match(name)
            yield "merged", m, m.start("parts") + begin + (lead.end() if lead else 0), m.start("parts") + end


def _in_table(table: Table) -> Iterator[BodyReading]:
    """Values in the cell beside their label; a credit code wherever it stands, with the body of its row."""
    for cell in table.cells:
        text = cell.text.folded
        if regex.fullmatch(CREDIT, text):
            yield _cell_reading(table, cell, "credit_code", of=_body_of_row(table, cell))
            continue
        beside = table.grid.get((cell.row, cell.col + cell.col_span))
        if beside is not None:
            yield from (_cell_reading(table, beside, kind) for kind in _told(text, beside.text.folded))


def _told(label: str, beside: str) -> Iterator[BodyFact]:
    """The kinds of which a cell is the label and the one beside it a value."""
    for kind, words, value in _labels():
        if regex.fullmatch(rf"{words}[:：]?", label) and regex.fullmatch(value, beside):
            yield kind


def _body_of_row(table: Table, cell: Cell) -> str | None:
    return next((c.text.folded for c in table.row_cells(cell.row) if is_body(c.text.folded)), None)


def _cell_reading(table: Table, cell: Cell, kind: BodyFact, of: str | None = None) -> BodyReading:
    return BodyReading(place=table.place(cell), kind=kind, value=cell.text.folded, of=of)


def _reading(p: Placed, kind: BodyFact, start: int, end: int, of: str | None = None) -> BodyReading:
    place = p.paragraph.place(*p.paragraph.text.span(start, end))
    return BodyReading(place=place, kind=kind, value=p.folded[start:end], of=of)
