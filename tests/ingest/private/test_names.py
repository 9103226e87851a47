"""Persons in the names of files: masked everywhere in the dataset, known to the private map, bodies and places left."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import juesuan
from extract.errors import UsageError
from ingest.private.persons import masked_name
from ingest.run import Selection, ingest
from normalize.dataset import DatasetError, read_table
from normalize.places.divisions import divisions
from normalize.store.masked_names import file_of
from parsers.lexicon import personal_words
from parsers.personal import MASK

FORM = Path(__file__).resolve().parents[2] / "fixtures/form-national/document.docx"
PATTERNS = (
    "水务局-{}-绩效自评表.docx",
    "{}绩效自评表.docx",
    "2023年自评表（{}）.pdf",
    "附件1 绩效自评表{}.xlsx",
    "{}/自评表.pdf",
    "局长{}同志审定.docx",
    "填报人：{}.docx",
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志"
PERSON = "赵某某"
SURNAMES = "".join(personal_words().surnames.listed).strip("[]")


def drawn(chance: random.Random) -> str:
    """A name that nobody has to have."""
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2))))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_nearly_all_names_are_told(pattern: str) -> None:
    chance = random.Random(pattern)
    names = [drawn(chance) for _ in range(300)]
    told = sum(name not in masked_name(pattern.format(name)) for name in names)
    assert told >= 0.97 * len(names)


def test_bodies_places_and_words_of_reports_stay() -> None:
    places = {d.name for d in divisions()}
    short = {p[:-1] for p in places if len(p) > 2}
    bodies = [f"{p}{b}" for p in places for b in ("财政局2023年度部门决算.pdf", "/林业局-自评表.docx")]
    papers = [
        f"{p}-{w}.xlsx" for p in (*places, *short) for w in ("决算", "任务书", "余额表", "许可项目", "周转房")
    ]
    words = [
        "附件1：部门整体支出绩效自评表.docx",
        "林业-石油-范本（修改稿）.doc",
        "第一季度.pdf",
        "马路大修自评表.pdf",
    ]
    assert [n for n in (*bodies, *papers, *words) if masked_name(n) != n] == []


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A report, the same one otherwise, and a file that nobody can read, each by a person; an archive of one."""
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(FORM, folder / f"水务局-{PERSON}-自评表.docx")
    (folder / f"{PERSON}自评表.txt").write_text(
        "青禾市水务局2023年度部门决算\n2023年度收入总计12.34万元。\n", "utf-8"
    )
    (folder / f"{PERSON}.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / f"（{PERSON}）.pdf").symlink_to(folder / "nowhere.pdf")
    shutil.make_archive(str(tmp_path / "raw" / f"{PERSON}报送"), "zip", folder, f"{PERSON}自评表.txt")
    return folder


def texts(folder: Path) -> str:
    held = [p.read_text("utf-8", "replace") for p in folder.rglob("*") if p.is_file() and p.suffix == ".json"]
    names = [str(p.relative_to(folder)) for p in folder.rglob("*")]
    tables = [
        read_table(folder, t).to_pandas().to_csv() for t in ("documents", "findings", "units", "passages")
    ]
    return "\n".join([*held, *names, *tables])


def test_a_dataset_without_persons_in_its_names(raw: Path, tmp_path: Path) -> None:
    out, names = tmp_path / "data", tmp_path / "names.json"
    first = ingest([raw], out, choice=Selection(mask_names=names))
    assert PERSON not in texts(out) and PERSON not in json.dumps(first.as_dict(), ensure_ascii=False)
    assert names.stat().st_mode & 0o777 == 0o600
    sources = read_table(out, "documents")["source"].to_pylist()
    assert len(sources) == len(set(sources)) == 4 and all(MASK in s for s in sources)
    found = {file_of(names, s) for s in sources}
    assert raw / f"水务局-{PERSON}-自评表.docx" in found and all(str(f).startswith(str(raw)) for f in found)
    again = ingest([raw], out, choice=Selection(mask_names=names))
    # What cannot be opened is looked at again each time.
    assert (again.unchanged, again.changed, again.renamed, again.gone) == (3, 0, 0, 0)
    assert read_table(out, "documents")["source"].to_pylist() == sources and PERSON not in texts(out)


def test_changed_renamed_and_gone_files_are_told(raw: Path, tmp_path: Path) -> None:
    out, names = tmp_path / "data", tmp_path / "names.json"
    choice = Selection(mask_names=names, prune=True)
    ingest([raw], out, choice=choice)
    (raw / f"水务局-{PERSON}-自评表.docx").rename(raw / f"{PERSON}-自评表.docx")
    (raw / f"{PERSON}.pdf").unlink()
    (raw / f"{PERSON}自评表.txt").write_text(
        "青禾市财政局2023年度部门决算\n2023年度收入总计12.34万元。\n", "utf-8"
    )
    again = ingest([raw], out, choice=choice)
    assert (again.changed, again.renamed, again.gone) == (1, 1, 1)
    assert PERSON not in texts(out)


def test_the_map_is_asked_for_and_kept_apart(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "data"
    with pytest.raises(UsageError, match="in the dataset"):
        ingest([raw], out, choice=Selection(mask_names=out / "names.json"))
    ingest([raw], out, choice=Selection(mask_names=tmp_path / "names.json"))
    with pytest.raises(DatasetError, match="--mask-names"):
        ingest([raw], out)
    (tmp_path / "other.json").write_text("{}", "utf-8")
    with pytest.raises(UsageError, match="no map"):
        ingest([raw], out, choice=Selection(mask_names=tmp_path / "other.json"))


def test_inspect_finds_a_file_by_its_masked_name(raw: Path, tmp_path: Path) -> None:
    out, names = tmp_path / "data", tmp_path / "names.json"
    run = CliRunner().invoke(
        juesuan.app, ["-q", "ingest", str(raw), "--out", str(out), "--jobs", "1", "--mask-names", str(names)]
    )
    assert PERSON not in run.output
    source = next(s for s in read_table(out, "documents")["source"].to_pylist() if s.endswith(".docx"))
    shown = CliRunner().invoke(juesuan.app, ["inspect", source, "--names", str(names)])
    assert shown.exit_code == 0 and shown.output
