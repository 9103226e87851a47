"""Verdicts → regression cases: of each document of which a finding was dismissed, a case that does not expect
that finding, and in which those found real are confirmed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from regress.cases import Case
from regress.rows import CONFIRMED, PLACES, read_facts, write_facts
from regress.stored.new import NAMED, new_case
from review.index.documents import document
from review.index.index import Index
from review.places.files import Files
from review.verdicts.entry import Verdict, VerdictEntry


@dataclass(frozen=True)
class MadeCase:
    """A case: its name, how many findings it no longer expects and how many are confirmed in it; `trouble`:
    why there is none.
    """

    name: str
    dismissed: int = 0
    confirmed: int = 0
    trouble: str = ""


def cases_of_verdicts(
    data: Path, folder: Path, roots: Sequence[Path] = (), log: Path | None = None
) -> list[MadeCase]:
    """Makes a case of each document with a dismissed finding, in the order of their ids. Cases that are there
    keep their rows and take the verdicts. Raises DatasetError, and ReportError where a file cannot be read.
    """
    index = Index(data, log)
    try:
        files = Files(data, roots)
        return [_made(index, files, folder, doc, held) for doc, held in sorted(_decided(index).items())]
    finally:
        index.close()


ByFinding = dict[tuple[str, str], VerdictEntry]
"""(rule, message without its pages, as cases have it) of a finding → its verdict."""


def _decided(index: Index) -> dict[str, ByFinding]:
    """Document → the verdicts on its findings, where one of them was dismissed."""
    ids = [id for id, c in index.carried.items() if not c.changed]
    rows = index.rows(
        "select finding_id, doc_id, rule, message from found where finding_id in (select unnest(?))", [ids]
    )
    out: dict[str, ByFinding] = defaultdict(dict)
    for r in rows:
        out[r["doc_id"]][r["rule"], PLACES.sub("", r["message"])] = index.carried[r["finding_id"]].entry
    return {d: said for d, said in out.items() if any(e.verdict is Verdict.DISMISSED for e in said.values())}


def _made(index: Index, files: Files, folder: Path, doc_id: str, said: ByFinding) -> MadeCase:
    row = document(index, doc_id) or {"source": doc_id, "sources": ()}
    case = Case(folder / doc_id[:NAMED])
    if not case.folder.exists():
        file = files.find(doc_id, row["sources"] or ())
        if file is None:
            return MadeCase(case.name, trouble=f"{row['source']} is not there: name its folder with --raw")
        case = new_case(file, case.name, folder)
    path = case.expectation("findings")
    kept, dismissed, confirmed = [], 0, 0
    for fact in read_facts(path):
        entry = said.get((fact["rule"], PLACES.sub("", fact.get("message", ""))))
        if entry and entry.verdict is Verdict.DISMISSED:
            dismissed += 1
            continue
        if entry and entry.verdict is Verdict.REAL:
            fact = {**fact, CONFIRMED: True}
            confirmed += 1
        kept.append(fact)
    write_facts(path, kept)
    _note(case, said)
    return MadeCase(case.name, dismissed, confirmed)


def _note(case: Case, said: ByFinding) -> None:
    """Writes why findings were dismissed beside the case."""
    path = case.folder / "case.json"
    held = json.loads(path.read_text("utf-8"))
    held["dismissed"] = [
        {"rule": rule, "message": message, "reason": e.reason}
        for (rule, message), e in sorted(said.items())
        if e.verdict is Verdict.DISMISSED
    ]
    path.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", "utf-8")
