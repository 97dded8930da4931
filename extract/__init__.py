"""Pixels and PDF → `Document`. No Vietnamese grammar here."""

from extract.document import read_document
from extract.line_pngs import line_pngs
from extract.page_png import page_png

__all__ = ["line_pngs", "page_png", "read_document"]
