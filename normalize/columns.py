"""The kinds of columns that the dataset's tables have: how one is declared, and its Arrow type."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def column(kind: str, text: str, default: Any = None) -> Any:
    """A column: Arrow kind (string, int32, bool, value, yuan, share, bbox, strings, evidence) and its
    meaning.
    """
    return dataclasses.field(default=default, metadata={"kind": kind, "text": text})


@cache
def arrow_type(kind: str) -> pa.DataType:
    """The Arrow type of a column kind."""
    import pyarrow as pa

    bbox = pa.list_(pa.float32(), 4)
    evidence = pa.struct(
        [
            ("table", pa.string()),
            ("id", pa.string()),
            ("page", pa.int32()),
            ("bbox", bbox),
            ("raw", pa.string()),
            ("place", pa.string()),
            ("doc_id", pa.string()),
        ]
    )
    return {
        "string": pa.string(),
        "int32": pa.int32(),
        "bool": pa.bool_(),
        "value": pa.decimal128(38, 10),
        "yuan": pa.decimal128(38, 6),
        "share": pa.float32(),
        "bbox": bbox,
        "strings": pa.list_(pa.string()),
        "evidence": pa.list_(evidence),
    }[kind]
