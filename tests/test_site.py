"""The site: built strictly, in both languages, with a page for whatever the program has."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from disclint.bundled import disclint_rules
from disclint.engine import Library, Request
from disclint.explain import entries
from disclint.plugins import find
from tests.checkout import ROOT


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built without a warning."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "docs/build.py", str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def pages(site: Path, language: str) -> set[str]:
    return {path.relative_to(site / language).as_posix() for path in (site / language).rglob("*.html")}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_entry_and_pack_has_a_page(site: Path, language: str) -> None:
    there = pages(site, language)
    assert {f"kinds/{rule.kind}.html" for rule in disclint_rules()} <= there
    for pack in ("cn/2019", "cn/2021", "cn/2019/henan"):
        assert f"packs/{pack.replace('/', '-')}.html" in there
        assert {f"rules/{entry.rule.id}.html" for entry in entries(Library(find(), Request(pack=pack)))} <= there


def test_both_languages_have_the_same_pages_and_lead_to_each_other(site: Path) -> None:
    assert pages(site, "zh") == pages(site, "en")
    for language, other in (("zh", "en"), ("en", "zh")):
        for name in ("index.html", "getting-started.html", "kinds/terms.html"):
            text = (site / language / name).read_text(encoding="utf-8")
            (link,) = re.findall(rf'<a href="([^"]*)" hreflang="{other}">', text)
            assert ((site / language / name).parent / link).resolve() == (site / other / name).resolve()


def test_each_language_speaks_it(site: Path) -> None:
    for name, chinese, english in (
        ("kinds/terms.html", "业务用语按法律和惯例书写", "Words of the report’s field are written as the law"),
        ("getting-started.html", "看表格是怎样读的", "See how the tables were read"),
        ("rules/terms.html", "违反的例子", "An example that breaks it"),
    ):
        assert chinese in (site / "zh" / name).read_text(encoding="utf-8")
        assert english in (site / "en" / name).read_text(encoding="utf-8")
