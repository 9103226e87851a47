"""Builds the data of `parsers/classification/` from the codes and names of `scripts/classification.tsv`.

python scripts/classification.py collect REPORT …   prints what reports print, as lines to add to the TSV
python scripts/classification.py build              writes parsers/classification/codes.csv
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FACTS = ROOT / "scripts/classification.tsv"
DATA = ROOT / "parsers/classification/codes.csv"
KINDS = {"2": "function", "3": "department", "5": "government"}
CODE = re.compile(r"2\d\d(\d\d){0,2}|[35]\d\d(\d\d)?")
"""类 3 digits, 款 5, 项 7; the economic classifications have no 项."""
LISTED_CLASS = re.compile(r"[一二三四五六七八九十]+、(.+)")
"""A class as the total table lists it: 九、卫生健康支出, without its code."""
OWN_NUMBERS = 3
"""A source that calls this many codes otherwise than all others numbers its rows in its own way."""


class Fact(NamedTuple):
    """One source prints `name` beside `code` (empty: without a code) in a year (empty: not told)."""

    code: str
    name: str
    year: str
    source: str


def main(arguments: list[str]) -> int:
    """The two commands; 2 for anything else."""
    match arguments:
        case ["build"]:
            write(entries(read_facts()))
        case ["collect", *reports] if reports:
            writer = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
            writer.writerows(fact for report in reports for fact in collect(Path(report)))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def read_facts() -> list[Fact]:
    """The lines of the TSV below its header."""
    with FACTS.open(encoding="utf-8", newline="") as file:
        return [Fact(*row) for row in list(csv.reader(file, delimiter="\t"))[1:]]


def collect(report: Path) -> list[Fact]:
    """What the tables of a report print: codes with their names, and the classes of the total tables. Pages
    read by OCR prove nothing.
    """
    sys.path.insert(0, str(ROOT))
    from extract.read import read_document
    from normalize.rows import normalize_report
    from parsers.parse import parse_document

    document = read_document(report, report.name)
    rows = normalize_report(document, parse_document(document))
    if rows.document.ocr_pages:
        return []
    year, source = str(rows.document.fiscal_year or ""), report.stem
    classes = {f.name for f in read_facts() if len(f.code) in (0, 3)}
    cells = (LISTED_CLASS.fullmatch(spelt(c.text.chars)) for table in document.tables for c in table.cells)
    found = {
        *(
            Fact(f.item_code, spelt(f.item), year, source)
            for f in rows.funds
            if f.origin == "table" and f.item_code and CODE.fullmatch(f.item_code)
        ),
        *(Fact("", m[1], year, source) for m in cells if m and m[1] in classes),
    }
    return sorted(found)


def spelt(name: str) -> str:
    """A name without white space and with the full-width brackets that the official lists print."""
    return re.sub(r"\s+", "", name).translate(str.maketrans("()", "（）"))


def entries(facts: list[Fact]) -> Iterator[tuple[str, ...]]:
    """(code, name, kind, first_year, last_year, sources), by code; of the names of one code the one that most
    sources print comes first.
    """
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in named(own_numbers_left_out(facts)):
        groups[fact.code, fact.name].append(fact)
    order = sorted(groups, key=lambda key: (key[0] or "9", -len({f.source for f in groups[key]}), key[1]))
    for code, name in order:
        members = groups[code, name]
        years = sorted(f.year for f in members if f.year)
        first, last = (years[0], years[-1]) if years else ("", "")
        kind = KINDS[code[0]] if code else "function"
        yield code, name, kind, first, last, " ".join(sorted({f.source for f in members}))


def own_numbers_left_out(facts: list[Fact]) -> Iterator[Fact]:
    """The facts without the codes of those sources that number a classification in their own way."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for code, name, _source in {(f.code, f.name, f.source) for f in facts if f.code}:
        names[code][name] += 1
    strange = Counter(
        (f.source, f.code[0])
        for f in facts
        if f.code and names[f.code][f.name] == 1 and max(names[f.code].values()) > 1
    )
    for fact in facts:
        if not fact.code or strange[fact.source, fact.code[0]] < OWN_NUMBERS:
            yield fact


def named(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, those without a code under the code that another source prints for the same class."""
    facts = list(facts)
    codes = {f.name: f.code for f in facts if len(f.code) == 3 and f.code.startswith("2")}
    for fact in facts:
        yield fact if fact.code else fact._replace(code=codes.get(fact.name, ""))


def write(rows: Iterable[tuple[str, ...]]) -> None:
    """The CSV of the package."""
    with DATA.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "kind", "first_year", "last_year", "sources"))
        writer.writerows(rows)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
