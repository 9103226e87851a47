"""Mutants of the lexicon's files: the loader takes one, or names the file and the entry."""

from __future__ import annotations

import copy
import random
from typing import Any

from parsers import lexicon
from parsers.lexicon import LexiconError
from parsers.lexicon.contents import FILES
from parsers.lexicon.wordings import typed

ODD: tuple[Any, ...] = (
    "",
    "(",
    "[",
    "{nobody}",
    "{",
    "(?<n>x)",
    "a{9999999}",
    "\ud8ff",
    0,
    -1,
    1.5,
    None,
    True,
    [],
    {},
    [[]],
    ["", 1],
)
"""What an entry may hold by mistake."""


def mutated(held: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A file with a value, or a name, changed, left out or doubled at some depth."""
    out: dict[str, Any] = copy.deepcopy(held)
    node: Any = out
    while True:
        key = chance.choice(list(node) if isinstance(node, dict) else range(len(node)))
        if isinstance(node[key], (dict, list)) and node[key] and chance.random() < 0.8:
            node = node[key]
            continue
        match chance.randrange(4):
            case 0:
                del node[key]
            case 1 if isinstance(node, dict):
                node[chance.choice(("code", "found", "nobody", ""))] = node.pop(key)
            case 1:
                node.append(node[key])
            case 2 if isinstance(node[key], str):
                at = chance.randrange(len(node[key]) + 1)
                node[key] = node[key][:at] + str(chance.choice(ODD[:8])) + node[key][at:]
            case _:
                node[key] = chance.choice(ODD)
        return out


def failed_at(name: str, held: dict[str, Any]) -> str | None:
    """What the loader says of a file but that it is written wrongly, and where; null where it takes it or says that."""
    try:
        typed(FILES[name], name, held, lexicon.__dict__["_part"])
    except LexiconError as error:
        return None if str(error).startswith(name) else f"{name}: unnamed: {error}"
    except Exception as error:
        return f"{name}: {error!r}"
    return None


def tried(chance: random.Random, count: int) -> list[str]:
    """At how many mutants the loader fails, and how."""
    names = sorted(FILES)
    drawn = ((name, mutated(lexicon.load(name), chance)) for name in chance.choices(names, k=count))
    return [said for name, held in drawn if (said := failed_at(name, held))]
