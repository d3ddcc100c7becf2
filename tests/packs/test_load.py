"""Packs that extend packs: what is merged, what replaces, what is switched off, and where each entry was set."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disclint import PluginError, UsageError
from disclint.errors import PackErrors
from disclint.model.form import Column, Form, FormRow, Group
from disclint.model.pack import Origin, Profile, SectionForm
from disclint.packs import NoEdition, packs_found, profiles
from disclint.packs.load import load_pack

from .kinds import KINDS, Doubt, Figures, Words
from .places import TOYS, load, write

FIRST, SECOND = f"{TOYS}/toy/first.yaml", f"{TOYS}/toy/second.yaml"


def test_every_key_of_a_pack_arrives() -> None:
    pack = load("toy/first")
    assert pack.name == "toy/first"
    assert pack.path is None
    assert pack.chain == ()
    assert pack.profile == Profile(
        pack="toy/first", edition="toy_1", years=(2001, 2004), marks=("毛色(全)", "角数"), titles=("牲畜登记册",)
    )
    assert pack.sections == (
        SectionForm(key="body", number="一", title="登记情况", accepted=("登记",), deviating=("情况",), core=("登记",)),
        SectionForm(key="remarks", number="二", title="备注"),
    )
    assert pack.forms[0] == Form(
        key="herd",
        title="畜群表",
        section="body",
        rows=(
            FormRow(key="oxen", label="黄牛", columns=("male", "female", "total"), group="cattle"),
            FormRow(key="calves", label="牛犊", columns=("total",), group="young", aliases=("小牛",), variants=("犊",)),
            FormRow(key="sheep", label="羊", columns=("male", "female", "total")),
        ),
        columns=(
            Column(key="male", label="公", group="sexes"),
            Column(key="female", label="母", type="delta", aliases=("雌",), variants=("雌性",), group="sexes"),
            Column(key="total", label="合计", type="money", unit="头"),
        ),
        groups=(Group(key="cattle", label="牛", caption=True), Group(key="young", label="幼畜", parent="cattle")),
        column_groups=(Group(key="sexes", label="性别", aliases=("雌雄",), variants=("公母",)),),
        header=("名目",),
        note="（见说明）",
    )
    assert pack.facts == {
        "beasts": ("牛", "羊"),
        "legs": {"牛": 4, "half": 0.5, "wild": False, "none": None},
    }


def test_forms_come_in_the_order_of_their_sections() -> None:
    assert [(form.key, form.layout) for form in load("toy/first").forms] == [
        ("herd", "down"),
        ("remarks_sheet", "across"),
    ]


def test_rules_are_instances_with_the_entry_s_name_basis_and_severity() -> None:
    herd_sum, words = load("toy/first").rules
    assert isinstance(herd_sum, Figures)
    assert (herd_sum.id, herd_sum.basis, herd_sum.severity) == ("herd-sum", "登记办法第三条", "error")
    assert herd_sum.expect.names() == ("male", "female", "total")
    assert words == Words(id="beast-words", said={"牛": ("犍", "牯")})
    assert words.severity == "warning"


def test_mappings_merge_and_everything_else_replaces() -> None:
    pack = load("toy/second")
    herd = pack.forms[0]
    assert pack.chain == ("toy/first",)
    assert pack.profile.years == (2005, None)
    assert pack.profile.marks == ("新册",)
    assert pack.profile.titles == ("牲畜登记册",)
    assert herd.row("sheep").label == "羊"
    assert herd.row("sheep").variants == ("绵羊",)
    first, *_ = pack.rules
    assert (first.id, first.severity, first.basis) == ("herd-sum", "note", "登记办法第三条")


def test_a_row_stands_after_the_one_it_names_and_those_placed_there_before() -> None:
    rows = [row.key for row in load("toy/second").forms[0].rows]
    assert rows == ["oxen", "goats", "kids", "mules", "calves", "sheep"]


def test_a_pack_extends_a_file_beside_it() -> None:
    pack = load("toy/second/valley")
    assert pack.chain == ("../second.yaml", "toy/first")
    assert pack.profile.pack == "toy/second/valley"
    assert [rule.id for rule in pack.rules] == ["herd-sum", "sheep-pair"]


def test_origins_name_the_line_that_set_an_entry_and_those_that_changed_it() -> None:
    valley = os.path.join(TOYS, "toy/second/valley.yaml")
    origins = load("toy/second/valley").origins
    assert origins["herd-sum"] == Origin(
        FIRST, 45, ((os.path.join(TOYS, "toy/second", "../second.yaml"), 17), (valley, 5))
    )
    assert load("toy/second").origins["sheep-pair"] == Origin(SECOND, 19)


@pytest.mark.parametrize("off", ["off", "false", "'off'"])
def test_off_removes_an_entry(tmp_path: Path, off: str) -> None:
    write(tmp_path, p=f"extends: toy/first\nrules: {{ herd-sum: {off} }}\n")
    assert [rule.id for rule in load(str(tmp_path / "p.yaml")).rules] == ["beast-words"]


def test_an_entry_that_was_switched_off_can_be_set_again_as_a_whole(tmp_path: Path) -> None:
    write(tmp_path, p="extends: toy/second/valley\nrules: { beast-words: { kind: words, loud: true } }\n")
    assert Words(id="beast-words", loud=True) in load(str(tmp_path / "p.yaml")).rules
    write(tmp_path, p="extends: toy/second/valley\nrules: { beast-words: { loud: true } }\n")
    with pytest.raises(PackErrors, match="缺少“kind”"):
        load(str(tmp_path / "p.yaml"))


def test_options_of_every_type(tmp_path: Path) -> None:
    write(
        tmp_path,
        p="""
extends: toy/first
rules:
  words:
    kind: words
    severity: error
    section: preamble
    loud: true
    like: '牛+'
    said: { 牛: [犍], 羊: [] }
    never: [马, 驴]
    either: [1, 2]
    pair: [3, 三]
  figures:
    kind: figures
    form: remarks_sheet
    expect: sum >= 0
    per: row
    rows: [all]
    columns: [sum]
    limit: 0x10
    doubts:
      - { when: sum == 0, says: 空 }
      - { when: abs(sum) > 9, severity: error }
    doubt:
""",
    )
    words, figures = load(str(tmp_path / "p.yaml")).rules[-2:]
    assert words == Words(
        id="words", severity="error", section="preamble", loud=True, like="牛+", said={"牛": ("犍",), "羊": ()},
        never=frozenset({"马", "驴"}), either=(1, 2), pair=(3, "三"),
    )  # fmt: skip
    assert isinstance(figures, Figures)
    assert figures.doubt is None
    assert (figures.per, figures.rows, figures.columns, figures.limit) == ("row", ("all",), ("sum",), 16)
    assert [type(doubt) for doubt in figures.doubts] == [Doubt, Doubt]
    assert [(doubt.severity, doubt.says) for doubt in figures.doubts] == [("note", "空"), ("error", "")]
    assert figures.doubts[1].when.holds(lambda _: -10)


def test_keys_without_a_value_change_nothing(tmp_path: Path) -> None:
    write(tmp_path, p="extends: toy/first\nforms:\nfacts:\nrules:\n  # herd-sum: off\n")
    assert load(str(tmp_path / "p.yaml")).replace(
        name="", path=None, chain=(), profile=None, origins={}, sources=()
    ) == load("toy/first").replace(name="", path=None, chain=(), profile=None, origins={}, sources=())


# A project's own pack --------------------------------------------------------------------------------------------


def test_a_file_without_extends_is_laid_over_the_base(tmp_path: Path) -> None:
    write(tmp_path, disclint="rules: { herd-sum: { severity: warning } }\n")
    path = str(tmp_path / "disclint.yaml")
    pack = load(path, base="toy/second")
    assert (pack.name, pack.path) == ("disclint.yaml", path)
    assert pack.chain == ("toy/second", "toy/first")
    assert pack.profile.edition == "toy_2"
    assert pack.rules[0].severity == "warning"
    assert load(path, base="toy/first").profile.edition == "toy_1"


def test_a_file_with_extends_does_not_heed_the_base(tmp_path: Path) -> None:
    write(tmp_path, disclint="extends: toy/first\n")
    assert load(str(tmp_path / "disclint.yaml"), base="toy/second").chain == ("toy/first",)


def test_an_empty_file_is_a_pack_that_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, disclint="# extends: toy/second\n")
    assert load(str(tmp_path / "disclint.yaml"), base="toy/first").rules == load("toy/first").rules


def test_a_file_that_needs_a_base_says_so(tmp_path: Path) -> None:
    write(tmp_path, disclint="rules: {}\n")
    with pytest.raises(NoEdition) as caught:
        load(str(tmp_path / "disclint.yaml"))
    (error,) = caught.value.errors
    assert (error.line, error.column) == (1, 1)


def test_a_file_may_stand_alone(tmp_path: Path) -> None:
    path = tmp_path / "alone.yaml"
    path.write_bytes(Path(FIRST).read_bytes())
    assert load(str(path)).forms == load("toy/first").forms


def test_what_is_laid_over_may_speak_of_entries_that_only_another_edition_has(tmp_path: Path) -> None:
    write(tmp_path, disclint="rules:\n  sheep-pair: off\n", other="rules:\n  sheep-pair: { severity: note }\n")
    for name in ("disclint", "other"):
        path = str(tmp_path / f"{name}.yaml")
        assert [rule.id for rule in load(path, base="toy/first").rules] == ["herd-sum", "beast-words"]
    assert load(str(tmp_path / "other.yaml"), base="toy/second").rules[-1].severity == "note"


def test_but_not_of_entries_that_no_pack_has(tmp_path: Path) -> None:
    write(tmp_path, disclint="rules:\n  sheep-pears: off\n")
    with pytest.raises(PackErrors, match=r"disclint\.yaml:2:3: 没有名为“sheep-pears”的规则"):
        load(str(tmp_path / "disclint.yaml"), base="toy/first")


# Names, folders, classes -----------------------------------------------------------------------------------------


def test_an_unknown_pack_is_told_with_the_nearest_name() -> None:
    with pytest.raises(UsageError) as caught:
        load("toy/secnd")
    assert caught.value.chinese == "没有名为“toy/secnd”的规则包；可用：toy/second"
    assert caught.value.english == "there is no pack “toy/secnd”; use: toy/second"
    with pytest.raises(UsageError):
        load("toy/first", folders=())


@pytest.mark.parametrize("name", ["", "/", "toy/../toy/first", "toy//first", "toy\\first", "c:first", "toy/first\0"])
def test_a_name_leads_out_of_no_folder(name: str) -> None:
    with pytest.raises(UsageError):
        load(name)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(UsageError, match=r"nowhere\.yaml"):
        load("./nowhere.yaml")


def test_the_first_folder_that_has_a_pack_gives_it(tmp_path: Path) -> None:
    write(tmp_path, toy__first=Path(FIRST).read_text(encoding="utf-8").replace("toy_1", "mine"))
    folders = (str(tmp_path), TOYS)
    assert load("toy/first", folders=folders).profile.edition == "mine"
    assert load("toy/second", folders=folders).origins["herd-sum"].path == str(tmp_path / "toy" / "first.yaml")
    assert [profile.edition for profile in profiles(folders=folders)] == ["mine", "toy_2"]


def test_packs_are_found_by_name(tmp_path: Path) -> None:
    write(tmp_path, extra__pack="", _hidden__pack="", toy__first="")
    (tmp_path / "read.me").write_text("")
    assert packs_found((TOYS, str(tmp_path), str(tmp_path / "nowhere"))) == (
        "extra/pack", "toy/first", "toy/parts", "toy/second", "toy/second/valley",
    )  # fmt: skip


def test_profiles_are_those_of_packs_that_state_an_edition_themselves() -> None:
    found = profiles(folders=(TOYS,))
    assert [profile.pack for profile in found] == ["toy/first", "toy/second"]
    assert found[1] == load("toy/second").profile


def test_a_wrong_profile_is_told(tmp_path: Path) -> None:
    write(tmp_path, bad="extends: toy/first\nprofile: { edition: x, years: [2000] }\n")
    with pytest.raises(PackErrors, match=r"bad\.yaml:2:31"):
        profiles(folders=(str(tmp_path), TOYS))


def test_only_classes_in_force_are_imported() -> None:
    kinds = {**KINDS, "unused": "no.such.module:Rule"}
    assert load("toy/first", kinds=kinds).rules == load("toy/first").rules


@pytest.mark.parametrize(
    "target", ["no.such.module:Figures", f"{Figures.__module__}:Nothing", "os:path", "builtins:int"]
)
def test_a_class_that_cannot_be_had_is_told(target: str) -> None:
    with pytest.raises(PluginError, match=target):
        load_pack("toy/first", kinds={**KINDS, "figures": target}, folders=(TOYS,), cache=None)
