"""How much two names have in common."""

from __future__ import annotations

from rapidfuzz.distance import Indel

SAME = 0.85
"""How much two names have in common that are meant to be one."""


def likeness(a: str, b: str) -> float:
    """The share of the characters of both texts that stand in both in the same order, where it is at least
    SAME; else 0: 基本支出 and 项目支出 share 支出, half of their characters.
    """
    return Indel.normalized_similarity(a, b, score_cutoff=SAME)
