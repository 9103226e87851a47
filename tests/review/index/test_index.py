"""The index: pages of a list meet, facets add up, verdicts are carried to what stands in the place of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

import juesuan
from normalize.schema import Finding, Rows
from normalize.writing import write_rows
from review.index.documents import bodies, projects
from review.index.filters import ORDERS, Filter
from review.index.index import Index
from review.index.listing import beside, count, facets, listed
from review.verdicts.entry import Verdict
from tests.review.conftest import SPOILED


@pytest.fixture(scope="module")
def rows() -> Rows:
    return juesuan.parse(SPOILED / "document.docx")


def multiplied(rows: Rows, number: int) -> Rows:
    """The rows with so many findings of all kinds."""
    made: list[Finding] = []
    for n in range(number):
        f = rows.findings[n % len(rows.findings)]
        severity = ("error", "warning", "info")[n % 3]
        made.append(
            replace(
                f,
                finding_id=f"{n:032x}",
                severity=severity,
                message=f"{f.message}{n}",
                leading=True,
                amount_yuan=Decimal(n % 7),
            )
        )
    return replace(rows, findings=tuple(made))


@pytest.fixture(scope="module")
def index(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("index")
    write_rows(folder, [multiplied(rows, 47)])
    made = Index(folder)
    yield made
    made.close()


@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("severity", ["", "warning"])
def test_pages_make_up_the_list(index: Index, sort: str, severity: str) -> None:
    wanted = Filter(sort=sort, severity=severity)
    seen: list[str] = []
    after: str | None = ""
    starts: list[str] = []
    while after is not None:
        page = listed(index, wanted, after, 10)
        assert page.before == (starts[-1] if starts else None)
        starts.append(after)
        seen += [r["finding_id"] for r in page.rows]
        after = page.after
    assert len(seen) == len(set(seen)) == count(index, wanted)
    for one, two in list(pairwise(seen))[::9]:
        assert beside(index, wanted, one).after == two and beside(index, wanted, two).before == one
    assert beside(index, wanted, seen[-1]).position == len(seen)


def test_facets_count_what_choosing_them_lists(index: Index) -> None:
    wanted = Filter(severity="error")
    for name, choices in facets(index, wanted).items():
        for choice in choices:
            assert count(index, wanted.but(**{name: choice.value})) == choice.count
        if name == "severity":
            assert sum(c.count for c in choices) == count(index, Filter())


def test_facets_stand_in_the_order_that_people_look_for(index: Index) -> None:
    choices = facets(index, Filter())
    assert [c.value for c in choices["severity"]] == ["error", "warning", "info"]
    numbers = [c.count for c in choices["rule"]]
    assert len(numbers) > 1 and numbers == sorted(numbers, reverse=True)


def test_latest_years_come_first(rows: Rows, tmp_path: Path) -> None:
    of_a_pdf = juesuan.parse(SPOILED / "document.pdf")
    older = replace(of_a_pdf, document=replace(of_a_pdf.document, fiscal_year=2021, body_id=None))
    write_rows(tmp_path, [older, rows])
    index = Index(tmp_path)
    assert [c.value for c in facets(index, Filter(all="1"))["year"]] == ["2023", "2021"]
    index.close()


def test_a_project_of_a_report_in_copies_is_listed_once(tmp_path: Path) -> None:
    files = [SPOILED.parent / "form-national" / name for name in ("document.docx", "document.pdf")]
    juesuan.ingest(files, tmp_path)
    index = Index(tmp_path)
    assert len(index.rows("select 1 from documents")) == 2
    (project,) = projects(index, {}).rows
    assert project["score"] is not None and project["spent"] is not None
    index.close()


def test_the_findings_of_a_body_are_those_of_its_severities(index: Index) -> None:
    (body,) = bodies(index, {}).rows
    assert body["n0"] + body["n1"] + body["n2"] == body["open"] == count(index, Filter())


def test_a_filter_is_what_its_url_says(index: Index) -> None:
    from urllib.parse import parse_qsl

    wanted = Filter(rule="sum.text", q="a&b=c 万", sort="amount", all="1")
    assert (
        Filter.of(dict(parse_qsl(wanted.url))) == wanted and Filter.of({"sort": "x", "no": "1"}) == Filter()
    )


def test_a_corrected_file_keeps_the_verdict_and_says_what_changed(rows: Rows, tmp_path: Path) -> None:
    write_rows(tmp_path, [rows])
    index = Index(tmp_path)
    kept, changed = (
        next(f for f in rows.findings if f.rule == r) for r in ("ratio.completion", "equality.text")
    )
    index.decide([kept.finding_id, changed.finding_id], Verdict.DISMISSED, "口径不同", "甲")
    new = replace(
        rows,
        document=replace(rows.document, doc_id="1" * 64),
        funds=tuple(replace(f, doc_id="1" * 64) for f in rows.funds),
        passages=(), figures=(), checks=(), units=(), indicators=(), scores=(),
        findings=tuple(
            replace(
                f,
                doc_id="1" * 64,
                finding_id=f.finding_id[::-1],
                cluster=None,
                reported=f.reported + 1 if f is changed and f.reported else f.reported,
            )
            for f in (kept, changed)
        ),
    )  # fmt: skip
    from ingest.records import forget

    write_rows(tmp_path, [new])
    forget(tmp_path, rows.document.doc_id)
    assert index.refresh()
    state = {r["finding_id"]: (r["verdict"], r["changed"]) for r in index.rows("select * from found")}
    assert state == {kept.finding_id[::-1]: ("dismissed", False), changed.finding_id[::-1]: ("open", True)}
    assert index.carried[kept.finding_id[::-1]].by_key
    index.decide([changed.finding_id[::-1]], Verdict.REAL, "", "甲")
    again = Index(tmp_path)
    for each in (index, again):
        row = each.row("select verdict, changed from found where finding_id = ?", [changed.finding_id[::-1]])
        assert row == {"verdict": "real", "changed": False}
        each.close()


def test_what_another_process_decides_is_seen(rows: Rows, tmp_path: Path) -> None:
    write_rows(tmp_path, [rows])
    mine, theirs = Index(tmp_path), Index(tmp_path)
    id = rows.findings[0].finding_id
    theirs.decide([id], Verdict.UNSURE, "", "乙")
    mine.refresh()
    assert mine.carried[id].entry.who == "乙"
    mine.decide([id], Verdict.REAL, "", "甲")
    theirs.refresh()
    assert theirs.state.conflicts[id] and theirs.carried[id].entry.verdict is Verdict.REAL
    assert mine.undo("甲")[0].finding_id == id and mine.carried[id].entry.who == "乙"
    assert mine.undo("甲") == [] and mine.decide(["no such"], Verdict.REAL, "", "甲") == 0
    mine.close()
    theirs.close()
