"""The list of sources: read, or refused in words; what it says is in documents."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import juesuan
from extract.errors import UsageError
from ingest.query import query
from normalize.store.provenance import Provenance, read_sources

FORM = Path(__file__).resolve().parents[2] / "fixtures/form-national/document.docx"
HEAD = "path,url,published,retrieved\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "sources.csv"
    path.write_bytes(
        (
            HEAD + "市局/自评表.docx,https://example.org/a?b=1,2024-08-30,2024-09-01T08:00:00\n./b.pdf,,,\n"
        ).encode(encoding)
    )
    assert read_sources(path) == {
        "市局/自评表.docx": Provenance("https://example.org/a?b=1", "2024-08-30", "2024-09-01T08:00:00"),
        "b.pdf": Provenance(),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("path,url\n", "no column published"),
        (HEAD + ",https://example.org,,\n", "line 2 of .*: no path"),
        (HEAD + "a.pdf,,,\na.pdf,,,\n", "line 3 of .*: a.pdf stands in the list twice"),
        (HEAD + "a.pdf,javascript:alert(1),,\n", "line 2 of .*: .* no address"),
        (HEAD + "a.pdf,,30.8.2024,\n", "line 2 of .*: published is '30.8.2024'"),
        (HEAD + 'a.pdf,"x,,\n', r"line \d: .*save it as CSV again"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=told):
        read_sources(path)


def test_documents_say_where_they_come_from(tmp_path: Path) -> None:
    raw, out, listed = tmp_path / "raw", tmp_path / "out", tmp_path / "sources.csv"
    raw.mkdir()
    shutil.copy(FORM, raw / "a.docx")
    shutil.copy(FORM, raw / "b.docx")

    def documents(**settings: object) -> list[tuple[str | None, ...]]:
        summary = juesuan.ingest(raw, out, **settings)  # type: ignore[arg-type]
        warned.append(summary.warnings)
        return query("select source_url, published, retrieved_at from documents", out)[1]

    warned: list[tuple[str, ...]] = []
    assert documents() == [(None, None, None)]
    listed.write_text(HEAD + "b.docx,https://example.org/b,2024-08-30,\nc.docx,,,\n", "utf-8")
    # What is not read again is told of, too, and told of it stays.
    for settings in ({"sources": listed}, {}, {"force": True}):
        assert documents(**settings) == [("https://example.org/b", "2024-08-30", None)]
    assert [len(w) for w in warned] == [0, 1, 0, 0] and "c.docx" in warned[1][0]
    listed.write_text(HEAD + "b.docx,https://example.org/new,,\n", "utf-8")
    assert documents(sources=listed) == [("https://example.org/new", None, None)]
    assert json.loads((out / "run.json").read_text("utf-8"))["roots"] == [str(raw)]
    juesuan.ingest(raw / "a.docx", tmp_path / "single")
    assert json.loads((tmp_path / "single/run.json").read_text("utf-8"))["roots"] == [str(raw)]
