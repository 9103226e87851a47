"""Lines → paragraphs: wrapped lines joined, page numbers and running heads dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.fold import fold
from extract.model import Text, joined
from extract.numbered import glue

from .textlines import Line

PAGE_NUMBER = re.compile(r"^[-—–·\s]*(第?\d{1,4}页?(共\d+页)?|\d+/\d+|[IVXivx]{1,6})[-—–·\s]*$")
ANNEX = re.compile(r"^附[件表]\d+$")
MARGIN = 0.15
"""Page numbers and running heads stand in this share of the page height at its top and bottom."""
TERMINAL = "。；：！？!?;:"
TITLED = re.compile(r"(表|报告|说明|公告|[算案])(\(.{1,30}\))?$")
"""What the first line of a title that fills a line does not end in, where another title stands below it."""
FULL = 0.62
"""The share of the width of its page that a title set in its middle has at least where it goes on below."""
NUMBERED = re.compile(
    r"^\s*(第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|附件)"
)


@dataclass(frozen=True)
class Margins:
    """Left and right edge of the running text, in points."""

    left: float
    right: float


def drop_furniture(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """Each page's lines without page numbers and without lines that recur at the same height on many pages.

    Titles and unit lines of tables stay, even where every page begins with one; so do the numbers of annexes
    that follow one another: 附件1, 附件2, 附件3.

    `pages`: (height, lines) of each page in order.
    """

    def key(line: Line) -> tuple[str, int]:
        return re.sub(r"\d+", "#", fold(line.text.chars)), round(line.baseline / 4)

    def marginal(line: Line, height: float) -> bool:
        return line.baseline < MARGIN * height or line.baseline > (1 - MARGIN) * height

    def heads_table(line: Line) -> bool:
        return bool(re.search(r"单位:|表$", fold(line.text.chars)))

    def begins_annex(line: Line) -> bool:
        text = fold(line.text.chars)
        return ANNEX.match(text) is not None and as_printed[text] < often

    as_printed = Counter(fold(line.text.chars) for _, lines in pages for line in lines)
    recurring = Counter(key(line) for height, lines in pages for line in lines if marginal(line, height))
    often = max(3, len(pages) // 3)
    return [
        [
            x
            for x in lines
            if not (
                marginal(x, height)
                and (
                    PAGE_NUMBER.match(fold(x.text.chars))
                    or (recurring[key(x)] >= often and not (heads_table(x) or begins_annex(x)))
                )
            )
        ]
        for height, lines in pages
    ]


def margins_of(lines: Sequence[Line]) -> Margins:
    """The edges between which most long lines are set."""
    if not lines:
        return Margins(0, 0)
    widest = max(x.x1 - x.x0 for x in lines)
    long = [x for x in lines if x.x1 - x.x0 > 0.6 * widest]
    lefts, rights = sorted(x.x0 for x in long), sorted(x.x1 for x in long)
    return Margins(lefts[0], rights[-1 - len(rights) // 10])


def join_lines(lines: Sequence[Line], margins: Sequence[Margins]) -> list[list[Line]]:
    """The lines of each paragraph. `margins`: those of each line's page."""
    groups: list[list[Line]] = []
    for i, line in enumerate(lines):
        if groups and _goes_on(groups[-1][-1], line, margins[i - 1], margins[i]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(above: Line, below: Line, of_above: Margins, of_below: Margins) -> bool:
    size = max(above.size, 1)
    if abs(above.size - below.size) > 0.15 * size or below.page - above.page > 1:
        return False
    if below.page == above.page and below.baseline - above.baseline > 3.5 * size:
        return False
    if below.x0 - of_below.left > 0.8 * size:
        return _centred(above, below, size)
    short = of_above.right - above.x1
    if NUMBERED.match(below.text.chars) and short > 0.5 * size:
        return False
    if short > 6 * size:
        return False
    return short < 2.5 * size or above.text.chars.rstrip()[-1:] not in TERMINAL


def _centred(above: Line, below: Line, size: float) -> bool:
    """Whether a line is the rest of a title that is set in the middle of its page and fills a line."""
    sheet = above.x0 + above.x1
    middle = abs(sheet - below.x0 - below.x1) < size
    fills = above.x1 - above.x0 > FULL * sheet > below.x1 - below.x0
    near = below.page == above.page and below.baseline - above.baseline < 2.5 * size
    ended = above.text.chars.rstrip()[-1:] in TERMINAL or TITLED.search(fold(above.text.chars))
    return middle and fills and near and not ended


def paragraph_text(lines: Sequence[Line]) -> Text:
    """The lines of one paragraph as one text."""
    texts = [lines[0].text]
    for above, line in pairwise(lines):
        texts += [Text(glue(above.text.chars, line.text.chars)), line.text]
    return joined(texts)
