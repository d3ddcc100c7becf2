"""LibreOffice as a witness, where it is installed."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from disclint.loaders.office import convert, find_office

NEEDED = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")


def converted(data: bytes, source: str, target: str) -> bytes:
    """A file as LibreOffice writes it in another format."""
    office = find_office()
    assert office is not None
    return convert(data, f".{source}", office, target)


def converted_together(files: Mapping[str, bytes], target: str, folder: Path, *, source: str = "") -> dict[str, bytes]:
    """Files by name as LibreOffice writes them in another format, all in one go: its start is what takes long.

    ``target`` is a suffix, with a filter after a colon where the suffix has several; ``source`` the filter that reads.
    """
    office = find_office()
    assert office is not None
    given, made = folder / "given", folder / "made"
    given.mkdir(parents=True)
    for name, data in files.items():
        (given / name).write_bytes(data)
    subprocess.run(
        [
            office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
            *([f"--infilter={source}"] if source else []), "--convert-to", target, "--outdir", str(made),
            *(str(given / name) for name in files),
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=120,
    )  # fmt: skip
    suffix = target.partition(":")[0]
    return {f"{Path(name).stem}.{suffix}": (made / f"{Path(name).stem}.{suffix}").read_bytes() for name in files}
