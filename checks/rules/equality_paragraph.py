"""An amount that a paragraph about one item states twice."""

from __future__ import annotations

from checks.compare.mentions import of_last_year, says_phase
from checks.compare.quantity import closest_pair
from checks.comparison import Examined
from checks.facts import Amount, Facts
from checks.registry import rule

STATED = ("final", "initial_budget", "adjusted_budget")


@rule("equality.paragraph", "同一段落前后一致", "equality", "error")
def equality_paragraph(facts: Facts) -> Examined:
    """A paragraph that opens with an item and its amount, and states it again: …208.8万元…安排201.50万元."""
    for held in facts.paragraphs.values():
        said = [f for f in held if isinstance(f, Amount) and f.measure in STATED and not f.approximate]
        if not said or said[0] is not held[0] or said[0].subject_by != "named":
            continue
        first = said[0]
        again = [f for f in said[1:] if _again(facts, first, f)]
        if len({f.amount_yuan for f in again}) == 1:
            yield closest_pair([(again[0], first)])


def _again(facts: Facts, first: Amount, f: Amount) -> bool:
    """Whether an amount is said to be the item's of the same phase and year, in a sentence of its own."""
    alike = (f.item, f.measure, f.period, f.breakdown) == (
        first.item,
        first.measure,
        first.period,
        first.breakdown,
    )
    apart = facts.context(f) != facts.context(first) and f.subject_by in ("named", "heading")
    return alike and apart and says_phase(facts, f) and not of_last_year(facts, f)
