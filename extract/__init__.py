"""Pixels and PDF → `Document`. No Vietnamese grammar here."""
