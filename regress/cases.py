"""Cases: folders with a report and `expected/`, the rows that it states.

The report is `document.pdf`, `.docx`, `.html` and so on (several of them state the same), or
`document.json`, the extracted document of a file that is kept elsewhere. `case.json` names that file's
content; a case without it was written by a builder, which knew the rows before the report.
"""

from __future__ import annotations

import gc
import json
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import UsageError
from ingest.limits import cores

from .compare import Difference, TableMeasure, difference
from .rows import (
    CONFIRMED,
    CORE,
    RowFacts,
    compared_columns,
    read_facts,
    read_text,
    stated_columns,
    table_facts,
)

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from extract.model import Document
    from normalize.schema import Rows

FORMATS = ("pdf", "docx", "html", "mht", "xlsx", "xls", "csv", "doc", "rtf", "odt", "txt", "json", "json.gz")
DOCUMENTS = tuple(f"document.{form}" for form in FORMATS)
FLOORS = "floors.toml"
MANY, CHUNK = 12, 4
"""Cases that are worth another process, and how many it takes at a time."""
READERS = ("parsers.parse", "normalize.rows", "checks.run")
RARELY = 100_000
"""Objects made since the last search for cycles, after which a process seeks them again."""


class CaseError(UsageError):
    """A case that is not there, or not as a case should be."""


@dataclass(frozen=True)
class Case:
    """A folder with a report and its expected rows."""

    folder: Path

    @property
    def name(self) -> str:
        """Its folder's."""
        return self.folder.name

    @cached_property
    def documents(self) -> tuple[Path, ...]:
        """The files that its rows are expected of."""
        return tuple(self.folder / n for n in DOCUMENTS if (self.folder / n).is_file())

    @property
    def built(self) -> bool:
        """Whether a builder wrote the expectation."""
        return not (self.folder / "case.json").exists()

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of which the case states what is expected."""
        return tuple(t for t in CORE if self.expectation(t).is_file())

    @cached_property
    def scope(self) -> dict[str, dict[str, list[str]]]:
        """Table → column → the values of the rows that the case speaks of; of other rows it says nothing."""
        path = self.folder / "expected" / "scope.json"
        held: dict[str, dict[str, list[str]]] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        return held

    def expectation(self, table: str) -> Path:
        """The file of a table's expected rows."""
        packed = ".gz" if (self.folder / "document.json.gz").is_file() else ""
        name = "document" if table == "documents" else table
        return self.folder / "expected" / f"{name}.jsonl{packed}"


@dataclass(frozen=True)
class Reading:
    """One document of a case read anew. `error`: why it could not be read; then it has no rows, and all that
    are expected are gone. `rows`: only for those who ask for them.
    """

    case: Case
    document: Path
    differences: tuple[Difference, ...]
    error: str | None = None
    rows: Rows | None = None

    def __bool__(self) -> bool:
        """Whether it differs from what is expected."""
        return bool(self.error) or any(self.differences)

    @property
    def broken(self) -> bool:
        """Whether it differs from what somebody vouches for: a builder, or a person who confirmed a row. What
        nobody confirmed is reported as changed, and no more.
        """
        lost = (r for d in self.differences for r in (*d.gone, *(c.old for c in d.changed)))
        return bool(self.error) or (any(self.differences) if self.case.built else any(map(_pinned, lost)))

    def bare(self) -> Reading:
        """Without its rows and without what is as expected."""
        return replace(self, rows=None, differences=tuple(replace(d, kept=()) for d in self.differences))


def find_cases(folder: Path, names: Sequence[str] = ()) -> list[Case]:
    """The cases of a folder, or those named (by name, or by path). Raises CaseError."""
    if not names:
        found = [Case(p.parent) for p in sorted(folder.glob("*/expected")) if p.is_dir()]
        if not found:
            raise CaseError(
                f"{folder} holds no case: make one with `juesuan case new FILE --name NAME --cases {folder}`"
            )
        return found
    cases = []
    for name in names:
        case = Case(folder / name) if (folder / name / "expected").is_dir() else Case(Path(name))
        if not (case.folder / "expected").is_dir():
            raise CaseError(
                f"{name} is no case of {folder}: a case is a folder with a document and expected/"
            )
        cases.append(case)
    return cases


def _pinned(row: RowFacts) -> bool:
    return bool(row.get(CONFIRMED))


def load_document(path: Path) -> Document:
    """The document of a case as the parsers get it: read from the report, or as it was stored. Raises
    ReportError or ValueError.
    """
    if ".json" in path.suffixes:
        from .stored.document_json import load

        return load(read_text(path))
    from extract.read import read_document
    from parsers.personal import without_personal_data

    return without_personal_data(read_document(path))


def rows_of(document: Document) -> Rows:
    """The checked rows of a document."""
    from checks.run import check_rows

    return check_rows(unchecked_rows(document))


def unchecked_rows(document: Document) -> Rows:
    """The rows of a document before any rule looks at them."""
    from normalize.rows import normalize_report
    from parsers.parse import parse_document

    return normalize_report(document, parse_document(document))


def read_rows(path: Path) -> Rows:
    """The checked rows of a case's document. Raises what reading it raises."""
    return rows_of(load_document(path))


def readings(
    case: Case, tables: Sequence[str] = (), read: Callable[[Path], Rows] = read_rows
) -> Iterator[Reading]:
    """Reads each document of a case anew and compares it with what is expected, in the tables given or in
    all. Never raises.
    """
    if not case.documents:
        yield Reading(case, case.folder, (), f"{case.folder} holds none of {', '.join(DOCUMENTS)}")
    for path in case.documents:
        yield read_again(case, path, tables, read)


def all_readings(
    cases: Sequence[Case], tables: Sequence[str] = (), jobs: int | None = None, whole: bool = True
) -> list[Reading]:
    """The readings of all cases in their order, by as many processes as there are processors where there are
    many cases. `whole`: with their rows and what is as expected, which only few ask for.
    """
    jobs = jobs or cores()
    if jobs == 1 or len(cases) < MANY:
        return [r for case in cases for r in readings(case, tables)]
    with processes(jobs) as pool:
        each = pool.map(partial(_listed, tables=tables, whole=whole), cases, chunksize=CHUNK)
        return [r for found in each for r in found]


def processes(jobs: int) -> ProcessPoolExecutor:
    """So many processes that read cases."""
    from concurrent.futures import ProcessPoolExecutor

    # Where processes are forked, they have what this one has loaded.
    _load()
    return ProcessPoolExecutor(jobs, initializer=_settle)


def _load() -> None:
    for module in READERS:
        import_module(module)


def _settle() -> None:
    """The modules that read are loaded, and stay: Python need not ask of each whether it could go, and seeks
    cycles among the rows of a report, which hold none, rarely.
    """
    _load()
    gc.freeze()
    gc.set_threshold(RARELY)


def _listed(case: Case, tables: Sequence[str], whole: bool) -> list[Reading]:
    found = list(readings(case, tables))
    return found if whole else [r.bare() for r in found]


def read_again(
    case: Case, path: Path, tables: Sequence[str] = (), read: Callable[[Path], Rows] = read_rows
) -> Reading:
    """One document of a case, in the tables given or in all."""
    error, rows = None, None
    try:
        rows = read(path)
    except Exception as failure:
        error = f"{type(failure).__name__}: {failure}"
    wanted = [t for t in case.tables if not tables or t in tables]
    return Reading(
        case,
        path,
        tuple(compare(case, t, [] if rows is None else table_facts(rows, t)) for t in wanted),
        error,
        rows,
    )


def compare(case: Case, table: str, found: Sequence[RowFacts]) -> Difference:
    """Found rows of a table against the case's expectation."""
    expected = read_facts(case.expectation(table))
    if table == "checks":
        found = _at_least(expected, found)
    for column, values in case.scope.get(table, {}).items():
        found = [row for row in found if row.get(column) in values]
    told = difference(table, expected, found, compared_columns(table, expected), loose=case.built)
    return replace(told, stated=stated_columns(expected))


def _at_least(expected: Sequence[RowFacts], found: Sequence[RowFacts]) -> list[RowFacts]:
    """What rules examined, as far as it is less than expected: more comparisons than expected are none fewer,
    and a rule that is new keeps what was read.
    """
    pinned = {r["rule"]: r for r in expected}
    out = []
    for row in found:
        old = pinned.get(row["rule"])
        if old is None and row["outcome"] != "failed":
            continue
        more = old is not None and old["outcome"] == row["outcome"] and row["compared"] >= old["compared"]
        out.append(old if more and old is not None else row)
    return out


def floors(folder: Path) -> dict[str, dict[str, float]]:
    """Table → the least recall and precision that its rows must keep over all cases of a folder."""
    path = folder / FLOORS
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def below_floor(folder: Path, found: Sequence[Reading]) -> list[str]:
    """What fell below its floor, in words."""
    out = []
    for table, least in floors(folder).items():
        measure = sum((d.measure for r in found for d in r.differences if d.table == table), TableMeasure())
        for name, value in least.items():
            if getattr(measure, name) < value:
                out.append(f"{table}: {name} {getattr(measure, name):.4f} is below its floor of {value}")
    return out
