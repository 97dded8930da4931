"""Periods that a text names."""
