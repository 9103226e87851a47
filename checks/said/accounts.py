"""A document by the years of which it gives account."""

from __future__ import annotations

from dataclasses import replace

from checks.facts import Facts, paragraph
from normalize.schema import Fund
from parsers.memo import remembered


@remembered
def by_year(facts: Facts) -> tuple[Facts, ...]:
    """What a budget says of its own year, and what its paragraphs about the year before alone say
    (2022年预算执行情况和2023年预算草案), which are accounts of that year. Any other document is of one year.
    """
    if facts.document.doc_type != "budget" or facts.year is None:
        return (facts,)
    year = facts.year - 1
    told = {n for n, held in facts.paragraphs.items() if {f.period for f in held} == {year}}
    before = tuple(f for f in facts.rows.funds if paragraph(f) in told)
    if not any(f.measure == "prior_final" for f in before):
        return (facts,)
    accounts = replace(facts.document, doc_type="final_accounts", fiscal_year=year)
    figures = facts.rows.figures
    own = replace(
        facts.rows,
        funds=tuple(f for f in facts.rows.funds if paragraph(f) not in told),
        figures=tuple(f for f in figures if paragraph(f) not in told),
    )
    earlier = replace(
        facts.rows,
        document=accounts,
        funds=tuple(map(_spent, before)),
        figures=tuple(f for f in figures if paragraph(f) in told),
        indicators=(),
        scores=(),
    )
    return Facts(own, facts.companions), Facts(earlier)


def _spent(fund: Fund) -> Fund:
    """An amount as the accounts of its own year call it."""
    return replace(fund, measure="final") if fund.measure == "prior_final" else fund
