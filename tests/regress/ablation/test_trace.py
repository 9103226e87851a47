"""A trace tells what was of use in reading its documents, and whether they still read alike."""

from __future__ import annotations

from extract.model import Document, Paragraph, Text
from parsers.narrative import numbers
from regress.ablation.trace import read, traces

LINES = ("青禾县水务局2023年度部门决算", "三、支出决算情况说明", "公务接待费支出决算为2.00万元。")


def document() -> Document:
    blocks = tuple(Paragraph(n, Text(x), n < 2) for n, x in enumerate(LINES))
    return Document("report.docx", "0" * 64, "docx", (), blocks)


def test_what_was_of_use_is_told() -> None:
    (trace,) = traces([document()], ("clue", "entry", "rule"))
    kinds = {key[0] for key in trace.used}
    assert {"clue", "entry", "rule"} <= kinds and "condition" not in kinds
    assert ("clue", "narrative.clues.naming.named_in_clause") in trace.used
    assert trace.rows is not None and trace.rows["funds"][0]["value"] == "2.00"
    assert "公务接待费" in trace.text and trace.reads_alike()


def test_what_fails_reads_otherwise() -> None:
    (trace,) = traces([document()], ("clue", "entry", "rule"))
    held = numbers.is_threshold.__code__
    numbers.is_threshold.__code__ = (lambda *_: 1 / 0).__code__
    try:
        assert read(trace.document) is None and not trace.reads_alike()
        assert not trace.reads_alike(parses=True)
    finally:
        numbers.is_threshold.__code__ = held
