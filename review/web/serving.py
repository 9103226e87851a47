"""A dataset → its guarded pages, and what is ended with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from review.index.index import Index
from review.places.desk import Desk
from review.places.files import Files
from review.places.fonts import missing_font
from review.places.worker import Drawing

from .app import application
from .guard import Guard
from .site import Site


@contextmanager
def opened(
    data: Path,
    roots: Sequence[Path],
    hosts: Iterable[str],
    port: int,
    who: str,
    log: Path | None = None,
    names: Path | None = None,
) -> Iterator[Guard]:
    """The pages of a dataset for a person on a port. Raises DatasetError where there is no dataset."""
    files = Files(data, roots, names)
    index, drawing = Index(data, log), Drawing()
    notices = [n for n in (missing_font(),) if n]
    try:
        yield Guard(application(Site(index, Desk(files, drawing), who, tuple(notices))), hosts, port)
    finally:
        drawing.end()
        index.close()
