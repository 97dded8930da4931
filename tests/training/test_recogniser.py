"""A training of 15 seconds: a few letters are learned. Runs where the extra `training` is installed."""

from time import process_time

import pytest

from extract.recognition import netchu
from training.lines import draw_line
from training.typefaces import typefaces

torch = pytest.importorskip("torch", reason="the extra `training` is not installed")

from training.export import export  # noqa: E402
from training.recogniser import Course, learning_rate, train  # noqa: E402

WORDS = ("Sở Y tế", "Quý IV", "12/2021", "Kế hoạch", "phố", "phô")


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    """A network that has seen nothing but these words."""
    path = tmp_path_factory.mktemp("training") / "few.pt"
    monkey = pytest.MonkeyPatch()
    monkey.setattr("training.lines.draw_text", lambda rng: WORDS[int(rng.integers(len(WORDS)))])
    monkey.setattr("training.lines.typefaces", lambda: typefaces("Tinos"))
    monkey.setattr("training.recogniser._TRIAL", 6)
    monkey.setattr("training.recogniser.monotonic", process_time)  # however busy the machine is
    try:
        train(Course(path, seconds=14.0, batch=3))
        yield path
    finally:
        monkey.undo()


def test_a_few_letters_are_learned(checkpoint):
    last = checkpoint.with_suffix(".csv").read_text().splitlines()[-1].split(",")
    assert float(last[-1]) < 60  # percent of the letters, after 14 seconds from nothing


def test_the_checkpoint_becomes_weights_that_the_product_reads(checkpoint, tmp_path, monkeypatch):
    target = tmp_path / "few.onnx"
    export(checkpoint, target)
    monkeypatch.setattr(netchu, "WEIGHTS", target)
    recogniser = netchu.load(tmp_path)
    monkeypatch.setattr("training.lines.draw_text", lambda rng: "Kế hoạch")
    clean = draw_line(9, 1, typefaces("Tinos")[:1]).picture
    assert recogniser.read([clean])


def test_the_rate_warms_up_stays_and_falls_to_nothing():
    assert learning_rate(0.0, 0) < 0.05
    assert learning_rate(0.2, 1000) == learning_rate(0.4, 1000) == 1.0
    assert 0.4 < learning_rate(0.7, 1000) < 0.6
    assert learning_rate(1.0, 1000) == pytest.approx(0.0)
