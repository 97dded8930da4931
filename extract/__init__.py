"""Pixels and PDF → `Document`. No Vietnamese grammar here."""

from extract.document import read_document

__all__ = ["read_document"]
