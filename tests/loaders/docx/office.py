"""LibreOffice as a witness, where it is installed."""

from __future__ import annotations

import pytest

from disclint.loaders.office import convert, find_office

NEEDED = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")


def converted(data: bytes, source: str, target: str) -> bytes:
    """A file as LibreOffice writes it in another format."""
    office = find_office()
    assert office is not None
    return convert(data, f".{source}", office, target)
