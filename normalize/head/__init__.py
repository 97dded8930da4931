"""The document's own head and signature."""
