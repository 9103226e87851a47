"""Bodies that are one after the other, as documents of several years prove."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.bodies.links import proven_links
from normalize.dataset import read_table
from normalize.ids import body_id, unit_id
from normalize.schema import DocumentRow, Rows, Unit
from normalize.writing import DatasetWriter, write_rows


def unit(name: str, year: int, code: str | None = None, region: str = "431121", place: str = "p") -> Unit:
    """The reporting unit of a year's report: a place of three characters, and a body."""
    return Unit(
        doc_id=unit_id(f"{name}{year}{code}{region}").ljust(64, "0"),
        fiscal_year=year,
        unit_id=unit_id(name),
        body_id=body_id(place, name[3:]),
        name=name,
        code=code,
        region=name[:3],
        region_code=region,
    )


def links(*units: Unit) -> set[tuple[str, str, str, int | None]]:
    return {(x.how, x.from_name, x.to_name, x.year) for held in proven_links(units).values() for x in held}


def test_code_region_and_name_prove_a_renaming() -> None:
    units = [unit("祁阳县农业局", 2018, "047"), unit("祁阳县农业局", 2019, "047")]
    later = unit("祁阳县农业农村局", 2020, "047")
    assert links(*units, later) == {("code", "祁阳县农业局", "祁阳县农业农村局", 2020)}
    (link,) = proven_links([*units, later])[later.doc_id]
    assert link.related_doc_id == units[1].doc_id and link.proof == "047 · 431121" and link.raw is None


def test_a_renamed_region_renames_its_bodies() -> None:
    found = links(unit("祁阳县教育局", 2019), unit("祁阳市教育局", 2022, region="431181"))
    assert found == {("region", "祁阳县教育局", "祁阳市教育局", 2022)}


@pytest.mark.parametrize(
    "other",
    [
        unit("祁阳县水利局", 2020, "047"),
        unit("祁阳县农业农村局", 2020, "048"),
        unit("祁阳县农业农村局", 2020),
        unit("祁阳县农业农村局", 2018, "047"),
        unit("道县县农业农村局", 2020, "047", region="431124", place="q"),
    ],
    ids=["another name", "another code", "no code", "side by side", "another region"],
)
def test_likeness_alone_proves_nothing(other: Unit) -> None:
    assert links(unit("祁阳县农业局", 2018, "047"), other) == set()


def test_a_chain_of_names_is_linked_one_by_one() -> None:
    names = ("祁阳县市场局", "祁阳县市场监督局", "祁阳县市场监督管理局")
    found = links(*(unit(name, 2016 + 2 * n, "022") for n, name in enumerate(names)))
    assert found == {("code", *names[:2], 2018), ("code", *names[1:], 2020)}


drawn = st.lists(
    st.builds(
        unit,
        st.sampled_from(["祁阳县农业局", "祁阳县农业农村局", "祁阳市农业局", "祁阳县水利局"]),
        st.integers(2018, 2022),
        st.sampled_from([None, "047", "048"]),
        st.sampled_from(["431121", "431181"]),
    ),
    max_size=8,
)


@given(drawn, st.integers(0, 99))
def test_links_depend_on_the_set_alone_and_go_forward(units: list[Unit], seed: int) -> None:
    found = proven_links(units)
    Random(seed).shuffle(units)
    assert proven_links(units) == found
    years = {u.doc_id: u.fiscal_year or 0 for u in units}
    for doc, held in found.items():
        for link in held:
            assert years[link.related_doc_id or ""] < years[doc] == link.year
            assert link.from_unit_id != link.to_unit_id


def report(u: Unit) -> Rows:
    return Rows(
        document=DocumentRow(doc_id=u.doc_id, fiscal_year=u.fiscal_year, unit_id=u.unit_id), units=(u,)
    )


def table(out: Path) -> list[tuple[str, str]]:
    return [(x["from_name"], x["to_name"]) for x in read_table(out, "unit_links").to_pylist()]


def test_the_table_has_them_whatever_came_first_and_loses_them_with_their_documents(tmp_path: Path) -> None:
    before, after = (unit("祁阳县农业局", 2018, "047"), unit("祁阳县农业农村局", 2020, "047"))
    for n, order in enumerate(((before, after), (after, before))):
        for u in order:
            write_rows(tmp_path / str(n), [report(u)])
        assert table(tmp_path / str(n)) == [("祁阳县农业局", "祁阳县农业农村局")]
    write_rows(tmp_path / "at once", [report(before), report(after)])
    files = [
        {p.relative_to(tmp_path / n): p.read_bytes() for p in (tmp_path / n).rglob("*.parquet")}
        for n in ("0", "1", "at once")
    ]
    assert files[0] == files[1] == files[2]
    between = unit("祁阳县农业委", 2019, "047")
    write_rows(tmp_path / "0", [report(between)])
    assert table(tmp_path / "0") == [("祁阳县农业局", "祁阳县农业委"), ("祁阳县农业委", "祁阳县农业农村局")]
    with DatasetWriter(tmp_path / "0") as writer:
        writer.drop(before.doc_id)
        writer.drop(between.doc_id)
    assert table(tmp_path / "0") == []
