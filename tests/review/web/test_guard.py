"""Who gets in: this machine's browser with the link, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import juesuan
from ingest.asking.questions import ask_each, questions
from tests.review.conftest import SPOILED, Corpus, Served, serving

PATHS = (
    "/",
    "/findings",
    "/findings/x",
    "/documents",
    "/documents/x/pages/1.png",
    "/bodies",
    "/projects",
    "/questions",
    "/questions?count=1",
    "/questions/q02",
    "/rules",
    "/static/page.js",
)


@pytest.fixture(scope="module")
def served(built: Corpus) -> Iterator[Served]:
    with serving(built.data, built.raw) as made:
        yield made


@pytest.fixture(scope="module")
def friend(served: Served) -> Iterator[httpx.Client]:
    """A client that was given the link."""
    with httpx.Client(base_url=served.base, follow_redirects=True) as client:
        assert client.get(served.link).status_code == 200
        yield client


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_shown_without_the_link(served: Served, friend: httpx.Client, path: str) -> None:
    stranger = httpx.get(served.base + path)
    assert stranger.status_code == 403 and "链接" in stranger.text
    assert httpx.get(served.base + path + ("&" if "?" in path else "?") + "token=wrong").status_code == 403
    assert friend.get(path).status_code in (200, 404)


def test_the_link_works_once(served: Served, friend: httpx.Client) -> None:
    assert httpx.get(served.link, follow_redirects=True).status_code == 403


def test_the_token_leaves_the_address_and_the_cookie_stays_here(built: Corpus) -> None:
    with serving(built.data, built.raw) as made:
        answer = httpx.get(made.link + "&year=2023")
    cookie = answer.headers["set-cookie"].lower()
    assert answer.status_code == 303 and answer.headers["location"] == "/?year=2023"
    assert "httponly" in cookie and "samesite=strict" in cookie and "domain" not in cookie


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_another_host_is_refused(friend: httpx.Client, host: str) -> None:
    answer = friend.get("/findings", headers={"host": host})
    assert answer.status_code in (400, 421) and "问题列表" not in answer.text


def test_a_host_that_was_named_is_let_in(friend: httpx.Client) -> None:
    port = friend.base_url.port
    assert friend.get("/findings", headers={"host": f"localhost:{port}"}).status_code == 200


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:1"])
def test_a_form_of_another_site_is_refused(friend: httpx.Client, origin: str | None, built: Corpus) -> None:
    headers = {} if origin is None else {"origin": origin}
    answer = friend.post("/verdicts", data={"verdict": "dismissed", "reason": "x"}, headers=headers)
    assert answer.status_code == 403 and not (built.data / "verdicts.jsonl").exists()


def test_every_answer_forbids_what_it_does_not_need(friend: httpx.Client) -> None:
    for path in PATHS:
        headers = friend.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2f..%2fcli.py",
        "/static/%2e%2e/%2e%2e/cli.py",
        "/static/..%5c..%5ccli.py",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/documents/%2fetc%2fpasswd/pages/1.png",
        "/findings/..%2f..%2fjournal.json",
        "/bodies/..%2fjournal.json",
        "/documents/x/pages/99999999999999999999",
        "/documents/x/pages/-1.png",
    ],
)
def test_no_path_reaches_the_file_system(friend: httpx.Client, path: str) -> None:
    answer = friend.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text and "import" not in answer.text and "sha256" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "year=x",
        "year=99999999999",
        "sort='",
        "after='--",
        "q=%",
        "severity=1 or 1=1",
        "verdict=;drop table found",
    ],
)
def test_what_a_url_asks_is_a_value_and_no_sql(friend: httpx.Client, query: str) -> None:
    assert friend.get("/findings?" + query).status_code == 200


def test_a_file_with_another_content_is_not_shown(corpus: Corpus) -> None:
    for file in corpus.raw.iterdir():
        file.write_bytes(b"%PDF-1.4 something else")
    with serving(corpus.data, corpus.raw) as made, httpx.Client(base_url=made.base) as client:
        client.get(made.link)
        document = client.get("/documents").text.partition("/documents/")[2][:64]
        assert client.get(f"/documents/{document}/pages/1.png").status_code == 404
        assert "原处" in client.get(f"/documents/{document}").text


def test_a_file_that_was_moved_is_found_by_its_content(corpus: Corpus, tmp_path: Path) -> None:
    deeper = corpus.raw / "a" / "b"
    deeper.mkdir(parents=True)
    for n, file in enumerate(sorted(p for p in corpus.raw.iterdir() if p.suffix == ".pdf")):
        file.rename(deeper / f"{n}.bin")
    with serving(corpus.data, corpus.raw) as made, httpx.Client(base_url=made.base) as client:
        client.get(made.link)
        listed = client.get("/documents?q=img").text
        document = listed.partition('href="/documents/')[2][:64]
        answer = client.get(f"/documents/{document}/pages/1.png")
        assert answer.status_code == 200 and answer.content.startswith(b"\x89PNG")


def test_the_questions_say_on_demand_how_much_each_finds(tmp_path: Path) -> None:
    report = SPOILED.parent / "form-yuan/document.docx"
    juesuan.ingest(report, tmp_path)
    asked = [q for q in questions().values() if q.raises == "疑点"]
    found = [(q, rows) for q, (_, rows) in zip(asked, ask_each(asked, tmp_path), strict=True) if rows]
    with serving(tmp_path, report.parent) as made, httpx.Client(base_url=made.base) as client:
        client.get(made.link)
        assert "查出</th>" not in client.get("/questions").text
        counted = client.get("/questions?count=1").text
        assert found and "查出</th>" in counted
        for question, rows in found:
            line = counted.partition(f'href="/questions/{question.id}"')[2].partition("</tr>")[0]
            assert f">{len(rows)}</td>" in line
            # What a question finds leads to its document.
            told = client.get(f"/questions/{question.id}").text
            assert told.count('<td><a href="/documents/') == len(rows)
