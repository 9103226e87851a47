"""Where in a text a sentence begins."""

from __future__ import annotations

NEAR = 64
"""Characters that are looked at first: most sentences begin within them."""


def sentence_before(text: str, end: int, marks: str = "。！？；;") -> str:
    """What stands between the last of the marks before `end` and `end`. No more of the text is looked at than
    a few times as much: a paragraph of thousands of sentences costs what they cost apart.
    """
    reach = NEAR
    while True:
        low = max(0, end - reach)
        at = max(text.rfind(mark, low, end) for mark in marks)
        if at >= 0 or low == 0:
            return text[at + 1 : end]
        reach *= 4
