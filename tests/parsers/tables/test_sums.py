"""The rows of lists of money stand under the totals that they are proven to make up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from normalize.schema import Rows
from parsers.report import Profile
from parsers.tables.recognise import recognise
from parsers.tables.statements import read_statement
from parsers.tables.sums import with_sums
from tests.written import document_of, rows_of

TITLE = "2023年护堤补助资金分配表\n单位：万元"


def parents(rows: Rows) -> list[tuple[str, str, str]]:
    """(item, what it is, its total) of each amount that has one."""
    items = {f.fund_id: f.item for f in rows.funds}
    return [(f.item, str(f.value), items[f.parent_id]) for f in rows.funds if f.parent_id]


LISTED = [
    (["地区", "金额"], ["云溪县", "30"], ["丰阳县", "20"], ["合计", "50"]),
    (["地区", "金额"], ["合计", "50"], ["云溪县", "30"], ["丰阳县", "20"]),
]


@pytest.mark.parametrize("listed", LISTED)
def test_a_total_above_or_below_what_it_is_made_of(listed: Sequence[list[str]]) -> None:
    rows = rows_of(TITLE, list(listed))
    assert parents(rows) == [("云溪县", "30", "合计"), ("丰阳县", "20", "合计")]


def test_cities_over_their_counties_and_the_province_over_all() -> None:
    listed = [
        ["地区", "已预下达", "本次下达"],
        ["云溪省合计", "120", "45"],
        ["青禾市合计", "90", "30"],
        ["青禾市本级", "60", "20"],
        ["石河县", "30", "10"],
        ["丰阳市合计", "30", "15"],
        ["柳湾县", "30", "15"],
    ]
    rows = rows_of(TITLE, listed)
    assert [f.project for f in rows.funds] == [None] * 12
    assert [(item, of) for item, _, of in parents(rows)] == [
        *[("青禾市合计", "云溪省合计")] * 2,
        *[("青禾市本级", "青禾市合计")] * 2,
        *[("石河县", "青禾市合计")] * 2,
        *[("丰阳市合计", "云溪省合计")] * 2,
        *[("柳湾县", "丰阳市合计")] * 2,
    ]


def test_what_does_not_add_up_is_listed_under_nothing() -> None:
    rows = rows_of(TITLE, [["地区", "金额"], ["云溪县", "30"], ["丰阳县", "20"], ["合计", "60"]])
    assert parents(rows) == [] and len(rows.funds) == 3


def test_amounts_stay_in_their_order() -> None:
    (listed,) = document_of(TITLE, list(LISTED[1])).tables
    kind = recognise(listed, Profile(doc_type="other", fiscal_year=2023))
    found = read_statement(listed, kind) if kind else []
    assert [q.number for q in with_sums(found[::-1])] == ["20", "30", "50"]
