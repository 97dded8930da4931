"""Readers of line pictures, their ensemble and its vote."""
