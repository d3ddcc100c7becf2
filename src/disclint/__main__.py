"""``python -m disclint``, and what the command ``disclint`` starts."""

from __future__ import annotations

import gc
import os
import sys

from disclint import __version__

__all__ = ["main"]


def main() -> int:
    """Do what the command line asks, and end the process with its status.

    ``disclint.cli.main`` does the same and returns.
    """
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        try:
            sys.stdout.write(f"disclint {__version__}\n")
            sys.stdout.flush()
            return 0
        except OSError:  # the rest of the program tells what is wrong with standard output
            pass
    gc.set_threshold(200_000)  # one report makes no garbage that is worth looking for
    from disclint import cli  # only now: the rest of the program takes longer to import than Python to start

    status = cli.main()
    if sys.flags.dev_mode:
        return status
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):  # the result is out already, and nobody hears what else there is to tell
                continue
    os._exit(status)  # the system frees memory faster than Python does, by a third of Python's own start


if __name__ == "__main__":
    sys.exit(main())
