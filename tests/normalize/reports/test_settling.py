"""The documents of a dataset are settled family by family: what nothing came to, went from or was read anew in
is not looked at again, and gives the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.reports.joining import family_of
from normalize.reports.settling import settle
from normalize.schema import DocumentRow, Fund, Rows
from normalize.store.journal import JournalEntry, Provenance


def report(doc_id: str, origin: str, unit: str | None = "u", amount: int = 0, count: int = 12) -> Rows:
    funds = tuple(
        Fund(
            doc_id=doc_id,
            origin=origin,  # type: ignore[arg-type]
            statement="income",
            item=f"第{n}项",
            measure="final",
            amount_yuan=Decimal(n + amount),
        )
        for n in range(count)
    )
    document = DocumentRow(
        doc_id=doc_id, fiscal_year=2023, unit_id=unit, doc_type="final_accounts", file_format="pdf"
    )
    return Rows(document=document, funds=funds)


class Held:
    """Documents, their entries in a journal, and which were looked at."""

    def __init__(self, *documents: Rows) -> None:
        self.rows = {d.document.doc_id: d for d in documents}
        self.read: list[str] = []
        self.entries = {
            doc: JournalEntry(
                doc,
                2023,
                d.document.unit_id,
                (f"a/{doc}.pdf",),
                rows={"funds": len(d.funds)},
                family=family_of(d.document),
            )
            for doc, d in self.rows.items()
        }

    def table(self, doc_id: str, tables: Sequence[str]) -> Rows:
        assert set(tables) <= {"documents", "funds"}
        self.read.append(doc_id)
        return self.rows[doc_id]


def test_text_and_tables_become_one_report_and_stay_one() -> None:
    held = Held(report("a", "text"), report("b", "table"), report("c", "text", unit="v"))
    found = settle(held.entries, {}, {"a", "b", "c"}, held.table)
    assert found["a"].report_id == found["b"].report_id != found["c"].report_id
    assert found["a"].parts == found["b"].parts == ("a", "b") and found["c"].parts == ()
    held.read.clear()
    assert settle(found, found, (), held.table) == found and held.read == []


def test_only_the_family_of_what_changed_is_looked_at() -> None:
    held = Held(report("a", "text"), report("b", "table"), report("c", "text", unit="v"))
    found = settle(held.entries, {}, {"a", "b", "c"}, held.table)
    held.read.clear()
    assert settle(found, found, {"b"}, held.table) == found and set(held.read) == {"a", "b"}
    held.read.clear()
    left = {doc: e for doc, e in found.items() if doc != "b"}
    assert settle(left, found, (), held.table)["a"].parts == () and set(held.read) == {"a"}


def test_who_learns_when_a_report_was_published_looks_at_its_family_again() -> None:
    held = Held(report("a", "text"), report("b", "table"), report("c", "text", unit="v"))
    before = settle(held.entries, {}, (), held.table)
    held.read.clear()
    dated = before | {"a": replace(before["a"], provenance=Provenance(published="2024-09-30"))}
    settle(dated, before, (), held.table)
    assert set(held.read) == {"a", "b"}


def test_an_older_version_stands_for_nothing() -> None:
    held = Held(report("a", "text"), report("b", "text"))
    held.entries["a"] = replace(held.entries["a"], replaced_by="b")
    found = settle(held.entries, {}, {"a", "b"}, held.table)
    assert (found["a"].edition_of, found["b"].edition_of) == ("b", None)


def test_reports_that_contradict_each_other_say_so_in_words() -> None:
    held = Held(report("a", "table"), report("b", "table", amount=1000))
    found = settle(held.entries, {}, {"a", "b"}, held.table)
    assert "“a/b.pdf”" in (found["a"].apart or "") and "“a/a.pdf”" in (found["b"].apart or "")


def test_what_tells_no_unit_names_the_report_that_it_lies_beside() -> None:
    held = Held(report("a", "text"), report("b", "table", unit=None))
    found = settle(held.entries, {}, {"a", "b"}, held.table)
    assert found["a"].apart is None and (found["b"].apart or "").startswith("没有读到单位，未与“a/a.pdf”")
