"""A commented ``disclint.yaml``."""

from __future__ import annotations

__all__ = ["CONFIG_TEXT"]

CONFIG_TEXT = """\
# disclint.yaml：本文件夹及以下各级文件夹中的报告按此检查。
# Reports in this folder and below are checked by it.

# 所依据的规则包。不写时，按报告的年度和表格取全国规则包（cn/2019 或 cn/2021）。
# The pack that this one changes; without it, the national pack of the report's edition.
# extends: cn/2021

rules:
  # 改一条规则的级别（error、warning、note）：  The severity of an entry:
  # form-labels: { severity: note }

  # 不用一条规则：  An entry that is not in force here:
  # documents-in-force: off

  # 自己的规则；种类和选项见 disclint explain terms：  An entry of your own:
  # own-words:
  #   kind: terms
  #   severity: warning
  #   words:
  #     政府信息公开年报: { right: 政府信息公开工作年度报告 }

# 已知并接受的问题：  Findings that are known and accepted:
# ignore:
#   - { rule: amount-decimals, file: 2019/*.txt, reason: 当年格式未要求保留四位小数 }
"""
