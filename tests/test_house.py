"""The house: what may import what, and how large a room may be."""

from __future__ import annotations

import ast
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import regex

ROOT = Path(__file__).resolve().parents[1]
WAY = ("extract", "parsers", "normalize", "checks", "ingest", "regress", "review")
"""The way of a document: a package imports only from those before it."""
LONGEST_FILE, LONGEST_FUNCTION, MOST_DECISIONS = 400, 60, 20
MOST_MODULES, MOST_FLAT = 14, 20
ROOMY = ("checks/rules", "normalize")
"""Folders of many modules of one kind: a module a relation, a module a step."""


@cache
def modules() -> dict[str, Path]:
    """Every module of the packages by its dotted name."""
    files = [p for package in WAY for p in (ROOT / package).rglob("*.py")]
    return {".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p for p in files}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports(name: str, path: Path) -> frozenset[str]:
    """The modules of the project that a module imports, wherever in it, for types too."""
    known = modules()
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    out = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            out |= {a.name for a in node.names if a.name in known}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            out |= {
                f"{origin}.{a.name}" if f"{origin}.{a.name}" in known else origin
                for a in node.names
                if origin in known
            }
    return frozenset(out - {name})


def test_data_flows_one_way() -> None:
    upward = [
        f"{name} imports {other}"
        for name, path in modules().items()
        for other in imports(name, path)
        if WAY.index(other.partition(".")[0]) > WAY.index(name.partition(".")[0])
    ]
    assert upward == []


def test_no_module_imports_itself_in_a_circle() -> None:
    # An error of graphlib names the circle.
    tuple(TopologicalSorter({n: imports(n, p) for n, p in modules().items()}).static_order())


def test_sub_packages_stand_one_above_the_other() -> None:
    between: dict[str, set[str]] = defaultdict(set)
    for name, path in modules().items():
        for other in imports(name, path):
            mine, theirs = (m.split(".")[:2] for m in (name, other))
            if (
                mine[0] == theirs[0]
                and mine != theirs
                and all((ROOT / Path(*m)).is_dir() for m in (mine, theirs))
            ):
                between[".".join(mine)].add(".".join(theirs))
    assert between
    tuple(TopologicalSorter(between).static_order())


def python_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).exists()]


def test_files_are_short() -> None:
    long = [
        (p.relative_to(ROOT), n)
        for p in python_files()
        if (n := len(p.read_text("utf-8").splitlines())) > LONGEST_FILE
    ]
    assert long == []


def test_folders_have_room() -> None:
    counts: dict[Path, int] = defaultdict(int)
    for path in modules().values():
        counts[path.parent.relative_to(ROOT)] += path.name != "__init__.py"
    crowded = [
        (str(folder), n)
        for folder, n in counts.items()
        if n > (MOST_FLAT if str(folder) in ROOMY else MOST_MODULES)
    ]
    assert crowded == []


def folders() -> str:
    """The packages, their folders and modules, a folder a line."""
    held: dict[Path, list[str]] = defaultdict(list)
    for path in modules().values():
        held[path.parent.relative_to(ROOT)] += [path.stem] if path.name != "__init__.py" else []
    order = sorted(held, key=lambda f: (WAY.index(f.parts[0]), f))
    return "".join(f"{f'{folder}/':24}{' '.join(sorted(held[folder]))}".rstrip() + "\n" for folder in order)


def test_the_tree_is_as_it_is_drawn() -> None:
    drawn = (ROOT / "docs/architecture.md").read_text("utf-8").partition("## The tree\n")[2]
    assert drawn.split("```\n")[1] == folders()


MIRRORED = ("extract", "parsers", "normalize", "checks")
"""The packages of which every module has a test file of its own."""
ONLY_TYPES = {
    "parsers.codes": "types alone: tests/test_codes.py holds what is asked for against what is produced",
    "checks.codes": "the same",
    **{
        f"parsers.lexicon.contents.{name}": "types alone: test_contents.py holds every file against them"
        for name in ("forms", "narrative", "outline", "scores", "tables", "words")
    },
}
"""Modules without one, and why."""


def mirrored() -> dict[str, Path]:
    """The modules of these packages, packages with code of their own among them, and where their tests belong."""
    out = {}
    for name, path in modules().items():
        code = any(isinstance(n, ast.FunctionDef | ast.ClassDef) for n in tree(path).body)
        if name.partition(".")[0] in MIRRORED and (path.name != "__init__.py" or code):
            inside = path.parent if path.name == "__init__.py" else path.with_suffix("")
            folder = path.parent.relative_to(ROOT)
            out[name] = ROOT / "tests" / folder / f"test_{inside.name}.py"
    return out


def test_every_module_has_a_test_file_that_is_about_it() -> None:
    wanted = {name: path for name, path in mirrored().items() if name not in ONLY_TYPES}
    assert ONLY_TYPES.keys() <= mirrored().keys()
    assert [name for name, path in wanted.items() if not path.is_file()] == []
    assert [name for name, path in wanted.items() if name not in imports("", path)] == []


def decisions(function: ast.AST) -> int:
    """Branches of a function, `and` and `or` among them."""
    kinds = (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.comprehension, ast.match_case)
    return sum(
        len(n.values) - 1 if isinstance(n, ast.BoolOp) else isinstance(n, kinds) for n in ast.walk(function)
    )


@pytest.mark.parametrize("package", WAY)
def test_functions_are_small(package: str) -> None:
    large = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {lines} lines, {decisions(node)} decisions"
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        and (
            (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
            or decisions(node) > MOST_DECISIONS
        )
    ]
    assert large == []


WORDS_OF_CODE = {
    # The levels of the classification, as the dataset stores them.
    "parsers.classification": {"类", "款", "项"},
    # What the reader calls a subject, a total or a unit that the report does not name itself.
    "parsers.narrative.clues.carrying": {"合计", "支出合计"},
    "parsers.narrative.clues.naming": {"涉及资金", "的项目", "项目"},
    "parsers.narrative.heading": {"预算", "年"},
    "parsers.narrative.scores": {"自评等级", "评价等级", "得分"},
    "parsers.narrative.thread": {"的"},
    "parsers.narrative.vocabulary": {"支出"},
    "parsers.outline.sections": {"整体支出"},
    "parsers.outline.units": {"（本级）"},
    "parsers.tables.statements": {"合计"},
    "parsers.words.names": {"上年"},
    # The unit that every amount is turned into, and the marks and the word that join names.
    "parsers.words.numbers": {"元"},
    "parsers.narrative.subject": {'“”"、和'},
    # Messages to the user.
    "parsers.outline.profile": {
        "没有年度：标题、表格和正文都没有写年份，不作推断",
        "没有年度：标题和表题没有年份，正文的",
        "年只用于比较或日期，不作推断",
    },
    "parsers.parse": {
        "无标题",
        "第",
        "张表（",
        "）没有注明金额单位，金额无法换算为元",
        "的单元格有缺失，各行与表头对不上，无法确定各列，未读取",
        "的绩效指标与表头对不上，单元格有缺失，指标未读取",
    },
}
"""The Chinese words that stand in the parsers and are no vocabulary; all others stand in the lexicon."""


def words_of(tree: ast.Module) -> set[str]:
    """The Chinese strings of a module, docstrings and comments left out."""
    said = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    held = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in said)
    return {
        n.value for n in held if isinstance(n.value, str) and regex.search(r"\p{Unified_Ideograph}", n.value)
    }


def test_vocabulary_stands_in_the_lexicon() -> None:
    parsers = {name: path for name, path in modules().items() if name.startswith("parsers")}
    assert {name: found for name, path in parsers.items() if (found := words_of(tree(path)))} == WORDS_OF_CODE


def types_of(path: Path) -> Iterator[str]:
    """The classes and types that a module names for others; what a command takes is left out."""
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            name = node.targets[0] if isinstance(node, ast.Assign) else node.target
            option = ast.unparse(node.value).startswith("Annotated")
            if isinstance(name, ast.Name) and regex.fullmatch("[A-Z][a-z]\\w*", name.id) and not option:
                yield name.id


def test_one_name_stands_for_one_type() -> None:
    named: dict[str, list[str]] = defaultdict(list)
    for module, path in modules().items():
        for name in types_of(path):
            named[name].append(module)
    assert {name: where for name, where in named.items() if len(where) > 1} == {}


def test_one_name_stands_for_one_function_of_a_package() -> None:
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for module, path in modules().items():
        for node in tree(path).body if not path.stem.endswith("cli") else ():
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name != "main":
                named[module.partition(".")[0], node.name].add(module)
    assert {name: where for name, where in named.items() if len(where) > 1} == {}


RE_EXPORTS = {"checks.rules"}
"""The one module that gives on what it imports: the rules that are registered by standing in its folder."""


def test_no_module_only_gives_on_what_it_imports() -> None:
    definitions = (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
    handing = {
        name
        for name, path in modules().items()
        if any(isinstance(n, ast.Import | ast.ImportFrom) for n in tree(path).body)
        and not any(isinstance(n, definitions) for n in tree(path).body if "__all__" not in ast.unparse(n))
    }
    renamed = {
        name
        for name, path in modules().items()
        for n in ast.walk(tree(path))
        if isinstance(n, ast.ImportFrom) and any(a.name == a.asname for a in n.names)
    }
    assert handing | renamed == RE_EXPORTS


def test_no_class_is_put_together_of_mixins() -> None:
    mixed = [
        f"{name}.{n.name}"
        for name, path in modules().items()
        for n in ast.walk(tree(path))
        if isinstance(n, ast.ClassDef) and (len(n.bases) > 1 or "Mixin" in n.name)
    ]
    assert mixed == []


def test_rules_do_not_import_each_other() -> None:
    rules = {n: p for n, p in modules().items() if n.startswith("checks.rules.")}
    assert len(rules) > 1
    assert [
        f"{n} imports {other}" for n, p in rules.items() for other in imports(n, p) if other in rules
    ] == []
