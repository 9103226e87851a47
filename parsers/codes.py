"""The codes of what a report states, as types: one that nobody produces can neither be stored nor asked for.

Columns of the dataset hold them as plain strings; normalize/labels.toml names them.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

DocType: TypeAlias = Literal[
    "final_accounts", "budget", "self_evaluation", "evaluation", "performance_target", "other"
]
Status: TypeAlias = Literal["ok", "partial", "failed", "skipped"]
Coverage: TypeAlias = Literal["department", "unit", "own", "area"]
"""Whose money a document covers."""
Role: TypeAlias = Literal["reporting", "supervisor", "implementing", "subordinate"]

Statement: TypeAlias = Literal[
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
Measure: TypeAlias = Literal[
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
Basis: TypeAlias = Literal[
    "prior_year", "initial_budget", "adjusted_budget", "prior_budget", "total", "received"
]
"""What a change or a rate is measured against."""
Origin: TypeAlias = Literal["table", "text"]
SubjectBy: TypeAlias = Literal["named", "listed", "heading", "carried"]
BudgetKind: TypeAlias = Literal[
    "all", "appropriation", "general", "government_fund", "state_capital", "special_account", "own"
]
Part: TypeAlias = Literal["exhaustive", "of_which"]

Scope: TypeAlias = Literal["project", "unit", "special_fund"]
"""What an evaluation is of."""
IndicatorKind: TypeAlias = Literal["target", "self_evaluation", "evaluation"]
Method: TypeAlias = Literal["self", "department", "third_party"]
Component: TypeAlias = Literal[
    "total",
    "budget_execution",
    "decision",
    "process",
    "output",
    "benefit",
    "satisfaction",
    "cost",
    "other",
]

Unread: TypeAlias = Literal["no_subject", "two_subjects", "foreign", "threshold", "other"]
"""Why no row carries a figure."""
PassageKind: TypeAlias = Literal[
    "heading",
    "contents_entry",
    "table_title",
    "table_note",
    "annex_announced",
    "annex",
    "form_date",
    "project_period",
    "stray_mark",
    "empty_statement",
    "template_residue",
    "number_without_unit",
    "none_stated",
    "introduced",
    "points",
    "direction",
    "numbered",
    "reason_column",
    "name_as_printed",
    "unreadable_page",
]
LinkKind: TypeAlias = Literal["renamed", "merged"]
LinkProof: TypeAlias = Literal["stated", "region", "code"]
BodyFact: TypeAlias = (
    LinkKind | Literal["credit_code", "region_code", "budget_code", "short_name", "nature", "supervisor"]
)
"""What a document says of a body."""

TableCode: TypeAlias = Statement | Literal["operation", "projects", "gathered"]
"""What a table is: a statement, or one whose rows tell theirs."""
HeadingCode: TypeAlias = Statement | Literal["glossary", "performance"]
"""What a heading announces: a statement, or a part of the report without one."""
FundColumn: TypeAlias = Measure | Literal["score", "weight"]
"""What a column of a form's money holds."""
