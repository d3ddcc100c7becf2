"""A pack with examples of its entries, by path; NAME stands for the name of the pack."""

from __future__ import annotations

__all__ = ["PACK", "PROJECT", "TITLE"]

TITLE = "青屏县教育局2023年政府信息公开工作年度报告\n"

PACK = {
    "NAME.yaml": """\
# NAME：在全国格式之上的本地规则。  Local rules on top of the national form.
extends: cn/2021

rules:
  # 改级别。  A changed severity.
  problems-section: { severity: note }

  # 用词。  Words.
  NAME-words:
    kind: terms
    severity: warning
    basis: 本地年度报告编制要求：规范用词
    words:
      政务公开热线: { right: 政务服务热线 }

  # 某一部分必须写到的内容。  What a section has to speak of.
  NAME-hotline:
    kind: required-aspects
    severity: warning
    basis: 本地年度报告编制要求：其他需要报告的事项
    section: other_matters
    aspects:
      政务服务热线: { words: [热线, "12345"] }

  # 数字之间的关系。  A relation between figures.
  NAME-granted:
    kind: form-arithmetic
    severity: warning
    basis: 本地年度报告核对表
    form: applications
    expect: granted <= received + carried_in
""",
    "examples/NAME-words/breaks-word.txt": f"""\
{TITLE}一、总体情况
通过政务公开热线答复咨询12件。
#! 3 [warning NAME-words] “政务公开热线”应为“政务服务热线”
""",
    "examples/NAME-words/keeps-word.txt": f"""\
{TITLE}一、总体情况
通过政务服务热线答复咨询12件；政务公开专线已并入。
""",
    "examples/NAME-hotline/breaks-silent.txt": f"""\
{TITLE}六、其他需要报告的事项
#! 1 [warning NAME-hotline] “其他需要报告的事项”没有写到“政务服务热线”
本年度未收取信息处理费。
""",
    "examples/NAME-hotline/keeps-named.txt": f"""\
{TITLE}六、其他需要报告的事项
本年度未收取信息处理费；热线转来的咨询12件均已答复。
""",
    "examples/NAME-granted/breaks-more.txt": f"""\
{TITLE}三、收到和处理政府信息公开申请情况
\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计
一、本年新收政府信息公开申请数量\t6\t1\t0\t0\t0\t0\t7
二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1
（一）予以公开\t8\t1\t0\t0\t0\t0\t9
#! 9 [warning NAME-granted] “自然人”列：（一）予以公开 8，大于一、本年新收政府信息公开申请数量 6 \
+ 二、上年结转政府信息公开申请数量 1 = 7
#! 21 [warning NAME-granted] “总计”列：（一）予以公开 9，大于一、本年新收政府信息公开申请数量 7 \
+ 二、上年结转政府信息公开申请数量 1 = 8
""",
    "examples/NAME-granted/keeps-all.txt": f"""\
{TITLE}三、收到和处理政府信息公开申请情况
\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计
一、本年新收政府信息公开申请数量\t6\t1\t0\t0\t0\t0\t7
二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1
（一）予以公开\t7\t1\t0\t0\t0\t0\t8
""",
    "examples/problems-section/breaks-none.txt": f"""\
{TITLE}五、存在的主要问题及改进情况
#! 1 [note problems-section] “存在的主要问题及改进情况”只写了“无”，应写明问题和改进情况
无。
""",
    "examples/problems-section/keeps-both.txt": f"""\
{TITLE}五、存在的主要问题及改进情况
解读材料偏少；下一步随文件一并发布解读。
""",
}
"""The pack and its examples."""

PROJECT = {
    ".pre-commit-config.yaml": """\
# 每次提交前测试规则包。  Tests the pack before every commit.
repos:
  - repo: local
    hooks:
      - id: disclint-test
        name: disclint test
        entry: disclint test NAME.yaml
        language: system  # 用已安装的 disclint  the disclint that is installed
        pass_filenames: false
        files: ^(NAME\\.yaml|examples/)
""",
    "README.md": """\
# NAME

政府信息公开工作年度报告的本地规则，供 disclint 使用。 Local rules of disclosure reports, for disclint.

```sh
disclint test NAME.yaml                         # 测试  test
disclint test NAME.yaml --bless                 # 把现在的结果写入示例  write what is said now into the examples
disclint reports/ --config NAME.yaml            # 检查报告  check reports
```

- `NAME.yaml`：规则。每条规则的种类和选项见 `disclint explain RULE`。 The rules.
- `examples/RULE/breaks-….txt`、`examples/RULE/keeps-….txt`：违反和不违反某条规则的小报告；`#!` 开头的行写明应报告什么。
  Small reports that break and keep a rule; lines that begin with `#!` say what is to be found.
- `pre-commit install`：每次提交前自动测试。 Tests before every commit.

项目的 `disclint.yaml` 可以写 `extends: PATH/NAME.yaml`。 A project's `disclint.yaml` may extend it by its path.
""",
}
"""What belongs to a folder that is a pack and nothing else."""
