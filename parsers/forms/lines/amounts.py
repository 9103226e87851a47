"""Amounts of an exported form that stand beside their labels, and under no header, one cell to a line."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Text
from parsers.forms.state import LONGEST_LABEL
from parsers.lexicon import form_words, hunan_unit_words
from parsers.words.numbers import is_amount, money_unit

from .labels import is_money, is_value


def amount_beside(lines: Sequence[Text], at: int) -> tuple[list[list[Text]], int]:
    """The row of a label of money and its amount in the line behind it, and where it ends: 年度资金总额,
    40.00. None where there is no such label, or several stand over several amounts.
    """
    alone = not (at and _is_label(lines[at - 1]) and money_unit(lines[at - 1].folded) is None)
    one = at + 1 < len(lines) and _is_amount(lines[at + 1])
    if not (_is_label(lines[at]) and alone and one) or (at + 2 < len(lines) and _is_amount(lines[at + 2])):
        return [], at
    return [[lines[at], lines[at + 1]]], at + 2


def _is_label(text: Text) -> bool:
    """Whether a line is the label of money."""
    named = text.folded
    return len(named) <= LONGEST_LABEL and bool(form_words().money_label.search(named)) and not is_value(text)


def _is_amount(text: Text) -> bool:
    return is_amount(text.folded) or is_money(text)


def in_two_lists(lines: Sequence[Text], at: int) -> tuple[list[list[Text]], int]:
    """The row of a label with its amount in its line, of two lists that stand side by side: what is spent
    stands in the second.
    """
    found = form_words().labelled.search(lines[at].folded)
    if found is None or found.end() < len(lines[at].folded):
        return [], at
    spent = hunan_unit_words().spent.found_in(lines[at].folded)
    return [[Text(""), lines[at]] if spent else [lines[at]]], at + 1
