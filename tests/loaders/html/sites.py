"""Pages as government sites publish reports: a report inside, and the furniture of a site around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from tests.loaders.html.reports import Merged, Part, as_html, table_html

__all__ = ["FURNITURE", "SITES"]

FURNITURE = (
    "网站首页", "政务服务", "互动交流", "无障碍浏览", "当前位置", "索引号", "发布机构", "浏览次数", "字体", "打印本页",
    "关闭窗口", "分享到", "上一篇", "相关信息", "主办单位", "ICP备", "公网安备", "网站地图", "扫一扫",
    "您访问的链接即将离开",
)  # fmt: skip
"""Words of the pages that belong to no report."""

_MENU = "".join(
    f'<li><a href="/{key}/">{name}</a></li>'
    for key, name in (("index", "网站首页"), ("xxgk", "政府信息公开"), ("zwfw", "政务服务"), ("hdjl", "互动交流"))
)
_FOOTER = (
    '<p>主办单位：青屏县人民政府办公室　网站标识码：0000000000</p><p><a href="#">网站地图</a> | '
    '<a href="#">联系我们</a> 某ICP备00000000号 <img src="ga.png"> 某公网安备 00000000000000号</p>'
)
_POPUP = (
    '<div class="layer">您访问的链接即将离开“青屏县人民政府”门户网站，是否继续？'
    '<a href="javascript:;">继续访问</a> <a href="javascript:;">放弃</a></div>'
)
_SCRIPT = (
    '<script>document.write("<table><tr><td>二、主动公开政府信息情况</td><td>1</td></tr></table>");'
    "if(a<b&&c>d){}</script>"
)


def _portal(parts: Sequence[Part]) -> str:
    """A page of today: blocks named for what they hold, a list of metadata, buttons, a footer."""
    title, *rest = parts
    assert isinstance(title, str)
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="SiteName" content="青屏县人民政府">
<meta name="ArticleTitle" content="{title}">
<title>{title}-青屏县人民政府</title>
<style>.a > .b {{ content: "<p>六、</p>" }}</style>
{_SCRIPT}
</head>
<body>
<div class="header"><div class="logo"><a href="/"><img alt="青屏县人民政府" src="logo.png"></a></div>
<div class="nav"><ul>{_MENU}</ul></div><div class="tool">无障碍浏览 | 简体 | 繁体</div></div>
<div class="main w1200">
  <div class="position">当前位置：<a href="/">网站首页</a> &gt; <a href="/xxgk/">政府信息公开</a> &gt;
  <a href="./">年报</a></div>
  <div class="article">
    <table class="xxgk-info">
    <tr><td>索引号：</td><td>000000/2024-00001</td><td>发布机构：</td><td>县政府办公室</td></tr>
    <tr><td>发文日期：</td><td>2024-01-22</td><td>有效性：</td><td>有效</td></tr></table>
    <h1 class="article-title">{title}</h1>
    <div class="article-meta">发布时间：2024-01-22　来源：县政府办公室　浏览次数：<span id="hits">128</span>次　字体：<a
      href="javascript:big()">大</a> <a href="javascript:small()">小</a></div>
    <div class="article-content" id="zoom">
<div class="view TRS_UEDITOR">
{as_html(rest)}
</div>
    </div>
    <div class="article-tools">【<a href="javascript:window.print()">打印本页</a>】【<a href="#">关闭窗口</a>】
    <div class="share">分享到：<a href="#" class="wb"></a></div></div>
    <div class="pages"><p>上一篇：<a href="1.html">青屏县2022年报告</a></p></div>
    <div class="related"><h3>相关信息</h3>
    <ul><li><a href="2.html">青屏县2021年政府信息公开工作年度报告</a></li></ul></div>
  </div>
  <div class="sidebar"><h2>扫一扫</h2><img src="ewm.png"></div>
</div>
{_POPUP}
<div class="footer">{_FOOTER}</div>
{_SCRIPT}
</body>
</html>
"""


def _framed_by_tables(parts: Sequence[Part]) -> str:
    """A page of twenty years ago: tables arrange it, capital tags, no quotes, tags left open."""
    title, *rest = parts
    assert isinstance(title, str)
    words = []
    for part in rest:
        if isinstance(part, str):
            words.append(f"<P style='TEXT-INDENT: 2em'><FONT size=3>&nbsp;&nbsp; {escape(part)}</FONT>")
        else:
            rows = "".join(
                "<TR>" + "".join(f"<TD{_spans(cell)}><P align=center>{escape(cell.text)}" for cell in row)
                for row in part
            )
            words.append(f"<TABLE border=1 cellSpacing=0><TBODY>{rows}</TBODY></TABLE>")
    menu = _MENU.replace("<li>", "<TD>").replace("</li>", "</TD>")
    return f"""<HTML><HEAD><TITLE>{title}</TITLE>
<META http-equiv=Content-Type content="text/html; charset=utf-8"></HEAD>
<BODY bgColor=#ffffff>
<TABLE width=1000 align=center><TR>{menu}</TR></TABLE>
<TABLE width=1000 align=center cellPadding=0><TBODY>
<TR><TD width=200 vAlign=top><TABLE><TR><TD><A href="a.asp">相关信息</A></TD></TR>
<TR><TD><A href="b.asp">网站地图</A></TD></TR></TABLE></TD>
<TD><TABLE width="100%"><TR><TD height=40 align=center><B><FONT color=red size=5>{title}</FONT></B></TD></TR>
<TR><TD align=center>发布时间：2024-01-22　浏览次数：128</TD></TR>
<TR><TD class=nr>
{"".join(words)}
</TD></TR>
<TR><TD align=right><A href="javascript:print()">打印本页</A>
<A href="javascript:close()">关闭窗口</A></TD></TR></TABLE>
</TD></TR></TBODY></TABLE>
<TABLE width=1000 align=center><TR><TD align=center>{_FOOTER}</TD></TR></TABLE>
</BODY></HTML>
"""


def _spans(cell: Merged) -> str:
    return f"{f' colSpan={cell.columns}' * (cell.columns > 1)}{f' rowSpan={cell.rows}' * (cell.rows > 1)}"


def _saved_from_word(parts: Sequence[Part]) -> str:
    """A page as a word processor saves it: a span for every run, lines broken anywhere, empty paragraphs."""
    words = []
    for part in parts:
        if isinstance(part, str):
            runs = "".join(
                f"<span lang=EN-US style='font-size:16.0pt;mso-bidi-font-size:12.0pt'>{run}</span>"
                if run.isascii()
                else f"<span style='font-size:16.0pt;font-family:仿宋_GB2312'>{_broken(run)}</span>"
                for run in re.findall(r"[\x21-\x7e]+|[^\x21-\x7e]+", escape(part))
            )
            words.append(
                f"<p class=MsoNormal style='text-indent:32.0pt'>{runs}<span\nlang=EN-US><o:p></o:p></span></p>\n"
                "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>"
            )
        else:
            rows = "\n".join(
                " <tr style='mso-yfti-irow:0;height:15.0pt'>\n"
                + "\n".join(
                    f"  <td{_spans(cell).lower()} style='border:solid windowtext 1.0pt'>\n"
                    "  <p class=MsoNormal align=center><b\n  style='mso-bidi-font-weight:normal'>"
                    f"<span>{_broken(escape(cell.text))}</span></b></p>\n  </td>"
                    for cell in row
                )
                + "\n </tr>"
                for row in part
            )
            words.append(f"<div align=center>\n\n<table class=MsoNormalTable border=1>\n{rows}\n</table>\n\n</div>")
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>网站首页</o:Author></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm;}} --></style>
</head>

<body lang=ZH-CN style='tab-interval:21.0pt'>
<div class=WordSection1 style='layout-grid:15.6pt'>
{chr(10).join(words)}
</div>
</body>

</html>
"""


def _broken(words: str) -> str:
    """Words with a line end after every thirtieth character of Chinese width."""
    return re.sub(r"([一-鿿、，。（）]{30})(?=[一-鿿])", r"\1" + "\n", words)


def _breaks(parts: Sequence[Part]) -> str:
    """A report in one block, with ``<br>`` for the end of every paragraph, headings bold."""
    title, *rest = parts
    words = []
    for part in rest:
        if isinstance(part, str):
            bold = re.match(r"[一二三四五六]、", part)
            words.append(f"　　<strong>{escape(part)}</strong>" if bold else f"&emsp;&emsp;{escape(part)}")
        else:
            words.append(table_html(part))
    return (
        "<html><head><meta charset=utf-8><title>青屏县人民政府</title></head><body>"
        f"<ul class=menu>{_MENU}</ul><center><h2>{title}</h2></center><div class=con>{'<br>'.join(words)}</div>"
        f"<div id=footer>{_FOOTER}</div></body></html>"
    )


def _one_line(parts: Sequence[Part]) -> str:
    return re.sub(r"\n\s*", " ", _portal(parts))


def _bare(parts: Sequence[Part]) -> str:
    return as_html(parts)


def _references(parts: Sequence[Part]) -> str:
    """Every character that is not ASCII as a number, as old editors wrote it."""
    return re.sub(r"[^\x00-\x7f]", lambda match: f"&#{ord(match[0])};", _portal(parts))


SITES: dict[str, Callable[[Sequence[Part]], str]] = {
    "portal": _portal,
    "tables": _framed_by_tables,
    "word": _saved_from_word,
    "breaks": _breaks,
    "one-line": _one_line,
    "bare": _bare,
    "references": _references,
}
