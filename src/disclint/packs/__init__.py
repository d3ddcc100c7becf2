"""Packs: YAML that extends YAML, and the forms and rules that come of it."""

from __future__ import annotations

from disclint.packs.load import NoEdition, compile_folder, load_pack, packs_found, profiles

__all__ = ["NoEdition", "compile_folder", "load_pack", "packs_found", "profiles"]
