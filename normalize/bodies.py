"""The bodies that a document names: where each sits, by its name and by what the document says."""

from __future__ import annotations

from pathlib import PurePosixPath

from extract.fold import fold
from extract.model import Document
from parsers.report import Report

from .ids import body_id
from .regions import Evidence, Located, locate


class Bodies:
    """What one document tells of its bodies."""

    def __init__(self, document: Document, report: Report) -> None:
        self.year, self.evidence = report.profile.fiscal_year, _evidence(document, report)

    def locate(self, name: str) -> Located:
        """Where a unit of this name sits."""
        return locate(name, self.year, self.evidence)

    def id_of(self, name: str | None) -> str | None:
        """The `body_id` of a unit; null where its region is not known."""
        at = self.locate(name) if name else None
        return body_id(at.place, at.body) if at else None


def _evidence(document: Document, report: Report) -> Evidence:
    """What tells one 鼓楼区 from another: title, folder of the file, units above, running text."""
    profile = report.profile
    issuers = [u.full_name or u.name for u in report.units if u.role in ("reporting", "supervisor")]
    folder = PurePosixPath(document.name).parent.parts
    return Evidence(
        title=fold(f"{profile.title or ''}|{profile.unit_name or ''}"),
        folder=fold("".join(folder)),
        issuer="|".join(map(fold, issuers)),
        text="|".join(p.text.folded for p in document.paragraphs),
    )
