"""Percentages of the text against its own numbers."""

from __future__ import annotations

import pytest

from tests.rules.narrative.reports import findings, report, said


@pytest.mark.parametrize(
    "sentence",
    [
        "办理投诉547件，办理完成547件，办结率达100%。",
        "收到来信60封，答复58封，答复率96.7%。",
        "收到来信60封，答复58封，答复率97%。",
        "报送信息1247条，采用1219条，采用率97.75%。",
        "公开信息50条，其中政策30条，占60%，动态20条，占40%。",
        "解读从2022年的40篇增至2023年的53篇，增长32.5%。",
        "账号由37个减至29个，减少21.6%。",
    ],
)
def test_what_is_right(sentence: str) -> None:
    assert said("narrative-ratios", report(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "收到来信25封，另收到留言30条，办结率100%。",
        "办理留言约30件，办结25件，办结率100%。",
        "收到来信60封，答复58封，满意率99%。",
        "网站访问量同比增长150%，任务完成率105%。",
        "解读从40篇增至50篇，同比增长20%。",
        "收到来信60封，答复58封，全市平均答复率90%左右。",
        "收到留言17件，办结18件（含上年结转1件）。",
        "收到政府信息公开申请38件，办结39件。",
        "收到来信17封，编发简报18期，回复留言20条。",
        "公开信息50条，约占60%。",
        "《办结率120%的说明》已更正。",
        "占地面积扩大120%，市场占有率提高150%，办结率提高120%。",
        "收到来信60封，答复58封，答复率提高5%，按时答复率90%。",
        "收到留言17件，已回复18余件。",
        "解读从50篇增至40篇，增长25%。",
        "答复来信58封，收到来信60封，答复率98%。",
    ],
)
def test_what_cannot_be_worked_out(sentence: str) -> None:
    assert said("narrative-ratios", report(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("收到来信60封，答复58封，答复率98%。", ["warning wrong “98”"]),
        ("办理投诉547件，办结540件，办结率100%。", ["warning wrong “100”"]),
        ("受理咨询300件，办结299件，办结率99.66%。", ["note cut “99.66”"]),
        ("受理咨询300件，办结299件，办结率99.65%。", ["warning wrong “99.65”"]),
        ("公开信息50条，其中政策30条，占65%，动态20条。", ["warning wrong “65”"]),
        ("解读从40篇增至50篇，增长20%。", ["warning wrong “20”"]),
        ("账号由60个减至40个，减少33.4%。", ["warning wrong “33.4”"]),
        ("答复率达120%。", ["error above “120”"]),
        ("公开信息50条，政策信息多，占总数的120%。", ["error above “120”"]),
        ("收到留言17件，已回复18件。", ["warning exceeds “18”"]),
    ],
)
def test_what_is_wrong(sentence: str, expected: list[str]) -> None:
    assert said("narrative-ratios", report(sentence)) == expected


def test_a_finding_shows_how_it_was_worked_out() -> None:
    text = report("收到来信60封，答复58封，答复率98%。")
    (found,) = findings("narrative-ratios", text)
    assert found.message.chinese == "正文称答复率98%，按 58/60 计算应为 97%"
    assert [text[slice(*related.span)] for related in found.related] == ["58", "60"]
