"""Names of files as the dataset has them: as they are, or with persons masked and a private map that says
which is which.

A masked name ends with the beginning of its document's id, so that names stay apart whatever stood in them.
In the journal a key takes the place of a path that names a person; it cannot be found again without the map.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path, PurePosixPath

from extract.errors import UsageError
from ingest.sources import Source
from normalize.dataset import DatasetError
from normalize.store.journal import File
from normalize.store.masked_names import NameMap, read_map

KEY = "masked:"
"""What keys in the place of paths begin with."""


class Names:
    """Names as they are."""

    def masked(self, name: str) -> str:
        """A name as messages may have it."""
        return name

    def settled(self, source: Source) -> Source:
        """A file that was looked at, with the name that the dataset gives it."""
        return source

    def opened(self, files: Mapping[str, File]) -> Mapping[str, File]:
        """The journal's files by their paths. Raises DatasetError where these are masked without a map."""
        if any(key.startswith(KEY) for key in files):
            raise DatasetError(
                "names of files are masked in this dataset: give the map by which they are, --mask-names FILE"
            )
        return files

    def closed(self, files: Mapping[str, File]) -> Mapping[str, File]:
        """The files as the journal keeps them."""
        return files


class MaskedNames(Names):
    """Names without persons, by a map. Raises UsageError where that lies in the dataset, or is none."""

    def __init__(self, path: Path, out: Path) -> None:
        if path.resolve().is_relative_to(out.resolve()):
            raise UsageError(f"{path} lies in the dataset, which may be passed on: keep the map elsewhere")
        self.path = path
        self.map = read_map(path) if path.exists() else NameMap(secrets.token_hex(32), {}, {})

    def masked(self, name: str) -> str:
        """A name with the persons in it masked."""
        from .persons import masked_name

        return masked_name(name)

    def settled(self, source: Source) -> Source:
        """The file with its masked name, which no other has; the map knows it from now on."""
        from parsers.personal import MASK

        if MASK not in (name := self.masked(source.name)):
            return source
        # What could not be opened is known by its name.
        content = self._digest(source.key) if source.error else source.sha256
        path = PurePosixPath(name)
        name = str(path.with_name(f"{path.stem}~{content[:8]}{path.suffix}"))
        self.map.files[name] = source.key
        return replace(source, name=name, sha256=content)

    def opened(self, files: Mapping[str, File]) -> Mapping[str, File]:
        """The journal's files by their paths, as far as the map knows these."""
        known = (
            (self.map.keys.get(key) if key.startswith(KEY) else key, file) for key, file in files.items()
        )
        return {path: file for path, file in known if path is not None}

    def closed(self, files: Mapping[str, File]) -> Mapping[str, File]:
        """The files by keys, where their paths name persons. The map is written first."""
        from parsers.personal import MASK

        out = {}
        for path, file in files.items():
            key = path if self.masked(path) == path and MASK not in file.name else KEY + self._digest(path)
            if key != path:
                self.map.keys[key] = path
            out[key] = file
        self._write()
        return out

    def _digest(self, path: str) -> str:
        data = os.fsencode(path)
        return hmac.new(bytes.fromhex(self.map.salt), data, hashlib.sha256).hexdigest()

    def _write(self) -> None:
        """Writes the map for nobody but its owner."""
        written = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        number = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(number, "w", encoding="utf-8", errors="surrogateescape") as file:  # noqa: PTH123
            json.dump(asdict(self.map), file, ensure_ascii=False, indent=1, sort_keys=True)
        written.replace(self.path)
