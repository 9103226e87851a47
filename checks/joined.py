"""The files that are one report as one document for the rules, and what the rules say of it file by file.

Narrative and tables of a report may lie in files of their own: a rule between text and tables runs across
them. In the report as one, paragraphs, tables and pages of each further file are counted on from a number of
their own, so that no two places are taken for one; what is told of a place names the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from checks.said.accounts import by_year
from extract import regex
from normalize.placed import PlacedRow
from normalize.schema import DocumentRow, Rows

from .codes import Kind
from .comparison import Compared, Comparison, Missing, row_key
from .facts import Facts
from .registry import Rule

ON = 10**6
"""From where on the places of the second file are counted; those of the third from twice that."""
WITHIN = ("structure.numbering",)
"""Rules about the order of what stands in one file."""
OF_ONE_YEAR: tuple[Kind, ...] = ("sum", "ratio", "difference", "bound")
"""Rules about amounts of one year, whichever it is."""
PLACED = ("funds", "indicators", "scores", "figures", "passages")
NUMBERED = regex.compile(r"^([pt])(\d+)(?=[@r])")
PAGE = regex.compile(r"第(\d+)页")
AnyPlaced = TypeVar("AnyPlaced", bound=PlacedRow)
OneExamined = Comparison | Missing


@dataclass(frozen=True)
class Joined:
    """The files of a report, the leading one (its narrative) first."""

    parts: tuple[Rows, ...]

    @cached_property
    def rows(self) -> Rows:
        """All that they state, as one document under the leading one's name."""
        first = self.parts[0]
        if len(self.parts) == 1:
            return first
        held = {
            table: tuple(_counted_on(row, n) for n, p in enumerate(self.parts) for row in getattr(p, table))
            for table in PLACED
        }
        return replace(first, **held, units=tuple(u for p in self.parts for u in p.units))  # type: ignore[arg-type]

    @cached_property
    def _documents(self) -> Mapping[str, Rows]:
        return {p.document.doc_id: p for p in self.parts}

    @cached_property
    def _originals(self) -> Mapping[tuple[str, str], Compared]:
        """The rows as they stand in their files, by table and id."""
        tables = (getattr(p, table) for p in self.parts for table in PLACED if table != "figures")
        return {row_key(row): row for rows in tables for row in rows}

    def examine(self, rule: Rule, whole: Facts, each: Sequence[Facts]) -> dict[str, list[OneExamined]]:
        """What a rule says of the report, by the files that it belongs to.

        A comparison that does not hold is its leading number's; one that does is counted where the file
        alone (`each`) has it. What is missing is missing in the leading file.
        """
        lead, *others = self._documents
        if not others:
            return {lead: _examined(rule, whole)}
        if rule.id in WITHIN:
            return {f.document.doc_id: _examined(rule, f) for f in each}
        out: dict[str, list[OneExamined]] = {doc: [] for doc in self._documents}
        holding: list[OneExamined] = []
        for found in _examined(rule, whole):
            if isinstance(found, Comparison) and found.rows:
                told = self._as_filed(found)
                out[self.owner(told)].append(told)
            else:
                (holding if isinstance(found, Comparison) else out[lead]).append(found)
        for doc, facts in zip(others, each[1:], strict=True):
            own = sum(isinstance(e, Comparison) for e in _examined(rule, facts)) - len(out[doc])
            out[doc] += holding[: max(0, own)]
            del holding[: max(0, own)]
        out[lead] += holding
        return out

    def owner(self, comparison: Comparison) -> str:
        """The file of a comparison's leading number: the one that is at fault, else the first."""
        ids = {_id(row): row.doc_id for row in reversed(comparison.rows)}
        doc = ids.get(comparison.culprit or "", comparison.rows[0].doc_id)
        return doc if doc in self._documents else next(iter(self._documents))

    def _as_filed(self, found: Comparison) -> Comparison:
        """A comparison with its rows as they stand in their files, which it names."""
        rows = tuple(self._original(row) for row in found.rows)
        found = replace(found, rows=rows)
        owner = self.owner(found)
        other = next((r.doc_id for r in rows if r.doc_id != owner), None)
        return replace(found, message=self._named(found.message, owner), related=found.related or other)

    def _original(self, row: Compared) -> Compared:
        return row if isinstance(row, DocumentRow) else self._originals.get(row_key(row), row)

    def _named(self, message: str, owner: str) -> str:
        """A message with the pages as they are numbered in their files, other files than the owner named."""
        return PAGE.sub(lambda m: self._page(int(m[1]), owner), message)

    def _page(self, number: int, owner: str) -> str:
        part, page = divmod(number, ON)
        document = self.parts[part].document
        name = "" if document.doc_id == owner else f"“{document.source.rpartition('/')[2]}”"
        return f"{name}第{page}页"


def _examined(rule: Rule, facts: Facts) -> list[OneExamined]:
    """What a rule says of a document, of amounts year by year."""
    years = by_year(facts) if rule.kind in OF_ONE_YEAR else (facts,)
    return [e for year in years for e in rule.examine(year)]


def _counted_on(row: AnyPlaced, part: int) -> AnyPlaced:
    """A row of a further file with its place counted on."""
    if not part:
        return row
    points = getattr(row, "points_locator", None)
    moved: dict[str, object] = {"points_locator": _moved(points, part)} if points else {}
    page = None if row.page is None else row.page + part * ON
    return replace(row, page=page, locator=_moved(row.locator, part), **moved)  # type: ignore[arg-type]


def _moved(locator: str | None, part: int) -> str | None:
    return locator and NUMBERED.sub(lambda m: f"{m[1]}{int(m[2]) + part * ON}", locator)


def _id(row: Compared) -> str:
    return row.doc_id if isinstance(row, DocumentRow) else row_key(row)[1]
