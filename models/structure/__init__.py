"""Zones of the document, paragraphs, enumerators and sections."""
