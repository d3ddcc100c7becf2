"""What the plugin brings. Nothing is imported here but disclint: the rest is, when it is needed."""

from __future__ import annotations

import os

from disclint import LoaderEntry, PackFolder, ReporterEntry, RuleEntry, hookimpl

disclint_api = 1


@hookimpl
def disclint_rules() -> list[RuleEntry]:
    return [RuleEntry("hotline", "disclint_hotline.rules:Hotline")]


@hookimpl
def disclint_packs() -> list[PackFolder]:
    return [PackFolder(os.path.join(os.path.dirname(__file__), "packs"))]


@hookimpl
def disclint_loaders() -> list[LoaderEntry]:
    return [LoaderEntry("subtitle", (".subtitle",), "disclint_hotline.subtitle:load")]


@hookimpl
def disclint_reporters() -> list[ReporterEntry]:
    return [ReporterEntry("tally", "disclint_hotline.tally:report")]
