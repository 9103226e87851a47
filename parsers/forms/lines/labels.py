"""What single lines of an exported form are: levels, labels of columns, values."""

from __future__ import annotations

from extract.model import Text
from parsers.forms.state import LONGEST_LABEL, label
from parsers.lexicon import Wordings, code_of, form_words, unrolled_words
from parsers.words.numbers import cell_unit, is_absent, is_amount, is_percent, money_unit

SIGNS = ("≥", "≤", "=", ">", "<", "≧", "≦", "═")
"""What the target of an indicator may begin with."""


def level_names() -> tuple[Wordings, Wordings]:
    """The names of 一级 and 二级指标, with their points."""
    return unrolled_words().firsts, unrolled_words().seconds


def is_third(folded: str) -> bool:
    """Whether a folded cell is the label 三级指标, which every form with indicators has."""
    return unrolled_words().third.whole(folded)


def column_of(text: Text) -> str | None:
    """What the column of indicators holds that a line names; null where it names none."""
    folded = text.folded
    return code_of("self_evaluation", "columns", label(folded)) if 0 < len(folded) <= LONGEST_LABEL else None


def is_value(text: Text) -> bool:
    """Whether a line is a number, a percentage, or a cell that says that there is none."""
    return is_absent(text.folded) or is_amount(text.folded) or is_percent(text.folded)


def is_money(text: Text) -> bool:
    """Whether a line is an amount with its unit of money."""
    found = form_words().value.fullmatch(text.folded)
    return found is not None and money_unit(cell_unit(found["unit"]) or "") is not None


def is_level(text: Text) -> bool:
    """Whether a line may name a 一级 or 二级指标."""
    return any(level.whole(text.folded) for level in level_names())


def is_titled_level(text: Text) -> bool:
    """Whether a cell is a level by its whole name: 家长满意度 may be an indicator, 满意度指标 is none."""
    return unrolled_words().level_end.found_in(text.folded) and is_level(text)


def may_hold(text: Text, code: str) -> bool:
    """Whether a cell may stand in a column: points are numbers, a name is none and begins with no sign of a
    target, and no cell is a level.
    """
    if code in ("weight", "score"):
        return is_value(text)
    number = is_amount(text.folded) or is_percent(text.folded) or text.folded.startswith(SIGNS)
    return code in ("deviation", "remark") or not (is_titled_level(text) or (code == "level3" and number))
