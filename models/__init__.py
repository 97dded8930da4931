"""The NLP stage: `Document` → `Spans`, and where documents begin in a file of several."""

from models.pipeline import find_spans, load_pipeline
from models.structure.beginnings import find_beginnings

__all__ = ["find_beginnings", "find_spans", "load_pipeline"]
