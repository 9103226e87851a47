"""Names as printed → names as they are listed: without line breaks, numbering, 其中 and signs."""

from __future__ import annotations

from functools import lru_cache

from extract import regex
from extract.fold import spelled
from parsers.lexicon import number_words

LAST_YEAR = "上年"
"""What the year before is called: in a narrative wherever its number stood, and as the label of the amount
that a bracket within a cell gives.
"""


@lru_cache(maxsize=8192)
def clean_item(text: str) -> str:
    """A row label without its numbering and 其中：."""
    return number_words().lead.sub("", text).strip(":：、 ")


def tidy(text: str) -> str:
    """Printed words on one line, in simplified characters: line breaks and the spaces of typesetting gone."""
    text = regex.sub(r"(?<=[A-Za-z]) +(?=[A-Za-z])", "\0", spelled(text).replace("\n", ""))
    return regex.sub(r"\s+", "", text).replace("\0", " ")
