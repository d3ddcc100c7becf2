"""disclint: a linter of public disclosure reports.

The public surface: what a plugin imports, re-exports and nothing else. Names are looked up when they are first used,
so that ``import disclint`` costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing for it would double the start of ``disclint --version``
if TYPE_CHECKING:
    from typing import Any

    from disclint.errors import DisclintError as DisclintError
    from disclint.errors import PackError as PackError
    from disclint.errors import PluginError as PluginError
    from disclint.errors import Unreadable as Unreadable
    from disclint.errors import UsageError as UsageError
    from disclint.hookspecs import hookimpl as hookimpl
    from disclint.model.diagnostic import SEVERITIES as SEVERITIES
    from disclint.model.diagnostic import CellKey as CellKey
    from disclint.model.diagnostic import Diagnostic as Diagnostic
    from disclint.model.diagnostic import Edit as Edit
    from disclint.model.diagnostic import Fix as Fix
    from disclint.model.diagnostic import Message as Message
    from disclint.model.diagnostic import Related as Related
    from disclint.model.diagnostic import Severity as Severity
    from disclint.model.diagnostic import Suspect as Suspect
    from disclint.model.diagnostic import elsewhere as elsewhere
    from disclint.model.display import Screen as Screen
    from disclint.model.display import Window as Window
    from disclint.model.document import Block as Block
    from disclint.model.document import Cell as Cell
    from disclint.model.document import Document as Document
    from disclint.model.document import Note as Note
    from disclint.model.document import Paragraph as Paragraph
    from disclint.model.document import Piece as Piece
    from disclint.model.document import Row as Row
    from disclint.model.document import Table as Table
    from disclint.model.document import Text as Text
    from disclint.model.dossier import Abstract as Abstract
    from disclint.model.dossier import AbstractCell as AbstractCell
    from disclint.model.dossier import AbstractForm as AbstractForm
    from disclint.model.dossier import AbstractSection as AbstractSection
    from disclint.model.dossier import Dossier as Dossier
    from disclint.model.dossier import Finding as Finding
    from disclint.model.dossier import Place as Place
    from disclint.model.dossier import Series as Series
    from disclint.model.filing import BoundCell as BoundCell
    from disclint.model.filing import BoundForm as BoundForm
    from disclint.model.filing import BoundLabel as BoundLabel
    from disclint.model.filing import BoundRow as BoundRow
    from disclint.model.filing import Filing as Filing
    from disclint.model.filing import Organ as Organ
    from disclint.model.filing import Period as Period
    from disclint.model.filing import Section as Section
    from disclint.model.filing import State as State
    from disclint.model.filing import Title as Title
    from disclint.model.form import Column as Column
    from disclint.model.form import Form as Form
    from disclint.model.form import FormRow as FormRow
    from disclint.model.form import Group as Group
    from disclint.model.late import late as late
    from disclint.model.named import NamedTuple as NamedTuple
    from disclint.model.organ import OrganEntry as OrganEntry
    from disclint.model.pack import KeyFigure as KeyFigure
    from disclint.model.pack import Pack as Pack
    from disclint.model.pack import SectionForm as SectionForm
    from disclint.model.passage import Passage as Passage
    from disclint.model.pattern import Match as Match
    from disclint.model.pattern import Pattern as Pattern
    from disclint.model.pattern import find_all as find_all
    from disclint.model.pattern import groups_of as groups_of
    from disclint.model.pattern import match_whole as match_whole
    from disclint.model.pattern import removed as removed
    from disclint.model.pattern import untouched as untouched
    from disclint.model.plugin import LoaderEntry as LoaderEntry
    from disclint.model.plugin import PackFolder as PackFolder
    from disclint.model.plugin import ReporterEntry as ReporterEntry
    from disclint.model.plugin import RuleEntry as RuleEntry
    from disclint.model.record import Record as Record
    from disclint.model.record import derived as derived
    from disclint.model.relation import Figure as Figure
    from disclint.model.relation import Possible as Possible
    from disclint.model.relation import Relation as Relation
    from disclint.model.result import Checked as Checked
    from disclint.model.result import Failure as Failure
    from disclint.model.result import ReportOptions as ReportOptions
    from disclint.model.result import Run as Run
    from disclint.model.result import Suppression as Suppression
    from disclint.model.result import fingerprints as fingerprints
    from disclint.model.rule import DossierRule as DossierRule
    from disclint.model.rule import Rule as Rule
    from disclint.model.rule import YearlyRelation as YearlyRelation
    from disclint.model.span import LineTable as LineTable
    from disclint.model.span import Position as Position
    from disclint.model.span import Span as Span
    from disclint.model.statement import Change as Change
    from disclint.model.statement import Context as Context
    from disclint.model.statement import Part as Part
    from disclint.model.statement import PartList as PartList
    from disclint.model.statement import Quantity as Quantity
    from disclint.model.statement import Statements as Statements
    from disclint.model.statement import Year as Year
    from disclint.model.statement import context_of as context_of
    from disclint.model.statement import find_phrase as find_phrase
    from disclint.model.statement import phrase_parts as phrase_parts
    from disclint.model.statement import quoted as quoted
    from disclint.model.summary import VERDICTS as VERDICTS
    from disclint.model.summary import FigureSum as FigureSum
    from disclint.model.summary import Standing as Standing
    from disclint.model.summary import Summary as Summary
    from disclint.model.summary import Tally as Tally
    from disclint.model.text import alike as alike
    from disclint.model.text import has_any as has_any
    from disclint.model.text import normal_form as normal_form
    from disclint.model.text import places_of as places_of
    from disclint.model.text import quotable as quotable
    from disclint.model.text import quoted_names as quoted_names
    from disclint.model.text import traditional_in as traditional_in

__version__ = "0.1.0"

_HOMES = {
    "errors": "DisclintError PackError PluginError Unreadable UsageError",
    "hookspecs": "hookimpl",
    "model.diagnostic": "SEVERITIES CellKey Diagnostic Edit Fix Message Related Severity Suspect elsewhere",
    "model.display": "Screen Window",
    "model.document": "Block Cell Document Note Paragraph Piece Row Table Text",
    "model.dossier": "Abstract AbstractCell AbstractForm AbstractSection Dossier Finding Place Series",
    "model.filing": "BoundCell BoundForm BoundLabel BoundRow Filing Organ Period Section State Title",
    "model.form": "Column Form FormRow Group",
    "model.late": "late",
    "model.named": "NamedTuple",
    "model.organ": "OrganEntry",
    "model.pack": "KeyFigure Pack SectionForm",
    "model.passage": "Passage",
    "model.pattern": "Match Pattern find_all groups_of match_whole removed untouched",
    "model.plugin": "LoaderEntry PackFolder ReporterEntry RuleEntry",
    "model.record": "Record derived",
    "model.relation": "Figure Possible Relation",
    "model.result": "Checked Failure ReportOptions Run Suppression fingerprints",
    "model.rule": "DossierRule Rule YearlyRelation",
    "model.span": "LineTable Position Span",
    "model.statement": (
        "Change Context Part PartList Quantity Statements Year context_of find_phrase phrase_parts quoted"
    ),
    "model.summary": "VERDICTS FigureSum Standing Summary Tally",
    "model.text": "alike has_any normal_form places_of quotable quoted_names traditional_in",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

_ALIASES = frozenset({"Pattern", "Severity", "State", "YearlyRelation"})
"""Names of types that are kept as text, so that only who wants them imports typing."""

__all__ = ["__version__", *_HOME_OF]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'disclint' has no attribute {name!r}")
    import sys

    __import__(f"disclint.{home}")
    module = sys.modules[f"disclint.{home}"]
    value = getattr(module, name)
    if name in _ALIASES:
        import typing

        value = eval(value, {**vars(typing), **vars(module)})
    globals()[name] = value
    return value
