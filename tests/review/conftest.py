"""A dataset of a report that contradicts itself, in a file with a hostile name, and of a body with one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

import pytest

import juesuan
from normalize.schema import Rows
from normalize.writing import write_rows

SPOILED = Path(__file__).resolve().parents[1] / "fixtures" / "accounts-spoiled"
BAD_FILE = "<img src=x onerror=\"document.title='spoiled'\">&'.pdf"
BAD_NAME = "<script>document.title='spoiled'</script>{{ 7*7 }}\u202e局"


@dataclass(frozen=True)
class Corpus:
    """A dataset and the folder of its documents."""

    data: Path
    raw: Path


def renamed(rows: Rows, name: str, unit_id: str, source: str) -> Rows:
    """The rows as those of another body."""
    return replace(
        rows,
        document=replace(
            rows.document, unit_name=name, unit_id=unit_id, body_id=None, source=source, sources=(source,)
        ),
        findings=tuple(replace(f, unit_name=name, unit_id=unit_id, source=source) for f in rows.findings),
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Made once; who changes it takes a copy."""
    folder = tmp_path_factory.mktemp("corpus")
    raw, data = folder / "raw", folder / "data"
    raw.mkdir()
    shutil.copyfile(SPOILED / "document.pdf", raw / BAD_FILE)
    juesuan.ingest(raw, data)
    shutil.copyfile(SPOILED / "document.docx", raw / "表.docx")
    write_rows(data, [renamed(juesuan.parse(raw / "表.docx"), BAD_NAME, "f" * 16, "表.docx")])
    return Corpus(data, raw)


@pytest.fixture
def corpus(built: Corpus, tmp_path: Path) -> Corpus:
    """A copy of one's own."""
    return copied(built, tmp_path)


def copied(built: Corpus, folder: Path) -> Corpus:
    """The corpus in another folder."""
    made = Corpus(
        Path(shutil.copytree(built.data, folder / "data")), Path(shutil.copytree(built.raw, folder / "raw"))
    )
    # What the journal knows of files is true of the copy.
    journal = made.data / "journal.json"
    journal.write_text(journal.read_text("utf-8").replace(str(built.raw), str(made.raw)), "utf-8")
    return made


@dataclass(frozen=True)
class Served:
    """A running server: its address, and the link that opens it once."""

    base: str
    link: str


@contextmanager
def serving(data: Path, raw: Path, who: str = "甲") -> Iterator[Served]:
    """The pages of a dataset on a port of this machine."""
    import uvicorn

    from review.cli import OURS, _listening
    from review.web.serving import opened

    listening = _listening(0)
    port = listening.getsockname()[1]
    with opened(data, [raw], OURS, port, who) as guard:
        server = uvicorn.Server(uvicorn.Config(guard, log_level="error", access_log=False))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        base = f"http://127.0.0.1:{port}"
        yield Served(base, f"{base}/?token={guard.token}")
        server.should_exit = True
        thread.join(10)
