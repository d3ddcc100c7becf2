"""How Sphinx turns the pages into the site; ``docs/build.py`` calls it, once for each language."""

from __future__ import annotations

project = "disclint"
author = "disclint contributors"
extensions = ["myst_parser"]
myst_heading_anchors = 3
myst_enable_extensions = ["attrs_inline"]
templates_path = ["templates"]
suppress_warnings = ["misc.highlighting_failure"]  # values are spelled for people: 第{number}部分 is no YAML
html_theme = "furo"
html_title = "disclint"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
