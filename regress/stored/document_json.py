"""A `Document` as JSON and back: what a case keeps of a file that stays where it is."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

from extract import model
from extract.model import Document, Text

FORMAT = 2
"""The format that is written. Older ones are brought up to it, one step at a time."""
TYPES = {name: getattr(model, name) for name in ("Document", "Page", "Paragraph", "Table", "Cell")}


def dump(document: Document) -> str:
    """JSON with its format and one block a line. Coordinates are rounded to hundredths of a point; all else
    comes back as it was.
    """
    held = {"format": FORMAT, **_encoded(document)}
    blocks = ",\n".join(_line(b) for b in held.pop("blocks", []))
    return _line(held)[:-1] + f',"blocks":[\n{blocks}\n]}}\n'


def load(text: str) -> Document:
    """The document that `dump` wrote, now or with an older version. Raises ValueError where the text is none,
    or a newer version wrote it.
    """
    try:
        document = _decoded(_migrated(json.loads(text)))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no stored document ({error})") from error
    if not isinstance(document, Document):
        raise ValueError("no stored document")
    return document


def _migrated(held: Stored) -> Stored:
    """What is stored, brought up to today's format."""
    written = held.pop("format", 0)
    if written > FORMAT:
        raise ValueError(
            f"a stored document of format {written}, and this version knows {FORMAT}: update juesuan"
        )
    for step in MIGRATIONS[written:]:
        held = step(held)
    return held


def _from_0(held: Stored) -> Stored:
    """The first format named none, and is the same otherwise."""
    return held


def _from_1(held: Stored) -> Stored:
    """How many rows a table has was called `rows`."""
    blocks = [
        {("row_count" if name == "rows" else name): value for name, value in block.items()}
        for block in held.get("blocks", [])
    ]
    return {**held, "blocks": blocks}


Stored = dict[str, Any]
MIGRATIONS: tuple[Callable[[Stored], Stored], ...] = (_from_0, _from_1)
"""The step from each format to the next. Where a class of the model gets another field, its default says what
it was before; where one is renamed or takes another meaning, a step is added here.
"""


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _encoded(value: Any) -> Any:
    if isinstance(value, Text):
        return {"chars": value.chars, **({} if value.glyphs is None else {"glyphs": _glyphs(value)})}
    if dataclasses.is_dataclass(value):
        # Where the file lies is no part of what it says.
        compared = (f for f in dataclasses.fields(value) if f.compare)
        fields = ((f.name, getattr(value, f.name), f.default) for f in compared)
        return {
            "type": type(value).__name__,
            **{name: _encoded(v) for name, v, default in fields if v != default},
        }
    if isinstance(value, tuple):
        return [_encoded(v) for v in value]
    return round(value, 2) if isinstance(value, float) else value


def _glyphs(text: Text) -> list[list[float] | None]:
    """Of each character page, x0, top, x1 and bottom, and its confidence where it was read from a picture;
    null where it is no glyph.
    """
    rows = [] if text.glyphs is None else text.glyphs.tolist()
    return [
        [int(page), *(round(x, 2) for x in (box if box[-1] else box[:-1]))] if page else None
        for page, *box in rows
    ]


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decoded(v) for v in value)
    if not isinstance(value, dict):
        return value
    if "chars" in value:
        return Text(value["chars"], _places(value["glyphs"]) if "glyphs" in value else None)
    return TYPES[value["type"]](**{name: _decoded(v) for name, v in value.items() if name != "type"})


def _places(glyphs: list[list[float] | None]) -> Any:
    import numpy as np

    out = np.zeros((len(glyphs), model.GLYPH))
    for row, glyph in zip(out, glyphs, strict=True):
        if glyph is not None:
            row[: len(glyph)] = glyph
    return out
