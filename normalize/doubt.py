"""The shapes that amounts take: what makes a number read from a picture doubtful. Doubt is marked, nothing is
mended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract import regex

from .values import decimals

DOUBTFUL = 0.5
"""The confidence of a number without the shape of an amount is at most this."""
SHAPE = regex.compile(r"[-+]?(0|[1-9]\d*|[1-9]\d{0,2}(,\d{3})+)(\.\d+)?%?")
ALIKE, SEVERAL = 0.8, 4
"""Where this share of so many numbers of a column prints as many decimals, the others are odd ones."""


def marked(confidence: float | None, number: str | None, column: Sequence[str] = ()) -> float | None:
    """The confidence of a number read from a picture, given the numbers of its column (or sentence); null for
    what was read from text.
    """
    if confidence is None or number is None:
        return confidence
    return min(confidence, DOUBTFUL) if is_odd(number, column) else confidence


def is_odd(number: str, column: Sequence[str]) -> bool:
    """Whether a number is grouped wrongly, begins with a needless 0, or prints other decimals than nearly all
    of its column.
    """
    if not SHAPE.fullmatch(number):
        return True
    usual = Counter(map(decimals, column))
    count, own = usual.total(), usual[decimals(number)]
    return count >= SEVERAL and own < (1 - ALIKE) * count + 1e-9 and max(usual.values()) >= ALIKE * count
