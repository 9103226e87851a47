"""The static page holds all that it shows; verdicts become cases that no longer expect what was dismissed."""

from __future__ import annotations

import base64
import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

import juesuan
from extract.errors import JuesuanError, UsageError
from regress.rows import CONFIRMED, read_facts
from review.index.index import Index
from review.paper.cases import cases_of_verdicts
from review.paper.report import WantedFindings, write_report
from review.verdicts.entry import Verdict
from review.verdicts.log import log_of
from tests.review.conftest import BAD_NAME, Corpus


def test_the_page_needs_nothing_else(built: Corpus, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    led = [f for f in juesuan.load(built.data, "findings").to_dict("records") if f["leading"]]
    assert write_report(built.data, file, WantedFindings(), [built.raw]) == len(led)
    page = file.read_text("utf-8")
    assert all(f["message"] in page for f in led)
    addresses = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert addresses and all(a.startswith("data:image/png;base64,") for a in addresses)
    picture = Image.open(io.BytesIO(base64.b64decode(addresses[0].partition(",")[2])))
    assert picture.width > 600 and (200, 30, 30) in {
        c for _, c in picture.convert("RGB").getcolors(2**24) or ()
    }
    assert "<script" not in page and BAD_NAME not in page and 'class="m"' in page


def test_a_file_that_is_gone_is_said_and_the_rest_is_shown(corpus: Corpus, tmp_path: Path) -> None:
    for file in corpus.raw.iterdir():
        file.unlink()
    made = tmp_path / "report.html"
    assert write_report(corpus.data, made, WantedFindings(), [corpus.raw]) > 0
    page = made.read_text("utf-8")
    assert "文件不在原处" in page and "1092.65" in page and "data:image" not in page


def test_what_is_nowhere_is_told(built: Corpus, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no document"):
        write_report(built.data, tmp_path / "report.html", WantedFindings(unit="没有这个单位"))
    with pytest.raises(UsageError, match="写不进去"):
        write_report(built.data, tmp_path / "no" / "report.html", WantedFindings())


def test_dismissed_findings_become_cases(corpus: Corpus, tmp_path: Path) -> None:
    index = Index(corpus.data)
    rows = index.rows(
        "select finding_id, rule, doc_id from found where doc_id in (select doc_id from documents where file_format = 'pdf')"
    )
    first, second = rows[0], next(r for r in rows if r["rule"] != rows[0]["rule"])
    index.decide([first["finding_id"]], Verdict.DISMISSED, "数字读错", "甲")
    index.decide([second["finding_id"]], Verdict.REAL, "", "甲")
    index.close()
    (made,) = cases_of_verdicts(corpus.data, tmp_path / "cases", [corpus.raw])
    assert (made.dismissed, made.confirmed, made.trouble) == (1, 1, "")
    folder = tmp_path / "cases" / made.name
    facts = read_facts(folder / "expected" / "findings.jsonl")
    assert first["rule"] not in {f["rule"] for f in facts}
    assert [f["rule"] for f in facts if f.get(CONFIRMED)] == [second["rule"]]
    (note,) = json.loads((folder / "case.json").read_text("utf-8"))["dismissed"]
    assert note["reason"] == "数字读错" and made.name == first["doc_id"][:16]
    again = cases_of_verdicts(corpus.data, tmp_path / "cases", [corpus.raw])
    assert again[0].confirmed == 1 and len(read_facts(folder / "expected" / "findings.jsonl")) == len(facts)


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(juesuan.app, list(map(str, arguments)))


def test_the_commands(corpus: Corpus, tmp_path: Path) -> None:
    book, page = tmp_path / "book.xlsx", tmp_path / "page.html"
    done = call("export", corpus.data, "--xlsx", book)
    assert done.exit_code == 0 and "问题" in done.stdout and book.is_file()
    done = call("verdicts", "import", book, "--data", corpus.data, "--as", "乙")
    assert done.exit_code == 0 and done.stdout.startswith("0 verdicts are new")
    other = tmp_path / "theirs.jsonl"
    for who, verdict in (("甲", Verdict.REAL), ("乙", Verdict.DISMISSED)):
        index = Index(corpus.data, other)
        index.decide(["958d3c499c11a657d98ab5b02b01e3ff"], verdict, "", who)
        index.decide(
            [r["finding_id"] for r in index.rows("select finding_id from found limit 1")], verdict, "", who
        )
        index.close()
    done = call("verdicts", "merge", other, "--data", corpus.data)
    assert done.exit_code == 0 and "甲：属实；乙：排除" in done.stdout and log_of(corpus.data).is_file()
    assert "dismissed 1" in call("verdicts", "rules", "--data", corpus.data).stdout
    done = call("report", corpus.data, "--html", page, "--year", "2023", "--raw", corpus.raw)
    assert done.exit_code == 0 and page.is_file()
    for wrong in (
        ("review", corpus.data, "--raw", tmp_path / "no"),
        ("review", tmp_path),
        ("report", tmp_path, "--html", page),
        ("export", corpus.data),
        ("verdicts", "import", page, "--data", corpus.data),
        ("verdicts", "merge", page, "--data", corpus.data),
    ):
        done = call(*wrong)
        assert isinstance(done.exception, JuesuanError) and str(done.exception)
