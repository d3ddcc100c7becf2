"""The same report gives the same cells and the same findings, as text and as a page, in every site's dress."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

import pytest

from disclint import Checked
from tests.fixing.reports import examined
from tests.loaders.html.reports import Merged, Part, parts_of, report
from tests.loaders.html.sites import SITES

Said = list[tuple[str, str, str, str]]


def said(file: Checked) -> Said:
    """The findings without their places."""
    return sorted((each.rule, each.severity, each.message.chinese, each.place) for each in file.diagnostics)


def cells(file: Checked) -> list[tuple[str, str, str, str, str | None]]:
    """Every cell of the forms: where it is, its state and its words."""
    assert file.filing is not None
    return [(*cell.key, cell.state, cell.text) for form in file.filing.forms for cell in form.cells.values()]


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("name", ["draft", "final"])
def test_a_page_says_what_the_text_says(site: str, name: str) -> None:
    text = examined(report(name).encode())
    page = examined(SITES[site](parts_of(report(name))).encode(), "report.html")
    assert page.failures == ()
    assert cells(page) == cells(text)
    assert said(page) == said(text)


@pytest.mark.parametrize("site", SITES)
def test_findings_stand_at_the_cells_of_the_source(site: str) -> None:
    source = SITES[site](parts_of(report("draft")))
    file = examined(source.encode(), "report.html")
    (wrong,) = [each for each in file.diagnostics if each.rule == "litigation-totals"]
    assert source[slice(*wrong.span)] == "5"
    assert [source[slice(*each.span)] for each in wrong.related] == ["3", "1", "0", "0"]


def with_figures(parts: Sequence[Part], rng: Random, printed: list[str]) -> list[Part]:
    """A report with other figures in its cells, some blank; what is printed goes to ``printed``, in order."""

    def another(cell: Merged) -> Merged:
        if not re.fullmatch(r"\d+(\.\d+)?", cell.text):
            return cell
        printed.append(rng.choice(["0", "0", str(rng.randint(1, 3000)), "", "-"]))
        return cell._replace(text=printed[-1])

    return [part if isinstance(part, str) else [[another(cell) for cell in row] for row in part] for part in parts]


@pytest.mark.parametrize("seed", range(60))
def test_every_cell_of_a_page_is_placed_whatever_is_blank(seed: int) -> None:
    rng = Random(seed)
    printed: list[str] = []
    site = rng.choice(sorted(SITES))
    page = SITES[site](with_figures(parts_of(report("final")), rng, printed))
    found = cells(examined(page.encode(), "report.html"))
    assert len(found) == len(printed)
    for (_, _, _, state, text), words in zip(found, printed, strict=True):
        assert (state, text or "") in (("filled", words), ("blank", words), ("blank", "")), (site, words)
        assert (state == "filled") == words.isdigit()
