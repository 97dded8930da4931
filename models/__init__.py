"""The NLP stage: `Document` → `Spans`."""

from models.pipeline import find_spans, load_pipeline

__all__ = ["find_spans", "load_pipeline"]
