"""Consoles, locales, pipes, disks and names of files that are not as one would wish."""
