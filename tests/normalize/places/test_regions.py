"""Where bodies sit: names of bodies of all provinces, with the codes that other lists than the table give them."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.ids import body_id
from normalize.places.divisions import Division, divisions
from normalize.places.regions import Located, RegionEvidence, locate

BODIES = list(csv.DictReader(Path(__file__).with_name("bodies.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(
    ("named_by", "least", "share"), [(("made",), 800, 0.97), (("report", "list"), 300, 0.98)]
)
def test_bodies_of_all_provinces(named_by: tuple[str, ...], least: int, share: float) -> None:
    """Data: `scripts/bodies.py`; those of reports and lists exist, those that are made bear the names of
    districts that several cities have more often.
    """
    bodies = [r for r in BODIES if r["named_by"] in named_by]
    found = [(locate(r["name"], int(r["year"])), r) for r in bodies]
    wrong = [(r["name"], at.code) for at, r in found if at.code not in (r["code"], None)]
    assert wrong == [] and len(bodies) >= least and len({r["code"][:2] for r in bodies}) == 31
    assert sum(at.code is not None for at, _ in found) >= share * len(bodies)
    assert all(at.gap for at, _ in found if at.code is None)


@pytest.mark.parametrize("kind", ["title", "folder", "issuer", "text"])
def test_what_the_document_says_tells_one_place_from_another(kind: str) -> None:
    several = [r for r in BODIES if locate(r["name"], int(r["year"])).gap == "ambiguous"]
    assert len(several) >= 10
    for r in several:
        place = locate(r["name"], int(r["year"])).region or ""
        at = locate(r["name"], int(r["year"]), RegionEvidence(**{kind: f"这里是{r['above']}{place}"}))
        assert (at.code, at.by) == (r["code"], kind), r


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("祁阳县财政局", {2019: "431121", 2020: "431121", 2023: None}),
        ("祁阳市财政局", {2015: None, 2020: "431121", 2022: "431181"}),
        ("太谷县人民法院", {2015: "140726", 2023: None}),
        ("晋中市太谷区人民法院", {2015: None, 2023: "140703"}),
        ("芜湖市无为县教育局", {2018: "340225", 2022: None}),
        ("无为市教育局", {2022: "340281"}),
        ("济南市莱芜区审计局", {2012: None, 2019: "370116"}),
        ("莱芜市审计局", {2012: "371200", 2021: None}),
        ("日喀则市民政局", {2018: "540200"}),
        ("绍兴县民政局", {2010: "330621", 2018: None}),
        ("绍兴市柯桥区民政局", {2018: "330603"}),
    ],
)
def test_names_by_year(name: str, years: dict[int, str | None]) -> None:
    assert {year: locate(name, year).code for year in years} == years


@pytest.mark.parametrize(
    ("name", "gap"),
    [
        ("鼓楼区财政局", "ambiguous"),
        ("城关镇人民政府", "town"),
        ("福林镇中心小学", "town"),
        ("东区街道办事处", "ambiguous"),
        ("长沙市福林镇人民政府", "town"),
        ("瑞江市财政局", "unknown"),
        ("长沙市瑞江区财政局", "unknown"),
        ("湖南省瑞江市财政局", "unknown"),
        ("瑞江县财政局", "unknown"),
        ("市场监督管理局", "no_place"),
        ("苏州大学", "no_place"),
        ("吉林大学第一医院", "no_place"),
        ("国家税务总局长沙市税务局", "central"),
        ("长沙经济技术开发区管理委员会", "zone"),
        ("新疆生产建设兵团第一师", "zone"),
        ("红谷滩区财政局", None),
    ],
)
def test_no_code_without_the_table(name: str, gap: str | None) -> None:
    at = locate(name, 2021)
    assert (at.code is None, at.gap) == (gap is not None, gap)


@pytest.mark.parametrize(
    ("name", "evidence", "code"),
    [
        ("长沙市高新技术产业开发区管理委员会", RegionEvidence(), "430100"),
        ("长沙经济技术开发区管理委员会", RegionEvidence(folder="湖南省长沙市"), "430100"),
        ("河北雄安新区管理委员会", RegionEvidence(issuer="河北省财政厅"), "130000"),
        ("新疆维吾尔自治区生产建设兵团第一师", RegionEvidence(), "650000"),
        ("城关镇人民政府", RegionEvidence(text="本单位是云南省镇雄县城关镇的机关"), "530627"),
        ("城关镇人民政府", RegionEvidence(text="镇雄县城关镇与威信县城关镇"), None),
        ("长沙县黄花镇人民政府", RegionEvidence(), "430121"),
        ("东莞市虎门镇人民政府", RegionEvidence(), "441900"),
        ("天心区财政局", RegionEvidence(text="瑞江市天心区财政局"), None),
        ("天心区财政局", RegionEvidence(text="我市天心区、长沙市天心区"), "430103"),
        ("鼓楼区财政局", RegionEvidence(folder="江苏/南京/2023"), "320106"),
        ("鼓楼区财政局", RegionEvidence(title="江苏省鼓楼区财政局"), None),
        ("鼓楼区财政局", RegionEvidence(text="赴徐州市考察"), None),
    ],
)
def test_evidence(name: str, evidence: RegionEvidence, code: str | None) -> None:
    assert locate(name, 2023, evidence).code == code


def test_a_printed_code_tells_which() -> None:
    assert locate("鼓楼区财政局", 2023, printed="320302").code == "320302"
    assert locate("区财政局", 2023, printed="320302") == Located(
        None, None, "320302", "320302", "code", None, "区财政局"
    )
    assert locate("鼓楼区财政局", 2023, printed="430103").code is None


counties = st.sampled_from([d for d in divisions() if d.level == "county" and d.stands_in(2023)])


def _body(name: str, year: int = 2023) -> str | None:
    at = locate(name, year)
    return body_id(at.place, at.body)


def _parent(division: Division) -> str:
    return next(d.name for d in divisions() if d.code == division.parent and d.stands_in(2023))


@given(
    counties,
    st.sampled_from(
        ["{}财政局", "{} 财政局", "　{}财政局（本级）", "{}财政局(汇总)", "{}财政局本级", "{}财政局机关"]
    ),
    st.booleans(),
)
def test_any_spelling_gives_one_body(division: Division, spelling: str, spaced: bool) -> None:
    name = _parent(division) + division.name
    plain = _body(name + "财政局")
    assert plain and _body(spelling.format(" ".join(name) if spaced else name)) == plain
    assert _body(name + "水利局") != plain


@given(counties, st.sampled_from(["组织部", "宣传部", ""]))
def test_a_partys_body_has_one_id(division: Division, office: str) -> None:
    place = _parent(division) + division.name
    names = (f"中共{place}委{office}", f"中国共产党{place}委员会{office}", f"{place}委{office}")
    assert len({_body(n) for n in names}) == 1 and _body(names[0]) is not None


def test_no_two_counties_share_a_body() -> None:
    standing = [d for d in divisions() if d.level == "county" and d.stands_in(2023) and d.valid_to != 2023]
    above = {d.code: d.name for d in divisions() if d.stands_in(2023)}
    ids = Counter(_body(above[d.parent or ""] + d.name + "水利局") for d in standing)
    assert max(ids.values()) == 1 and None not in ids


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("祁阳县", 2018), ("祁阳市", 2023)),
        (("襄樊市", 2009), ("襄阳市", 2015)),
        (("巢湖市庐江县", 2009), ("合肥市庐江县", 2015)),
        (("日喀则地区", 2012), ("日喀则市", 2018)),
        (("邢台市任县", 2018), ("邢台市任泽区", 2023)),
    ],
)
def test_a_renamed_place_keeps_its_bodies(before: tuple[str, int], after: tuple[str, int]) -> None:
    ids = {_body(place + "教育局", year) for place, year in (before, after)}
    assert len(ids) == 1 and None not in ids


@pytest.mark.parametrize(
    ("before", "after"), [(("綦江县", 2009), ("綦江区", 2015)), (("万盛区", 2009), ("綦江区", 2015))]
)
def test_a_merged_place_is_that_of_its_name_alone(before: tuple[str, int], after: tuple[str, int]) -> None:
    same = before[0][:2] == after[0][:2]
    assert (
        _body("重庆市" + before[0] + "教育局", before[1]) == _body("重庆市" + after[0] + "教育局", after[1])
    ) is same
