"""Damage of labels: other wording, brackets, spaces."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.damage.layouts import Table
from tests.damage.plan import Plan

__all__ = ["normal", "script", "spoil_words"]

_ALIASES = {
    "结果维持": "结果维护",
    "总计": "合计",
    "规范性文件": "规范性文件（本单位制发的）",
    "只计这一情形，不计其他情形": "只记这一情形，不记其他情形",
    "信访举报投诉类申请": "信访投诉举报类申请",
    "其他法律行政法规禁止公开": "其他法律法规禁止公开",
    "三、本年度办理结果": "三、办理结果",
    "社会公益组织": "公益组织",
    "行政事业性收费": "行政事业收费",
    "“三安全一稳定”": '"三安全一稳定"',
    "四、结转下年度继续办理": "四、结转下一年度继续办理",
}

_REMARKS = {
    "行政复议": "（因公开事项被申请）",
    "行政诉讼": "（因公开事项被起诉）",
    "规章": "（有制定权的机关填写）",
    "处理决定数量": "（指全年办件数）",
    "其他": "（含个体工商户）",
    "（六）其他处理": "（含撤回）",
}

_HALF_WIDTH = {ord(full): half for full, half in zip("（），：．", "(),:.", strict=True)}


def spoil_words(table: Table, plan: Plan) -> None:
    """Rewrites the labels of a table. Equal labels are spoilt equally."""
    rng = plan.rng
    slots = [slot for row in table.rows for slot in (*row.labels, *row.values) if slot.kind != "number" and slot.text]
    changes: list[Callable[[str], str]] = []
    if plan.has("aliases"):
        share = rng.choice((0.5, 1.0))
        known = {old: new for old, new in _ALIASES.items() if rng.random() < share}
        changes.append(lambda text: _alias(text, known))
    if plan.has("remarks"):
        chosen = {text: remark for text, remark in _REMARKS.items() if rng.random() < 0.7}
        changes.append(lambda text: text + chosen.get(text, ""))
    if plan.has("half-width"):
        changes.append(lambda text: text.translate(_HALF_WIDTH))
    if plan.has("ordinal-space"):
        changes.append(lambda text: re.sub(r"^([（(].[）)]|\d[.．])", r"\1 ", text))
    if plan.has("spaced-labels"):
        changes.append(lambda text: _spaced(text, plan))
    if plan.has("special-spaces"):
        space = rng.choice(("\u00a0", "\u3000", "  "))
        changes.append(lambda text: text + space if rng.random() < 0.3 else text)
    for change in changes:
        made: dict[str, str] = {}
        for slot in slots:
            if slot.text not in made:
                made[slot.text] = change(slot.text)
            slot.text = made[slot.text]


def _alias(text: str, known: dict[str, str]) -> str:
    for old, new in known.items():
        if text == old or (len(old) > 4 and old in text):
            return text.replace(old, new)
    return text


def _spaced(text: str, plan: Plan) -> str:
    if len(text) > 4 or plan.rng.random() < 0.4:
        return text
    single = plan.layout in ("aligned", "one-line") or len(text) > 2
    return (" " if single else "    ").join(text)


def normal(text: str) -> str:
    """A text as the laws compare it: full-width forms unified, Simplified script, no white space."""
    from unicodedata import normalize

    return re.sub(r"\s", "", script("t2s")(normalize("NFKC", text)))


_converters: dict[str, Callable[[str], str]] = {}


def script(name: str) -> Callable[[str], str]:
    """A converter of script: ``s2t`` or ``t2s``."""
    if name not in _converters:
        import opencc

        _converters[name] = opencc.OpenCC(name).convert
    return _converters[name]
