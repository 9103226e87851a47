"""Handlers: the questions that raise suspicions, and what each finds."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from ingest.asking.questions import COLUMNS, Question, ask_each, questions
from review.index.arithmetic import plain
from review.words import grouped

from .site import NotHere, Site

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

MOST = 1000
"""Rows that are shown."""
SUSPICION = "疑点"


def show_questions(site: Site, request: Request) -> Response:
    """The list of questions, and on demand how much each finds; what rules assert is among the findings."""
    listed = [q for q in questions().values() if q.raises == SUSPICION]
    counts: dict[str, int] = {}
    if request.query_params.get("count"):
        answers = ask_each(listed, site.index.data)
        counts = {q.id: len(found) for q, (_, found) in zip(listed, answers, strict=True)}
    return site.page("questions.html", questions=listed, counts=counts)


def show_question(site: Site, request: Request) -> Response:
    """A question's answer with the thresholds that the URL gives. Raises Missing."""
    question = questions().get(request.path_params["id"])
    if question is None or question.raises != SUSPICION:
        raise NotHere("没有这个查询")
    given = _thresholds(question, request.query_params)
    held = list(islice(site.index.stream(question.sql, given), MOST + 1))
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in held[:MOST]]
    return site.page(
        "question.html",
        q=question,
        rows=rows,
        cut=len(held) > MOST,
        given=given,
        ids=_ids(site, [row["source"] for row in rows]),
        plain=plain,
        told=_as_text,
    )


def _ids(site: Site, sources: Sequence[str]) -> Mapping[str, str]:
    """The documents by their paths."""
    sql = "select source, doc_id from documents where source in (select unnest(?))"
    return {row["source"]: row["doc_id"] for row in site.index.rows(sql, [sorted(set(sources))])}


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
    """A value of an answer: numbers by thousands and without idle digits, texts as they are."""
    if isinstance(value, Decimal):
        return grouped(Decimal(plain(round(value, 4))))
    return "" if value is None else str(value)
