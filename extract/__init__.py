"""Pixels and PDF → `Document`. No Vietnamese grammar here."""

from extract.document import read_document
from extract.page_png import page_png

__all__ = ["page_png", "read_document"]
