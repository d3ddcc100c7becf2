"""The report is found among the furniture of a site, whatever the site."""

from __future__ import annotations

import pytest

from disclint import Unreadable
from tests.loaders.html.drawn import Drawn, draw, drawn, read
from tests.loaders.html.reports import parts_of, report
from tests.loaders.html.sites import FURNITURE, SITES

MENU = "<ul><li><a href=a>网站首页</a><li><a href=b>政务公开</a><li><a href=c>互动</a></ul>"
BODY = (
    "<p>本报告依照条例编制，统计期限为全年。</p><p>一、总体情况</p><p>全年主动公开政府信息12条，均按时发布。</p>"
    "<table><tr><td>规章<td>1<td>2<td>3<tr><td>行政许可<td>4<td>5<td>6</table><p>六、其他需要报告的事项</p><p>无。</p>"
)
READ: list[Drawn] = [
    "本报告依照条例编制，统计期限为全年。",
    "一、总体情况",
    "全年主动公开政府信息12条，均按时发布。",
    [["规章", "1", "2", "3"], ["行政许可", "4", "5", "6"]],
    "六、其他需要报告的事项",
    "无。",
]
TITLE = "青屏县2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("name", ["draft", "final"])
def test_of_a_page_the_report_is_read_and_nothing_else(site: str, name: str) -> None:
    parts = parts_of(report(name))
    source = SITES[site](parts)
    wanted = [part if isinstance(part, str) else [[cell.text for cell in row] for row in part] for part in parts]
    assert draw(source) == wanted


def test_the_pages_have_furniture() -> None:
    pages = "".join(make(parts_of(report("final"))) for make in SITES.values())
    assert [word for word in FURNITURE if word not in pages] == []


@pytest.mark.parametrize(
    "page",
    [
        "<body>{menu}<h1>{title}</h1><div>{body}</div><div class=footer>主办：县政府。</div>",
        "<div>{menu}</div><div><h1>{title}</h1><div>来源：县政府　发布时间：2024-01-20</div><div>{body}</div></div>",
        "<body>{menu}<main><header><h2 class=title>{title}</h2></header><section>{body}</section></main>",
        "<div>{menu}</div><div class=con><p align=center><b>{title}</b></p>{body}</div><div>版权所有 {menu}</div>",
        "<body><form><table><tr><td>{menu}<td><table><tr><td>{title}<tr><td>{body}</table></table></form>",
        "<title>{title}_青屏县</title>{menu}<div class=a>{title}</div><div class=b>{body}</div><footer>{menu}</footer>",
        "<body><a href=x>跳过<div>{menu}</div><div><h1>{title}</h1>{body}</div>",
        "<body><div>{menu}</div>{title}<br>{body}<div>{menu}</div>",
        "<body>{menu}<h1>{title}</h1><div>政府信息公开年度报告</div><div>{body}</div>",
    ],
)
def test_the_title_is_found_beside_the_article(page: str) -> None:
    assert draw(page.format(menu=MENU, title=TITLE, body=BODY)) == [TITLE, *READ]


def test_a_title_that_the_article_has_itself_is_read_once() -> None:
    page = f"<title>{TITLE}</title><body><h1>{TITLE}</h1><div><div><p>{TITLE}</p>{BODY}</div></div>"
    assert draw(page) == [TITLE, *READ]


def test_parts_that_stand_apart_are_kept_together() -> None:
    halves = BODY.replace("<p>六、", "</div><div class=part><p>六、")
    assert draw(f"<body>{MENU}<div class=wrap><div class=part>{halves}</div></div>") == READ


def test_lists_of_links_inside_the_article_are_furniture() -> None:
    page = f"<body><div>{BODY.replace('<p>一、', MENU + '<p>一、')}<div class=share>分享到 打印</div></div>"
    assert draw(page) == READ


def test_what_stands_inside_the_article_as_text_is_kept_for_the_rules() -> None:
    left = "<p>【打印】【关闭】</p><p>某公网安备 00000000000000号</p>"
    page = f"<body>{MENU}<div><div><p>索引号：1</p>{BODY}{left}</div></div>"
    assert draw(page) == ["索引号：1", *READ, "【打印】【关闭】", "某公网安备 00000000000000号"]


def test_no_single_paragraph_is_the_article() -> None:
    assert draw("<body><p>一、总体情况</p><p>全年平稳。</p>") == ["一、总体情况", "全年平稳。"]


def test_a_page_without_content_is_read_whole() -> None:
    assert draw("<body><div>甲</div><div>乙</div>") == ["甲", "乙"]


@pytest.mark.parametrize(
    "page", ["<html><body><iframe src=a.pdf></iframe></body></html>", "<p>&nbsp;</p>", "<!--", "<a href='x"]
)
def test_a_page_without_words_says_so(page: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(page)
    assert "网页里没有文字" in refused.value.chinese


def test_the_words_of_the_article_are_at_hand_without_markup() -> None:
    document = read(f"<body>{MENU}<div><p>转<b>结</b>１件。</p>{BODY}</div>")
    assert document.plain.splitlines()[0] == "转结1件。"
    assert "网站首页" not in document.plain
    assert "<" not in document.plain
    assert drawn(document)[1:] == READ
