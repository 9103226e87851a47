"""What fuzzing found once is read: as a document, or with an error that says what to do."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from extract.errors import ReportError
from extract.settings import Ocr, OcrMode
from ingest.worker import Settings, read_rows
from tests.fuzz.fuzz import CORPUS, FIXTURES
from tests.fuzz.mutate import mutant


def is_read(path: Path) -> None:
    try:
        read_rows(path, path.name, Settings(Ocr(OcrMode.OFF)))
    except ReportError as error:
        assert path.name in str(error)  # noqa: PT017


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda p: p.name)
def test_the_corpus(path: Path) -> None:
    is_read(path)


@pytest.mark.parametrize("seed", range(12))
def test_a_few_mutants(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    document = chance.choice(sorted(FIXTURES.glob("form-*/document.*")))
    path = tmp_path / f"mutant{document.suffix}"
    path.write_bytes(mutant(document.read_bytes(), document.suffix[1:], chance))
    is_read(path)
