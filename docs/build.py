"""Builds the site into ``site/``: the pages written by hand, and those made of the program, Chinese and English.

Whatever Sphinx warns of ends the build with status 1: a link that leads nowhere, a page that no menu has. The pages
that are made are made anew every time, so none of them can be behind.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pages import made
from refresh import LINK, ROOT
from sphinx.cmd.build import build_main

DOCS = ROOT / "docs"

LANGUAGES = {"zh": "zh_CN", "en": "en"}

GUIDE = (
    "getting-started",
    "formats",
    "fixing",
    "many-files",
    "many-reports",
    "summary",
    "tutorial-pack",
    "writing-a-pack",
)
"""Pages for users. One that has no translation in ``docs/zh`` is English in both sites, and says so."""

DEVELOPING = ("writing-a-rule", "plugins", "batch", "architecture", "security", "contributing", "changelog")
"""Pages for developers, in English alone."""

ELSEWHERE = {
    "README.md": "index", "README.zh-CN.md": "index", "CONTRIBUTING.md": "contributing", "CHANGELOG.md": "changelog",
    "SECURITY.md": "security",
    "rules": "packs/index", "rules/cn/examples": "rules/index",
}  # fmt: skip
"""What stands for a file or folder of the repository that is no page by its own name."""


class Menu(NamedTuple):
    """The headings of the menu, in one language."""

    guide: str
    reference: str
    developing: str
    english_only: str


MENUS = {
    "zh": Menu("使用", "参考", "开发（英文）", "本页只有英文。"),
    "en": Menu("Guide", "Reference", "Developing", ""),
}


def source(page: str, language: str) -> Path:
    """The file that a page is written in."""
    if page == "index":
        return ROOT / ("README.zh-CN.md" if language == "zh" else "README.md")
    if page in ("contributing", "changelog"):
        return ROOT / f"{page.upper()}.md"
    translated = DOCS / "zh" / f"{page}.md"
    return translated if language == "zh" and translated.exists() else DOCS / f"{page}.md"


def written(page: str, language: str) -> str:
    """The Markdown of a page that is written by hand, with its links as the site has them."""
    path = source(page, language)

    def leading(match: re.Match[str]) -> str:
        words, target = match[0][1 : match[0].rindex("](")], match["target"]
        name, mark, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target) or not name:
            return match[0]
        place = os.path.relpath((path.parent / name).resolve(), ROOT).replace(os.sep, "/")
        if place == "docs/pack.schema.json":
            return f"[{words}](pack.schema.json)"
        found = ELSEWHERE.get(place) or place.removeprefix("docs/").removeprefix("zh/").removesuffix(".md")
        if found in ("index", *GUIDE, *DEVELOPING, *ELSEWHERE.values()):
            return f"[{words}]({found}.md{mark}{anchor})"
        return words if words.startswith("`") or words != target else f"`{words}`"

    text = LINK.sub(leading, path.read_text(encoding="utf-8"))
    if language == "zh" and page != "index" and path.parent.name != "zh":
        title, newline, rest = text.partition("\n")
        text = f"{title}{newline}\n{MENUS['zh'].english_only}\n{rest}"
    return text + menu(language) if page == "index" else text


def menu(language: str) -> str:
    """What the front page links to, unseen."""
    words = MENUS[language]
    parts = (
        (words.guide, GUIDE),
        (words.reference, ("kinds/index", "rules/index", "packs/index")),
        (words.developing, DEVELOPING),
    )
    return "".join(
        "\n".join(["", "```{toctree}", ":hidden:", f":caption: {title}", *pages, "```", ""]) for title, pages in parts
    )


def pages(language: str) -> Iterator[tuple[str, str]]:
    """The name and the Markdown of every page."""
    for page in ("index", *GUIDE, *DEVELOPING):
        yield page, written(page, language)
    yield from made(language)


def build(language: str, target: Path) -> int:
    """Build the site of one language; the exit status."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for page, text in pages(language):
            path = folder / "source" / f"{page}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        shutil.copy(DOCS / "pack.schema.json", folder / "source")
        options = ["-q", "-W", "--keep-going", "-b", "html", "-c", str(DOCS), "-d", str(folder / "trees")]
        return build_main([*options, "-D", f"language={LANGUAGES[language]}", str(folder / "source"), str(target)])


def main() -> int:
    """Build the site of each language, and the page that leads to them."""
    os.chdir(ROOT)
    unlisted = {path.stem for path in DOCS.glob("*.md")} - {*GUIDE, *DEVELOPING}
    if unlisted:
        raise SystemExit(f"no menu has docs/{', docs/'.join(sorted(unlisted))}.md: see GUIDE and DEVELOPING")
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    shutil.rmtree(target, ignore_errors=True)
    status = max([build(language, target / language) for language in LANGUAGES])
    page = '<!doctype html><meta charset="utf-8"><title>disclint</title>'
    page += '<meta http-equiv="refresh" content="0; url=zh/index.html">'
    links = '<a href="zh/index.html">中文</a> <a href="en/index.html">English</a>'
    (target / "index.html").write_text(f"{page}{links}\n", encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
