"""Datasets in object stores: what a URL names ↔ a folder of this machine.

Parts are named by their content, so each is fetched once and put once. A commit is the put of the manifest:
it comes after all that it names, and what it no longer names is removed after it. The journal lies under the
name of the manifest that it belongs to. Credentials come from the environment alone.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from .commit import recover, undisturbed
from .journal import JOURNAL
from .lock import Lock
from .manifest import MANIFEST, DatasetError, parse_manifest
from .objects import may_be_told, opened, url_of, why

BESIDE = ("run.json", "datapackage.json")
"""What tells of a dataset and is no part of it."""
AT_ONCE = ("s3", "gcs", "abfs")
"""Stores in which a file is there once all of it is, and that have no folders."""


def dataset_at(given: str | Path) -> Path:
    """The folder of a dataset: what is given, or a copy of the dataset at that URL as it is now. Raises
    UsageError, DatasetError.
    """
    url = url_of(given)
    if url is None:
        return Path(given)
    folder = _kept(url) / "read"
    with undisturbed(folder):
        folder.mkdir(parents=True, exist_ok=True)
    if Remote(url).fetch(folder) is None:
        raise DatasetError(f"{url} is no dataset: make one with `juesuan ingest PATHS --out {url}`")
    recover(folder)
    return folder


@contextmanager
def written(given: str | Path) -> Iterator[Path]:
    """A folder in which a dataset is changed: what is given, or a copy of the dataset at that URL, which is
    put there once the context is left without an error. The copy stays: what was read, or committed but could
    not be put, is not read again. Raises UsageError, DatasetError.
    """
    url = url_of(given)
    if url is None:
        yield Path(given)
        return
    kept = _kept(url)
    folder, base = kept / "write", kept / "base.json"
    with undisturbed(kept):
        folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(kept)
    try:
        remote = Remote(url)
        before = remote.manifest()
        if not base.exists() or base.read_text("utf-8") != (before or ""):
            before = remote.fetch(folder)
            base.write_text(before or "", "utf-8")
        yield folder
        # What is there now may be another writer's already.
        base.write_text(remote.put(folder, before) or "", "utf-8")
    finally:
        lock.release()


def _kept(url: str) -> Path:
    """Where this user's copies of a dataset lie: the folder for what can be had again (XDG)."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home, "juesuan", hashlib.sha256(url.encode()).hexdigest()[:16])


class Remote:
    """A folder of an object store. Raises UsageError where there is none such."""

    def __init__(self, url: str) -> None:
        self.files, self.root = opened(url)
        self.url = url

    def manifest(self) -> str | None:
        """The manifest; null where there is no dataset yet."""
        with self._reached():
            return self._text(MANIFEST)

    def fetch(self, folder: Path) -> str | None:
        """Makes a folder hold the dataset as it is; returns its manifest, null where there is none yet."""
        with self._reached():
            for _ in range(3):
                text = self._text(MANIFEST)
                # What a manifest names is gone where another has taken its place meanwhile.
                with suppress(FileNotFoundError):
                    self._fetch(folder, text)
                    return text
        raise DatasetError(f"{self.url} has lost files that its manifest names: ingest into another place")

    def _fetch(self, folder: Path, text: str | None) -> None:
        if text is None:
            for name in (MANIFEST, JOURNAL):
                (folder / name).unlink(missing_ok=True)
            return
        with TemporaryDirectory(prefix="fetched-", dir=folder.parent) as place:
            for part in parse_manifest(text, self.url).parts:
                held = folder / part.path
                if not held.exists() or held.stat().st_size != part.size:
                    self._copy(part.path, held, Path(place))
            if not (folder / MANIFEST).exists() or (folder / MANIFEST).read_text("utf-8") != text:
                self._copy(_journal(text), folder / JOURNAL, Path(place))
            for name in BESIDE:
                with suppress(FileNotFoundError):
                    self._copy(name, folder / name, Path(place))
            (Path(place) / MANIFEST).write_text(text, "utf-8")
            (Path(place) / MANIFEST).replace(folder / MANIFEST)

    def put(self, folder: Path, before: str | None) -> str | None:
        """Makes the dataset that of a folder, and returns its manifest; null where neither has one.
        `before`: the manifest from which the folder started. Raises DatasetError where the dataset has
        another by now.
        """
        if not (folder / MANIFEST).exists():
            return before
        text = (folder / MANIFEST).read_text("utf-8")
        old, new = self._names(before), self._names(text)
        with self._reached():
            for name in sorted(new - old):
                self._put(folder / name, name)
            self._put(folder / JOURNAL, _journal(text))
            if self._text(MANIFEST) != before:
                raise DatasetError(f"{self.url} was changed by another writer meanwhile: run it again")
            self._put(folder / MANIFEST, MANIFEST)
            for name in BESIDE:
                if (folder / name).exists():
                    self._put(folder / name, name)
            gone = (old - new) | ({_journal(before)} - {_journal(text)} if before else set())
            for name in sorted(gone):
                with suppress(FileNotFoundError):
                    self.files.delete_file(f"{self.root}/{name}")
        return text

    def _names(self, text: str | None) -> set[str]:
        """The files of the parts that a manifest names."""
        return set() if text is None else {part.path for part in parse_manifest(text, self.url).parts}

    def _text(self, name: str) -> str | None:
        try:
            with self.files.open_input_stream(f"{self.root}/{name}") as stream:
                return bytes(stream.read()).decode("utf-8")
        except FileNotFoundError:
            return None

    def _copy(self, name: str, to: Path, place: Path) -> None:
        with (
            self.files.open_input_stream(f"{self.root}/{name}") as stream,
            (place / "part").open("wb") as out,
        ):
            shutil.copyfileobj(stream, out, 2**20)
        to.parent.mkdir(parents=True, exist_ok=True)
        (place / "part").replace(to)

    def _put(self, path: Path, name: str) -> None:
        to = f"{self.root}/{name}"
        if self.files.type_name in AT_ONCE:
            self._write(path, to)
            return
        self.files.create_dir(to.rpartition("/")[0])
        self._write(path, f"{to}.put")
        self.files.move(f"{to}.put", to)

    def _write(self, path: Path, to: str) -> None:
        with path.open("rb") as file, self.files.open_output_stream(to) as stream:
            shutil.copyfileobj(file, stream, 2**20)

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Names what could not be reached. Raises DatasetError."""
        try:
            yield
        except DatasetError:
            raise
        except Exception as error:
            said = error if may_be_told(self.files, error) else why(error)
            raise DatasetError(
                f"{self.url}: {said}; what it held it holds: see to the address, the credentials in the "
                "environment, and the room on this machine, and run it again"
            ) from error


def _journal(manifest: str) -> str:
    return f"journal-{hashlib.sha256(manifest.encode()).hexdigest()[:16]}.json"
