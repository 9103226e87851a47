"""The bodies that report, over all documents → which of them are one after the other, as code, region and
name prove. Nothing is linked by likeness alone, and nothing that reported side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from normalize.ids import row_id
from normalize.schema import Unit, UnitLink
from parsers.codes import LinkProof

BEGINS = 2
"""Characters in which the names of a body and of the one that took its code agree, places aside."""


@dataclass(frozen=True)
class Span:
    """A body under one name: a reporting unit of the first and of the last year in which it bears it."""

    first: Unit
    last: Unit

    @property
    def begin(self) -> int:
        """Its first year."""
        return self.first.fiscal_year or 0

    @property
    def end(self) -> int:
        """Its last year."""
        return self.last.fiscal_year or 0


def proven_links(units: Iterable[Unit]) -> dict[str, tuple[UnitLink, ...]]:
    """doc_id → the links that its reporting unit proves together with that of an earlier document.

    A region that was renamed renames its bodies: one `body_id` under two codes. A body that took another's
    预算单位编码 in one region, under a name that begins alike, is that body renamed.
    """
    held = sorted(
        (u for u in units if u.role == "reporting" and u.body_id and u.region_code and u.fiscal_year),
        key=lambda u: (u.fiscal_year or 0, u.doc_id, u.name),
    )
    found = [
        *_links("region", held, lambda u: u.body_id, lambda u: (u.unit_id, u.region_code)),
        *_links("code", [u for u in held if u.code and _begins(u)], _coded, lambda u: u.body_id),
    ]
    out: dict[str, list[UnitLink]] = defaultdict(list)
    for link in sorted(found, key=lambda x: (x.doc_id, x.how, x.link_id)):
        out[link.doc_id].append(link)
    return {doc: tuple(links) for doc, links in out.items()}


def _coded(unit: Unit) -> Hashable:
    return unit.code, unit.region_code, _begins(unit)


def _begins(unit: Unit) -> str:
    """How a unit's name goes on behind its region."""
    _, _, rest = unit.name.rpartition(unit.region or "\0")
    return rest[:BEGINS]


def _links(
    how: LinkProof, units: Sequence[Unit], chain: Callable[[Unit], Hashable], name: Callable[[Unit], Hashable]
) -> Iterator[UnitLink]:
    """The links between the names of each chain that follow each other without having stood side by side."""
    chains: dict[Hashable, dict[Hashable, list[Unit]]] = defaultdict(lambda: defaultdict(list))
    for unit in units:
        chains[chain(unit)][name(unit)].append(unit)
    for names in chains.values():
        spans = sorted((Span(held[0], held[-1]) for held in names.values()), key=lambda s: (s.begin, s.end))
        for before, after in pairwise(spans):
            if before.end < after.begin and before.last.unit_id != after.first.unit_id:
                yield _link(how, before.last, after.first)


def _link(how: LinkProof, before: Unit, after: Unit) -> UnitLink:
    codes = (before.region_code, after.region_code)
    return UnitLink(
        doc_id=after.doc_id,
        fiscal_year=after.fiscal_year,
        link_id=row_id(after.doc_id, "unit_links", how, before.unit_id, after.unit_id),
        kind="renamed",
        how=how,
        year=after.fiscal_year,
        from_unit_id=before.unit_id,
        from_body_id=before.body_id,
        from_name=before.name,
        to_unit_id=after.unit_id,
        to_body_id=after.body_id,
        to_name=after.name,
        related_doc_id=before.doc_id,
        proof=" → ".join(map(str, codes)) if how == "region" else f"{after.code} · {after.region_code}",
    )
