"""The engine that the settings ask for."""

from kehoach.run.engines.engine import Engine
from kehoach.run.engines.local import LocalEngine
from kehoach.settings import Settings


def open_engine(settings: Settings) -> Engine:
    """Raises MissingProgram where the engine is not installed or its cluster cannot be reached."""
    if settings.run.engine == "ray":
        from kehoach.run.engines.ray import RayEngine  # an extra, which not everybody has

        return RayEngine(settings)
    return LocalEngine(settings.run)
