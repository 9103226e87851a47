"""Scores that sentences state, of the points that they name or of a hundred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from checks.codes import State
from checks.compare.points import FULL, points
from checks.comparison import HOLDS, Comparison
from checks.facts import Facts, paragraph, where
from extract import regex
from extract.fold import fold
from normalize.schema import Figure, Passage, Score

SAID_SCORE = regex.compile(
    r"(?:得分|评分|总分|评价分|绩效分)(?:数|值)?(?:[为是:：])?(?P<score>\d+(?:\.\d+)?)分(?!值|的?指标)"
)
OTHER_SCALE = regex.compile(r"(?:满分|总分值?|分值)(?:为)?(?:1(?!00(?!\d))\d\d|[2-9]\d\d)|加分|附加")
OTHER_FULL = regex.compile(rf"{OTHER_SCALE.pattern}|平均分|人均|考核总分")
"""Of a scale that does not end at 100, or points that come on top."""


PARTS = 2
OF_POINTS = regex.compile(
    r"(?:分值|满分|权重)(?:为)?(?P<full>\d+(?:\.\d+)?)分[，,、；;]?(?P<said>[^。；;分]{0,50}?)得分?(?:为)?"
    r"(?P<score>\d+(?:\.\d+)?)分(?!值)"
)
"""分值10分，自评得分12分."""
NUMBERED = regex.compile(r"^([(]?)(\d{1,2}|[一二三四五六七八九十]{1,2})[)、.]")
TO_BE_HAD = r"(?:完成情况)?[:,(]?(?:分值|满分|权重|标准分)"
LEVEL1 = regex.compile(rf"^(?:投入|决策|过程|产出|效益|效果|满意度)类?(?:指标|目标)?{TO_BE_HAD}")
"""What the points of others are parts of; 成本指标 may be either."""
POINTS = regex.compile(
    r"(?:分值|满分|权重|标准分)(?:为|:)?(?P<full>\d+(?:\.\d+)?)分"
    r"(?:.{0,50}?得分?(?:为|:)?(?P<score>\d+(?:\.\d+)?)分)?"
)
Pointed = tuple[Passage, regex.Match[str]]
"""A passage that tells the points of a part, and what it says of them."""


def said_scores(facts: Facts) -> Iterator[Comparison]:
    """自评得分98.5分: of 100 at most, where the sentence names no other scale."""
    weighed = {paragraph(s) for s in facts.scores if not s.table_id and s.weight is not None}
    yield from _said_of_points(facts, weighed)
    yield from _listed_points(facts)
    yield from _totals_said(facts)
    if not any(OTHER_SCALE.search(text) for _, text in facts.texts):
        yield from _weights_said(facts)
    for row, text in facts.texts:
        for found in SAID_SCORE.finditer(text) if paragraph(row) not in weighed else ():
            score = Decimal(found["score"])
            if score <= FULL or OTHER_FULL.search(text):
                yield from [HOLDS] * (score <= FULL)
                continue
            yield _over_all(row, f"“{text[max(0, found.start() - 20) : found.end()]}”", score)


def _weights_said(facts: Facts) -> Iterator[Comparison]:
    """The points of the parts that a text tells, each once: of a hundred at most."""
    held = [s for s in facts.scores if s.component not in ("total", "other") and not s.table_id and s.weight]
    most = max([FULL, *(s.weight for s in facts.scores if s.component == "total" and s.weight)])
    alike = len({(s.method, s.project) for s in held}) == 1
    if len(held) < PARTS or not alike or len({s.component for s in held}) < len(held):
        return
    all_of_them = sum((s.weight for s in held if s.weight), Decimal(0))
    listed = "＋".join(points(s.weight) for s in held)
    said = f"各部分分值{listed}＝{points(all_of_them)}分，"
    yield HOLDS if all_of_them <= most else replace(_over_all(held[0], said, all_of_them), rows=tuple(held))


def _totals_said(facts: Facts) -> Iterator[Comparison]:
    """The total in a sentence that prints no other number: 自评得分98分."""
    said = {paragraph(row) for row, text in facts.texts if SAID_SCORE.search(text)}
    other = any(OTHER_FULL.search(text) for _, text in facts.texts)
    for s in facts.scores:
        alone = s.component == "total" and not s.table_id and s.weight is None and paragraph(s) not in said
        if alone and s.score is not None and not (other and s.score > FULL):
            yield (
                HOLDS
                if s.score <= FULL
                else _over_all(s, f"“{(s.name or '')[:60]}”{points(s.score)}分", s.score)
            )


def _over_all(row: Score | Passage | Figure, said: str, score: Decimal) -> Comparison:
    """A score of more points than there are."""
    return Comparison(
        state=State.BROKEN,
        message=f"{said}超过100分{where(row)}。",
        rows=(row,),
        reported=score,
        expected=FULL,
        unit="分",
        severity="warning",
    )


def _said_of_points(facts: Facts, weighed: Set[int]) -> Iterator[Comparison]:
    """A score that the text states beside its points."""
    told = [(p, fold(p.text or "")) for p in facts.noted("points")]
    noted = {paragraph(p) for p, _ in told}
    for row, text in (*told, *(t for t in facts.texts if paragraph(t[0]) not in noted)):
        for found in OF_POINTS.finditer(text) if paragraph(row) not in weighed else ():
            over = Decimal(found["score"]) > Decimal(found["full"])
            said = f"“{found.group()}”：得分大于分值{where(row)}。"
            yield Comparison(state=State.BROKEN, message=said, rows=(row,)) if over else HOLDS


def _listed_points(facts: Facts) -> Iterator[Comparison]:
    """The points of a part against those that are listed below it: 产出指标：分值30分，自评得分30分。
    （1）数量指标：分值10分，自评得分10分.

    The list is known to be complete where its points or its scores come out; more than the whole is wrong.
    """
    said = [(p, m) for p in facts.noted("points") if (m := POINTS.search(fold(p.text or "")))]
    for n, (whole, m) in enumerate(said):
        parts = _below(said, n) if LEVEL1.search(_unnumbered(whole)) and m["score"] else []
        if len(parts) < PARTS:
            continue
        (full, listed), (score, got) = (
            (Decimal(m[name]), sum((Decimal(found[name] or 0) for _, found in parts), Decimal(0)))
            for name in ("full", "score")
        )
        scored = all(_is_scored(found) for _, found in parts)
        of_one_kind = len({"指标" in _listed_name(p) for p, _ in parts}) == 1
        if listed == full and got == score:
            yield HOLDS
        elif listed == full and scored:
            yield _not_listed(whole, parts, ("得分", score, got))
        elif listed != full and ((got == score and scored) or (listed > full and of_one_kind)):
            yield _not_listed(whole, parts, ("分值", full, listed))


def _is_scored(found: regex.Match[str]) -> bool:
    """Whether the words tell a score; one above its points is told by itself."""
    return bool(found["score"]) and Decimal(found["score"]) <= Decimal(found["full"])


def _below(said: Sequence[Pointed], n: int) -> list[Pointed]:
    """What is listed below a part: in its paragraph, else in those that are numbered otherwise than its own,
    of each the first.
    """
    whole, behind = said[n][0], said[n + 1 :]
    beside = list(takewhile(lambda x: paragraph(x[0]) == paragraph(whole), behind))
    if beside or not _style(whole):
        return [] if any(LEVEL1.search(_unnumbered(p)) for p, _ in beside) else beside
    style = _style(behind[0][0]) if behind else ""
    listed = list(takewhile(lambda x: _style(x[0]) == style != _style(whole), behind))
    return [x for i, x in enumerate(listed) if not i or paragraph(x[0]) != paragraph(listed[i - 1][0])]


def _style(p: Passage) -> str:
    """How a paragraph is numbered: （1） as （2） is; empty where it is not."""
    found = NUMBERED.search(fold(p.text or ""))
    return f"{found[1]}{'1' if found[2].isdigit() else '一'}" if found else ""


def _unnumbered(p: Passage) -> str:
    return NUMBERED.sub("", fold(p.text or ""))


def _listed_name(p: Passage) -> str:
    """What a part is called, without its number and its points."""
    return regex.split(TO_BE_HAD, _unnumbered(p), maxsplit=1)[0]


def _not_listed(whole: Passage, parts: Sequence[Pointed], sums: tuple[str, Decimal, Decimal]) -> Comparison:
    """Points of a part that its list does not make."""
    what, printed, listed = sums
    return Comparison(
        state=State.BROKEN,
        message=(
            f"{_listed_name(whole)}{what}{points(printed)}分，其下所列{len(parts)}项{what}合计{points(listed)}分，"
            f"两者不符{where(whole, *(p for p, _ in parts))}。"
        ),
        rows=(whole, *(p for p, _ in parts[:7])),
        reported=printed,
        expected=listed,
        unit="分",
        severity="warning",
    )
