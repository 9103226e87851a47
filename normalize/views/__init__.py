"""Views over the tables as files of DuckDB's SQL, each with its text and what it is made of at its head:
reports and accounts as a person asks for them, classifications as printed, peers, bodies over the years.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from itertools import takewhile

NEEDS = "needs:"


@dataclass(frozen=True)
class View:
    """A named query; `needs` are the tables and views that it is made of."""

    text: str
    sql: str
    needs: tuple[str, ...]


@cache
def views() -> dict[str, View]:
    """Every view by its name, each after those that it is made of."""
    held = {
        file.name.removesuffix(".sql"): view_of(file.read_text("utf-8"))
        for file in sorted(files(__package__).iterdir(), key=lambda f: f.name)
        if file.name.endswith(".sql")
    }
    order = TopologicalSorter({name: [n for n in view.needs if n in held] for name, view in held.items()})
    return {name: held[name] for name in order.static_order()}


def view_of(text: str) -> View:
    """A view by the text of its file: comments that say what it gives, `-- needs: …`, and the query."""
    lines = text.splitlines()
    head = [line.removeprefix("--").strip() for line in takewhile(lambda line: line.startswith("--"), lines)]
    needs = next(line for line in head if line.startswith(NEEDS)).removeprefix(NEEDS)
    told = " ".join(line for line in head if not line.startswith(NEEDS))
    return View(told, "\n".join(lines[len(head) :]), tuple(name.strip() for name in needs.split(",")))
