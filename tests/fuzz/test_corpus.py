"""What fuzzing found once is read: as a document, or with an error that says what to do."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from extract.errors import ReportError
from extract.settings import Ocr, OcrMode
from ingest.worker import Settings, read_rows
from parsers.lexicon import LexiconError
from parsers.lexicon.contents import FILES
from parsers.lexicon.wordings import typed
from tests.fuzz.fuzz import CORPUS, FIXTURES, seeds
from tests.fuzz.lexicon import tried
from tests.fuzz.mutate import mutant


def is_read(path: Path) -> None:
    try:
        read_rows(path, path.name, Settings(Ocr(OcrMode.OFF)))
    except ReportError as error:
        assert path.name in str(error)  # noqa: PT017


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda p: p.name)
def test_the_corpus(path: Path) -> None:
    is_read(path)


@pytest.fixture(scope="module")
def documents() -> list[tuple[str, bytes]]:
    return seeds(sorted(FIXTURES.glob("form-*/document.*")), ["form-national"])


@pytest.mark.parametrize("seed", range(24))
def test_a_few_mutants(seed: int, documents: list[tuple[str, bytes]], tmp_path: Path) -> None:
    chance = random.Random(seed)
    kinds = sorted({kind for kind, _ in documents} - {"zip"})
    kind = kinds[seed % len(kinds)]
    path = tmp_path / f"mutant.{kind}"
    path.write_bytes(mutant(chance.choice([data for k, data in documents if k == kind]), kind, chance))
    is_read(path)


def test_a_few_mutants_of_the_lexicon() -> None:
    """Each is taken, or refused with its file named; and some are refused."""
    assert tried(random.Random(1), 12) == []
    with pytest.raises(LexiconError):
        typed(FILES["outline"], "outline", {})
