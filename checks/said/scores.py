"""Scores that sentences state, of the points that they name or of a hundred."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from decimal import Decimal

from checks.codes import State
from checks.compare.points import FULL, points
from checks.comparison import HOLDS, Comparison
from checks.facts import Facts, paragraph, where
from extract import regex
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


def said_scores(facts: Facts) -> Iterator[Comparison]:
    """自评得分98.5分: of 100 at most, where the sentence names no other scale."""
    weighed = {paragraph(s) for s in facts.scores if not s.table_id and s.weight is not None}
    yield from _said_of_points(facts, weighed)
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
    for row, text in facts.texts:
        for found in OF_POINTS.finditer(text) if paragraph(row) not in weighed else ():
            over = Decimal(found["score"]) > Decimal(found["full"])
            said = f"“{found.group()}”：得分大于分值{where(row)}。"
            yield Comparison(state=State.BROKEN, message=said, rows=(row,)) if over else HOLDS
