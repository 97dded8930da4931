"""The engine that the settings ask for."""

from kehoach.run.engine import Engine
from kehoach.run.pool import LocalEngine
from kehoach.settings import Settings


def open_engine(settings: Settings) -> Engine:
    """Raises MissingProgram where the engine is not installed or its cluster cannot be reached."""
    if settings.run.engine == "ray":
        from kehoach.run.ray_engine import RayEngine  # an extra, which not everybody has

        return RayEngine(settings)
    return LocalEngine(settings.run)
