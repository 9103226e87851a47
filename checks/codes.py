"""The codes that rules work with, as types: one that nobody produces cannot be asked for."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

Severity = Literal["error", "warning", "info"]
UNREAD = ("failed", "skipped")
"""States of documents that state nothing."""
Outcome = Literal["passed", "failed", "not_applicable", "missing_input"]
Kind = Literal[
    "sum",
    "ratio",
    "difference",
    "equality",
    "bound",
    "score",
    "structure",
    "period",
    "name",
    "template",
    "percent",
    "reading",
]
"""What a rule holds rows against, as in the catalogue of relations."""

Origin = Literal["table", "text"]
Measure = Literal[
    "initial_budget",
    "adjusted_budget",
    "final",
    "prior_final",
    "requested",
    "received",
    "planned",
    "change",
    "change_rate",
    "share",
    "completion_rate",
    "execution_rate",
    "arrival_rate",
    "control_rate",
]
BudgetKind = Literal[
    "all", "appropriation", "general", "government_fund", "state_capital", "special_account", "own"
]
Statement = Literal[
    "income_expenditure_summary",
    "income",
    "expenditure",
    "appropriation_summary",
    "general_expenditure",
    "general_basic",
    "general_project",
    "general_detail",
    "appropriation_detail",
    "three_public",
    "government_fund",
    "state_capital",
    "operating_cost",
    "general_spending",
    "procurement",
    "assets",
    "base_data",
    "self_evaluation",
    "fund_usage",
    "site_sample",
    "performance_target",
    "other",
]

PassageKind = Literal[
    "heading",
    "contents_entry",
    "table_title",
    "table_note",
    "annex_announced",
    "annex",
    "form_date",
    "empty_statement",
    "template_residue",
    "number_without_unit",
    "direction",
    "numbered",
    "reason_column",
    "name_as_printed",
    "unreadable_page",
]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The gravest first."""


class State(IntEnum):
    """What became of a comparison; of several readings of one relation the least is meant."""

    HOLDS = 0
    NEAR = 1
    """Rounding, or a coarser printing, explains the difference."""
    BROKEN = 2
