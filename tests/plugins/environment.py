"""Environments of Python beside the one that runs the tests, with disclint in them and plugins installed by pip."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import NamedTuple

import disclint


class Environment(NamedTuple):
    python: Path
    folder: Path

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run this environment's Python in a folder with a report."""
        variables = {"PYTHONUTF8": "1", "XDG_CACHE_HOME": str(self.folder / "cache"), **variables}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
        return subprocess.run(
            [str(self.python), *words],
            cwd=self.folder,
            env={**inherited, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def pip(self, *words: str) -> None:
        """Let this test's own pip work on it, with nothing from elsewhere."""
        command = (sys.executable, "-m", "pip", "--python", str(self.python), "--disable-pip-version-check", *words)
        done = subprocess.run(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def install(self, project: str) -> None:
        """Build and install a project of its folder."""
        self.pip("install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", project)

    def disclint(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "disclint", *words, **variables)


def environment_in(folder: Path) -> Environment:
    """A fresh environment that sees disclint and what it needs."""
    venv.EnvBuilder(symlinks=os.name == "posix").create(folder / "venv")
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    fresh = Environment(scripts / ("python.exe" if os.name == "nt" else "python"), folder)
    site = fresh.run("-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    seen = [str(Path(disclint.__file__).parent.parent), sysconfig.get_path("purelib"), *sys.path]
    (Path(site) / "tests.pth").write_text(
        "\n".join(path for path in seen if "site-packages" in path or path == seen[0])
    )
    return fresh
