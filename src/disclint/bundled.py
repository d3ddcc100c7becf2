"""What is bundled, brought through the same door as what plugins bring."""

from __future__ import annotations

import os

from disclint import LoaderEntry, PackFolder, ReporterEntry, RuleEntry, hookimpl

__all__ = ["disclint_loaders", "disclint_packs", "disclint_reporters", "disclint_rules"]


@hookimpl
def disclint_loaders() -> list[LoaderEntry]:
    """The bundled readers."""
    return [
        LoaderEntry("text", (".txt",), "disclint.loaders.text:load"),
        LoaderEntry("docx", (".docx",), "disclint.loaders.docx:load"),
        LoaderEntry("office", (".doc", ".wps", ".rtf", ".odt"), "disclint.loaders.office:load"),
        LoaderEntry("pdf", (".pdf",), "disclint.loaders.pdf:load"),
        LoaderEntry("html", (".html", ".htm"), "disclint.loaders.html:load"),
        LoaderEntry("markdown", (".md", ".markdown"), "disclint.loaders.markdown:load"),
    ]


@hookimpl
def disclint_rules() -> list[RuleEntry]:
    """The bundled kinds of rules; a module is named after its kind, its class too."""
    return [
        RuleEntry(kind, f"disclint.rules.{kind.replace('-', '_')}:{kind.title().replace('-', '')}") for kind in _KINDS
    ]


@hookimpl
def disclint_packs() -> list[PackFolder]:
    """The bundled packs: beside the program where it is installed, at the top of the repository where it is not."""
    here = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(here, "data", "rules")
    if os.path.isdir(installed):
        return [PackFolder(installed)]
    return [PackFolder(os.path.join(os.path.dirname(os.path.dirname(here)), "rules"))]


@hookimpl
def disclint_reporters() -> list[ReporterEntry]:
    """The bundled formats."""
    return [
        ReporterEntry("text", "disclint.reporters.text:pieces"),
        ReporterEntry("json", "disclint.reporters.json:pieces"),
        ReporterEntry("csv", "disclint.reporters.csv:pieces"),
        ReporterEntry("sarif", "disclint.reporters.sarif:report"),
        *(
            ReporterEntry(name, f"disclint.reporters.{name}:report")
            for name in ("html", "github", "gitlab", "junit", "xlsx")
        ),
        ReporterEntry("text", "disclint.reporters.extract_text:pieces", "extract"),
        ReporterEntry("json", "disclint.reporters.extract_json:pieces", "extract"),
        ReporterEntry("csv", "disclint.reporters.extract_csv:pieces", "extract"),
        *(
            ReporterEntry(name, f"disclint.reporters.summary_{name}:report", "summary")
            for name in ("text", "json", "csv", "xlsx", "html")
        ),
    ]


_KINDS = (
    "amount-decimals",
    "amount-unit",
    "blank-cells",
    "cell-arithmetic",
    "cell-count",
    "cell-pattern",
    "cell-values",
    "change-sign",
    "complete-forms",
    "dates",
    "document-numbers",
    "duplicate-text",
    "fee-statement",
    "form-arithmetic",
    "form-edition",
    "form-labels",
    "form-subtotals",
    "heading-levels",
    "narrative-approximate",
    "narrative-counts",
    "narrative-gaps",
    "narrative-none",
    "narrative-parts",
    "narrative-ratios",
    "narrative-series",
    "narrative-years",
    "numerals",
    "parts-list",
    "personal-numbers",
    "problems-section",
    "publication-date",
    "punctuation-pairs",
    "punctuation-repeated",
    "punctuation-width",
    "report-title",
    "reporting-period",
    "required-aspects",
    "required-sections",
    "residue",
    "roll-up",
    "rule-making-power",
    "script",
    "secrecy-marks",
    "section-numbers",
    "section-titles",
    "spacing",
    "terms",
    "text-pattern",
    "year-relation",
)
