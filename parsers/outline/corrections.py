"""The words by which a report says that it corrects one that was published before (更正, 重新公开).

Units mark it in the title (…部门决算（更正后）), on a line of its own beside it, or in a first line; or the
title is that of a notice about it (关于更正…的公告).
"""

from __future__ import annotations

from collections.abc import Iterable

from extract import regex
from extract.fold import fold

VERSION = r"(?:更正|更新|修正|修订|订正)(?:后|版|稿|件)?(?:版|稿)?"
AGAIN = r"(?:重新|再次|第[二三四]次)(?:公开|公布|发布)(?:版|稿)?"
MARK = rf"(?:{VERSION}|{AGAIN})(?:说明)?"
MARKED = regex.compile(rf"[(\[【〔]\s*{MARK}\s*[)\]】〕]|(?<=决算|预算|公开|报告|自评表?){MARK}$|^{MARK}$")
IN_TITLE = regex.compile(r"更正|(?:重新|再次)(?:公开|公布)")
IN_LINE = regex.compile(r"(?:更正|修正|修订|订正)(?:后|版|稿)|更正说明|重新公开")
FIRST, LONGEST = 5, 60
"""So many first lines, of so many characters at most, may say it."""


def unmarked(text: str) -> str:
    """Folded text without such marks.

    >>> unmarked("甲局2023年度部门决算(更正后)"), unmarked("设备更新项目自评表")
    ('甲局2023年度部门决算', '设备更新项目自评表')
    """
    return str(MARKED.sub("", text))


def is_mark(text: str) -> bool:
    """Whether a line of folded text is nothing but such a mark."""
    return bool(text) and not unmarked(text)


def is_corrected(title: str | None, lines: Iterable[str]) -> bool:
    """Whether a report's title or first lines say that it corrects another."""
    told = fold(title or "")
    if MARKED.search(told) or IN_TITLE.search(told):
        return True
    first = [fold(line) for line in lines][:FIRST]
    return any(len(line) <= LONGEST and (MARKED.search(line) or IN_LINE.search(line)) for line in first)
