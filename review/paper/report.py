"""A document or a unit → one static page: its findings with the places of their numbers, what was checked and
what could not be. It needs no server, no script and no other file.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import ReportError, UsageError, reason
from normalize.dataset import Fields
from normalize.version import VERSION
from review.index import documents as asked
from review.index.arithmetic import amount, apart, computation
from review.index.detail import detail
from review.index.index import Index
from review.places.desk import Desk
from review.places.files import Files
from review.places.panels import Panel, panels
from review.places.worker import Drawing
from review.words import ENVIRONMENT, finalized

DPI = 130
"""Dots per inch of the parts of pages."""
MOST = 300
"""Findings of a report; more make a page that no browser likes."""


@dataclass(frozen=True)
class WantedFindings:
    """Which documents: by the beginning of their ids or a part of their paths, by a part of their unit's
    name, and by fiscal year.
    """

    document: str = ""
    unit: str = ""
    year: int | None = None


def write_report(
    data: Path, file: Path, wanted: WantedFindings, roots: Sequence[Path] = (), log: Path | None = None
) -> int:
    """Writes the page; returns how many findings are on it. Raises DatasetError, and UsageError where no
    document is wanted so, or too many findings are, or the file cannot be written.
    """
    index, drawing = Index(data, log), Drawing(1)
    try:
        desk = Desk(Files(data, roots), drawing)
        documents = _documents(index, wanted)
        findings = [f for d in documents for f in asked.findings_of(index, d["doc_id"]) if f["leads"]]
        if len(findings) > MOST:
            raise UsageError(
                f"{len(findings)} findings are too many for one page: name a document with --doc, or a year"
            )
        told = [_content(index, desk, f["finding_id"]) for f in findings]
        page = _render(
            documents=documents,
            findings=told,
            outcomes={d["doc_id"]: asked.outcomes(index, d) for d in documents},
            carried=index.carried,
        )
    finally:
        drawing.end()
        index.close()
    try:
        file.write_text(page, "utf-8")
    except OSError as error:
        raise UsageError(f"{file} 写不进去（{reason(error)}）：请检查路径和权限") from error
    return len(told)


def _documents(index: Index, wanted: WantedFindings) -> list[Fields]:
    """The documents wanted, copies of one report left out. Raises UsageError where there are none."""
    rows = index.rows(
        """
        select * from documents
        where edition_of is null and (starts_with(doc_id, ?) or contains(source, ?))
            and contains(coalesce(unit_name, ''), ?) and (? is null or fiscal_year = ?)
            and status in ('ok', 'partial')
        order by fiscal_year desc, source
        """,
        [wanted.document, wanted.document, wanted.unit, wanted.year, wanted.year],
    )
    if not rows:
        raise UsageError(
            "no document is so: `juesuan query 'select source, unit_name from documents'` lists them"
        )
    return rows


def _content(index: Index, desk: Desk, id: str) -> dict[str, Any]:
    """What the page says of a finding."""
    found = detail(index, id)
    if found is None:
        raise UsageError("the dataset changed meanwhile: run it again")
    f = found.finding
    held = panels(desk, found)
    return {
        "f": f,
        "line": computation(f, found.evidence),
        "difference": apart(f["difference"], f["unit"]),
        "tolerance": amount(f["tolerance"], f["unit"]),
        "sides": [(p, _picture(desk, p)) for p in held],
        "cluster": found.cluster,
    }


def _picture(desk: Desk, panel: Panel) -> str:
    """The part of the page as an address that holds it; empty where there is none."""
    file = desk.file(panel.document)
    boxes = [(r["number"] - 1, [float(v) for v in r["bbox"]]) for r in panel.rows if r["bbox"]]
    if not (panel.width and file and boxes):
        return ""
    with suppress(ReportError):
        held = desk.crop(file, panel.page or 1, boxes, DPI)
        return "data:image/png;base64," + base64.b64encode(held).decode()
    return ""


def _render(**held: Mapping[str, Any] | Sequence[Any]) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("review.paper", "."),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= ENVIRONMENT | {"version": VERSION}
    return made.get_template("report.html").render(held)
