"""A Python package with a pack and a kind of rule of its own, by path.

NAME stands for the name of the pack, MODULE for the same as Python writes it.
"""

from __future__ import annotations

from disclint.scaffold.pack import TITLE

__all__ = ["ENTRY", "EXAMPLES", "PACKS", "PROJECT"]

PACKS = "src/disclint_MODULE/packs"
"""The folder of the pack."""

ENTRY = """
  # 自己的规则种类，见 rules.py。  The kind of rule that is brought by rules.py.
  NAME-overview:
    kind: NAME-length
    severity: note
    basis: 本地年度报告编制要求：总体情况
    section: overview
    least: 20
"""
"""What the pack has besides, an entry of the package's own kind."""

EXAMPLES = {
    "examples/NAME-overview/breaks-short.txt": f"""\
{TITLE}一、总体情况
#! 1 [note NAME-overview] “总体情况”只有9字，应至少有20字
工作正常开展无变化
""",
    "examples/NAME-overview/keeps-long.txt": f"""\
{TITLE}一、总体情况
全年主动公开信息120条，其中解读材料8条，答复申请7件。
""",
}

PROJECT = {
    "pyproject.toml": """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "disclint-NAME"
version = "0.1.0"
description = "Rules of disclosure reports for disclint"
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["disclint"]

[project.optional-dependencies]
test = ["pytest"]

[project.entry-points.disclint]
NAME = "disclint_MODULE.hooks"

[tool.hatch.build.targets.wheel]
packages = ["src/disclint_MODULE"]

[tool.pytest.ini_options]
testpaths = ["tests"]
""",
    "src/disclint_MODULE/__init__.py": """\
\"""政府信息公开工作年度报告的本地规则。  Local rules of disclosure reports.\"""
""",
    "src/disclint_MODULE/hooks.py": """\
\"""What the package brings. It imports nothing but disclint: rules.py is imported when a pack needs it.\"""

from pathlib import Path

from disclint import PackFolder, RuleEntry, hookimpl

disclint_api = 1


@hookimpl
def disclint_rules() -> list[RuleEntry]:
    return [RuleEntry("NAME-length", "disclint_MODULE.rules:SectionLength")]


@hookimpl
def disclint_packs() -> list[PackFolder]:
    return [PackFolder(str(Path(__file__).parent / "packs"))]
""",
    "src/disclint_MODULE/rules.py": """\
\"""The kind of rule that the package brings.\"""

from collections.abc import Iterator

from disclint import Diagnostic, Filing, Rule


class SectionLength(Rule):
    \"""A section has at least so many characters.

    White space and tables do not count. A section that is not there is the business of `required-sections`.

    中文：一个部分至少写多少字。

    空白和表格不计。缺这一部分由 `required-sections` 报告。
    \"""

    kind = "NAME-length"

    messages = {
        "short": (
            "“{title}”只有{count}字，应至少有{least}字",
            "“{title}” has {count} characters, and needs {least}",
        ),
    }

    section: str = "overview"
    \"""The key of the section.
    中文：部分的键。\"""

    least: int = 20
    \"""How many characters it must have.
    中文：至少多少字。\"""

    def check(self, filing: Filing) -> Iterator[Diagnostic]:
        section = filing.section(self.section)
        if section is None:
            return
        texts = (paragraph.value for paragraph in filing.paragraphs(self.section))
        count = sum(len("".join(text.split())) for text in texts)
        if count < self.least:
            yield self.diagnostic(
                section.heading.span,
                "short",
                title=section.title,
                count=count,
                least=self.least,
            )
""",
    "tests/test_examples.py": """\
\"""The examples beside the pack are as their margins say; DISCLINT_BLESS=1 writes what is said now.\"""

from pathlib import Path

import pytest
from disclint.testing import check, golden_files

import disclint_MODULE


EXAMPLES = Path(disclint_MODULE.__file__).parent / "packs" / "examples"


@pytest.mark.parametrize("path", golden_files(EXAMPLES))
def test_examples(path: str) -> None:
    check(path)
""",
    ".pre-commit-config.yaml": """\
# 每次提交前测试规则包，须先 pip install -e .  Tests the pack before every commit; needs pip install -e .
repos:
  - repo: local
    hooks:
      - id: disclint-test
        name: disclint test
        entry: disclint test NAME
        language: system  # 用已安装的 disclint  the disclint that is installed
        pass_filenames: false
        files: ^src/
""",
    ".gitignore": """\
__pycache__/
.venv/
dist/
""",
    "README.md": """\
# disclint-NAME

政府信息公开工作年度报告的本地规则，供 disclint 使用。 Local rules of disclosure reports, for disclint.

```sh
pip install -e '.[test]'                        # 安装  install
disclint test NAME                              # 测试规则包  test the pack
pytest                                          # 同样的测试  the same with pytest
disclint reports/ --pack NAME                   # 检查报告  check reports
disclint explain NAME-length                    # 自己的规则种类  the kind of its own
```

- `src/disclint_MODULE/packs/NAME.yaml`：规则。 The rules.
- `src/disclint_MODULE/packs/examples/RULE/`：违反（`breaks-…`）和不违反（`keeps-…`）某条规则的小报告；`#!` 开头的行
  写明应报告什么。 Small reports that break and keep a rule; lines that begin with `#!` say what is to be found.
- `src/disclint_MODULE/rules.py`：自己的规则种类。 A kind of rule of its own.
- `src/disclint_MODULE/hooks.py`：告诉 disclint 有什么。 Tells disclint what there is.

安装后，项目的 `disclint.yaml` 可以写 `extends: NAME`。 When it is installed, a `disclint.yaml` may say so.
""",
}
"""The package around the pack."""
