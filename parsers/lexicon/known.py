"""The codes that the entries of a section of the lexicon may stand for."""

from __future__ import annotations

from typing import Any, get_args

from parsers.codes import (
    Basis,
    BodyFact,
    Component,
    DocType,
    FundColumn,
    HeadingCode,
    Measure,
    Role,
    Statement,
    TableCode,
)


def _codes(*kinds: Any) -> frozenset[str]:
    """The codes of Literal types and of unions of them."""
    return frozenset(code for kind in kinds for held in get_args(kind) for code in get_args(held) or (held,))


KNOWN: dict[str, frozenset[str]] = {
    "columns.measures": _codes(Measure),
    "fund_usage.groups": _codes(Measure),
    "narrative.measures": _codes(Measure),
    "narrative.rates": _codes(Measure),
    "narrative.bases": _codes(Basis),
    "narrative.subjects": _codes(Statement),
    "narrative.wholes": _codes(Statement),
    "naming.last_words": _codes(Statement),
    "outline.kinds": _codes(DocType),
    "outline.labels": _codes(*get_args(BodyFact)) | {"coded_name"},
    "statements.titles": _codes(TableCode),
    "statements.headers": _codes(TableCode),
    "statements.rows": _codes(Statement),
    "statements.sections": _codes(HeadingCode),
    "self_evaluation.components": _codes(Component),
    "self_evaluation.pairs": _codes(Measure),
    "self_evaluation.funds": _codes(FundColumn) | {"ignored"},
    "self_evaluation.head": _codes(Role) | {"project", "unit"},
}
"""Section → its codes; what stands here under no name has codes of its reader alone."""
