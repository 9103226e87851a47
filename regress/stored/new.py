"""A file → a case: its extracted document without personal data, and the rows read from it, for a human to
confirm.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract import regex
from ingest.sources import is_hidden
from normalize.values import YUAN
from normalize.version import VERSION
from regress.cases import Case, CaseError, load_document, rows_of
from regress.rows import CONFIRMED, CORE, RowFacts, read_facts, table_facts, write_facts, write_text

if TYPE_CHECKING:
    from extract.model import Document
    from normalize.schema import Rows

SUFFIXES = (".pdf", ".docx", ".txt")
NAMED = 16
"""Characters of a content's hash that name its case."""


def new_case(file: Path, name: str, folder: Path, keep: bool = False) -> Case:
    """Makes a case of a file. `keep` copies the file with all that stands in it; else its extracted text is
    stored, persons masked.

    Raises CaseError, and ReportError where the file cannot be read.
    """
    from extract.read import read_document

    if not regex.fullmatch(r"[\w-]+", name):
        raise CaseError(f"{name!r} is no name for a case: use letters, digits, - and _")
    case = Case(folder / name)
    if case.folder.exists():
        raise CaseError(f"{case.folder} is there already: give another --name, or remove it")
    # A file may be named after a person.
    document = replace(read_document(file), name=f"{name}{file.suffix.lower()}")
    path = case.folder / (f"document.{document.file_format}" if keep else "document.json")
    if keep:
        case.folder.mkdir(parents=True)
        shutil.copyfile(file, path)
    return stored(case, document, path, keep)


def new_cases(source: Path, folder: Path) -> Iterator[tuple[Path, Case | str]]:
    """A case of each report in a folder, packed and named by its content, so that none is stored twice: each
    file with its case, or with why there is none. Hidden and temporary files are left out.
    """
    from extract.errors import JuesuanError
    from extract.read import read_document

    for file in sorted(p for p in source.rglob("*") if p.suffix.lower() in SUFFIXES):
        if is_hidden(file.relative_to(source)):
            continue
        try:
            document = read_document(file)
        except JuesuanError as error:
            yield file, str(error)
            continue
        case = Case(folder / document.sha256[:NAMED])
        if case.folder.exists():
            yield file, "stored already"
            continue
        document = replace(document, name=f"{case.name}{file.suffix.lower()}")
        yield file, stored(case, document, case.folder / "document.json.gz")


def stored(case: Case, document: Document, path: Path, keep: bool = False) -> Case:
    """Writes what a case holds: the document where it is not kept, its rows, and what it was made of."""
    from .document_json import dump
    from .masking import masked

    if not keep:
        write_text(path, dump(masked(document)))
    rows = rows_of(load_document(path))
    fresh = Case(case.folder)
    for table in CORE:
        write_facts(fresh.expectation(table), table_facts(rows, table))
    made = {
        "sha256": document.sha256,
        "file_format": document.file_format,
        "pages": len(document.pages),
        "version": VERSION,
    }
    (case.folder / "case.json").write_text(json.dumps(made, indent=1) + "\n", "utf-8")
    return fresh


def doubts(case: Case) -> Iterator[tuple[str, int, RowFacts, str]]:
    """The unconfirmed rows that a human should look at first, as (table, number of the row from 1, row, why).

    Rows that a finding cites come first: either the report is wrong there or the reader.
    """
    rows = rows_of(load_document(case.documents[0]))
    cited = _cited(rows)
    unread = {f.locator for f in rows.figures if f.used_by is None and (f.unit in YUAN or f.unit == "%")}
    for table in ("funds", "indicators", "scores", "figures"):
        for number, row in enumerate(read_facts(case.expectation(table)), 1):
            why = None if row.get(CONFIRMED) else _doubt(table, row, cited, unread)
            if why:
                yield table, number, row, why


def _cited(rows: Rows) -> dict[tuple[str, str | None], str]:
    """(table, locator) of each row that a finding rests on → the rule."""
    rules = {e.id: f.rule for f in reversed(rows.findings) for e in f.evidence}
    places = [
        *(("funds", f.fund_id, f.locator) for f in rows.funds),
        *(("indicators", i.indicator_id, i.locator) for i in rows.indicators),
        *(("scores", s.score_id, s.locator) for s in rows.scores),
    ]
    return {(table, locator): rules[id] for table, id, locator in places if id in rules}


def _doubt(
    table: str, row: RowFacts, cited: dict[tuple[str, str | None], str], unread: set[str | None]
) -> str | None:
    if rule := cited.get((table, row.get("locator"))):
        return f"a finding of {rule} cites it"
    if table == "funds" and "amount_yuan" not in row and row.get("unit") != "%":
        return "no money unit was found for it"
    if table == "funds" and row.get("statement") == "other":
        return "it belongs to no known statement"
    if table == "indicators" and not row.keys() & {"target", "actual"}:
        return "neither target nor actual value"
    if table == "figures" and row.get("locator") in unread:
        return "no parser reads this number"
    return None
