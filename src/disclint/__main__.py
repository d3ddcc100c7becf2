"""``python -m disclint``, and what the command ``disclint`` starts."""

from __future__ import annotations

import sys

from disclint import __version__

__all__ = ["main"]


def main() -> int:
    """Do what the command line asks; the exit status."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"disclint {__version__}\n")
        return 0
    from disclint import cli  # only now: the rest of the program takes longer to import than Python to start

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
