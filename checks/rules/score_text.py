"""Targets and scores of the parts: what was achieved against what was promised and how it was scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from checks.codes import State
from checks.compare.points import FULL, adds_up, execution, lacks_execution, of_sum, points, weight_of
from checks.comparison import HOLDS, Comparison, Examined, Missing
from checks.facts import Facts, where
from checks.registry import rule
from extract import regex
from extract.fold import fold
from normalize.schema import Indicator, Score

ROWS = 4
ALIKE = 3
"""Forms whose scores are the same, and rows that each has."""


FOUR = ["benefit", "decision", "output", "process"]


@rule("score.parts", "分项得分与总分", "score", "error")
def score_parts(facts: Facts) -> Examined:
    """The parts in a report's text (决策, 过程, 产出, 效益), their points full, make its total."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for s in facts.scores:
        if not s.table_id and s.score is not None:
            groups[(s.locator or "").partition("@")[0]].append(s)
    for held in groups.values():
        total = next((s for s in held if s.component == "total"), None)
        others = [s for s in held if s.component != "total"]
        parts = [s for s in others if s.weight is not None] or _all_of_them(others)
        if total is None or len(parts) < 3:
            continue
        if not any(s.weight for s in parts):
            yield from _parts(total, parts, True, adds_up([s.score for s in parts], total.score))
            continue
        complete = sum((s.weight for s in parts if s.weight is not None), Decimal(0)) == (
            total.weight or FULL
        )
        right = adds_up([s.score for s in parts], total.score)
        if complete or right:
            yield from _parts(total, parts, complete, right)


def _all_of_them(parts: list[Score]) -> list[Score]:
    """The four parts of an evaluation (财预〔2020〕10号), each once: complete without their points."""
    return parts if sorted(s.component for s in parts) == FOUR else []


def _parts(total: Score, parts: list[Score], complete: bool, right: bool) -> Examined:
    """If the weights or the scores come out, the list is complete, and so must the others."""
    if complete and right:
        yield HOLDS
        return
    weighed = not complete
    amount = sum(((p.weight if weighed else p.score) or Decimal(0) for p in parts), Decimal(0))
    expected = (total.weight or FULL) if weighed else total.score
    listed = "＋".join(points(p.weight if weighed else p.score) for p in parts)
    what = "分值" if weighed else "得分"
    yield Comparison(
        state=State.BROKEN,
        message=(
            f"各部分{what}{listed}＝{points(amount)}分，"
            f"与{'满分' if weighed else '总分'}{points(expected)}分不符{where(total, *parts)}。"
        ),
        rows=(total, *parts[:7]),
        reported=expected,
        expected=amount,
        unit="分",
        culprit=total.score_id,
    )


@rule("score.headers", "一级指标分值合计", "score", "error")
def score_headers(facts: Facts) -> Examined:
    """The points in the 一级指标 headers and those of budget execution make the form's total."""
    for indicators, scores in facts.forms.values():
        headers = [
            s
            for s in scores
            if s.weight is not None and s.score is None and s.component not in ("total", "budget_execution")
        ]
        total = next((s for s in scores if s.component == "total" and s.weight is not None), None)
        done = execution(indicators, scores)
        named = {s.name for s in headers}
        if total is None or len(headers) < 2 or any(i.level1 not in named for i in indicators):
            continue
        parts = [*headers, *([done] if done else [])]
        if adds_up([s.weight for s in parts], total.weight):
            yield HOLDS
            continue
        if done is None and lacks_execution([s.weight for s in parts], total.weight):
            yield Missing("预算执行率的分值")
            continue
        amount = sum((s.weight for s in parts if s.weight is not None), Decimal(0))
        listed = "＋".join(points(s.weight) for s in parts)
        yield Comparison(
            state=State.BROKEN,
            message=(
                f"自评表各部分分值{listed}＝{points(amount)}分，与总分{points(total.weight)}分不符"
                f"{where(total)}。"
            ),
            rows=(total, *parts[:7]),
            reported=total.weight,
            expected=amount,
            unit="分",
            repairs=of_sum(weight_of(total), map(weight_of, parts)),
        )


@rule("score.grade_text", "等级前后一致", "score", "error")
def score_grade_text(facts: Facts) -> Examined:
    """One grade for one score, in the report's text and in its form."""
    graded = [
        s
        for s in facts.scores
        if s.component == "total" and s.grade and s.method == "self" and s.project is None
    ]
    forms, texts = [s for s in graded if s.table_id], [s for s in graded if not s.table_id]
    if len(forms) != 1 or len({s.grade for s in texts}) != 1:
        return
    form, text = forms[0], texts[0]
    same = (form.grade or "")[:1] == (text.grade or "")[:1]
    yield (
        HOLDS
        if same
        else Comparison(
            state=State.BROKEN,
            message=f"正文自评等级为“{text.grade}”，自评表为“{form.grade}”，前后不一致{where(text, form)}。",
            rows=(text, form),
        )
    )


@rule("score.applied", "申报表与自评表的指标一致", "score", "warning")
def score_applied(facts: Facts) -> Examined:
    """An indicator's target and weight are those that the same project applied with."""
    applied: dict[tuple[str, str], list[Indicator]] = defaultdict(list)
    for i in facts.indicators:
        if i.kind == "target" and i.project:
            applied[_plain(i.project), _plain(i.level3)].append(i)
    for i in facts.indicators:
        held = applied.get((_plain(i.project), _plain(i.level3)), [])
        if i.kind != "self_evaluation" or not i.project or len(held) != 1:
            continue
        changed = list(_changed(held[0], i))
        yield (
            HOLDS
            if not changed
            else Comparison(
                state=State.BROKEN,
                message=(
                    f"“{(i.project or '')[:30]}”指标“{(i.level3 or '')[:30]}”自评表{changed[0]}"
                    f"{where(held[0], i)}。"
                ),
                rows=(i, held[0]),
            )
        )


def _changed(applied: Indicator, i: Indicator) -> Iterator[str]:
    """What differs, in words."""
    if applied.target and i.target and _plain(applied.target) != _plain(i.target):
        yield f"目标为{i.target}，申报表为{applied.target}"
    if applied.weight is not None and i.weight is not None and applied.weight != i.weight:
        yield f"分值为{points(i.weight)}分，申报表为{points(applied.weight)}分"


def _plain(text: str | None) -> str:
    return regex.sub(r"[\s，,。;；:：]", "", fold(text or ""))


@rule("score.identical", "多个项目得分雷同", "score", "info")
def score_identical(facts: Facts) -> Examined:
    """Forms of several projects with points off whose scores are the same, row by row."""
    seen: dict[tuple[Decimal | None, ...], list[list[Indicator]]] = defaultdict(list)
    for (_, project), (indicators, _) in facts.forms.items():
        scored = [i for i in indicators if i.score is not None and i.weight is not None]
        if project and len(scored) >= ROWS:
            seen[tuple(i.score for i in scored)].append(scored)
    for forms in seen.values():
        off = any((i.score or 0) < (i.weight or 0) for i in forms[0])
        if len(forms) < ALIKE or not off:
            yield HOLDS
            continue
        names = "、".join(f"“{(f[0].project or '')[:20]}”" for f in forms[:ALIKE])
        yield Comparison(
            state=State.BROKEN,
            message=f"{names}等{len(forms)}个项目各项得分完全相同{where(*(f[0] for f in forms))}。",
            rows=tuple(f[0] for f in forms[:8]),
        )
