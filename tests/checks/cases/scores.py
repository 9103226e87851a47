"""Points of self-evaluation forms and reports."""

from __future__ import annotations

from normalize.schema import Rows

from .builders import document, indicator, passage, score


def weights(second: str) -> Rows:
    return document(indicator("甲", "50", None), indicator("乙", second, None), score("total", "100"))


def header(second: str) -> Rows:
    return document(
        indicator("甲", "20", None), indicator("乙", second, None), score("output", "50", name="产出指标")
    )


def total(points: str) -> Rows:
    return document(
        indicator("甲", "60", "60"),
        indicator("乙", "40", "38.5", deviation="进度滞后"),
        score("total", "100", points),
    )


def bound(points: str) -> Rows:
    return document(score("process", "10", points, name="过程"))


def reason(why: str | None) -> Rows:
    return document(
        indicator("甲", "15", "14.5", target="≥10次", actual="9次", deviation=why, locator="t0r9c2"),
        passage("reason_column", "偏差原因分析", locator="t0r8c7"),
    )


def grade(word: str) -> Rows:
    return document(score("total", None, "88", grade=word))


def said(points: str) -> Rows:
    return document(
        score("total", "100", "98.4"),
        score("total", None, points, table_id=None, name="自评得分", locator="p1@0-4"),
    )


def parts(first: str) -> Rows:
    where = {"table_id": None, "locator": "p16@1-5", "method": "department"}
    listed = [
        ("decision", "22", first),
        ("process", "18", "16.5"),
        ("output", "35", "33.49"),
        ("benefit", "25", "25"),
    ]
    return document(score("total", None, "95.09", **where), *(score(c, w, p, **where) for c, w, p in listed))


def headers(output: str) -> Rows:
    named = [score("output", output, name="产出指标"), score("benefit", "40", name="效益指标")]
    return document(score("total", "100"), score("budget_execution", "10"), *named)


def grades(form: str) -> Rows:
    return document(score("total", grade=form), score("total", grade="优", table_id=None))


CASES = {
    "score.weights": (weights("50"), weights("45")),
    "score.header": (header("30"), header("35")),
    "score.total": (total("98.5"), total("99.5")),
    "score.bound": (bound("10"), bound("11")),
    "score.reason": (reason("进度滞后"), reason(None)),
    "score.grade": (grade("良"), grade("优")),
    "score.text": (said("98.4"), said("98")),
    "score.parts": (parts("20.1"), parts("21.1")),
    "score.headers": (headers("50"), headers("60")),
    "score.grade_text": (grades("优"), grades("良")),
}
