"""Places in units' names."""

from __future__ import annotations

import pytest

from normalize.places.suffixes import PROVINCES, region_of


@pytest.mark.parametrize("name", PROVINCES)
@pytest.mark.parametrize(
    "body",
    [
        "市场监督管理局",
        "财政厅",
        "人民政府办公厅",
        "民政厅",
        "城市规划院",
        "农业农村和乡村振兴局",
        "社区服务中心",
    ],
)
def test_provinces(name: str, body: str) -> None:
    assert region_of(name + body) == (name, "province")


@pytest.mark.parametrize(
    "city",
    [
        "苏州市",
        "郑州市",
        "广州市",
        "惠州市",
        "沧州市",
        "景德镇市",
        "六盘水市",
        "市里市",
        "呼和浩特市",
        "湘西土家族苗族自治州",
        "湘西州",
        "大兴安岭地区",
        "锡林郭勒盟",
    ],
)
@pytest.mark.parametrize(
    "body", ["市场监督管理局", "市政工程处", "民政局", "人民政府", "图书馆", "城市管理局", "委宣传部"]
)
def test_cities(city: str, body: str) -> None:
    for above in ("", "湖南省", "内蒙古自治区"):
        assert region_of(above + city + body) == (city, "city")
        assert region_of("中共" + above + city + body) == (city, "city")


@pytest.mark.parametrize(
    "county",
    [
        "姑苏区",
        "市中区",
        "市北区",
        "惠城区",
        "通州区",
        "全州县",
        "红旗区",
        "城区",
        "浦东新区",
        "双江拉祜族佤族布朗族傣族自治县",
        "土默特左旗",
        "馆陶县",
        "新会区",
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        "市场监督管理局",
        "财政局",
        "人民政府",
        "区域合作中心",
        "乡村振兴局",
        "社区服务中心",
        "委组织部",
        "城市管理局",
    ],
)
def test_counties(county: str, body: str) -> None:
    for above in ("", "苏州市", "北京市", "云南省临沧市"):
        assert region_of(above + county + body) == (county, "county")


@pytest.mark.parametrize("town", ["福林镇", "福林乡", "福林街道", "乡宁镇", "河市镇", "旧县乡"])
@pytest.mark.parametrize("body", ["人民政府", "办事处", "便民服务中心", "乡村振兴办"])
def test_townships(town: str, body: str) -> None:
    for above in ("", "长沙市天心区", "共青团广州市天河区", "湘阴县"):
        assert region_of(above + town + body) == (town, "township")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("国家税务总局长沙市税务局", (None, "central")),
        ("省局机关(本级)", (None, None)),
        ("商务委本部", (None, None)),
        ("市场监督管理局", (None, None)),
        ("执法大队", (None, None)),
        ("青禾县乡镇企业局", ("青禾县", "county")),
        ("苏州大学", (None, None)),
        ("长沙市经济技术开发区管理委员会", ("长沙市", None)),
        ("湖南省城市建设学院", ("湖南省", "province")),
        ("广东省农产品市场信息中心", ("广东省", "province")),
        ("上海市普陀区规划和自然资源局执法大队", ("普陀区", "county")),
        ("中国民主同盟长沙市委员会", ("长沙市", "city")),
    ],
)
def test_names(name: str, expected: tuple[str | None, str | None]) -> None:
    assert region_of(name) == expected
