"""Builds `tests/normalize/places/bodies.csv`: names of public bodies, with the codes that other lists than
the packaged table give their divisions.

    python scripts/bodies.py FOLDER

FOLDER holds `china-division-2.3.1.tgz` and `china-division-2.7.0.tgz` (npm): the lists of 31 October 2019,
which the packaged table is not made of, and of 30 June 2023. Bodies that every division of a level has are
named after divisions of all provinces, spread over the lists; those of `bodies.txt` are real: their published
reports, or public lists and notices, name them.
"""

from __future__ import annotations

import csv
import io
import sys
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "tests/normalize/places/bodies.csv"
LISTS = {2019: "2.3.1", 2023: "2.7.0"}
CITIES, COUNTIES = 4, 9
"""How many of each province's cities and counties are named."""
BODIES = (
    "财政局", "人民法院", "民政局", "人民检察院", "审计局", "人民政府办公室", "司法局", "残疾人联合会",
    "统计局", "红十字会", "公安局", "总工会", "档案馆",
)  # fmt: skip
PARTY = ("委组织部", "委宣传部", "委统一战线工作部")
NOT_BELOW = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
"""What the lists put where no city lies between a province and its counties."""
PUBLISHED = Path(__file__).with_name("bodies.txt")
"""Bodies that exist, by where they are named, with year and division."""

Names = tuple[str, ...]
Row = tuple[str, int, str, str, str]


@dataclass(frozen=True)
class Place:
    """A division with those above it, and its code."""

    names: Names
    code: str


def main(arguments: list[str]) -> int:
    """The names are written; 2 for other arguments."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    lists = {
        year: list(read_list(Path(arguments[0]) / f"china-division-{version}.tgz"))
        for year, version in LISTS.items()
    }
    with DATA.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "year", "code", "above", "named_by"])
        writer.writerows(row for year, places in lists.items() for row in named(places, year))
        writer.writerows(
            published({year: {p.names: p.code for p in places} for year, places in lists.items()})
        )
    return 0


def read_list(package: Path) -> Iterator[Place]:
    """The provinces, cities and counties of one list, without what only statistics know: zones (7 in the
    fifth place of their code), and islands that have no bodies of their own.
    """
    with tarfile.open(package) as archive:
        provinces, cities, areas = (rows_of(archive, name) for name in ("provinces", "cities", "areas"))
    names = {r["code"]: r["name"] for r in (*provinces, *cities)}
    for code, name in names.items():
        province = (names[code[:2]],) if len(code) > 2 else ()
        if name not in NOT_BELOW:
            yield Place((*province, name), code.ljust(6, "0"))
    for r in areas:
        line = (names[r["provinceCode"]], names[r["cityCode"]])
        if r["code"][4] != "7" and r["name"] != line[1] and "群岛" not in r["name"]:
            yield Place((*line, r["name"]), r["code"])


def rows_of(archive: tarfile.TarFile, name: str) -> list[Mapping[str, str]]:
    """The rows of one of the package's lists."""
    file = archive.extractfile(f"package/dist/{name}.csv")
    if file is None:
        raise ValueError(f"no {name}.csv in the package")
    return list(csv.DictReader(io.StringIO(file.read().decode())))


def named(places: list[Place], year: int) -> Iterator[Row]:
    """Bodies of each province, and of some of its cities and counties."""
    for province in (p for p in places if len(p.names) == 1):
        below = [p for p in places if p.names[0] == province.names[0]]
        cities, counties = ([p for p in below if len(p.names) == n] for n in (2, 3))
        chosen = [province, *spread(cities, CITIES, year), *spread(counties, COUNTIES, year)]
        for n, place in enumerate(chosen):
            lead, body = body_of(n + year + int(place.code))
            yield lead + written(place, n) + body, year, place.code, above(place.names), "made"


def spread(places: list[Place], number: int, year: int) -> list[Place]:
    """So many of the places, far from each other; others in another year."""
    step = max(1, len(places) // number)
    return places[(year % step) :: step][:number]


def body_of(n: int) -> tuple[str, str]:
    """What a body is called before and behind its place."""
    if n % 5 == 0:
        return "中共", PARTY[n % len(PARTY)]
    return "", BODIES[n % len(BODIES)]


def written(place: Place, n: int) -> str:
    """A division's name with those above it, with the one above it, or alone."""
    names = [name for name in place.names if name not in NOT_BELOW]
    return "".join((names, names[-2:], names[-1:])[n % 3])


def above(names: Names) -> str:
    """The division right above the last one."""
    return next((name for name in reversed(names[:-1]) if name not in NOT_BELOW), "")


def published(codes: Mapping[int, Mapping[Names, str]]) -> Iterator[Row]:
    """The bodies that exist."""
    for line in PUBLISHED.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            source, name, year, *names = line.split()
            yield name, int(year), codes[int(year)][tuple(names)], above(tuple(names)), source


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
