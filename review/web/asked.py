"""Handlers: the questions that raise suspicions, and what each finds."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from ingest.asking.questions import COLUMNS, Question, questions
from review.index.arithmetic import plain

from .site import NotHere, Site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

MOST = 1000
"""Rows that are shown."""
SUSPICION = "疑点"


def show_questions(site: Site, request: Request) -> Response:
    """The list of questions; what rules assert is among the findings."""
    return site.page("questions.html", questions=[q for q in questions().values() if q.raises == SUSPICION])


def show_question(site: Site, request: Request) -> Response:
    """A question's answer with the thresholds that the URL gives. Raises Missing."""
    question = questions().get(request.path_params["id"])
    if question is None or question.raises != SUSPICION:
        raise NotHere("没有这个查询")
    given = _thresholds(question, request.query_params)
    held = list(islice(site.index.stream(question.sql, given), MOST + 1))
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in held[:MOST]]
    return site.page(
        "question.html", q=question, rows=rows, cut=len(held) > MOST, given=given, plain=plain, told=_as_text
    )


def _thresholds(question: Question, asked: Mapping[str, str]) -> dict[str, Decimal]:
    """The thresholds, those of the URL where they are numbers."""
    out = {}
    for p in question.parameters:
        try:
            value = Decimal(asked.get(p.name, "").strip())
        except InvalidOperation:
            value = p.default
        out[p.name] = value if value.is_finite() and abs(value) < 10**12 else p.default
    return out


def _as_text(value: Any) -> str:
    """A value of an answer: numbers without idle digits, texts as they are."""
    if isinstance(value, Decimal):
        return plain(round(value, 4))
    return "" if value is None else str(value)
