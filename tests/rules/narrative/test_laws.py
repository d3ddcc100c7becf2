"""What holds for any prose: the rules on numbers do not fail, and each finding stands at words of the sentence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.narrative.reports import findings, report

_WORDS = st.sampled_from(
    [
        *"，。；：、（）《》“”%", "3", "12", "40", "99.5", "2022年", "5月", "件", "条", "个", "万元", "余", "约",
        "其中", "包括", "分别为", "等", "收到", "未收到", "政府信息公开", "申请", "办结", "按时", "予以公开",
        "结转下年", "上年结转", "行政复议", "行政诉讼", "无", "全部维持", "规范性文件", "制发", "办结率", "占", "从",
        "增至", "增长", "自然人", "从三方面", "一是", "六大板块", "代理", "行政事业性收费",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=50).map("".join))
def test_no_prose_makes_a_rule_fail(prose: str) -> None:
    text = report(f"概述：{prose}")
    start = text.index("概述：")
    end = start + len("概述：") + len(prose)
    for entry in ("narrative-counts", "narrative-none", "narrative-parts", "narrative-ratios"):
        for found in findings(entry, text):
            assert start <= found.span.start < found.span.end <= end
            assert found.message.chinese
            assert found.message.english
