"""Two documents of the fixtures: accounts and a form."""

from __future__ import annotations

from pathlib import Path

import pytest

import juesuan
from normalize.schema import Rows

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture(scope="module")
def accounts() -> Rows:
    return juesuan.parse(FIXTURES / "accounts-shanghai/document.docx")


@pytest.fixture(scope="module")
def form() -> Rows:
    return juesuan.parse(FIXTURES / "form-national/document.docx")
