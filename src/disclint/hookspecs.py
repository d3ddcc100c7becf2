"""The hooks of disclint. Each is called once, when plugins are looked for, and only brings values.

A plugin is a module that an entry point of the group ``disclint`` names, with some of these functions in it, each
marked ``@hookimpl``. It should import nothing but ``disclint``: what it brings is imported when it is first needed. ::

    from disclint import RuleEntry, hookimpl

    disclint_api = 1

    @hookimpl
    def disclint_rules():
        return [RuleEntry("signature", "disclint_signature.rules:Signature")]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from disclint.model.plugin import LoaderEntry, PackFolder, ReporterEntry, RuleEntry

    _F = TypeVar("_F", bound=Callable[..., object])

__all__ = ["API", "disclint_loaders", "disclint_packs", "disclint_reporters", "disclint_rules", "hookimpl"]

API = 1
"""The version of these hooks. A plugin names the one that it was built for as ``disclint_api``; without it, 1."""


def hookimpl(function: _F) -> _F:
    """Mark a function as the implementation of the hook of its name.

    The same as ``pluggy.HookimplMarker("disclint")``, but pluggy need not be imported for it.
    """
    function.disclint_impl = {}  # type: ignore[attr-defined]
    return function


def _hookspec(function: _F) -> _F:
    function.disclint_spec = {}  # type: ignore[attr-defined]
    return function


@_hookspec
def disclint_loaders() -> Iterable[LoaderEntry]:
    """Readers of file formats. A suffix belongs to one reader."""
    return ()


@_hookspec
def disclint_rules() -> Iterable[RuleEntry]:
    """Kinds of rules. Packs call them by their names; none is in force until one does."""
    return ()


@_hookspec
def disclint_packs() -> Iterable[PackFolder]:
    """Folders of packs. A pack is in force when ``extends`` or ``--pack`` names it."""
    return ()


@_hookspec
def disclint_reporters() -> Iterable[ReporterEntry]:
    """Formats of what ``check``, ``extract`` and ``summary`` print."""
    return ()
