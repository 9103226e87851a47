"""The bodies that a document names: where each sits, and what the document says of it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from extract import regex
from extract.fold import fold
from extract.model import Document
from normalize.ids import body_id, unit_id
from normalize.places.regions import Located, RegionEvidence, locate
from normalize.places.suffixes import without_party
from parsers.codes import BodyFact, LinkKind
from parsers.report import BodyReading, Report

from .credit import is_credit_code

_KINDS = (
    ("enterprise", r"公司$|集团$"),
    ("school", r"(?:小学|中学|[^党]校|学院|大学|幼儿园|教育中心)(?:\p{Han}{0,4}校区)?$"),
    ("hospital", r"(?:医院|卫生院|保健院|卫生服务中心)(?:\p{Han}{0,4}院区)?$"),
    ("township", r"(?:[镇乡]|街道)(?:人民政府|办事处|机关|党委|党工委)?$"),
)
"""Kinds that a name tells, whatever the document calls the body besides."""
_NATURES = (
    ("civil_service", r"参照公务员法管理|参公"),
    ("institution", r"公益[一二]类|事业单位"),
    ("organ", r"行政单位|行政机关|党政机关"),
    ("enterprise", r"企业$"),
)
_NAMED = (
    ("institution", r"(?:中心|[科研设]究?[计学]?[院所]|图书馆|博物馆|文化馆|档案馆|电视台|站|林场|苗圃)$"),
    ("organ", r"(?:局|厅|委员会|委|办公室|法院|检察院|人民政府|政协|委.{2,8}部)$"),
)

LINKS: dict[BodyFact, LinkKind] = {"renamed": "renamed", "merged": "merged"}
"""What is said of a body that links it with another, and the kind of the link."""


class Bodies:
    """What one document tells of its bodies."""

    def __init__(self, document: Document, report: Report) -> None:
        self.year, self.said = report.profile.fiscal_year, report.bodies
        self.name = fold(report.profile.unit_name or "")
        self.own = unit_id(self.name) if self.name else None
        above = (u.full_name or u.name for u in report.units if u.role == "supervisor")
        self.above = next((name for name in above if unit_id(name) != self.own), None)
        self.evidence = _evidence(document, report)
        self.region_code = next((b.value for b in self.said if b.kind == "region_code"), None)

    def locate(self, name: str) -> Located:
        """Where a unit of this name sits; a printed 财政区划码 is that of the reporting unit."""
        printed = self.region_code[:6] if self.region_code and unit_id(name) == self.own else None
        return locate(name, self.year, self.evidence, printed)

    def id_of(self, name: str | None) -> str | None:
        """The `body_id` of a unit; null where its region is not known."""
        at = self.locate(name) if name else None
        return body_id(at.place, at.body) if at else None

    def columns(self, name: str) -> dict[str, Any]:
        """The columns of a unit that say what body it is and where it sits."""
        at, own = self.locate(name), unit_id(name) == self.own
        credit = self._first("credit_code", name)
        return {
            "body_id": body_id(at.place, at.body),
            "region_code": at.code,
            "region_by": at.by,
            "region_gap": at.gap,
            "region": at.region,
            "level": at.level,
            "fiscal_region_code": self.region_code if own else None,
            "credit_code": credit,
            "credit_code_valid": is_credit_code(credit) if credit else None,
            "short_name": self._short(name),
            "body_kind": kind_of_body(name, self._first("nature", name)),
            "supervisor": self._supervisor(name, own),
        }

    def _supervisor(self, name: str, own: bool) -> str | None:
        """The 主管部门 of a unit; no body is its own."""
        found = self._first("supervisor", name)
        found = found if found and unit_id(found) != unit_id(name) else None
        return found or (self.above if own else None)

    def code(self, name: str) -> str | None:
        """The 预算单位编码 that the document prints for a unit."""
        return self._first("budget_code", name)

    def full_name(self, name: str) -> str:
        """A name with the place of the reporting unit for the level alone: 县农业局 → 青禾县农业局."""
        place = self._place()
        return place + name[1:] if place and name[:1] == place[-1:] and name[:1] in "省市县区旗州" else name

    def _place(self) -> str:
        """The places that the reporting unit's name begins with."""
        body = self.locate(self.name).body if self.name else ""
        return without_party(self.name.removesuffix(body))[1] if body and self.name.endswith(body) else ""

    def _first(self, kind: str, name: str) -> str | None:
        """The first thing of a kind that is said of a unit."""
        return next((b.value for b in self.said if b.kind == kind and self._is_of(b, name)), None)

    def _is_of(self, said: BodyReading, name: str) -> bool:
        return unit_id(name) == (self.own if said.of is None else unit_id(said.of))

    def _short(self, name: str) -> str | None:
        """The short name that is defined behind a unit's full name."""
        plain = fold(name)
        held = (b for b in self.said if b.kind == "short_name" and b.of is not None)
        return next((b.value for b in held if b.of and b.of.endswith(plain)), None)


def kind_of_body(name: str, nature: str | None) -> str | None:
    """The kind of a body; null where nothing tells it.

    By its name where that leaves no doubt, then by what the document calls it, then by its name's end.
    """
    plain = regex.sub(r"\((?:本级|本部|汇总|机关)\)$|(?:本级|本部)$", "", fold(name))
    tried = ((_KINDS, plain), (_NATURES, nature or ""), (_NAMED, plain))
    return next((kind for kinds, text in tried for kind, words in kinds if regex.search(words, text)), None)


def _evidence(document: Document, report: Report) -> RegionEvidence:
    """What tells one 鼓楼区 from another: title, folder of the file, units above, running text."""
    profile = report.profile
    issuers = [u.full_name or u.name for u in report.units if u.role in ("reporting", "supervisor")]
    folder = PurePosixPath(document.name).parent.parts
    return RegionEvidence(
        title=fold(f"{profile.title or ''}|{profile.unit_name or ''}"),
        folder=fold("".join(folder)),
        issuer="|".join(map(fold, issuers)),
        text="|".join(p.text.folded for p in document.paragraphs),
    )
