"""The private map beside a dataset whose file names are masked: which file a masked name stands for.

`juesuan ingest --mask-names MAP` writes it, for its owner alone and outside the dataset; whoever shows a
document looks its file up here. It holds `files` (masked name → path), `keys` (what the journal has in the
place of a path → path) and `salt`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from extract.errors import UsageError, reason


@dataclass(frozen=True)
class NameMap:
    """What a map holds. `salt`: hexadecimal; with it the keys are made."""

    salt: str
    files: dict[str, str]
    keys: dict[str, str]


def read_map(path: Path) -> NameMap:
    """The map in a file. Raises UsageError where that cannot be read, or is none."""
    try:
        held = json.loads(path.read_text("utf-8", errors="surrogateescape"))
        return NameMap(str(held["salt"]), dict(held["files"]), dict(held["keys"]))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({reason(error)}): it is the map of --mask-names") from error
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(
            f"{path} is no map of masked names: `juesuan ingest --mask-names` writes one"
        ) from error


def file_of(names: Path | None, source: str, root: Path = Path()) -> Path:
    """The file that a document's `source` stands for: by the map where one is given, else below `root`."""
    told = read_map(names).files.get(source) if names else None
    return Path(told) if told else root / source
