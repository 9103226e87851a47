"""What the caller may choose: advice is given exactly where pictures are not read."""

from __future__ import annotations

import importlib.util

import pytest

from extract.settings import DEFAULT_OCR, DEFAULT_OPENING, Ocr, OcrMode, Opening, Verbosity

PARTS = ("rapidocr", "onnxruntime", "cv2")


@pytest.mark.parametrize("absent", [(), *((p,) for p in PARTS)])
def test_one_part_that_is_missing_is_told_with_the_command(
    monkeypatch: pytest.MonkeyPatch, absent: tuple[str, ...]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in absent else object())
    for mode in (OcrMode.AUTO, OcrMode.FORCE):
        advice = Ocr(mode).advice
        assert (advice is None) == (not absent)
        assert advice is None or "pip install '.[ocr]'" in advice


def test_where_it_is_off_the_advice_is_to_switch_it_on() -> None:
    assert "--ocr auto" in (Ocr(OcrMode.OFF).advice or "")


def test_nothing_chosen_is_one_thread_and_no_password() -> None:
    assert (DEFAULT_OCR.mode, DEFAULT_OCR.threads, DEFAULT_OPENING.passwords) == (OcrMode.AUTO, 1, ())
    assert Verbosity.QUIET < Verbosity.NORMAL < Verbosity.VERBOSE


def test_a_password_is_not_shown() -> None:
    assert "geheim" not in repr(Opening(("geheim",)))
