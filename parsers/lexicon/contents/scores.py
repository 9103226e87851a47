"""What the lexicon file of scores holds."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.lexicon.wordings import Wordings


@dataclass(frozen=True)
class ScoreWords:
    """scores.toml: scores and grades, in sentences and in small tables."""

    pointed: Wordings
    grade: Wordings
    score: Wordings
    graded: Wordings
    part: Wordings
    above: Wordings
    of_full: Wordings
    parts: Wordings
    count: Wordings
    counted_before: Wordings
    counted_behind: Wordings
    total_told: Wordings
    of_others: Wordings
    of_scale: Wordings
    of_unit: Wordings
    project: Wordings
    total_named: Wordings
    state_tail: Wordings
    this_indicator: Wordings
    lead: Wordings
    full: Wordings
    full_tail: Wordings
    rate: Wordings
    weight: Wordings
