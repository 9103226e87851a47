"""Files of object stores: those below a URL, and a copy of one. Filesystems are Arrow's, or fsspec's where
Arrow has none; credentials come from the environment alone, and are in no message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from extract.errors import ReportError, UsageError

from .foreign import PREFIX, opened_by_fsspec

ARROW = ("file", "s3", "gs", "gcs", "abfs", "abfss", "hdfs", "viewfs")
"""The filesystems that Arrow opens itself."""
ROOTED = ("file", "local")
"""Those of this machine: a path there begins with a slash, and may hold a question mark."""
HERE = ("memory",)
"""Those that no other process sees."""
URL = re.compile(r"([a-z][a-z0-9]+):/+(?!/)(.+)")
RESERVED = "/:[]@!$&'()*+,;="
"""What stands in a path of a URL as it is."""
SECRET = re.compile(r"[^/]*@|[^@]*:[^@]*@")
"""How what follows `://` begins where it names who asks: a secret may hold a slash."""
OPTION = re.compile(r"[?&][^=&]*(?:secret|password|token|key)[^=&]*=", re.I)
"""An option that is a credential."""
PIECE = 2**20
CODE = re.compile(r"AWS Error ([A-Z_]+)")
"""What Arrow says of an error of S3."""


class CopyError(OSError):
    """This machine does not take the copy of a file."""


@dataclass(frozen=True)
class StoreAddress:
    """A file of an object store: the URL that opens the store, the file's path there, and the names of the
    files in its folder, where these matter to what it says.
    """

    url: str
    path: str
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class StoredFile:
    """A file as its store lists it: its own URL, its name below the one given, bytes, time of change (ns)."""

    stored: StoreAddress
    url: str
    name: str
    size: int
    changed: int
    named: bool = False
    """Whether it was named itself."""


def url_of(given: str | Path) -> str | None:
    """The URL that is given; null where it is a path. A path holds no two slashes together."""
    found = URL.fullmatch(str(given))
    return f"{found[1]}://{'/' * (found[1] in ROOTED)}{found[2]}" if found else None


def told(given: str | Path) -> str:
    """A path or URL as messages name it: without how its store is reached."""
    url = url_of(given)
    if url and scheme_of(url) not in ROOTED:
        url = url.partition("?")[0]
    return url.rstrip("/") if url else str(given)


def scheme_of(url: str) -> str:
    """What kind of filesystem a URL names."""
    return url.partition(":")[0]


def root_of(url: str) -> str:
    """The URL of a folder as those of its files begin."""
    return f"{scheme_of(url)}://{opened(url)[1]}" if scheme_of(url) in ARROW else told(url)


def path_of(given: Path) -> Path:
    """The path of this machine that a URL of its files names; any other as it is given."""
    url = url_of(given)
    return Path(opened(url)[1]) if url and url.startswith("file:") else given


def opened(url: str) -> tuple[Any, str]:
    """The filesystem that a URL names, and the path there. Raises UsageError where there is none such."""
    scheme, _, place = url.partition("://")
    told_there = SECRET.match(place) or (scheme in ARROW and OPTION.search(place))
    if scheme not in ROOTED and told_there:
        raise UsageError("credentials are taken from the environment alone: give the URL without them")
    if scheme in ARROW:
        return _opened_by_arrow(url)
    return opened_by_fsspec(url, told(url))


@lru_cache(maxsize=8)
def _opened_by_arrow(url: str) -> tuple[Any, str]:
    import pyarrow as pa
    from pyarrow.fs import FileSystem

    scheme, _, place = url.partition("://")
    # How a store is reached follows a question mark.
    place, options = (place, "") if scheme in ROOTED else place.partition("?")[::2]
    # Names are Chinese, and have blanks; Arrow wants these spelled as URLs have them.
    spelled = f"{scheme}://{quote(place, safe=RESERVED)}" + (f"?{options}" if options else "")
    try:
        files, root = FileSystem.from_uri(spelled)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise UsageError(f"{told(url)} cannot be opened: {str(error).replace(spelled, told(url))}") from None
    except OSError as error:
        raise UsageError(f"{told(url)} cannot be opened ({why(error)}): see to the address") from None
    return files, root.rstrip("/")


def files_below(url: str) -> list[StoredFile]:
    """The file that a URL names, or all files of the folder, sorted by name. Raises UsageError where there is
    neither, or the store does not answer.
    """
    from pyarrow.fs import FileSelector, FileType

    files, root = opened(url)
    try:
        (there,) = files.get_file_info([root])
        if there.type is FileType.NotFound:
            raise UsageError(f"{told(url)} does not exist")
        listed = [there] if there.is_file else files.get_file_info(FileSelector(root, recursive=True))
    except UsageError:
        raise
    except Exception as error:
        # A filesystem by fsspec raises what it likes.
        raise UsageError(
            f"{told(url)} cannot be listed ({why(error)}): see to the address and to the "
            "credentials in the environment"
        ) from None
    above = len(root.rpartition("/")[0] if there.is_file else root) + 1
    named = root_of(url)
    return [
        StoredFile(
            StoreAddress(url, f.path),
            named + f.path[len(root) :],
            f.path[above:],
            f.size,
            f.mtime_ns or 0,
            there.is_file,
        )
        for f in sorted(listed, key=lambda f: str(f.path))
        if f.is_file
    ]


def fetch(stored: StoreAddress, name: str, to: Path) -> None:
    """Copies a file of a store to a path. Raises ReportError where the store does not give it, and leaves no
    piece of it then; CopyError where the copy cannot be written.
    """
    try:
        with to.open("wb") as out:
            for piece in _pieces(stored, name):
                out.write(piece)
    except ReportError:
        to.unlink()
        raise
    except OSError as error:
        raise CopyError(error.errno, error.strerror, str(to)) from error


def _pieces(stored: StoreAddress, name: str) -> Iterator[bytes]:
    try:
        with opened(stored.url)[0].open_input_stream(stored.path) as stream:
            while piece := bytes(stream.read(PIECE)):
                yield piece
    except MemoryError:
        raise
    except Exception as error:
        raise ReportError(
            f"{name} 没能从对象存储取到（{why(error)}）：请检查网络、地址和环境变量中的凭据后再读"
        ) from None


def why(error: Exception) -> str:
    """An error of a store by its kind alone: its text may hold what is nobody's business."""
    code = CODE.search(str(error))
    return code[1] if code else type(error).__name__


def may_be_told(files: Any, error: Exception) -> bool:
    """Whether the text of a filesystem's error is known to say no more than what failed."""
    return isinstance(error, OSError) and (bool(error.errno) or not files.type_name.startswith(PREFIX))
