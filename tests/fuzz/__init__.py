"""Inputs without number: what is at hand, damaged over and over, and laws that hold whatever comes of it."""
