"""What the template left in the report, and stray marks."""

from __future__ import annotations

from collections.abc import Iterator

from checks.codes import State
from checks.comparison import Comparison, Examined
from checks.facts import Facts, paragraph, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import DocumentRow, Figure, Passage

MANY = 20
"""So much is left over in no report: the file is the template itself."""
UNNAMED = regex.compile(r"[XＸ×]{2,}(?![A-Za-z\d])")
"""XX局, where the name of the unit should stand."""
INSTRUCTION = regex.compile(
    r"仍保留(该|本)表格?式?|在本表下方[作做](下述|如下|以下)?说明"
    r"|\((增加|补充|请?填写|此处)(内容|说明|数据|单位名称|情况)?\)|\(注:如无[^)]{0,20}\)"
)
"""What a template tells whoever fills it in."""
TITLED = ("heading", "table_title", "table_note", "empty_statement", "annex")
STRAY = regex.compile(r"[,，、;；。:：]{2,}|[(（][)）]|“”")
ELLIPSIS = regex.compile(r"[.…]{2,}")
SHOWN = 40


@rule("template.residue", "模板文字未删", "template", "warning")
def template_residue(facts: Facts) -> Examined:
    """增加（减少）, XX, XX局, empty reasons and instructions left over from the template."""
    found = [(p, fold(p.raw or "")) for p in facts.noted("template_residue")]
    found += list(_in_titles(facts))
    if len(found) > MANY:
        return
    for p, said in found:
        yield _left_over(said, p)
    title = fold(facts.document.title or "")
    if UNNAMED.search(title) and not any(UNNAMED.search(said) for _, said in found):
        yield _left_over(title[:SHOWN], facts.document)


def _left_over(said: str, row: Passage | DocumentRow) -> Comparison:
    return Comparison(
        state=State.BROKEN,
        message=f"“{said}”未删去模板选项或未填写{where(row) if isinstance(row, Passage) else ''}。",
        rows=(row,),
        culprit=row.passage_id if isinstance(row, Passage) else None,
    )


def _in_titles(facts: Facts) -> Iterator[tuple[Passage, str]]:
    """Titles, notes and headings with what the template has there; the same words are told once."""
    told = {_place(p) for p in facts.noted("template_residue")}
    seen: set[str] = set()
    for p in (p for p in facts.passages if p.kind in TITLED and _place(p) not in told):
        text = fold(p.text or "")
        match = UNNAMED.search(text) or INSTRUCTION.search(text)
        if match and text not in seen:
            seen.add(text)
            start = max(0, match.start() - SHOWN // 2)
            yield p, text[start : start + SHOWN]


def _place(p: Passage) -> str:
    """The paragraph or cell that a passage stands in."""
    return (p.locator or "").partition("@")[0]


@rule("template.marks", "标点重复或多余", "template", "info")
def template_marks(facts: Facts) -> Examined:
    """Marks that stand twice, or around nothing (。。 ，， （）), in headings and sentences with numbers;
    brackets and quotation marks that a paragraph opens and never closes.
    """
    seen: set[str] = set()
    sentences = [f for f in facts.rows.figures if paragraph(f) >= 0]
    rows: list[Passage | Figure] = [*facts.noted("heading"), *sentences]
    for row in rows:
        text = (row.context if isinstance(row, Figure) else row.text) or ""
        match = STRAY.search(text)
        if match is None or text in seen or ELLIPSIS.search(text):
            continue
        seen.add(text)
        start = max(0, match.start() - SHOWN // 2)
        said = text[start : match.end() + SHOWN // 2]
        yield Comparison(
            state=State.BROKEN,
            message=f"“{said}”处标点“{match.group()}”重复或多余{where(row)}。",
            rows=(row,),
        )
    for p in facts.noted("stray_mark"):
        said = fold(p.text or "")
        twice = STRAY.match(said)
        wrong = f"“{twice.group()}”重复或多余" if twice else f"“{said[:1]}”有头无尾"
        yield Comparison(state=State.BROKEN, message=f"“{said}”处标点{wrong}{where(p)}。", rows=(p,))
