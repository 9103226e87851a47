"""Of links between bodies only what differs from the table is told; what a document states itself stays."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from normalize import linked
from normalize.bodies.links import proven_links
from normalize.ids import body_id, unit_id
from normalize.linked import UNIT, changed_links, chosen
from normalize.schema import DocumentRow, Rows, Unit, UnitLink
from normalize.store.journal import JournalEntry
from normalize.writing import arrow_tables


def unit(name: str, year: int, region_code: str) -> Unit:
    return Unit(
        doc_id=unit_id(f"{name}{year}").ljust(64, "0"),
        fiscal_year=year,
        unit_id=unit_id(name),
        body_id=body_id("p", name[3:]),
        name=name,
        role="reporting",
        region=name[:3],
        region_code=region_code,
    )


BEFORE, AFTER = unit("祁阳县青禾站", 2019, "431121"), unit("祁阳市青禾站", 2022, "431181")
ENTRIES = {u.doc_id: JournalEntry(u.doc_id, u.fiscal_year, u.unit_id) for u in (BEFORE, AFTER)}
NEAR = frozenset(ENTRIES)


def tables(*links: UnitLink) -> tuple[pa.Table, pa.Table]:
    """The tables of both documents, with links."""
    held = [
        arrow_tables(
            Rows(
                document=DocumentRow(doc_id=u.doc_id),
                units=(u,),
                unit_links=tuple(x for x in links if x.doc_id == u.doc_id),
            )
        )
        for u in (BEFORE, AFTER)
    ]
    return (
        pa.concat_tables([t["units"] for t in held]).select(list(UNIT)),
        pa.concat_tables([t["unit_links"] for t in held]),
    )


def test_what_is_proven_is_told_until_the_table_has_it() -> None:
    wanted = changed_links(*tables(), ENTRIES, NEAR)
    assert wanted == proven_links([BEFORE, AFTER]) and wanted.keys() == {AFTER.doc_id}
    assert changed_links(*tables(*wanted[AFTER.doc_id]), ENTRIES, NEAR) == {}
    assert changed_links(*tables(), ENTRIES, {BEFORE.doc_id}) == {}


def test_what_is_proven_no_more_goes() -> None:
    held = tables(*changed_links(*tables(), ENTRIES, NEAR)[AFTER.doc_id])
    older = ENTRIES | {BEFORE.doc_id: replace(ENTRIES[BEFORE.doc_id], replaced_by="x" * 64)}
    assert changed_links(*held, older, NEAR) == {AFTER.doc_id: ()}


def test_what_a_document_states_stays_before_what_is_proven() -> None:
    stated = UnitLink(
        doc_id=AFTER.doc_id, fiscal_year=2022, link_id="s", how="stated", from_name="甲", to_name="乙"
    )
    found = changed_links(*tables(stated), ENTRIES, NEAR)[AFTER.doc_id]
    assert found[0] == stated and [x.how for x in found] == ["stated", "region"]


@pytest.mark.parametrize("wanted", [{"reporting"}, {"110101", "reporting"}, set(), {"no such thing"}])
def test_the_same_rows_are_chosen_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch, wanted: set[str]
) -> None:
    rows = Rows(document=DocumentRow(doc_id="d", source="d.pdf"), units=(BEFORE, AFTER))
    table = arrow_tables(rows)["units"].select(UNIT)
    few = chosen(table, wanted, "role", "region_code", "code")
    monkeypatch.setattr(linked, "FEW", 0)
    many = chosen(table, wanted, "role", "region_code", "code")
    assert few.equals(many) and few.schema.equals(table.schema)
    assert few.num_rows == (2 if "reporting" in wanted else 0)
