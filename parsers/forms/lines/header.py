"""The header of the indicators of an exported form, one label to a line."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Text
from parsers.forms.fund_header import fund_measure
from parsers.forms.state import LONGEST_LABEL, label
from parsers.lexicon import code_of, form_words

from .labels import column_of, is_level, is_titled_level, is_value

UPPER = ("target", "actual", "weight", "score", "deviation", "remark", "ignored")
"""What an upper row of a header names."""


def header_at(lines: Sequence[Text], at: int) -> tuple[list[Text], int]:
    """The labels over the columns and where they end; one that is not known may stand between two that are.
    Where the target is divided (指标性质, 指标值, 度量单位), the labels of the upper row that go through both
    stand before: those behind the target's are put behind its parts.
    """
    end = at
    while end < len(lines) and (column_of(lines[end]) or (end > at and _between_labels(lines, end))):
        end += 1
    header = _lowest(list(lines[at:end]))
    begin = at
    while begin > 0 and (not lines[begin - 1].folded or column_of(lines[begin - 1]) in UPPER):
        begin -= 1
    upper = [(column_of(t), t) for t in lines[begin:at] if t.folded]
    whole = next((n for n, (code, _) in enumerate(upper) if code == "target"), None)
    if whole is None or not {"sign", "unit"} & {column_of(t) for t in header}:
        return header, end
    levels = sum((column_of(t) or "").startswith("level") for t in header)
    before, behind = ([t for _, t in part] for part in (upper[:whole], upper[whole + 1 :]))
    return [*header[:levels], *before, *header[levels:], *behind], end


def _lowest(header: list[Text]) -> list[Text]:
    """The labels over the columns of a header in two rows: those of the lower row, behind the column of
    reasons that goes through both, stand for the upper ones between the levels and it.
    """
    codes = [column_of(t) for t in header]
    last = next((n for n, code in enumerate(codes) if code in ("deviation", "remark")), len(codes))
    lower = codes[last + 1 :]
    if len(lower) < 2 or not all(code in UPPER and code not in ("deviation", "remark") for code in lower):
        return header
    levels = sum((code or "").startswith("level") for code in codes[:last])
    return [*header[:levels], *header[last + 1 :], header[last]]


def _between_labels(lines: Sequence[Text], at: int) -> bool:
    """Whether a line is a short label between two columns' labels: 完成程度."""
    short = 0 < len(lines[at].folded) <= LONGEST_LABEL and not is_value(lines[at]) and not is_level(lines[at])
    return short and at + 1 < len(lines) and column_of(lines[at + 1]) in UPPER


def projects_before(lines: Sequence[Text], at: int) -> bool:
    """Whether the labels of projects and their money stand directly before: 项目名称 | 预算金额 | 一级指标;
    how many columns each row has is not settled then.
    """
    begin = at
    while (
        begin > 0
        and lines[begin - 1].folded
        and (fund_measure(lines[begin - 1].folded) or form_words().moneyed.search(lines[begin - 1].folded))
    ):
        begin -= 1
    return (
        begin < at and begin > 0 and code_of("self_evaluation", "head", lines[begin - 1].folded) == "project"
    )


def levels_follow(lines: Sequence[Text], at: int) -> bool:
    """Whether levels follow before another form begins: the rows above do not fit their header either."""
    for line in lines[at:]:
        if code_of("self_evaluation", "head", label(line.folded)) == "project":
            return False
        if is_titled_level(line):
            return True
    return False
