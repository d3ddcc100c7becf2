"""What plugins bring is found, checked and remembered; what is wrong with one is told with its name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pluggy
import pytest

from disclint import LoaderEntry, PackFolder, PluginError, ReporterEntry, RuleEntry, bundled, cache, hookspecs, plugins
from disclint.model.plugin import Brought

from .installation import Site, site

__all__ = ["site"]

SEAL = """
    from disclint import RuleEntry, hookimpl

    @hookimpl
    def disclint_rules():
        return [RuleEntry("seal", "seal_rules:Seal")]
"""


def test_without_plugins_the_bundled_parts_are_found(site: Site) -> None:
    found = plugins.find()
    assert found.loaders == tuple(bundled.disclint_loaders())
    assert found.rules == tuple(bundled.disclint_rules())
    assert found.folders == tuple(bundled.disclint_packs())
    assert found.reporters == tuple(bundled.disclint_reporters())


def test_what_is_bundled_comes_through_the_same_door() -> None:
    manager = pluggy.PluginManager("disclint")
    manager.add_hookspecs(hookspecs)
    manager.register(bundled)
    manager.check_pending()
    assert manager.hook.disclint_loaders() == [bundled.disclint_loaders()]
    assert manager.hook.disclint_rules() == [bundled.disclint_rules()]
    assert manager.hook.disclint_packs() == [bundled.disclint_packs()]
    assert manager.hook.disclint_reporters() == [bundled.disclint_reporters()]


def test_the_mark_of_a_hook_is_the_one_of_pluggy(site: Site) -> None:
    source = SEAL.replace(
        "from disclint import RuleEntry, hookimpl", "from disclint import RuleEntry\n    import pluggy"
    )
    site.install("disclint-seal", source.replace("@hookimpl", '@pluggy.HookimplMarker("disclint")'))
    assert plugins.find().rules[-1] == RuleEntry("seal", "seal_rules:Seal")


def test_all_bundled_targets_exist() -> None:
    found = plugins.find()
    for rule in found.rules:
        assert plugins.attribute(rule.target, found).kind == rule.kind
    for target in (*(loader.target for loader in found.loaders), *(reporter.target for reporter in found.reporters)):
        assert callable(plugins.attribute(target, found))
    for folder in found.folders:
        assert os.path.isdir(folder.path)


def test_every_bundled_module_of_rules_is_brought() -> None:
    import disclint.rules

    modules = {f"disclint.rules.{path.stem}" for path in Path(disclint.rules.__path__[0]).glob("[!_]*.py")}
    assert modules == {rule.target.partition(":")[0] for rule in bundled.disclint_rules()}


def test_a_plugin_brings_all_four_kinds_of_values(site: Site, tmp_path: Path) -> None:
    site.install(
        "disclint-seal",
        f"""
        from disclint import LoaderEntry, PackFolder, ReporterEntry, RuleEntry, hookimpl

        disclint_api = 1

        @hookimpl
        def disclint_loaders():
            yield LoaderEntry("wiki", (".wiki",), "seal_wiki:load")

        @hookimpl
        def disclint_rules():
            return [RuleEntry("seal", "seal_rules:Seal")]

        @hookimpl
        def disclint_packs():
            return [PackFolder({str(tmp_path)!r})]

        @hookimpl
        def disclint_reporters():
            return [ReporterEntry("tally", "seal_tally:report"), ReporterEntry("tally", "seal_tally:cells", "extract")]
        """,
    )
    for found in (plugins.find(), plugins.find()):  # looked for, then remembered
        assert found.loaders[-1] == LoaderEntry("wiki", (".wiki",), "seal_wiki:load")
        assert found.rules[-1] == RuleEntry("seal", "seal_rules:Seal")
        assert found.folders[-1] == PackFolder(str(tmp_path))
        assert found.reporters[-2:] == (
            ReporterEntry("tally", "seal_tally:report"),
            ReporterEntry("tally", "seal_tally:cells", "extract"),
        )
        assert found.owner("seal_rules:Seal") == found.owner(str(tmp_path)) == "disclint-seal"
        assert found.owner(found.loaders[0].target) == "disclint"
        assert {".txt", ".wiki"} <= set(found.suffixes())


def test_finding_a_plugin_does_not_import_its_rules(site: Site) -> None:
    site.install("disclint-seal", SEAL, seal_rules="raise RuntimeError('imported too early')")
    assert plugins.find().rules[-1].target == "seal_rules:Seal"
    assert "seal_rules" not in sys.modules


# Remembering


def test_a_plugin_is_imported_once_and_then_remembered(site: Site) -> None:
    site.install("disclint-seal", SEAL)
    first = plugins.find()
    del sys.modules["disclint_seal_hooks"]
    assert plugins.find() == first
    assert "disclint_seal_hooks" not in sys.modules


def test_a_changed_plugin_is_looked_at_again(site: Site) -> None:
    site.install("disclint-seal", SEAL)
    assert plugins.find().rules[-1].kind == "seal"
    site.write("disclint_seal_hooks", SEAL.replace('"seal"', '"stamp"'))
    del sys.modules["disclint_seal_hooks"]
    assert plugins.find().rules[-1].kind == "stamp"


def test_an_installation_and_a_removal_are_noticed(site: Site) -> None:
    before = plugins.find()
    os.utime(site.folder, ns=(1, 1))
    site.install("disclint-seal", SEAL)
    assert plugins.find().rules[-1].kind == "seal"
    site.remove("disclint-seal")
    assert plugins.find() == before


@pytest.mark.parametrize("damage", [b"", b"\x00", b"not an index", "cut", "one letter"])
def test_a_damaged_memory_is_made_anew(site: Site, damage: bytes | str) -> None:
    """Also where it can be read and says something else."""
    site.install("disclint-seal", SEAL)
    found = plugins.find()
    place = cache.folder()
    assert place is not None
    (index,) = Path(place).glob("plugins-*.index")
    whole = index.read_bytes()
    damaged = {"cut": whole[:-20], "one letter": whole.replace(b"seal_rules:Seal", b"seal_rules:Teal")}
    assert damaged["one letter"] != whole
    index.write_bytes(damaged[damage] if isinstance(damage, str) else damage)
    assert plugins.find() == found
    assert index.read_bytes() == whole


def test_without_a_cache_folder_all_is_found_all_the_same(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.install("disclint-seal", SEAL)
    (tmp_path / "file").write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert plugins.find().rules[-1].kind == "seal"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative, which the standard says to ignore")
    monkeypatch.setenv("HOME", "no home")
    monkeypatch.setenv("USERPROFILE", "no home")
    monkeypatch.setenv("LOCALAPPDATA", "")
    assert cache.folder() is None
    assert plugins.find().rules[-1].kind == "seal"


def test_neither_pluggy_nor_metadata_is_imported_where_there_is_no_plugin(tmp_path: Path) -> None:
    source = "import sys; from disclint import plugins; plugins.find(); print(*sys.modules)"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    run = [subprocess.run([sys.executable, "-c", source], env=environment, capture_output=True, text=True, check=True)]
    run.append(
        subprocess.run([sys.executable, "-c", source], env=environment, capture_output=True, text=True, check=True)
    )
    assert "importlib.metadata" in run[0].stdout.split()
    assert {"pluggy", "importlib.metadata", "disclint.packs.tree", "ruamel"}.isdisjoint(run[1].stdout.split())


# What is wrong is told


def wrong(language: str = "en") -> str:
    """What is told of the plugin that is broken, twice: it is not remembered. Nothing of it is there, all else is."""
    bundled_parts = plugins.find().replace(owners=(), broken=())
    assert bundled_parts == Brought(
        tuple(bundled.disclint_loaders()),
        tuple(bundled.disclint_rules()),
        tuple(bundled.disclint_packs()),
        tuple(bundled.disclint_reporters()),
    )
    (broken,) = plugins.find().broken
    assert plugins.find().broken == (broken,)
    return broken.text(language)


def test_a_plugin_that_cannot_be_imported_is_named_with_its_cause(site: Site) -> None:
    site.install("disclint-seal", "import no_such_module_at_all")
    assert wrong() == (
        "plugin disclint-seal cannot be imported (disclint_seal_hooks): "
        "ModuleNotFoundError: No module named 'no_such_module_at_all'"
    )
    site.write("disclint_seal_hooks", SEAL)
    assert plugins.find().rules[-1].kind == "seal"


@pytest.mark.parametrize("source", ["raise SystemExit(3)", "import sys; sys.exit()", "x = 1 / 0", "def"])
def test_whatever_a_plugin_raises_takes_nothing_down(site: Site, source: str) -> None:
    site.install("disclint-seal", source)
    site.install("disclint-stamp", SEAL)
    found = plugins.find()
    assert [broken.owner for broken in found.broken] == ["disclint-seal"]
    assert found.rules[-1].kind == "seal"


def test_what_a_plugin_prints_is_no_result(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    site.install("disclint-seal", "print('hello')\n" + dedent(SEAL).replace("return", "print('here')\n    return"))
    assert plugins.find().rules[-1].kind == "seal"
    assert capfd.readouterr() == ("", "hello\nhere\n")


def test_an_installation_that_lost_its_metadata_is_named_after_its_module(site: Site) -> None:
    site.install("disclint-seal", "import no_such_module_at_all")
    (site.folder / "disclint_seal-1.0.dist-info" / "METADATA").write_text("")
    assert wrong().startswith("plugin disclint_seal_hooks cannot be imported")


def test_a_plugin_for_other_hooks_is_named_with_both_versions(site: Site) -> None:
    site.install("disclint-seal", SEAL + "\n    disclint_api = 2")
    assert wrong().startswith("plugin disclint-seal was built for version 2 of the hooks")
    assert "第 2 版" in wrong("zh")


def test_a_hook_that_does_not_exist_is_wrong(site: Site) -> None:
    site.install("disclint-seal", SEAL.replace("disclint_rules", "disclint_ruels"))
    assert wrong().startswith(
        "plugin disclint-seal has a wrong hook: PluginValidationError: unknown hook 'disclint_ruels'"
    )


def test_a_hook_that_raises_is_wrong(site: Site) -> None:
    site.install("disclint-seal", SEAL.replace("return [", "raise KeyError('seal')\n        return ["))
    assert wrong() == "plugin disclint-seal: disclint_rules failed: KeyError: 'seal'"


@pytest.mark.parametrize(
    ("hook", "value", "told"),
    [
        ("rules", "'seal'", "'seal'"),
        ("rules", "disclint.RuleEntry('seal', 'seal_rules')", "seal_rules: not module:attribute"),
        ("rules", "disclint.LoaderEntry('seal', ('.seal',), 'seal_rules:Seal')", "LoaderEntry(name='seal'"),
        ("loaders", "disclint.LoaderEntry('wiki', ('wiki',), 'seal_wiki:load')", "wiki (want LoaderEntry)"),
        ("loaders", "disclint.LoaderEntry('wiki', ('.WIKI',), 'seal_wiki:load')", ".WIKI (want LoaderEntry)"),
        ("loaders", "disclint.LoaderEntry('wiki', '.wiki', 'seal_wiki:load')", "suffixes='.wiki'"),
        ("rules", "disclint.RuleEntry(7, 'seal_rules:Seal')", "kind=7"),
        ("packs", "disclint.PackFolder('/no/such/folder')", "/no/such/folder: no such folder"),
    ],
)
def test_a_wrong_value_is_told(site: Site, hook: str, value: str, told: str) -> None:
    site.install(
        "disclint-seal", f"import disclint\n@disclint.hookimpl\ndef disclint_{hook}():\n    return [{value}]\n"
    )
    assert wrong().startswith(f"plugin disclint-seal: disclint_{hook} brought a wrong value: ")
    assert told in wrong()


@pytest.mark.parametrize(
    ("hook", "value", "told"),
    [
        ("loaders", "LoaderEntry('mine', ('.txt',), 'seal:load')", "suffix .txt"),
        ("loaders", "LoaderEntry('text', ('.wiki',), 'seal:load')", "loader text"),
        ("reporters", "ReporterEntry('json', 'seal:report')", "check --format json"),
    ],
)
def test_a_plugin_cannot_take_what_is_bundled(site: Site, hook: str, value: str, told: str) -> None:
    site.install(
        "disclint-seal", f"import disclint\n@disclint.hookimpl\ndef disclint_{hook}():\n    return [disclint.{value}]\n"
    )
    assert wrong() == f"plugin disclint-seal brings {told}, which disclint has itself: not used"


def test_what_two_plugins_bring_is_of_neither(site: Site) -> None:
    more = f"\n    @hookimpl\n    def disclint_packs():\n        return [PackFolder({str(site.folder)!r})]\n"
    site.install("disclint-seal", SEAL.replace("import ", "import PackFolder, ") + more)
    site.install("disclint-stamp", SEAL.replace('"seal_rules', '"stamp_rules'))
    found = plugins.find()
    assert found.rules == tuple(bundled.disclint_rules())
    assert found.folders[-1].path == str(site.folder)
    (broken,) = found.broken
    assert broken.text("en") == (
        "plugins disclint-seal and disclint-stamp bring kind seal: not used, uninstall all but one"
    )
    site.remove("disclint-seal")
    assert plugins.find().rules[-1].target == "stamp_rules:Seal"


def test_a_part_of_a_plugin_may_be_disputed_and_the_rest_used(site: Site) -> None:
    source = """
        from disclint import LoaderEntry, hookimpl

        @hookimpl
        def disclint_loaders():
            return [LoaderEntry("NAME", (".wiki", ".NAME"), "wiki:load")]
    """
    for name in ("seal", "stamp"):
        site.install(f"disclint-{name}", source.replace("NAME", name))
    found = plugins.find()
    assert [loader.suffixes for loader in found.loaders[-2:]] == [(".seal",), (".stamp",)]
    dispute = found.dispute("suffix", ".wiki")
    assert dispute is not None
    assert dispute.names == (("suffix", ".wiki"),)


def test_a_target_that_cannot_be_imported_names_its_plugin_and_keeps_the_cause(site: Site) -> None:
    site.install("disclint-seal", SEAL, seal_rules="import no_such_module_at_all")
    found = plugins.find()
    with pytest.raises(PluginError) as caught:
        plugins.attribute("seal_rules:Seal", found)
    assert caught.value.text("en").startswith("plugin disclint-seal: cannot load seal_rules:Seal: ModuleNotFoundError")
    assert isinstance(caught.value.__cause__, ModuleNotFoundError)
