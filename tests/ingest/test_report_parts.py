"""A report in several files: its rules run across them, and what they find is what they find in one file."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

import ingest.run as run
import ingest.worker as worker
import juesuan
from checks.recheck import recheck
from ingest.run import Selection
from normalize.dataset import read_table
from tests.ingest.here import Here, remembering

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
sys.path.insert(0, str(FIXTURES))

from build import CASES, spoiled  # noqa: E402
from builder.layout import Para, render_docx, render_pdf  # noqa: E402
from builder.sheets import render_xls, render_xlsx  # noqa: E402
from builder.web import render_html  # noqa: E402

Blocks = Sequence[Any]
RENDER: dict[str, Callable[[list[Any]], bytes]] = {
    ".pdf": render_pdf,
    ".docx": render_docx,
    ".html": render_html,
    ".xls": render_xls,
    ".xlsx": render_xlsx,
}
READER = remembering(worker.read_rows)
Found = Counter[tuple[str, str, str, str, bool]]


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "Pool", Here)
    monkeypatch.setattr(worker, "read_rows", READER)


@lru_cache
def halves() -> tuple[Blocks, Blocks, Blocks]:
    """The spoiled accounts: as one file, their narrative, and their tables with unit and year above each."""
    blocks = [_dated(b) for b in spoiled(CASES["accounts-hunan"]()).blocks]
    starts = [n for n, b in enumerate(blocks) if isinstance(b, Para) and b.kind == "title"]
    tables = next(n for n in starts if blocks[n].text.startswith("第二部分"))
    text = next(n for n in starts if blocks[n].text.startswith("第三部分"))
    return blocks, [*blocks[:tables], *blocks[text:]], blocks[tables + 1 : text]


def _dated(block: Any) -> Any:
    told = isinstance(block, Para) and block.kind == "unit"
    return replace(block, text=block.text.replace("　　　", "　　2023年度　　")) if told else block


def lay(folder: Path, narrative: str, tables: str) -> Path:
    """The two parts in a folder, of these formats."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"决算说明{narrative}").write_bytes(rendered(1, narrative))
    (folder / f"决算公开表{tables}").write_bytes(rendered(2, tables))
    return folder


@lru_cache
def rendered(half: int, form: str) -> bytes:
    return RENDER[form](list(halves()[half]))


def found_in(out: Path) -> Found:
    return Counter(
        (f["rule"], f["severity"], f"{f['reported']}", f"{f['expected']}", f["leading"])
        for f in read_table(out, "findings").to_pylist()
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Found, Counter[str]]:
    """What is found in the report as one file, and how many comparisons each rule makes."""
    path = tmp_path_factory.mktemp("whole") / "report.docx"
    path.write_bytes(render_docx(list(halves()[0])))
    rows = juesuan.parse(path)
    normal = Counter(
        (f.rule, f.severity, f"{_plain(f.reported)}", f"{_plain(f.expected)}", f.leading)
        for f in rows.findings
    )
    return normal, Counter({c.rule: c.compared for c in rows.checks})


def _plain(value: Any) -> Any:
    return None if value is None else round(value, 10)


@pytest.mark.parametrize(
    ("narrative", "tables"), [(".html", ".xls"), (".docx", ".docx"), (".pdf", ".pdf"), (".docx", ".xlsx")]
)
def test_what_is_found_is_what_one_file_shows(
    whole: tuple[Found, Counter[str]], tmp_path: Path, narrative: str, tables: str
) -> None:
    run.ingest([lay(tmp_path / "raw", narrative, tables)], tmp_path / "out")
    documents = {d["source"]: d for d in read_table(tmp_path / "out", "documents").to_pylist()}
    said, printed = documents[f"决算说明{narrative}"], documents[f"决算公开表{tables}"]
    assert said["report_id"] == printed["report_id"] and said["edition_of"] is printed["edition_of"] is None
    assert found_in(tmp_path / "out") == whole[0] and whole[0]
    (across,) = (
        f
        for f in read_table(tmp_path / "out", "findings").to_pylist()
        if f["rule"] == "equality.text" and f["leading"]
    )
    assert across["doc_id"] == said["doc_id"] and across["related_doc_id"] == printed["doc_id"]
    assert [e["doc_id"] for e in across["evidence"]] == [None, printed["doc_id"]]
    if tables == ".pdf":
        assert "（“决算公开表.pdf”第" in across["message"]
    compared: Counter[str] = Counter()
    checks = read_table(tmp_path / "out", "checks").to_pylist()
    for c in checks:
        compared[c["rule"]] += c["compared"]
    assert {r: n for r, n in compared.items() if r != "structure.numbering"} == {
        r: n for r, n in whole[1].items() if r != "structure.numbering"
    }
    failed = {c["rule"] for c in checks if c["doc_id"] == printed["doc_id"] and c["outcome"] == "failed"}
    assert (
        failed == set()
        and next(c for c in checks if c["doc_id"] == printed["doc_id"] and c["rule"] == "sum.classification")[
            "compared"
        ]
        > 0
    )


def written(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*.parquet")}


def test_the_same_whatever_came_first_and_whatever_was_there(tmp_path: Path) -> None:
    raw = lay(tmp_path / "raw", ".docx", ".xls")
    run.ingest([raw], tmp_path / "once")
    expected = written(tmp_path / "once")
    for n, order in enumerate(permutations(sorted(raw.iterdir()))):
        for path in order:
            run.ingest([path], tmp_path / f"in turn {n}")
        assert written(tmp_path / f"in turn {n}") == expected
    recheck(tmp_path / "once")
    assert written(tmp_path / "once") == expected


def test_a_part_that_goes_leaves_the_other_as_it_is_alone(tmp_path: Path) -> None:
    raw = lay(tmp_path / "raw", ".docx", ".xls")
    run.ingest([raw], tmp_path / "out")
    (raw / "决算公开表.xls").unlink()
    run.ingest([raw], tmp_path / "out", choice=Selection(prune=True))
    run.ingest([raw], tmp_path / "alone")
    assert written(tmp_path / "out") == written(tmp_path / "alone")


def test_copies_of_a_part_do_not_count_twice(tmp_path: Path, whole: tuple[Found, Counter[str]]) -> None:
    raw = lay(tmp_path / "raw", ".docx", ".xls")
    lay(raw, ".docx", ".docx")
    run.ingest([raw], tmp_path / "out")
    documents = read_table(tmp_path / "out", "documents").to_pylist()
    assert len({d["report_id"] for d in documents}) == 1 and len(documents) == 3
    (copy,) = (d for d in documents if d["edition_of"])
    standing = [
        f for f in read_table(tmp_path / "out", "findings").to_pylist() if f["doc_id"] != copy["doc_id"]
    ]
    assert len(standing) == whole[0].total()


def test_a_table_without_a_year_is_left_apart_and_says_so(tmp_path: Path) -> None:
    raw = lay(tmp_path / "raw", ".docx", ".docx")
    undated = [
        replace(b, text=b.text.replace("2023年度", "")) if isinstance(b, Para) else b for b in halves()[2]
    ]
    (raw / "决算公开表.docx").write_bytes(render_docx(undated))
    run.ingest([raw], tmp_path / "out")
    documents = {d["source"]: d for d in read_table(tmp_path / "out", "documents").to_pylist()}
    apart = documents["决算公开表.docx"]
    assert apart["report_id"] != documents["决算说明.docx"]["report_id"]
    assert any("没有读到年度" in w and "决算说明.docx" in w for w in apart["warnings"])
    shutil.move(raw / "决算说明.docx", tmp_path / "elsewhere.docx")
    run.ingest([raw], tmp_path / "out", choice=Selection(prune=True))
    (left,) = read_table(tmp_path / "out", "documents").to_pylist()
    assert not any("合并" in w for w in left["warnings"])


def test_two_versions_are_left_apart_and_say_so(tmp_path: Path) -> None:
    raw = lay(tmp_path / "raw", ".docx", ".xls")
    other = CASES["accounts-yuan"]().blocks
    (raw / "更正后.docx").write_bytes(render_docx(other))
    run.ingest([raw], tmp_path / "out")
    documents = {d["source"]: d for d in read_table(tmp_path / "out", "documents").to_pylist()}
    assert any("更正后.docx" in w for w in documents["决算说明.docx"]["warnings"])
    assert any("决算说明.docx" in w for w in documents["更正后.docx"]["warnings"])
    assert documents["决算说明.docx"]["report_id"] == documents["决算公开表.xls"]["report_id"]
