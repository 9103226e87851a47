"""What the documentation shows works: its commands and options exist, their output is what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import extract.docx.archive as docx
import extract.office.convert as convert
import extract.pdf.document as pdf
import extract.sheets.xlsx as xlsx
import juesuan
from ingest import limits
from normalize.labels import codes
from scripts.commands import page
from tests.conftest import ROOT

from .snippets import FENCED, PAGES

CALL = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?juesuan +([a-z]+)(.*)", re.MULTILINE)
INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
OTHERS = {"--before", "--build-arg", "--generate", "--no-deps", "--replicate"}
"""Options of other programs, and of our measurements, that sentences name."""
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
WRITTEN = {path.name: path.read_text("utf-8") for path in PAGES}
BLOCKS = [(name, kind, text) for name, page_ in WRITTEN.items() for kind, text in FENCED.findall(page_)]


@lru_cache
def options() -> dict[str, set[str]]:
    """The options of each command, with those of the commands within it."""
    sections = re.split(r"^##+ juesuan ", WRITTEN["commands.md"], flags=re.MULTILINE)[1:]
    found: dict[str, set[str]] = {}
    for section in sections:
        name = section.split()[0]
        found.setdefault(name, set()).update(OPTION.findall(section))
    return found


def test_the_page_of_commands_is_what_they_print() -> None:
    assert WRITTEN["commands.md"] == page(), "docs/commands.md: python scripts/commands.py > docs/commands.md"


def test_every_command_and_option_that_is_named_exists() -> None:
    in_blocks = [(name, text) for name, _, text in BLOCKS if name != "commands.md"]
    in_sentences = [(name, text) for name, page_ in WRITTEN.items() for text in INLINE.findall(page_)]
    calls = [
        (name, command, OPTION.findall(rest))
        for name, text in [*in_blocks, *in_sentences]
        for command, rest in CALL.findall(text)
    ]
    assert len(calls) > 150
    for name, command, named in calls:
        assert command in options(), f"{name}: juesuan {command}"
        for option in named:
            assert option in options()[command], f"{name}: juesuan {command} {option}"


def test_every_option_in_a_sentence_is_one_of_some_command() -> None:
    known = set().union(*options().values()) | OTHERS
    named = {
        (name, o)
        for name, page_ in WRITTEN.items()
        for text in INLINE.findall(page_)
        for o in OPTION.findall(text)
    }
    assert len(named) > 80
    assert [(name, option) for name, option in sorted(named) if option not in known] == []


def test_a_page_for_each_user_is_in_both_languages() -> None:
    for name in ("index", "auditors", "data-teams", "maintainers"):
        english, chinese = WRITTEN[f"{name}.md"], WRITTEN[f"{name}.zh.md"]
        for what in (r"^#+ ", r"^```", r"^\$ .*", r"!\[", r"\]\(([^)#]+)"):
            assert len(re.findall(what, english, re.MULTILINE)) == len(
                re.findall(what, chinese, re.MULTILINE)
            ), what
        assert re.findall(r"^\$ .*", english, re.MULTILINE) == re.findall(r"^\$ .*", chinese, re.MULTILINE)


def test_the_links_of_what_is_no_page_of_the_site_lead_somewhere() -> None:
    links = [
        (page_, link)
        for page_ in [p for p in ROOT.glob("*.md")] + [ROOT / "tests/fixtures/README.md"]
        for link in LINK.findall(page_.read_text("utf-8"))
        if "//" not in link
    ]
    assert len(links) > 30
    for page_, link in links:
        path, _, anchor = link.partition("#")
        target = (page_.parent / path) if path else page_
        assert target.exists(), f"{page_.name}: {link}"
        assert not anchor or anchor in anchors(target), f"{page_.name}: {link}"


def anchors(page_: Path) -> set[str]:
    """What the headings of a page are called in links to them."""
    heads = re.findall(r"^#+ (.+)$", page_.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def test_every_kind_of_table_is_on_the_page_of_forms() -> None:
    known = codes("funds", "statement")
    assert len(known) > 15
    assert [code for code in known if f"`{code}`" not in WRITTEN["forms.md"]] == []


def test_the_limits_that_are_told_are_those_of_the_code() -> None:
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|", WRITTEN["operations.md"], re.MULTILINE))
    for begins, *values in (
        ("seconds for a document", f"{limits.START:g}"),
        ("memory of a worker", f"{limits.SHARE:g}"),
        ("documents of a worker", f"{limits.RECYCLED}"),
        ("pages of a PDF", f"{pdf.MOST_PAGES:,}"),
        ("members of a DOCX", f"{docx.MOST_MEMBERS:,}", f"{docx.MOST_BYTES // 2**20} MiB"),
        ("a workbook unpacked", f"{xlsx.MOST_BYTES // 2**20} MiB", f"{xlsx.MOST_CELLS // 10**6} million"),
        ("seconds for LibreOffice", f"{convert.SECONDS:g}"),
    ):
        (told,) = (limit for what, limit in rows.items() if what.startswith(begins))
        for value in values:
            assert re.search(rf"(?<![\d.,]){re.escape(value)}(?!,?\d)", told), (begins, value)


def test_the_folder_that_is_drawn_is_that_of_a_dataset(tmp_path: Path) -> None:
    (_, _, drawn), *others = [block for block in BLOCKS if block[0] == "dataset.md"]
    assert not others
    juesuan.ingest(sorted((ROOT / "data/raw").glob("*.pdf"))[0], tmp_path)
    for line in drawn.splitlines()[1:]:
        name = line.split()[0].rstrip(",/")
        shape = re.sub(r"part-.*", "part-*.parquet", name).replace("=2023", "=*").replace("=0", "=*")
        assert list(tmp_path.glob(shape)), name


def test_the_site_is_built_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    pages = sorted(tmp_path.rglob("*.html"))
    assert len(pages) > 40
    for page_ in pages:
        # Nothing that a page needs is fetched: scripts, styles, fonts, pictures.
        html = page_.read_text("utf-8")
        assert not re.findall(r"""<(?:script|img|iframe)[^>]+src=["']?(?:https?:)?//""", html), page_
        assert not [x for x in re.findall(r"<link[^>]+>", html) if re.search(r"""(?:https?:)?//""", x)], page_
    styles = "".join(p.read_text("utf-8") for p in tmp_path.rglob("*.css"))
    assert not re.findall(r"""(?:url\(|@import)\s*["']?(?:https?:)?//""", styles)
