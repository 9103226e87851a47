"""What is added to a dataset costs what it is, not what the dataset holds, and leaves the bytes of one run."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import checks.recheck as recheck_module
import normalize.linked as linked
import normalize.reports.settling as settling
import normalize.writing as writing
from checks.recheck import recheck_companions
from checks.run import check_rows
from normalize.schema import DocumentRow, Fund, Rows, Unit
from normalize.store.shelf import Shelf
from normalize.writing import DatasetWriter, arrow_tables
from tests.stores import tree

YEARS = range(2012, 2015)
NEXT = YEARS[-1] + 1
Report = tuple[int, int]
"""A unit's number and a year."""


def report(unit: int, year: int) -> Rows:
    """The accounts of a unit. The first of ten lists the second below it; the third of ten has another name in its
    last year, and its code.
    """
    named = f"云溪省第{unit}中心" + ("（新）" if unit % 10 == 2 and year == NEXT else "")
    own = hashlib.sha256(named.encode()).hexdigest()[:16]
    doc_id = hashlib.sha256(f"{unit} {year}".encode()).hexdigest()
    of = {"doc_id": doc_id, "fiscal_year": year}
    source = f"{unit % 7}/{unit}-{year}.pdf"
    document = DocumentRow(
        **of, source=source, sources=(source,), doc_type="final_accounts", title=f"{named}{year}年度部门决算",
        unit_id=own, body_id=own, unit_name=named,
    )  # fmt: skip
    units = [
        Unit(**of, unit_id=own, body_id=own, name=named, role="reporting", code=str(unit), region_code="1")
    ]
    if unit % 10 == 0:
        below = hashlib.sha256(f"云溪省第{unit + 1}中心".encode()).hexdigest()[:16]
        units.append(
            Unit(**of, unit_id=below, body_id=below, name=f"云溪省第{unit + 1}中心", role="subordinate")
        )
    amount = Decimal(1000 * unit + year)
    fund = Fund(
        **of, unit_id=own, fund_id=f"{doc_id[:20]}f", row_no=1, item="本年支出合计", concept="spending_total",
        statement="accounts", measure="final", origin="text", value=amount, raw=str(amount), unit="万元",
    )  # fmt: skip
    return check_rows(Rows(document=document, units=tuple(units), funds=(fund,)))


def add(out: Path, reports: Sequence[Report]) -> None:
    """Adds reports, in a run of their own."""
    with DatasetWriter(out) as writer:
        for unit, year in reports:
            rows = report(unit, year)
            writer.add(rows.document.doc_id, year, arrow_tables(rows))
        recheck_companions(writer)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What is looked at: documents for their companions, for their reports, for their links, row groups and parts."""
    told = Counter[str]()

    def watched(holder: object, name: str, number: Callable[..., int]) -> None:
        original = getattr(holder, name)

        def counting(*args: Any) -> Any:
            held = [list(a) if isinstance(a, Iterator) else a for a in args]
            told[name] += number(*held)
            return original(*held)

        monkeypatch.setattr(holder, name, counting)

    watched(recheck_module, "find_companions", len)
    watched(settling, "_settled", lambda members, rows: len(members))
    watched(linked, "proven_links", len)
    watched(Shelf, "_read_group", lambda *_: 1)
    watched(writing, "_stage", lambda *_: 1)
    return told


def test_ten_more_cost_the_same_in_any_dataset(tmp_path: Path, counted: Counter[str]) -> None:
    costs = []
    for units in (10, 30):
        out = tmp_path / str(units)
        add(out, [(unit, year) for unit in range(units) for year in YEARS])
        counted.clear()
        add(out, [(unit, NEXT) for unit in range(10)])
        costs.append(dict(counted))
    assert len(costs[0]) == 5 and all(costs[0].values()) and costs[0] == costs[1]


def test_the_bytes_are_those_of_one_run(tmp_path: Path) -> None:
    """New years, new units, a report that is gone, and one that comes again."""
    whole = [(unit, year) for unit in range(12) for year in (*YEARS[-2:], NEXT)]
    add(tmp_path / "one", whole)
    late = [(0, NEXT), (1, YEARS[-1]), (2, NEXT), (11, YEARS[-2]), (11, NEXT)]
    steps = tmp_path / "steps"
    add(steps, [(13, NEXT), *(r for r in whole if r not in late)])
    for one in late:
        add(steps, [one])
    with DatasetWriter(steps) as writer:
        writer.drop(report(13, NEXT).document.doc_id)
        recheck_companions(writer)
    assert tree(steps) == tree(tmp_path / "one")
