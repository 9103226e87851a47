"""The labels over the money of an exported form whose header has two rows, one label to a line."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Text
from extract.txt.label_tree import label_rows
from parsers.forms.fund_header import fund_measure


def in_two_rows(heads: Sequence[Text], values: Sequence[Text]) -> list[Text]:
    """The lowest label over each value of the first row: 年初预算数, 全年执行数, 执行率 below 预算数 and
    执行情况; the label of the block before them is left out. None where the labels are no more than the
    values, or it is not sure where the lower row begins.
    """
    measures = [t for t in heads if fund_measure(t.folded)]
    if not values or len(measures) <= len(values) or heads[0] in measures:
        return []
    words, body = [t.folded for t in heads], [["", *(t.folded for t in values)]]
    ways = (label_rows([words[:n], words[n:]], len(values) + 1, body) for n in range(2, len(words)))
    found = {tuple(lower or upper for upper, lower in zip(*rows, strict=True))[1:] for rows in ways if rows}
    if len(found) != 1:
        return []
    by_words = {t.folded: t for t in heads}
    return [by_words[word] for word in found.pop()]
