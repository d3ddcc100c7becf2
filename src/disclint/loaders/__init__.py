"""Readers, one module per format: each turns the bytes of a file into a ``Document`` and judges nothing."""
