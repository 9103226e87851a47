"""Divisions by code, names and year."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from normalize.places.divisions import chain, divisions, of_code, of_names
from normalize.places.suffixes import PROVINCES

ROOT = Path(__file__).resolve().parents[3]
YEARS = range(2007, 2027)


def test_codes_stand_below_others_in_every_year() -> None:
    for d in divisions():
        assert len(d.code) == 6 and d.code.isdigit() and d.source in ("list", "change", "lists"), d
        assert (d.valid_from or 0) <= (d.valid_to or 9999), d
        assert (d.parent is None) == (d.level == "province"), d
        for year in filter(d.stands_in, YEARS):
            assert next(a.level for a in chain(d, year)) == "province", (d, year)


def test_provinces() -> None:
    assert {d.name for d in divisions() if d.level == "province"} == set(PROVINCES)


def test_a_code_means_one_division_at_a_time() -> None:
    groups: dict[str, list[tuple[int, int]]] = {}
    for d in divisions():
        groups.setdefault(d.code, []).append((d.valid_from or 0, d.valid_to or 9999))
    for code, spans in groups.items():
        assert all(a[1] <= b[0] or b[1] <= a[0] for a, b in combinations(spans, 2)), code


def test_a_name_is_one_division_below_its_parent_at_a_time() -> None:
    for year in YEARS:
        kept = [d for d in divisions() if d.stands_in(year) and d.valid_to != year]
        twice = [key for key, n in Counter((d.parent, d.name) for d in kept).items() if n > 1]
        assert not twice, (year, twice)


@pytest.mark.parametrize(
    ("names", "year", "code"),
    [
        (["湖南省", "长沙市", "天心区"], 2023, "430103"),
        (["长沙市", "天心区"], 2015, "430103"),
        (["湖南省", "天心区"], 2015, "430103"),
        (["上海市", "普陀区"], 2024, "310107"),
        (["浙江省", "普陀区"], 2024, "330903"),
        (["南京市", "鼓楼区"], 2020, "320106"),
        (["湖南省"], 2020, "430000"),
        (["祁阳县"], 2020, "431121"),
        (["祁阳市"], 2022, "431181"),
        (["九江市", "濂溪区"], 2020, "360402"),
        (["九江市", "庐山区"], 2012, "360402"),
        (["日喀则地区"], 2012, "542300"),
        ([" 日喀则 市"], 2020, "540200"),
    ],
)
def test_names_of_a_year(names: list[str], year: int, code: str) -> None:
    assert [d.code for d in of_names(names, year)] == [code]


@pytest.mark.parametrize(
    ("names", "year"),
    [
        ([], 2020),
        (["祁阳市"], 2019),
        (["祁阳县"], 2023),
        (["长沙市", "鼓楼区"], 2020),
        (["天心区", "长沙市"], 2020),
        (["长沙经济技术开发区"], 2020),
        (["甲县"], 2020),
    ],
)
def test_what_did_not_stand(names: list[str], year: int) -> None:
    assert of_names(names, year) == ()


def test_a_name_of_several_places() -> None:
    assert len({d.code for d in of_names(["鼓楼区"], 2020)}) == 4


def test_a_code_of_a_year() -> None:
    assert [d.name for y in (2010, 2016, 2020) if (d := of_code("360402", y))] == [
        "庐山区",
        "濂溪区",
        "濂溪区",
    ]
    assert of_code("431121", 2023) is None and of_code("999999", 2023) is None and of_code("", 2023) is None


def test_nothing_is_read_on_import_and_the_data_is_small() -> None:
    code = "import normalize.places.divisions as d, sys; sys.exit(d.divisions.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
    assert (ROOT / "normalize/regions.csv").stat().st_size < 300_000
