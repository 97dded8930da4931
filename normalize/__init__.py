"""Spans and table rows → typed findings. Pure functions, no I/O."""

from normalize.plan import build_plan

__all__ = ["build_plan"]
