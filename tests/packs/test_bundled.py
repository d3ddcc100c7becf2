"""The bundled packs: the national forms of both editions, and two provinces."""

from __future__ import annotations

import pytest

from disclint import Form, Pack, bundled
from disclint.errors import PackErrors
from disclint.packs import load_pack, packs_found, profiles

from .places import BUNDLED

KINDS = {rule.kind: rule.target for rule in bundled.disclint_rules()}
NAMES = ("cn/2019", "cn/2019/henan", "cn/2019/hubei", "cn/2021", "cn-accounts/2020")

ORGANISATIONS = [
    "commercial_enterprise", "research_institution", "public_welfare_org", "legal_service_org", "other_org",
]  # fmt: skip
BEFORE_OTHER = [
    "received", "carried_in", "granted", "partly_granted", "refused_state_secret", "refused_law_forbids",
    "refused_security_stability", "refused_third_party", "refused_internal_affairs", "refused_process_info",
    "refused_enforcement_file", "refused_admin_query", "unable_not_held", "unable_needs_creation",
    "unable_still_unclear", "declined_petition", "declined_repeat", "declined_publication", "declined_excessive",
    "declined_reconfirm",
]  # fmt: skip
OTHER = {"2019": ["other_handling"], "2021": ["other_no_correction", "other_fee_unpaid", "other_other"]}
ITEMS, CASES = ("prev_items", "delta", "decisions"), ("decisions",)
DOCUMENTS = {"2019": ("made", "newly_public", "public_total"), "2021": ("issued", "repealed", "in_force")}


def load(name: str) -> Pack:
    return load_pack(name, kinds=KINDS, folders=(BUNDLED,), cache=None)


@pytest.fixture(scope="module", params=["2019", "2021"])
def edition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pack(edition: str) -> Pack:
    return load(f"cn/{edition}")


def test_names_and_profiles() -> None:
    assert packs_found((BUNDLED,)) == (
        "cn/2019", "cn/2019/henan", "cn/2019/hubei", "cn/2021", "cn/base", "cn-accounts/2020",
    )  # fmt: skip
    assert [(profile.pack, profile.edition, profile.years) for profile in profiles(folders=(BUNDLED,))] == [
        ("cn/2019", "form_2019", (2019, 2020)),
        ("cn/2021", "form_2021", (2021, None)),
        ("cn-accounts/2020", "accounts_2020", (2020, None)),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_bundled_pack_loads_with_the_bundled_kinds(name: str) -> None:
    pack = load(name)
    assert pack.name == name
    assert {rule.id for rule in pack.rules} <= pack.origins.keys()


def test_what_is_only_there_to_be_extended_is_no_pack() -> None:
    with pytest.raises(PackErrors, match="缺少“profile”"):
        load("cn/base")


def labels_of(form: Form) -> list[str]:
    return (
        [part.label for part in form.columns] + [part.label for part in form.groups] + [row.label for row in form.rows]
    )


def test_marks_tell_the_editions_apart() -> None:
    old, new = (set(profile.marks) for profile in profiles(folders=(BUNDLED,))[:2])
    labels = {
        name: {
            "".join(label.split()).replace("（", "(").replace("）", ")").replace("：", ":")
            for form in load(f"cn/{name}").forms
            for label in labels_of(form)
        }
        for name in ("2019", "2021")
    }
    numbered = {label.lstrip("12.") for label in labels["2021"]}
    assert len(old) == 8
    assert old <= labels["2019"] - labels["2021"]
    assert new <= (labels["2021"] | numbered) - labels["2019"]


def test_sections(pack: Pack) -> None:
    assert [(section.key, section.number) for section in pack.sections] == [
        ("overview", "一"),
        ("active_disclosure", "二"),
        ("applications", "三"),
        ("review_litigation", "四"),
        ("problems", "五"),
        ("other_matters", "六"),
    ]
    known = [word for s in pack.sections for word in (s.title, *s.accepted, *s.deviating)]
    assert len(known) == len(set(known))
    assert all(section.core for section in pack.sections)


def test_forms_and_their_sections(pack: Pack) -> None:
    assert [(form.key, form.section, form.title, form.layout) for form in pack.forms] == [
        ("active_disclosure", "active_disclosure", "主动公开表", "down"),
        ("applications", "applications", "申请表", "down"),
        ("review_litigation", "review_litigation", "复议诉讼表", "across"),
    ]


def test_active_disclosure_2019() -> None:
    form = load("cn/2019").forms[0]
    three = DOCUMENTS["2019"]
    assert [(row.key, row.group, row.columns) for row in form.rows] == [
        ("rules", "art20_1", three),
        ("normative_documents", "art20_1", three),
        ("licensing", "art20_5", ITEMS),
        ("other_services", "art20_5", ITEMS),
        ("penalties", "art20_6", ITEMS),
        ("coercion", "art20_6", ITEMS),
        ("fees", "art20_8", ITEMS[:2]),
        ("procurement", "art20_9", ("procurement_items", "procurement_amount")),
    ]
    types = {column.key: column.type for column in form.columns if column.type != "count"}
    assert types == {"delta": "delta", "procurement_amount": "money"}
    assert [group.key for group in form.groups] == ["art20_1", "art20_5", "art20_6", "art20_8", "art20_9"]


def test_active_disclosure_2021() -> None:
    form = load("cn/2021").forms[0]
    three = DOCUMENTS["2021"]
    assert [(row.key, row.group, row.columns) for row in form.rows] == [
        ("rules", "art20_1", three),
        ("normative_documents", "art20_1", three),
        ("licensing", "art20_5", CASES),
        ("penalties", "art20_6", CASES),
        ("coercion", "art20_6", CASES),
        ("fees", "art20_8", ("fee_amount",)),
    ]
    amount = form.column("fee_amount")
    assert (amount.label, amount.type, amount.unit) == ("本年收费金额（单位：万元）", "money", "万元")
    assert [group.key for group in form.groups] == ["art20_1", "art20_5", "art20_6", "art20_8"]


def test_captions(pack: Pack) -> None:
    assert all(group.caption for group in pack.forms[0].groups)
    assert not any(group.caption for form in pack.forms[1:] for group in form.groups)


def test_applications(pack: Pack, edition: str) -> None:
    form = pack.forms[1]
    assert [row.key for row in form.rows] == [*BEFORE_OTHER, *OTHER[edition], "results_total", "carried_out"]
    assert len(form.rows) == {"2019": 23, "2021": 25}[edition]
    assert [column.key for column in form.columns] == ["natural_person", *ORGANISATIONS, "total"]
    assert form.members("legal_person") == (*ORGANISATIONS,)
    assert all(row.columns == tuple(column.key for column in form.columns) for row in form.rows)
    assert len(form.members("results")) == {"2019": 20, "2021": 22}[edition]
    assert [len(form.members(group)) for group in ("refused", "unable", "declined")] == [8, 3, 5]


def test_the_rows_of_other_handling(pack: Pack, edition: str) -> None:
    form = pack.forms[1]
    groups = [group.key for group in form.groups]
    if edition == "2019":
        assert groups == ["results", "refused", "unable", "declined"]
        assert form.row("other_handling").group == "results"
    else:
        assert groups == ["results", "refused", "unable", "declined", "other_handling"]
        assert form.members("other_handling") == tuple(OTHER["2021"])
        assert form.group("other_handling").label == "（六）其他处理"


def test_review_litigation(pack: Pack) -> None:
    form = pack.forms[2]
    assert [row.key for row in form.rows] == ["review", "direct_suit", "suit_after_review"]
    assert [column.key for column in form.columns] == ["upheld", "corrected", "other_result", "pending", "total"]
    assert form.members("litigation") == ("direct_suit", "suit_after_review")


def test_the_editions_share_what_did_not_change() -> None:
    old, new = load("cn/2019"), load("cn/2021")
    assert old.sections == new.sections
    assert old.forms[2] == new.forms[2]
    assert old.forms[1].columns == new.forms[1].columns
    shared = {row.key: row for row in old.forms[1].rows if row.key != "other_handling"}
    assert shared == {row.key: row for row in new.forms[1].rows if row.key in shared}


def test_henan_states_the_unit_in_the_header() -> None:
    nation, henan = (load(name).forms[0].column("procurement_amount") for name in ("cn/2019", "cn/2019/henan"))
    assert nation.unit is None
    assert henan == nation.replace(unit="万元", variants=("采购总金额（单位：万元，保留4位小数）",))


def test_hubei_has_a_row_more_and_remarks_in_labels() -> None:
    nation, hubei = load("cn/2019").forms[0], load("cn/2019/hubei").forms[0]
    keys = [row.key for row in hubei.rows]
    assert keys[:3] == ["rules", "normative_documents", "other_documents"]
    assert [key for key in keys if key != "other_documents"] == [row.key for row in nation.rows]
    assert hubei.row("other_documents").columns == DOCUMENTS["2019"]
    remarked = {row.key for row in hubei.rows if row.variants} | {one.key for one in hubei.columns if one.variants}
    assert remarked == {
        "rules", "normative_documents", "other_documents", "other_services", "prev_items", "delta", "decisions",
    }  # fmt: skip
    assert load("cn/2019/hubei").forms[1:] == load("cn/2019").forms[1:]
