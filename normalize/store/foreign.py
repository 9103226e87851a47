"""Filesystems that Arrow does not know, by fsspec: a URL → a filesystem as Arrow's are.

How one is reached is up to the environment (`FSSPEC_SFTP_USERNAME`, as fsspec has it) and stands in no URL.
"""

from __future__ import annotations

from typing import Any

from extract.errors import UsageError

PREFIX = "py::fsspec"
"""How Arrow names the types of such filesystems."""


def opened_by_fsspec(url: str, shown: str) -> tuple[Any, str]:
    """The filesystem that a URL names, and the path there; `shown` is the URL in messages. Raises UsageError
    where there is none such, or fsspec or what it needs for it is not installed.
    """
    scheme = url.partition(":")[0]
    try:
        import fsspec
    except ImportError:
        raise UsageError(
            f"{shown} cannot be opened: {scheme}:// needs the extra: "
            "pip install '.[cluster]' in the folder of juesuan"
        ) from None
    try:
        fsspec.get_filesystem_class(scheme)
    except ImportError as error:
        raise UsageError(f"{shown} cannot be opened: a package is not installed: {error}") from None
    except ValueError:
        raise UsageError(f"{shown} cannot be opened: no filesystem {scheme}:// is known") from None
    if "?" in url and "?" not in shown:
        raise UsageError(
            f"{shown} cannot be opened: options of {scheme}:// are taken from the environment "
            f"(FSSPEC_{scheme.upper()}_…): give the URL without them"
        )
    try:
        # Each thread has a filesystem of its own, which fsspec keeps: not all can be shared.
        files, path = fsspec.url_to_fs(url)
    except Exception as error:
        # Who made the filesystem chose the exceptions; their text may tell how it is reached.
        raise UsageError(
            f"{shown} cannot be opened ({type(error).__name__}): "
            f"see to the address and to FSSPEC_{scheme.upper()}_… in the environment"
        ) from None
    return as_arrow(files), path.rstrip("/")


def as_arrow(files: Any) -> Any:
    """A filesystem of fsspec as one of Arrow."""
    from pyarrow.fs import FSSpecHandler, PyFileSystem

    class Handler(FSSpecHandler):  # type: ignore[misc]
        """What Arrow does in a way that not every filesystem has."""

        def create_dir(self, path: str, recursive: bool) -> None:
            """Makes a folder and those above it; one that is there is none the worse."""
            self.fs.makedirs(path, exist_ok=True)

        def move(self, src: str, dest: str) -> None:
            """Renames a file, over another if need be."""
            self.fs.mv(src, dest)

    return PyFileSystem(Handler(files))
