"""A folder to check reports in, packs that put the kinds of ``kinds`` into force, and a report without mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclint import LoaderEntry, PackFolder, RuleEntry, bundled
from disclint.model.plugin import Brought

from . import kinds

__all__ = ["REPORT", "brought", "folder"]

_HERE = kinds.__name__

_SECTIONS = """
一、总体情况
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
"""

REPORT = f"云溪县人民政府2023年政府信息公开工作年度报告\n{_SECTIONS}本年没有其他事项。\n"


@pytest.fixture
def brought(tmp_path: Path) -> Brought:
    """The bundled reader and packs, and of rules only those of ``kinds``."""
    packs = tmp_path / "packs" / "test"
    packs.mkdir(parents=True)
    (packs / "word.yaml").write_text(
        "extends: cn/2021\nrules:\n  sixth: { kind: word, word: 六、 }\n", encoding="utf-8"
    )
    return Brought(
        loaders=(
            *bundled.disclint_loaders(),
            LoaderEntry("broken", (".broken",), f"{_HERE}:broken_reader"),
            LoaderEntry("odd", (".odd",), f"{_HERE}:odd_reader"),
        ),
        rules=(
            *bundled.disclint_rules(),
            RuleEntry("word", f"{_HERE}:Word"),
            RuleEntry("granted", f"{_HERE}:Granted"),
            RuleEntry("faulty", f"{_HERE}:Faulty"),
            RuleEntry("deadly", f"{_HERE}:Deadly"),
            RuleEntry("odd", f"{_HERE}:Odd"),
            RuleEntry("odd-between", f"{_HERE}:OddBetween"),
        ),
        folders=(*bundled.disclint_packs(), PackFolder(str(packs.parent))),
        owners=((f"{_HERE}:Faulty", "disclint-test"),),
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with a report in it; nothing above it has a ``disclint.yaml``."""
    work = tmp_path / "work"
    work.mkdir()
    (work / "report.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(work)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return work
