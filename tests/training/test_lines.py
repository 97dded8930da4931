"""Lines of training: the same seed gives the same ones, spelled in the alphabet, cut as the line finder
cuts.
"""

import pickle
import unicodedata
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from extract.recognition.netchu import HEIGHT
from training.alphabet import ALPHABET, CLASS_OF, STEP
from training.batches import _draw_lines, batch_width, draw_batches
from training.damage import worn
from training.lines import draw_line
from training.scanned_lines import draw_plan
from training.texts import draw_text
from training.typefaces import HELD_OUT, typefaces

TINOS = typefaces("Tinos")


def texts(seed, count=400):
    return [draw_text(np.random.default_rng((seed, number))) for number in range(count)]


def lines(seed, count=40):
    return [draw_line(seed, number, TINOS) for number in range(count)]


def test_the_alphabet_is_composed_and_has_each_letter_once():
    assert len(ALPHABET) == len(CLASS_OF)
    assert unicodedata.normalize("NFC", ALPHABET) == ALPHABET
    assert set("ẵẴựỰđĐ–≥≤§½…“”") <= set(ALPHABET)
    assert min(CLASS_OF.values()) == 1  # 0 is the blank


def test_the_same_seed_gives_the_same_texts_and_another_one_others():
    assert texts(1, 50) == texts(1, 50)
    assert texts(1, 50) != texts(2, 50)


def test_texts_are_spelled_in_the_alphabet_with_single_blanks():
    for text in texts(3):
        assert set(text) <= set(ALPHABET)
        assert text == " ".join(text.split())


def test_texts_have_what_plans_have():
    drawn = " ".join(texts(4, 3000))
    for wanted in ("NĐ-CP", "Quý I", "tháng", "UBND", "HÀNH", "≥", "½", "…", "§", "%", "ẵ", "Ữ"):
        assert wanted in drawn, wanted


def test_the_same_seed_gives_the_same_pictures():
    for one, other in zip(lines(1, 10), lines(1, 10), strict=True):
        assert one.text == other.text
        assert np.array_equal(one.picture, other.picture)


def test_a_line_is_ink_on_paper_cut_close():
    for line in lines(5):
        assert line.text
        assert line.picture.dtype == np.uint8
        assert 8 <= line.picture.shape[0] < 3 * line.em
        assert line.picture.shape[1] < (len(line.text) + 4) * 2 * line.em


def test_lines_differ_in_size_and_damage():
    drawn = lines(6, 60)
    assert len({line.em for line in drawn}) > 15
    assert {line.bilevel for line in drawn} == {True, False}
    assert max(line.strength for line in drawn) - min(line.strength for line in drawn) > 0.6


def test_the_typeface_held_out_is_in_none_of_them(monkeypatch):
    monkeypatch.setattr("training.typefaces._find", lambda families: iter(_named(families)))
    typefaces.cache_clear()
    try:
        assert HELD_OUT not in {face.family for face in typefaces()}
        assert sum(face.share for face in typefaces()) == pytest.approx(1)
    finally:
        typefaces.cache_clear()


def _named(families):
    from training.typefaces import Typeface

    return [Typeface(family, TINOS[0].path, frozenset(ALPHABET), 1.0) for family in families]


@pytest.fixture
def drawn_in_tinos(monkeypatch):
    monkeypatch.setattr("training.lines.typefaces", lambda: TINOS)


def batches(seed, count):
    return list(islice(draw_batches((seed,), 3, None), count))


def test_nearly_half_of_the_lines_are_cut_from_scans_and_worn_anew_each_time(drawn_in_tinos, tmp_path):
    kept = [replace(line, family="scanned") for line in lines(9, 5)]
    (tmp_path / "3000.scanned").write_bytes(pickle.dumps(kept))
    mixed = list(islice(_draw_lines((1,), tmp_path), 50))
    cut = [line for line in mixed if line.family == "scanned"]
    assert len(cut) == 20
    assert [line.text for line in cut] == 4 * [line.text for line in kept]
    assert any(not np.array_equal(a.picture, b.picture) for a, b in zip(cut[:5], cut[5:10], strict=True))


def test_a_worn_line_keeps_its_height_and_ink():
    for number, line in enumerate(lines(10, 10)):
        again = worn(line.picture, np.random.default_rng(number))
        assert abs(again.shape[0] - line.picture.shape[0]) <= 2 + line.picture.shape[0] // 6
        assert again.min() < 140 or line.picture.min() > 60


def test_batches_hold_lines_at_the_networks_height_with_steps_enough_for_their_letters(drawn_in_tinos):
    for batch in batches(7, 5):
        assert batch.lines.shape[1] == HEIGHT
        assert batch.lines.shape[0] == len(batch.widths) == len(batch.counts)
        assert len(batch.letters) == batch.counts.sum()
        assert (batch.widths / STEP > batch.counts).all()
        padding = batch.lines[0, :, batch.widths[0] :]
        assert not padding.any()


def test_batches_of_one_width_have_as_many_lines(drawn_in_tinos):
    shapes = {batch.lines.shape for batch in batches(8, 20)}
    assert len({shape[2] for shape in shapes}) == len(shapes) < 14


def test_a_line_too_narrow_for_its_letters_or_too_wide_is_left_out():
    assert batch_width(100, "a" * 20) == 112
    assert batch_width(100, "a" * 21) is None
    assert batch_width(1_560, "a") == 1_560
    assert batch_width(1_561, "a") is None


def test_batches_of_a_seed_are_the_same_and_those_of_another_process_are_not(drawn_in_tinos):
    first, again, other = (next(draw_batches(seed, 2, None)) for seed in ((1, 0, 0), (1, 0, 0), (1, 0, 1)))
    assert np.array_equal(first.lines, again.lines)
    assert first.lines.shape != other.lines.shape or not np.array_equal(first.lines, other.lines)


def test_a_drawn_plan_has_what_the_corpus_typesets_and_no_mark_of_its_own():
    plan = draw_plan(3)
    assert plan == draw_plan(3)
    assert plan != draw_plan(4)
    for key in ("header", "title", "body", "signature", "appendix"):
        assert f'"{key}"' in plan
    assert "[[" not in plan
