"""What each file of the lexicon holds."""

from __future__ import annotations

from .forms import FormWords, GluedWords, HunanUnitWords, UnrolledWords
from .narrative import (
    ClauseWords,
    ClueWords,
    MeasureWords,
    NamingWords,
    NarrativeWords,
)
from .outline import BodyWords, HeadingWords, OutlineWords, PassageWords, ProfileWords, UnitWords
from .scores import ScoreWords
from .tables import BaseDataWords, ColumnWords, FundUsageWords, SiteSampleWords, StatementWords, TargetWords
from .words import ConceptWords, FigureWords, NumberWords, PersonalWords, ThreadWords

FILES: dict[str, type] = {
    "base_data": BaseDataWords,
    "bodies": BodyWords,
    "clauses": ClauseWords,
    "clues": ClueWords,
    "columns": ColumnWords,
    "concepts": ConceptWords,
    "figures": FigureWords,
    "fund_usage": FundUsageWords,
    "glued": GluedWords,
    "headings": HeadingWords,
    "hunan_unit": HunanUnitWords,
    "measures": MeasureWords,
    "naming": NamingWords,
    "narrative": NarrativeWords,
    "numbers": NumberWords,
    "outline": OutlineWords,
    "passages": PassageWords,
    "personal": PersonalWords,
    "profile": ProfileWords,
    "scores": ScoreWords,
    "self_evaluation": FormWords,
    "site_sample": SiteSampleWords,
    "statements": StatementWords,
    "targets": TargetWords,
    "threads": ThreadWords,
    "units": UnitWords,
    "unrolled": UnrolledWords,
}
"""The dataclass of each file."""
