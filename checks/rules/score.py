"""Scores of self-evaluation forms: weights, points, totals, grades."""

from __future__ import annotations

from decimal import Decimal

from checks.codes import State
from checks.compare.interval import Interval, above
from checks.compare.points import (
    FULL,
    about,
    adds_up,
    bonus,
    execution,
    lacks_execution,
    management,
    of_sum,
    points,
    score_of,
    weight_of,
)
from checks.compare.relations import MOST_EVIDENCE, misprinted
from checks.comparison import HOLDS, Comparison, Examined, Missing, Repair
from checks.facts import Facts, where
from checks.registry import rule
from checks.said.scores import said_scores
from extract import regex
from extract.fold import fold
from normalize.schema import Indicator, Score

MOST = Decimal("0.75")
GRADES = (("优", Decimal(90)), ("良", Decimal(80)), ("中", Decimal(60)), ("差", Decimal(0)))


def _suspects(rows: list[Indicator], column: str, difference: Decimal) -> tuple[Indicator, ...]:
    """Of many rows those whose points may be misprinted by the difference, as many as a finding shows."""

    def innocent(i: Indicator) -> bool:
        held: Decimal = getattr(i, column)
        right = held + difference
        return (
            right < 0
            or (column == "score" and i.weight is not None and right > i.weight)
            or not misprinted(held, right)
        )

    return tuple(sorted(rows, key=innocent)[: MOST_EVIDENCE - 2])


@rule("score.weights", "分值合计", "score", "error")
def score_weights(facts: Facts) -> Examined:
    """The weights of a form sum to its total, 100 by the rules of the MOF and the provinces."""
    for indicators, scores in facts.forms.values():
        weighted = [i for i in indicators if i.weight is not None]
        if not weighted:
            continue
        total = next((s for s in scores if s.component == "total" and s.weight is not None), None)
        done, managed = execution(indicators, scores), management(scores)
        if bonus(indicators, scores) or not any(s.component == "total" for s in scores):
            yield Missing("总分一行")
            continue
        if done is None and lacks_execution([i.weight for i in weighted], total.weight if total else FULL):
            yield Missing("预算执行率的分值")
            continue
        if _is_cut_off(scores, weighted):
            yield Missing("表中其余的指标")
            continue
        yield _weights(total, weighted, [*([done] if done else []), *managed])


def _is_cut_off(scores: list[Score], indicators: list[Indicator]) -> bool:
    """Whether a form whose total stands above its indicators ends before they reach most of it.

    A page that shows the beginning of a form alone.
    """
    total = next((s for s in scores if s.component == "total"), None)
    above = None if total is None else _row(total.locator)
    rows = [row for i in indicators if (row := _row(i.locator)) is not None]
    if total is None or above is None or not rows or above >= min(rows):
        return False
    amount = sum((i.weight for i in indicators if i.weight is not None), Decimal(0))
    return amount < (total.weight or FULL) * MOST


def _row(locator: str | None) -> int | None:
    found = regex.match(r"t\d+r(\d+)c", locator or "")
    return int(found.group(1)) if found else None


def _weights(total: Score | None, weighted: list[Indicator], others: list[Score]) -> Comparison:
    """Full score = Σ weights of the indicators and of the other scores of a form."""
    full = total.weight if total and total.weight else FULL
    weights = [*(i.weight for i in weighted), *(s.weight for s in others)]
    amount = sum((w for w in weights if w is not None), Decimal(0))
    if adds_up(weights, full):
        return HOLDS
    done = [s for s in others if s.component == "budget_execution"]
    rows = (*((total,) if total else ()), *done, *_suspects(weighted, "weight", full - amount))
    return Comparison(
        state=State.BROKEN,
        message=f"自评表各项分值合计{points(amount)}分，应为{points(full)}分{where(weighted[0])}。",
        rows=rows,
        reported=full,
        expected=amount,
        unit="分",
        repairs=of_sum(
            (f"{rows[0].table_id}.full", full) if total is None else weight_of(total),
            [*map(weight_of, weighted), *map(weight_of, others)],
        ),
    )


@rule("score.header", "一级指标分值", "score", "error")
def score_header(facts: Facts) -> Examined:
    """The points in a 一级指标 header are the sum of its rows."""
    for indicators, scores in facts.forms.values():
        for header in (
            s
            for s in scores
            if s.weight is not None
            and s.score is None
            and s.name
            and s.component not in ("total", "budget_execution")
        ):
            rows = [i for i in indicators if i.level1 == header.name and i.weight is not None]
            if not rows:
                continue
            amount = sum((i.weight for i in rows if i.weight is not None), Decimal(0))
            parts = "＋".join(points(i.weight) for i in rows[:8])
            text = f"仅{points(amount)}分" if len(rows) == 1 else f"{parts}＝{points(amount)}分"
            yield (
                HOLDS
                if adds_up([i.weight for i in rows], header.weight)
                else Comparison(
                    state=State.BROKEN,
                    message=(
                        f"{header.name}（{points(header.weight)}分）各三级指标分值{text}，"
                        f"与标明的{points(header.weight)}分不符{where(header, *rows)}。"
                    ),
                    rows=(header, *rows[:7]),
                    reported=header.weight,
                    expected=amount,
                    unit="分",
                    repairs=of_sum(weight_of(header), map(weight_of, rows)),
                )
            )


@rule("score.total", "总分", "score", "error")
def score_total(facts: Facts) -> Examined:
    """总分 = Σ 得分, budget execution included."""
    for indicators, scores in facts.forms.values():
        total = next((s for s in scores if s.component == "total" and s.score is not None), None)
        scored = [i for i in indicators if i.score is not None]
        if total is None or not scored:
            continue
        if len(scored) < len([i for i in indicators if i.weight is not None]) or bonus(indicators, scores):
            yield Missing("部分指标的得分")
            continue
        if _is_cut_off([total], indicators):
            yield Missing("表中其余的指标")
            continue
        done, managed = execution(indicators, scores), management(scores)
        full = total.weight or FULL
        lacking = lacks_execution([i.score for i in scored], total.score)
        if done is None and (lacking or lacks_execution([i.weight for i in scored], full)):
            yield Missing("预算执行率的得分")
            continue
        yield _total(total, scored, [*([done] if done else []), *managed])


def _total(total: Score, scored: list[Indicator], others: list[Score]) -> Comparison:
    """总分 = Σ scores of the indicators and of the other scores of a form."""
    scores = [*(i.score for i in scored), *(s.score for s in others)]
    amount = sum((s for s in scores if s is not None), Decimal(0))
    if adds_up(scores, total.score):
        return HOLDS
    done = [s for s in others if s.component == "budget_execution"]
    return Comparison(
        state=State.BROKEN,
        message=f"自评表总分报{points(total.score)}分，各项得分合计{points(amount)}分{where(total)}。",
        rows=(total, *done, *_suspects(scored, "score", (total.score or Decimal(0)) - amount)),
        reported=total.score,
        expected=amount,
        unit="分",
        repairs=of_sum(score_of(total), [*map(score_of, scored), *map(score_of, others)]),
    )


@rule("score.bound", "得分不超过分值", "score", "error")
def score_bound(facts: Facts) -> Examined:
    """0 ≤ score ≤ weight; a score that the text states ≤ 100, where no other scale is named.

    The points of a part, which a text lists with those below it, are theirs together.
    """
    rows: tuple[Indicator | Score, ...] = (*facts.indicators, *facts.scores)
    for row in rows:
        if row.score is None or row.weight is None:
            continue
        name = row.level3 if isinstance(row, Indicator) else row.name
        yield (
            HOLDS
            if 0 <= row.score <= row.weight
            else Comparison(
                state=State.BROKEN,
                message=(
                    f"“{(name or '')[:60]}”得分{points(row.score)}分超出分值{points(row.weight)}分"
                    f"{where(row)}。"
                ),
                rows=(row,),
                reported=row.score,
                expected=row.weight,
                unit="分",
                repairs=(
                    (score_of(row)[0], Interval(Decimal(0), row.weight)),
                    (weight_of(row)[0], above(row.score)),
                ),
            )
        )
    yield from said_scores(facts)


@rule("score.reason", "扣分未说明原因", "structure", "warning")
def score_reason(facts: Facts) -> Examined:
    """Points off want a reason in 偏差原因分析及改进措施 (self-evaluation form of the MOF)."""
    reasons = {i.table_id for i in facts.indicators if i.deviation}
    asked = {_table(p.locator) for p in facts.noted("reason_column")}
    for i in facts.indicators:
        if (
            i.kind != "self_evaluation"
            or i.score is None
            or i.weight is None
            or _table(i.locator) not in asked
        ):
            continue
        if not (i.target or i.actual):
            # A criteria sheet, which states neither, says beside the points what they are given for.
            continue
        off = i.score < i.weight and not i.deviation
        shared = off and i.table_id in reasons and _reason_spans(facts, i)
        target = f"目标{i.target}、实际{i.actual}，" if i.target and i.actual else ""
        yield (
            HOLDS
            if not off or shared
            else Comparison(
                state=State.BROKEN,
                message=(
                    f"“{(i.level3 or '')[:60]}”{target}分值{points(i.weight)}分只得{points(i.score)}分"
                    f"，未填偏差原因及改进措施{where(i)}。"
                ),
                rows=(i,),
                reported=i.score,
                expected=i.weight,
                unit="分",
                repairs=((score_of(i)[0], about(i.weight)), (weight_of(i)[0], about(i.score))),
            )
        )


def _table(locator: str | None) -> str:
    """The table of a locator: t2 of t2r13c3, the sheet of 自评表!B7."""
    sheet = (locator or "").rpartition("!")[0]
    return sheet or (locator or "").partition("r")[0]


def _reason_spans(facts: Facts, indicator: Indicator) -> bool:
    """Whether the row above gives the reason for points off: one merged cell may hold it for several rows."""
    above = [
        i
        for i in facts.indicators
        if i.table_id == indicator.table_id and (i.row_no or 0) == (indicator.row_no or 0) - 1
    ]
    return any(
        i.deviation and i.score is not None and i.weight is not None and i.score < i.weight for i in above
    )


@rule("score.grade", "等级与得分", "score", "warning")
def score_grade(facts: Facts) -> Examined:
    """[90, 100] 优, [80, 90) 良, [60, 80) 中, below 60 差 by the rules of the MOF.

    Some places grade otherwise.
    """
    graded = [
        s
        for s in facts.scores
        if s.component == "total" and s.grade and s.grade[0] in "优良中差" and s.weight in (None, FULL)
    ]
    for s in (s for s in graded if s.score is not None and s.score <= FULL):
        assert s.score is not None
        assert s.grade is not None
        expected = next(g for g, floor in GRADES if s.score >= floor)
        yield (
            HOLDS
            if s.grade.startswith(expected)
            else Comparison(
                state=State.BROKEN,
                message=f"得分{points(s.score)}分按通行标准应评为“{expected}”，报为“{s.grade}”{where(s)}。",
                rows=(s,),
                reported=s.score,
                unit="分",
                repairs=((score_of(s)[0], _graded(s.grade)),),
            )
        )


def _graded(grade: str) -> Interval:
    """The scores that get a grade."""
    at = next(n for n, (g, _) in enumerate(GRADES) if grade.startswith(g))
    return Interval(GRADES[at][1], GRADES[at - 1][1] if at else FULL)


@rule("score.text", "正文得分与自评表总分", "score", "error")
def score_text(facts: Facts) -> Examined:
    """The total in the report's text is that of its form."""
    forms = [s for s in facts.scores if s.component == "total" and s.table_id and s.score is not None]
    for s in (s for s in facts.scores if s.component == "total" and not s.table_id and s.score is not None):
        if len(forms) != 1 or s.method != "self" or "平均" in (s.name or ""):
            continue
        form = forms[0]
        if not _of_one(s, form):
            yield Missing(f"{s.project or '整体支出'}的自评表")
            continue
        yield (
            HOLDS
            if s.score == form.score
            else Comparison(
                state=State.BROKEN,
                message=(
                    f"正文称{s.name}{points(s.score)}分{where(s)}，自评表总分为{points(form.score)}分"
                    f"{where(form)}。"
                ),
                rows=(s, form),
                reported=s.score,
                expected=form.score,
                unit="分",
                repairs=_as_each_other(s, form),
            )
        )


def _as_each_other(a: Score, b: Score) -> tuple[Repair, ...]:
    """Two scores that ought to be one: each as the other has it."""
    (first, own), (second, other) = score_of(a), score_of(b)
    return ((first, about(other or Decimal(0))), (second, about(own or Decimal(0))))


def _of_one(said: Score, form: Score) -> bool:
    """Whether a score of the text is of what the form evaluates.

    Of the project that both name, or of a project, or of the whole, as the form is.
    """
    if said.project and form.project:
        a, b = fold(said.project), fold(form.project)
        return a in b or b in a
    return said.scope is None or said.scope == form.scope
