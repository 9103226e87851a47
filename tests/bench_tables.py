"""How many amounts of the fixtures' tables other readers give as cells of their own: `python -m tests.bench_tables`.

An amount of an expected row counts as found where some cell holds it and nothing else, as often as it is printed. Camelot takes
part where it is installed. What a cell means (its row, column, unit, year) no one of the others tells, and nothing of it counts here.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from extract.read import read_document

FIXTURES = Path(__file__).parent / "fixtures"
AMOUNT = re.compile(r"-?[\d,]+(?:\.\d+)?%?")
Cells = Callable[[Path], Iterator[str]]


def ours(path: Path) -> Iterator[str]:
    """The texts of the cells that this project reads."""
    for table in read_document(path).tables:
        yield from (cell.text.chars for cell in table.cells)


def pdfplumber(path: Path) -> Iterator[str]:
    """The texts of pdfplumber's cells in its default settings."""
    import pdfplumber as library

    with library.open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                yield from (text or "" for row in table for text in row)


def camelot(path: Path, flavor: str) -> Iterator[str]:
    """The texts of camelot's cells."""
    import camelot as library

    for table in library.read_pdf(str(path), pages="all", flavor=flavor):
        yield from (str(text) for row in table.data for text in row)


def amounts(texts: Iterator[str]) -> Counter[str]:
    """The cells that are an amount, by their digits."""
    plain = (re.sub(r"\s", "", text).replace(",", "") for text in texts)
    return Counter(text for text in plain if AMOUNT.fullmatch(text))


def expected(case: Path) -> Counter[str]:
    """The amounts that the tables of a case print, as many times as rows state them."""
    lines = (case / "expected" / "funds.jsonl").read_text("utf-8").splitlines()
    rows = (json.loads(line) for line in lines)
    return Counter(row["value"] for row in rows if row["origin"] == "table" and row["unit"] != "%")


def main() -> None:
    """Prints for each reader how many of the amounts it gives, by the rules of the table."""
    ways: dict[str, Cells] = {"juesuan": ours, "pdfplumber": pdfplumber}
    if find_spec("camelot"):
        ways["camelot lattice"] = lambda path: camelot(path, "lattice")
        ways["camelot stream"] = lambda path: camelot(path, "stream")
    cases = [p.parent for p in sorted(FIXTURES.glob("*/document.pdf")) if expected(p.parent)]
    found: dict[str, Counter[str]] = {name: Counter() for name in ways}
    total: Counter[str] = Counter()
    for case in cases:
        kind = (
            "ruled across only or not at all" if "unruled" in case.name or "across" in case.name else "ruled"
        )
        wanted = expected(case)
        total[kind] += wanted.total()
        for name, way in ways.items():
            try:
                found[name][kind] += (wanted & amounts(way(case / "document.pdf"))).total()
            except Exception as error:  # another library's failure is its result here
                print(f"{name}: {case.name}: {type(error).__name__}")
    for name, by_kind in found.items():
        print(name, *(f"{kind}: {by_kind[kind]} of {total[kind]}" for kind in total), sep="  ")


if __name__ == "__main__":
    main()
