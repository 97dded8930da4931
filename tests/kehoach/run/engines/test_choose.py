import sys

import pytest

from kehoach.errors import MissingProgram
from kehoach.run.engines.choose import open_engine
from kehoach.run.engines.local import LocalEngine
from kehoach.settings import RunSettings, Settings


def test_the_local_engine_serves_unless_told_otherwise():
    assert isinstance(open_engine(Settings()), LocalEngine)


def test_ray_that_is_not_installed(monkeypatch):
    monkeypatch.delitem(sys.modules, "kehoach.run.engines.ray", raising=False)
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingProgram) as caught:
        open_engine(Settings(run=RunSettings(engine="ray")))
    assert caught.value.exit_code == 4
    assert "kehoach[ray]" in caught.value.advice
