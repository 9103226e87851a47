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

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The gravest first."""


class State(IntEnum):
    """What became of a comparison; of several readings of one relation the least is meant."""

    HOLDS = 0
    NEAR = 1
    """Rounding, or a coarser printing, explains the difference."""
    BROKEN = 2
