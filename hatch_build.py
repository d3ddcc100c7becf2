"""Puts the packs into the wheel: as they are written, and compiled, so that no user's start has to read YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Packs(BuildHookInterface[Any]):
    """Adds ``rules/`` to a wheel, and beside each pack what it compiles to. A wrong pack fails the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is put together; an editable install reads ``rules/`` where it is."""
        if version == "editable":
            return
        root = Path(self.root)
        self._compiled = tempfile.TemporaryDirectory(prefix="disclint-packs-")
        sys.path.insert(0, str(root / "src"))
        try:
            from disclint.bundled import disclint_rules
            from disclint.packs.load import compile_folder

            kinds = {rule.kind: rule.target for rule in disclint_rules()}
            compile_folder(str(root / "rules"), self._compiled.name, kinds=kinds)
        finally:
            sys.path.remove(str(root / "src"))
        for folder in (root / "rules", Path(self._compiled.name)):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    inside = path.relative_to(folder).as_posix()
                    build_data["force_include"][str(path)] = f"disclint/data/rules/{inside}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what was compiled."""
        if version != "editable":
            self._compiled.cleanup()
