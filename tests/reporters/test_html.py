"""The page: whole and harmless as a text, and in a real browser readable, usable without a mouse, and safe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint import (
    Cell,
    Checked,
    Diagnostic,
    Edit,
    Failure,
    Fix,
    LineTable,
    Message,
    Note,
    Paragraph,
    Piece,
    Related,
    ReportOptions,
    Row,
    Run,
    Span,
    Table,
)
from disclint.engine import Request, check
from disclint.plugins import find
from disclint.reporters.annotated import Annotated, FormUnit, TextUnit
from disclint.reporters.html import report
from tests.checkout import ROOT
from tests.reporters.browser import Browser, Page, browser
from tests.reporters.runs import (
    REPORT,
    VERSION,
    checked,
    document,
    everything,
    finding,
    half_width,
    row_total,
    spot,
    unknown,
    unreadable,
)

__all__ = ["browser"]

DRAFT = str(ROOT / "examples" / "draft-2023.txt")

ANY = st.text(st.characters(exclude_categories=()), max_size=40)

VOID = {"meta", "br", "col", "input", "link", "img", "hr", "wbr"}


class Markup(HTMLParser):
    """A page as its tags and words; a tag that is closed in the wrong place is a mistake."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append((self._open[-1] if self._open else "", data))

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(*files: Checked, **options: Any) -> str:
    return report(Run(VERSION, files), ReportOptions(**options))


def drawn(file: Checked) -> Checked:
    """A file whose table is known to be that of applications, from its header to its last row."""
    assert file.document is not None
    assert file.filing is not None
    (table,) = (block for block in file.document.tables() if "自然人" in block.rows[0].cells[1].value)
    forms = tuple(
        form.replace(span=table.span if form.key == "applications" else None, found=form.key == "applications")
        for form in file.filing.forms
    )
    return file.replace(filing=file.filing.replace(document=file.document, forms=forms))


def whole(text: str) -> Markup:
    """A page that was found complete, without anything from elsewhere, and with links that lead somewhere."""
    markup = Markup(text)
    ids = [attributes["id"] for _, attributes in markup.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    for tag, attributes in markup.tags:
        assert not any(name.startswith("on") or name in ("style", "src", "srcset", "action") for name in attributes)
        assert tag not in ("link", "iframe", "object", "embed", "base", "img")
        if "href" in attributes:
            assert attributes["href"].startswith("#")
            assert attributes["href"][1:] in ids
        for name in ("aria-labelledby", "aria-describedby", "data-notes", "data-section", "data-filter"):
            assert set(attributes.get(name, "").split()) <= set(ids), (tag, attributes)
    places = {name for _, attributes in markup.tags for name in attributes.get("data-mark", "").split()}
    lit = {name for _, attributes in markup.tags for name in attributes.get("data-lit", "").split()}
    assert lit <= set(ids) | places
    assert [name for name, _ in markup.tags].count("script") == 1
    return markup


# The page as a text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_is_whole(language: str) -> None:
    for files in (
        (checked(half_width(REPORT), row_total(REPORT)),),
        everything().files,
        (unreadable(),),
        (unknown(),),
        (),
    ):
        markup = whole(page(*files, language=language))
        assert markup.of("html") == [{"lang": "en" if language == "en" else "zh-CN"}]


def test_its_policy_names_its_own_script_and_style_and_nothing_else() -> None:
    text = page(checked(row_total(REPORT)))
    (policy,) = (tag["content"] for tag in Markup(text).of("meta") if "http-equiv" in tag)
    assert policy.startswith("default-src 'none'; ")
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}';" in policy
    assert "unsafe" not in policy
    assert "http" not in re.sub(r"http-equiv", "", text)


HOSTILE = (
    "<script>window.ran = 1</script>",
    "\"><img src=x onerror='window.ran = 2'>",
    "' onmouseover='window.ran = 3' x='",
    "</style><script>window.ran = 4</script>",
    "</script><script>window.ran = 5</script>",
    "</title></textarea><svg onload=window.ran=6>",
    "<!--",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:window.ran=7",
    "&lt;script&gt;window.ran = 8&lt;/script&gt;",
    "<iframe src='https://example.org/'></iframe>",
    "<base href='https://example.org/'><link rel=stylesheet href='//example.org/a.css'>",
    "\u202egnitarepo\u200b\0\x1b[31m",
)


def hostile(words: str, path: str = "") -> Checked:
    """A file in which everything that a stranger can write says the same."""
    text = REPORT.replace("本年主动公开信息", words).replace(
        "社会公益组织", words.replace("\t", " ").replace("\n", " ")
    )
    read = document(text, path or words, (Note("own", words, words),))
    start = text.index(words) if words in text else 0
    span = Span(start, start + len(words))
    message = Message("own", words, words)
    wrong = Diagnostic(
        words, "error", message, span, words, None,
        (Related(message, span), Related(message, Span(0, 3)), Related(message, Span(0, 3), words)),
        Fix((Edit(span, words),), safe=True), words,
    )  # fmt: skip
    base = checked()
    assert base.filing is not None
    filing = base.filing.replace(document=read)
    file = base.replace(path=path or words, document=read, filing=filing, diagnostics=(wrong, row_total(REPORT)))
    return drawn(file.replace(failures=(Failure(words, words),)))


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_report_says_is_never_markup(words: str) -> None:
    clean = [tag for tag, _ in Markup(page(hostile("好"))).tags]
    for files in ((hostile(words),), (hostile(words), hostile(words, "b"))):
        markup = whole(page(*files))
        if len(files) == 1:
            assert sorted({tag for tag, _ in markup.tags}) == sorted(set(clean))
        shown = "".join(data for _, data in markup.words)
        visible = words.replace("\u202e", "<U+202E>").replace("\u200b", "<U+200B>")
        assert visible.replace("\0", "<U+0000>").replace("\x1b", "<U+001B>") in shown


@settings(max_examples=60, deadline=None)
@given(ANY, ANY)
def test_any_text_makes_a_whole_page(words: str, path: str) -> None:
    whole(page(hostile(words, path)))


def test_the_same_run_gives_the_same_page() -> None:
    assert report(everything(), ReportOptions()) == report(everything(), ReportOptions())


def test_another_encoding_gets_references() -> None:
    said = page(checked(half_width(REPORT)), encoding="gbk")
    assert said.isascii()
    assert Markup(said).words == Markup(page(checked(half_width(REPORT)))).words


def test_the_page_needs_its_library_and_a_plain_check_does_not() -> None:
    def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", f"import sys\n{script}", *arguments],
            cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, stdin=subprocess.DEVNULL, capture_output=True,
            encoding="utf-8", check=False,
        )  # fmt: skip

    missing = "sys.modules['jinja2'] = None\nfrom disclint.cli import main\nsys.exit(main(sys.argv[1:]))"
    done = run(missing, DRAFT, "--format", "html", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "disclint: --format html needs Jinja2: pip install Jinja2\n"
    plain = (
        "from disclint.cli import main\nmain(sys.argv[1:])\n"
        "sys.exit(sum(name in sys.modules for name in ('jinja2', 'markupsafe', 'xlsxwriter', 'xml')))"
    )
    assert run(plain, DRAFT).returncode == 0


# The report in it


def test_the_forms_stand_where_their_figures_were() -> None:
    (file,) = check([DRAFT], Request(), find()).files
    assert file.document is not None
    units = Annotated(file, file.document).units
    kinds = [
        unit.bound.key if isinstance(unit, FormUnit) else unit.role if isinstance(unit, TextUnit) else "table"
        for unit in units
    ]
    assert list(filter(None, kinds)) == [
        "title", "heading", "heading", "active_disclosure", "heading", "applications", "heading", "review_litigation",
        "heading",
    ]  # fmt: skip


def test_nothing_of_a_report_is_left_out() -> None:
    (file,) = check([DRAFT], Request(), find()).files
    assert file.document is not None
    shown = "".join(data for tag, data in Markup(page(file)).words if tag not in ("a", "script", "style"))
    for line in filter(None, re.split(r"[\t\n]", file.document.text)):
        assert line in shown


def test_every_finding_is_listed_once_and_explained_once() -> None:
    (file,) = check([DRAFT], Request(), find()).files
    markup = whole(page(file))
    ids = [attributes["id"] for attributes in markup.of("li") if "id" in attributes]
    numbers = range(1, len(file.diagnostics) + 1)
    assert sorted(ids) == sorted([*(f"f{number}" for number in numbers), *(f"n{number}" for number in numbers)])
    marks = {tag["id"] for _, tag in markup.tags if re.fullmatch(r"m\d+", tag.get("id", ""))}
    assert marks == {f"m{number}" for number in numbers}


@given(st.data())
def test_marks_cover_the_words_that_they_are_about(data: st.DataObject) -> None:
    line = data.draw(st.text("甲乙丙丁戊。", min_size=1, max_size=30))
    at = st.integers(0, len(line))
    spans = [Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(at, at), max_size=6))]
    read = document(f"{line}\n")
    file = Checked("a.txt", tuple(finding(span, "此处") for span in spans), read)
    annotated = Annotated(file, read)
    (unit,) = annotated.units
    assert isinstance(unit, TextUnit)
    segments = annotated.segments(unit.text)
    assert "".join(segment.words for segment in segments) == line
    for number, span in enumerate(spans, 1):
        mine = [segment for segment in segments if any(mark.number == number for mark in segment.marks)]
        assert "".join(segment.words for segment in mine) == line[span.start : span.end]
        assert sum(any(mark.number == number for mark in segment.begins) for segment in segments) == 1
        assert sum(any(mark.number == number for mark in segment.ends) for segment in segments) == 1


def test_marks_find_their_way_into_texts_of_pieces() -> None:
    text = "<p>甲&amp;乙<b>丙</b>丁</p>"
    pieces = (
        Piece(0, Span(3, 4)), Piece(1, Span(4, 9), exact=False), Piece(2, Span(9, 10)), Piece(3, Span(13, 14)),
        Piece(4, Span(18, 19)),
    )  # fmt: skip
    paragraph = Paragraph("甲&乙丙丁", "甲&乙丙丁", Span(3, 19), pieces)
    read = document(text).replace(blocks=(paragraph,), format="html")
    spans = (Span(4, 9), Span(6, 7), Span(9, 14), Span(13, 19), Span(0, len(text)))
    annotated = Annotated(Checked("a.html", tuple(finding(span, "此处") for span in spans), read), read)
    segments = annotated.segments(paragraph)
    covered = [
        "".join(segment.words for segment in segments if any(mark.number == number for mark in segment.marks))
        for number in range(1, len(spans) + 1)
    ]
    assert covered == ["&", "&", "乙丙", "丙丁", "甲&乙丙丁"]


def test_a_stretch_over_paragraphs_is_marked_in_each() -> None:
    read = document("甲甲\n乙乙\n丙丙\n")
    annotated = Annotated(Checked("a.txt", (finding(Span(1, 7), "此处"),), read), read)
    covered = [
        "".join(segment.words for segment in annotated.segments(unit.text) if segment.marks)
        for unit in annotated.units
        if isinstance(unit, TextUnit)
    ]
    assert covered == ["甲", "乙乙", "丙"]
    assert [unit.notes for unit in annotated.units] == [[1], [], []]


def test_a_table_that_is_no_form_keeps_its_spans() -> None:
    text = "甲 乙 丙"
    cells = (Cell("甲", "甲", Span(0, 1), 0, colspan=2), Cell("丙", "丙", Span(4, 5), 2, rowspan=9))
    read = document(text).replace(blocks=(Table((Row(cells, Span(0, 5)),), Span(0, 5), grid=True, dialect="html"),))
    *_, first, second = whole(page(Checked("a.html", (finding(Span(4, 5), "此处"),), read))).of("td")
    assert (first.get("colspan"), second.get("rowspan")) == ("2", None)


def test_a_finding_in_another_file_is_named_with_it() -> None:
    there = Related(Message("own", "上年", "last year"), Span(0, 2), "b.txt")
    here = checked(row_total(REPORT).replace(related=(there,)), path="a.txt")
    markup = whole(page(here, checked(half_width(REPORT), path="b.txt")))
    assert {"href": "#file-2", "title": "b.txt 第1行第1字"} in markup.of("a")


def test_many_findings_in_one_line_are_all_marked() -> None:
    text = "甲,乙" * 20_000
    commas = [Span(at, at + 1) for at in range(1, len(text), 3)]
    read = document(text)
    annotated = Annotated(Checked("a.txt", tuple(finding(span, "此处") for span in commas), read), read)
    (unit,) = annotated.units
    assert isinstance(unit, TextUnit)
    assert sum(bool(segment.marks) for segment in annotated.segments(unit.text)) == len(commas)


# In a browser


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "一份 报告.html"
    path.write_text(report(check([DRAFT], Request(), find()), ReportOptions()), encoding="utf-8")
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    files = [
        checked(*[half_width(REPORT)] * (number % 3), *[row_total(REPORT)] * (number % 2), path=f"报告{number}.txt")
        for number in range(12)
    ]
    path = tmp_path / "many.html"
    path.write_text(page(*files, unreadable(), unknown()), encoding="utf-8")
    return path


def focused(opened: Page) -> str:
    text: str = opened.value("(document.activeElement.getAttribute('href') || document.activeElement.tagName)")
    return text


def tabbed(opened: Page, limit: int = 200) -> Iterator[str]:
    """What has the focus after each press of Tab, until it leaves the page."""
    for _ in range(limit):
        opened.press("Tab")
        where = focused(opened)
        if where == "BODY":
            return
        yield where


@pytest.mark.parametrize("policy", [True, False], ids=["as it is", "without its policy"])
def test_a_hostile_report_runs_nothing(browser: Browser, tmp_path: Path, policy: bool) -> None:
    together = "".join(words for words in HOSTILE if words != "<!--")
    reports = (
        tuple(hostile(words, f"{at}") for at, words in enumerate(HOSTILE)),
        (hostile(together),),
        (hostile(f"<!--{together}"),),
    )
    for number, files in enumerate(reports):
        path = tmp_path / f"{number}.html"
        path.write_text(page(*files), encoding="utf-8")
        with browser.open(path, policy=policy) as opened:
            opened.value("document.querySelectorAll('*').forEach(e => e.dispatchEvent(new Event('mouseover')))")
            assert opened.value("typeof window.ran") == "undefined"
            assert opened.value("document.scripts.length") == 1
            assert opened.requests() == [path.as_uri()]
            assert opened.complaints() == []


def test_its_policy_stops_what_would_get_through(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "holed.html"
    holed = page(checked()).replace(
        "</main>", "<img src=x onerror='window.ran = 1'><script>window.ran = 2</script></main>"
    )
    path.write_text(holed, encoding="utf-8")
    with browser.open(path) as opened:
        assert opened.value("typeof window.ran") == "undefined"
        assert opened.stopped() == ["csp"]
        assert len(opened.complaints()) >= 2


def test_operands_light_up_under_the_mouse(browser: Browser, one: Path) -> None:
    with browser.open(one) as opened:
        opened.point("figure.across td.wrong")
        lit = opened.value("[...document.querySelectorAll('.lit .words')].map(e => e.textContent)")
        assert lit == ["3", "1", "0", "0"]
        told = opened.value("document.getElementById('bar').innerText")
        assert "结果维持 3 + 结果纠正 1 = 4，与总计 5 不相等" in told
        opened.press("Escape")
        assert opened.value("document.querySelectorAll('.lit').length") == 0
        assert opened.value("document.getElementById('bar').hidden")
        opened.point("h1")
        assert opened.value("document.querySelectorAll('.lit').length") == 0


def test_the_whole_page_is_reached_by_the_keyboard(browser: Browser, one: Path) -> None:
    with browser.open(one) as opened:
        stops = []
        for where in tabbed(opened):
            stops.append(where)
            visible = opened.value(
                "(() => { const e = document.activeElement, box = e.getBoundingClientRect();"
                " const bar = document.getElementById('bar');"
                " const foot = bar.hidden ? innerHeight : bar.getBoundingClientRect().top;"
                " return box.width > 0 && box.top < foot && getComputedStyle(e).outlineStyle !== 'none'; })()"
            )
            assert visible, where
            if where == "#n5":
                assert opened.value("document.querySelectorAll('.lit').length") == 4
        assert stops[0] == "#findings"
        assert {f"#n{number}" for number in range(1, 7)} <= set(stops)
        assert {f"#f{number}" for number in range(1, 7)} <= set(stops)
        assert stops.count("SUMMARY") == 3


def test_a_screen_reader_finds_its_way(browser: Browser, one: Path) -> None:
    with browser.open(one) as opened:
        nodes = [
            (node["role"]["value"], node.get("name", {}).get("value", ""), node.get("description", {}).get("value", ""))
            for node in opened.send("Accessibility.getFullAXTree")["nodes"]
            if not node["ignored"]
        ]
        roles = [role for role, _, _ in nodes]
        assert [roles.count(role) for role in ("banner", "main", "contentinfo", "navigation")] == [1, 1, 1, 1]
        assert [name for role, name, _ in nodes if role == "heading"][:4] == [
            "青屏县人民政府2023年政府信息公开工作年度报告", "概要", "问题", "报告",
        ]  # fmt: skip
        assert ("columnheader", "总计", "") in nodes
        assert ("rowheader", "（一）予以公开", "") in nodes
        (wrong,) = [
            description for role, name, description in nodes if (role, name) == ("link", "问题 5") and description
        ]
        assert "结果维持 3 + 结果纠正 1 = 4" in wrong


def test_files_are_sorted_by_a_click_and_by_a_key(browser: Browser, many: Path) -> None:
    with browser.open(many) as opened:
        column = "[...document.querySelectorAll('#overview tr')].map(r => Number(r.cells[4].dataset.value))"
        names = "[...document.querySelectorAll('#overview tr')].map(r => r.cells[0].textContent.trim())"
        head = "document.querySelectorAll('[data-sortable] th')"
        opened.value(f"{head}[4].querySelector('button').click()")
        assert opened.value(column) == sorted(opened.value(column), reverse=True)
        assert opened.value(f"{head}[4].ariaSort") == "descending"
        opened.value(f"{head}[4].querySelector('button').focus()")
        opened.press("Enter")
        assert opened.value(column) == sorted(opened.value(column))
        assert opened.value(f"{head}[4].ariaSort") == "ascending"
        opened.value(f"{head}[0].querySelector('button').click()")
        assert opened.value(f"{head}[4].ariaSort") is None
        found = opened.value(names)
        assert found.index("报告2.txt") < found.index("报告10.txt")


def test_files_and_findings_are_filtered(browser: Browser, many: Path, one: Path) -> None:
    with browser.open(many) as opened:
        shown = "[...document.querySelectorAll('#overview tr')].filter(r => r.checkVisibility()).length"
        sections = "[...document.querySelectorAll('section.file')].filter(r => r.checkVisibility()).length"
        assert (opened.value(shown), opened.value(sections)) == (14, 12)
        choose(opened, "severities", "warning")
        assert (opened.value(shown), opened.value(sections)) == (8, 8)
        opened.value("document.querySelector('input').focus()")
        opened.send("Input.insertText", text="报告1")
        assert opened.value(shown) == 3
        assert opened.value("document.querySelector('output').textContent") == "3 / 14 个文件"
        choose(opened, "severities", "")
        choose(opened, "rules", "unreadable")
        assert opened.value(shown) == 0
    with browser.open(one) as opened:
        choose(opened, "rules", "blank-cells")
        assert opened.value(
            "[...document.querySelectorAll('.finding')].filter(r => r.checkVisibility()).map(r => r.id)"
        ) == ["f3"]


def choose(opened: Page, which: str, value: str) -> None:
    opened.value(
        f"(() => {{ const s = document.querySelector('[data-by={which}]'); s.value = '{value}';"
        " s.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def test_without_script_everything_is_there(browser: Browser, one: Path, many: Path) -> None:
    for path, count in ((one, 6), (many, 20)):
        with browser.open(path, script=False) as opened:
            text = opened.send("DOM.getDocument", depth=-1)
            assert text["root"]["nodeName"] == "#document"
            hidden = opened.send("Accessibility.getFullAXTree")["nodes"]
            roles = [node["role"]["value"] for node in hidden if not node["ignored"]]
            assert roles.count("search") == 0
            assert roles.count("button") == 0
            assert roles.count("listitem") >= count
            assert opened.complaints() == []


@pytest.mark.parametrize("width", [320, 390, 800, 1400])
def test_nothing_is_wider_than_the_window(browser: Browser, one: Path, many: Path, width: int) -> None:
    for path in (one, many):
        with browser.open(path, width=width) as opened:
            assert opened.value("document.documentElement.scrollWidth") <= width


def test_the_document_shows_blanks_as_they_are(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "blanks.html"
    path.write_text(page(Checked("a.txt", (), document("甲  乙\u3000丙 12 条\n"))), encoding="utf-8")
    with browser.open(path) as opened:
        assert opened.value("document.querySelector('p.p').innerText") == "甲  乙\u3000丙 12 条"


LEAST_CONTRAST = """
(() => {
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const color = parse(getComputedStyle(e).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return parse(getComputedStyle(document.documentElement).getPropertyValue('color'));
  };
  let worst = [99, ''];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < worst[0]) worst = [ratio, e.outerHTML.slice(0, 120)];
  }
  return worst;
})()
"""


@pytest.mark.parametrize(("dark", "media"), [(False, "screen"), (True, "screen"), (False, "print"), (True, "print")])
def test_words_stand_out_from_their_ground(browser: Browser, one: Path, many: Path, dark: bool, media: str) -> None:
    for path in (one, many):
        with browser.open(path, dark=dark, media=media) as opened:
            ratio, where = opened.value(LEAST_CONTRAST)
            assert ratio >= 4.5, where


def test_it_prints_without_what_only_a_screen_can_use(browser: Browser, one: Path, tmp_path: Path) -> None:
    with browser.open(one, media="print", dark=True) as opened:
        seen = "(s) => [...document.querySelectorAll(s)].filter(e => e.checkVisibility()).length"
        assert [opened.value(f"({seen})('{s}')") for s in (".toolbar", "nav", ".bar", "details", ".skip")] == [0] * 5
        assert opened.value(f"({seen})('.notes li')") == 6
        assert opened.value("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    with browser.open(one) as opened:
        opened.pdf(tmp_path / "page.pdf")
        pages = re.findall(rb"/Type\s*/Page\b", (tmp_path / "page.pdf").read_bytes())
        assert 3 <= len(pages) <= 8


def test_a_place_of_a_finding_can_be_gone_to(browser: Browser, one: Path) -> None:
    with browser.open(one) as opened:
        opened.value("document.querySelector('#f5 dd a').click()")
        assert opened.value("location.hash") == "#n5"
        box = opened.value("(({top, bottom}) => [top, bottom])(document.getElementById('n5').getBoundingClientRect())")
        assert 0 <= box[0] < box[1] <= 900


def test_a_part_of_a_report_is_spelled_out(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "prose.html"
    words = spot(REPORT, "12条")
    total = row_total(REPORT).replace(related=(Related(Message("own", "正文", "text"), words),))
    path.write_text(page(drawn(checked(total))), encoding="utf-8")
    with browser.open(path) as opened:
        opened.point("td.wrong")
        assert opened.value("[...document.querySelectorAll('.lit')].map(e => e.textContent)") == ["12条"]


def test_line_tables_agree_with_what_is_shown() -> None:
    table = LineTable(REPORT)
    shown = {tag["data-line"] for tag in Markup(page(checked())).of("p") if "data-line" in tag}
    assert shown <= {str(number) for number in range(1, len(table.starts) + 1)}
    assert "3" in shown
