"""A picture of text → its lines with a box, and a confidence for each character (the models that come in
RapidOCR's wheel, on onnxruntime).

Pictures are grey (rows × columns of bytes, 0 black); boxes are x0, top, x1, bottom in pixels.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from extract.page.arrays import Grey

from .marks import shade_of_paper

PixelBox = tuple[int, int, int, int]
Shades = npt.NDArray[np.float32]
LARGEST_SIDE, SIDES = 4000, 32
"""Lines are looked for in pictures up to this size, whose sides are multiples of the second."""
FOUND = {"thresh": 0.3, "box_thresh": 0.5, "unclip_ratio": 1.6, "use_dilation": True}
"""How surely a line must be seen, and how much of what is around it belongs to it; as RapidOCR has it."""
SHADES: Shades = (np.arange(256) / 127.5 - 1).astype(np.float32)
"""The models are shown black as -1, white as 1 and grey as 0, three times over."""
HEIGHT, NARROWEST = 48, 96
"""A line is read at this height, and filled up with grey to this many pixels. The model was made for 320, but
each pixel takes the same time, whether there is text on it or not.
"""
MARK, MARK_WIDTH = 1.25, 320 / HEIGHT
"""What is narrower than this share of its height is a single mark. Where it is not read surely, it is read
again with paper behind it up to the second share: ≥ is then told from >, and / from 1.
"""
SURELY = 0.98
"""What is read so surely is no other mark, but for dashes and ticks, which are misread either way."""


@dataclass(frozen=True)
class ReadLine:
    """What one line says: its characters (spaces left out), their confidences (0 to 1), and their middles as
    a share of the line's width.
    """

    text: str
    confidences: tuple[float, ...]
    middles: tuple[float, ...]


class GlyphReader:
    """Finds and reads lines of text. Made once per process: `reader_for`."""

    def __init__(self, threads: int) -> None:
        # ONNX Runtime looks up a host of its maker's and keeps a file at home unless this is set when it
        # starts.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import rapidocr
        from rapidocr.ch_ppocr_det.utils import DBPostProcess

        cv2.setNumThreads(threads)
        models = Path(rapidocr.__file__).parent / "models"
        # What finding the lines of a page takes is more than the system leaves a process for the next page.
        self._finder = _session(next(models.glob("*_det_*.onnx")), threads, keeps_memory=True)
        self._recogniser = _session(next(models.glob("*_rec_*.onnx")), threads, keeps_memory=False)
        self._outlines: Any = DBPostProcess(**FOUND)
        listed = self._recogniser.get_modelmeta().custom_metadata_map["character"]
        self._characters = ["", *listed.splitlines(), " "]

    def find(self, grey: Grey, share: float, part: PixelBox) -> list[PixelBox]:
        """The boxes of the lines of a picture, looked for in a part of it at `share` of its size."""
        left, upper = part[:2]
        grey = grey[upper : part[3], left : part[2]]
        height, width = grey.shape
        share = min(share, 1.0, LARGEST_SIDE / max(height, width))
        small = (
            cv2.resize(grey, None, fx=share, fy=share, interpolation=cv2.INTER_AREA) if share < 1 else grey
        )
        rows, columns = (max(1, round(side / SIDES)) * SIDES for side in small.shape)
        seen = SHADES[cv2.resize(small, (columns, rows))]
        out = []
        for corners in self._outlines(_shown(self._finder, seen), small.shape)[0]:
            xs, ys = corners[:, 0] / share, corners[:, 1] / share
            out.append(
                (
                    left + max(0, int(xs.min())),
                    upper + max(0, int(ys.min())),
                    left + min(width, int(xs.max()) + 1),
                    upper + min(height, int(ys.max()) + 1),
                )
            )
        return out

    def read(self, lines: Sequence[Grey]) -> list[ReadLine]:
        """What each picture of a single line says. They are read one by one: of lines read together each is
        filled up to the widest, no faster on one thread, and what a line says would depend on the others.
        """
        return [self._read_line(line) for line in lines]

    def _read_line(self, line: Grey) -> ReadLine:
        """A line, or a single mark, which is read again where it is not read surely."""
        found = self._recognised(line)
        height, width = line.shape
        if width > MARK * height or min(found.confidences, default=0.0) >= SURELY:
            return found
        wider = round(MARK_WIDTH * height) - width
        paper = shade_of_paper(line)
        found = self._recognised(cv2.copyMakeBorder(line, 0, 0, 0, wider, cv2.BORDER_CONSTANT, value=paper))
        middles = tuple(min(1.0, m * (width + wider) / width) for m in found.middles)
        return ReadLine(found.text, found.confidences, middles)

    def _recognised(self, line: Grey) -> ReadLine:
        """What the model reads: at each of its steps across the line one of all characters, or none."""
        height, width = line.shape
        seen = np.zeros((HEIGHT, max(NARROWEST, HEIGHT * width // height)), np.float32)
        across = min(ceil(HEIGHT * width / height), seen.shape[1])
        seen[:, :across] = SHADES[cv2.resize(line, (across, HEIGHT))]
        likely = _shown(self._recogniser, seen)[0]
        best = likely.argmax(axis=1)
        # A character that goes on is one, and twice the same with nothing between is none.
        steps = [
            step
            for step in np.flatnonzero((best > 0) & (np.diff(best, prepend=0) != 0)).tolist()
            if not self._characters[best[step]].isspace()
        ]
        taken = len(best) * min(1.0, HEIGHT * width / height / NARROWEST)
        return ReadLine(
            "".join(self._characters[best[step]] for step in steps),
            tuple(round(float(likely[step, best[step]]), 5) for step in steps),
            tuple(min(1.0, (step + 0.5) / taken) for step in steps),
        )


def _session(model: Path, threads: int, keeps_memory: bool) -> Any:
    """A model on that many threads of the processor. `keeps_memory` from one picture for the next."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = keeps_memory
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _shown(model: Any, seen: Shades) -> Shades:
    """What a model says of a picture."""
    pictures = np.repeat(seen[np.newaxis, np.newaxis], 3, axis=1)
    out: Shades = model.run(None, {model.get_inputs()[0].name: pictures})[0]
    return out


@lru_cache(maxsize=1)
def reader_for(threads: int) -> GlyphReader:
    """This process's reader, with that many threads."""
    return GlyphReader(threads)
