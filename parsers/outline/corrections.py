"""The words by which a report says that it corrects one that was published before (更正, 重新公开).

Units mark it in the title (…部门决算（更正后）), on a line of its own beside it, or in a first line; or the
title is that of a notice about it (关于更正…的公告).
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.fold import fold
from parsers.lexicon import profile_words

FIRST, LONGEST = 5, 60
"""So many first lines, of so many characters at most, may say it."""


def unmarked(text: str) -> str:
    """Folded text without such marks.

    >>> unmarked("甲局2023年度部门决算(更正后)"), unmarked("设备更新项目自评表")
    ('甲局2023年度部门决算', '设备更新项目自评表')
    """
    return str(profile_words().marked.sub("", text))


def is_mark(text: str) -> bool:
    """Whether a line of folded text is nothing but such a mark."""
    return bool(text) and not unmarked(text)


def is_corrected(title: str | None, lines: Iterable[str]) -> bool:
    """Whether a report's title or first lines say that it corrects another."""
    told = fold(title or "")
    if profile_words().marked.search(told) or profile_words().corrects.search(told):
        return True
    first = [fold(line) for line in lines][:FIRST]
    return any(
        len(line) <= LONGEST
        and (profile_words().marked.search(line) or profile_words().says_corrected.search(line))
        for line in first
    )
